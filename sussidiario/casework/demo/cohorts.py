"""
How many are in charge in the invented town, year by year, and who: so that what is published comes out by counting.

A year has as many persons in charge as were in charge on its first day, plus those who enter in it: enough enter to come to the number
wanted. Who enters a year was not in charge in it before: they are new, or come back from an earlier year.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from random import Random

from sussidiario.casework.demo.choosing import AGES, Asked, Subject
from sussidiario.casework.demo.days import Offices
from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.foundation.areas import Area

GROWTH = {2012: 781, 2013: 834, 2014: 877, 2015: 943, 2016: 1000, 2017: 906}
"""How many are in charge in each year, as many of a thousand of 2016: what is not published grows so; 2017 is its first
months."""

TURNOVER = {Area.ELDERLY: 17, Area.ADULTS: 27, Area.MINORS: 20, Area.DISABLED: 8}
"""How many of a hundred in charge in a year are closed in it; more, if more die."""

RETURNS = 6
"""How many of a hundred who enter come back."""

FIRST_FILES = date(2008, 1, 7)
"""The oldest case among those open when the town began to write here."""

LOADED = date(2012, 1, 10)
"""When the open cases began to be entered; it took until spring."""

_GROWN_UP = timedelta(days=18 * 365 + 5)
_SHORTEST = timedelta(days=60)

Choose = Callable[[Area, date, date], Subject]
"""Take somebody for an area who may be proposed on a day and lives until after another."""


@dataclass
class Spell:
    """A stretch in charge; `closed_on` is its end, if it has one."""

    opened_on: date
    closed_on: date | None = None
    reason: ClosingReason = ClosingReason.SOLVED
    outcome: Outcome = Outcome.AUTONOMY


@dataclass
class Path:
    """Somebody's way through the services in one area, from the proposal; without spells it was declined, or waits."""

    area: Area
    subject: Subject
    proposed_on: date
    household: bool = False
    asked: Asked | None = None
    declined_on: date | None = None
    spells: list[Spell] = field(default_factory=list)

    @property
    def last(self) -> Spell:
        """The spell that goes on, or went on last."""
        return self.spells[-1]


ENDINGS: Mapping[Area, tuple[tuple[ClosingReason, Outcome, int], ...]] = {
    Area.ELDERLY: (
        (ClosingReason.SOLVED, Outcome.HOME_CARE, 30),
        (ClosingReason.OTHER_SERVICE, Outcome.RESIDENTIAL, 34),
        (ClosingReason.OTHER_SERVICE, Outcome.HEALTH_FACILITY, 8),
        (ClosingReason.REQUEST, Outcome.FAMILY, 18),
        (ClosingReason.MOVED_NEARBY, Outcome.FAMILY, 7),
        (ClosingReason.MOVED_AWAY, Outcome.FAMILY, 3),
    ),
    Area.ADULTS: (
        (ClosingReason.SOLVED, Outcome.AUTONOMY, 44),
        (ClosingReason.REQUEST, Outcome.AUTONOMY, 16),
        (ClosingReason.OTHER_SERVICE, Outcome.RESIDENTIAL, 10),
        (ClosingReason.MOVED_NEARBY, Outcome.AUTONOMY, 10),
        (ClosingReason.UNTRACEABLE, Outcome.UNKNOWN, 12),
        (ClosingReason.REPATRIATED, Outcome.UNKNOWN, 4),
        (ClosingReason.OTHER, Outcome.PENAL, 4),
    ),
    Area.MINORS: (
        (ClosingReason.SOLVED, Outcome.FAMILY, 58),
        (ClosingReason.REQUEST, Outcome.FAMILY, 10),
        (ClosingReason.MOVED_NEARBY, Outcome.FAMILY, 14),
        (ClosingReason.MOVED_AWAY, Outcome.FAMILY, 6),
        (ClosingReason.OTHER_SERVICE, Outcome.FOSTER_FAMILY, 6),
        (ClosingReason.OTHER_SERVICE, Outcome.ADOPTED, 2),
        (ClosingReason.REPATRIATED, Outcome.UNKNOWN, 4),
    ),
    Area.DISABLED: (
        (ClosingReason.OTHER_SERVICE, Outcome.RESIDENTIAL, 34),
        (ClosingReason.SOLVED, Outcome.HOME_CARE, 30),
        (ClosingReason.REQUEST, Outcome.FAMILY, 22),
        (ClosingReason.MOVED_NEARBY, Outcome.FAMILY, 14),
    ),
}
"""How cases of an area end when the person does not die or come of age, and how many of a hundred."""

COME_BACK = frozenset({ClosingReason.SOLVED, ClosingReason.REQUEST})
"""After these a case may be opened again."""


def wanted(area: Area, in_charge: Mapping[tuple[int, str], int], year: int) -> int:
    """How many persons of an area are in charge in a year: as published, or in proportion to the nearest year that is."""
    if (year, area.value) in in_charge:
        return in_charge[year, area.value]
    published = [each for each, of in in_charge if of == area.value]
    if not published:
        return 0
    nearest = min(published, key=lambda each: (abs(each - year), each))
    return round(in_charge[nearest, area.value] * GROWTH.get(year, 1000) / GROWTH.get(nearest, 1000))


class Cohort:
    """The persons (or the households) of one area, year after year, until the day of `end`."""

    def __init__(self, area: Area, *, chance: Random, offices: Offices, choose: Choose, asked: list[Asked], end: date, household: bool = False) -> None:
        self.area, self.household, self.end = area, household, end
        self._chance, self._offices, self._choose, self._asked = chance, offices, choose, asked
        self.paths: list[Path] = []
        self._open: list[Path] = []
        self._gone: list[Path] = []
        self.unmet: list[Asked] = []
        """Who asked at a desk and was not taken in charge."""

    def live(self, numbers: Mapping[int, int]) -> list[Path]:
        """
        Live through the years, coming each year to the number in charge; the last, if it is not whole, to its part.

        :raises NobodyLeft: if the town is too small.
        """
        years = sorted(numbers)
        self._load(years[0], numbers[years[0]])
        for year in years:
            carried = list(self._open)
            self._enter(year, numbers[year] - len(carried))
            self._leave(year, carried, at_least=numbers[year] - numbers.get(year + 1, numbers[year]))
        self.unmet += self._asked
        return self.paths

    def _load(self, year: int, number: int) -> None:
        """Those in charge on the first day: all but as many as will have left by the end of the year, and a few."""
        january = date(year, 1, 1)
        for _ in range(number - number * (TURNOVER[self.area] + 5) // 100):
            subject = self._choose(self.area, january, january)
            first = max(FIRST_FILES, subject.birth_on + timedelta(days=366 * AGES[self.area][0][0] + 30)) if not self.household else FIRST_FILES
            opened_on = self._offices.some(self._chance, first, date(year - 1, 12, 20)) or date(year - 1, 12, 20)
            proposed_on = max(first, self._offices.back(opened_on, self._chance.randint(0, 15)))
            self._begin(subject, min(proposed_on, opened_on), opened_on)

    def _enter(self, year: int, number: int) -> None:
        if number < 0:
            message = f"in {year} more are in charge in the area {self.area.value!r} than the {number} fewer wanted"
            raise ValueError(message)
        first, end = max(date(year, 1, 1), LOADED), min(date(year + 1, 1, 1), self.end)
        back = [path for path in self._gone if path.last.reason in COME_BACK and self._may_come_back(path, year)][: ceil(number * RETURNS / 100)]
        for path in back:
            opened_on = self._offices.some(self._chance, first, end) or first
            path.spells.append(Spell(opened_on))
            self._gone.remove(path)
            self._open.append(path)
        for _ in range(number - len(back)):
            self._ask(first, end)

    def _ask(self, first: date, end: date) -> None:
        """Somebody new: from the desk if somebody asked there in time, otherwise anybody."""
        while self._asked and self._asked[0].on < first:
            self.unmet.append(self._asked.pop(0))
        if self._asked and self._asked[0].on < end and self._chance.random() < 0.8:  # noqa: PLR2004  a part of those who ask are not taken in charge
            asked = self._asked.pop(0)
            opened_on = self._offices.forward(asked.on, self._chance.randint(0, 20))
            last = self._offices.back(end - timedelta(days=1), 0)
            self._begin(asked.subject, asked.on, max(asked.on, min(opened_on, last)), asked)
            return
        opened_on = self._offices.some(self._chance, first, end) or first
        proposed_on = max(LOADED, self._offices.back(opened_on, self._chance.randint(0, 22)))
        self._begin(self._choose(self.area, proposed_on, opened_on + timedelta(days=40)), min(proposed_on, opened_on), opened_on)

    def _begin(self, subject: Subject, proposed_on: date, opened_on: date, asked: Asked | None = None) -> None:
        path = Path(self.area, subject, proposed_on, self.household, asked, spells=[Spell(opened_on)])
        self.paths.append(path)
        self._open.append(path)

    def _leave(self, year: int, carried: list[Path], *, at_least: int) -> None:
        """Close, of those in charge since an earlier year: who dies, who comes of age, and others until there are enough."""
        end = min(date(year + 1, 1, 1), self.end)
        whole = end == date(year + 1, 1, 1)
        number = max(at_least, round(len(self._open) * TURNOVER[self.area] / 100)) if whole else len(self._open) * TURNOVER[self.area] // 300
        dying = [path for path in self._open if path.subject.died_on and path.subject.died_on < end]
        for path in dying:
            self._close(path, path.subject.died_on or end, ClosingReason.DEATH, Outcome.DECEASED)
        left = max(0, number - len(dying))
        carried = [path for path in carried if path.last.closed_on is None]
        for path in self._of_age(carried, year)[:left]:
            if closed_on := self._offices.some(self._chance, max(path.subject.birth_on + _GROWN_UP, path.last.opened_on + _SHORTEST, date(year, 2, 1)), end):
                self._close(path, closed_on, ClosingReason.CAME_OF_AGE, Outcome.FAMILY)
                left -= 1
        others = [path for path in carried if path.last.closed_on is None]
        for path in self._chance.sample(others, len(others)):
            closed_on = self._offices.some(self._chance, max(path.last.opened_on + _SHORTEST, date(year, 2, 1)), end)
            if left > 0 and closed_on is not None:
                reason, outcome = self._ending()
                self._close(path, closed_on, reason, outcome)
                left -= 1
        self._open = [path for path in self._open if path.last.closed_on is None]

    def _close(self, path: Path, on: date, reason: ClosingReason, outcome: Outcome) -> None:
        path.last.closed_on, path.last.reason, path.last.outcome = on, reason, outcome
        self._gone.append(path)

    def _ending(self) -> tuple[ClosingReason, Outcome]:
        endings = ENDINGS[self.area]
        reason, outcome, _weight = self._chance.choices(endings, [weight for _reason, _outcome, weight in endings])[0]
        return reason, outcome

    def _of_age(self, paths: list[Path], year: int) -> list[Path]:
        """Who turns eighteen by the end of a year, in an area where that matters."""
        if self.area is not Area.MINORS or self.household:
            return []
        return [path for path in paths if path.subject.birth_on + _GROWN_UP < date(year, 12, 1)]

    def _may_come_back(self, path: Path, year: int) -> bool:
        subject, closed_on = path.subject, path.last.closed_on
        if closed_on is None or closed_on >= date(year, 1, 1) or (subject.died_on is not None and subject.died_on < date(year + 1, 3, 1)):
            return False
        return self.area is not Area.MINORS or subject.birth_on + _GROWN_UP > date(year + 1, 1, 1)
