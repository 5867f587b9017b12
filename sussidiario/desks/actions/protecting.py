"""End what the desks have going on about somebody whom a group has just protected."""

from datetime import datetime

from django.db import transaction

from sussidiario.access.actor import Actor
from sussidiario.desks.actions.booking import note
from sussidiario.desks.actions.contact import note_contact
from sussidiario.desks.actions.waiting import note_ticket
from sussidiario.desks.lifecycle import BOOKING, CONTACT, QUEUE, Booking, Waiting, Writing
from sussidiario.desks.models import Appointment, Contact, Ticket
from sussidiario.people.models import Person


@transaction.atomic
def let_go(person: Person, by: Actor, at: datetime) -> None:
    """
    Give up a protected person's places, turns and unfinished conversations: nobody at the desks sees them any more, and they would only be in the way.

    Whoever protects was allowed to; what was closed stays as it was. Each is an act like any other.
    """
    for appointment in Appointment.objects.select_for_update(of=("self",)).with_all().filter(person=person, state__in=COMING).order_by("pk"):
        verb, act = ("cancel", "desks.appointment.cancelled") if appointment.state == Booking.BOOKED else ("no_show", "desks.appointment.no_show")
        appointment.state = BOOKING.after(Booking(appointment.state), verb)
        appointment.save(update_fields=["state"])
        note(act, appointment, by=by, at=at)
    for ticket in Ticket.objects.select_for_update(of=("self",)).with_all().filter(person=person, state__in=HERE).order_by("pk"):
        ticket.state = QUEUE.after(Waiting(ticket.state), "leave")
        ticket.save(update_fields=["state"])
        note_ticket("desks.ticket.left", ticket, by=by, at=at)
    for contact in Contact.objects.select_for_update(of=("self",)).with_all().filter(person=person, state=Writing.DRAFT.value).order_by("pk"):
        contact.state = CONTACT.after(Writing(contact.state), "discard")
        contact.draft = {}
        contact.save(update_fields=["state", "draft"])
        note_contact("desks.contact.discarded", contact, by=by, at=at)


COMING = (Booking.BOOKED.value, Booking.ARRIVED.value, Booking.CALLED.value)
HERE = (Waiting.WAITING.value, Waiting.CALLED.value)
