"""
Casework in the invented town: five years of cases, so that the numbers the city published come out by counting.

The volume is written at once, as rows and acts that are those the actions would have written; the cast's last day goes through the actions.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from django.utils import timezone

from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff
from sussidiario.casework import actions
from sussidiario.casework.demo import stories, words
from sussidiario.casework.demo.bulk import Bulk
from sussidiario.casework.demo.cohorts import LOADED
from sussidiario.casework.demo.planning import plan
from sussidiario.casework.demo.workforce import enlist, workforce
from sussidiario.casework.models import Standard
from sussidiario.foundation.areas import Area

Say = Callable[[str], None]

HOUSEHOLDS: Mapping[Area, int] = {Area.MINORS: 44, Area.ADULTS: 16}
"""Households in charge as such in a year, by area."""

STANDARDS_FROM = date(2012, 1, 1)


def fill(
    *,
    seed: int,
    in_charge: Mapping[tuple[int, str], int],
    staff: Mapping[str, Staff],
    until: date,
    progress: Say,
    families: Mapping[Area, int] = HOUSEHOLDS,
    enlisting: bool = True,
) -> None:
    """
    Fill the years up to, and without, the day `until`.

    `in_charge` says how many persons are to be counted in charge, by year and area, as the city published them; years it does not name
    grow in proportion. `families` says how many households. `enlisting` calls colleagues beside the social workers of the cast in `staff`.

    :raises NobodyLeft: if the town has too few persons for these numbers.
    """
    if enlisting:
        enlist(leaving_by=until)
    force = workforce()
    set_standards(actor(next(head for head in staff.values() if head in force.heads.values()), on=LOADED))
    bulk = Bulk(list(Standard.objects.all()))
    bulk.tell(plan(seed=seed, in_charge=in_charge, families=families, workforce=force, standards_from=STANDARDS_FROM, until=until))
    progress(f"    {bulk.write():,} cases".replace(",", "."))
    stories.tell(staff, until=until)


def set_standards(by: Actor) -> None:
    """Decide the office's own deadlines: a clearly invented set, which nothing but this town's service has decided."""
    at = timezone.make_aware(datetime.combine(by.on, time(8)))
    for area, some in words.STANDARDS.items():
        for what, days in some:
            actions.set_standard(area=area, what=what, days=days, source=words.STANDARD_SOURCE, on=STANDARDS_FROM, by=by, at=at)
