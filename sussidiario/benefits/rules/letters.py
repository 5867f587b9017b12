"""
The four letters of the office: what each tells, in which words, with which fields.

They are written to citizens, in Italian only: plain, kind, with the law named where it is somebody's right. The words here are those of the
templates as they come; the office changes them in Word, and may use these fields and no others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sussidiario.benefits.lifecycle import ApplicationState, InstalmentState, PaidBy, Wording
from sussidiario.benefits.rules.deciding import APPEAL_DAYS, PRESIDENT_DAYS
from sussidiario.benefits.rules.plans import stretches
from sussidiario.foundation.money import euro
from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation.assessment import Assessment

Values = Mapping[str, str | tuple[str, ...]]
"""What fills the fields of a letter, by name: text, or several texts for a list."""

LONGEST = 200
"""Signs that the register of protocol holds of parties and of a subject."""

NOBODY = "Destinatario riservato"
"""To whom a letter is, in the register, where who reads the register must not know (an entry of the "protocollo riservato")."""

MONTHS = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"]

SHOWN = 4
"""Signs of an account by which its owner recognises it."""


@dataclass(frozen=True)
class Field:
    """A field that a template may use: its name, what it holds in words, and an example, which for a list is of several."""

    name: str
    words: str
    sample: str | tuple[str, ...]

    @property
    def is_list(self) -> bool:
        """Tell whether it holds several texts."""
        return isinstance(self.sample, tuple)


@dataclass(frozen=True)
class Block:
    """A paragraph of a letter as it comes: `style` is title, heading, text, or several (then `text` names a list); `only` names what it is left out without."""

    style: str
    text: str
    only: str = ""


_COMMON = (
    Field("ente", gettext_noop("il nome dell'ente"), "Comune di Monza"),
    Field("protocollo", gettext_noop("numero e giorno di protocollo"), "n. 12/2016 del 15 novembre 2016"),
    Field("destinatario", gettext_noop("nome e cognome di chi ha fatto la domanda"), "Anna Bianchi"),
    Field("indirizzo", gettext_noop("dove riceve la posta; niente, se non lo sappiamo"), "via Lecco 12, Monza"),
    Field("domanda", gettext_noop("il numero della domanda"), "34/2016"),
    Field("ricevuta", gettext_noop("il giorno in cui è arrivata"), "3 ottobre 2016"),
    Field("misura", gettext_noop("che cosa ha chiesto"), "Contributo a integrazione del reddito"),
    Field("responsabile", gettext_noop("chi si occupa della domanda"), "Giulia Mandelli"),
    Field("firma", gettext_noop("chi firma la lettera"), "Giovanni Casati"),
)

_PAID = (
    Field("modo", gettext_noop("come arriva il denaro"), "con bonifico sul conto che finisce con 3456"),
    Field("intestatario", gettext_noop("chi riscuote"), "Anna Bianchi"),
)

_DECIDED = Field("decisa", gettext_noop("il giorno della decisione"), "15 novembre 2016")

FIELDS: Mapping[Wording, tuple[Field, ...]] = {
    Wording.GRANT: (
        *_COMMON,
        _DECIDED,
        Field("importo", gettext_noop("quanto riceve"), "480,00 € al mese per 4 mesi"),
        Field("totale", gettext_noop("quanto riceve in tutto"), "1.920,00 €"),
        Field("rate", gettext_noop("i pagamenti, uno per uno (elenco)"), ("480,00 € dal 27 novembre 2016", "480,00 € dal 27 dicembre 2016")),
        *_PAID,
        Field("condizioni", gettext_noop("che cosa si chiede (elenco, anche vuoto)"), ("Iscriversi al centro per l'impiego, entro il 9 dicembre 2016",)),
    ),
    Wording.REFUSAL: (
        *_COMMON,
        _DECIDED,
        Field("motivi", gettext_noop("perché no, con gli articoli (elenco)"), ("L'ISEE di 6.500,01 € supera il limite di 6.500,00 € (art. 11 c. 1).",)),
        Field("ricorso_tar", gettext_noop("ultimo giorno per il ricorso al TAR"), "14 gennaio 2017"),
        Field("ricorso_presidente", gettext_noop("ultimo giorno per il ricorso al Presidente della Repubblica"), "15 marzo 2017"),
    ),
    Wording.DOCUMENTS: (
        *_COMMON,
        Field("documenti", gettext_noop("i documenti che mancano (elenco)"), ("Documento d'identità", "Contratto d'affitto")),
    ),
    Wording.PAYMENT: (
        *_COMMON,
        Field("rata", gettext_noop("quale pagamento"), "la rata 1 di 4 (novembre 2016)"),
        Field("importo", gettext_noop("quanto"), "480,00 €"),
        Field("quando", gettext_noop("quando arriva, o è arrivato"), "è stato eseguito il 28 novembre 2016"),
        *_PAID,
    ),
}
"""Fields of each letter."""

SUBJECTS: Mapping[Wording, str] = {
    Wording.GRANT: "Domanda accolta",
    Wording.REFUSAL: "Domanda non accolta",
    Wording.DOCUMENTS: "Documenti che mancano",
    Wording.PAYMENT: "Avviso di pagamento",
}
"""What each letter is about, in the register and in the properties of its files."""

_HEAD = (
    Block("text", "{{ ente }}"),
    Block("text", "Protocollo {{ protocollo }}"),
    Block("text", "{{ destinatario }}"),
    Block("text", "{{ indirizzo }}", only="indirizzo"),
)
_HELP = (
    Block("heading", "Se ha bisogno di aiuto"),
    Block(
        "text",
        "Della Sua domanda si occupa {{ responsabile }} (legge 241/1990, art. 5). Può telefonarci, scriverci o venire allo sportello: Le spieghiamo tutto.",
    ),
)
_END = (Block("text", "Cordiali saluti"), Block("text", "{{ firma }}"))

WORDS: Mapping[Wording, tuple[Block, ...]] = {
    Wording.GRANT: (
        *_HEAD,
        Block("title", "La Sua domanda è accolta"),
        Block("text", "Gentile {{ destinatario }},"),
        Block("text", "il {{ decisa }} abbiamo accolto la Sua domanda n. {{ domanda }} del {{ ricevuta }}: «{{ misura }}»."),
        Block("heading", "Che cosa riceve"),
        Block("text", "Riceve {{ importo }}. In tutto sono {{ totale }}, che paghiamo così:"),
        Block("several", "rate"),
        Block("text", "Il denaro arriva {{ modo }}. Chi riscuote è {{ intestatario }}."),
        Block("heading", "Che cosa Le chiediamo", only="condizioni"),
        Block("several", "condizioni", only="condizioni"),
        Block("heading", "Se qualcosa cambia"),
        Block(
            "text",
            "Se cambiano la Sua famiglia, il Suo reddito o il conto, ce lo dica appena può: così riceve la somma giusta, e non deve restituire niente.",
        ),
        *_HELP,
        *_END,
    ),
    Wording.REFUSAL: (
        *_HEAD,
        Block("title", "La Sua domanda non è accolta"),
        Block("text", "Gentile {{ destinatario }},"),
        Block(
            "text",
            "abbiamo esaminato la Sua domanda n. {{ domanda }} del {{ ricevuta }}: «{{ misura }}». Il {{ decisa }} abbiamo deciso di non accoglierla.",
        ),
        Block("heading", "Perché"),
        Block("several", "motivi"),
        Block("text", "Le diciamo i motivi come chiede la legge 241/1990, art. 3. Se la Sua situazione cambia, può fare una nuova domanda."),
        Block("heading", "Se non è d'accordo"),
        Block("text", "Ci chieda di spiegarLe la decisione e di vedere i documenti: non costa niente. Può anche fare ricorso, in uno di questi due modi:"),
        Block(
            "item",
            f"al Tribunale amministrativo regionale (TAR), entro {APPEAL_DAYS} giorni da quando riceve questa lettera "
            "(d.lgs. 104/2010, art. 29; agosto non si conta): fino al {{ ricorso_tar }} è certamente in tempo;",
        ),
        Block(
            "item",
            f"oppure al Presidente della Repubblica, entro {PRESIDENT_DAYS} giorni (d.P.R. 1199/1971, art. 9): "
            "fino al {{ ricorso_presidente }} è certamente in tempo.",
        ),
        *_HELP,
        *_END,
    ),
    Wording.DOCUMENTS: (
        *_HEAD,
        Block("title", "Per la Sua domanda mancano dei documenti"),
        Block("text", "Gentile {{ destinatario }},"),
        Block("text", "per esaminare la Sua domanda n. {{ domanda }} del {{ ricevuta }}, «{{ misura }}», ci mancano ancora:"),
        Block("several", "documenti"),
        Block("text", "Ce li porti allo sportello, o ce li mandi, appena può: finché mancano non possiamo decidere."),
        Block(
            "text",
            "Se non riesce ad avere un documento ce lo dica: cerchiamo insieme come fare. Quello che un ufficio pubblico sa già lo "
            "chiediamo noi, o basta una Sua dichiarazione (d.P.R. 445/2000, artt. 43 e 46).",
        ),
        *_HELP,
        *_END,
    ),
    Wording.PAYMENT: (
        *_HEAD,
        Block("title", "Il pagamento del Suo contributo"),
        Block("text", "Gentile {{ destinatario }},"),
        Block("text", "Le scriviamo per «{{ misura }}» (domanda n. {{ domanda }} del {{ ricevuta }})."),
        Block("text", "Il pagamento di {{ importo }}, per {{ rata }}, {{ quando }}."),
        Block("text", "Il denaro arriva {{ modo }}. Chi riscuote è {{ intestatario }}."),
        Block("text", "Se tra dieci giorni non l'ha ancora ricevuto, ce lo dica: controlliamo con la banca."),
        *_HELP,
        *_END,
    ),
}
"""The letters as they come."""

_WRITTEN: Mapping[Wording, frozenset[ApplicationState]] = {
    Wording.GRANT: frozenset({ApplicationState.GRANTED}),
    Wording.REFUSAL: frozenset({ApplicationState.REFUSED}),
    Wording.DOCUMENTS: frozenset({ApplicationState.RECEIVED}),
    Wording.PAYMENT: frozenset({ApplicationState.GRANTED}),
}

ONCE = frozenset({Wording.GRANT, Wording.REFUSAL, Wording.PAYMENT})
"""Letters that are written once: about one decision, or about one payment. Papers are asked for as often as it takes."""

TOLD = (InstalmentState.LISTED, InstalmentState.PAID)
"""Payments that a letter may tell of: on their way, or arrived."""


def may_tell(wording: Wording, state: ApplicationState) -> bool:
    """Tell whether a request in a state has something for a letter to say."""
    return state in _WRITTEN[wording]


def fields(wording: Wording) -> Mapping[str, Field]:
    """Give the fields of a letter by name."""
    return {field.name: field for field in FIELDS[wording]}


def samples(wording: Wording) -> Values:
    """Fill a letter with examples, to try a template."""
    return {field.name: field.sample for field in FIELDS[wording]}


def subject(wording: Wording, *, measure: str, application: str) -> str:
    """Say what a letter is about: `Domanda non accolta: Contributo straordinario (domanda n. 34/2016)`."""
    return f"{SUBJECTS[wording]}: {measure} (domanda n. {application})"[:LONGEST]


def day(value: date) -> str:
    """Write a day as people do: `3 ottobre 2016`, `1º dicembre 2016`."""
    return f"{value.day}{'º' if value.day == 1 else ''} {month(value)}"


def month(value: date) -> str:
    """Write the month of a day: `ottobre 2016`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def amount(standing: Mapping[date, int], *, monthly: bool) -> str:
    """Write what is given, from the cents of each month: `480,00 € al mese per 4 mesi, poi 400,00 € per un mese`, or the one sum."""
    if not monthly:
        return euro(sum(standing.values()))
    said = (f"{euro(each.amount)} per un mese" if each.months == 1 else f"{euro(each.amount)} al mese per {each.months} mesi" for each in stretches(standing))
    return ", poi ".join(said)


def way(paid_by: PaidBy, iban: str) -> str:
    """Say how the money comes, with as much of the account as its owner needs to recognise it: letters go astray."""
    return f"con bonifico sul conto che finisce con {iban[-SHOWN:]}" if paid_by is PaidBy.TRANSFER else "in contanti, alla tesoreria comunale"


def which(number: int, of: int, of_month: date) -> str:
    """Say which payment it is: `la rata 2 di 4 (dicembre 2016)`, or the only one."""
    return f"la rata {number} di {of} ({month(of_month)})" if of > 1 else "l'intero contributo"


def when(paid_on: date | None, due_on: date) -> str:
    """Say when the money came, or is to come."""
    return f"è stato eseguito il {day(paid_on)}" if paid_on else f"è in corso: il denaro arriva dal {day(due_on)}"


def due(cents: int, due_on: date, condition: str = "") -> str:
    """Say one of the payments to come: `480,00 € dal 27 novembre 2016`, and what it waits for."""
    return f"{euro(cents)} dal {day(due_on)}" + (f", quando è rispettata la condizione: {condition}" if condition else "")


def asked(what: str, due_on: date) -> str:
    """Say what is asked and by when."""
    return f"{what}, entro il {day(due_on)}"


def reasons(assessment: Assessment | None, decision: str) -> tuple[str, ...]:
    """
    Say why a request was refused: what whoever decided wrote, then what the regulation asks and is not so, each with its article.

    Where they wrote what the regulation answered, and nothing else, it is said once.
    """
    against = [reason for reason in assessment.reasons if not reason.met] if assessment else []
    said = [f"{reason.words()} ({reason.article})" if reason.article else reason.words() for reason in against]
    own = "" if decision.strip() == " ".join(reason.words() for reason in against) else decision.strip()
    return tuple(each for each in (own, *said) if each)


def unknown(wording: Wording, names: Iterable[str]) -> list[str]:
    """Names that are no field of a letter, in alphabetical order."""
    return sorted(set(names) - set(fields(wording)))
