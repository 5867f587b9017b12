"""Urgent cash: given on the page of a request, and waiting on a list of its own until somebody else ratifies it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import advances as verbs
from sussidiario.benefits.forms.awards import AdvanceForm, Note, Reason
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState
from sussidiario.benefits.models import Application, ApplicationQuerySet, Award
from sussidiario.benefits.policy import applications, awards as policy
from sussidiario.benefits.views.acting import Act, act
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.words import gettext_noop
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import typed
from sussidiario.ui.paging import page_of

SHAPES = {ApplicationState.ADVANCED: "attention", ApplicationState.GRANTED: "done", ApplicationState.REFUSED: "stopped"}
WORDS = {
    ApplicationState.ADVANCED: gettext_noop("da ratificare"),
    ApplicationState.GRANTED: gettext_noop("ratificato"),
    ApplicationState.REFUSED: gettext_noop("non ratificato"),
}


def readable(actor: Actor) -> ApplicationQuerySet:
    """Requests that may be opened, with what their pages need."""
    return applications.visible_to(actor).with_all()


@doors.page(policy.may_read_advances)
def advances(request: StaffRequest) -> HttpResponse:
    """List what was advanced: first what nobody has ratified, the longest waiting before."""
    actor = request.actor
    found = policy.visible_to(actor).urgent()
    page = page_of(request, found.with_all().select_related("application__person", "application__proposed_by", "application__decided_by"))
    knows = policy.reading_of(actor, [award.pk for award in page])
    rows = [
        (award, str(award.person) if award.pk in knows else award.payee.name, _said(award), _may(actor, award), (actor.on - award.granted_on).days)
        for award in page
    ]
    return render(request, "benefits/advances.html", {"page": page, "rows": rows, "waiting": found.waiting().count()})


@doors.record(readable, policy.may_advance, reads=lambda application: application.person, methods=doors.FORM)
def advance(request: StaffRequest, application: Application) -> HttpResponse:
    """Give cash at once."""
    _in_time(application, "advance")
    form = AdvanceForm(typed(request))
    consequence = _("Il denaro si ritira oggi in tesoreria. Chi dirige il servizio lo ratifica dopo, o lo chiede indietro.")
    cap = (_("Si può anticipare fino a"), writing.euro(application.measure.urgent_cap))
    page = _page(application, _("Anticipa in urgenza"), _("Anticipa oggi"), consequence, cap)
    return act(
        request,
        page,
        form,
        lambda: verbs.advance(application, **form.cleaned_data, by=request.actor, at=request.now),
        lambda done: _("Anticipati {amount}: si ritirano oggi.").format(amount=writing.euro(done.proposed_amount)),
    )


@doors.record(readable, policy.may_ratify, reads=lambda application: application.person, methods=doors.FORM)
def ratify(request: StaffRequest, application: Application) -> HttpResponse:
    """Say that it was rightly given."""
    _in_time(application, "ratify")
    form = Note(typed(request))
    page = _page(application, _("Ratifica l'anticipo"), _("Ratifica"), _("L'anticipo diventa una concessione come le altre."), _given(application))
    return act(request, page, form, lambda: verbs.ratify(application, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Ratificato."))


@doors.record(readable, policy.may_deny, reads=lambda application: application.person, methods=doors.FORM)
def deny(request: StaffRequest, application: Application) -> HttpResponse:
    """Say that it was not due."""
    _in_time(application, "deny")
    form = Reason(typed(request), help_text=_("Lo legge chi ha ricevuto il denaro."))
    consequence = _("Se il denaro non è ancora uscito non si paga; se è uscito va restituito, ed entra tra i recuperi.")
    page = _page(application, _("Non ratificare l'anticipo"), _("Non ratificare"), consequence, _given(application))
    return act(request, page, form, lambda: verbs.deny(application, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Non ratificato."))


def _page(application: Application, title: str, verb: str, consequence: str, *more: tuple[str, str]) -> Act:
    facts = [(_("Misura"), application.measure.name), (_("Domanda"), str(application)), (_("Ricevuta il"), writing.day(application.received_on)), *more]
    who = str(application.person)
    back = application if application.state != ApplicationState.ADVANCED else application.award
    return Act(title, verb, consequence, back.get_absolute_url(), who, about=who, facts=facts, asked=application.proposal or application.why)


def _given(application: Application) -> tuple[str, str]:
    words = _("{amount} il {day}, da {who}")
    given = words.format(amount=writing.euro(application.proposed_amount), day=writing.day(application.proposed_on), who=application.proposed_by)
    return _("Anticipati"), given


def _said(award: Award) -> tuple[str, str]:
    """How far the ratification of an advance has come, in words and by shape."""
    state = ApplicationState(award.application.state)
    return _(WORDS[state]), SHAPES[state]


def _may(actor: Actor, award: Award) -> bool:
    """Tell whether this reader may ratify it."""
    return award.application.state == ApplicationState.ADVANCED and bool(policy.may_ratify(actor, award.application))


def _in_time(application: Application, verb: str) -> None:
    """
    Check that the verb is still possible.

    :raises Forbidden: if somebody did something else first.
    """
    if not APPLICATION.allows(ApplicationState(application.state), verb):
        raise Forbidden(ApplicationState(application.state), verb)
