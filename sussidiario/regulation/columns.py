"""Many cases at once: the formulas as OpenFisca variables over columns of 64-bit integers, where a cent is a whole number."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache, reduce
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from sussidiario.regulation.facts import ON, Column, Fact, Kind
from sussidiario.regulation.formula import Formula, Table

CASE = Entity("case", "cases", "A case", "What is assessed: a household and what it asks for, on one day.")


class Columns:
    """The cases of a simulation, asked for by name as a formula does."""

    def __init__(self, population: Any, period: Period) -> None:
        self._population = population
        self._period = period

    def __getattr__(self, name: str) -> Any:
        """Give a fact or a formula as a column."""
        return self._population(name, self._period)


def _in_64_bits(variable: Any, baseline_variable: Any = None) -> None:
    """Make an OpenFisca variable, whose integers have 32 bits (two thousand million cents) unless told otherwise."""
    Variable.__init__(variable, baseline_variable)
    if variable.value_type is int:
        variable.dtype = np.int64


def _table(node: Any) -> Table:
    """The parameters of a day, as OpenFisca has them; its tracer notes each one that is asked for."""
    return Table(lambda path: reduce(lambda found, name: getattr(found, name, None), path.split("."), node))


def _variable(name: str, label: str, kind: Kind, formula: Formula | None = None) -> Any:
    said = {"value_type": bool if kind is Kind.YES_NO else int, "entity": CASE, "definition_period": DateUnit.DAY, "label": label, "__init__": _in_64_bits}
    if formula is None:
        return type(name, (Variable,), said)

    def run(population: Any, period: Period, parameters: Any) -> Any:
        return formula.compute(Columns(population, period), _table(parameters(period)))

    return type(name, (Variable,), {**said, "unit": kind.value, "reference": formula.article, "documentation": formula.words, "formula": run})


def system(facts: Iterable[Fact], formulas: Iterable[Formula], parameters: Mapping[str, Any]) -> TaxBenefitSystem:
    """Make OpenFisca's system of these facts and formulas, over parameters as its files have them."""
    made = TaxBenefitSystem([CASE])
    made.parameters = ParameterNode("", data=dict(parameters))
    made.add_variables(_variable(ON, "", Kind.DAY), *(_variable(fact.name, fact.label, fact.kind) for fact in facts))
    made.add_variables(*(_variable(formula.name, formula.label, formula.kind, formula) for formula in formulas))
    return made


@lru_cache(maxsize=1024)
def period(on: date) -> Period:
    """The day, as OpenFisca has it."""
    return Period((DateUnit.DAY, Instant((on.year, on.month, on.day)), 1))


def simulate(made: TaxBenefitSystem, facts: Mapping[str, Column], rows: int, on: date, *, trace: bool = False) -> Simulation:
    """Set the facts of so many cases, ready to be calculated."""
    populations = made.instantiate_entities()
    populations[CASE.key].count = rows
    simulation = Simulation(made, populations)
    simulation.trace = trace
    for name, column in facts.items():
        simulation.set_input(name, period(on), column)
    return simulation
