"""Which households ask: some of the city's, who come back over the years and are never helped twice in one month."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.db.models import Count, Q

from sussidiario.benefits.figures import BLAMELESS_ARREARS
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Membership

POOL = 2_400
"""Households that ask, over five years."""

LATEST_BIRTH, EARLIEST_BIRTH = date(1992, 1, 1), date(1935, 1, 1)


def spell(measure: str, month: date) -> tuple[str, int]:
    """What a household has once: a thing in a year, but help with arrears only once in all."""
    return measure, 0 if measure == BLAMELESS_ARREARS else month.year


class NobodyLeft(Exception):
    """The city has too few households for the numbers it is to come to."""


@dataclass
class Home:
    """A household and who asks for it. `free_from` is the first month in which it may be helped; `had` what it had: see `spell`."""

    person: int
    household: int
    name: str
    fiscal_code: str
    place: str
    members: int
    minors: int
    free_from: date
    had: set[tuple[str, int]]


class Households:
    """The pool, from which who asks is drawn."""

    def __init__(self, chance: Random, until: date) -> None:
        self._chance = chance
        found = _asking()
        if not found:
            raise NobodyLeft
        chosen = sorted(chance.sample(sorted(found), min(POOL, len(found))))
        self._homes = [found[each] for each in chosen]
        self._by_number = found
        for household, members, minors in _sizes(chosen, until):
            found[household].members, found[household].minors = members, minors

    def of(self, household: int) -> Home:
        """One of the pool."""
        return self._by_number[household]

    def draw(self, measure: str, month: date, taken: set[int]) -> Home:
        """
        Draw a household that may be helped in a month and is not among those taken, which it joins.

        :raises NobodyLeft: if there is none.
        """
        start = self._chance.randrange(len(self._homes))
        for place in range(len(self._homes)):
            home = self._homes[(start + place) % len(self._homes)]
            if home.household not in taken and home.free_from <= month and spell(measure, month) not in home.had:
                taken.add(home.household)
                return home
        raise NobodyLeft


def _asking() -> dict[int, Home]:
    """By household, who may ask for it: an ordinary resident of age with a fiscal code, in the household since before the mandate."""
    rows = Membership.objects.filter(
        Q(until_on__isnull=True),
        ~Q(person__fiscal_code=""),
        relation=1,
        from_on__lt=date(2012, 1, 1),
        household__closed_on__isnull=True,
        household__neighbourhood__isnull=False,
        person__died_on__isnull=True,
        person__tier=Tier.ORDINARY,
        person__birth_on__range=(EARLIEST_BIRTH, LATEST_BIRTH),
    ).order_by("household", "pk")
    values = rows.values_list("household", "person", "person__given_name", "person__family_name", "person__fiscal_code", "household__neighbourhood__code")
    return {
        household: Home(person, household, f"{given} {family}", code, place, 1, 0, date(2012, 1, 1), set())
        for household, person, given, family, code, place in values
    }


def _sizes(households: list[int], until: date) -> list[tuple[int, int, int]]:
    """How many live in each household, and how many of them are children still."""
    of_age = date(until.year - 18, until.month, 1)
    living = Membership.objects.filter(household__in=households, until_on__isnull=True).order_by("household")
    counted = living.values("household").annotate(members=Count("pk"), minors=Count("pk", filter=Q(person__birth_on__gte=of_age)))
    return [(row["household"], row["members"], row["minors"]) for row in counted]
