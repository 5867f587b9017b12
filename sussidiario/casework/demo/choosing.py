"""Who is taken in charge in the invented town: persons and households of the right age for each area, each of them once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from sussidiario.desks.lifecycle import Outcome as ContactOutcome
from sussidiario.desks.models import Contact
from sussidiario.foundation.areas import Area
from sussidiario.people.models import Membership, Person

AGES: Mapping[Area, tuple[tuple[int, int, int], ...]] = {
    Area.ELDERLY: ((65, 70, 6), (70, 75, 12), (75, 80, 22), (80, 85, 28), (85, 90, 22), (90, 100, 10)),
    Area.ADULTS: ((19, 30, 18), (30, 40, 24), (40, 50, 28), (50, 62, 30)),
    Area.MINORS: ((0, 3, 14), (3, 6, 18), (6, 11, 32), (11, 16, 36)),
    Area.DISABLED: ((3, 10, 14), (10, 18, 20), (18, 30, 26), (30, 45, 22), (45, 63, 18)),
}
"""Ages at the proposal, from and up to, and how many of a hundred."""

DYING = 0.42
"""How many of the elderly in charge are among those who die in these years."""

BEGINNING = date(2012, 1, 1)


@dataclass(frozen=True)
class Subject:
    """A person or a household that may be taken in charge; for a household, `birth_on` is its youngest member's."""

    pk: int
    birth_on: date
    died_on: date | None
    neighbourhood: str


@dataclass(frozen=True)
class Asked:
    """A contact at a desk that ended in a proposal, at the instant `at`."""

    contact: int
    operator: int
    on: date
    at: datetime
    subject: Subject


class NobodyLeft(Exception):
    """The town is too small for the numbers asked for."""


class Pool:
    """Persons (or households) by year of birth, in an order decided by chance."""

    def __init__(self, chance: Random, subjects: list[Subject]) -> None:
        self._chance = chance
        self._living: dict[int, list[Subject]] = defaultdict(list)
        self._dying: dict[int, list[Subject]] = defaultdict(list)
        self._taken: set[int] = set()
        self._of = {subject.pk: subject for subject in subjects}
        for subject in chance.sample(subjects, len(subjects)):
            if subject.died_on is None:
                self._living[subject.birth_on.year].append(subject)
            elif subject.died_on >= BEGINNING:
                self._dying[subject.birth_on.year].append(subject)

    def find(self, pk: int) -> Subject | None:
        """The subject of that number, if nobody has taken it."""
        return None if pk in self._taken else self._of.get(pk)

    def keep(self, subject: Subject) -> Subject:
        """Take a subject out of the pool."""
        self._taken.add(subject.pk)
        return subject

    def take(self, area: Area, on: date, *, outlives: date) -> Subject:
        """
        Take somebody of an age that goes with the area on the day `on`, who lives until after `outlives`.

        :raises NobodyLeft: if there is nobody.
        """
        age = self._age(area)
        low, high = AGES[area][0][0], AGES[area][-1][1]
        dying_first = area is Area.ELDERLY and self._chance.random() < DYING
        heaps = (self._dying, self._living) if dying_first else (self._living, self._dying)
        for distance in range(high - low + 1):
            for near in {age - distance, age + distance}:
                if low <= near < high:
                    for heap in heaps:
                        if subject := self._pop(heap[on.year - near - 1], outlives):
                            return self.keep(subject)
        message = f"nobody is left in the town to be taken in charge in the area {area.value!r} on {on}"
        raise NobodyLeft(message)

    def _age(self, area: Area) -> int:
        low, high, _weight = self._chance.choices(AGES[area], cum_weights=list(accumulate(weight for _low, _high, weight in AGES[area])))[0]
        return self._chance.randrange(low, high)

    def _pop(self, heap: list[Subject], outlives: date) -> Subject | None:
        """The last of a heap who is not taken and lives long enough; those who do not stay where they are."""
        for index in reversed(range(len(heap))):
            subject = heap[index]
            if subject.pk in self._taken:
                del heap[index]
            elif subject.died_on is None or subject.died_on > outlives:
                return heap.pop(index)
        return None


def persons() -> list[Subject]:
    """Everybody of the town whose birth is known."""
    rows = Person.objects.filter(birth_on__isnull=False).order_by("pk").values_list("pk", "birth_on", "died_on", "neighbourhood__code")
    return [Subject(pk, birth_on, died_on, code or "") for pk, birth_on, died_on, code in rows.iterator(20_000) if birth_on]


def households() -> list[Subject]:
    """Every household that stands and had a child of one to fifteen at the beginning; `birth_on` is the youngest's."""
    oldest, youngest = BEGINNING - timedelta(days=15 * 365), BEGINNING - timedelta(days=365)
    children = Membership.objects.open().filter(household__closed_on__isnull=True, person__birth_on__range=(oldest, youngest)).order_by("pk")
    found: dict[int, Subject] = {}
    for pk, birth_on, code in children.values_list("household", "person__birth_on", "household__neighbourhood__code").iterator(20_000):
        if birth_on and (pk not in found or found[pk].birth_on < birth_on):
            found[pk] = Subject(pk, birth_on, None, code or "")
    return list(found.values())


def asked(pool: Pool) -> dict[str, list[Asked]]:
    """Proposals that came out of the contacts at the desks, by area, in the order of the days."""
    found: dict[str, list[Asked]] = defaultdict(list)
    rows = Contact.objects.closed().filter(outcome=ContactOutcome.PROPOSAL).order_by("on", "pk")
    for contact, operator, on, at, area, person in rows.values_list("pk", "operator", "on", "closed_at", "area", "person"):
        subject = pool.find(person or 0)
        if subject is not None and at is not None and area in set(Area) and _fits(subject, Area(area), on):
            found[area].append(Asked(contact, operator, on, at, pool.keep(subject)))
    return found


def _fits(subject: Subject, area: Area, on: date) -> bool:
    """Tell whether somebody's age goes with the area on a day, with a year to spare."""
    age = (on - subject.birth_on).days / 365.25
    low, high = AGES[area][0][0], AGES[area][-1][1]
    return low + 1 <= age < high and subject.died_on is None
