"""The verbs of the waiting room, each done at once by a button; afterwards one is back at the line."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sussidiario.desks import actions, policy
from sussidiario.desks.models import Appointment, Desk, Ticket
from sussidiario.desks.views.chosen import window
from sussidiario.foundation.refusal import Refusal
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest

T = TypeVar("T")


def tried(request: StaffRequest, verb: Callable[[], T]) -> T | None:
    """Do a verb that asks nothing; if it is refused, say why on the next page."""
    try:
        return verb()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return None


def _called(request: StaffRequest, called: Appointment | Ticket | None) -> HttpResponse:
    """Say who was called, and go back to the line."""
    if called is not None:
        where = _("{label} chiamato alla postazione {window}.") if called.window else _("{label} chiamato.")
        messages.success(request, where.format(label=called.label, window=called.window))
    return redirect("desks:today")


@doors.record(policy.desks_visible_to, policy.may_receive, methods=doors.VERB)
def take_ticket(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Give the next number to somebody who came without appointment."""
    if ticket := tried(request, lambda: actions.take_ticket(desk, by=request.actor, at=request.now)):
        messages.success(request, _("Biglietto {label}: dallo a chi è arrivato.").format(label=ticket.label))
    return redirect("desks:today")


@doors.record(policy.desks_visible_to, policy.may_receive, methods=doors.VERB)
def call_next(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Call whose turn it is."""
    return _called(request, tried(request, lambda: actions.call_next(desk, window=window(request), by=request.actor, at=request.now)))


@doors.record(policy.appointments_visible_to, policy.may_change, methods=doors.VERB)
def arrive(request: StaffRequest, appointment: Appointment) -> HttpResponse:
    """Note that the person of an appointment is here."""
    if arrived := tried(request, lambda: actions.arrive(appointment, by=request.actor, at=request.now)):
        messages.success(request, _("{person}: il suo numero è {label}.").format(person=arrived.person.name, label=arrived.label))
    return redirect("desks:today")


@doors.record(policy.appointments_visible_to, policy.may_change, methods=doors.VERB)
def call(request: StaffRequest, appointment: Appointment) -> HttpResponse:
    """Call the person of an appointment, out of turn."""
    return _called(request, actions.call(appointment, window=window(request), by=request.actor, at=request.now))


@doors.record(policy.appointments_visible_to, policy.may_change, methods=doors.VERB)
def serve(request: StaffRequest, appointment: Appointment) -> HttpResponse:
    """Receive the person of an appointment, and begin to write."""
    return redirect(actions.serve(appointment, by=request.actor, at=request.now))


@doors.record(policy.appointments_visible_to, policy.may_change, methods=doors.VERB)
def no_show(request: StaffRequest, appointment: Appointment) -> HttpResponse:
    """Note that the person of an appointment did not come."""
    if tried(request, lambda: actions.no_show(appointment, by=request.actor, at=request.now)):
        messages.success(request, _("Segnato: non si è presentata. Se arriva più tardi, la ritrovi fra chi è già passato."))
    return redirect("desks:today")


@doors.record(policy.tickets_visible_to, policy.may_change, methods=doors.VERB)
def call_ticket(request: StaffRequest, ticket: Ticket) -> HttpResponse:
    """Call a number out of turn."""
    return _called(request, actions.call_ticket(ticket, window=window(request), by=request.actor, at=request.now))


@doors.record(policy.tickets_visible_to, policy.may_change, methods=doors.VERB)
def serve_ticket(request: StaffRequest, ticket: Ticket) -> HttpResponse:
    """Receive who holds a ticket, and begin to write."""
    return redirect(actions.serve_ticket(ticket, by=request.actor, at=request.now))


@doors.record(policy.tickets_visible_to, policy.may_change, methods=doors.VERB)
def leave(request: StaffRequest, ticket: Ticket) -> HttpResponse:
    """Note that who holds a ticket went away."""
    actions.leave(ticket, by=request.actor, at=request.now)
    messages.success(request, _("Segnato: è andata via."))
    return redirect("desks:today")
