"""
What the Regulation answers: for one case, and for many at once.

Both run the same formulas and tell the same reasons. One case is counted in Python's own integers, many in columns by OpenFisca; the tests and
`bench regulation` hold them to the same cent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from sussidiario.regulation.assessment import Assessment
from sussidiario.regulation.facts import MISSING, ON, Column, Fact, Given, Kind, number
from sussidiario.regulation.measure import Measure
from sussidiario.regulation.measures import FACTS, FORMULAS, MEASURES
from sussidiario.regulation.one import One
from sussidiario.regulation.parameters import Parameters, current
from sussidiario.regulation.telling import Telling


def assess(measure: str, facts: Mapping[str, Given], on: date, *, parameters: Parameters | None = None) -> Assessment:
    """
    Assess one case on a day. What the measure does not ask is ignored, and what is missing is told.

    :raises KeyError: if there is no such measure.
    :raises ValueError: if a fact is not of its kind.
    """
    asked, version = MEASURES[measure], parameters or current()
    given = {fact.name: fact.encode(facts.get(fact.name)) for fact in asked.facts}
    missing = frozenset(fact.name for fact in asked.facts if given[fact.name] == MISSING and _is_asked(fact, given))
    known: dict[str, int | bool] = {fact.name: _known(fact, given[fact.name]) for fact in asked.facts}
    one = One(FORMULAS, version.at(on), {**known, ON: number(on)})
    return _telling(measure, on, version).told(lambda name: getattr(one, name), missing)


def _is_asked(fact: Fact, given: Mapping[str, int]) -> bool:
    """Tell whether a fact is needed in this case."""
    if fact.optional or fact.when is None:
        return not fact.optional
    name, choices = fact.when
    return given[name] in {FACTS[name].code(choice) for choice in choices}


def _known(fact: Fact, given: int) -> int | bool:
    """A fact as formulas see it; what was not given counts as zero, or no."""
    value = 0 if given == MISSING else given
    return bool(value) if fact.kind is Kind.YES_NO else value


@lru_cache(maxsize=64)
def _telling(measure: str, on: date, version: Parameters) -> Telling:
    return Telling(MEASURES[measure], on, version)


@cache
def _vector() -> ModuleType:
    """OpenFisca takes a quarter of a second to import: it is fetched when there are columns to count, not whenever the site starts."""
    return import_module("sussidiario.regulation.columns")


@lru_cache(maxsize=8)
def _system(version: Parameters) -> Any:
    return _vector().system(FACTS.values(), FORMULAS.values(), version.tree)


@dataclass(frozen=True, eq=False)
class Assessed:
    """
    The answers for many cases, a row for each.

    `reasons` has a row for each condition of the measure, in their order, and a column for each case: whether it is met. `missing` has a column of
    booleans for each fact that was not given in some case.
    """

    measure: Measure
    on: date
    version: Parameters
    granted: Column
    amount: Column
    months: Column
    total: Column
    reasons: Column
    missing: Mapping[str, Column]
    values: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.granted)

    def explain(self, row: int) -> Assessment:
        """Give the whole answer for one row, with its reasons and the chain: what `assess` gives for the same facts."""
        missing = frozenset(name for name, column in self.missing.items() if column[row])
        plain = self._plain
        return _telling(self.measure.key, self.on, self.version).told(lambda name: plain[name][row], missing)

    @cached_property
    def _plain(self) -> Mapping[str, list[int]]:
        """The values in Python's own numbers: turned all at once, not one by one for each row that is explained."""
        return {name: column.tolist() for name, column in self.values.items()}


def assess_many(
    measure: str, columns: Mapping[str, Column | Sequence[Given]], on: date, parameters: Parameters | None = None, *, rows: int | None = None
) -> Assessed:
    """
    Assess many cases on one day; a fact without a column is given for none. `rows` is how many they are, if no column tells.

    :raises KeyError: if there is no such measure.
    :raises ValueError: if a fact is not of its kind, or the columns are not of one length.
    """
    asked, version = MEASURES[measure], parameters or current()
    count = rows if rows is not None else max((len(column) for column in columns.values()), default=0)
    given = {fact.name: _column(fact, columns, count) for fact in asked.facts}
    missing = {fact.name: mask for fact in asked.facts if (mask := _missing(fact, given)).any()}
    facts = {fact.name: _known_column(fact, given[fact.name]) for fact in asked.facts}
    facts[ON] = np.full(count, number(on), dtype=np.int64)
    if not _telling(measure, on, version).in_force:
        nothing = np.zeros(count, dtype=np.int64)
        return Assessed(asked, on, version, nothing > 0, nothing, nothing, nothing, np.zeros((len(asked.conditions), count), dtype=bool), missing, facts)
    return _assessed(asked, on, version, facts, missing)


def _assessed(asked: Measure, on: date, version: Parameters, facts: Mapping[str, Column], missing: Mapping[str, Column]) -> Assessed:
    rows = len(facts[ON])
    simulation = _vector().simulate(_system(version), facts, rows, on)
    values = {**facts, **{formula.name: simulation.calculate(formula.name, _vector().period(on)) for formula in asked.chain}}
    reasons = np.array([values[condition.formula.name] for condition in asked.conditions], dtype=bool).reshape(len(asked.conditions), rows)
    granted = np.logical_and.reduce(reasons, axis=0)
    for mask in missing.values():
        granted &= ~mask
    amount = np.where(granted, values[asked.amount], 0)
    months = np.where(granted, values[asked.months] if asked.months else 1, 0)
    return Assessed(asked, on, version, granted, amount, months, amount * months, reasons, missing, values)


def _column(fact: Fact, columns: Mapping[str, Column | Sequence[Given]], rows: int) -> Column:
    if fact.name not in columns:
        return np.full(rows, MISSING, dtype=np.int64)
    column = fact.encode_all(columns[fact.name])
    if len(column) != rows:
        message = f"{fact.name} has {len(column)} rows of {rows}"
        raise ValueError(message)
    return column


def _missing(fact: Fact, given: Mapping[str, Column]) -> Column:
    """In which rows a fact that is needed was not given."""
    missing: Column = given[fact.name] == MISSING
    if fact.optional:
        return np.zeros_like(missing)
    if fact.when:
        name, choices = fact.when
        return missing & np.isin(given[name], [FACTS[name].code(choice) for choice in choices])
    return missing


def _known_column(fact: Fact, given: Column) -> Column:
    known = np.where(given == MISSING, 0, given)
    return known.astype(bool) if fact.kind is Kind.YES_NO else known
