"""How the invented city fills its desks: opened and organised through the actions, five years in bulk, today through the actions again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from sussidiario.access.actor import actor
from sussidiario.access.models import Staff
from sussidiario.desks import actions
from sussidiario.desks.demo import bulk
from sussidiario.desks.demo.places import FIRST, at, open_desks
from sussidiario.desks.demo.plan import Inventor
from sussidiario.desks.demo.playing import play
from sussidiario.people.models import Person

WHO_MAY_COME = 14_000
"""How many of the residents have anything to do with the secretariat in five years."""

OF_AGE = 18
WEEKS_AHEAD = 3
HOUR = (10, 5)
"""When the invented city is looked at: some have been received, some wait, some are expected."""


def fill(*, seed: int, persons: Sequence[int], staff: Mapping[str, Staff], until: date, progress: Callable[[str], None] | None = None) -> None:
    """
    Open the desks and live their five years, up to five past ten on the day `until`.

    What was over before that day is written in bulk; that day, and the appointments already fixed for the next weeks, through the actions.
    """
    say = progress or (lambda words: None)
    chance = Random(seed)  # noqa: S311  chance that can be repeated, not a secret
    desks = open_desks(dict(staff), until)
    closures = {centre: desk.closures.within(FIRST, until + timedelta(days=365)).as_rules() for centre, desk in desks.items()}
    inventor = Inventor(chance, _births(chance, persons, until), closures)
    visits = inventor.invent(_days(FIRST, until + timedelta(weeks=WEEKS_AHEAD)))
    over = [visit for visit in visits if visit.day < until]
    acts = bulk.write(over, desks=desks, staff=staff)
    say(f"    {sum(visit.talk is not None for visit in over)} contacts, {acts} acts")
    now = at(until, *HOUR)
    unfinished = play((visit for visit in visits if visit.day >= until), desks=desks, staff=staff, until=now)
    for contact in unfinished:
        typed = {"channel": [contact.channel], "needs": ["home"], "request": ["Vive con due figli in un alloggio"]}
        actions.save_draft(contact, typed=typed, by=actor(contact.operator, on=until), at=now)


def _births(chance: Random, persons: Sequence[int], until: date) -> dict[int, int]:
    """Some of the persons who are of age when it begins and alive at the end, with their year of birth."""
    some = chance.sample(list(persons), k=min(len(persons), 2 * WHO_MAY_COME))
    born: dict[int, int] = {}
    for start in range(0, len(some), 900):
        rows = Person.objects.filter(pk__in=some[start : start + 900], died_on__isnull=True, birth_on__isnull=False).values_list("pk", "birth_on")
        born |= {pk: birth_on.year for pk, birth_on in rows if birth_on and birth_on.year <= FIRST.year - OF_AGE}
    return dict(sorted(born.items())[:WHO_MAY_COME])


def _days(first: date, end: date) -> Iterator[date]:
    """Every day from `first` up to, and without, `end`."""
    return (first + timedelta(days=number) for number in range((end - first).days))
