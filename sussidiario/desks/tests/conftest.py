"""A small town: one desk that receives on Monday mornings, the people who work at it, two who come."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.desks import actions
from sussidiario.desks.lifecycle import Access, Channel, Interlocutor, Need, Outcome
from sussidiario.desks.models import Appointment, Contact, Desk, Ticket
from sussidiario.desks.rules import Hours
from sussidiario.people.models import Meeting, Person
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood

ROME = ZoneInfo("Europe/Rome")
MONDAY = date(2016, 11, 7)
NEXT_MONDAY = date(2016, 11, 14)


def at(hour: int, minute: int = 0, *, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=ROME)


def facts(**other: Any) -> dict[str, Any]:
    return {
        "channel": Channel.IN_PERSON,
        "access": Access.SPONTANEOUS,
        "interlocutor": Interlocutor.PERSON,
        "needs": {Need.HOME, Need.INCOME},
        "request": "Non riesce a pagare l'affitto.",
        "answer": "Spiegato il contributo.",
        "outcome": Outcome.INFORMATION,
        "minutes": 25,
    } | other


def someone(username: str, *roles: Role) -> Actor:
    staff = Staff.objects.create(username=username, given_name=username.capitalize(), family_name="Riva")
    for role in roles:
        RoleHeld.objects.create(staff=staff, role=role, from_on=date(2012, 1, 1))
    return actor(staff, on=MONDAY)


def met(by: Actor, person: Person) -> Person:
    """Somebody whom `by` had before them on that day."""
    Meeting.objects.create(person=person, staff=by.staff, on=by.on, how="recognised")
    return person


@pytest.fixture
def operator(db: None) -> Actor:
    return someone("chiara", Role.DESK_OPERATOR)


@pytest.fixture
def colleague(db: None) -> Actor:
    return someone("davide", Role.DESK_OPERATOR)


@pytest.fixture
def head(db: None) -> Actor:
    return someone("giovanni", Role.SERVICE_HEAD)


@pytest.fixture
def worker(db: None) -> Actor:
    return someone("lucia", Role.SOCIAL_WORKER)


@pytest.fixture
def auditor(db: None) -> Actor:
    return someone("antonio", Role.AUDITOR)


@pytest.fixture
def mandate_office(db: None) -> Actor:
    return someone("federica", Role.MANDATE_OFFICE)


@pytest.fixture
def centre(db: None) -> CivicCentre:
    monza = Municipality.objects.create(istat_code="108033", name="Monza", catastal_code="F704", postcode="20900", ambito="Monza")
    neighbourhood = Neighbourhood.objects.create(code="san-rocco", name="San Rocco", municipality=monza, position=6)
    return CivicCentre.objects.create(code="dannunzio", name="San Rocco", address="via D'Annunzio 35", neighbourhood=neighbourhood, opened_on=date(2008, 2, 4))


@pytest.fixture
def desk(centre: CivicCentre, head: Actor) -> Desk:
    desk = actions.open_desk(centre, name="Sportello di San Rocco", on=date(2014, 10, 6), by=head, at=at(8, day=date(2014, 10, 6)))
    return actions.set_hours(desk, hours=[Hours(0, time(9), time(12), 2)], from_on=date(2014, 10, 6), by=head, at=at(8, day=date(2014, 10, 6)))


@pytest.fixture
def anna(db: None) -> Person:
    return Person.objects.create(given_name="Anna", family_name="Brambilla", registered_at=at(8))


@pytest.fixture
def bruno(db: None) -> Person:
    return Person.objects.create(given_name="Bruno", family_name="Colombo", registered_at=at(8))


@pytest.fixture
def appointment(desk: Desk, anna: Person, operator: Actor) -> Appointment:
    return actions.book(desk, anna, day=MONDAY, starts_at=time(9), reason="bolletta", by=operator, at=at(8))


@pytest.fixture
def ticket(desk: Desk, operator: Actor) -> Ticket:
    return actions.take_ticket(desk, by=operator, at=at(8, 50))


@pytest.fixture
def contact(desk: Desk, anna: Person, operator: Actor) -> Contact:
    return actions.start_contact(desk, person=anna, by=operator, at=at(10))
