"""
Who may see and do what at the desks.

The line of a desk is read by who works at it, by the service head and by the auditor. What was said there is read also by the
social workers, of the persons they follow. Nobody sees at the desk a person whom they may not see elsewhere.
"""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied, allowed_if
from sussidiario.access.rules import Role
from sussidiario.desks.models import (
    Appointment,
    AppointmentQuerySet,
    Calendar,
    CalendarQuerySet,
    Contact,
    ContactQuerySet,
    Desk,
    DeskQuerySet,
    Ticket,
    TicketQuerySet,
)
from sussidiario.people import policy as people
from sussidiario.people.policy import asking

AT_WORK = (Role.DESK_OPERATOR, Role.SERVICE_HEAD)
IN_THE_LINE = (Role.DESK_OPERATOR, Role.SERVICE_HEAD, Role.AUDITOR)
WHAT_WAS_SAID = (Role.DESK_OPERATOR, Role.SERVICE_HEAD, Role.AUDITOR, Role.SOCIAL_WORKER)


def served_by(actor: Actor) -> list[asking.Column]:
    """Primary keys of the persons with an appointment, a ticket or a contact from the tail on, to who receives at the desks: a tie of this domain."""
    if not actor.has(Role.DESK_OPERATOR):
        return []
    since = people.tail_from(actor)
    return [
        Appointment.objects.filter(day__gte=since).values("person"),
        Contact.objects.filter(on__gte=since, person__isnull=False).values("person"),
        Ticket.objects.filter(day__gte=since, person__isnull=False).values("person"),
    ]


def desks_visible_to(actor: Actor) -> DeskQuerySet:
    """Every desk, to everyone who has something to do here."""
    desks = Desk.objects.with_place()
    return desks if actor.roles else desks.none()


def appointments_visible_to(actor: Actor) -> AppointmentQuerySet:
    """Appointments of the persons whom the actor's work is about."""
    return _appointments(actor).all() if _may_see(actor) else Appointment.objects.none()


def tickets_visible_to(actor: Actor) -> TicketQuerySet:
    """Tickets, to who works at the desks; those with a person only if the person may be seen."""
    tickets = Ticket.objects.with_all()
    return tickets.filter(Q(person__isnull=True) | _of_a_day(actor)) if actor.has(*IN_THE_LINE) else tickets.none()


def appointments_of_day(actor: Actor, day: date) -> AppointmentQuerySet:
    """`appointments_visible_to` of one day. Of a recent one nobody is looked up: who receives at the desks follows them all, but those whom a group keeps."""
    if not _follows_all_of(actor, day):
        return appointments_visible_to(actor).on(day)
    return Appointment.objects.with_all().filter(person__kept_by__isnull=True).on(day)


def tickets_of_day(actor: Actor, day: date) -> TicketQuerySet:
    """`tickets_visible_to` of one day, likewise."""
    if not _follows_all_of(actor, day):
        return tickets_visible_to(actor).on(day)
    return Ticket.objects.with_all().filter(Q(person__isnull=True) | Q(person__kept_by__isnull=True)).on(day)


def contacts_visible_to(actor: Actor) -> ContactQuerySet:
    """Contacts of the persons whom the actor's work is about; those about nobody known, to who works at the desks."""
    if not _may_see(actor):
        return Contact.objects.none()
    return _contacts(actor).all()


def calendars_visible_to(actor: Actor) -> CalendarQuerySet:
    """Each their own."""
    return Calendar.objects.live().filter(staff=actor.staff).select_related("desk")


def may_read_line(actor: Actor) -> Decision:
    """Who works at the desks, and the auditor, read their day."""
    return allowed_if(actor.has(*IN_THE_LINE), _("La giornata degli sportelli è riservata a chi ci lavora."))


def may_read_contacts(actor: Actor) -> Decision:
    """What was said is read by who works at the desks, by social workers and by the auditor; each contact by who may see its person."""
    return allowed_if(actor.has(*WHAT_WAS_SAID), _("I contatti li legge chi lavora con le persone."))


def may_read_desk(actor: Actor, desk: Desk) -> Decision:
    """Everyone at work reads when a desk is open."""
    return Allowed()


def may_read_line_of(actor: Actor, desk: Desk) -> Decision:
    """As `may_read_line`, for one desk."""
    return may_read_line(actor)


def may_work(actor: Actor) -> Decision:
    """Desk operators, at any desk, and the service head receive the public."""
    return allowed_if(actor.has(*AT_WORK), _("Lo fanno le operatrici e gli operatori di segretariato."))


def may_receive(actor: Actor, desk: Desk) -> Decision:
    """
    As `may_work`, at a desk that receives the public and is not closed for good.

    Covers booking, calling, tickets and contacts.
    """
    if not (decision := may_work(actor)):
        return decision
    if desk.closed_on is not None and desk.closed_on <= actor.on:
        return Denied(_("Lo sportello è chiuso."))
    return Allowed()


def may_change(actor: Actor, record: Appointment | Ticket) -> Decision:
    """Who works at the desks moves the line on, whatever the desk."""
    return may_work(actor)


def may_write(actor: Actor, contact: Contact) -> Decision:
    """A contact is written by who began it; the service head may finish it for them."""
    if not (decision := may_work(actor)):
        return decision
    if contact.operator_id != actor.pk and not actor.has(Role.SERVICE_HEAD):
        return Denied(_("Il contatto lo scrive chi lo ha iniziato."))
    return Allowed()


def may_read_contact(actor: Actor, contact: Contact) -> Decision:
    """A draft is read by who may write it, a closed contact by whoever may see it."""
    return Allowed()


def may_organise(actor: Actor) -> Decision:
    """The service head opens and closes desks and decides when they receive."""
    return allowed_if(actor.has(Role.SERVICE_HEAD), _("Gli sportelli li organizza la responsabile del servizio."))


def may_organise_desk(actor: Actor, desk: Desk) -> Decision:
    """As `may_organise`, for a desk that is not closed for good."""
    if not (decision := may_organise(actor)):
        return decision
    return Denied(_("Lo sportello è chiuso.")) if desk.closed_on is not None and desk.closed_on <= actor.on else Allowed()


def may_close_days(actor: Actor, desk: Desk) -> Decision:
    """The service head, and who works at the desks: somebody is ill at eight in the morning."""
    return may_receive(actor, desk)


def may_have_calendar(actor: Actor, desk: Desk) -> Decision:
    """Who works at the desks carries the day in their pocket."""
    return may_work(actor)


def may_revoke(actor: Actor, calendar: Calendar) -> Decision:
    """Each revokes their own."""
    return allowed_if(calendar.staff_id == actor.pk, _("Il calendario è di un'altra persona."))


def _may_see(actor: Actor) -> bool:
    """Who works at the desks or follows persons, and an outside body to which somebody was opened."""
    return actor.has(*WHAT_WAS_SAID, Role.PARTNER)


def _follows_all_of(actor: Actor, day: date) -> bool:
    """Tell whether the actor follows whoever had something to do at the desks on a day; those kept by a group of theirs are asked of one by one."""
    return actor.has(Role.DESK_OPERATOR) and day >= people.tail_from(actor) and not people.keeping(actor)


@asking.remembered
def _of_a_day(actor: Actor) -> Q:
    return _of_somebody_followed(actor, "day")


@asking.remembered
def _appointments(actor: Actor) -> AppointmentQuerySet:
    return Appointment.objects.with_all().filter(_of_a_day(actor))


@asking.remembered
def _contacts(actor: Actor) -> ContactQuerySet:
    seen = _of_somebody_followed(actor, "on")
    return Contact.objects.with_all().filter(Q(person__isnull=True) | seen if actor.has(*IN_THE_LINE) else seen)


def _of_somebody_followed(actor: Actor, day: str) -> Q:
    """
    Condition that the work of the actor is about the person of a row; `day` is the column that says when it is of.

    Who receives at the desks follows whoever has such a row, for as long as the tail: they are not looked up again.
    """
    if not actor.has(Role.DESK_OPERATOR):
        return people.concerning(actor)
    return Q(person__kept_by__isnull=True, person__isnull=False, **{f"{day}__gte": people.tail_from(actor)}) | people.concerning_the_rest(actor)
