"""
Who asks what a draft of the regulation would do, and who reads what came out.

What comes out is numbers: it is asked of every request, whoever may read it, but of those of persons whom a group protects, who exist for it alone.
"""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor, who_writes
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.access.rules import Role
from sussidiario.benefits.models import Application, ApplicationQuerySet, Measure, MeasureQuerySet, Simulation, SimulationQuerySet

RUNNING = (Role.SERVICE_HEAD, Role.EXECUTIVE)
"""Who prepares a change of the regulation, and who brings it to the council."""


def visible_to(actor: Actor) -> SimulationQuerySet:
    """Who runs them, and who checks, sees them all."""
    return Simulation.objects.all() if actor.has(*RUNNING, Role.AUDITOR) else Simulation.objects.none()


def asked_about(actor: Actor) -> MeasureQuerySet:
    """Measures that a draft can be run on: those that a formula assesses."""
    return Measure.objects.exclude(formula="") if actor.has(*RUNNING) else Measure.objects.none()


def counted(measure: Measure) -> ApplicationQuerySet:
    """Requests that a draft is run on: decided and waiting, of persons whom nobody protects."""
    return Application.objects.of_measure(measure.pk).standing().of_nobody_kept().filter(disposed_on__isnull=True)


def may_read_simulations(actor: Actor) -> Decision:
    """Who runs them, and who checks."""
    return allowed_if(actor.has(*RUNNING, Role.AUDITOR), _("Le simulazioni le vede chi dirige il servizio e chi controlla."))


def may_run(actor: Actor) -> Decision:
    """Who heads the service, or the department."""
    return who_writes(actor, actor.has(*RUNNING), _("Le simulazioni le fa chi dirige il servizio."))


def may_run_on(actor: Actor, measure: Measure) -> Decision:
    """As for running, where there is a formula to run."""
    if not (decision := may_run(actor)):
        return decision
    return allowed_if(bool(measure.formula), _("Il regolamento non ha una formula per questa misura: non c'è niente da simulare."))


def may_attach(actor: Actor, simulation: Simulation) -> Decision:
    """As for running, once."""
    if not (decision := may_run(actor)):
        return decision
    return allowed_if(not simulation.decision, _("È già allegata a un atto: per un altro atto rifai la simulazione."))
