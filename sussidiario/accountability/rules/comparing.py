"""What the city published against what was counted."""

from sussidiario.accountability.rules.frozen import Card
from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.words import gettext_noop


class Status(State):
    """How a counted figure stands to the published one."""

    EQUAL = "equal", gettext_noop("uguale")
    DIFFERENT = "different", gettext_noop("diverso")
    NOT_COMPUTED = "not_computed", gettext_noop("non ancora calcolato")


def status(card: Card) -> Status:
    """Equal is equal to the unit, no tolerance; of a change whose ends were published, the ends too."""
    if card["computed"] is None:
        return Status.NOT_COMPUTED
    pairs = [(card["published"], card["computed"]), (card["published_from"], card["before"]), (card["published_to"], card["after"])]
    return Status.EQUAL if all(published is None or published == counted for published, counted in pairs) else Status.DIFFERENT


def difference(card: Card) -> int | None:
    """Counted less published, in the unit of the figure; None while it is not counted."""
    return None if card["computed"] is None else card["computed"] - card["published"]
