"""A draft of the regulation: which figures a measure reads, what they are today, and what is wrong with what somebody would write instead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from sussidiario.regulation.facts import Kind
from sussidiario.regulation.formula import Read
from sussidiario.regulation.measures import FACTS, MEASURES
from sussidiario.regulation.parameters import Parameter, Parameters
from sussidiario.regulation.problem import Problem


@dataclass(frozen=True)
class Figure:
    """
    A figure of the regulation as it is on a day: `value` in cents, months, percent, or as its `kind` says.

    A bracket says by which fact it is looked up (`by`), whether that fact is a number of persons (`counts`) or a sum, where it begins, and where it
    ends, if it does. `draft` is what somebody would write instead.
    """

    path: str
    label: str
    kind: Kind
    value: int
    article: str
    description: str = ""
    by: str = ""
    counts: bool = False
    begins: int | None = None
    ends: int | None = None
    draft: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Give it in types that JSON has."""
        return asdict(self)

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read back what `as_json` gave."""
        return cls(**{**given, "kind": Kind(given["kind"])})


def figures(formula: str, on: date, version: Parameters) -> list[Figure]:
    """Give every figure that a formula reads on a day, in its order, each bracket of a scale by itself; none if it is not in force then."""
    measure = MEASURES[formula]
    if not all(version.at(on).holds(path) for path in measure.paths):
        return []
    reads = {read.path: read for each in measure.chain for read in each.reads}
    return [figure for read in reads.values() for figure in _figures(read, on, version)]


def _figures(read: Read, on: date, version: Parameters) -> Iterator[Figure]:
    if not read.by:
        yield from (_figure(read, version.all[path], on) for path in read.paths())
        return
    brackets = version.brackets(read.path, on)
    begins = [bracket.begins_at(on) or 0 for bracket in brackets]
    ends = [*(begin - 1 for begin in begins[1:]), None]
    for bracket, begin, end in zip(brackets, begins, ends, strict=True):
        yield replace(_figure(read, bracket, on), by=FACTS[read.by].label, counts=FACTS[read.by].kind is Kind.COUNT, begins=begin, ends=end)


def _figure(read: Read, parameter: Parameter, on: date) -> Figure:
    held = parameter.at(on)
    value, article = (held.value or 0, held.article) if held else (0, "")
    return Figure(parameter.path, read.label, parameter.kind, value, article, parameter.description)


def draft(version: Parameters, changes: Mapping[str, int], from_on: date) -> Parameters:
    """
    Give the same figures with some changed from a day on.

    :raises KeyError: if there is no such figure.
    """
    for path, value in changes.items():
        version = version.changed(path, value, from_on)
    return version


def mistakes(version: Parameters, paths: Sequence[str]) -> list[tuple[str, Problem]]:
    """Tell what is wrong in a draft, each problem with the one of `paths` it is about, or with nothing; once each."""
    lines = {(f"{path.partition('.')[0]}.yaml", version.lines.get(_place(path), 0)): path for path in paths}
    found: dict[tuple[str, str], Problem] = {}
    for problem in version.check():
        path = lines.get((problem.file, problem.line), "")
        found.setdefault((path, problem.name), problem)
    return [(path, problem) for (path, _name), problem in found.items()]


def _place(path: str) -> str:
    """Where a figure stands in the files, as their reader names places."""
    scale, _bracket, place = path.rstrip("]").partition("[")
    file, _dot, rest = scale.partition(".")
    return "/".join((f"{file}.yaml", *rest.split("."), *(("brackets", place) if place else ())))
