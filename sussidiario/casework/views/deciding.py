"""The pages on which it is decided whose a case is, and whether it goes on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sussidiario.access.models import Staff
from sussidiario.casework import actions, policy, rules
from sussidiario.casework.forms import CloseForm, DeclineForm, HandOverForm, WorkerAndWhyForm, WorkerForm, workers_for
from sussidiario.casework.models import Candidate, Case, Standard, candidates
from sussidiario.casework.rules import Suggestion
from sussidiario.casework.views.case import readable
from sussidiario.casework.views.words import age_warning, due, in_time, who
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed


@doors.record(readable, policy.may_open_case, reads=lambda case: case.subject, methods=doors.FORM)
def assign(request: StaffRequest, case: Case) -> HttpResponse:
    """Take in charge: to whom, and from when."""
    in_time(case, "open_case")
    some = candidates(request.actor.on)
    suggestion = _suggestion(case, some)
    first = {"worker": suggestion.worker if suggestion else None}
    form = WorkerForm(typed(request), today=request.actor.on, workers=workers_for(case.area, some), initial=first)
    if request.method == "POST" and form.is_valid():
        worker, on = _worker(some, form.cleaned_data["worker"]), form.cleaned_data["on"]
        opened = attempt(form, lambda: actions.open_case(case, worker=worker, on=on, by=request.actor, at=request.now))
        if opened:
            messages.success(request, _("Ora {worker} segue {name}.").format(worker=worker, name=case.subject))
            return redirect(opened)
    standards = Standard.objects.in_force(case.area, request.actor.on)
    return _page(request, "casework/assign.html", case, form, candidates=_of_area(case, some), suggestion=_said(suggestion, some), standards=standards)


@doors.record(readable, policy.may_decline, reads=lambda case: case.subject, methods=doors.FORM)
def decline(request: StaffRequest, case: Case) -> HttpResponse:
    """Decide not to take in charge."""
    in_time(case, "decline")
    form = DeclineForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.decline(case, **form.cleaned_data, by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Proposta non accolta. Chi l'ha fatta ne legge il perché."))
            return redirect("casework:unassigned")
    return _page(request, "casework/decline.html", case, form)


@doors.record(readable, policy.may_hand_over, reads=lambda case: case.subject, methods=doors.FORM)
def hand_over(request: StaffRequest, case: Case) -> HttpResponse:
    """Pass one case to somebody else."""
    in_time(case, "hand_over")
    some = [each for each in candidates(request.actor.on) if each.worker.pk != case.worker_id]
    form = HandOverForm(typed(request), today=request.actor.on, workers=workers_for(case.area, some))
    if request.method == "POST" and form.is_valid():
        to, on, why = _worker(some, form.cleaned_data["to"]), form.cleaned_data["on"], form.cleaned_data["why"]
        passed = attempt(form, lambda: actions.hand_over(case, to=to, on=on, why=why, by=request.actor, at=request.now))
        if passed:
            messages.success(request, _("Il caso è passato a {worker}.").format(worker=to))
            return redirect(passed)
    suggestion = _said(_suggestion(case, some), some)
    return _page(request, "casework/hand_over.html", case, form, candidates=_of_area(case, some), suggestion=suggestion)


@doors.record(readable, policy.may_close, reads=lambda case: case.subject, methods=doors.FORM)
def close(request: StaffRequest, case: Case) -> HttpResponse:
    """Close a case, with why and how the person lives."""
    in_time(case, "close")
    form = CloseForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        closed = attempt(form, lambda: actions.close(case, **form.cleaned_data, by=request.actor, at=request.now))
        if closed:
            messages.success(request, _("Caso chiuso. Si può sempre riaprire."))
            return redirect(closed)
    pending = [(each, due(each.due_on, today=request.actor.on)) for each in case.deadlines.to_do().in_order()]
    return _page(request, "casework/close.html", case, form, pending=pending)


@doors.record(readable, policy.may_reopen, reads=lambda case: case.subject, methods=doors.FORM)
def reopen(request: StaffRequest, case: Case) -> HttpResponse:
    """Take in charge again."""
    in_time(case, "reopen")
    some = candidates(request.actor.on)
    last = case.charges.newest_first().first()
    first = {"worker": last.worker_id if last else None}
    form = WorkerAndWhyForm(typed(request), today=request.actor.on, workers=workers_for(case.area, some), initial=first)
    if request.method == "POST" and form.is_valid():
        worker, on, why = _worker(some, form.cleaned_data["worker"]), form.cleaned_data["on"], form.cleaned_data["why"]
        opened = attempt(form, lambda: actions.reopen(case, worker=worker, on=on, why=why, by=request.actor, at=request.now))
        if opened:
            messages.success(request, _("Caso riaperto: lo segue {worker}.").format(worker=worker))
            return redirect(opened)
    return _page(request, "casework/reopen.html", case, form, candidates=_of_area(case, some), last=last)


def _page(request: StaffRequest, template: str, case: Case, form: Any, **beside: Any) -> HttpResponse:
    """Draw the page of a verb, with whom it is about."""
    context = {"case": case, "form": form, "who": who(case, on=request.actor.on), "warning": age_warning(case, on=request.actor.on)}
    return render(request, template, context | beside)


def _worker(some: list[Candidate], number: int) -> Staff:
    """The worker chosen: the form offers no other."""
    return next(each.worker for each in some if each.worker.pk == number)


def _of_area(case: Case, some: list[Candidate]) -> list[Candidate]:
    return sorted((each for each in some if each.works_on(case.area)), key=lambda each: each.load.open)


def _suggestion(case: Case, some: list[Candidate]) -> Suggestion | None:
    return rules.suggest([each.load for each in some if each.works_on(case.area)])


def _said(suggestion: Suggestion | None, some: list[Candidate]) -> tuple[Staff, str] | None:
    """Who is suggested, and why in words."""
    if suggestion is None:
        return None
    return _worker(some, suggestion.worker), _(suggestion.why.message).format(**suggestion.why.values)
