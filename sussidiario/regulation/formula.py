"""
How a rule is written: once, over whole numbers, and read by two machines.

A formula is a function of a case and of the table of parameters that holds on its day. The case gives facts and other formulas by name. OpenFisca runs
it over columns of 64-bit integers; `one.py` runs the same lines over Python's own integers for one case. Therefore a formula has no `if`, `and`, `or`,
`not`, and no division but `//`: it is built from `+ - * //`, comparisons, `&`, `|` and the five words below.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sussidiario.regulation.facts import Fact, Kind

Case = Any
"""One case or a column of them: `case.isee` is a whole number, or one for each row."""

Whole = Any
"""A whole number, or a column of them."""


def least(one: Whole, other: Whole) -> Whole:
    """The smaller of the two."""
    return min(one, other) if isinstance(one, int) and isinstance(other, int) else np.minimum(one, other)


def most(one: Whole, other: Whole) -> Whole:
    """The larger of the two."""
    return max(one, other) if isinstance(one, int) and isinstance(other, int) else np.maximum(one, other)


def choose(condition: Whole, then: Whole, otherwise: Whole) -> Whole:
    """`then` where the condition holds, else `otherwise`; both are computed."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return np.where(condition, then, otherwise)


def no(condition: Whole) -> Whole:
    """Hold where the condition does not."""
    return not condition if isinstance(condition, bool) else np.logical_not(condition)


def down_to(step: int, amount: Whole) -> Whole:
    """Round down to a multiple of `step`."""
    return amount // step * step


class NotInForce(LookupError):
    """The parameter has no value on this day."""


class Scale(NamedTuple):
    """Brackets as they hold on one day: where each begins, and what it gives."""

    thresholds: list[int]
    amounts: list[int]


class Table:
    """The parameters as they hold on one day; `find` gives a number or a scale by its path, or None."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find
        self._known: dict[str, Any] = {}

    def __getitem__(self, path: str) -> int:
        """
        Give a parameter: cents, months, hundredths, percent.

        :raises NotInForce: if it has no value on this day.
        """
        value = self.found(path)
        return int(value)

    def holds(self, path: str) -> bool:
        """Tell whether a figure has a value on this day, or a scale its brackets."""
        try:
            return bool(getattr(self.found(path), "thresholds", True))
        except NotInForce:
            return False

    def bracket(self, path: str, at: Whole) -> Whole:
        """
        Give the amount of the bracket in which `at` falls: the last whose threshold it reaches, or the first if it reaches none.

        :raises NotInForce: if it has no brackets on this day.
        """
        thresholds, amounts = self.brackets(path)
        if isinstance(at, int):
            return amounts[max(bisect_right(thresholds, at) - 1, 0)]
        places = np.searchsorted(np.array(thresholds, dtype=np.int64), at, side="right") - 1
        return np.array(amounts, dtype=np.int64)[np.maximum(places, 0)]

    def brackets(self, path: str) -> tuple[list[int], list[int]]:
        """
        Give the thresholds of a scale and their amounts.

        :raises NotInForce: if it has no brackets on this day.
        """
        scale = self.found(path)
        if not scale.thresholds:
            raise NotInForce(path)
        return scale.thresholds, scale.amounts

    def chosen(self, path: str, fact: Fact, choice: Whole) -> Whole:
        """
        Give the parameter that stands under the name of a choice.

        :raises NotInForce: if one of them has no value on this day.
        """
        values = [self[f"{path}.{value}"] for value, _label in fact.choices]
        return values[choice] if isinstance(choice, int) else np.array(values, dtype=np.int64)[choice]

    def found(self, path: str) -> Any:
        """
        Give whatever stands at a path.

        :raises NotInForce: if nothing does on this day.
        """
        if path not in self._known:
            found = self._find(path)
            if found is None:
                raise NotInForce(path)
            self._known[path] = found
        return self._known[path]


@dataclass(frozen=True)
class Read:
    """A parameter that a formula reads; `by` names what its bracket is looked up by, `choice` the fact whose choice picks it."""

    path: str
    label: str
    kind: Kind
    by: str = ""
    choice: Fact | None = None

    def paths(self) -> tuple[str, ...]:
        """Every parameter behind it."""
        return tuple(f"{self.path}.{value}" for value, _label in self.choice.choices) if self.choice else (self.path,)


@dataclass(frozen=True)
class Formula:
    """A rule with its name, its words for who is told why, and the article it stands in."""

    name: str
    label: str
    kind: Kind
    words: str
    article: str
    reads: tuple[Read, ...]
    compute: Callable[[Case, Table], Whole]


def formula(*, label: str, kind: Kind, words: str, article: str, reads: Iterable[Read] = ()) -> Callable[[Callable[[Case, Table], Whole]], Formula]:
    """Make a formula of a function; its name is the name that other formulas ask for it by."""

    def made(compute: Callable[[Case, Table], Whole]) -> Formula:
        return Formula(compute.__name__, label, kind, words, article, tuple(reads), compute)

    return made
