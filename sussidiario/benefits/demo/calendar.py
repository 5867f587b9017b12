"""When things happen in the office: months, working days, and how many contributions each month decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

DECIDES, PAYS, ANSWERED = 15, 24, 28
"""Days of the month on which, or on the next working day, the office decides, sends the list, and has the bank's answer."""

ARREARS_FROM = date(2014, 9, 1)
"""First month in which blameless arrears are helped."""


@dataclass(frozen=True)
class Month:
    """A month's work: on which days, how many contributions it grants, and how many of these for blameless arrears."""

    first: date
    granted: int
    in_arrears: int

    @property
    def decides(self) -> date:
        """When it is decided on what was asked."""
        return working(self.first.replace(day=DECIDES))

    @property
    def pays(self) -> date:
        """When the list of what is due is sent."""
        return working(self.first.replace(day=PAYS))

    @property
    def answered(self) -> date:
        """When the bank has answered."""
        return working(self.first.replace(day=ANSWERED))


def months(granted: Mapping[int, int], in_arrears: int, until: date) -> list[Month]:
    """Share each year's contributions out over its months, from June 2012 to the last that is over before `until`."""
    firsts = [date(year, month, 1) for year in sorted(granted) for month in range(1, 13)]
    firsts = [first for first in firsts if first >= date(2012, 6, 1) and working(first.replace(day=ANSWERED)) < until]
    of_arrears = dict(
        zip([first for first in firsts if first >= ARREARS_FROM], shares(in_arrears, sum(first >= ARREARS_FROM for first in firsts)), strict=True)
    )
    found: list[Month] = []
    for year in sorted(granted):
        of_year = [first for first in firsts if first.year == year]
        found += [Month(first, each, of_arrears.get(first, 0)) for first, each in zip(of_year, shares(granted[year], len(of_year)), strict=True)]
    return found


def shares(whole: int, parts: int) -> list[int]:
    """Share a number out into as many parts, as even as whole numbers can be."""
    return [whole * (part + 1) // parts - whole * part // parts for part in range(parts)]


def days(first: date, last: date) -> Iterator[date]:
    """Working days from one to another, both included."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if working(day) == day:
            yield day


def working(day: date) -> date:
    """The day itself, or the next Monday."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= 5 else day  # noqa: PLR2004  Saturday


def nine(day: date, minutes: int = 0) -> datetime:
    """An instant of the day: so many minutes after nine."""
    return timezone.make_aware(datetime.combine(day, time(9))) + timedelta(minutes=minutes)
