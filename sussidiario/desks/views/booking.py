"""The weeks of a desk, and the appointments in them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, Denied
from sussidiario.desks import actions, policy, rules
from sussidiario.desks.forms import BookForm, MoveForm, WhyForm
from sussidiario.desks.lifecycle import BOOKING, Booking
from sussidiario.desks.models import Appointment, Desk
from sussidiario.desks.rules import Slot
from sussidiario.desks.views import chosen
from sussidiario.desks.views.pick import picker
from sussidiario.desks.views.today import SHAPES
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.people import policy as people
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.verbs import Verb


@dataclass(frozen=True)
class Hour:
    """One slot of a week: how many places are free, and where they are taken; or why not."""

    slot: Slot
    free: int
    url: str
    why_not: str


@dataclass(frozen=True)
class WeekDay:
    """One day of a week: its slots, or why there are none."""

    day: date
    is_past: bool
    closed_why: str
    hours: list[Hour]


@doors.record(policy.desks_visible_to, policy.may_read_line_of)
def calendar(request: StaffRequest, desk: Desk) -> HttpResponse:
    """
    Show the free hours of a week, from the Monday of `?dal=`.

    `?persona=` is carried along to the booking; with `?sposta=` an hour is chosen for an appointment that there is already.
    """
    asked = chosen.day(request.GET.get("dal"), otherwise=request.actor.on)
    monday = asked - timedelta(days=asked.weekday())
    moving = _asked_for(request, "sposta", policy.appointments_visible_to(request.actor))
    person = moving.person if moving else _asked_for(request, "persona", people.visible_to(request.actor))
    kept = {"sposta": moving.pk} if moving else {"persona": person.pk} if person else {}
    address = reverse("desks:move", args=[moving.pk]) if moving else reverse("desks:book", args=[desk.pk])
    keep = {} if moving else kept
    context = {
        "desk": desk,
        "desks": list(policy.desks_visible_to(request.actor).open_on(request.actor.on).in_order()),
        "monday": monday,
        "saturday": monday + timedelta(days=5),
        "before": monday - timedelta(days=7) if monday > request.actor.on else None,
        "after": monday + timedelta(days=7) if (monday - request.actor.on).days < rules.BOOK_AHEAD_DAYS else None,
        "week": _week(desk, monday, address, keep | ({"sportello": desk.pk} if moving else {}), now=actions.wall(request.now)),
        "person": person,
        "moving": moving,
        "kept": f"&{urlencode(kept)}" if kept else "",
        "may": policy.may_receive(request.actor, desk),
    }
    return render(request, "desks/calendar.html", context)


@doors.record(policy.desks_visible_to, policy.may_receive, methods=doors.FORM)
def book(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Fix an appointment at `?giorno=` and `?ora=`: for whom is asked first, if `?persona=` does not say."""
    slot = _slot_in(request)
    if slot is None:
        return redirect("desks:calendar", desk.pk)
    person = _asked_for(request, "persona", people.visible_to(request.actor))
    if person is None:
        title = _("Per chi è l'appuntamento?")
        return picker(request, title=title, back=reverse("desks:calendar", args=[desk.pk]), facts=_where(desk, *slot))
    form = BookForm(typed(request))
    if request.method == "POST" and form.is_valid():
        day, hour = slot
        booked = attempt(
            form, lambda: actions.book(desk, person, day=day, starts_at=hour, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
        )
        if booked:
            messages.success(request, _("Appuntamento fissato."))
            return redirect(booked)
    context = {"desk": desk, "person": person, "day": slot[0], "hour": slot[1], "form": form, "facts": _where(desk, *slot)}
    return render(request, "desks/book.html", context)


@doors.record(policy.appointments_visible_to, reads=lambda appointment: appointment.person)
def appointment(request: StaffRequest, appointment: Appointment) -> HttpResponse:
    """Show an appointment, and what may be done about it."""
    context = {
        "appointment": appointment,
        "contact": policy.contacts_visible_to(request.actor).filter(appointment=appointment).first(),
        "state": (_(Booking(appointment.state).label), SHAPES[appointment.state]),
        "facts": [*_where(appointment.desk, appointment.day, appointment.starts_at), (_("Numero in sala"), appointment.label)],
        "verbs": _verbs(request.actor, appointment, now=actions.wall(request.now)),
        "entries": timeline(request.actor, record=reference(appointment)),
    }
    return render(request, "desks/appointment.html", context)


@doors.record(policy.appointments_visible_to, policy.may_change, methods=doors.FORM)
def move(request: StaffRequest, appointment: Appointment) -> HttpResponse:
    """Move an appointment to `?sportello=`, `?giorno=`, `?ora=`; without them, choose in the week."""
    desk = _asked_for(request, "sportello", policy.desks_visible_to(request.actor))
    slot = _slot_in(request)
    if desk is None or slot is None:
        address = reverse("desks:calendar", args=[appointment.desk_id])
        return redirect(f"{address}?{urlencode({'sposta': appointment.pk})}")
    form = MoveForm(typed(request))
    if request.method == "POST" and form.is_valid():
        day, hour = slot
        moved = attempt(form, lambda: actions.move(appointment, desk=desk, day=day, starts_at=hour, by=request.actor, at=request.now))
        if moved:
            messages.success(request, _("Appuntamento spostato."))
            return redirect(moved)
    context = {"appointment": appointment, "desk": desk, "day": slot[0], "hour": slot[1], "form": form, "facts": _where(desk, *slot)}
    return render(request, "desks/move.html", context)


@doors.record(policy.appointments_visible_to, policy.may_change, methods=doors.FORM)
def cancel(request: StaffRequest, appointment: Appointment) -> HttpResponse:
    """Cancel an appointment, with its reason."""
    form = WhyForm(typed(request))
    if request.method == "POST" and form.is_valid():
        cancelled = attempt(form, lambda: actions.cancel(appointment, why=form.cleaned_data["why"], by=request.actor, at=request.now))
        if cancelled:
            messages.success(request, _("Appuntamento disdetto: il posto è di nuovo libero."))
            return redirect(cancelled)
    facts = _where(appointment.desk, appointment.day, appointment.starts_at)
    return render(request, "desks/cancel.html", {"appointment": appointment, "form": form, "facts": facts})


def _week(desk: Desk, monday: date, address: str, kept: dict[str, Any], *, now: datetime) -> list[WeekDay]:
    """The six days of a week with their slots, and what is free in each."""
    days = [monday + timedelta(days=number) for number in range(6)]
    last = days[-1]
    closures = desk.closures.within(monday, last).as_rules()
    taken = desk.appointments.of_existing().within(monday, last).taken()
    found = rules.slots(days, desk.hours.in_force(monday, last).as_rules(), closures, taken, minutes=desk.slot_minutes)
    slots = {day: list(those) for day, those in groupby(found, key=lambda slot: slot.day)}
    return [
        WeekDay(
            day,
            day < now.date(),
            _(why) if (why := rules.why_closed(day, closures)) else "",
            [_hour(slot, address, kept, now=now) for slot in slots.get(day, [])],
        )
        for day in days
    ]


def _hour(slot: Slot, address: str, kept: dict[str, Any], *, now: datetime) -> Hour:
    query = urlencode(kept | {"giorno": slot.day.isoformat(), "ora": f"{slot.starts_at:%H:%M}"})
    why_not = rules.why_not_bookable(slot, now=now)
    return Hour(slot, len(slot.free), f"{address}?{query}", _(why_not) if why_not else "")


def _verbs(actor: Actor, appointment: Appointment, *, now: datetime) -> list[Verb]:
    """The verbs possible in the state of an appointment, the most likely first."""
    may = policy.may_change(actor, appointment)
    too_early = Denied(_("L'ora dell'appuntamento non è ancora venuta.")) if now < appointment.begins else may
    not_today = Denied(_("L'appuntamento non è oggi.")) if appointment.day != now.date() else may
    offered: list[tuple[str, Decision, bool]] = [
        ("serve", may, True),
        ("call", may, True),
        ("arrive", not_today if may else may, True),
        ("move", may, False),
        ("cancel", may, False),
        ("no_show", too_early if may else may, True),
    ]
    state = Booking(appointment.state)
    order = sorted(offered, key=lambda each: each[0] == "serve") if state is Booking.ARRIVED else offered
    return [
        Verb(_(BOOKING.moves[verb].label), reverse(f"desks:{verb}", args=[appointment.pk]), decision, post=at_once)
        for verb, decision, at_once in order
        if BOOKING.allows(state, verb)
    ]


def _where(desk: Desk, day: date, hour: time) -> list[tuple[str, str]]:
    """Say where and when, beside a form or in a band."""
    return [
        (_("Giorno"), writing.weekday(day)),
        (_("Ora"), f"{hour.hour}.{hour.minute:02d}"),
        (_("Sportello"), desk.name),
        (_("Indirizzo"), desk.civic_centre.address),
    ]


def _slot_in(request: StaffRequest) -> tuple[date, time] | None:
    """Read day and hour in the address."""
    try:
        return date.fromisoformat(request.GET.get("giorno", "")), time.fromisoformat(request.GET.get("ora", ""))
    except ValueError:
        return None


def _asked_for(request: StaffRequest, name: str, among: Any) -> Any:
    """Find the record that the address names, among those visible; None if it names none."""
    asked = request.GET.get(name, "")
    return get_object_or_404(among, pk=asked) if asked.isdecimal() else None
