"""States of a grant."""

from sussidiario.foundation.lifecycle import Life, Move, State
from sussidiario.foundation.words import gettext_noop


class GrantState(State):
    """A person opened to a group on purpose: told from its days, and never written."""

    COMING = "coming", gettext_noop("non ancora iniziato")
    HOLDING = "holding", gettext_noop("in corso")
    EXPIRED = "expired", gettext_noop("scaduto")
    ENDED = "ended", gettext_noop("revocato")


_NOT_OVER = frozenset({GrantState.COMING, GrantState.HOLDING})

GRANT = Life(starts=_NOT_OVER, moves={"end": Move(_NOT_OVER, GrantState.ENDED, gettext_noop("Revoca l'accesso"))})
