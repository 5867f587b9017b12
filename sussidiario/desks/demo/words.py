"""What people ask at a desk of the invented city, what they are told, and where they are sent. Invented, and nobody's."""

from sussidiario.desks.lifecycle import Need
from sussidiario.foundation.areas import Area

ASKED: dict[Need, tuple[str, ...]] = {
    Need.HOME: (
        "Ha ricevuto la disdetta del contratto e non trova un'altra casa che possa pagare.",
        "È in arretrato di tre mensilità con l'affitto e teme lo sfratto.",
        "Chiede come si fa domanda per una casa popolare.",
        "L'alloggio è umido e troppo piccolo per cinque persone.",
    ),
    Need.INCOME: (
        "Ha finito l'indennità di disoccupazione e non riesce a pagare le bollette.",
        "Chiede se ha diritto a un contributo del Comune.",
        "La pensione non basta per le medicine e il riscaldamento.",
    ),
    Need.WORK: (
        "Cerca lavoro da un anno e non sa a chi rivolgersi.",
        "Ha perso il lavoro con la chiusura del magazzino in cui era da dieci anni.",
        "Chiede informazioni su tirocini e corsi per il figlio.",
    ),
    Need.HEALTH: (
        "Esce dall'ospedale e non sa come organizzarsi a casa.",
        "Chiede l'esenzione dal ticket e il medico di base.",
    ),
    Need.MINORS: (
        "È preoccupata per il figlio che non va più a scuola.",
        "Si sta separando e chiede come tutelare i bambini.",
        "Cerca un posto al nido e un aiuto per il pomeriggio.",
    ),
    Need.DISABILITY: (
        "Chiede il trasporto per il centro diurno.",
        "Il figlio finisce la scuola e non si sa che cosa farà dopo.",
    ),
    Need.CARE: (
        "La madre non è più autosufficiente e vive sola.",
        "Chiede i pasti a domicilio e qualcuno per le pulizie.",
        "Cerca informazioni sulle case di riposo e sulle rette.",
        "Non riesce più ad assistere il marito senza un aiuto.",
    ),
    Need.FOREIGNERS: (
        "Deve rinnovare il permesso di soggiorno e non capisce quali carte servono.",
        "Chiede la residenza e il corso di italiano.",
    ),
    Need.VIOLENCE: ("Chiede di parlare con qualcuno, da sola.",),
    Need.ADDICTION: ("Chiede aiuto per il figlio che gioca alle macchinette.",),
    Need.OTHER: ("Chiede a quale ufficio rivolgersi.", "Porta una lettera che non riesce a leggere."),
}
"""By need, what was asked."""

TOLD: tuple[str, ...] = (
    "Spiegato chi può fare domanda, con quali carte e dove.",
    "Consegnato l'elenco dei documenti e fissato che cosa portare la prossima volta.",
    "Letta insieme la lettera e chiarito che cosa chiede.",
    "Compilata insieme la domanda.",
    "Chiarito che il servizio non copre questo caso e indicato chi può farlo.",
)
"""What was told to who needed to know."""

SENT_TO: dict[Need, tuple[str, ...]] = {
    Need.HOME: ("Ufficio alloggi", "Sportello affitti"),
    Need.INCOME: ("CAF", "INPS", "Caritas decanale"),
    Need.WORK: ("Centro per l'impiego", "Afol"),
    Need.HEALTH: ("Medico di base", "Distretto sociosanitario"),
    Need.MINORS: ("Consultorio familiare", "Ufficio scuola"),
    Need.DISABILITY: ("Nucleo integrazione lavorativa", "Distretto sociosanitario"),
    Need.CARE: ("Distretto sociosanitario", "Sportello badanti"),
    Need.FOREIGNERS: ("Sportello stranieri", "Prefettura", "Scuola di italiano"),
    Need.VIOLENCE: ("Centro antiviolenza",),
    Need.ADDICTION: ("SerT",),
    Need.OTHER: ("Anagrafe", "Patronato"),
}
"""By need, where people are sent."""

PROPOSED = "Situazione da approfondire: proposta la presa in carico."

SENDERS: tuple[str, ...] = ("Medico di base", "Parrocchia", "Scuola", "Ospedale San Gerardo", "Vicina di casa", "Caritas", "Anagrafe", "Polizia locale")

WEIGHTS: dict[Need, int] = {
    Need.HOME: 20,
    Need.INCOME: 26,
    Need.WORK: 13,
    Need.HEALTH: 5,
    Need.MINORS: 10,
    Need.DISABILITY: 6,
    Need.CARE: 22,
    Need.FOREIGNERS: 8,
    Need.VIOLENCE: 1,
    Need.ADDICTION: 2,
    Need.OTHER: 7,
}
"""How often each need comes first, out of 120."""

AREAS: dict[Need, Area] = {Need.CARE: Area.ELDERLY, Need.DISABILITY: Area.DISABLED, Need.MINORS: Area.MINORS}
"""The area that a need by itself points to; for the others age decides."""
