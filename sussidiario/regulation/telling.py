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
        self.in_force = all(self._table.holds(path) for path in measure.paths)
        reads = {read.path: read for formula in measure.chain for read in formula.reads} if self.in_force else {}
        self._used = {path: self._all_used(read) for path, read in reads.items()}

    def told(self, get: Get, missing: frozenset[str]) -> Assessment:
        """Tell the answer for a case, whose facts and formulas `get` gives; what depends on a `missing` fact is not told."""
        measure, version = self._measure, self._version.digest
        if not self.in_force:
            never = Reason(met=False, message=NOT_IN_FORCE, values={"on": Value(Kind.DAY, number(self._on))}, article="")
            return Assessment(measure.key, self._on, granted=False, amount=0, months=0, total=0, reasons=(never,), chain=(), version=version)
        absent = tuple(fact.name for fact in measure.facts if fact.name in missing) if missing else ()
        reasons = (
            *(Reason(met=False, message=NOT_GIVEN, values={"fact": Value(Kind.CHOICE, 0, FACTS[name].label)}, article="") for name in absent),
            *(self._reason(condition, get) for condition in measure.conditions if not absent or missing.isdisjoint(asked_by(condition.formula.name))),
        )
        chain = tuple([self._step(formula, get) for formula in measure.chain if not absent or missing.isdisjoint(asked_by(formula.name))])
        granted = all(reason.met for reason in reasons)
        amount = int(get(measure.amount)) if granted else 0
        months = (int(get(measure.months)) if measure.months else 1) if granted else 0
        return Assessment(measure.key, self._on, granted, amount, months, amount * months, reasons, chain, version, absent)

    def _reason(self, condition: Condition, get: Get) -> Reason:
        met = bool(get(condition.formula.name))
        values = {name: self._read(read, get).value if read else _value(name, get) for name, read in condition.shows}
        return Reason(met, condition.met if met else condition.unmet, values, condition.formula.article)

    def _step(self, formula: Formula, get: Get) -> Step:
        value = Value(formula.kind, int(get(formula.name)))
        used = tuple([self._read(read, get) for read in formula.reads]) if formula.reads else ()
        return Step(formula.name, formula.label, value, formula.words, formula.article, used)

    def _read(self, read: Read, get: Get) -> Used:
        """The very figure that was read: of a scale the bracket, of a choice the one chosen."""
        used = self._used[read.path]
        if read.by:
            thresholds, _amounts = self._table.brackets(read.path)
            return used[max(bisect_right(thresholds, get(read.by)) - 1, 0)]
        return used[get(read.choice.name)] if read.choice else used[0]

    def _all_used(self, read: Read) -> list[Used]:
        """Every figure that a formula might read here."""
        paths = [bracket.path for bracket in self._version.brackets(read.path, self._on)] if read.by else read.paths()
        return [self._one_used(read, path) for path in paths]

    def _one_used(self, read: Read, path: str) -> Used:
        parameter = self._version.all[path]
        held = parameter.at(self._on)
        if held is None or held.value is None:
            raise NotInForce(path)
        return Used(path, read.label, Value(read.kind, held.value), held.article, held.since, parameter.until(self._on))


def _value(name: str, get: Get) -> Value:
    number = int(get(name))
    if name in FORMULAS:
        return Value(FORMULAS[name].kind, number)
    fact = FACTS[name]
    return Value(fact.kind, number, fact.choices[number][1] if fact.choices else "")
