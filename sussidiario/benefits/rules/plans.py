"""
When an award is paid, with the money of which year and line, and what is left of it when it changes.

All in cents and whole months: nothing is divided, so nothing is rounded, and every sum is conserved.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sussidiario.benefits.lifecycle import InstalmentState

PAY_DAY = 27
"""Day of the month on which what is monthly falls due, unless it was granted later."""

UNPAID = frozenset({InstalmentState.PLANNED, InstalmentState.HELD, InstalmentState.FAILED})
"""Instalments that may still be changed or cancelled; one in a list is neither paid nor unpaid until the bank answers."""


@dataclass(frozen=True)
class Asked:
    """What a plan asks to be done by a day: instalments due from then on wait for it, up to the next day on which something is asked."""

    what: str
    due_on: date


class Planned(NamedTuple):
    """One payment of a plan. Cents. `condition` is the place of what it waits for among the conditions, if it waits."""

    number: int
    month: date
    due_on: date
    amount: int
    condition: int | None = None


@dataclass(frozen=True)
class Owed:
    """One instalment as it is: the month it is for, its cents, and how far it has come."""

    month: date
    amount: int
    state: InstalmentState


@dataclass(frozen=True)
class Ending:
    """What a revocation does: cents that are freed, cents that were paid and not due, and whether some are in a list just now."""

    freed: int
    owed: int
    listed: int


@dataclass(frozen=True)
class Stretch:
    """Months that follow one another, each with the same cents."""

    first: date
    months: int
    amount: int


def month_of(day: date) -> date:
    """The first day of the month of a day."""
    return day.replace(day=1)


@lru_cache(maxsize=256)
def months_from(first: date, count: int) -> tuple[date, ...]:
    """The first days of `count` months, from the month of `first` on."""
    start = first.year * 12 + first.month - 1
    return tuple(date(number // 12, number % 12 + 1, 1) for number in range(start, start + count))


def last_day(first: date, count: int) -> date:
    """The last day of so many months from one on."""
    last = months_from(first, count)[-1]
    return date(last.year, last.month, monthrange(last.year, last.month)[1])


def plan(*, amount: int, months: int, from_month: date, granted_on: date, monthly: bool, conditions: Sequence[Asked] = ()) -> tuple[Planned, ...]:
    """
    Say what is paid, for which month and when: what is monthly on its pay day, one sum at once; nothing before it is granted.

    :raises ValueError: if there is nothing to pay.
    """
    if amount <= 0 or months <= 0:
        message = f"nothing to pay: {amount} x {months}"
        raise ValueError(message)
    found = []
    for number, month in enumerate(months_from(from_month, months), start=1):
        day = max(granted_on, month.replace(day=PAY_DAY) if monthly else month)
        found.append(Planned(number, month, day, amount, _awaited(day, conditions) if conditions else None))
    return tuple(found)


def by_year(planned: Iterable[Planned]) -> dict[int, tuple[Planned, ...]]:
    """Part a plan by the year whose money pays it: that of the day on which each payment falls due."""
    years: dict[int, tuple[Planned, ...]] = {}
    for each in planned:
        years[each.due_on.year] = (*years.get(each.due_on.year, ()), each)
    return years


def cost_by_year(plans: Iterable[Iterable[Planned]]) -> Mapping[int, int]:
    """How many cents of the money of each year some plans take."""
    found: Counter[int] = Counter()
    for plan in plans:
        for each in plan:
            found[each.due_on.year] += each.amount
    return found


def allocate(amounts: Sequence[int], left: Mapping[int, int]) -> tuple[int, ...] | None:
    """
    Say which line pays each amount, given how many cents each line has left; None if they do not all fit.

    One line pays everything if any can, the first one that does; else each amount goes to the first line that still holds it.
    """
    whole = next((line for line, cents in left.items() if cents >= sum(amounts)), None)
    if whole is not None:
        return (whole,) * len(amounts)
    remaining, chosen = dict(left), []
    for amount in amounts:
        line = next((line for line, cents in remaining.items() if cents >= amount), None)
        if line is None:
            return None
        remaining[line] -= amount
        chosen.append(line)
    return tuple(chosen)


def ending(instalments: Iterable[Owed], from_month: date) -> Ending:
    """Say what revoking from a month does to what is owed for that month and after it."""
    freed = owed = listed = 0
    for each in instalments:
        if each.month < from_month:
            continue
        freed += each.amount if each.state in UNPAID else 0
        owed += each.amount if each.state == InstalmentState.PAID else 0
        listed += each.amount if each.state == InstalmentState.LISTED else 0
    return Ending(freed, owed, listed)


def revised(instalments: Iterable[Owed], from_month: date, amount: int) -> int:
    """Say by how many cents, more or less, what is promised changes when each unpaid instalment from a month on becomes of `amount`."""
    return sum(amount - each.amount for each in instalments if each.month >= from_month and each.state in UNPAID)


def stretches(owed: Mapping[date, int]) -> tuple[Stretch, ...]:
    """Part months, each with its cents, where one is missing or the sum changes."""
    found: list[Stretch] = []
    for month in sorted(owed):
        last = found[-1] if found else None
        if last and last.amount == owed[month] and months_from(last.first, last.months + 1)[-1] == month:
            found[-1] = replace(last, months=last.months + 1)
        else:
            found.append(Stretch(month, 1, owed[month]))
    return tuple(found)


def standing(instalments: Iterable[Owed]) -> dict[date, int]:
    """What is granted now, by month: all but what was cancelled."""
    return {each.month: each.amount for each in instalments if each.state != InstalmentState.CANCELLED}


def _awaited(day: date, conditions: Sequence[Asked]) -> int | None:
    """The place of the last condition asked by a day."""
    asked = [(condition.due_on, place) for place, condition in enumerate(conditions) if condition.due_on <= day]
    return max(asked)[1] if asked else None
