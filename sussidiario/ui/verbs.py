"""What a page offers to do about its record."""

from dataclasses import dataclass, field

from sussidiario.access.decision import Allowed, Decision


@dataclass(frozen=True)
class Verb:
    """
    One verb on a page: its words on the button, the address of its page, and whether its reader may.

    `post` makes it a button that acts at once, for the few verbs that ask nothing and can be undone. `back` is of those that take back what was done.
    """

    label: str
    url: str
    may: Decision = field(default_factory=Allowed)
    post: bool = False
    back: bool = False


def arrange(verbs: list[Verb]) -> tuple[Verb | None, list[Verb]]:
    """Split into the one filled button, which is the first verb allowed that takes nothing back, and all the others in their order."""
    first = next((verb for verb in verbs if verb.may and not verb.back), None)
    return first, [verb for verb in verbs if verb is not first]
