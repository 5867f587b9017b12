"""Desks open, close, and decide when they receive."""

from datetime import date, time

import pytest

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.desks import actions
from sussidiario.desks.actions import digest
from sussidiario.desks.lifecycle import DeskKind
from sussidiario.desks.models import Appointment, Calendar, Closure, Desk, OpeningHours
from sussidiario.desks.rules import Hours
from sussidiario.desks.tests.conftest import MONDAY, NEXT_MONDAY, at
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act
from sussidiario.people.models import Person
from sussidiario.territory.models import CivicCentre

AFTERNOON = Hours(0, time(14), time(16), 1)


def test_a_desk_opens_in_a_civic_centre_and_the_act_is_about_the_centre(desk: Desk, centre: CivicCentre) -> None:
    act = Act.objects.get(act="desks.desk.opened")

    assert (act.on, act.subject, act.record) == (date(2014, 10, 6), pseudonym(centre), f"desks.desk:{desk.pk}")
    assert (act.neighbourhood, act.measure, act.partner, act.detail) == ("san-rocco", "secretariat", "", {"civic_centre": "dannunzio"})


def test_a_centre_hosts_one_desk_of_a_kind_at_a_time(desk: Desk, centre: CivicCentre, head: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        actions.open_desk(centre, name="Un altro", on=MONDAY, by=head, at=at(8))
    assert refused.value.field == "kind"

    actions.open_desk(centre, name="Ufficio", kind=DeskKind.OFFICE, on=MONDAY, by=head, at=at(8))
    actions.close_desk(desk, on=MONDAY, why="si trasferisce", by=head, at=at(8))
    again = actions.open_desk(centre, name="Di nuovo", on=MONDAY, by=head, at=at(8))

    assert set(Desk.objects.open_on(MONDAY).values_list("name", flat=True)) == {"Ufficio", "Di nuovo"}
    assert again.opened_on == MONDAY


def test_a_desk_does_not_open_where_there_is_no_centre_yet(centre: CivicCentre, head: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        actions.open_desk(centre, name="Prima del tempo", on=date(2007, 1, 1), by=head, at=at(8))

    assert refused.value.field == "on"


def test_a_desk_where_somebody_is_awaited_does_not_close(desk: Desk, appointment: Appointment, head: Actor) -> None:
    with pytest.raises(Refusal, match="C'è 1 appuntamento"):
        actions.close_desk(desk, on=MONDAY, why="", by=head, at=at(8))

    assert actions.close_desk(desk, on=NEXT_MONDAY, why="", by=head, at=at(8)).closed_on == NEXT_MONDAY
    with pytest.raises(Refusal, match="già chiuso"):
        actions.close_desk(desk, on=NEXT_MONDAY, why="", by=head, at=at(8))


def test_a_closed_desk_receives_nobody(desk: Desk, anna: Person, operator: Actor, head: Actor) -> None:
    actions.close_desk(desk, on=MONDAY, why="", by=head, at=at(7))

    with pytest.raises(NotAllowed, match="è chiuso"):
        actions.book(desk, anna, day=MONDAY, starts_at=time(9), by=operator, at=at(8))
    with pytest.raises(NotAllowed, match="è chiuso"):
        actions.take_ticket(desk, by=operator, at=at(8))


def test_new_hours_replace_the_old_from_their_day(desk: Desk, head: Actor) -> None:
    actions.set_hours(desk, hours=[AFTERNOON], from_on=NEXT_MONDAY, by=head, at=at(8))

    assert [each.starts_at for each in desk.hours.in_force(MONDAY, MONDAY)] == [time(9)]
    assert [each.starts_at for each in desk.hours.in_force(NEXT_MONDAY, NEXT_MONDAY)] == [time(14)]


def test_hours_set_twice_from_the_same_day_are_the_last_ones(desk: Desk, head: Actor) -> None:
    actions.set_hours(desk, hours=[AFTERNOON], from_on=NEXT_MONDAY, by=head, at=at(8))
    actions.set_hours(desk, hours=[Hours(0, time(10), time(11), 1)], from_on=NEXT_MONDAY, by=head, at=at(8))

    assert OpeningHours.objects.count() == 2
    assert Act.objects.filter(act="desks.hours.set").order_by("-pk")[0].detail == {"weekly_slots": 2}


def test_new_hours_leave_out_nobody_who_has_an_appointment(desk: Desk, appointment: Appointment, bruno: Person, operator: Actor, head: Actor) -> None:
    actions.book(desk, bruno, day=MONDAY, starts_at=time(9), by=operator, at=at(8))

    with pytest.raises(Refusal, match="lascia fuori 1 appuntamento"):
        actions.set_hours(desk, hours=[Hours(0, time(9), time(12), 1)], from_on=MONDAY, by=head, at=at(8))
    with pytest.raises(Refusal, match="lascia fuori 2 appuntamenti"):
        actions.set_hours(desk, hours=[AFTERNOON], from_on=MONDAY, by=head, at=at(8))


def test_hours_do_not_change_in_the_past_nor_overlap(desk: Desk, head: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        actions.set_hours(desk, hours=[AFTERNOON], from_on=date(2016, 11, 1), by=head, at=at(8))
    assert refused.value.field == "from_on"
    with pytest.raises(Refusal, match="si sovrappongono"):
        actions.set_hours(desk, hours=[AFTERNOON, AFTERNOON], from_on=MONDAY, by=head, at=at(8))


def test_days_closed_afterwards_leave_appointments_to_be_moved(desk: Desk, appointment: Appointment, operator: Actor) -> None:
    closure = actions.close_days(desk, from_on=MONDAY, until_on=date(2016, 11, 8), why="malattia", by=operator, at=at(7))

    assert list(Appointment.objects.misplaced()) == [appointment]
    actions.reopen_days(closure, by=operator, at=at(7, 30))
    assert list(Appointment.objects.misplaced()) == []
    assert list(Act.objects.filter(act__startswith="desks.days").order_by("pk").values_list("act", "quantity")) == [
        ("desks.days.closed", 1),
        ("desks.days.reopened", 1),
    ]


def test_days_are_closed_ahead_in_order_and_with_a_reason(desk: Desk, operator: Actor) -> None:
    for from_on, until_on, why, field in (
        (date(2016, 11, 4), MONDAY, "ferie", "from_on"),
        (NEXT_MONDAY, NEXT_MONDAY, "ferie", "last_on"),
        (MONDAY, NEXT_MONDAY, "", "why"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.close_days(desk, from_on=from_on, until_on=until_on, why=why, by=operator, at=at(8))
        assert refused.value.field == field
    assert Closure.objects.count() == 0


def test_a_closure_that_has_begun_stays_written(desk: Desk, operator: Actor) -> None:
    closure = actions.close_days(desk, from_on=MONDAY, until_on=NEXT_MONDAY, why="ferie", by=operator, at=at(8))

    with pytest.raises(Refusal, match="già cominciata"):
        actions.reopen_days(closure, by=operator, at=at(8, day=date(2016, 11, 9)))


def test_only_the_service_head_organises_the_desks(desk: Desk, centre: CivicCentre, operator: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.open_desk(centre, name="x", on=MONDAY, by=operator, at=at(8))
    with pytest.raises(NotAllowed):
        actions.close_desk(desk, on=MONDAY, why="", by=operator, at=at(8))
    with pytest.raises(NotAllowed):
        actions.set_hours(desk, hours=[AFTERNOON], from_on=MONDAY, by=operator, at=at(8))


def test_a_calendar_is_given_once_and_the_one_before_stops(desk: Desk, operator: Actor, colleague: Actor) -> None:
    _first, old = actions.give_calendar(desk, by=operator, at=at(8))
    second, new = actions.give_calendar(desk, by=operator, at=at(9))

    assert list(Calendar.objects.live()) == [second]
    assert second.digest == digest(new) != digest(old)
    with pytest.raises(NotAllowed):
        actions.revoke_calendar(second, by=colleague, at=at(9))
    actions.revoke_calendar(second, by=operator, at=at(10))
    assert list(Calendar.objects.live()) == []
