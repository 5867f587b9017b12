"""What is written down day by day: the diary, the deadlines."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.casework import actions, policy
from sussidiario.casework.forms import CorrectionForm, DeadlineForm, EntryForm
from sussidiario.casework.models import Case, Deadline, DeadlineQuerySet, DiaryEntry, DiaryEntryQuerySet
from sussidiario.casework.views.case import readable
from sussidiario.casework.views.words import due, in_time, who
from sussidiario.foundation.refusal import Refusal
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed


def entries(actor: Actor) -> DiaryEntryQuerySet:
    """Entries that may be opened, with their cases."""
    return policy.entries_visible_to(actor).with_case()


def deadlines(actor: Actor) -> DeadlineQuerySet:
    """Deadlines that may be met, with their cases."""
    return policy.deadlines_visible_to(actor).with_case()


@doors.record(readable, policy.may_write_entry, reads=lambda case: case.subject, methods=doors.FORM)
def write_entry(request: StaffRequest, case: Case) -> HttpResponse:
    """Write in the diary: on its own page, where the quick form of the case leads when something is to be put right."""
    in_time(case, "write_entry")
    form = EntryForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        entry = attempt(form, lambda: actions.write_entry(case, **form.cleaned_data, by=request.actor, at=request.now))
        if entry:
            messages.success(request, _("Scritto nel diario. Lo leggi solo tu.") if entry.private else _("Scritto nel diario."))
            return redirect(entry)
    last = policy.entries_visible_to(request.actor).of(case).newest_first()[:3]
    return render(request, "casework/write_entry.html", {"case": case, "form": form, "who": who(case, on=request.actor.on), "last": last})


@doors.record(entries, policy.may_correct_entry, reads=lambda entry: entry.case.subject, methods=doors.FORM)
def correct_entry(request: StaffRequest, entry: DiaryEntry) -> HttpResponse:
    """Put right what an entry says."""
    in_time(entry.case, "correct_entry")
    form = CorrectionForm(typed(request), initial={"text": entry.text})
    if request.method == "POST" and form.is_valid():
        corrected = attempt(form, lambda: actions.correct_entry(entry, text=form.cleaned_data["text"], by=request.actor, at=request.now))
        if corrected:
            messages.success(request, _("Voce corretta. Il testo di prima resta nel diario."))
            return redirect(corrected)
    return render(request, "casework/correct_entry.html", {"entry": entry, "case": entry.case, "form": form})


@doors.record(readable, policy.may_add_deadline, reads=lambda case: case.subject, methods=doors.FORM)
def add_deadline(request: StaffRequest, case: Case) -> HttpResponse:
    """Fix something to be done by a day."""
    in_time(case, "add_deadline")
    form = DeadlineForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        deadline = attempt(form, lambda: actions.add_deadline(case, **form.cleaned_data, by=request.actor, at=request.now))
        if deadline:
            messages.success(request, _("Scadenza fissata per il {day}.").format(day=writing.day(deadline.due_on)))
            return redirect(case)
    pending = [(each, due(each.due_on, today=request.actor.on)) for each in case.deadlines.to_do().in_order()]
    return render(request, "casework/add_deadline.html", {"case": case, "form": form, "who": who(case, on=request.actor.on), "pending": pending})


@doors.record(deadlines, policy.may_complete_deadline, methods=doors.VERB)
def complete_deadline(request: StaffRequest, deadline: Deadline) -> HttpResponse:
    """Say that it was done, today."""
    try:
        actions.complete_deadline(deadline, on=request.actor.on, by=request.actor, at=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Fatto: {what}.").format(what=deadline.what))
    return redirect(deadline.case)
