"""The pages that change a household. The household's own page is the dossier's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.people import actions, policy
from sussidiario.people.forms import FormHouseholdForm, HouseholdForm, JoinForm, RelationsForm, SearchForm
from sussidiario.people.models import Household, Membership, Person
from sussidiario.people.rules import kinship
from sussidiario.people.views.rows import recognise_first, rows
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed


@doors.record(policy.visible_to, policy.may_form_household, reads=lambda person: person, methods=doors.FORM)
def form(request: StaffRequest, person: Person) -> HttpResponse:
    """Form a household around a person; the others are added one by one."""
    form = FormHouseholdForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        formed = attempt(form, lambda: actions.form([(person, kinship.REFERENCE_PERSON)], on=known["on"], why=known["why"], by=request.actor, at=request.now))
        if formed:
            messages.success(request, _("Famiglia registrata. Ora aggiungi chi ci vive."))
            return redirect("people:join", formed.pk)
    return render(request, "people/form_household.html", {"form": form, "person": person})


@doors.record(policy.households_visible_to, policy.may_change_household, reads=lambda household: household, methods=doors.FORM)
def join(request: StaffRequest, household: Household) -> HttpResponse:
    """Add to the household whoever `?persona=` says, who is found first."""
    members = _members(request, household)
    person = _chosen(request)
    if person is None:
        return _pick(request, household, members, title=_("Chi entra in famiglia?"), name="persona")
    has_reference = any(membership.relation == kinship.REFERENCE_PERSON for membership in members)
    form = JoinForm(typed(request), today=request.actor.on, has_reference=has_reference)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        joined = attempt(
            form,
            lambda: actions.join(household, person, relation=known["relation"], on=known["on"], why=known["why"], by=request.actor, at=request.now),
        )
        if joined:
            messages.success(request, _("{name} fa parte della famiglia.").format(name=person.name))
            return redirect(household)
    return render(request, "people/join.html", {"form": form, "household": household, "members": members, "person": person})


@doors.record(policy.households_visible_to, policy.may_change_household, reads=lambda household: household, methods=doors.FORM)
def leave(request: StaffRequest, household: Household) -> HttpResponse:
    """Let whoever `?persona=` says leave the household."""
    members = _members(request, household)
    person = next((membership.person for membership in members if str(membership.person_id) == request.GET.get("persona")), None)
    if person is None:
        return render(request, "people/leave_who.html", {"household": household, "members": members})
    form = HouseholdForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        left = attempt(form, lambda: actions.leave(household, person, on=known["on"], why=known["why"], by=request.actor, at=request.now))
        if left:
            messages.success(request, _("{name} non fa più parte della famiglia.").format(name=person.name))
            return _on(left, restating=_has_no_reference(left))
    return render(request, "people/leave.html", {"form": form, "household": household, "members": members, "person": person})


@doors.record(policy.households_visible_to, policy.may_change_household, reads=lambda household: household, methods=doors.FORM)
def split(request: StaffRequest, household: Household) -> HttpResponse:
    """Let some members found a household of their own."""
    members = _members(request, household)
    form = RelationsForm(typed(request), today=request.actor.on, members=members, asks_why=True, staying=True)
    if request.method == "POST" and form.is_valid():
        leaving = [(membership.person, form.relations[membership.person_id]) for membership in members if membership.person_id in form.relations]
        known = form.cleaned_data
        new = attempt(form, lambda: actions.split(household, leaving, on=known["on"], why=known["why"], by=request.actor, at=request.now))
        if new:
            messages.success(request, _("Ora sono due famiglie."))
            return _on(household, restating=True) if _has_no_reference(household) else redirect(new)
    return render(request, "people/split.html", {"form": form, "household": household, "members": members})


@doors.record(policy.households_visible_to, policy.may_change_household, reads=lambda household: household, methods=doors.FORM)
def merge(request: StaffRequest, household: Household) -> HttpResponse:
    """Bring into this household that of whoever `?persona=` says, who is found first."""
    members = _members(request, household)
    person = _chosen(request)
    other = policy.households_visible_to(request.actor).open().of(person).exclude(pk=household.pk).first() if person else None
    if other is None:
        missing = _("{name} non vive in un'altra famiglia.").format(name=person.name) if person else ""
        return _pick(request, household, members, title=_("Con quale famiglia? Cerca chi ne fa parte"), name="persona", missing=missing)
    coming = _members(request, other)
    form = RelationsForm(typed(request), today=request.actor.on, members=coming, asks_why=True, with_reference=False)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        merged = attempt(
            form, lambda: actions.merge(household, other, relations=form.relations, on=known["on"], why=known["why"], by=request.actor, at=request.now)
        )
        if merged:
            messages.success(request, _("Ora sono una famiglia sola."))
            return redirect(merged)
    return render(request, "people/merge.html", {"form": form, "household": household, "members": members, "other": other, "coming": coming})


@doors.record(policy.households_visible_to, policy.may_change_household, reads=lambda household: household, methods=doors.FORM)
def restate(request: StaffRequest, household: Household) -> HttpResponse:
    """Say again how the members are related."""
    members = _members(request, household)
    form = RelationsForm(typed(request), today=request.actor.on, members=members, asks_why=False)
    if request.method == "POST" and form.is_valid():
        restated = attempt(form, lambda: actions.restate(household, relations=form.relations, on=form.cleaned_data["on"], by=request.actor, at=request.now))
        if restated:
            messages.success(request, _("Relazioni aggiornate."))
            return redirect(restated)
    return render(request, "people/restate.html", {"form": form, "household": household, "members": members})


def _members(request: StaffRequest, household: Household) -> list[Membership]:
    return list(policy.members_existing_to(request.actor).of(household).open().in_order())


def _chosen(request: StaffRequest) -> Person | None:
    """Whom `?persona=` says, if they may be seen."""
    asked = request.GET.get("persona", "")
    return policy.visible_to(request.actor).filter(pk=int(asked)).first() if asked.isdecimal() else None


def _pick(request: StaffRequest, household: Household, members: list[Membership], *, title: str, name: str, missing: str = "") -> HttpResponse:
    """Ask which person is meant: a search whose results lead back here."""
    q = request.GET.get("q", "").strip()
    here = {membership.person_id for membership in members}
    found = [each for each in policy.search(request.actor, q) if each.pk not in here]
    page = {
        "title": title,
        "form": SearchForm(request.GET),
        "q": q,
        "rows": [(row, recognise_first(row, request.get_full_path()) if row.is_redacted else f"?{name}={row.pk}") for row in rows(request.actor, found)],
        "household": household,
        "members": members,
        "missing": missing,
        "register_url": reverse("people:register"),
    }
    return render(request, "people/pick.html", page)


def _has_no_reference(household: Household) -> bool:
    open_now = list(household.memberships.open())
    return bool(open_now) and all(membership.relation != kinship.REFERENCE_PERSON for membership in open_now)


def _on(household: Household, *, restating: bool) -> HttpResponse:
    """Go on to the household's page, or first to say who its reference person is now."""
    return redirect("people:restate", household.pk) if restating else redirect(household)
