"""Write invented visits in bulk: the same rows and the same acts that the actions would write (a test compares the two)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from sussidiario.access import clock
from sussidiario.access.models import Staff
from sussidiario.desks import figures
from sussidiario.desks.demo.plan import Booked, Coming, Rang, Talk, Visit, Walked
from sussidiario.desks.demo.playing import WHY_CANCELLED, WINDOW
from sussidiario.desks.lifecycle import Booking, Waiting, Writing
from sussidiario.desks.models import Appointment, Contact, ContactNeed, Desk, Ticket
from sussidiario.journal import actions as journal
from sussidiario.journal.actions import insert, next_number, settle_numbers

Happened = tuple[str, datetime | None, dict[str, Any]]
"""An act's name, its instant or None, and what else it says."""


@dataclass
class Written:
    """A visit and its rows."""

    visit: Visit
    desk: Desk
    operator: Staff
    appointment: Appointment | None = None
    ticket: Ticket | None = None
    contact: Contact | None = None


@transaction.atomic
def write(visits: Sequence[Visit], *, desks: Mapping[str, Desk], staff: Mapping[str, Staff]) -> int:
    """Write the rows of these visits and, in the order of time, their acts; return how many acts. Every visit must be over."""
    numbers = Numbers()
    every = [_rows(Written(visit, desks[visit.centre], staff[visit.operator]), numbers) for visit in visits]
    insert(Appointment, (each.appointment for each in every if each.appointment))
    insert(Ticket, (each.ticket for each in every if each.ticket))
    insert(Contact, (each.contact for each in every if each.contact))
    insert(ContactNeed, (need for each in every for need in _needs(each)))
    settle_numbers(Appointment, Ticket, Contact)
    acts = [act for each in every for act in _acts(each)]
    return journal.write(sorted(acts, key=lambda act: act.at))


class Numbers:
    """The primary keys of the rows to come: they cite each other before they are written."""

    def __init__(self) -> None:
        self.appointments, self.tickets, self.contacts = (count(next_number(model)) for model in (Appointment, Ticket, Contact))


def _rows(written: Written, numbers: Numbers) -> Written:
    """Prepare the rows of a visit."""
    visit = written.visit
    if isinstance(visit, Booked):
        written.appointment = _appointment(visit, written, next(numbers.appointments))
    if isinstance(visit, Walked):
        written.ticket = _ticket(visit, written, next(numbers.tickets))
    if visit.talk:
        written.contact = _contact(visit.talk, written, next(numbers.contacts))
    return written


def _appointment(visit: Booked, written: Written, number: int) -> Appointment:
    state = Booking.CANCELLED if visit.cancelled_at else Booking.NO_SHOW if visit.missed_at else Booking.SERVED
    return Appointment(
        pk=number,
        desk=written.desk,
        person_id=visit.person,
        day=visit.day,
        starts_at=visit.starts_at,
        minutes=written.desk.slot_minutes,
        place=1,
        state=state.value,
        reason=visit.reason,
        booked_by=written.operator,
        booked_at=visit.booked_at,
        number=visit.number,
        arrived_at=visit.arrived_at,
        **_called(visit),
    )


def _ticket(visit: Walked, written: Written, number: int) -> Ticket:
    return Ticket(
        pk=number,
        desk=written.desk,
        day=visit.day,
        number=visit.number,
        person_id=visit.person,
        state=(Waiting.LEFT if visit.left_at else Waiting.SERVED).value,
        arrived_at=visit.arrived_at,
        **_called(visit),
    )


def _called(visit: Coming) -> dict[str, Any]:
    return {"window": WINDOW if visit.called_at else None, "called_at": visit.called_at, "served_at": visit.served_at}


def _contact(talk: Talk, written: Written, number: int) -> Contact:
    return Contact(
        pk=number,
        desk=written.desk,
        operator=written.operator,
        person_id=written.visit.person,
        appointment=written.appointment,
        ticket=written.ticket,
        state=Writing.CLOSED.value,
        on=written.visit.day,
        started_at=talk.started_at,
        closed_at=talk.closed_at,
        channel=talk.channel.value,
        access=talk.access.value,
        interlocutor=talk.interlocutor.value,
        sender=talk.sender,
        accompanied=talk.accompanied,
        area=talk.area.value,
        request=talk.request,
        answer=talk.answer,
        outcome=talk.outcome.value,
        referred_to=talk.referred_to,
        minutes=talk.minutes,
    )


def _needs(written: Written) -> Iterator[ContactNeed]:
    """The needs of a contact that has its number."""
    if written.contact and written.visit.talk:
        yield from (ContactNeed(contact=written.contact, need=need.value) for need in written.visit.talk.needs)


def _acts(written: Written) -> Iterator[journal.Row]:
    """The acts of a visit whose rows have their numbers, as the actions would write them."""
    visit = written.visit
    who: dict[str, Any] = {
        "by_id": written.operator.pk,
        "subject": journal.pseudonym_of("people.person", visit.person) if visit.person else "",
        "neighbourhood": written.desk.neighbourhood,
    }
    told = ((written.appointment, _of_booked(visit)), (written.ticket, _of_walked(visit)), (written.contact, _of_talk(visit)))
    for row, happened in told:
        for name, at, more in happened:
            if row is not None and at is not None:
                yield journal.line(name, on=clock.day(at), at=at, record=journal.reference(row), **who, **more)


def _of_booked(visit: Visit) -> list[Happened]:
    if not isinstance(visit, Booked):
        return []
    return [
        ("desks.appointment.booked", visit.booked_at, {}),
        ("desks.appointment.cancelled", visit.cancelled_at, {"why": WHY_CANCELLED}),
        ("desks.appointment.no_show", visit.missed_at, {}),
        ("desks.appointment.arrived", visit.arrived_at, {}),
        ("desks.appointment.called", visit.called_at, {}),
        (figures.APPOINTMENT_SERVED, visit.served_at, {}),
    ]


def _of_walked(visit: Visit) -> list[Happened]:
    if not isinstance(visit, Walked):
        return []
    return [
        ("desks.ticket.taken", visit.arrived_at, {}),
        ("desks.ticket.left", visit.left_at, {}),
        ("desks.ticket.called", visit.called_at, {}),
        (figures.TICKET_SERVED, visit.served_at, {}),
    ]


def _of_talk(visit: Visit) -> list[Happened]:
    talk = visit.talk
    if talk is None:
        return []
    measured = {"area": talk.area.value, "measure": talk.outcome.value, "detail": {"channel": talk.channel.value, "minutes": talk.minutes}}
    return [
        ("desks.contact.started", talk.started_at if isinstance(visit, Rang) else None, {}),
        (figures.CONTACT_CLOSED, talk.closed_at, measured),
    ]
