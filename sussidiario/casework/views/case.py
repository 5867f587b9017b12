"""The page of a case."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.casework import policy
from sussidiario.casework.forms import EntryForm
from sussidiario.casework.lifecycle import LIFE, CaseState, ClosingReason, Outcome
from sussidiario.casework.models import Case, CaseQuerySet
from sussidiario.casework.views.words import age_warning, area_of, due, state_of, verbs
from sussidiario.desks import policy as desks
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.people.models import Person
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.paging import page_of

ENTRIES = 15
"""Entries of the diary on a page."""


def readable(actor: Actor) -> CaseQuerySet:
    """Cases that may be opened, with what their pages need."""
    return policy.visible_to(actor).with_all()


@doors.record(readable, reads=lambda case: case.subject)
def case(request: StaffRequest, case: Case) -> HttpResponse:
    """Show a case: why, what is written, what is due, who follows it, and what happened."""
    actor, today = request.actor, request.actor.on
    is_open = case.state == CaseState.OPEN
    entries = page_of(request, policy.entries_visible_to(actor).of(case).newest_first(), lines=ENTRIES)
    deadlines = list(case.deadlines.in_order())
    page: dict[str, Any] = {
        "case": case,
        "state": state_of(case),
        "area": area_of(case),
        "facts": _facts(actor, case),
        "warning": age_warning(case, on=today),
        "verbs": verbs(actor, case),
        "is_open": is_open,
        "contact": desks.contacts_visible_to(actor).filter(pk=case.contact_id).first() if case.contact_id else None,
        "ending": _ending(case),
        "page": entries,
        "entries": [(entry, entry.author_id == actor.pk and is_open) for entry in entries],
        "begins": case.worker_id == actor.pk and not entries.paginator.count,
        "form": EntryForm(today=today) if _may(actor, case, "write_entry") else None,
        "pending": [(deadline, due(deadline.due_on, today=today)) for deadline in deadlines if deadline.is_to_do],
        "done": [deadline for deadline in deadlines if deadline.done_on is not None],
        "lapsed": [deadline for deadline in deadlines if deadline.lapsed_on is not None],
        "may_deadline": _may(actor, case, "add_deadline"),
        "charges": list(case.charges.newest_first()),
        "told": timeline(actor, record=reference(case)),
    }
    return render(request, "casework/case.html", page)


def _may(actor: Actor, case: Case, verb: str) -> bool:
    """Tell whether a verb is both possible and allowed."""
    return LIFE.allows(CaseState(case.state), verb) and bool(policy.MAY[verb](actor, case))


def _facts(actor: Actor, case: Case) -> list[tuple[str, str]]:
    facts = []
    if isinstance(case.subject, Person) and (age := case.subject.age_on(actor.on)) is not None:
        facts.append((_("Età"), str(age)))
    facts.append((_("Quartiere"), case.subject.neighbourhood.name if case.subject.neighbourhood else ""))
    if case.state == CaseState.PROPOSED:
        return [*facts, (_("In attesa dal"), writing.day(case.proposed_on))]
    if case.declined_on:
        return [*facts, (_("Deciso il"), writing.day(case.declined_on))]
    facts.append((_("In carico dal"), writing.day(case.since)))
    return [*facts, (_("Chiuso dal"), writing.day(case.closed_on))] if case.closed_on else facts


def _ending(case: Case) -> list[tuple[str, str]]:
    """Why a case was closed and how the person lives, if it was."""
    if case.state != CaseState.CLOSED:
        return []
    return [(_("Motivo"), _(ClosingReason(case.closing_reason).label)), (_("Come vive"), _(Outcome(case.outcome).label))]
