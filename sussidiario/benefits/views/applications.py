"""Requests: their list, and the page of one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.forms.applications import ALL, ApplicationsFilter
from sussidiario.benefits.lifecycle import ApplicationState
from sussidiario.benefits.models import Application, ApplicationQuerySet, Measure
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.rules import deciding
from sussidiario.benefits.views import telling
from sussidiario.benefits.views.panels import PANELS, VERBS
from sussidiario.benefits.views.together import ways
from sussidiario.casework import policy as casework
from sussidiario.desks import policy as desks
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.people import policy as people
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.paging import page_of


def readable(actor: Actor) -> ApplicationQuerySet:
    """Requests that may be opened, with what their pages need."""
    return policy.visible_to(actor).with_all()


@doors.page(policy.may_read_applications)
def applications(request: StaffRequest) -> HttpResponse:
    """List the requests one reads, those that wait longest first: as many questions however many there are."""
    actor = request.actor
    form = ApplicationsFilter(request.GET, measures=Measure.objects.by_name())
    page = page_of(request, _filtered(policy.visible_to(actor), form).with_all())
    rows = [(each, telling.state_of(each), telling.proposed_of(each), (actor.on - each.received_on).days) for each in page]
    is_filtered = not form.is_valid() or any(form.cleaned_data.values())
    context = {"form": form, "page": page, "rows": rows, "is_filtered": is_filtered, "may_receive": policy.may_receive(actor), "together": ways(actor)}
    return render(request, "benefits/applications.html", context)


def _filtered(found: ApplicationQuerySet, form: ApplicationsFilter) -> ApplicationQuerySet:
    if not form.is_valid():
        return found.none()
    asked = form.cleaned_data
    if asked["q"]:
        found = found.named(asked["q"])
    if asked["measure"]:
        found = found.of_measure(asked["measure"])
    if not asked["state"]:
        return found.pending().by_wait()
    return (found if asked["state"] == ALL else found.in_state(asked["state"])).newest_first()


@doors.record(readable, reads=lambda application: application.person)
def application(request: StaffRequest, application: Application) -> HttpResponse:
    """Show a request: what is asked, what the regulation answers and why, papers, what is proposed, who approved, and what happened."""
    actor = request.actor
    documents = list(application.documents.order_by("pk"))
    verbs = telling.verbs_of(actor, application, documents)
    page: dict[str, Any] = {
        "application": application,
        "person_url": application.person.get_absolute_url() if people.readable_among(actor, [application.person_id]) else "",
        "state": telling.state_of(application),
        "facts": telling.facts_of(application, actor),
        "verbs": [*verbs, *(verb for ask in VERBS for verb in ask(actor, application))],
        "answer": telling.answer_of(application),
        "declared": telling.declared_of(application),
        "proposed": telling.proposed_of(application),
        "differs": telling.differs(application),
        "appeals": _appeals(application),
        "documents": documents,
        "approvals": list(application.approvals.select_related("level", "by").order_by("level__number")),
        "missing": policy.missing_levels(application) if application.state == ApplicationState.PROPOSED else [],
        "panels": [render_to_string(*panel, request=request) for panel in (ask(actor, application) for ask in PANELS) if panel is not None],
        "came_from": _came_from(actor, application),
        "told": timeline(actor, record=reference(application)),
    }
    return render(request, "benefits/application.html", page)


def _appeals(application: Application) -> dict[str, Any] | None:
    """Until when what was refused may be appealed against, and to whom."""
    if application.state != ApplicationState.REFUSED or application.decided_on is None:
        return None
    return {"court": application.appeal_until, "president": deciding.president_until(application.decided_on)}


def _came_from(actor: Actor, application: Application) -> list[tuple[str, str]]:
    """The contact or the case that a request came from, as far as this reader may open them."""
    found = []
    if application.contact_id and desks.contacts_visible_to(actor).filter(pk=application.contact_id).exists():
        found.append((_("Il contatto allo sportello"), reverse("desks:contact", args=[application.contact_id])))
    if application.case_id and casework.visible_to(actor).filter(pk=application.case_id).exists():
        found.append((_("Il caso"), reverse("casework:case", args=[application.case_id])))
    return found
