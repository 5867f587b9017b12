"""The day of a desk: who is waiting, who is expected, who has been; the next verb on each row."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.decision import Allowed, Decision, Denied
from sussidiario.desks import actions, policy, rules
from sussidiario.desks.forms import DeskChoiceForm
from sussidiario.desks.lifecycle import BOOKING, QUEUE, Booking, Waiting
from sussidiario.desks.models import Appointment, Desk, Ticket
from sussidiario.desks.rules import Came, Hours
from sussidiario.desks.views import chosen
from sussidiario.foundation.lifecycle import Life
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.verbs import Verb

SHAPES = {
    "booked": "waiting",
    "arrived": "waiting",
    "waiting": "waiting",
    "called": "attention",
    "served": "done",
    "no_show": "stopped",
    "left": "stopped",
    "cancelled": "closed",
}
"""The shape of each state of the line."""

OFFERED = {"booked": ("arrive", "no_show"), "arrived": ("call", "no_show"), "called": ("serve", "no_show"), "no_show": ("arrive",)}
"""The verbs of a row of an appointment, the most likely first."""

OFFERED_TO_TICKETS = {"waiting": ("call_ticket", "leave"), "called": ("serve_ticket", "leave")}


@dataclass(frozen=True)
class Row:
    """Somebody of the day: by number, by name if it is known; what may be done next."""

    label: str
    name: str
    url: str
    hour: time | None
    state: str
    shape: str
    since: datetime | None
    verbs: tuple[Verb, ...] = ()


@dataclass
class Line:
    """The day of a desk: who is in the room in the order of the calls, who is expected, who has been."""

    room: list[Row] = field(default_factory=list)
    expected: list[Row] = field(default_factory=list)
    been: list[Row] = field(default_factory=list)
    waiting: int = 0
    received: int = 0


@doors.page(policy.may_read_line)
def today(request: StaffRequest) -> HttpResponse:
    """Show the line of the chosen desk: today's, or another day's with `?giorno=2016-11-14`."""
    day = chosen.day(request.GET.get("giorno"), otherwise=request.actor.on)
    desks = list(policy.desks_visible_to(request.actor).open_on(day).with_closure(day).in_order())
    desk = chosen.among(request, desks)
    if desk is None:
        return render(request, "desks/no_desk.html", {"may_open": policy.may_organise(request.actor)})
    is_today = day == request.actor.on
    now = actions.wall(request.now)
    may = policy.may_receive(request.actor, desk) if is_today else Denied("")
    line = line_of(
        list(policy.appointments_of_day(request.actor, day).at(desk).with_person().in_order()),
        list(policy.tickets_of_day(request.actor, day).at(desk).with_person().with_contact().in_order()),
        may,
        now=now,
    )
    hours = [each for each in desk.hours.in_force(day, day).as_rules() if each.weekday == day.weekday()]
    context = {
        "day": day,
        "is_today": is_today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "desk": desk,
        "desks": desks,
        "window": chosen.window(request),
        "line": line,
        "may": may,
        "hours": rules.say_hours((each.starts_at, each.ends_at) for each in hours),
        "closed_why": why_closed(desk, day),
        "wait": rules.wait_minutes(line.waiting, operators=at_work(hours, now), minutes=desk.slot_minutes),
        "verbs": _verbs(desk, line, may) if is_today else [],
        "drafts": list(policy.contacts_visible_to(request.actor).drafts_of(request.actor.staff).with_person()),
        "misplaced": policy.appointments_visible_to(request.actor).at(desk).misplaced().count(),
    }
    return render(request, "desks/today.html", context)


@doors.page(policy.may_read_line, methods=doors.VERB)
def choose(request: StaffRequest) -> HttpResponse:
    """Remember the desk, and the window of it, at which one works today."""
    form = DeskChoiceForm(request.POST, desks=policy.desks_visible_to(request.actor))
    if form.is_valid():
        chosen.remember(request, form.cleaned_data["desk"], form.cleaned_data["window"])
    else:
        messages.error(request, _("Scegli uno sportello e una postazione da 1 a 20."))
    return redirect("desks:today")


def line_of(appointments: list[Appointment], tickets: list[Ticket], may: Decision, *, now: datetime) -> Line:
    """Put the appointments and the tickets of a day where its page shows them."""
    line = Line()
    rows = {(Came.BOOKED, each.pk): _appointment(each, may, now=now) for each in appointments} | {
        (Came.WALK_IN, each.pk): _ticket(each, may) for each in tickets
    }
    states = {(Came.BOOKED, each.pk): each.state for each in appointments} | {(Came.WALK_IN, each.pk): each.state for each in tickets}
    turns = actions.line_up(appointments, tickets)
    line.room = [row for key, row in rows.items() if states[key] == "called"] + [rows[turn.came, turn.key] for turn in turns]
    line.expected = [row for key, row in rows.items() if states[key] == Booking.BOOKED]
    line.been = [row for key, row in rows.items() if states[key] in {"served", "no_show", "left", "cancelled"}]
    line.waiting = len(turns)
    line.received = sum(state == "served" for state in states.values())
    return line


def at_work(hours: list[Hours], now: datetime) -> int:
    """How many operators work at this hour; outside the hours, as many as in the busiest."""
    here = [each.capacity for each in hours if each.starts_at <= now.time() < each.ends_at]
    return max(here or [each.capacity for each in hours] or [1])


def why_closed(desk: Desk, day: date) -> str:
    """Why a desk that was asked for `with_closure(day)` receives nobody on that day, or nothing."""
    return _(holiday) if (holiday := rules.why_closed(day, [])) else getattr(desk, "closed_why", None) or ""


def _appointment(appointment: Appointment, may: Decision, *, now: datetime) -> Row:
    offered = [verb for verb in OFFERED.get(appointment.state, ()) if verb != "no_show" or now >= appointment.begins]
    return Row(
        label=appointment.label,
        name=appointment.person.name,
        url=appointment.get_absolute_url(),
        hour=appointment.starts_at,
        state=_(Booking(appointment.state).label),
        shape=SHAPES[appointment.state],
        since=appointment.arrived_at,
        verbs=tuple(_verb(BOOKING, verb, verb, appointment.pk) for verb in offered) if may else (),
    )


def _ticket(ticket: Ticket, may: Decision) -> Row:
    contact = getattr(ticket, "contact", None)
    return Row(
        label=ticket.label,
        name=ticket.person.name if ticket.person else _("Persona non indicata"),
        url=contact.get_absolute_url() if contact and (contact.person is None or contact.person.kept_by_id is None) else "",
        hour=None,
        state=_(Waiting(ticket.state).label),
        shape=SHAPES[ticket.state],
        since=ticket.arrived_at,
        verbs=tuple(_verb(QUEUE, name.removesuffix("_ticket"), name, ticket.pk) for name in OFFERED_TO_TICKETS.get(ticket.state, ())) if may else (),
    )


def _verb(life: Life[Booking] | Life[Waiting], verb: str, name: str, pk: int) -> Verb:
    return Verb(_(life.moves[verb].label), reverse(f"desks:{name}", args=[pk]), post=True)


def _verbs(desk: Desk, line: Line, may: Decision) -> list[Verb]:
    """What may be done at a desk: call whose turn it is, give a ticket, fix an appointment, answer a telephone call."""
    next_one = may if line.waiting or not may else Denied(_("Nella sala d'attesa non c'è nessuno."))
    return [
        Verb(_("Chiama il prossimo"), reverse("desks:call_next", args=[desk.pk]), next_one, post=True),
        Verb(_("Dai un biglietto"), reverse("desks:take_ticket", args=[desk.pk]), may, post=True),
        Verb(_("Fissa un appuntamento"), reverse("desks:calendar", args=[desk.pk]), may),
        Verb(_("Scrivi un contatto senza attesa"), reverse("desks:start", args=[desk.pk]), may, post=True),
        Verb(_("Apri lo schermo della sala"), reverse("desks:screen", args=[desk.pk]), Allowed()),
    ]
