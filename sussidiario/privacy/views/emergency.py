"""The pages of emergency accesses: opening one, the banner while it holds, the queue, and the verdict."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, Denied
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.timeline import Entry, timeline
from sussidiario.people.models import Person
from sussidiario.privacy.actions import emergency as actions
from sussidiario.privacy.forms.emergency import AccessesFilter, OpenForm, ReviewForm
from sussidiario.privacy.lifecycle.emergency import EMERGENCY, EmergencyState, Verdict
from sussidiario.privacy.models import Emergency
from sussidiario.privacy.policy import emergency as policy
from sussidiario.privacy.policy.names import called, kind
from sussidiario.privacy.rules import emergency as rules
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb

SHAPES = {EmergencyState.HOLDING: "open", EmergencyState.OVER: "waiting", EmergencyState.REVIEWED: "done"}
"""How each state is drawn."""


@doors.record(policy.persons_to_open, policy.may_open, methods=doors.FORM)
def open_emergency(request: StaffRequest, person: Person) -> HttpResponse:
    """Ask why, and open a person for some hours to who does not follow them."""
    form = OpenForm(typed(request))
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: actions.open_emergency(person, reason=form.cleaned_data["reason"], by=request.actor, at=request.now))
        if opened:
            messages.success(request, _("La scheda è aperta per te fino alle {hour}.").format(hour=writing.hour(opened.until_at)))
            return redirect(person)
    until = rules.until(request.now, hours=policy.hours())
    return render(request, "privacy/emergency_open.html", {"form": form, "person": person, "hours": policy.hours(), "until": until})


@doors.record(policy.visible_to, policy.may_close, methods=doors.VERB)
def close_emergency(request: StaffRequest, emergency: Emergency) -> HttpResponse:
    """End an access before its hours have passed."""
    actions.close_emergency(emergency, by=request.actor, at=request.now)
    messages.success(request, _("Accesso d'emergenza chiuso."))
    return redirect("dossier:today") if emergency.staff_id == request.actor.pk else redirect(emergency)


@doors.page(policy.may_review_some)
def emergencies(request: StaffRequest) -> HttpResponse:
    """List the accesses that wait for a verdict, the longest first; or those that have one."""
    actor, form = request.actor, AccessesFilter(request.GET)
    visible = policy.visible_to(actor).with_all()
    found = visible.reviewed().newest_first() if form.wants_reviewed else visible.unreviewed().oldest_first()
    page = page_of(request, found)
    return render(request, "privacy/emergencies.html", {"form": form, "page": page, "rows": policy.lines(actor, page), "reviewed": form.wants_reviewed})


@doors.record(policy.visible_to, reads=lambda emergency: emergency.person)
def emergency(request: StaffRequest, emergency: Emergency) -> HttpResponse:
    """Show one access: who opened whom and why, what was read and done in those hours, the verdict."""
    return render(request, "privacy/emergency.html", _told(request, emergency) | {"verbs": _verbs(request, emergency)})


@doors.record(policy.visible_to, policy.may_review, reads=lambda emergency: emergency.person, methods=doors.FORM)
def review_emergency(request: StaffRequest, emergency: Emergency) -> HttpResponse:
    """Say whether an access was right."""
    if not EMERGENCY.allows(state := emergency.state_at(request.now), "review"):
        raise Forbidden(state, "review")
    form = ReviewForm(typed(request))
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        reviewed = attempt(form, lambda: actions.review_emergency(emergency, verdict=known["verdict"], words=known["words"], by=request.actor, at=request.now))
        if reviewed:
            messages.success(request, _("Esaminato: {verdict}.").format(verdict=_(Verdict(reviewed.verdict).label)))
            return redirect("privacy:emergencies") if policy.may_review_some(request.actor) else redirect(reviewed)
    return render(request, "privacy/emergency_review.html", _told(request, emergency) | {"form": form})


def banners(actor: Actor) -> list[tuple[str, dict[str, Any]]]:
    """What somebody who opened a person in an emergency sees on every page while it holds; of who has none, no question is even put together."""
    if not policy.may_hold(actor):
        return []
    return [("privacy/banner.html", {"emergency": each, "person": each.person}) for each in policy.holding(actor).with_all().oldest_first()]


def _told(request: StaffRequest, emergency: Emergency) -> dict[str, Any]:
    """All that is to be known of an access."""
    actor = request.actor
    judges = bool(policy.may_review(actor, emergency))
    return {
        "emergency": emergency,
        "name": called(actor, [emergency.person])[emergency.person_id],
        "state": _state(emergency, actor),
        "facts": _facts(emergency),
        "judges": judges,
        "readings": [(reading, kind(reading.record)) for reading in policy.readings_under(emergency)] if judges else [],
        "acts": _acts(actor, emergency) if judges else [],
    }


def _verbs(request: StaffRequest, emergency: Emergency) -> list[Verb]:
    """What may be done about an access: judge it, or end it while it holds."""
    actor, state = request.actor, emergency.state_at(request.now)
    review, close = (reverse(f"privacy:{name}", args=[emergency.pk]) for name in ("emergency_review", "emergency_close"))
    reviewing = Verb(_("Esamina l'accesso"), review, _may(state, "review", policy.may_review(actor, emergency)))
    closing = Verb(_("Chiudi l'accesso"), close, _may(state, "close", policy.may_close(actor, emergency)), post=True)
    return [closing, reviewing] if state == EmergencyState.HOLDING else [reviewing]


def _may(state: EmergencyState, verb: str, decision: Decision) -> Decision:
    if not decision or EMERGENCY.allows(state, verb):
        return decision
    return Denied(_("Si esamina quando è finito: chiudilo, o aspetta.") if state == EmergencyState.HOLDING else _("È già stato fatto."))


def _state(emergency: Emergency, actor: Actor) -> tuple[str, str]:
    """The state of an access in words, and how it is drawn."""
    state = emergency.state_at(actor.at or emergency.until_at)
    return _(state.label), SHAPES[state]


def _facts(emergency: Emergency) -> list[tuple[str, str]]:
    """Who, when, and what was found."""
    facts = [
        (_("Aperto da"), str(emergency.staff)),
        (_("Dal"), writing.instant(emergency.opened_at)),
        (_("Al"), writing.instant(emergency.ended_at)),
    ]
    if not emergency.verdict:
        return facts
    reviewer = f"{emergency.reviewed_by}, {writing.instant(emergency.reviewed_at)}"
    return [*facts, (_("Esito"), _(Verdict(emergency.verdict).label)), (_("Esaminato da"), reviewer)]


def _acts(actor: Actor, emergency: Emergency) -> list[Entry]:
    """What who opened the person did about them in those hours, as far as the reviewer may see it."""
    entries = timeline(actor, [pseudonym(emergency.person)])
    theirs = (entry for entry in entries if entry.act.by_id == emergency.staff_id and not entry.act.act.startswith("privacy.emergency."))
    return [entry for entry in theirs if emergency.opened_at <= entry.act.at <= emergency.ended_at]
