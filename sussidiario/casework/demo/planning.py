"""Everything that happens in the invented town, decided before anything is written."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from sussidiario.casework.demo.choosing import Asked, NobodyLeft, Pool, Subject, asked, households, persons
from sussidiario.casework.demo.cohorts import FIRST_FILES, LOADED, Choose, Cohort, Path, wanted
from sussidiario.casework.demo.days import Offices
from sussidiario.casework.demo.drafts import Drafting
from sussidiario.casework.demo.steps import Step, steps
from sussidiario.casework.demo.workforce import Workforce
from sussidiario.foundation.areas import Area

PENDING, DECLINED = 9, 60
"""Proposals that wait for a decision on the last day, and proposals declined in all the years, besides those asked for at a desk; in a city."""

TAKEN_FOR_EACH_DECLINED = 7
"""Of those who ask at a desk, how many are taken in charge for each who is not."""

WAITING = 2
"""In each area, how many of those who asked at a desk in the last days wait for a decision."""

RECENT = timedelta(days=21)
"""A proposal waits at most so long."""

QUIET = timedelta(days=10)
"""In the last days nobody enters or leaves: what is written late is still in time."""


def plan(
    *, seed: int, in_charge: Mapping[tuple[int, str], int], families: Mapping[Area, int], workforce: Workforce, standards_from: date, until: date
) -> list[Step]:
    """
    Decide everything that happens up to the day `until`, in the order in which it is written down.

    :raises NobodyLeft: if the town is too small for these numbers.
    """
    chance, offices = Random(seed), Offices(FIRST_FILES - timedelta(days=60), until + timedelta(days=150))  # noqa: S311  an invention, not a secret
    paths = _Choosing(chance, offices, until).paths(in_charge, families)
    drafting = Drafting(chance=chance, offices=offices, until=until, standards_from=standards_from)
    drafts = [draft for number, path in enumerate(paths) for draft in drafting.drafts(number, path)]
    return list(steps(paths, drafts, workforce=workforce, chance=chance, until=until))


class _Choosing:
    """Who goes which way."""

    def __init__(self, chance: Random, offices: Offices, until: date) -> None:
        self._chance, self._offices, self._until = chance, offices, until
        self._pool = Pool(chance, persons())
        self._families = households()
        chance.shuffle(self._families)
        self._asked = asked(self._pool)

    def paths(self, in_charge: Mapping[tuple[int, str], int], families: Mapping[Area, int]) -> list[Path]:
        """Everybody who is proposed in these years."""
        years = range(LOADED.year, self._until.year + 1)
        found: list[Path] = []
        for area in Area:
            cohort = self._cohort(area, self._person, self._asked.get(area.value, []))
            taken = cohort.live({year: wanted(area, in_charge, year) for year in years})
            found += [*taken, *self._unmet(area, cohort.unmet, of=len(taken))]
        for area, number in families.items():
            found += self._cohort(area, self._family, [], household=True).live(
                {year: number + self._chance.randint(-(number // 15), number // 15) for year in years}
            )
        share = min(1, sum(in_charge.values()) / len(in_charge or [1]) / 400)
        found += self._others(max(2, round(DECLINED * share)), LOADED, self._until - RECENT)
        found += self._others(max(2, round(PENDING * share)), self._until - RECENT, self._until - timedelta(days=5))
        return found

    def _unmet(self, area: Area, some: list[Asked], *, of: int) -> list[Path]:
        """Of those who asked at a desk and were not taken in charge: a few for each that was, and the last of all, who wait."""
        past = [each for each in some if each.on < self._until - RECENT]
        waiting = [each for each in some if each.on >= self._until - RECENT]
        kept = self._chance.sample(past, min(len(past), of // TAKEN_FOR_EACH_DECLINED)) + waiting[-WAITING:]
        return [self._undecided(area, each.subject, each.on, each) for each in kept]

    def _others(self, number: int, first: date, end: date) -> list[Path]:
        """Proposals that lead to nothing, or not yet, without a contact at a desk."""
        found = []
        for area in self._chance.choices(list(Area), k=number):
            day = self._offices.some(self._chance, first, end) or first
            found.append(self._undecided(area, self._person(area, day, self._until), day))
        return found

    def _undecided(self, area: Area, subject: Subject, on: date, asked_at: Asked | None = None) -> Path:
        """A proposal that was declined, if there has been time to."""
        declined_on = self._offices.forward(on, self._chance.randint(2, 12)) if on < self._until - RECENT else None
        return Path(area, subject, on, asked=asked_at, declined_on=declined_on)

    def _cohort(self, area: Area, choose: Choose, some: list[Asked], *, household: bool = False) -> Cohort:
        end = self._until - QUIET
        return Cohort(area, chance=self._chance, offices=self._offices, choose=choose, asked=some, end=end, household=household)

    def _person(self, area: Area, on: date, outlives: date) -> Subject:
        return self._pool.take(area, on, outlives=outlives)

    def _family(self, area: Area, on: date, outlives: date) -> Subject:
        if not self._families:
            message = f"no family is left in the town to be taken in charge in the area {area.value!r} on {on}"
            raise NobodyLeft(message)
        return self._families.pop()
