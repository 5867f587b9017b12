"""Fix, move and cancel appointments."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.desks import policy, rules
from sussidiario.desks.actions.desk import lock, wall
from sussidiario.desks.lifecycle import BOOKING, Booking
from sussidiario.desks.models import Appointment, Desk
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person
from sussidiario.ui import writing


@transaction.atomic
def book(desk: Desk, person: Person, *, day: date, starts_at: time, reason: str = "", by: Actor, at: datetime) -> Appointment:
    """
    Give `person` a place at the desk, the first free one of the slot.

    The desk is locked while its places are read, so two people never get the same one.

    :raises NotAllowed: if `by` does not work at the desks, or the desk is closed for good.
    :raises Refusal: if the desk does not receive then, the slot is past, too far or full, or the person is somewhere else at that hour.
    """
    desk = lock(desk)
    policy.may_receive(by, desk).require()
    place = _place(desk, person, day=day, starts_at=starts_at, at=at)
    appointment = Appointment.objects.create(
        desk=desk,
        person=person,
        day=day,
        starts_at=starts_at,
        minutes=desk.slot_minutes,
        place=place,
        reason=reason.strip(),
        booked_by=by.staff,
        booked_at=at,
    )
    note("desks.appointment.booked", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def move(appointment: Appointment, *, desk: Desk, day: date, starts_at: time, by: Actor, at: datetime) -> Appointment:
    """
    Move an appointment to another hour, day or desk; its old place is free again.

    :raises NotAllowed: if `by` does not work at the desks, or the desk is closed for good.
    :raises Forbidden: if the person has come, or the appointment is over.
    :raises Refusal: as for a new appointment, or if it would stay where it is.
    """
    desk = lock(desk)
    appointment = hold(appointment)
    policy.may_receive(by, desk).require()
    state = BOOKING.after(Booking(appointment.state), "move")
    if (appointment.desk_id, appointment.day, appointment.starts_at) == (desk.pk, day, starts_at):
        raise Refusal(_("L'appuntamento è già a quest'ora."), field="slot")
    place = _place(desk, appointment.person, day=day, starts_at=starts_at, at=at, but=appointment)
    appointment.desk, appointment.day, appointment.starts_at, appointment.minutes, appointment.place = desk, day, starts_at, desk.slot_minutes, place
    appointment.state = state
    appointment.save(update_fields=["desk", "day", "starts_at", "minutes", "place", "state"])
    note("desks.appointment.moved", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def cancel(appointment: Appointment, *, why: str, by: Actor, at: datetime) -> Appointment:
    """
    Cancel an appointment: its place is free again.

    :raises NotAllowed: if `by` does not work at the desks.
    :raises Forbidden: if the person has come, or the appointment is over.
    :raises Refusal: if no reason is given.
    """
    appointment = hold(appointment)
    policy.may_change(by, appointment).require()
    why = required(why, field="why", otherwise=_("Scrivi perché l'appuntamento è disdetto."))
    appointment.state = BOOKING.after(Booking(appointment.state), "cancel")
    appointment.save(update_fields=["state"])
    note("desks.appointment.cancelled", appointment, by=by, at=at, why=why)
    return appointment


def hold(appointment: Appointment) -> Appointment:
    """Take an appointment for this transaction, with its person and desk."""
    return Appointment.objects.select_for_update(of=("self",)).with_all().get(pk=appointment.pk)


def note(act: str, appointment: Appointment, *, by: Actor, at: datetime, why: str = "") -> None:
    """Write in the book what happened to an appointment, today."""
    journal.record(act, appointment, on=wall(at).date(), at=at, by=by, subject=appointment.person, why=why, neighbourhood=appointment.desk.neighbourhood)


def _place(desk: Desk, person: Person, *, day: date, starts_at: time, at: datetime, but: Appointment | None = None) -> int:
    """
    Find the first free place of the slot of a locked desk.

    :raises Refusal: if there is none for this person.
    """
    taken = Appointment.objects.at(desk).on(day).exclude(pk=but.pk if but else 0).taken()
    is_open = desk.opened_on <= day and (desk.closed_on is None or day < desk.closed_on)
    found = rules.slots(
        [day] if is_open else [], desk.hours.in_force(day, day).as_rules(), desk.closures.within(day, day).as_rules(), taken, minutes=desk.slot_minutes
    )
    slot = next((slot for slot in found if slot.starts_at == starts_at), None)
    if slot is None:
        raise Refusal(_("A quest'ora lo sportello non riceve."), field="slot")
    if reason := rules.why_not_bookable(slot, now=wall(at)):
        raise Refusal(_(reason), field="slot")
    _refuse_elsewhere(person, slot.begins, desk.slot_minutes, but)
    return slot.free[0]


def _refuse_elsewhere(person: Person, begins: datetime, minutes: int, but: Appointment | None) -> None:
    """
    Lock the person, so that they are not given two places at once from two desks.

    :raises Refusal: if they have another appointment that shares a minute with this one.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    nearby = (
        Appointment.objects.of(person).holding().within(begins.date() - timedelta(days=1), begins.date() + timedelta(days=1)).exclude(pk=but.pk if but else 0)
    )
    for other in nearby.select_related("desk"):
        if rules.overlap(begins, minutes, other.begins, other.minutes):
            message = _("La persona ha già un appuntamento alle {hour}, allo sportello {desk}.")
            raise Refusal(message.format(hour=writing.hour(other.starts_at), desk=other.desk.name), field="slot")
