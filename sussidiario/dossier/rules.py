"""What a page that spans domains puts together. Plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta

SOON = timedelta(days=7)
"""How far ahead a day looks."""


@dataclass(frozen=True)
class Due:
    """A deadline as the day shows it: how many days from today, negative when it has passed."""

    days: int

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days < 0

    @property
    def late(self) -> int:
        """Days of delay."""
        return -self.days


def due(on: date, *, today: date) -> Due:
    """Tell how far from `today` the day `on` is."""
    return Due((on - today).days)
