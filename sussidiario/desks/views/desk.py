"""A desk: when it receives, and who decides it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from sussidiario.desks import actions, policy, rules
from sussidiario.desks.forms import CloseDaysForm, CloseDeskForm, HoursForm, OpenDeskForm
from sussidiario.desks.lifecycle import DeskKind
from sussidiario.desks.models import Calendar, Desk
from sussidiario.desks.rules import Hours
from sussidiario.desks.views.line import tried
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.verbs import Verb


@doors.record(policy.desks_visible_to, policy.may_read_desk)
def desk(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Show a desk: its hours, the days it is closed, who must be moved because of them."""
    actor, on = request.actor, request.actor.on
    hours = desk.hours.in_force(on, on).as_rules()
    context = {
        "desk": desk,
        "state": (_("chiuso"), "closed") if desk.closed_on and desk.closed_on <= on else (_("aperto"), "open"),
        "facts": [
            (_("Che cosa fa"), _(DeskKind(desk.kind).label)),
            (_("Centro civico"), desk.civic_centre.name),
            (_("Indirizzo"), desk.civic_centre.address),
            (_("Aperto dal"), writing.day(desk.opened_on)),
        ],
        "hours": by_weekday(hours),
        "changes": sorted({each.from_on for each in desk.hours.all() if each.from_on > on}),
        "closures": list(desk.closures.not_over(on)),
        "misplaced": list(policy.appointments_visible_to(actor).at(desk).misplaced().in_order()),
        "calendar": policy.calendars_visible_to(actor).of(actor.staff, [desk]).first(),
        "may_reopen": policy.may_close_days(actor, desk),
        "verbs": [
            Verb(_("Apri la settimana"), reverse("desks:calendar", args=[desk.pk]), policy.may_read_line(actor)),
            Verb(_("Chiudi per uno o più giorni"), reverse("desks:close_days", args=[desk.pk]), policy.may_close_days(actor, desk)),
            Verb(_("Cambia l'orario"), reverse("desks:hours", args=[desk.pk]), policy.may_organise_desk(actor, desk)),
            Verb(_("Chiudi lo sportello"), reverse("desks:close", args=[desk.pk]), policy.may_organise_desk(actor, desk)),
            Verb(
                _("Porta gli appuntamenti nel tuo calendario"), reverse("desks:give_calendar", args=[desk.pk]), policy.may_have_calendar(actor, desk), post=True
            ),
        ],
        "entries": timeline(actor, record=reference(desk)),
    }
    return render(request, "desks/desk.html", context)


@doors.page(policy.may_organise, methods=doors.FORM)
def open_desk(request: StaffRequest) -> HttpResponse:
    """Open a desk in a civic centre."""
    form = OpenDeskForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        centre = asked.pop("civic_centre")
        opened = attempt(form, lambda: actions.open_desk(centre, **asked, by=request.actor, at=request.now))
        if opened:
            messages.success(request, _("Sportello aperto. Ora decidi quando riceve."))
            return redirect("desks:hours", opened.pk)
    return render(request, "desks/open.html", {"form": form})


@doors.record(policy.desks_visible_to, policy.may_organise_desk, methods=doors.FORM)
def close(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Close a desk for good."""
    form = CloseDeskForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        closed = attempt(form, lambda: actions.close_desk(desk, **form.cleaned_data, by=request.actor, at=request.now))
        if closed:
            messages.success(request, _("Lo sportello chiude {day}.").format(day=writing.weekday(closed.closed_on or request.actor.on)))
            return redirect(closed)
    return render(request, "desks/close.html", {"desk": desk, "form": form})


@doors.record(policy.desks_visible_to, policy.may_organise_desk, methods=doors.FORM)
def hours(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Change the weekly hours of a desk from a day on."""
    now = desk.hours.in_force(request.actor.on, request.actor.on).as_rules()
    form = HoursForm(typed(request), today=request.actor.on, hours=now)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        changed = attempt(form, lambda: actions.set_hours(desk, hours=wanted["hours"], from_on=wanted["from_on"], by=request.actor, at=request.now))
        if changed:
            messages.success(request, _("Orario cambiato."))
            return redirect(changed)
    return render(request, "desks/hours.html", {"desk": desk, "form": form})


@doors.record(policy.desks_visible_to, policy.may_close_days, methods=doors.FORM)
def close_days(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Close a desk for some days; who has an appointment on them is then listed on its page."""
    form = CloseDaysForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        closure = attempt(
            form,
            lambda: actions.close_days(desk, from_on=wanted["from_on"], until_on=form.until_on, why=wanted["why"], by=request.actor, at=request.now),
        )
        if closure:
            messages.success(request, _("Giorni chiusi. Chi aveva un appuntamento è elencato qui sotto: va avvisato."))
            return redirect(desk)
    return render(request, "desks/close_days.html", {"desk": desk, "form": form})


@doors.record(policy.desks_visible_to, policy.may_close_days, methods=doors.VERB)
def reopen_days(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Take away one of the closures of a desk."""
    asked = request.POST.get("chiusura", "")
    closure = get_object_or_404(desk.closures.all(), pk=asked if asked.isdecimal() else 0)
    if tried(request, lambda: actions.reopen_days(closure, by=request.actor, at=request.now)):
        messages.success(request, _("In quei giorni lo sportello riceve di nuovo."))
    return redirect(desk)


@doors.record(policy.desks_visible_to, policy.may_have_calendar, methods=doors.VERB)
def give_calendar(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Give whoever asks an address for their calendar program: shown now, and never again."""
    calendar, token = actions.give_calendar(desk, by=request.actor, at=request.now)
    address = request.build_absolute_uri(reverse("desks:feed", args=[token]))
    return render(request, "desks/calendar_given.html", {"desk": desk, "calendar": calendar, "address": address})


@doors.record(policy.calendars_visible_to, policy.may_revoke, methods=doors.VERB)
def revoke_calendar(request: StaffRequest, calendar: Calendar) -> HttpResponse:
    """Stop an address from answering."""
    actions.revoke_calendar(calendar, by=request.actor, at=request.now)
    messages.success(request, _("L'indirizzo del calendario non risponde più."))
    return redirect(calendar.desk)


def by_weekday(hours: list[Hours]) -> list[tuple[str, str, int]]:
    """Say the hours of each weekday with its operators, for the weekdays that have some."""
    found = []
    for weekday in range(7):
        stretches = [each for each in hours if each.weekday == weekday]
        if stretches:
            words = rules.say_hours((each.starts_at, each.ends_at) for each in stretches)
            found.append((str(WEEKDAYS[weekday]), words, max(each.capacity for each in stretches)))
    return found
