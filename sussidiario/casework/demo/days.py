"""When things happen in the invented town: on the days the offices are open, written down in office hours."""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from sussidiario.desks.rules import holidays

OPENS, CLOSES = time(8, 30), time(17)
_SATURDAY = 5
_MINUTES = (CLOSES.hour * 60 + CLOSES.minute) - (OPENS.hour * 60 + OPENS.minute)


class Offices:
    """The days on which the offices are open, from one to another (excluded)."""

    def __init__(self, first: date, end: date) -> None:
        closed = {day for year in range(first.year, end.year + 1) for day in holidays(year)}
        every = (first + timedelta(days=index) for index in range((end - first).days))
        self.days = [day for day in every if day.weekday() < _SATURDAY and day not in closed]

    def some(self, chance: Random, first: date, end: date) -> date | None:
        """Any open day from `first` to `end` (excluded), or None if there is none; fewer things happen in August."""
        low, high = bisect_left(self.days, first), bisect_left(self.days, end)
        if low >= high:
            return None
        day = self.days[chance.randrange(low, high)]
        return day if day.month != 8 or chance.random() < 0.5 else self.days[chance.randrange(low, high)]  # noqa: PLR2004  August, a half

    def back(self, day: date, number: int) -> date:
        """The open day `number` open days before `day`, or the first there is."""
        return self.days[max(0, bisect_right(self.days, day) - 1 - number)]

    def forward(self, day: date, number: int) -> date:
        """The open day `number` open days after `day`, itself or the next one if it is closed; or the last there is."""
        return self.days[min(len(self.days) - 1, bisect_left(self.days, day) + number)]

    def recorded(self, chance: Random, on: date, *, after: datetime | None = None) -> datetime:
        """Write down what happened on a day: mostly the same day, otherwise some days later, and after what was written before."""
        delay = 0 if chance.random() < 0.7 else chance.randint(1, 4)  # noqa: PLR2004  most is written down at once
        day = self.forward(on, delay)
        moment = datetime.combine(day, OPENS) + timedelta(minutes=chance.randrange(_MINUTES), seconds=chance.randrange(60))
        at = timezone.make_aware(moment)
        if after is not None and at <= after:
            at = self._later(chance, after)
        return at

    def _later(self, chance: Random, after: datetime) -> datetime:
        """Some minutes later, or the next morning if the offices have closed by then."""
        at = timezone.localtime(after) + timedelta(minutes=chance.randint(1, 12), seconds=chance.randrange(60))
        if at.time() < CLOSES:
            return at
        morning = datetime.combine(self.forward(at.date() + timedelta(days=1), 0), OPENS)
        return timezone.make_aware(morning + timedelta(minutes=chance.randrange(30)))
