"""What a page offers to do about its record."""

from dataclasses import dataclass, field

from sussidiario.access.decision import Allowed, Decision


@dataclass(frozen=True)
class Verb:
    """
    One verb on a page: its words on the button, the address of its page, and whether its reader may.

    `post` makes it a button that acts at once, for the few verbs that ask nothing and can be undone.
    """

    label: str
    url: str
    may: Decision = field(default_factory=Allowed)
    post: bool = False


def arrange(verbs: list[Verb]) -> tuple[Verb | None, list[Verb]]:
    """Split into the one filled button, which is the first verb allowed, and all the others in their order."""
    first = next((verb for verb in verbs if verb.may), None)
    return first, [verb for verb in verbs if verb is not first]
