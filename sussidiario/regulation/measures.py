"""Every measure of the Regulation, by its key."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sussidiario.regulation.facts import Fact
from sussidiario.regulation.formula import Formula, Table
from sussidiario.regulation.formulas.blameless_arrears import BLAMELESS_ARREARS
from sussidiario.regulation.formulas.emergency_food import EMERGENCY_FOOD
from sussidiario.regulation.formulas.emergency_utilities import EMERGENCY_UTILITIES
from sussidiario.regulation.formulas.income_support import INCOME_SUPPORT
from sussidiario.regulation.formulas.service_copayment import SERVICE_COPAYMENT
from sussidiario.regulation.measure import Measure

MEASURES: Mapping[str, Measure] = {
    measure.key: measure for measure in (INCOME_SUPPORT, BLAMELESS_ARREARS, SERVICE_COPAYMENT, EMERGENCY_FOOD, EMERGENCY_UTILITIES)
}

FACTS: Mapping[str, Fact] = {fact.name: fact for measure in MEASURES.values() for fact in measure.facts}
"""Every fact that some measure asks; a name means the same thing in all of them."""

FORMULAS: Mapping[str, Formula] = {formula.name: formula for measure in MEASURES.values() for formula in measure.chain}
"""Every formula by its name."""

ISEE_PATHS = (
    "isee.assets_share",
    "isee.members",
    "isee.further_member",
    "isee.disabled",
    "isee.parents.plain",
    "isee.parents.infants",
    "isee.offspring.general",
    "isee.offspring.family_measures",
    "isee.validity.years_after",
    "isee.validity.month",
    "isee.validity.day",
    "isee.current.income_months",
)
"""The figures that `isee.py` reads."""


@cache
def asked_by(formula: str) -> frozenset[str]:
    """Names of the facts that a formula depends on, directly or through others; it is run once to see which it asks for."""
    seen = Asking()
    FORMULAS[formula].compute(seen, seen)
    return frozenset(seen.facts)


class Asking(Table):
    """A case and a table that answer 1 to everything, and note what they were asked."""

    def __init__(self) -> None:
        super().__init__(lambda _path: None)
        self.facts: set[str] = set()
        self.paths: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        """Note a fact; run a formula."""
        if name in FORMULAS:
            return FORMULAS[name].compute(self, self)
        if name in FACTS:
            self.facts.add(name)
        return 1

    def found(self, path: str) -> Any:
        """Note a parameter."""
        self.paths.add(path)
        return _Single(1)


class _Single(int):
    """A parameter that is 1, and a scale of one bracket that gives 1."""

    thresholds = (0,)
    amounts = (1,)
