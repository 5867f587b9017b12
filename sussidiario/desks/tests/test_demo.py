"""The invented years: the bulk path writes what the actions write, row by row; the same seed number invents the same city."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.db import transaction

from sussidiario.access import demo as access
from sussidiario.access.actor import actor
from sussidiario.access.models import Staff
from sussidiario.desks import demo
from sussidiario.desks.demo import bulk, places
from sussidiario.desks.demo.plan import Booked, Inventor, Rang, Visit, Walked
from sussidiario.desks.demo.playing import play
from sussidiario.desks.models import Appointment, Contact, ContactNeed, Desk, Ticket
from sussidiario.desks.tests.conftest import at
from sussidiario.journal.models import Act
from sussidiario.people.models import Person
from sussidiario.territory import demo as territory

WEEK = (date(2015, 11, 16), date(2015, 11, 18))
KEYS = {"id", "contact_id", "appointment_id", "ticket_id", "record", "why_digest", "fingerprint"}
"""Columns that hold numbers of rows, or what is reckoned from them."""


@pytest.fixture
def staff(db: None) -> dict[str, Staff]:
    staff = access.create_staff()
    territory.fill(by=actor(staff[places.HEAD], on=date(2012, 2, 1)), at=at(9, day=date(2012, 2, 1)))
    return staff


@pytest.fixture
def persons(db: None) -> list[int]:
    born = [date(1930 + number % 60, 1 + number % 12, 5) for number in range(400)]
    Person.objects.bulk_create(Person(given_name=f"Persona {day}", birth_on=day, birth_precision="day", registered_at=at(8)) for day in born)
    return list(Person.objects.order_by("pk").values_list("pk", flat=True))


def invented(persons: list[int], desks: dict[str, Desk], seed: int = 7) -> list[Visit]:
    closures = {centre: desk.closures.not_over(WEEK[0]).as_rules() for centre, desk in desks.items()}
    days = [WEEK[0] + timedelta(days=number) for number in range((WEEK[1] - WEEK[0]).days)]
    return Inventor(Random(seed), dict.fromkeys(persons, 1950), closures).invent(days)  # noqa: S311  chance that can be repeated


def rows(model: Any) -> list[dict[str, Any]]:
    """Every row of a table without the numbers of rows, in an order of its own."""
    found = [{name: value for name, value in row.items() if name not in KEYS} for row in model.objects.values()]
    return sorted(found, key=lambda row: repr(sorted(row.items())))


def links() -> list[tuple[Any, ...]]:
    """What hangs on what: contacts on appointments and tickets, needs on contacts, acts on records."""
    contacts = {contact.pk: (contact.started_at, contact.desk_id) for contact in Contact.objects.all()}
    named: dict[str, tuple[Any, ...]] = {f"desks.contact:{pk}": key for pk, key in contacts.items()}
    named |= {f"desks.appointment:{each.pk}": (each.day, each.starts_at, each.desk_id) for each in Appointment.objects.all()}
    named |= {f"desks.ticket:{each.pk}": (each.day, each.number, each.desk_id) for each in Ticket.objects.all()}
    hung: list[tuple[Any, ...]] = [(contacts[need.contact_id], need.need) for need in ContactNeed.objects.all()]
    for contact in Contact.objects.all():
        came = f"desks.appointment:{contact.appointment_id}" if contact.appointment_id else f"desks.ticket:{contact.ticket_id}"
        hung.append((contacts[contact.pk], named.get(came)))
    hung += [(act.act, act.at, named[act.record]) for act in Act.objects.filter(act__regex=r"^desks\.(appointment|ticket|contact)")]
    return sorted(hung, key=repr)


def everything() -> list[Any]:
    return [rows(model) for model in (Appointment, Ticket, Contact, ContactNeed, Act)] + [links()]


def test_the_bulk_path_writes_what_the_actions_write(staff: dict[str, Staff], persons: list[int]) -> None:
    desks = places.open_desks(staff, date(2017, 5, 15))
    visits = invented(persons, desks)
    with transaction.atomic():
        bulk.write(visits, desks=desks, staff=staff)
        written = everything()
        transaction.set_rollback(True)

    unfinished = play(visits, desks=desks, staff=staff, until=at(23, day=WEEK[1]))

    assert {type(visit) for visit in visits} == {Booked, Walked, Rang}
    assert unfinished == []
    for in_bulk, by_action in zip(written, everything(), strict=True):
        assert in_bulk == by_action


def test_the_same_seed_number_invents_the_same_week(staff: dict[str, Staff], persons: list[int]) -> None:
    desks = places.open_desks(staff, date(2017, 5, 15))

    assert invented(persons, desks) == invented(persons, desks)
    assert invented(persons, desks) != invented(persons, desks, seed=8)


def test_nobody_is_received_in_two_places_nor_receives_two_people(staff: dict[str, Staff], persons: list[int]) -> None:
    visits = invented(persons, places.open_desks(staff, date(2017, 5, 15)))
    talks = sorted((visit.operator, visit.talk.started_at, visit.talk.closed_at) for visit in visits if visit.talk)
    who = [(visit.day, visit.person) for visit in visits if visit.person]

    assert all(ends <= begins for (one, _, ends), (other, begins, _) in pairwise(talks) if one == other)
    assert len(who) == len(set(who))


def test_the_city_ends_its_story_with_five_desks_and_a_morning_at_work(staff: dict[str, Staff], persons: list[int]) -> None:
    demo.fill(seed=1, persons=persons, staff=staff, until=date(2012, 6, 4))

    assert Desk.objects.count() == 1
    assert Contact.objects.closed().filter(on__lt=date(2012, 6, 4)).count() > 60
    assert {"booked", "served"} <= set(Appointment.objects.filter(day=date(2012, 6, 4)).values_list("state", flat=True))
    assert Appointment.objects.filter(day__gt=date(2012, 6, 4), state="booked").exists()
    assert not Act.objects.filter(act__startswith="desks.", at__gt=at(10, 5, day=date(2012, 6, 4))).exclude(act__startswith="desks.hours").exists()
    assert sorted(place.opened_on.year for place in places.PLACES) == [2010, 2013, 2014, 2014, 2015]
