"""
States and codes of casework: a case, what is written in its diary, why it was closed and what became of the person.

Reasons and situations at closing join the lists of the national register of minors in charge (SINBA, «motivo chiusura» and
«situazione a chiusura») with what an adult or an elderly person needs that those lists lack.
"""

from sussidiario.foundation.lifecycle import Life, Move, State
from sussidiario.foundation.words import gettext_noop


class CaseState(State):
    """A taking in charge (presa in carico), from its proposal on."""

    PROPOSED = "proposed", gettext_noop("proposto")
    OPEN = "open", gettext_noop("aperto")
    CLOSED = "closed", gettext_noop("chiuso")
    DECLINED = "declined", gettext_noop("non accolto")


LIVE = frozenset({CaseState.PROPOSED, CaseState.OPEN})
"""The states of which a subject has at most one case in an area."""

_OPEN = frozenset({CaseState.OPEN})
_PROPOSED = frozenset({CaseState.PROPOSED})

LIFE = Life(
    starts=_PROPOSED,
    moves={
        "open_case": Move(_PROPOSED, CaseState.OPEN, gettext_noop("Assegna il caso")),
        "decline": Move(_PROPOSED, CaseState.DECLINED, gettext_noop("Non accogliere la proposta")),
        "write_entry": Move(_OPEN, CaseState.OPEN, gettext_noop("Scrivi nel diario")),
        "correct_entry": Move(_OPEN, CaseState.OPEN, gettext_noop("Correggi la voce")),
        "add_deadline": Move(_OPEN, CaseState.OPEN, gettext_noop("Aggiungi una scadenza")),
        "complete_deadline": Move(_OPEN, CaseState.OPEN, gettext_noop("Segna come fatta")),
        "hand_over": Move(_OPEN, CaseState.OPEN, gettext_noop("Passa il caso")),
        "close": Move(_OPEN, CaseState.CLOSED, gettext_noop("Chiudi il caso")),
        "reopen": Move(frozenset({CaseState.CLOSED}), CaseState.OPEN, gettext_noop("Riapri il caso")),
    },
)


class EntryKind(State):
    """What an entry of the diary tells of."""

    INTERVIEW = "interview", gettext_noop("colloquio")
    HOME_VISIT = "home_visit", gettext_noop("visita domiciliare")
    PHONE_CALL = "phone_call", gettext_noop("telefonata")
    MEETING = "meeting", gettext_noop("riunione")
    REPORT = "report", gettext_noop("relazione")
    LETTER = "letter", gettext_noop("corrispondenza")
    NOTE = "note", gettext_noop("nota")


class ClosingReason(State):
    """Why a case was closed."""

    SOLVED = "solved", gettext_noop("progetto concluso, bisogno risolto")
    REQUEST = "request", gettext_noop("richiesta della persona o della famiglia")
    CAME_OF_AGE = "came_of_age", gettext_noop("raggiungimento della maggiore età")
    OTHER_SERVICE = "other_service", gettext_noop("passaggio a un altro servizio")
    MOVED_NEARBY = "moved_nearby", gettext_noop("trasferimento in un altro ambito della regione")
    MOVED_AWAY = "moved_away", gettext_noop("trasferimento fuori regione")
    REPATRIATED = "repatriated", gettext_noop("rimpatrio")
    UNTRACEABLE = "untraceable", gettext_noop("irreperibilità")
    DEATH = "death", gettext_noop("decesso")
    OTHER = "other", gettext_noop("altro motivo")


class Outcome(State):
    """How the person lives when the case is closed."""

    AUTONOMY = "autonomy", gettext_noop("in autonomia")
    FAMILY = "family", gettext_noop("in famiglia")
    HOME_CARE = "home_care", gettext_noop("a casa propria, con aiuti")
    FOSTER_FAMILY = "foster_family", gettext_noop("in famiglia affidataria")
    ADOPTED = "adopted", gettext_noop("in famiglia adottiva")
    RESIDENTIAL = "residential", gettext_noop("in una struttura residenziale")
    HEALTH_FACILITY = "health_facility", gettext_noop("in una struttura sanitaria")
    PENAL = "penal", gettext_noop("in una misura penale")
    DECEASED = "deceased", gettext_noop("deceduta")
    UNKNOWN = "unknown", gettext_noop("situazione sconosciuta")
