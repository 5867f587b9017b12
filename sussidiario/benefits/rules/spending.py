"""How far a budget line has gone."""

from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.words import gettext_noop

NEAR = 90
"""From which percentage of a line promised on one should know: ours, to be changed by who keeps the accounts."""


class Reach(State):
    """How far a line has gone."""

    EMPTY = "empty", gettext_noop("niente impegnato")
    FINE = "fine", gettext_noop("c'è disponibilità")
    NEAR = "near", gettext_noop("quasi esaurito")
    SPENT = "spent", gettext_noop("esaurito")


def reach(amount: int, committed: int) -> Reach:
    """Say how far a line of `amount` cents has gone when `committed` of them are promised."""
    if committed >= amount:
        return Reach.SPENT
    if committed == 0:
        return Reach.EMPTY
    return Reach.NEAR if committed * 100 >= amount * NEAR else Reach.FINE
