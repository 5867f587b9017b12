"""What is written about the cases of the invented town: plain, short, and about nobody."""

from collections.abc import Mapping

from sussidiario.casework.lifecycle import EntryKind
from sussidiario.foundation.areas import Area

WHY: Mapping[Area, tuple[str, ...]] = {
    Area.ELDERLY: (
        "Vive sola al terzo piano senza ascensore; chiede aiuto per la spesa e la casa.",
        "Dimissione dall'ospedale: i figli lavorano e non possono assisterla di giorno.",
        "Il medico di base segnala una persona anziana che esce sempre meno.",
        "La moglie non riesce più a occuparsi di lui da sola.",
        "Chiede informazioni su telesoccorso e assistenza domiciliare.",
        "La vicina di casa si è preoccupata: non risponde più alla porta.",
    ),
    Area.ADULTS: (
        "Ha perso il lavoro da più di un anno e non riesce a pagare l'affitto.",
        "Dorme da amici dopo la separazione; cerca una stanza.",
        "Esce da una lunga malattia e vuole ricominciare a lavorare.",
        "Chiede aiuto per mettere ordine nei debiti.",
        "È ospite del piano freddo e vuole la residenza.",
    ),
    Area.MINORS: (
        "La scuola segnala molte assenze.",
        "La madre, sola con due figli, chiede un sostegno educativo.",
        "Il tribunale chiede un'indagine sulla situazione familiare.",
        "I genitori si separano e chiedono aiuto per l'accordo sui figli.",
        "I nonni affidatari chiedono di essere accompagnati.",
    ),
    Area.DISABLED: (
        "Finisce la scuola: la famiglia chiede che cosa viene dopo.",
        "Chiede l'inserimento in un centro diurno.",
        "I genitori invecchiano e pensano a chi si occuperà di lui.",
        "Chiede il trasporto per andare al lavoro.",
        "Ha ottenuto l'accompagnamento e vuole capire a quali servizi ha diritto.",
    ),
}

DECLINED = (
    "Bastano le informazioni date: non serve una presa in carico.",
    "È già seguita da un altro servizio, che abbiamo avvisato.",
    "Risiede in un altro comune: la segnalazione è passata ai colleghi.",
    "La persona, sentita al telefono, preferisce di no.",
)

HANDED_OVER = (
    "Per distribuire meglio i casi nel gruppo.",
    "Cambia il quartiere seguito.",
    "Su richiesta della persona.",
    "Congedo di chi seguiva il caso.",
)

LEFT = "Lascia il servizio: i casi passano al gruppo."

REOPENED = (
    "La situazione è cambiata e la persona ha chiesto di nuovo aiuto.",
    "Torna a chiedere un appoggio dopo un ricovero.",
    "La famiglia segnala una nuova difficoltà.",
)

CLOSED = ("", "", "Chiusura concordata con la persona.", "Si è salutata ringraziando: sa come ritrovarci.", "Relazione finale agli atti.")

ENTRIES: Mapping[EntryKind, tuple[str, ...]] = {
    EntryKind.INTERVIEW: (
        "Colloquio in ufficio. Abbiamo riguardato insieme gli impegni presi e fissato i prossimi.",
        "Colloquio con la persona e la figlia. Concordano sul progetto proposto.",
        "È venuta senza appuntamento: preoccupata per una lettera, che abbiamo letto insieme.",
        "Colloquio lungo e utile; emergono risorse nella rete dei vicini.",
    ),
    EntryKind.HOME_VISIT: (
        "Visita a casa. L'alloggio è in ordine; manca un corrimano nel bagno.",
        "Visita a casa insieme all'educatrice. I bambini erano presenti.",
        "Visita a casa: conosciuta la vicina che aiuta per la spesa.",
        "Visita concordata; non ha aperto nessuno. Lasciato un biglietto.",
    ),
    EntryKind.PHONE_CALL: (
        "Telefonata: conferma l'appuntamento.",
        "Chiamato il medico di base, che condivide il progetto.",
        "Telefonata del figlio: chiede a che punto è la domanda.",
        "Sentita la scuola: va meglio.",
    ),
    EntryKind.MEETING: (
        "Riunione con il servizio specialistico: divisi i compiti, ci si rivede tra due mesi.",
        "Incontro di rete con scuola e cooperativa.",
        "Riunione di gruppo: discusso il caso, si prosegue.",
    ),
    EntryKind.REPORT: ("Scritta e inviata la relazione richiesta.", "Relazione di aggiornamento agli atti."),
    EntryKind.LETTER: ("Arrivata la risposta dell'ente: domanda accolta.", "Inviata la richiesta all'ufficio competente."),
    EntryKind.NOTE: ("Da ricordare: portare il modulo al prossimo incontro.", "Cambiato il numero di telefono.", "In attesa della documentazione."),
}

OFTEN: Mapping[EntryKind, int] = {
    EntryKind.INTERVIEW: 32,
    EntryKind.HOME_VISIT: 18,
    EntryKind.PHONE_CALL: 26,
    EntryKind.MEETING: 9,
    EntryKind.REPORT: 4,
    EntryKind.LETTER: 5,
    EntryKind.NOTE: 6,
}
"""How many entries of a hundred are of each kind."""

TO_DO = (
    "telefonata di verifica",
    "visita domiciliare",
    "incontro di rete",
    "relazione di aggiornamento",
    "rinnovo della domanda di servizio",
    "verifica del progetto",
    "colloquio con i familiari",
)

STANDARD_SOURCE = "Insieme dimostrativo: lo decide il servizio, nessuna norma lo stabilisce."

STANDARDS: Mapping[Area, tuple[tuple[str, int], ...]] = {
    Area.ELDERLY: (("primo colloquio", 10), ("visita domiciliare", 30), ("progetto condiviso", 60)),
    Area.ADULTS: (("primo colloquio", 10), ("progetto condiviso", 45)),
    Area.MINORS: (("primo colloquio", 7), ("visita domiciliare", 20), ("progetto condiviso", 60)),
    Area.DISABLED: (("primo colloquio", 15), ("progetto condiviso", 75)),
}
"""What the invented town's service wants done after every taking in charge, and within how many days."""
