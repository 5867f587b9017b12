"""How long a grant may last, and where in its life it is."""

from calendar import monthrange
from datetime import date

from sussidiario.privacy.lifecycle.grants import GrantState


def latest(from_on: date, *, months: int) -> date:
    """Last day that a grant from `from_on` may have: the eve of the same day so many months later, or of the month's end where there is no such day."""
    year, month = divmod(from_on.month - 1 + months, 12)
    year, month = from_on.year + year, month + 1
    same = date(year, month, min(from_on.day, monthrange(year, month)[1]))
    return date.fromordinal(same.toordinal() - 1)


def overlap(from_on: date, until_on: date, other_from_on: date, other_until_on: date) -> bool:
    """Tell whether two periods have a day in common; the last day of each is left out."""
    return from_on < other_until_on and other_from_on < until_on


def state(*, from_on: date, until_on: date, ended_on: date | None, on: date) -> GrantState:
    """Tell where on a day a grant is that holds from a day up to, and without, another, unless it was ended before."""
    if ended_on is not None and ended_on <= on:
        return GrantState.ENDED
    if on < from_on:
        return GrantState.COMING
    return GrantState.HOLDING if on < until_on else GrantState.EXPIRED
