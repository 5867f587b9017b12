"""
What is done, verb by verb, so that an invented household comes to be known: what somebody at a desk would do, in the order in which they would.

The same steps are told to the actions in a test and to the bulk path (`bulk.py`), and the rows are compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sussidiario.people.demo.invented import InventedHousehold, InventedPaper, InventedPerson

LOADED_ON = date(2011, 12, 19)
"""The day on which the town's register was loaded; who came or was born later was registered on that very day."""

WHY_DIFFERENT = "è nell'anagrafe della popolazione"
"""Why somebody is registered though others look alike."""


@dataclass(frozen=True, slots=True)
class Register:
    """A person is registered."""

    day: date
    person: InventedPerson
    neighbourhood: str


@dataclass(frozen=True, slots=True)
class Identify:
    """A paper is added."""

    day: date
    person: InventedPerson
    paper: InventedPaper


@dataclass(frozen=True, slots=True)
class Move:
    """A person is to be found somewhere from the day `on`; without a fixed abode, in the words of `street`."""

    day: date
    person: InventedPerson
    on: date
    street: str
    neighbourhood: str
    fixed: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A household is formed."""

    day: date
    members: tuple[InventedPerson, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Join:
    """A person joins the household."""

    day: date
    person: InventedPerson
    on: date


@dataclass(frozen=True, slots=True)
class Die:
    """A person dies."""

    day: date
    person: InventedPerson


Step = Register | Identify | Move | Form | Join | Die


def steps(household: InventedHousehold) -> Iterator[Step]:
    """Everything that is done for one household, day by day."""
    first = max(LOADED_ON, household.opened_on)
    everybody = [*household.members, *household.former]
    for person in everybody:
        if person.joined_on <= first:
            yield from _enter(household, person, first)
    founders = tuple(person for person in everybody if person.joined_on <= household.opened_on)
    if household.resident or len(founders) > 1:
        yield Form(first, founders, household.opened_on)
    early = [person for person in everybody if household.opened_on < person.joined_on <= first]
    yield from (Join(first, person, person.joined_on) for person in sorted(early, key=lambda person: person.joined_on))
    yield from sorted(_later(household, first), key=lambda step: step.day)


def _later(household: InventedHousehold, first: date) -> Iterator[Step]:
    """Who joins, moves and dies after the household is known."""
    everybody = [*household.members, *household.former]
    for person in everybody:
        if person.joined_on > first:
            yield from _enter(household, person, person.joined_on)
            yield Join(person.joined_on, person, person.joined_on)
    moved_on = household.lives_there_since
    if household.street_before and moved_on > first:
        for person in everybody:
            if person.joined_on < moved_on and not (person.died_on and person.died_on <= moved_on):
                yield Move(moved_on, person, moved_on, household.street, household.neighbourhood, fixed=True)
    for person in everybody:
        if person.died_on:
            yield Die(person.died_on, person)


def _enter(household: InventedHousehold, person: InventedPerson, day: date) -> Iterator[Step]:
    """Somebody becomes known, with their papers, where they are to be found on that day."""
    yield Register(day, person, household.neighbourhood)
    for paper in person.papers:
        yield Identify(day, person, paper)
    if not household.street:
        return
    still_before = bool(household.street_before) and day < household.lives_there_since
    street = household.street_before if still_before else household.street
    since = person.joined_on if still_before else max(person.joined_on, household.lives_there_since)
    yield Move(day, person, since, street, household.neighbourhood, fixed=not household.no_fixed_abode)
