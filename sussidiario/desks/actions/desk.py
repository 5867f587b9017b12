"""Open and close desks, and decide when they receive."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.desks import figures, policy, rules
from sussidiario.desks.lifecycle import DeskKind
from sussidiario.desks.models import Appointment, Closure, Desk, OpeningHours
from sussidiario.desks.rules import Hours
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.territory.models import CivicCentre


@transaction.atomic
def open_desk(
    centre: CivicCentre,
    *,
    name: str,
    kind: DeskKind = DeskKind.SECRETARIAT,
    slot_minutes: int = 30,
    on: date,
    by: Actor,
    at: datetime,
) -> Desk:
    """
    Open a desk in a civic centre from the day `on`. It receives nobody until it has hours.

    :raises NotAllowed: if `by` does not organise the desks.
    :raises Refusal: if the centre is not open that day, or hosts such a desk already.
    """
    centre = CivicCentre.objects.select_for_update(of=("self",)).select_related("neighbourhood").get(pk=centre.pk)
    policy.may_organise(by).require()
    if on < centre.opened_on or (centre.closed_on is not None and on >= centre.closed_on):
        raise Refusal(_("Quel giorno il centro civico non è aperto."), field="on")
    if not 5 <= slot_minutes <= 240:  # noqa: PLR2004  the bounds of the constraint
        raise Refusal(_("Un appuntamento dura da 5 a 240 minuti."), field="slot_minutes")
    if Desk.objects.filter(civic_centre=centre, kind=kind).not_closed_by(on).exists():
        raise Refusal(_("Il centro civico ha già uno sportello di questo tipo."), field="kind")
    desk = Desk.objects.create(civic_centre=centre, name=name, kind=kind, slot_minutes=slot_minutes, opened_on=on)
    journal.record(figures.DESK_OPENED, desk, on=on, at=at, by=by, detail={"civic_centre": centre.code}, **_counted(desk))
    return desk


@transaction.atomic
def close_desk(desk: Desk, *, on: date, why: str, by: Actor, at: datetime) -> Desk:
    """
    Close a desk for good: `on` is the first day it is no longer open.

    :raises NotAllowed: if `by` does not organise the desks.
    :raises Refusal: if it is closed already, the day is not after it opened, or somebody has an appointment from that day on.
    """
    desk = lock(desk)
    policy.may_organise(by).require()
    if desk.closed_on is not None:
        raise Refusal(_("Lo sportello è già chiuso."))
    if on <= desk.opened_on:
        raise Refusal(_("Il giorno di chiusura viene dopo quello di apertura."), field="on")
    if booked := Appointment.objects.at(desk).booked().filter(day__gte=on).count():
        message = ngettext(
            "C'è {count} appuntamento fissato da quel giorno: prima va spostato o disdetto.",
            "Ci sono {count} appuntamenti fissati da quel giorno: prima vanno spostati o disdetti.",
            booked,
        )
        raise Refusal(message.format(count=booked), field="on")
    desk.closed_on = on
    desk.save(update_fields=["closed_on"])
    journal.record(figures.DESK_CLOSED, desk, on=on, at=at, by=by, why=why, detail={"civic_centre": desk.civic_centre.code}, **_counted(desk))
    return desk


@transaction.atomic
def set_hours(desk: Desk, *, hours: Sequence[Hours], from_on: date, by: Actor, at: datetime) -> Desk:
    """
    Give a desk its weekly hours from the day `from_on` on, in place of those it would have had.

    Only weekday, times and capacity of each are read. The first hours of a desk may go back to the day it opened.

    :raises NotAllowed: if `by` does not organise the desks, or the desk is closed.
    :raises Refusal: if the hours cannot be, begin in the past, or leave out somebody who has an appointment.
    """
    desk = lock(desk)
    policy.may_organise_desk(by, desk).require()
    if from_on < (wall(at).date() if desk.hours.exists() else desk.opened_on):
        raise Refusal(_("L'orario cambia da oggi o da un giorno che viene."), field="from_on")
    if reason := rules.why_not_hours(hours, minutes=desk.slot_minutes):
        raise Refusal(_(reason))
    _refuse_leaving_out(desk, hours, from_on)
    OpeningHours.objects.filter(desk=desk, from_on__gte=from_on).delete()
    desk.hours.in_force(from_on, from_on).update(until_on=from_on)
    OpeningHours.objects.bulk_create(
        OpeningHours(desk=desk, weekday=each.weekday, starts_at=each.starts_at, ends_at=each.ends_at, capacity=each.capacity, from_on=from_on) for each in hours
    )
    weekly = sum(len(rules.slots_on(_a(each.weekday), [each], minutes=desk.slot_minutes)) * each.capacity for each in hours)
    journal.record("desks.hours.set", desk, on=wall(at).date(), at=at, by=by, detail={"weekly_slots": weekly}, **_counted(desk))
    return desk


@transaction.atomic
def close_days(desk: Desk, *, from_on: date, until_on: date, why: str, by: Actor, at: datetime) -> Closure:
    """
    Let a desk receive nobody from `from_on` up to, and without, `until_on`.

    Who already has an appointment keeps it until somebody moves or cancels it: the page of the desk lists them.

    :raises NotAllowed: if `by` does not work at the desks, or the desk is closed for good.
    :raises Refusal: if the days are in the past or in the wrong order, or no reason is given.
    """
    desk = lock(desk)
    policy.may_close_days(by, desk).require()
    if from_on < wall(at).date():
        raise Refusal(_("I giorni passati non si possono chiudere."), field="from_on")
    if until_on <= from_on:
        raise Refusal(_("L'ultimo giorno viene dopo il primo, o è lo stesso."), field="last_on")
    why = required(why, field="why", otherwise=_("Scrivi perché lo sportello non riceve: lo leggerà chi vuole fissare un appuntamento."))
    closure = Closure.objects.create(desk=desk, from_on=from_on, until_on=until_on, why=why)
    days = (until_on - from_on).days
    journal.record("desks.days.closed", desk, on=wall(at).date(), at=at, by=by, why=closure.why, quantity=days, **_counted(desk))
    return closure


@transaction.atomic
def reopen_days(closure: Closure, *, by: Actor, at: datetime) -> Desk:
    """
    Take a closure away: the desk receives again on its days, as its hours say.

    :raises NotAllowed: if `by` does not work at the desks, or the desk is closed for good.
    :raises Refusal: if the days have begun.
    """
    desk = lock(closure.desk)
    policy.may_close_days(by, desk).require()
    if closure.from_on < wall(at).date():
        raise Refusal(_("La chiusura è già cominciata: resta scritta."))
    days = (closure.until_on - closure.from_on).days
    journal.record("desks.days.reopened", desk, on=wall(at).date(), at=at, by=by, quantity=days, **_counted(desk))
    closure.delete()
    return desk


def lock(desk: Desk) -> Desk:
    """Take a desk for this transaction, with its place: whoever gives places or numbers of it waits for the others."""
    return Desk.objects.select_for_update(of=("self",)).with_place().get(pk=desk.pk)


def wall(at: datetime) -> datetime:
    """Read an instant on the wall of the desk: local time, without zone."""
    return timezone.localtime(at).replace(tzinfo=None)


def _refuse_leaving_out(desk: Desk, hours: Sequence[Hours], from_on: date) -> None:
    """
    Refuse hours in which an appointment fixed from `from_on` on has no place.

    :raises Refusal: with how many have none.
    """
    booked = Appointment.objects.at(desk).booked().filter(day__gte=from_on).taken()
    plain = [Hours(each.weekday, each.starts_at, each.ends_at, each.capacity) for each in hours]
    places = {
        (slot.day, slot.starts_at): slot.capacity for day in {day for day, _, _ in booked} for slot in rules.slots_on(day, plain, minutes=desk.slot_minutes)
    }
    if left_out := sum(place > places.get((day, starts_at), 0) for day, starts_at, place in booked):
        message = ngettext(
            "Il nuovo orario lascia fuori {count} appuntamento già fissato: prima va spostato o disdetto.",
            "Il nuovo orario lascia fuori {count} appuntamenti già fissati: prima vanno spostati o disdetti.",
            left_out,
        )
        raise Refusal(message.format(count=left_out), field="from_on")


def _a(weekday: int) -> date:
    """Some day of a weekday."""
    return date(2001, 1, 1) + timedelta(days=weekday)


def _counted(desk: Desk) -> dict[str, Any]:
    """What an act on a desk says to be counted by: the centre it is in, where that is, and its kind."""
    return {"subject": desk.civic_centre, "neighbourhood": desk.neighbourhood, "measure": desk.kind}
