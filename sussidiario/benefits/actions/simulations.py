"""Ask what would happen if figures of the regulation were others, before anybody approves them; keep what came out, and name the act it goes with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.models import BudgetLine, Commitment, Measure, Simulation
from sussidiario.benefits.policy import simulations as policy
from sussidiario.benefits.rules import drafting, foreseeing
from sussidiario.benefits.rules.drafting import Figure
from sussidiario.benefits.rules.foreseeing import Asked, Lived
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people.models import Membership
from sussidiario.regulation import whatif
from sussidiario.regulation.assessment import Value
from sussidiario.regulation.parameters import Parameters, current
from sussidiario.regulation.problem import Problem

COLUMNS = (
    "declared",
    "received_on",
    "household",
    "measure__of_household",
    "person__neighbourhood__name",
    "household__neighbourhood__name",
)
"""What is read of a request: nothing that says whose it is."""


@transaction.atomic
def run(measure: Measure, *, name: str, changes: Mapping[str, int], from_on: date, until_on: date, by: Actor, at: datetime) -> Simulation:
    """
    Run a draft of the regulation on the requests for a measure received from a day to a day, the last left out, and keep what came out.

    `changes` are the drafted values by path, in the figures' own units. Every request is looked at as if it had come today, under today's figures and under
    the draft; what either costs is set against what the lines of the period's year have for this measure.

    :raises NotAllowed: if `by` heads neither service nor department, or the measure has no formula.
    :raises Refusal: if it has no name, nothing is changed, the draft breaks what the articles want, or the period is not within one year.
    """
    policy.may_run_on(by, measure).require()
    name = required(name, field="name", otherwise=_("Scrivi un titolo: si legge nell'elenco e sull'atto."))
    year = _year(from_on, until_on, by)
    version = current()
    now = {figure.path: figure for figure in drafting.figures(measure.formula, by.on, version)}
    if not now:
        raise Refusal(_("Oggi il regolamento non prevede questa misura: non ci sono valori da cambiare."))
    drafted = [replace(now[path], draft=value) for path, value in changes.items() if path in now and value != now[path].value]
    if not drafted:
        raise Refusal(_("Scrivi almeno un valore diverso da quello di oggi."))
    draft = _draft(version, drafted, now, by.on)
    asked = foreseeing.caseload(measure.formula, _requests(measure, from_on, until_on), by.on)
    outcome = whatif.compare(measure.formula, asked.columns, by.on, version, draft, budget=_budget(measure, year), groups=asked.groups)
    simulation = Simulation.objects.create(
        measure=measure,
        name=name,
        changes=[figure.as_json() for figure in drafted],
        from_on=from_on,
        until_on=until_on,
        before=outcome.before,
        after=outcome.after,
        outcome=outcome.as_json() | {"left_out": asked.left_out},
        run_by=by.staff,
        run_at=at,
    )
    journal.record(figures.SIMULATED, simulation, on=by.on, at=at, by=by, measure=measure.key, area=measure.area, detail={"draft": draft.digest})
    return simulation


@transaction.atomic
def attach(simulation: Simulation, *, decision: str, by: Actor, at: datetime) -> Simulation:
    """
    Name the act of the municipality that a simulation goes with; once.

    :raises NotAllowed: if `by` heads neither service nor department, or it goes with one already.
    :raises Refusal: if no act is named.
    """
    simulation = Simulation.objects.select_related("measure").select_for_update(of=("self",)).get(pk=simulation.pk)
    policy.may_attach(by, simulation).require()
    simulation.decision = required(decision, field="decision", otherwise=_("Scrivi a quale atto si allega."))
    simulation.save(update_fields=["decision"])
    measure = simulation.measure
    journal.record(figures.ATTACHED, simulation, on=by.on, at=at, by=by, why=simulation.decision, measure=measure.key, area=measure.area)
    return simulation


def _year(from_on: date, until_on: date, by: Actor) -> int:
    """
    Give the year of a period.

    :raises Refusal: if it ends before it begins, begins after today, or is of two years.
    """
    if until_on <= from_on:
        raise Refusal(_("Il periodo finisce prima di cominciare."), field="until_on")
    if from_on > by.on:
        raise Refusal(_("Il periodo deve ancora cominciare: la simulazione guarda domande già arrivate."), field="from_on")
    if (until_on - timedelta(days=1)).year != from_on.year:
        raise Refusal(_("Scegli un periodo dentro un solo anno: la spesa si confronta con i capitoli di quell'anno."), field="until_on")
    return from_on.year


def _draft(version: Parameters, drafted: Sequence[Figure], now: Mapping[str, Figure], from_on: date) -> Parameters:
    """
    Give the draft.

    :raises Refusal: if it breaks what the articles want, at the figure that does.
    """
    draft = drafting.draft(version, {figure.path: figure.draft for figure in drafted if figure.draft is not None}, from_on)
    for path, problem in drafting.mistakes(draft, list(now)):
        raise Refusal(_why(problem, now.get(path)), field=path or None)
    return draft


def _why(problem: Problem, figure: Figure | None) -> str:
    """Say what is wrong in a draft in the words of who wrote it: sums as sums, and no lines of files."""
    said = {
        "NOT_RISING": _("Questa fascia varrebbe {given}, meno di quella prima ({before}): l'articolo vuole che non scenda."),
        "NOT_FALLING": _("Questa fascia varrebbe {given}, più di quella prima ({before}): l'articolo vuole che non salga."),
        "NOT_ABOVE": _("{given} non è più di {before}, sotto cui l'articolo non lo vuole."),
        "TOO_LARGE": _("È troppo grande per essere un valore del regolamento: controlla gli zeri."),
    }
    if problem.name not in said or figure is None:
        return problem.what(_)
    values = {name: Value(figure.kind, int(value)).words(_) for name, value in problem.values if name in {"given", "before"}}
    return said[problem.name].format(**values)


def _requests(measure: Measure, from_on: date, until_on: date) -> Iterator[Asked]:
    """Read the requests, a few columns of each."""
    found = policy.counted(measure).received_in(from_on, until_on)
    lived: dict[int, list[Lived]] = defaultdict(list)
    members = Membership.objects.filter(household__in=found.values("household"))
    for household, since, until, born in members.values_list("household", "from_on", "until_on", "person__birth_on").iterator():
        lived[household].append(Lived(since, until, born))
    for declared, received_on, household, of_household, own, home in found.values_list(*COLUMNS).iterator():
        place = home if of_household and household else own
        yield Asked(declared, received_on, place or "", lived.get(household, ()))


def _budget(measure: Measure, year: int) -> int | None:
    """Cents that the lines of a year have for a measure: all but what they promised to others; nothing where it has no line."""
    lines = list(BudgetLine.objects.for_measure(measure.pk, date(year, 1, 1)))
    if not lines:
        return None
    others = Commitment.objects.filter(line__in=lines).exclude(award__measure=measure).aggregate(Sum("amount"))["amount__sum"]
    return sum(line.amount for line in lines) - (others or 0)
