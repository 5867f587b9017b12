"""Who read of whom: the officer's lists, and the answer to who asks who has read of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sussidiario.access import clock
from sussidiario.access.actor import Actor
from sussidiario.access.models import Held, RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.journal.models import Reading, ReadingQuerySet
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import readings as actions
from sussidiario.privacy.forms.readings import PeriodFilter, ReadingsFilter
from sussidiario.privacy.models.readings import Answer, about_any, close, offices, subjects
from sussidiario.privacy.policy import readings as policy, rights
from sussidiario.privacy.policy.names import called as names
from sussidiario.privacy.rules import grounds, unusual as rules
from sussidiario.privacy.rules.unusual import Close, Criterion, Limits
from sussidiario.privacy.views.pages import pages
from sussidiario.privacy.views.period import Asked, asked
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.paging import page_of

A_FEW = 50
"""Lines of each criterion on the page of unusual readings."""


@dataclass(frozen=True)
class Line:
    """One reading, as it is listed: of whom (no name where the reader of the list may not know it), of what, on what ground, and what is unusual."""

    reading: Reading
    name: str
    person: int | None
    what: str
    ground: str
    marks: tuple[str, ...] = ()


@doors.page(policy.may_check)
def readings(request: StaffRequest) -> HttpResponse:
    """List who read of whom."""
    actor = request.actor
    staff = Staff.objects.order_by("family_name", "given_name", "pk")
    form = ReadingsFilter(request.GET, staff=staff, today=actor.on)
    period = asked(form, today=actor.on)
    found, candidates = _asked(actor, form, period)
    page = page_of(request, found.with_reader().newest_first())
    lines = _lines(actor, list(page), close(people.existing_to(actor)))
    query = request.GET.copy()
    query.pop("person", None)
    query.pop("page", None)
    called = names(actor, candidates)
    some = [(each.pk, called[each.pk]) for each in candidates]
    context = {"form": form, "page": page, "lines": lines, "period": period, "candidates": some, "query": query.urlencode()}
    return render(request, "privacy/readings.html", context | {"pages": pages(actor, "readings")})


@doors.page(policy.may_check)
def unusual(request: StaffRequest) -> HttpResponse:
    """Show the readings that are unusual, by each criterion, with what it counts."""
    actor = request.actor
    form = PeriodFilter(request.GET, today=actor.on)
    period = asked(form, today=actor.on)
    found, near, limits = policy.readings_visible_to(actor).between(period.start, period.end), close(people.existing_to(actor)), _limits()
    by_day = {
        Criterion.MANY: found.unfollowed().crowds(limits.persons),
        Criterion.HOURS: found.out_of_hours().crowds(1),
        Criterion.EMERGENCY: found.filter(ground="emergency").crowds(1),
    }
    days = {criterion: list(rows[: A_FEW + 1]) for criterion, rows in by_day.items()}
    readers = {each.pk: each for each in Staff.objects.filter(pk__in={row["by_id"] for rows in days.values() for row in rows})}
    of_close = list(found.of(*sorted(near.subjects)).with_reader().newest_first()[: 4 * A_FEW])
    lines = _lines(actor, of_close, near)
    parts = [_part(criterion, days, readers, lines, limits) for criterion in Criterion]
    return render(request, "privacy/unusual.html", {"form": form, "period": period, "parts": parts, "pages": pages(actor, "unusual")})


@doors.page(policy.may_answer)
def answers(request: StaffRequest) -> HttpResponse:
    """List the answers given to who asked who has read of them."""
    page = page_of(request, policy.answers_visible_to(request.actor).newest_first())
    called = names(request.actor, [answer.person for answer in page])
    rows = [(answer, called[answer.person_id]) for answer in page]
    return render(request, "privacy/answers.html", {"page": page, "rows": rows, "pages": pages(request.actor, "answers")})


@doors.record(policy.answerable_by, policy.may_answer_about, methods=doors.FORM)
def who_read(request: StaffRequest, person: Person) -> HttpResponse:
    """Prepare the answer to a person who asks who has read of them."""
    if request.method == "POST":
        answer = actions.answer_who_read(person, by=request.actor, at=request.now)
        messages.success(request, _("Risposta preparata. È scritto che l'hai fatto."))
        return redirect(answer)
    name = names(request.actor, [person])[person.pk]
    return render(request, "privacy/who_read.html", {"person": person, "name": name, "months": settings.SUSSIDIARIO_READINGS_MONTHS})


@doors.record(policy.answers_visible_to, reads=lambda answer: answer.person)
def answer(request: StaffRequest, answer: Answer) -> HttpResponse:
    """Show the answer, to be printed: every reading with day, hour, who, and on what ground."""
    found = policy.readings_of(answer.person, by=request.actor, start=answer.from_at, end=answer.made_at)
    listed = list(found.with_reader().newest_first())
    where = _offices(listed)
    rows = [(line, where[line.reading.pk]) for line in _lines(request.actor, listed)]
    officers = Staff.objects.filter(pk__in=RoleHeld.objects.filter(Held.on(request.actor.on), role=Role.AUDITOR).values("staff"), is_active=True)
    context = {"answer": answer, "rows": rows, "officers": officers.order_by("family_name", "given_name", "pk")}
    return render(request, "privacy/answer.html", context | {"months": settings.SUSSIDIARIO_READINGS_MONTHS})


def panel(actor: Actor, person: Person) -> tuple[str, dict[str, Any]] | None:
    """The way from a person's page to who has read of them, for who may."""
    may_answer, may_register = bool(policy.may_answer(actor)), bool(rights.may_handle_any(actor))
    if not may_answer and not may_register:
        return None
    return "privacy/readings_panel.html", {"person": person, "may_answer": may_answer, "may_register": may_register, "may_list": bool(policy.may_check(actor))}


def _asked(actor: Actor, form: ReadingsFilter, period: Asked) -> tuple[ReadingQuerySet, Sequence[Person]]:
    """Readings that a list is asked for, and the persons that were found for the words typed."""
    found = policy.readings_visible_to(actor).between(period.start, period.end)
    if not form.is_valid():
        return found.none(), ()
    known, candidates = form.cleaned_data, _candidates(actor, form.cleaned_data)
    if known["q"] or known["person"]:
        found = found.filter(about_any([each.pk for each in candidates]))
    exact = {"by": known["reader"], "ground": form.grounds, "channel": known["channel"] or None}
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    if known["purpose"]:
        found = found.filter(purpose__icontains=known["purpose"])
    return found, candidates


def _candidates(actor: Actor, known: Mapping[str, Any]) -> Sequence[Person]:
    existing = people.existing_to(actor)
    if known["person"]:
        return list(existing.filter(pk=known["person"]))
    return list(existing.filter(pk__in=[found.pk for found in existing.search(known["q"])]).in_order()) if known["q"] else ()


def _lines(actor: Actor, listed: Sequence[Reading], near: Close | None = None) -> list[Line]:
    """Readings as they are listed: one question for each kind of record among them, and one for the names."""
    about = subjects(listed)
    persons = {each.pk: each for each in about.values() if isinstance(each, Person)}
    called = names(actor, persons.values())
    existing = set(people.existing_to(actor).filter(pk__in=persons).values_list("pk", flat=True)) | set(
        people.kept_by(actor).filter(pk__in=persons).values_list("pk", flat=True)
    )
    lines = []
    for reading in listed:
        subject = about.get(reading.record)
        name, number = "", None
        if isinstance(subject, Person):
            name, number = (called[subject.pk], subject.pk) if subject.pk in existing else ("", None)
        elif subject is not None:
            name = str(subject)
        marks = rules.criteria(_read(reading), near, _limits()) if near else ()
        lines.append(Line(reading, name, number, _what(reading.record), _(grounds.said(reading.ground)), tuple(_(mark.label) for mark in marks)))
    return lines


def _part(
    criterion: Criterion, days: Mapping[Criterion, list[dict[str, Any]]], readers: Mapping[int, Staff], lines: Sequence[Line], limits: Limits
) -> dict[str, Any]:
    """One criterion of the page: its words and what was found by it."""
    values = {"persons": limits.persons, "first": limits.first, "last": limits.last}
    rows = [(readers[row["by_id"]], row["day"], row["persons"]) for row in days.get(criterion, [])]
    read = [line for line in lines if _(criterion.label) in line.marks] if criterion not in days else []
    return {
        "code": criterion.value,
        "title": _(criterion.label),
        "words": _(rules.EXPLAINED[criterion]).format(**values),
        "days": rows[:A_FEW],
        "lines": read[:A_FEW],
        "is_cut": len(rows) > A_FEW or len(read) > A_FEW,
        "count": len(rows) + len(read),
    }


def _offices(listed: Sequence[Reading]) -> dict[int, str]:
    """In which office each reader was on the day of each reading."""
    kept = offices(reading.by_id for reading in listed)
    told: dict[tuple[int, object], str] = {}
    for reading in listed:
        day = clock.day(reading.at)
        if (reading.by_id, day) not in told:
            then = [name for staff, name, row in kept if staff == reading.by_id and row.from_on <= day and (row.until_on is None or day < row.until_on)]
            told[reading.by_id, day] = ", ".join(then)
    return {reading.pk: told[reading.by_id, clock.day(reading.at)] for reading in listed}


def _read(reading: Reading) -> rules.Read:
    return rules.Read(reader=reading.by_id, subject=reading.subject, at=timezone.localtime(reading.at), ground=reading.ground)


def _limits() -> Limits:
    first, last = settings.SUSSIDIARIO_WORKING_HOURS
    return Limits(persons=settings.SUSSIDIARIO_UNUSUAL_PERSONS, first=first, last=last)


def _what(record: str) -> str:
    """What kind of record was read, in a word."""
    label = record.partition(":")[0]
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return ""
