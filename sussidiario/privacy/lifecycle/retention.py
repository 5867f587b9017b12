"""Which series of records are kept for how long, and the life of a disposal: proposed by one, approved by another, carried out."""

from collections.abc import Mapping

from sussidiario.foundation.lifecycle import Life, Move, State
from sussidiario.foundation.words import gettext_noop


class Series(State):
    """Records of one kind, that are kept equally long."""

    CONTACTS = "contacts", gettext_noop("contatti degli sportelli")
    CASES = "cases", gettext_noop("casi finiti, con il loro diario")
    PERSONS = "persons", gettext_noop("schede di persone di cui non resta altro")
    BENEFITS = "benefits", gettext_noop("domande di benefici finite, con lettere, attestazioni e pagamenti")
    EXPORTS = "exports", gettext_noop("esportazioni")
    SIGN_INS = "sign_ins", gettext_noop("accessi del personale")


COUNTED_FROM: Mapping[Series, str] = {
    Series.CONTACTS: gettext_noop("dal giorno del contatto"),
    Series.CASES: gettext_noop("dal giorno in cui il caso è stato chiuso, o non accolto"),
    Series.PERSONS: gettext_noop("dall'ultimo giorno in cui è successo qualcosa, quando contatti, casi e domande sono già stati scartati"),
    Series.BENEFITS: gettext_noop("dal giorno in cui tutto è finito: decisione, ultima rata, somme da restituire"),
    Series.EXPORTS: gettext_noop("dal giorno in cui il file è stato chiesto"),
    Series.SIGN_INS: gettext_noop("dal giorno dell'accesso"),
}
"""From which day the years of each series are counted."""


class DisposalState(State):
    """Where a disposal is."""

    PROPOSED = "proposed", gettext_noop("proposto")
    APPROVED = "approved", gettext_noop("approvato")
    CARRIED_OUT = "carried_out", gettext_noop("eseguito")
    REJECTED = "rejected", gettext_noop("respinto")


_PROPOSED, _APPROVED = frozenset({DisposalState.PROPOSED}), frozenset({DisposalState.APPROVED})

DISPOSAL = Life(
    starts=_PROPOSED,
    moves={
        "approve": Move(_PROPOSED, DisposalState.APPROVED, gettext_noop("Approva lo scarto")),
        "reject": Move(_PROPOSED, DisposalState.REJECTED, gettext_noop("Respingi lo scarto")),
        "carry_out": Move(_APPROVED, DisposalState.CARRIED_OUT, gettext_noop("Esegui lo scarto")),
    },
)
