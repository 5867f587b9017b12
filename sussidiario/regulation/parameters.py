"""
The figures of the Regulation, each with its days, its article and how sure we are of it, as they stand in `tables/*.yaml`.

The files are OpenFisca's own form. A version of them is known by its digest; a draft is the same figures with some changed, for asking what would happen.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

from sussidiario.regulation import checking, reading
from sussidiario.regulation.facts import Kind
from sussidiario.regulation.formula import Scale, Table
from sussidiario.regulation.problem import Problem

REGULATION = Path(__file__).parent
"""The folder of the demonstration Regulation: `tables` holds the figures, `cases` what they have to give."""

ASIDE = frozenset({"description", "documentation", "metadata"})
"""What stands in a file beside the figures."""

INHERITED = ("article", "source", "confidence")
"""What a figure takes from the group it stands in, unless it says otherwise."""


class Mistaken(ValueError):
    """The files cannot be used as they are; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.place}: {problem.what()}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Dated:
    """One value of a figure, from a day on; None from the day on which there is no such figure any more."""

    since: date
    value: int | None
    article: str
    source: str
    confidence: str


@dataclass(frozen=True)
class Parameter:
    """
    A figure and all its values, oldest first.

    A bracket has the path of its scale and its place there, `income_support.threshold[2]`, and the values of where it begins.
    """

    path: str
    description: str
    kind: Kind
    values: tuple[Dated, ...]
    begins: tuple[Dated, ...] = ()

    def at(self, on: date) -> Dated | None:
        """The value that holds on a day, or None."""
        return _held(self.values, on)

    def begins_at(self, on: date) -> int | None:
        """Where the bracket begins on a day, or None if it is not one, or not then."""
        held = _held(self.begins, on)
        return held.value if held and self.at(on) else None

    def until(self, on: date) -> date | None:
        """The day from which the value of a day holds no more, if it is known already."""
        return min((value.since for value in (*self.values, *self.begins) if value.since > on), default=None)


def _held(values: tuple[Dated, ...], on: date) -> Dated | None:
    held = [value for value in values if value.since <= on]
    return held[-1] if held and held[-1].value is not None else None


@dataclass(frozen=True)
class Change:
    """A figure as a draft has it."""

    path: str
    value: int
    from_on: date


@dataclass(frozen=True, eq=False)
class Parameters:
    """A version of the figures: all the files of a Regulation's `tables`, or a draft of them."""

    tree: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    @classmethod
    def load(cls, folder: Path = REGULATION) -> Self:
        """
        Read the figures of a Regulation.

        :raises Mistaken: if something in them is not as it should be: none is used then.
        """
        tree, lines, problems = reading.read(folder / "tables")
        if problems := problems or checking.checked(tree, lines):
            raise Mistaken(problems)
        return cls(tree, lines)

    def check(self) -> list[Problem]:
        """Tell what is wrong; a draft may break what the files keep."""
        return checking.checked(self.tree, self.lines)

    @cached_property
    def digest(self) -> str:
        """What this version is known by: SHA-256 of its figures, days and articles."""
        return hashlib.sha256(json.dumps(self.tree, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parameters) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def _tables(self) -> dict[date, Table]:
        return {}

    def at(self, on: date) -> Table:
        """The figures as they hold on a day."""
        if on not in self._tables:
            self._tables[on] = Table(lambda path: self._found(path, on))
        return self._tables[on]

    def _found(self, path: str, on: date) -> int | Scale | None:
        if path in self.all:
            held = self.all[path].at(on)
            return held.value if held else None
        brackets = [(bracket.begins_at(on), bracket.at(on)) for bracket in self.brackets(path, on)]
        whole = [(begin, held.value) for begin, held in brackets if begin is not None and held and held.value is not None]
        return Scale(*map(list, zip(*whole, strict=True))) if whole else None

    @cached_property
    def all(self) -> Mapping[str, Parameter]:
        """Every figure by its path, brackets too."""
        return {parameter.path: parameter for parameter in _parameters("", self.tree, {})}

    def brackets(self, path: str, on: date) -> tuple[Parameter, ...]:
        """The brackets of a scale that hold on a day, in their order."""
        if (path, on) not in self._brackets:
            mine = (parameter for parameter in self.all.values() if parameter.begins and parameter.path.partition("[")[0] == path)
            self._brackets[path, on] = tuple(parameter for parameter in mine if parameter.begins_at(on) is not None)
        return self._brackets[path, on]

    @cached_property
    def _brackets(self) -> dict[tuple[str, date], tuple[Parameter, ...]]:
        return {}

    def changed(self, path: str, value: int, from_on: date) -> "Parameters":
        """
        Make a draft in which a figure has another value from a day on, whatever was to come after it.

        :raises KeyError: if there is no such figure.
        """
        if path not in self.all:
            raise KeyError(path)
        tree = json.loads(json.dumps(self.tree))
        values = _values(tree, path)
        for later in [day for day in values if date.fromisoformat(day) >= from_on]:
            del values[later]
        values[from_on.isoformat()] = {"value": value}
        return replace(self, tree=tree, changes=(*self.changes, Change(path, value, from_on)))


@cache
def current() -> Parameters:
    """The figures that the product ships with, or that were put in their place."""
    return Parameters.load()


def _parameters(path: str, tree: Mapping[str, Any], inherited: Mapping[str, str]) -> Iterator[Parameter]:
    said = {**inherited, **{name: value for name, value in tree.get("metadata", {}).items() if name in INHERITED}}
    if "values" in tree:
        yield _parameter(path, tree, tree["values"], said)
    elif "brackets" in tree:
        for place, bracket in enumerate(tree["brackets"]):
            begins = _dated(bracket["threshold"], said)
            yield replace(_parameter(f"{path}[{place}]", tree, bracket["amount"], said), begins=begins)
    else:
        for name, child in tree.items():
            if name not in ASIDE:
                yield from _parameters(f"{path}.{name}" if path else name, child, said)


def _parameter(path: str, tree: Mapping[str, Any], values: Mapping[str, Any], said: Mapping[str, str]) -> Parameter:
    return Parameter(path, tree.get("description", ""), Kind(tree.get("metadata", {}).get("unit", "count")), _dated(values, said))


def _dated(values: Mapping[str, Any], said: Mapping[str, str]) -> tuple[Dated, ...]:
    known = []
    for day, held in sorted(values.items()):
        own = {name: {**said, **held.get("metadata", {})}.get(name, "") for name in INHERITED}
        known.append(Dated(date.fromisoformat(day), held["value"], **own))
    return tuple(known)


def _values(tree: Any, path: str) -> Any:
    """The dated values behind a path, to be changed in place."""
    scale, _bracket, place = path.rstrip("]").partition("[")
    for name in scale.split("."):
        tree = tree[name]
    return tree["brackets"][int(place)]["amount"] if place else tree["values"]
