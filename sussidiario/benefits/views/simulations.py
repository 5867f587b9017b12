"""What if: the list of simulations, one of them, and the pages that run one and attach it to an act."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import simulations as verbs
from sussidiario.benefits.forms.simulations import AttachForm, SimulationForm
from sussidiario.benefits.models import Measure, MeasureQuerySet, Simulation, SimulationQuerySet
from sussidiario.benefits.policy import simulations as policy
from sussidiario.benefits.rules import drafting
from sussidiario.benefits.views import foretelling
from sussidiario.benefits.views.acting import Act, act
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.regulation.parameters import current
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb


def readable(actor: Actor) -> SimulationQuerySet:
    """Simulations that may be opened, with what their pages need."""
    return policy.visible_to(actor).newest_first()


def assessed(actor: Actor) -> MeasureQuerySet:
    """Measures that a draft can be run on."""
    return policy.asked_about(actor)


@doors.page(policy.may_read_simulations)
def simulations(request: StaffRequest) -> HttpResponse:
    """List what was run, last first: two questions, however many there are."""
    page = page_of(request, readable(request.actor))
    rows = [(each, foretelling.period(each), foretelling.difference(each)) for each in page]
    return render(request, "benefits/simulations.html", {"page": page, "rows": rows, "may_run": policy.may_run(request.actor)})


@doors.page(policy.may_run)
def choose(request: StaffRequest) -> HttpResponse:
    """Ask of which measure the figures would change."""
    return render(request, "benefits/choose_simulated.html", {"measures": list(assessed(request.actor).by_name())})


@doors.record(assessed, policy.may_run_on, methods=doors.FORM)
def simulate(request: StaffRequest, measure: Measure) -> HttpResponse:
    """Show every figure of a measure as it is today, and take the values of the draft."""
    actor = request.actor
    figures = drafting.figures(measure.formula, actor.on, current())
    first = date(actor.on.year, 1, 1)
    last_year = {"from_on": first.replace(year=first.year - 1), "until_on": date(first.year - 1, 12, 31)}
    form = SimulationForm(typed(request), figures=figures, today=actor.on, initial=last_year)
    consequence = _("Non cambia niente per nessuno: guarda che cosa sarebbe successo, e lo tiene. Le domande contano come se arrivassero oggi.")
    page = Act(_("Simula una modifica"), _("Fai la simulazione"), consequence, measure.get_absolute_url(), str(measure))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _run(measure, form, request))
        if done is not None:
            messages.success(request, _("Simulazione fatta: {simulation}.").format(simulation=done))
            return redirect(done)
    return render(request, "benefits/simulate.html", {"page": page, "form": form, "scales": foretelling.scales(form)})


@doors.record(readable)
def simulation(request: StaffRequest, simulation: Simulation) -> HttpResponse:
    """Say what the draft would do: in sentences, then who, how much, where and to which households."""
    actor = request.actor
    context = {
        "simulation": simulation,
        "state": (_("allegata a un atto"), "done") if simulation.decision else (_("da allegare"), "open"),
        "facts": foretelling.facts(simulation),
        "verbs": [Verb(_("Allega a un atto"), reverse("benefits:attach_simulation", args=[simulation.pk]), policy.may_attach(actor, simulation))],
        "found": foretelling.Found.of(simulation),
        "told": timeline(actor, record=reference(simulation)),
    }
    return render(request, "benefits/simulation.html", context)


@doors.record(readable, policy.may_attach, methods=doors.FORM)
def attach(request: StaffRequest, simulation: Simulation) -> HttpResponse:
    """Name the act it goes with."""
    form = AttachForm(typed(request))
    consequence = _("Da qui in poi la simulazione dice con quale atto va, e non si allega ad altri.")
    page = Act(_("Allega a un atto"), _("Allega"), consequence, simulation.get_absolute_url(), str(simulation))
    return act(
        request,
        page,
        form,
        lambda: verbs.attach(simulation, decision=form.cleaned_data["decision"], by=request.actor, at=request.now),
        lambda attached: _("Simulazione allegata: {decision}.").format(decision=attached.decision),
    )


def _run(measure: Measure, form: SimulationForm, request: StaffRequest) -> Simulation:
    typed_in = form.cleaned_data
    return verbs.run(
        measure,
        name=typed_in["name"],
        changes=form.changes(),
        from_on=typed_in["from_on"],
        until_on=typed_in["until_on"],
        by=request.actor,
        at=request.now,
    )
