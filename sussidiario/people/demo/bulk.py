"""
Write what happened to the invented households as the actions would have: the same rows and the same acts, all at once.

A test tells the same steps to the actions, and compares row by row.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sussidiario.journal import actions as journal
from sussidiario.people.demo.invented import InventedHousehold
from sussidiario.people.demo.story import LOADED_ON, WHY_DIFFERENT, Die, Form, Identify, Join, Move, Register, Step, steps
from sussidiario.people.demo.streets import CITY
from sussidiario.people.lifecycle import AddressKind
from sussidiario.people.models import Address, Household, Identifier, Membership, Person
from sussidiario.territory.models import Neighbourhood

Noted = tuple[str, journal.Row, journal.Row, date, date, dict[str, Any]]
"""An act to be written: its name, its record and its subject, the day it happened, the day it was written, and the rest."""


@cache
def morning(day: date) -> datetime:
    """Nine o'clock of a day, when everything of that day was written."""
    return timezone.make_aware(datetime.combine(day, time(9)))


class Bulk:
    """Rows not yet written, of a few thousand households at a time; acts of later days are kept until the end, to be written in the order of the days."""

    def __init__(self, neighbourhoods: Mapping[str, Neighbourhood], *, by: int | None) -> None:
        self._places = {code: neighbourhood.pk for code, neighbourhood in neighbourhoods.items()}
        self._codes: dict[int | None, str] = {number: code for code, number in self._places.items()} | {None: ""}
        self._person, self._paper, self._address, self._household, self._membership = map(journal.row_of, (Person, Identifier, Address, Household, Membership))
        self._by = by
        self._later: list[Noted] = []
        self._person_numbers, self._household_numbers, self._address_numbers = (count(journal.next_number(model)) for model in (Person, Household, Address))
        self._begin()

    def _begin(self) -> None:
        self._persons: dict[int, journal.Row] = {}
        self._papers: list[journal.Row] = []
        self._addresses: list[journal.Row] = []
        self._open_address: dict[int, journal.Row] = {}
        self._households: dict[int, journal.Row] = {}
        self._memberships: dict[int, journal.Row] = {}
        self._living: dict[int, set[int]] = {}
        self._noted: list[Noted] = []

    def tell(self, households: Iterable[InventedHousehold]) -> None:
        """Take note of every step in the life of the households."""
        for household in households:
            for step in steps(household):
                self._do(step)

    def write(self) -> int:
        """Write the rows, and the acts of the day on which the register was loaded; give the number of persons."""
        journal.insert(Person, self._persons.values())
        journal.insert(Household, self._households.values())
        journal.insert(Identifier, self._papers)
        journal.insert(Address, self._addresses)
        journal.insert(Membership, self._memberships.values())
        journal.write(map(self._act, (noted for noted in self._noted if noted[4] == LOADED_ON)))
        self._later += (noted for noted in self._noted if noted[4] != LOADED_ON)
        written = len(self._persons)
        self._begin()
        return written

    def finish(self) -> None:
        """Write the acts of the later days, in their order, and let the database go on counting."""
        journal.settle_numbers(Person, Household, Address)
        self._later.sort(key=lambda noted: noted[4])
        journal.write(map(self._act, self._later))
        self._later = []

    def _do(self, step: Step) -> None:
        match step:
            case Register():
                self._register(step)
            case Move():
                self._move(step)
            case Form():
                self._form(step)
            case Join():
                self._join(step)
            case Identify():
                self._identify(step)
            case Die():
                self._die(step)

    def _register(self, step: Register) -> None:
        invented = step.person
        person = self._persons[invented.number] = self._person(
            id=next(self._person_numbers),
            given_name=invented.given_name,
            family_name=invented.family_name,
            pseudonym=invented.pseudonym,
            also_called=invented.also_called,
            sex=invented.sex,
            birth_on=invented.birth_on,
            birth_precision=invented.birth_precision,
            birthplace=invented.birthplace,
            birthplace_name=invented.birthplace_name,
            citizenship=invented.citizenship,
            second_citizenship=invented.second_citizenship,
            fiscal_code=invented.fiscal_code,
            phone=invented.phone,
            email=invented.email,
            neighbourhood_id=self._places.get(step.neighbourhood),
            registered_at=morning(step.day),
        )
        self._note("people.person.registered", person, person, step.day, step.day, why=WHY_DIFFERENT, neighbourhood=step.neighbourhood)

    def _identify(self, step: Identify) -> None:
        person, paper = self._persons[step.person.number], step.paper
        self._papers.append(self._paper(person_id=person.pk, kind=paper.kind, value=paper.value, country=paper.country))
        self._note("people.person.identified", person, person, step.day, step.day, detail={"kind": paper.kind}, neighbourhood=self._code(person))

    def _move(self, step: Move) -> None:
        number = step.person.number
        person = self._persons[number]
        if before := self._open_address.get(number):
            before.until_on = step.on
        kind = AddressKind.RESIDENCE.value if step.fixed else AddressKind.NO_FIXED_ABODE.value
        place = self._places.get(step.neighbourhood)
        address = self._address(
            id=next(self._address_numbers), person_id=person.pk, kind=kind, street=step.street, place=CITY, neighbourhood_id=place, from_on=step.on
        )
        self._open_address[number] = address
        self._addresses.append(address)
        self._note("people.person.moved", address, person, step.on, step.day, detail={"kind": kind}, neighbourhood=step.neighbourhood)

    def _form(self, step: Form) -> None:
        persons = [self._persons[member.number] for member in step.members]
        household = self._household(id=next(self._household_numbers), opened_on=step.on, neighbourhood_id=persons[0].neighbourhood_id)
        self._households[household.pk] = household
        self._living[household.pk] = set()
        for member in step.members:
            self._enter(household, member.number, member.relation, step.on)
        self._note("people.household.formed", household, household, step.on, step.day, quantity=len(persons), neighbourhood=self._code(household))

    def _join(self, step: Join) -> None:
        household, person = self._households[next(reversed(self._households))], self._persons[step.person.number]
        relation = step.person.relation
        self._enter(household, step.person.number, relation, step.on)
        self._note("people.household.joined", household, person, step.on, step.day, detail={"relation": relation}, neighbourhood=self._code(household))

    def _enter(self, household: journal.Row, number: int, relation: int, on: date) -> None:
        self._memberships[number] = self._membership(household_id=household.pk, person_id=self._persons[number].pk, relation=relation, from_on=on)
        self._living[household.pk].add(number)

    def _die(self, step: Die) -> None:
        number = step.person.number
        person, on = self._persons[number], step.day
        person.died_on = on
        if membership := self._memberships.get(number):
            membership.until_on = max(on, membership.from_on)
            membership.why = _("decesso")
            living = self._living[membership.household_id]
            living.discard(number)
            if not living:
                self._households[membership.household_id].closed_on = membership.until_on
        self._note("people.person.died", person, person, on, on, neighbourhood=self._code(person))

    def _code(self, placed: journal.Row) -> str:
        return self._codes[placed.neighbourhood_id]

    def _note(self, act: str, record: journal.Row, subject: journal.Row, on: date, day: date, **rest: Any) -> None:
        self._noted.append((act, record, subject, on, day, rest))

    def _act(self, noted: Noted) -> journal.Row:
        act, record, subject, on, day, rest = noted
        return journal.line(act, on=on, at=morning(day), record=journal.reference(record), by_id=self._by, subject=journal.pseudonym(subject), **rest)
