"""What was said: kept as it is typed, complete when it is closed."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.desks import actions
from sussidiario.desks.lifecycle import Access, Channel, Outcome
from sussidiario.desks.models import Appointment, Contact, Desk
from sussidiario.desks.tests.conftest import MONDAY, at, facts
from sussidiario.foundation.areas import Area
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act
from sussidiario.people.models import Person


def test_what_is_typed_is_kept_as_it_is_and_nothing_is_written_in_the_book(contact: Contact, operator: Actor) -> None:
    acts = Act.objects.count()

    actions.save_draft(contact, typed={"minutes": ["venti"], "needs": ["home", "work"], "request": ["x" * 30_000]}, by=operator, at=at(10, 5))

    kept = Contact.objects.get(pk=contact.pk)
    assert (kept.draft["minutes"], kept.draft["needs"], len(kept.draft["request"][0])) == (["venti"], ["home", "work"], 20_000)
    assert kept.state == "draft"
    assert Act.objects.count() == acts


def test_closing_fills_the_record_and_forgets_the_draft(contact: Contact, anna: Person, operator: Actor) -> None:
    actions.save_draft(contact, typed={"request": ["affitto"]}, by=operator, at=at(10, 5))

    closed = actions.close_contact(contact, **facts(area=Area.ADULTS, outcome=Outcome.PROPOSAL), by=operator, at=at(10, 25))

    assert (closed.state, closed.draft, closed.minutes, closed.area, closed.closed_at) == ("closed", {}, 25, "adults", at(10, 25))
    assert sorted(closed.needs.values_list("need", flat=True)) == ["home", "income"]
    act = Act.objects.get(act="desks.contact.closed")
    assert (act.on, act.subject, act.neighbourhood, act.area, act.measure) == (MONDAY, pseudonym(anna), "san-rocco", "adults", "proposal")
    assert act.detail == {"channel": "in_person", "minutes": 25}


def test_a_closed_contact_does_not_change(contact: Contact, bruno: Person, operator: Actor) -> None:
    actions.close_contact(contact, **facts(), by=operator, at=at(10, 25))

    with pytest.raises(Forbidden):
        actions.close_contact(contact, **facts(), by=operator, at=at(10, 30))
    with pytest.raises(Forbidden):
        actions.save_draft(contact, typed={}, by=operator, at=at(10, 30))
    with pytest.raises(Forbidden):
        actions.identify(contact, bruno, by=operator, at=at(10, 30))
    with pytest.raises(Forbidden):
        actions.discard_contact(contact, why="errore", by=operator, at=at(10, 30))


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"needs": set()}, "needs"),
        ({"access": Access.SENT, "sender": " "}, "sender"),
        ({"outcome": Outcome.REFERRAL}, "referred_to"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 601}, "minutes"),
    ],
)
def test_a_contact_is_not_closed_half_written(contact: Contact, operator: Actor, missing: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.close_contact(contact, **facts(**missing), by=operator, at=at(10, 25))

    assert refused.value.field == field
    assert Contact.objects.get(pk=contact.pk).state == "draft"


def test_nobody_unknown_is_proposed_for_taking_in_charge(desk: Desk, anna: Person, operator: Actor) -> None:
    contact = actions.start_contact(desk, channel=Channel.PHONE, by=operator, at=at(10))
    with pytest.raises(Refusal):
        actions.close_contact(contact, **facts(outcome=Outcome.PROPOSAL), by=operator, at=at(10, 25))

    actions.identify(contact, anna, by=operator, at=at(10, 26))
    closed = actions.close_contact(contact, **facts(outcome=Outcome.PROPOSAL), by=operator, at=at(10, 27))

    assert (closed.person, closed.outcome) == (anna, "proposal")


def test_a_contact_by_appointment_is_about_who_had_it(appointment: Appointment, bruno: Person, operator: Actor) -> None:
    actions.arrive(appointment, by=operator, at=at(8, 50))
    contact = actions.serve(appointment, by=operator, at=at(9))

    with pytest.raises(Refusal, match="altra persona"):
        actions.identify(contact, bruno, by=operator, at=at(9, 1))


def test_a_contact_begun_by_mistake_is_thrown_away_with_its_words(contact: Contact, operator: Actor) -> None:
    actions.save_draft(contact, typed={"request": ["cose altrui"]}, by=operator, at=at(10, 5))
    with pytest.raises(Refusal):
        actions.discard_contact(contact, why="", by=operator, at=at(10, 6))

    discarded = actions.discard_contact(contact, why="persona sbagliata", by=operator, at=at(10, 6))

    assert (discarded.state, discarded.draft) == ("discarded", {})
    assert Contact.objects.kept().count() == 0
    assert Act.objects.get(act="desks.contact.discarded").why == "persona sbagliata"


def test_who_began_a_contact_writes_it_and_the_service_head_may_finish_it(contact: Contact, colleague: Actor, head: Actor) -> None:
    with pytest.raises(NotAllowed, match="chi lo ha iniziato"):
        actions.save_draft(contact, typed={}, by=colleague, at=at(10, 5))

    assert actions.close_contact(contact, **facts(), by=head, at=at(10, 25)).state == "closed"


def test_the_database_refuses_a_closed_contact_without_outcome(contact: Contact) -> None:
    with pytest.raises(IntegrityError, match="desks_closed_contact_is_complete"), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(state="closed")
