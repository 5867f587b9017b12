"""
The invented population of Monza, household by household, from a seed number: the same seed gives the same town.

All of it is invented: nobody lives or lived who is described here, and a name borne by somebody real is chance. What the town has in common with Monza at
the end of 2016 is the figures in `shape.py`, `streets.py` and `places.py`, each with what is known and what is made up; the shares of
citizenships among foreigners are made up, and plausible. Telephone numbers begin with figures that are given to nobody; addresses of electronic mail are in a
domain that cannot exist.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from sussidiario.people.demo import families, outsiders, shape
from sussidiario.people.demo.drafts import WIDOWED, Draft
from sussidiario.people.demo.families import Families
from sussidiario.people.demo.invented import InventedHousehold, InventedPaper, InventedPerson
from sussidiario.people.demo.outsiders import Outsiders
from sussidiario.people.demo.portraits import LAST_DAY, Portraits
from sussidiario.people.demo.quarters import Quarters
from sussidiario.people.demo.shape import PERSONS, RECIPES, Recipe
from sussidiario.people.demo.streets import NO_ABODE

__all__ = ["LAST_DAY", "InventedHousehold", "InventedPaper", "InventedPerson", "apportioned", "population"]

MANDATE_BEGAN_ON = date(2012, 5, 21)
_SAME_HOME = 0.55
"""How many households still live where they were formed."""

_NO_ABODE, _DISSOLVED = "no fixed abode", "dissolved"
_BESIDES = {
    _NO_ABODE: shape.NO_FIXED_ABODE,
    _DISSOLVED: shape.DIED_ALONE,
    outsiders.PSEUDONYM: shape.PSEUDONYMS,
    outsiders.STP: shape.WITH_STP,
    outsiders.ENI: shape.WITH_ENI,
    outsiders.PASSPORT: shape.WITH_PASSPORT,
}
"""Households that no recipe makes, and how many of each there are in a town of `PERSONS`. The first live in the town and take the place of adults alone."""
_ALONE = next(place for place, recipe in enumerate(RECIPES) if recipe.size == 1 and recipe.core == "A")
_OLD_ALONE = next(recipe for recipe in RECIPES if recipe.size == 1 and recipe.core == "E")


def population(seed: int, persons: int = PERSONS) -> Iterator[InventedHousehold]:
    """
    Invent a town of exactly so many residents, and hand it over household by household: a million needs no more memory than their fiscal codes.

    Beside the residents come people outside the register (about 1 in 500; `resident` is false) and the dead of the last years (`former`, and households
    without members).
    """
    yield from _Town(seed, persons).households()


def apportioned(persons: int) -> list[int]:
    """How many households of each recipe make a town of so many persons."""
    exact = [recipe.count * persons / PERSONS for recipe in RECIPES]
    counts = [int(count) for count in exact]
    missing = persons - sum(count * recipe.size for count, recipe in zip(counts, RECIPES, strict=True))
    for place in sorted(range(len(exact)), key=lambda place: counts[place] - exact[place]):
        if 0 < RECIPES[place].size <= missing and exact[place] > counts[place]:
            counts[place] += 1
            missing -= RECIPES[place].size
    counts[_ALONE] += missing
    return counts


class _Town:
    """A town in the making: chance, the room left in its neighbourhoods, the codes issued."""

    def __init__(self, seed: int, persons: int) -> None:
        self._random = Random(seed)  # noqa: S311  chance that has to repeat itself
        self._chance = self._random.random
        self._besides = {kind: round(count * persons / PERSONS) for kind, count in _BESIDES.items()}
        self._counts = apportioned(persons)
        self._besides[_NO_ABODE] = min(self._besides[_NO_ABODE], self._counts[_ALONE])
        self._counts[_ALONE] -= self._besides[_NO_ABODE]
        self._families = Families(self._chance)
        self._quarters = Quarters(self._chance, persons - self._besides[_NO_ABODE])
        self._portraits = Portraits(self._chance, self._families.drafts)
        self._outsiders = Outsiders(self._chance, self._families.drafts)
        self._number = 0

    def households(self) -> Iterator[InventedHousehold]:
        """Make all households, in no order."""
        kinds: list[Recipe | str] = [recipe for recipe, count in zip(RECIPES, self._counts, strict=True) for _ in range(count)]
        kinds += [kind for kind, count in self._besides.items() for _ in range(count)]
        self._random.shuffle(kinds)
        for kind in kinds:
            self._number += 1
            if isinstance(kind, Recipe):
                yield self._household(kind)
            elif kind == _NO_ABODE:
                yield self._without_abode()
            elif kind == _DISSOLVED:
                yield self._dissolved()
            else:
                yield self._outside(kind)

    def _household(self, recipe: Recipe) -> InventedHousehold:
        drafts = self._families.make(recipe)
        household = self._empty(recipe.name, drafts, self._portraits.opened(drafts))
        household.members = self._portraits.family(drafts, household.opened_on)
        if drafts[0].status == WIDOWED and household.opened_on < MANDATE_BEGAN_ON and 100 * self._chance() < shape.WIDOWED_LATELY_PERCENT:
            household.former.append(self._late(self._families.widowed_from(drafts), household.opened_on))
        return household

    def _empty(self, kind: str, drafts: Sequence[Draft], opened_on: date, *, counted: bool = True) -> InventedHousehold:
        neighbourhood, street = self._quarters.settle(len(drafts) if counted else 0, abroad=drafts[0].state is not None)
        if self._chance() < _SAME_HOME:
            return InventedHousehold(self._number, kind, neighbourhood, street, "", opened_on, opened_on, [])
        before = self._quarters.street(neighbourhood)
        return InventedHousehold(self._number, kind, neighbourhood, street, before, opened_on, self._between(opened_on, LAST_DAY), [])

    def _without_abode(self) -> InventedHousehold:
        """Somebody on the register's sheet of those who live nowhere."""
        [draft] = drafts = self._families.make(RECIPES[_ALONE])
        opened_on = self._portraits.opened(drafts)
        since = max(opened_on, self._between(date(2009, 1, 1), LAST_DAY))
        members = self._portraits.family([draft], since)
        return InventedHousehold(self._number, _NO_ABODE, "", NO_ABODE, "", since, since, members, no_fixed_abode=True)

    def _dissolved(self) -> InventedHousehold:
        """An old person who lived alone and died."""
        drafts = self._families.make(_OLD_ALONE)
        drafts[0].age = min(drafts[0].age + 4, families.OLDEST)
        opened_on = min(self._portraits.opened(drafts), MANDATE_BEGAN_ON - timedelta(days=365))
        household = self._empty(_DISSOLVED, drafts, opened_on, counted=False)
        dead = self._late(drafts[0], opened_on)
        household.former.append(dead)
        household.closed_on = dead.left_on
        household.lives_there_since, household.street_before = opened_on, ""
        return household

    def _late(self, draft: Draft, opened_on: date) -> InventedPerson:
        """Somebody who died between the beginning of the mandate and the last day."""
        [person] = self._portraits.family([draft], opened_on)
        person.died_on = person.left_on = self._between(max(MANDATE_BEGAN_ON, person.joined_on), LAST_DAY)
        person.phone = person.email = ""
        return person

    def _outside(self, kind: str) -> InventedHousehold:
        members = self._outsiders.make(kind, self._portraits.next_number())
        for _ in members[1:]:
            self._portraits.next_number()
        known_since = members[0].joined_on
        place = self._outsiders.place(members[0])
        return InventedHousehold(self._number, kind, "", place, "", known_since, known_since, members, resident=False, no_fixed_abode=bool(place))

    def _between(self, first: date, last: date) -> date:
        return first + timedelta(days=int(self._chance() * ((last - first).days + 1)))
