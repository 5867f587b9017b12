"""How a policy answers: `Allowed()`, or `Denied` with the reason the button and the page will show."""

from dataclasses import dataclass


class NotAllowed(Exception):
    """An action was asked for by somebody the policy denies it to."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Allowed:
    """Yes."""

    reason: str = ""

    def __bool__(self) -> bool:
        return True

    def require(self) -> None:
        """Do nothing: it is allowed."""


@dataclass(frozen=True)
class Denied:
    """No, and why, in the words of whoever asked."""

    reason: str

    def __bool__(self) -> bool:
        return False

    def require(self) -> None:
        """
        Stop the action.

        :raises NotAllowed: always.
        """
        raise NotAllowed(self.reason)


Decision = Allowed | Denied


def allowed_if(holds: bool, otherwise: str) -> Decision:  # noqa: FBT001  it reads as a sentence
    """Yes, if it holds; or else no, for the reason given."""
    return Allowed() if holds else Denied(otherwise)
