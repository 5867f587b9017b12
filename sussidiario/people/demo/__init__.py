"""How the invented city fills the registry: a hundred thousand persons in their households, in bulk, each with the acts that the actions would have written."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import transaction

from sussidiario.access.actor import Actor
from sussidiario.people.actions import index_names
from sussidiario.people.demo.bulk import Bulk
from sussidiario.people.demo.population import InventedHousehold, InventedPaper, InventedPerson, population
from sussidiario.people.demo.shape import PERSONS as RESIDENTS
from sussidiario.people.models import Person
from sussidiario.territory.models import Neighbourhood

__all__ = ["RESIDENTS", "InventedHousehold", "InventedPaper", "InventedPerson", "fill", "population"]

AT_A_TIME = 5_000
"""Households whose rows are held in memory."""


def fill(*, seed: int, persons: int = RESIDENTS, by: Actor | None = None, say: Callable[[str], None] | None = None) -> int:
    """
    Write so many residents into an empty registry, with the people outside it and the dead of the last years, and return how many persons that makes.

    Everything is written as of the day on which it was registered: in December 2011 for who was there, afterwards day by day. Acts are `by` nobody unless
    somebody is given: the register sends its own news.
    """
    neighbourhoods = {neighbourhood.code: neighbourhood for neighbourhood in Neighbourhood.objects.all()}
    count = 0
    with _unswept(), transaction.atomic():
        bulk = Bulk(neighbourhoods, by=by.pk if by else None)
        remaining = population(seed, persons)
        while some := list(islice(remaining, AT_A_TIME)):
            bulk.tell(some)
            count += bulk.write()
        bulk.finish()
    index_names(Person.objects.order_by("pk").only("given_name", "family_name", "pseudonym", "also_called", "disposed_on").iterator(10_000))
    if say:
        say(f"    {count} persons")
    return count


@contextmanager
def _unswept() -> Iterator[None]:
    """Keep Python from looking for garbage in cycles meanwhile: among millions of rows that are all needed it finds none, and takes a third of the time."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()
