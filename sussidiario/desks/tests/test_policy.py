"""Who sees and does what at the desks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import LazySettings

from sussidiario.access.actor import Actor
from sussidiario.access.models import Team
from sussidiario.desks import actions, policy
from sussidiario.desks.models import Appointment, Contact, Desk, Ticket
from sussidiario.desks.tests.conftest import MONDAY, at, met
from sussidiario.foundation.areas import Area
from sussidiario.people import policy as people
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person


@pytest.fixture
def actors(operator: Actor, head: Actor, worker: Actor, auditor: Actor, mandate_office: Actor) -> dict[str, Actor]:
    return {"operator": operator, "head": head, "worker": worker, "auditor": auditor, "mandate office": mandate_office}


def test_everyone_at_work_sees_the_desks(actors: dict[str, Actor], desk: Desk) -> None:
    assert {name for name, actor in actors.items() if policy.desks_visible_to(actor).filter(pk=desk.pk)} == set(actors)


def test_who_sees_appointments_and_contacts(actors: dict[str, Actor], appointment: Appointment, contact: Contact) -> None:
    assert {name for name, actor in actors.items() if policy.appointments_visible_to(actor)} == {"operator", "head", "auditor"}
    assert {name for name, actor in actors.items() if policy.contacts_visible_to(actor)} == {"operator", "head", "auditor"}


def test_a_worker_sees_what_was_said_by_those_they_follow(actors: dict[str, Actor], appointment: Appointment, contact: Contact, anna: Person) -> None:
    met(actors["worker"], anna)

    assert list(policy.appointments_visible_to(actors["worker"])) == [appointment]
    assert list(policy.contacts_visible_to(actors["worker"])) == [contact]


def test_what_was_said_is_read_at_the_desks_for_a_tail_and_no_longer(operator: Actor, contact: Contact, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TAIL_DAYS = 30
    last, after = (replace(operator, on=contact.on + timedelta(days=days)) for days in (30, 31))

    assert list(policy.contacts_visible_to(last)) == [contact]
    assert list(people.visible_to(last)) == [contact.person]
    assert not policy.contacts_visible_to(after).exists()
    assert not people.visible_to(after).exists()


def test_contacts_about_nobody_known_stay_at_the_desk(actors: dict[str, Actor], desk: Desk, operator: Actor) -> None:
    actions.start_contact(desk, by=operator, at=at(10))

    assert {name for name, actor in actors.items() if policy.contacts_visible_to(actor)} == {"operator", "head", "auditor"}


def test_the_queue_is_for_who_works_at_the_desks_and_for_the_auditor(actors: dict[str, Actor], ticket: Ticket) -> None:
    assert {name for name, actor in actors.items() if policy.tickets_visible_to(actor)} == {"operator", "head", "auditor"}
    assert {name for name, actor in actors.items() if policy.may_read_line(actor)} == {"operator", "head", "auditor"}


@pytest.mark.parametrize("days", [0, 30, 31])
def test_the_list_of_a_day_has_what_each_may_see_of_that_day(
    actors: dict[str, Actor], appointment: Appointment, ticket: Ticket, settings: LazySettings, days: int
) -> None:
    settings.SUSSIDIARIO_TAIL_DAYS = 30

    def seen() -> dict[str, tuple[list[Appointment], list[Ticket]]]:
        found = {}
        for name, actor in actors.items():
            later = replace(actor, on=ticket.day + timedelta(days=days))
            of_day = list(policy.appointments_of_day(later, appointment.day)), list(policy.tickets_of_day(later, ticket.day))
            assert of_day == (list(policy.appointments_visible_to(later).on(appointment.day)), list(policy.tickets_visible_to(later).on(ticket.day)))
            found[name] = of_day
        return found

    before = seen()
    network = Team.objects.create(name="Centro antiviolenza", area=Area.ADULTS)
    Person.objects.filter(pk__in=[appointment.person_id, ticket.person_id]).update(tier=Tier.PROTECTED, kept_by=network)

    assert bool(before["operator"][0]) == (days < 31)
    assert not any(appointments for appointments, _tickets in seen().values())


def test_who_may_do_what(actors: dict[str, Actor], desk: Desk, contact: Contact) -> None:
    may = {
        "receive": {name for name, actor in actors.items() if policy.may_receive(actor, desk)},
        "organise": {name for name, actor in actors.items() if policy.may_organise_desk(actor, desk)},
        "close days": {name for name, actor in actors.items() if policy.may_close_days(actor, desk)},
        "write": {name for name, actor in actors.items() if policy.may_write(actor, contact)},
        "calendar": {name for name, actor in actors.items() if policy.may_have_calendar(actor, desk)},
    }

    assert may == {
        "receive": {"operator", "head"},
        "organise": {"head"},
        "close days": {"operator", "head"},
        "write": {"operator", "head"},
        "calendar": {"operator", "head"},
    }


def test_a_denial_says_why(desk: Desk, contact: Contact, auditor: Actor, colleague: Actor, head: Actor) -> None:
    assert policy.may_receive(auditor, desk).reason == "Lo fanno le operatrici e gli operatori di segretariato."
    assert policy.may_write(colleague, contact).reason == "Il contatto lo scrive chi lo ha iniziato."
    closed = actions.close_desk(desk, on=MONDAY, why="", by=head, at=at(7))
    assert policy.may_receive(colleague, closed).reason == "Lo sportello è chiuso."
    assert policy.may_organise_desk(head, closed).reason == "Lo sportello è chiuso."


def test_each_sees_their_own_calendars(desk: Desk, operator: Actor, colleague: Actor) -> None:
    calendar, _token = actions.give_calendar(desk, by=operator, at=at(8))

    assert list(policy.calendars_visible_to(operator)) == [calendar]
    assert list(policy.calendars_visible_to(colleague)) == []
