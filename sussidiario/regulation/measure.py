"""What a measure is made of: the facts it asks, its conditions, and the formulas that lead to the money."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

from sussidiario.regulation.facts import Fact
from sussidiario.regulation.formula import Formula, Read


@dataclass(frozen=True)
class Condition:
    """A formula that says yes or no, and the reason to give in each case; names in braces are facts, formulas, or parameters that it reads."""

    formula: Formula
    met: str
    unmet: str

    @cached_property
    def shows(self) -> tuple[tuple[str, Read | None], ...]:
        """What fills the braces of both texts: a parameter that is read, or else the fact or formula of that name."""
        names = {name for text in (self.met, self.unmet) for _text, name, _format, _conversion in Formatter().parse(text) if name}
        reads = {read.path.rpartition(".")[2]: read for read in self.formula.reads}
        return tuple((name, reads.get(name)) for name in sorted(names))


@dataclass(frozen=True)
class Measure:
    """
    One benefit of the Regulation.

    `siuss` is its code in the national register of benefits. `conditions` are told in this order; `formulas` are the chain, each after those it needs,
    `amount` names one of them and so does `months`, which is empty when the money is
    given once. A `fictitious` measure is invented for the demonstration: it is nobody's Regulation.
    """

    key: str
    title: str
    siuss: str
    facts: tuple[Fact, ...]
    conditions: tuple[Condition, ...]
    formulas: tuple[Formula, ...]
    amount: str
    months: str = ""
    fictitious: bool = False

    @cached_property
    def chain(self) -> tuple[Formula, ...]:
        """Every formula: those that lead to the money, then the conditions that are not among them."""
        conditions = (condition.formula for condition in self.conditions)
        return (*self.formulas, *(formula for formula in conditions if formula not in self.formulas))

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every parameter that has to have a value on a day for the measure to be in force then."""
        return tuple(dict.fromkeys(path for formula in self.chain for read in formula.reads for path in read.paths()))

    def fact(self, name: str) -> Fact:
        """
        Give one of its facts.

        :raises KeyError: if it does not ask it.
        """
        return self._facts[name]

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return {fact.name: fact for fact in self.facts}
