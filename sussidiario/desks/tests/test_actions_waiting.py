"""The waiting room: who comes is called in a fair order, by number and never by name."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.desks import actions
from sussidiario.desks.models import Appointment, Contact, Desk, Ticket
from sussidiario.desks.tests.conftest import MONDAY, NEXT_MONDAY, at
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act
from sussidiario.people.models import Person


def test_who_arrives_gets_a_number_and_who_has_none_a_ticket(desk: Desk, appointment: Appointment, anna: Person, operator: Actor) -> None:
    arrived = actions.arrive(appointment, by=operator, at=at(8, 45))
    first = actions.take_ticket(desk, by=operator, at=at(8, 50))
    second = actions.take_ticket(desk, person=anna, by=operator, at=at(8, 55))

    assert (arrived.label, first.label, second.label) == ("P 1", "A 1", "A 2")
    assert list(Act.objects.filter(act="desks.ticket.taken").order_by("pk").values_list("subject", flat=True)) == ["", pseudonym(anna)]


def test_one_arrives_on_the_day_of_the_appointment(desk: Desk, anna: Person, operator: Actor) -> None:
    appointment = actions.book(desk, anna, day=NEXT_MONDAY, starts_at=time(9), by=operator, at=at(8))

    assert str(appointment) == "Appuntamento del 14 novembre 2016, ore 9.00"
    with pytest.raises(Refusal, match="14 novembre 2016"):
        actions.arrive(appointment, by=operator, at=at(8, 50))


def test_who_was_given_up_may_still_come(appointment: Appointment, operator: Actor) -> None:
    with pytest.raises(Refusal, match="non è ancora venuta"):
        actions.no_show(appointment, by=operator, at=at(8, 59))
    actions.no_show(appointment, by=operator, at=at(9, 20))

    assert actions.arrive(appointment, by=operator, at=at(9, 30)).state == "arrived"


def test_no_ticket_is_given_on_a_day_of_closure(desk: Desk, operator: Actor) -> None:
    actions.close_days(desk, from_on=MONDAY, until_on=date(2016, 11, 8), why="formazione", by=operator, at=at(7))

    with pytest.raises(Refusal, match="formazione"):
        actions.take_ticket(desk, by=operator, at=at(9))


def test_appointments_are_called_at_their_hour_and_tickets_as_they_came(desk: Desk, anna: Person, bruno: Person, operator: Actor) -> None:
    nine = actions.book(desk, anna, day=MONDAY, starts_at=time(9), by=operator, at=at(8))
    ten = actions.book(desk, bruno, day=MONDAY, starts_at=time(10), by=operator, at=at(8))
    for arriving in (ten, nine):
        actions.arrive(arriving, by=operator, at=at(8, 30))
    actions.take_ticket(desk, by=operator, at=at(8, 40))
    actions.take_ticket(desk, by=operator, at=at(9, 50))

    called = [actions.call_next(desk, window=2, by=operator, at=at(9, 55)) for _ in range(4)]

    assert [each.label for each in called] == ["A 1", "P 2", "P 1", "A 2"]
    assert {each.window for each in called} == {2}
    with pytest.raises(Refusal, match="non c'è nessuno"):
        actions.call_next(desk, by=operator, at=at(9, 56))


def test_two_operators_who_call_at_once_call_two_people(together: Callable[..., list[Any]], desk: Desk, operator: Actor) -> None:
    for minute in range(3):
        actions.take_ticket(desk, by=operator, at=at(9, minute))

    results = together(*[lambda: actions.call_next(desk, by=operator, at=at(9, 10))] * 4)

    assert sorted(result.number for result in results if isinstance(result, Ticket)) == [1, 2, 3]
    assert [type(result) for result in results if not isinstance(result, Ticket)] == [Refusal]


def test_tickets_taken_at_once_have_different_numbers(together: Callable[..., list[Any]], desk: Desk, operator: Actor) -> None:
    results = together(*[lambda: actions.take_ticket(desk, by=operator, at=at(9))] * 5)

    assert sorted(result.number for result in results) == [1, 2, 3, 4, 5]


def test_receiving_somebody_begins_the_record_of_the_contact(appointment: Appointment, anna: Person, operator: Actor) -> None:
    actions.arrive(appointment, by=operator, at=at(8, 50))
    actions.call(appointment, by=operator, at=at(9))

    contact = actions.serve(appointment, by=operator, at=at(9, 1))

    assert (contact.person, contact.appointment_id, contact.state, contact.channel, contact.on) == (anna, appointment.pk, "draft", "in_person", MONDAY)
    assert contact.operator == operator.staff
    assert list(Act.objects.filter(act__startswith="desks.contact")) == []
    assert Act.objects.filter(act="desks.appointment.served", subject=pseudonym(anna)).count() == 1


def test_an_unknown_person_with_a_ticket_is_received_too(ticket: Ticket, operator: Actor) -> None:
    contact = actions.serve_ticket(ticket, by=operator, at=at(9))

    assert (contact.person, contact.ticket_id) == (None, ticket.pk)
    with pytest.raises(Forbidden):
        actions.serve_ticket(ticket, by=operator, at=at(9, 1))
    assert Contact.objects.count() == 1


def test_who_goes_away_is_not_called(desk: Desk, ticket: Ticket, operator: Actor) -> None:
    actions.leave(ticket, by=operator, at=at(9))

    with pytest.raises(Refusal):
        actions.call_next(desk, by=operator, at=at(9, 1))
    with pytest.raises(Forbidden):
        actions.call_ticket(ticket, by=operator, at=at(9, 1))


def test_a_called_ticket_may_leave_without_being_received(ticket: Ticket, operator: Actor) -> None:
    actions.call_ticket(ticket, window=1, by=operator, at=at(9))

    assert actions.leave(ticket, by=operator, at=at(9, 5)).state == "left"
    assert list(Act.objects.filter(record=f"desks.ticket:{ticket.pk}").order_by("pk").values_list("act", flat=True)) == [
        "desks.ticket.taken",
        "desks.ticket.called",
        "desks.ticket.left",
    ]


def test_only_who_works_at_the_desks_moves_the_line(desk: Desk, appointment: Appointment, ticket: Ticket, auditor: Actor, worker: Actor) -> None:
    for actor in (auditor, worker):
        for verb, record in (
            (actions.arrive, appointment),
            (actions.call, appointment),
            (actions.serve, appointment),
            (actions.no_show, appointment),
            (actions.take_ticket, desk),
            (actions.call_next, desk),
            (actions.call_ticket, ticket),
            (actions.serve_ticket, ticket),
            (actions.leave, ticket),
        ):
            with pytest.raises(NotAllowed):
                verb(record, by=actor, at=at(9))  # type: ignore[arg-type]  # each takes its own record
