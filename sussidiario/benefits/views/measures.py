"""What may be asked for: the list of measures, one of them, and the pages that open, change and close them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.rules import Role
from sussidiario.benefits.actions import measures as verbs
from sussidiario.benefits.forms.budget import ChangeMeasureForm, CloseMeasureForm, LevelForm, MeasureForm
from sussidiario.benefits.lifecycle import Macro, MeansTest
from sussidiario.benefits.models import Measure, MeasureQuerySet
from sussidiario.benefits.policy import budget as policy, simulations
from sussidiario.benefits.views.acting import Act, act
from sussidiario.foundation.areas import Area
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.regulation.measures import MEASURES
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import typed
from sussidiario.ui.verbs import Verb


def readable(actor: Actor) -> MeasureQuerySet:
    """Measures that may be opened."""
    return policy.measures_visible_to(actor)


@doors.page(policy.may_read_measures)
def measures(request: StaffRequest) -> HttpResponse:
    """Show what may be asked for, and above which amount who approves."""
    actor = request.actor
    found = list(policy.measures_visible_to(actor).by_name())
    context = {
        "rows": [(measure, _(Area(measure.area).label), _said(measure, actor)) for measure in found],
        "levels": [(level, _(Role(level.role).label)) for level in policy.levels_visible_to(actor).order_by("number")],
        "may_open": policy.may_open_measure(actor),
        "may_set": policy.may_set_level(actor),
    }
    return render(request, "benefits/measures.html", context)


@doors.record(readable)
def measure(request: StaffRequest, measure: Measure) -> HttpResponse:
    """Show one measure: to whom, with which papers and codes, what it does not go with, with which money."""
    actor = request.actor
    facts = [
        (_("Area"), _(Area(measure.area).label)),
        (_("Si paga"), _("ogni mese") if measure.monthly else _("una volta")),
        (_("È"), _("della famiglia") if measure.of_household else _("della persona")),
        (_("Si chiede dal"), writing.day(measure.from_on)),
    ]
    if measure.until_on:
        facts.append((_("Chiusa dal"), writing.day(measure.until_on)))
    if measure.urgent_cap:
        facts.append((_("Anticipo urgente fino a"), writing.euro(measure.urgent_cap)))
    regulated = MEASURES.get(measure.formula)
    codes = [
        (_("Codice SIUSS"), measure.siuss_code),
        (_("Denominazione"), measure.siuss_name),
        (_("Prova dei mezzi"), _(MeansTest(measure.means_test).label)),
        (_("Macrolivello"), _(Macro(measure.macro).label)),
        (_("Formula del regolamento"), _(regulated.title) if regulated else _("nessuna")),
    ]
    changing = [("change_measure", _("Cambia"), policy.may_change_measure)]
    if not measure.until_on:
        changing.append(("close_measure", _("Chiudi la misura"), policy.may_close_measure))
    if measure.formula and not measure.until_on:
        changing.append(("simulate", _("Simula una modifica"), simulations.may_run_on))
    context = {
        "measure": measure,
        "state": _said(measure, actor),
        "facts": facts,
        "codes": codes,
        "papers": list(measure.required.order_by("pk")),
        "against": list(policy.measures_visible_to(actor).not_going_with(measure.pk).by_name()),
        "lines": [(line, writing.euro(line.left)) for line in policy.lines_visible_to(actor).for_measure(measure.pk, actor.on)],
        "verbs": [Verb(label, reverse(f"benefits:{name}", args=[measure.pk]), may(actor, measure)) for name, label, may in changing],
        "told": timeline(actor, record=reference(measure)),
    }
    return render(request, "benefits/measure.html", context)


@doors.page(policy.may_open_measure, methods=doors.FORM)
def open_measure(request: StaffRequest) -> HttpResponse:
    """Offer something new."""
    others = list(policy.measures_visible_to(request.actor).by_name())
    form = MeasureForm(typed(request), today=request.actor.on, others=others)
    page = _page(_("Apri una misura"), _("Da quel giorno si può chiedere. Per concederla serve un capitolo di spesa che la paghi."))
    return act(
        request,
        page,
        form,
        lambda: verbs.open_measure(
            key=slugify(form.cleaned_data["name"])[:40], **(form.cleaned_data | _against(form, others)), by=request.actor, at=request.now
        ),
        lambda opened: _("Misura aperta: {measure}.").format(measure=opened),
        to=lambda opened: str(opened.get_absolute_url()),
    )


@doors.record(readable, policy.may_change_measure, methods=doors.FORM)
def change_measure(request: StaffRequest, measure: Measure) -> HttpResponse:
    """Change what a measure asks for."""
    visible = policy.measures_visible_to(request.actor)
    others = [other for other in visible.by_name() if other.pk != measure.pk]
    now = {
        "siuss_code": measure.siuss_code,
        "siuss_name": measure.siuss_name,
        "urgent_cap": measure.urgent_cap or None,
        "papers": "\n".join(paper.what for paper in measure.required.order_by("pk")),
        "against": [other.pk for other in visible.not_going_with(measure.pk)],
    }
    form = ChangeMeasureForm(typed(request), others=others, initial=now)
    consequence = _(
        "Vale per le domande che arrivano d'ora in poi. Le concessioni in corso tengono i loro mesi. Il codice vale anche per quello che è già concesso."
    )
    page = Act(_("Cambia la misura"), _("Cambia la misura"), consequence, measure.get_absolute_url(), str(measure))
    return act(
        request,
        page,
        form,
        lambda: verbs.change_measure(measure, **(form.cleaned_data | _against(form, others)), by=request.actor, at=request.now),
        lambda _done: _("Misura cambiata."),
    )


@doors.record(readable, policy.may_close_measure, methods=doors.FORM)
def close_measure(request: StaffRequest, measure: Measure) -> HttpResponse:
    """Offer it no more."""
    form = CloseMeasureForm(typed(request), today=request.actor.on)
    consequence = _("Da quel giorno non si può più chiedere. Le domande già arrivate si decidono, e le concessioni si pagano.")
    page = Act(_("Chiudi la misura"), _("Chiudi la misura"), consequence, measure.get_absolute_url(), str(measure))
    return act(
        request, page, form, lambda: verbs.close_measure(measure, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Misura chiusa.")
    )


@doors.page(policy.may_set_level, methods=doors.FORM)
def set_level(request: StaffRequest) -> HttpResponse:
    """Say who approves above which amount."""
    form = LevelForm(typed(request))
    page = _page(_("Stabilisci una soglia"), _("Vale per le proposte che si decidono d'ora in poi: oltre la soglia serve anche questa approvazione."))
    return act(
        request,
        page,
        form,
        lambda: verbs.set_level(**form.cleaned_data, by=request.actor, at=request.now),
        lambda level: _("Oltre {above} serve anche questa approvazione.").format(above=writing.euro(level.above)),
    )


def _page(title: str, consequence: str) -> Act:
    return Act(title, title, consequence, reverse("benefits:measures"), _("Misure"))


def _against(form: MeasureForm | ChangeMeasureForm, others: list[Measure]) -> dict[str, list[Measure]]:
    chosen = form.cleaned_data.get("against", [])
    return {"against": [other for other in others if other.pk in chosen]}


def _said(measure: Measure, actor: Actor) -> tuple[str, str]:
    """Whether it may be asked for, in words and by shape."""
    if measure.until_on is not None and measure.until_on <= actor.on:
        return _("chiusa"), "closed"
    return (_("si può chiedere"), "open") if measure.from_on <= actor.on else (_("non ancora aperta"), "waiting")
