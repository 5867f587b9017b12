"""What the desks keep: where and when they are open, who comes, and what was said."""

from sussidiario.desks.models.contact import Contact, ContactNeed, ContactQuerySet
from sussidiario.desks.models.desk import Calendar, CalendarQuerySet, Closure, Desk, DeskQuerySet, OpeningHours
from sussidiario.desks.models.line import Appointment, AppointmentQuerySet, Ticket, TicketQuerySet

__all__ = [
    "Appointment",
    "AppointmentQuerySet",
    "Calendar",
    "CalendarQuerySet",
    "Closure",
    "Contact",
    "ContactNeed",
    "ContactQuerySet",
    "Desk",
    "DeskQuerySet",
    "OpeningHours",
    "Ticket",
    "TicketQuerySet",
]
