"""The waiting room: arrivals, tickets, calls, and who is received."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.desks import figures, policy, rules
from sussidiario.desks.actions.booking import hold, note
from sussidiario.desks.actions.contact import begin
from sussidiario.desks.actions.desk import lock, wall
from sussidiario.desks.lifecycle import BOOKING, QUEUE, Booking, Waiting
from sussidiario.desks.models import Appointment, Contact, Desk, Ticket
from sussidiario.desks.rules import Came, Turn
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person
from sussidiario.ui import writing

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def arrive(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """
    Note that the person of an appointment is here, and give them the number by which they will be called.

    :raises NotAllowed: if `by` does not work at the desks.
    :raises Forbidden: if they were here already, or the appointment is over.
    :raises Refusal: if the appointment is on another day.
    """
    desk = lock(appointment.desk)
    appointment = hold(appointment)
    policy.may_change(by, appointment).require()
    state = BOOKING.after(Booking(appointment.state), "arrive")
    if appointment.day != wall(at).date():
        raise Refusal(_("L'appuntamento è del {day}: spostalo a oggi, se c'è posto.").format(day=writing.day(appointment.day)))
    appointment.state = state
    appointment.arrived_at = at
    appointment.number = appointment.number or _next_number(Appointment.objects.at(desk).on(appointment.day))
    appointment.save(update_fields=["state", "arrived_at", "number"])
    note("desks.appointment.arrived", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def take_ticket(desk: Desk, *, person: Person | None = None, by: Actor, at: datetime) -> Ticket:
    """
    Give somebody who came without appointment the next number of the day; who they are need not be known.

    :raises NotAllowed: if `by` does not work at the desks, or the desk is closed for good.
    :raises Refusal: if the desk does not receive today.
    """
    desk = lock(desk)
    policy.may_receive(by, desk).require()
    day = wall(at).date()
    if day < desk.opened_on:
        raise Refusal(_("Lo sportello non è ancora aperto."))
    if why := rules.why_closed(day, desk.closures.within(day, day).as_rules()):
        raise Refusal(_("Oggi lo sportello non riceve: {why}.").format(why=_(why)))
    number = _next_number(Ticket.objects.at(desk).on(day))
    ticket = Ticket.objects.create(desk=desk, day=day, number=number, person=person, arrived_at=at)
    note_ticket("desks.ticket.taken", ticket, by=by, at=at)
    return ticket


@transaction.atomic
def call_next(desk: Desk, *, window: int | None = None, by: Actor, at: datetime) -> Appointment | Ticket:
    """
    Call whose turn it is, with or without appointment. Two operators who call at once call two different people.

    :raises NotAllowed: if `by` does not work at the desks, or the desk is closed for good.
    :raises Refusal: if nobody is waiting.
    """
    desk = lock(desk)
    policy.may_receive(by, desk).require()
    day = wall(at).date()
    waiting = line_up(Appointment.objects.at(desk).on(day), Ticket.objects.at(desk).on(day))
    if not waiting:
        raise Refusal(_("Nella sala d'attesa non c'è nessuno."))
    if waiting[0].came is Came.BOOKED:
        return call(Appointment(pk=waiting[0].key), window=window, by=by, at=at)
    return call_ticket(Ticket(pk=waiting[0].key), window=window, by=by, at=at)


@transaction.atomic
def call(appointment: Appointment, *, window: int | None = None, by: Actor, at: datetime) -> Appointment:
    """
    Call the person of an appointment to a window.

    :raises NotAllowed: if `by` does not work at the desks.
    :raises Forbidden: if they are not waiting.
    """
    appointment = hold(appointment)
    policy.may_change(by, appointment).require()
    appointment.state = BOOKING.after(Booking(appointment.state), "call")
    appointment.called_at, appointment.window = at, window
    appointment.save(update_fields=["state", "called_at", "window"])
    note("desks.appointment.called", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def call_ticket(ticket: Ticket, *, window: int | None = None, by: Actor, at: datetime) -> Ticket:
    """
    Call a number of the queue to a window.

    :raises NotAllowed: if `by` does not work at the desks.
    :raises Forbidden: if it is not waiting.
    """
    ticket = _hold(ticket)
    policy.may_change(by, ticket).require()
    ticket.state = QUEUE.after(Waiting(ticket.state), "call")
    ticket.called_at, ticket.window = at, window
    ticket.save(update_fields=["state", "called_at", "window"])
    note_ticket("desks.ticket.called", ticket, by=by, at=at)
    return ticket


@transaction.atomic
def serve(appointment: Appointment, *, by: Actor, at: datetime) -> Contact:
    """
    Receive the person of an appointment: the record of the contact begins.

    :raises NotAllowed: if `by` does not work at the desks.
    :raises Forbidden: if they are not here.
    """
    appointment = hold(appointment)
    policy.may_change(by, appointment).require()
    appointment.state = BOOKING.after(Booking(appointment.state), "serve")
    appointment.served_at = at
    appointment.save(update_fields=["state", "served_at"])
    note(figures.APPOINTMENT_SERVED, appointment, by=by, at=at)
    return begin(appointment.desk, person=appointment.person, appointment=appointment, by=by, at=at)


@transaction.atomic
def serve_ticket(ticket: Ticket, *, by: Actor, at: datetime) -> Contact:
    """
    Receive who holds a ticket: the record of the contact begins.

    :raises NotAllowed: if `by` does not work at the desks.
    :raises Forbidden: if they went away, or were received already.
    """
    ticket = _hold(ticket)
    policy.may_change(by, ticket).require()
    ticket.state = QUEUE.after(Waiting(ticket.state), "serve")
    ticket.served_at = at
    ticket.save(update_fields=["state", "served_at"])
    note_ticket(figures.TICKET_SERVED, ticket, by=by, at=at)
    return begin(ticket.desk, person=ticket.person, ticket=ticket, by=by, at=at)


@transaction.atomic
def no_show(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """
    Note that the person of an appointment did not come, or did not wait.

    :raises NotAllowed: if `by` does not work at the desks.
    :raises Forbidden: if they were received, or the appointment was cancelled.
    :raises Refusal: if its hour has not come.
    """
    appointment = hold(appointment)
    policy.may_change(by, appointment).require()
    state = BOOKING.after(Booking(appointment.state), "no_show")
    if wall(at) < appointment.begins:
        raise Refusal(_("L'ora dell'appuntamento non è ancora venuta."))
    appointment.state = state
    appointment.save(update_fields=["state"])
    note("desks.appointment.no_show", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def leave(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """
    Note that who holds a ticket went away without being received.

    :raises NotAllowed: if `by` does not work at the desks.
    :raises Forbidden: if they were received, or had gone already.
    """
    ticket = _hold(ticket)
    policy.may_change(by, ticket).require()
    ticket.state = QUEUE.after(Waiting(ticket.state), "leave")
    ticket.save(update_fields=["state"])
    note_ticket("desks.ticket.left", ticket, by=by, at=at)
    return ticket


def line_up(appointments: Iterable[Appointment], tickets: Iterable[Ticket]) -> tuple[Turn, ...]:
    """Put those of these who are in the waiting room in the order in which they will be called."""
    booked = [
        Turn(rules.turn_of_booking(each.begins, wall(each.arrived_at)), Came.BOOKED, each.number or 0, each.pk)
        for each in appointments
        if each.state == Booking.ARRIVED and each.arrived_at
    ]
    walked = [Turn(rules.turn_of_walk_in(wall(each.arrived_at)), Came.WALK_IN, each.number, each.pk) for each in tickets if each.state == Waiting.WAITING]
    return rules.line(booked + walked)


def _hold(ticket: Ticket) -> Ticket:
    """Take a ticket for this transaction, with its person and desk."""
    return Ticket.objects.select_for_update(of=("self",)).with_all().get(pk=ticket.pk)


def note_ticket(act: str, ticket: Ticket, *, by: Actor, at: datetime) -> None:
    """Write in the book what happened to a ticket, today."""
    journal.record(act, ticket, on=wall(at).date(), at=at, by=by, subject=ticket.person, neighbourhood=ticket.desk.neighbourhood)


def _next_number(of_the_day: models.QuerySet[M]) -> int:
    """Draw the next number of a locked desk's day."""
    highest: int | None = of_the_day.aggregate(Max("number"))["number__max"]
    return (highest or 0) + 1
