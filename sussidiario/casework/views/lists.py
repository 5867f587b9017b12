"""Lists of cases: one's own, all those one reads, the proposals that wait."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sussidiario.casework import policy
from sussidiario.casework.forms import NONE, PASSED, WEEK, CasesFilter, ProposalsFilter
from sussidiario.casework.lifecycle import CaseState
from sussidiario.casework.models import Case, CaseQuerySet, workers_on
from sussidiario.casework.views.words import area_of, due, state_of, views
from sussidiario.people.models import Person
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.paging import page_of

ALL_STATES = tuple(state.value for state in CaseState)


@doors.page(policy.may_read_cases)
def mine(request: StaffRequest) -> HttpResponse:
    """List the cases one is in charge of, what is due first, first; or, closed, those one was in charge of. Who has none reads all."""
    if not policy.may_have_own(request.actor):
        return redirect("casework:cases")
    form = CasesFilter(request.GET, states=[CaseState.CLOSED])
    visible = policy.visible_to(request.actor)
    closed = form.is_valid() and form.cleaned_data["state"] == CaseState.CLOSED
    chosen = visible.once_followed_by(request.actor.pk) if closed else visible.followed_by(request.actor.pk)
    return _listed(request, form, chosen, here="mine", title=_("I miei casi"))


@doors.page(policy.may_read_cases)
def cases(request: StaffRequest) -> HttpResponse:
    """List every case one reads."""
    form = CasesFilter(request.GET, states=ALL_STATES, workers=workers_on(request.actor.on))
    return _listed(request, form, policy.visible_to(request.actor), here="cases", title=_("Tutti i casi"))


@doors.page(policy.may_decide)
def unassigned(request: StaffRequest) -> HttpResponse:
    """List the proposals that wait for a decision, longest first."""
    form = ProposalsFilter(request.GET)
    found = policy.visible_to(request.actor).proposed()
    if form.is_valid() and (area := form.cleaned_data["area"]):
        found = found.in_area(area)
    page = page_of(request, found.with_all().by_wait())
    today = request.actor.on
    rows = [(case, _age(case, request), area_of(case), (today - case.proposed_on).days) for case in page]
    return render(request, "casework/unassigned.html", {"form": form, "page": page, "rows": rows, "views": views(request.actor, "unassigned")})


def _listed(request: StaffRequest, form: CasesFilter, found: CaseQuerySet, *, here: str, title: str) -> HttpResponse:
    """Show a list of cases through its filters: three queries, however long it is."""
    page = page_of(request, _filtered(request, form, found).with_all())
    rows = [(case, _age(case, request), area_of(case), state_of(case), due(case.next_due_on, today=request.actor.on)) for case in page]
    filtered = any(form.cleaned_data.values()) if form.is_valid() else True
    state = form.cleaned_data["state"] or CaseState.OPEN.value if form.is_valid() else CaseState.OPEN.value
    context: dict[str, Any] = {"form": form, "page": page, "rows": rows, "title": title, "here": here, "state": state, "is_filtered": filtered}
    return render(request, "casework/cases.html", context | {"views": views(request.actor, here)})


def _filtered(request: StaffRequest, form: CasesFilter, found: CaseQuerySet) -> CaseQuerySet:
    if not form.is_valid():
        return found.none()
    asked = form.cleaned_data
    state = asked["state"] or CaseState.OPEN
    found = found.in_state(state)
    if asked["area"]:
        found = found.in_area(asked["area"])
    if asked.get("worker"):
        found = found.followed_by(int(asked["worker"]))
    if asked["q"]:
        found = found.named(asked["q"])
    if asked["due"] == PASSED:
        found = found.overdue(request.actor.on)
    if asked["due"] == WEEK:
        found = found.due_by(request.actor.on + timedelta(days=7))
    if asked["due"] == NONE:
        found = found.without_deadline()
    return found.by_deadline() if state == CaseState.OPEN else found.newest_first()


def _age(case: Case, request: StaffRequest) -> int | None:
    return case.subject.age_on(request.actor.on) if isinstance(case.subject, Person) else None
