"""How an answer is put into words: the reasons, and the chain of formulas with the figures that each one read."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date

from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation.assessment import Assessment, Reason, Step, Used, Value
from sussidiario.regulation.facts import Kind, number
from sussidiario.regulation.formula import Formula, NotInForce, Read
from sussidiario.regulation.measure import Condition, Measure
from sussidiario.regulation.measures import FACTS, FORMULAS, asked_by
from sussidiario.regulation.parameters import Parameters

NOT_GIVEN = gettext_noop("Manca un dato: {fact}.")
NOT_IN_FORCE = gettext_noop("Il {on} questo contributo non è previsto dal Regolamento.")

Get = Callable[[str], int]
"""Gives a fact or a formula of a case by its name."""


class Telling:
    """Tells the answers for one measure, on one day, by one version of the figures."""

    def __init__(self, measure: Measure, on: date, version: Parameters) -> None:
        self._measure = measure
        self._on = on
        self._version = version
        self._table = version.at(on)
        self._used: dict[str, Used] = {}
        self.in_force = all(self._table.holds(path) for path in measure.paths)

    def told(self, get: Get, missing: frozenset[str]) -> Assessment:
        """Tell the answer for a case, whose facts and formulas `get` gives; what depends on a `missing` fact is not told."""
        measure, version = self._measure, self._version.digest
        if not self.in_force:
            never = Reason(met=False, message=NOT_IN_FORCE, values={"on": Value(Kind.DAY, number(self._on))}, article="")
            return Assessment(measure.key, self._on, False, 0, 0, 0, (never,), (), version)  # noqa: FBT003
        absent = tuple(fact.name for fact in measure.facts if fact.name in missing)
        reasons = (
            *(Reason(met=False, message=NOT_GIVEN, values={"fact": Value(Kind.CHOICE, 0, FACTS[name].label)}, article="") for name in absent),
            *(self._reason(condition, get) for condition in measure.conditions if missing.isdisjoint(asked_by(condition.formula.name))),
        )
        chain = tuple(self._step(formula, get) for formula in measure.chain if missing.isdisjoint(asked_by(formula.name)))
        granted = all(reason.met for reason in reasons)
        amount = int(get(measure.amount)) if granted else 0
        months = (int(get(measure.months)) if measure.months else 1) if granted else 0
        return Assessment(measure.key, self._on, granted, amount, months, amount * months, reasons, chain, version, absent)

    def _reason(self, condition: Condition, get: Get) -> Reason:
        met = bool(get(condition.formula.name))
        values = {name: Value(read.kind, read.value(self._table, get)) if read else _value(name, get) for name, read in condition.shows.items()}
        return Reason(met, condition.met if met else condition.unmet, values, condition.formula.article)

    def _step(self, formula: Formula, get: Get) -> Step:
        value = Value(formula.kind, int(get(formula.name)))
        return Step(formula.name, formula.label, value, formula.words, formula.article, tuple(self._read(read, get) for read in formula.reads))

    def _read(self, read: Read, get: Get) -> Used:
        path = self._path(read, get)
        if path not in self._used:
            parameter = self._version.all[path]
            held = parameter.at(self._on)
            if held is None or held.value is None:
                raise NotInForce(path)
            self._used[path] = Used(path, read.label, Value(read.kind, held.value), held.article, held.since, parameter.until(self._on))
        return self._used[path]

    def _path(self, read: Read, get: Get) -> str:
        """The very figure that was read: of a scale the bracket, of a choice the one chosen."""
        if read.choice:
            return f"{read.path}.{read.choice.choices[get(read.choice.name)][0]}"
        if read.by:
            brackets = self._version.brackets(read.path, self._on)
            thresholds, _amounts = self._table.brackets(read.path)
            return brackets[max(bisect_right(thresholds, get(read.by)) - 1, 0)].path
        return read.path


def _value(name: str, get: Get) -> Value:
    number = int(get(name))
    if name in FORMULAS:
        return Value(FORMULAS[name].kind, number)
    fact = FACTS[name]
    return Value(fact.kind, number, fact.choices[number][1] if fact.choices else "")
