"""The pages of grants: of one person, of the whole service, and what was granted to us."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Denied
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import grants as actions
from sussidiario.privacy.forms.grants import OUTSIDE, OVER, EndForm, GiveForm, GrantsFilter
from sussidiario.privacy.lifecycle.grants import GRANT, GrantState
from sussidiario.privacy.models import Grant, GrantQuerySet
from sussidiario.privacy.policy import grants as policy
from sussidiario.privacy.policy.names import called
from sussidiario.privacy.rules import grants as rules
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb

SHAPES = {GrantState.COMING: "waiting", GrantState.HOLDING: "open", GrantState.EXPIRED: "closed", GrantState.ENDED: "stopped"}
"""How each state is drawn."""


@doors.page(policy.may_list)
def grants(request: StaffRequest) -> HttpResponse:
    """List to whom persons are opened, what ends first, first."""
    actor, form = request.actor, GrantsFilter(request.GET)
    page = page_of(request, _filtered(actor, form))
    said = called(actor, [grant.person for grant in page])
    rows = [(grant, said[grant.person_id], _state(grant, actor)) for grant in page]
    return render(request, "privacy/grants.html", {"form": form, "page": page, "rows": rows})


@doors.page(policy.may_be_granted)
def granted(request: StaffRequest) -> HttpResponse:
    """List the persons opened to the groups of who reads."""
    found = policy.granted_to(request.actor).with_all().by_end()
    page = page_of(request, found)
    return render(request, "privacy/granted.html", {"page": page})


@doors.record(people.visible_to, reads=lambda person: person)
def grants_of(request: StaffRequest, person: Person) -> HttpResponse:
    """Show to whom a person is and was opened."""
    actor = request.actor
    found = list(policy.visible_to(actor).of(person).with_all().newest_first())
    told = [(grant, _state(grant, actor), _may_end(actor, grant)) for grant in found]
    now, past = ([row for row in told if (row[0].state_on(actor.on) in GRANT.starts) == holds] for holds in (True, False))
    return render(request, "privacy/grants_of.html", {"person": person, "now": now, "past": past, "verbs": [_give_verb(actor, person)]})


@doors.record(policy.visible_to, reads=lambda grant: grant.person)
def grant(request: StaffRequest, grant: Grant) -> HttpResponse:
    """Show one grant: to whom, what for, until when, and who decided it."""
    actor = request.actor
    name = called(actor, [grant.person])[grant.person_id]
    verbs = [Verb(_("Revoca l'accesso"), reverse("privacy:end_grant", args=[grant.pk]), _may_end(actor, grant))]
    page = {"grant": grant, "name": name, "facts": _facts(grant), "state": _state(grant, actor), "verbs": verbs}
    return render(request, "privacy/grant.html", page)


@doors.record(people.visible_to, policy.may_give, reads=lambda person: person, methods=doors.FORM)
def give(request: StaffRequest, person: Person) -> HttpResponse:
    """Open a person to another group."""
    actor = request.actor
    teams = list(policy.teams_to_open_to(actor))
    form = GiveForm(typed(request), teams=teams, today=actor.on)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        team = next(team for team in teams if team.pk == known["team"])
        given = attempt(
            form,
            lambda: actions.give(person, team=team, purpose=known["purpose"], from_on=known["from_on"], last_on=known["last_on"], by=actor, at=request.now),
        )
        if given:
            messages.success(request, _("{name} è aperta a {team} fino al {day}.").format(name=person.name, team=team, day=writing.day(given.last_on)))
            return redirect("privacy:grants_of", person.pk)
    months = policy.longest_months()
    page = {
        "form": form,
        "person": person,
        "months": months,
        "latest": rules.latest(actor.on, months=months),
        "standing": policy.visible_to(actor).of(person).not_over_on(actor.on).with_all().by_end(),
    }
    return render(request, "privacy/give.html", page)


@doors.record(policy.visible_to, policy.may_end, reads=lambda grant: grant.person, methods=doors.FORM)
def end(request: StaffRequest, grant: Grant) -> HttpResponse:
    """Take a grant back before its time."""
    if not GRANT.allows(state := grant.state_on(request.actor.on), "end"):
        raise Forbidden(state, "end")
    form = EndForm(typed(request))
    if request.method == "POST" and form.is_valid():
        ended = attempt(form, lambda: actions.end(grant, why=form.cleaned_data["why"], by=request.actor, at=request.now))
        if ended:
            messages.success(request, _("Accesso revocato: {team} non legge più la scheda.").format(team=grant.team))
            return redirect(ended)
    name = called(request.actor, [grant.person])[grant.person_id]
    return render(request, "privacy/end_grant.html", {"form": form, "grant": grant, "name": name, "facts": _facts(grant)})


def panel(actor: Actor, person: Person) -> tuple[str, dict[str, Any]] | None:
    """To whom else a person is open, on their page, and until when they are open to who reads; nothing where there is nothing to say or do."""
    found = list(policy.visible_to(actor).of(person).not_over_on(actor.on).with_all().by_end())
    may = policy.may_give(actor, person)
    if not found and not may:
        return None
    told = [(grant, _state(grant, actor), grant.team_id in actor.teams) for grant in found]
    return "privacy/panel.html", {"grants": told, "person": person, "may_give": may}


def _filtered(actor: Actor, form: GrantsFilter) -> GrantQuerySet:
    found = policy.visible_to(actor).with_all()
    asked = form.cleaned_data if form.is_valid() else {}
    if asked.get("to") == OUTSIDE:
        found = found.to_outside()
    return found.over_on(actor.on).newest_first() if asked.get("state") == OVER else found.not_over_on(actor.on).by_end()


def _give_verb(actor: Actor, person: Person) -> Verb:
    return Verb(_("Apri a un altro gruppo"), reverse("privacy:give", args=[person.pk]), policy.may_give(actor, person))


def _may_end(actor: Actor, grant: Grant) -> Any:
    """Whether the grant may be taken back, and if not why."""
    if not GRANT.allows(grant.state_on(actor.on), "end"):
        return Denied(_("È già finito."))
    return policy.may_end(actor, grant)


def _state(grant: Grant, actor: Actor) -> tuple[str, str]:
    """The state of a grant in words, and how it is drawn."""
    state = grant.state_on(actor.on)
    return _(state.label), SHAPES[state]


def _facts(grant: Grant) -> list[tuple[str, str]]:
    """What is to be known of a grant."""
    facts = [
        (_("Gruppo"), str(grant.team)),
        (_("Ente"), grant.team.body or _("Comune")),
        (_("Dal"), writing.day(grant.from_on)),
        (_("Ultimo giorno"), writing.day(grant.last_on)),
        (_("Concesso da"), f"{grant.given_by}, {writing.instant(grant.given_at)}"),
    ]
    return [*facts, (_("Revocato da"), f"{grant.ended_by}, {writing.day(grant.ended_on)}")] if grant.ended_on else facts
