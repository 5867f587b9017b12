"""Appointments: a place for one person, however many ask for it at once."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.desks import actions
from sussidiario.desks.lifecycle import DeskKind
from sussidiario.desks.models import Appointment, Desk
from sussidiario.desks.rules import Hours
from sussidiario.desks.tests.conftest import MONDAY, NEXT_MONDAY, at
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act
from sussidiario.people.models import Person
from sussidiario.territory.models import CivicCentre


def test_who_books_gets_the_first_free_place_and_the_book_says_so(desk: Desk, anna: Person, operator: Actor) -> None:
    appointment = actions.book(desk, anna, day=NEXT_MONDAY, starts_at=time(9, 30), reason=" affitto ", by=operator, at=at(8))

    assert (appointment.day, appointment.starts_at, appointment.place, appointment.minutes) == (NEXT_MONDAY, time(9, 30), 1, 30)
    assert appointment.reason == "affitto"
    act = Act.objects.get(act="desks.appointment.booked")
    assert (act.on, act.subject, act.neighbourhood, act.by_id) == (MONDAY, pseudonym(anna), "san-rocco", operator.pk)
    assert act.record == f"desks.appointment:{appointment.pk}"


def test_a_slot_holds_as_many_people_as_operators(desk: Desk, anna: Person, bruno: Person, operator: Actor) -> None:
    carla = Person.objects.create(given_name="Carla", registered_at=at(8))
    places = [actions.book(desk, person, day=MONDAY, starts_at=time(9), by=operator, at=at(8)).place for person in (anna, bruno)]

    with pytest.raises(Refusal, match="tutti i posti sono presi") as refused:
        actions.book(desk, carla, day=MONDAY, starts_at=time(9), by=operator, at=at(8))

    assert places == [1, 2]
    assert refused.value.field == "slot"


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (MONDAY, time(8, 30)),
        (MONDAY, time(9, 15)),
        (MONDAY, time(12)),
        (MONDAY + timedelta(days=1), time(9)),
        (date(2016, 12, 26), time(9)),
        (date(2014, 9, 29), time(9)),
    ],
    ids=["before opening", "between two slots", "after closing", "on another weekday", "on a holiday", "before the desk was opened"],
)
def test_nobody_books_when_the_desk_does_not_receive(desk: Desk, anna: Person, operator: Actor, day: date, hour: time) -> None:
    with pytest.raises(Refusal, match="non riceve"):
        actions.book(desk, anna, day=day, starts_at=hour, by=operator, at=at(8))


def test_nobody_books_the_past_or_too_far(desk: Desk, anna: Person, operator: Actor) -> None:
    with pytest.raises(Refusal, match="già passata"):
        actions.book(desk, anna, day=MONDAY, starts_at=time(9), by=operator, at=at(9))
    with pytest.raises(Refusal, match="60 giorni"):
        actions.book(desk, anna, day=date(2017, 1, 9), starts_at=time(9), by=operator, at=at(8))


def test_a_person_is_not_in_two_places_at_once(
    *, centre: CivicCentre, desk: Desk, appointment: Appointment, anna: Person, operator: Actor, head: Actor
) -> None:
    other = actions.open_desk(centre, name="Ufficio", kind=DeskKind.OFFICE, slot_minutes=45, on=MONDAY, by=head, at=at(7))
    actions.set_hours(other, hours=[Hours(0, time(8, 30), time(10), 1)], from_on=MONDAY, by=head, at=at(7))

    with pytest.raises(Refusal, match=r"già un appuntamento alle 9.00, allo sportello Sportello di San Rocco"):
        actions.book(other, anna, day=MONDAY, starts_at=time(8, 30), by=operator, at=at(8))


def test_the_auditor_and_the_social_worker_do_not_book(desk: Desk, anna: Person, auditor: Actor, worker: Actor) -> None:
    for actor in (auditor, worker):
        with pytest.raises(NotAllowed):
            actions.book(desk, anna, day=MONDAY, starts_at=time(9), by=actor, at=at(8))


def test_a_moved_appointment_leaves_its_place_to_others(desk: Desk, appointment: Appointment, bruno: Person, operator: Actor) -> None:
    moved = actions.move(appointment, desk=desk, day=NEXT_MONDAY, starts_at=time(11), by=operator, at=at(8, 5))
    other = actions.book(desk, bruno, day=MONDAY, starts_at=time(9), by=operator, at=at(8, 10))

    assert (moved.pk, moved.day, moved.starts_at, moved.state) == (appointment.pk, NEXT_MONDAY, time(11), "booked")
    assert other.place == 1
    assert Act.objects.filter(act="desks.appointment.moved", record=f"desks.appointment:{appointment.pk}").count() == 1


def test_an_appointment_does_not_move_to_where_it_is(desk: Desk, appointment: Appointment, operator: Actor) -> None:
    with pytest.raises(Refusal, match="già a quest'ora"):
        actions.move(appointment, desk=desk, day=MONDAY, starts_at=time(9), by=operator, at=at(8, 5))


def test_one_may_move_half_an_hour_later_though_it_touches_ones_own_hour(desk: Desk, appointment: Appointment, operator: Actor) -> None:
    assert actions.move(appointment, desk=desk, day=MONDAY, starts_at=time(9, 30), by=operator, at=at(8)).starts_at == time(9, 30)


def test_who_has_come_is_not_moved(desk: Desk, appointment: Appointment, operator: Actor) -> None:
    actions.arrive(appointment, by=operator, at=at(8, 50))

    with pytest.raises(Forbidden):
        actions.move(appointment, desk=desk, day=NEXT_MONDAY, starts_at=time(9), by=operator, at=at(8, 55))


def test_a_cancelled_appointment_has_its_reason_in_the_book_and_frees_its_place(desk: Desk, appointment: Appointment, anna: Person, operator: Actor) -> None:
    with pytest.raises(Refusal):
        actions.cancel(appointment, why=" ", by=operator, at=at(8, 5))

    cancelled = actions.cancel(appointment, why="ha chiamato: sta male", by=operator, at=at(8, 5))
    again = actions.book(desk, anna, day=MONDAY, starts_at=time(9), by=operator, at=at(8, 10))

    assert cancelled.state == "cancelled"
    assert again.place == 1
    assert Act.objects.get(act="desks.appointment.cancelled").why == "ha chiamato: sta male"


def test_the_database_itself_refuses_a_place_given_twice(appointment: Appointment, bruno: Person) -> None:
    twin = Appointment.objects.get(pk=appointment.pk)
    twin.pk, twin.person = None, bruno

    with pytest.raises(IntegrityError, match=r"place|one_person_in_a_place"), transaction.atomic():
        twin.save(force_insert=True)


def test_of_many_who_ask_at_once_for_two_places_two_get_them(together: Callable[..., list[Any]], desk: Desk, operator: Actor) -> None:
    people = [Person.objects.create(given_name=f"Persona {number}", registered_at=at(8)) for number in range(6)]

    results = together(*[lambda person=person: actions.book(desk, person, day=MONDAY, starts_at=time(9), by=operator, at=at(8)) for person in people])

    assert sorted(result.place for result in results if isinstance(result, Appointment)) == [1, 2]
    assert [type(result) for result in results if not isinstance(result, Appointment)] == [Refusal] * 4
    assert Appointment.objects.count() == 2
    assert Act.objects.filter(act="desks.appointment.booked").count() == 2


def test_of_two_desks_that_want_the_same_person_at_the_same_hour_one_gets_her(
    *, together: Callable[..., list[Any]], centre: CivicCentre, desk: Desk, anna: Person, operator: Actor, head: Actor
) -> None:
    other = actions.open_desk(centre, name="Ufficio", kind=DeskKind.OFFICE, slot_minutes=60, on=MONDAY, by=head, at=at(7))
    actions.set_hours(other, hours=[Hours(0, time(8, 30), time(10, 30), 1)], from_on=MONDAY, by=head, at=at(7))

    results = together(
        lambda: actions.book(desk, anna, day=MONDAY, starts_at=time(9), by=operator, at=at(8)),
        lambda: actions.book(other, anna, day=MONDAY, starts_at=time(8, 30), by=operator, at=at(8)),
    )

    assert sorted(type(result).__name__ for result in results) == ["Appointment", "Refusal"]


def test_two_who_move_to_the_last_place_at_once_do_not_share_it(together: Callable[..., list[Any]], desk: Desk, operator: Actor) -> None:
    people = [Person.objects.create(given_name=f"Persona {number}", registered_at=at(8)) for number in range(3)]
    actions.book(desk, people[0], day=MONDAY, starts_at=time(11), by=operator, at=at(8))
    first = actions.book(desk, people[1], day=MONDAY, starts_at=time(9), by=operator, at=at(8))
    second = actions.book(desk, people[2], day=MONDAY, starts_at=time(9, 30), by=operator, at=at(8))

    results = together(
        lambda: actions.move(first, desk=desk, day=MONDAY, starts_at=time(11), by=operator, at=at(8, 1)),
        lambda: actions.move(second, desk=desk, day=MONDAY, starts_at=time(11), by=operator, at=at(8, 1)),
    )

    assert sorted(type(result).__name__ for result in results) == ["Appointment", "Refusal"]
    assert Appointment.objects.filter(starts_at=time(11)).count() == 2
