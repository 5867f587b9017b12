"""What everyone may read: the screen of a waiting room, and the calendar of whoever holds its secret address. Numbers, never names."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from icalendar import Calendar as Feed, Event

from sussidiario.access.actor import actor
from sussidiario.desks import actions, policy, rules
from sussidiario.desks.models import Appointment, Calendar, Desk, Ticket
from sussidiario.desks.rules import Came
from sussidiario.desks.views.today import at_work, why_closed
from sussidiario.ui import doors
from sussidiario.ui.doors import Visit

CALLS = 5
"""How many of the last calls stay on the screen."""

FEED_DAYS = (7, 60)
"""How many days back and ahead a calendar shows."""


@doors.public
def screen(request: Visit, pk: int) -> HttpResponse:
    """Show a waiting room the numbers called, the numbers waiting, and how long it will take."""
    now = actions.wall(request.now)
    day = now.date()
    desk = get_object_or_404(Desk.objects.with_place().open_on(day).with_closure(day), pk=pk)
    appointments = list(desk.appointments.of_existing().on(day).in_order())
    tickets = list(desk.tickets.of_existing().on(day).in_order())
    here: list[Appointment | Ticket] = [*appointments, *tickets]
    labels = {(Came.BOOKED, each.pk): each.label for each in appointments} | {(Came.WALK_IN, each.pk): each.label for each in tickets}
    calls = [(each.called_at, each) for each in here if each.called_at and each.state in {"called", "served"}]
    called = [each for _when, each in sorted(calls, key=lambda call: call[0], reverse=True)]
    waiting = [labels[turn.came, turn.key] for turn in actions.line_up(appointments, tickets)]
    hours = [each for each in desk.hours.in_force(day, day).as_rules() if each.weekday == day.weekday()]
    context = {
        "desk": desk,
        "now": now,
        "called": called[:CALLS],
        "waiting": waiting,
        "wait": rules.wait_minutes(len(waiting), operators=at_work(hours, now), minutes=desk.slot_minutes),
        "hours": rules.say_hours((each.starts_at, each.ends_at) for each in hours),
        "closed_why": why_closed(desk, day),
    }
    return render(request, "desks/screen.html", context)


@doors.public
def feed(request: Visit, token: str) -> HttpResponse:
    """Give a calendar program the appointments of a desk: hour and page, no names. The secret is in the address, which can be revoked."""
    calendar = get_object_or_404(Calendar.objects.live().with_all(), digest=actions.digest(token))
    day = actions.wall(request.now).date()
    if not calendar.staff.is_active or not policy.may_have_calendar(actor(calendar.staff, on=day), calendar.desk):
        raise Http404
    held = calendar.desk.appointments.of_existing().holding().within(day - timedelta(days=FEED_DAYS[0]), day + timedelta(days=FEED_DAYS[1])).in_order()
    book = Feed()
    book.add("prodid", "-//Sussidiario//Sportelli//IT")
    book.add("version", "2.0")
    book.add("x-wr-calname", calendar.desk.name)
    for appointment in held:
        book.add_component(_event(request, appointment, calendar.desk))
    book.add_missing_timezones()
    answer = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=300"
    return answer


def _event(request: Visit, appointment: Appointment, desk: Desk) -> Event:
    zone = ZoneInfo(settings.TIME_ZONE)
    event = Event()
    event.add("uid", f"appuntamento-{appointment.pk}@{request.get_host()}")
    event.add("dtstamp", request.now)
    event.add("dtstart", appointment.begins.replace(tzinfo=zone))
    event.add("dtend", appointment.ends.replace(tzinfo=zone))
    event.add("summary", _("Appuntamento {hour} · sportello").format(hour=f"{appointment.starts_at.hour}:{appointment.starts_at.minute:02d}"))
    event.add("location", desk.civic_centre.address)
    event.add("url", request.build_absolute_uri(appointment.get_absolute_url()))
    return event
