"""
The cases that a lawyer writes: a measure, a day, the facts, what the Regulation has to answer, and why. No Python in them.

A case that the figures and the formulas do not answer as it expects is a problem like any other, with its line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation import reading
from sussidiario.regulation.assessing import assess
from sussidiario.regulation.assessment import Assessment
from sussidiario.regulation.facts import Fact, Given, Kind
from sussidiario.regulation.measures import MEASURES
from sussidiario.regulation.parameters import REGULATION, Mistaken, Parameters
from sussidiario.regulation.problem import Problem, Wrong, problem

FIELDS = ("case", "measure", "on", "facts", "expect", "why")
ANSWERS = ("granted", "amount", "months", "total", "missing")

FORMS: Mapping[Kind, str] = {
    Kind.CENTS: gettext_noop("un numero intero di centesimi"),
    Kind.COUNT: gettext_noop("un numero intero"),
    Kind.YES_NO: gettext_noop("true o false"),
    Kind.DAY: gettext_noop("anno, mese e giorno così: 2016-01-01"),
    Kind.CHOICE: gettext_noop("una delle scelte di questo dato"),
}


@dataclass(frozen=True)
class Case:
    """One case, and where it is written."""

    file: str
    line: int
    name: str
    measure: str
    on: date
    facts: Mapping[str, Given]
    expect: Mapping[str, Any]
    why: str

    def answered(self, version: Parameters) -> Iterator[Problem]:
        """Tell each answer that is not the one expected."""
        answer = assess(self.measure, self.facts, self.on, parameters=version)
        for field, given in self.expect.items():
            found = _answer(answer, field)
            if found != given:
                yield problem(self.file, self.line, Wrong.OTHERWISE, field=field, given=_written(given), found=_written(found))


def _answer(answer: Assessment, field: str) -> Any:
    if field == "missing":
        return list(answer.missing)
    return getattr(answer, field) if field in ANSWERS else answer.value(field)


def _written(value: Any) -> str:
    """Write an answer as it is written in a file."""
    return {True: "true", False: "false", None: "null"}.get(value, str(value)) if value is None or isinstance(value, bool) else str(value)


def read(folder: Path = REGULATION) -> tuple[list[Case], list[Problem]]:
    """Read every case of a Regulation: those that are well written, and what is wrong with the others."""
    cases: list[Case] = []
    problems: list[Problem] = []
    for path in sorted((folder / "cases").glob("*.yaml")):
        content, lines, wrong = reading.read_file(path)
        problems += wrong
        if not isinstance(content, list):
            problems += [] if wrong else [problem(path.name, 1, Wrong.NOT_LIST, field=path.name)]
            continue
        for place, given in enumerate(content):
            found = list(_wrong(given, path.name, f"{path.name}/{place}", lines))
            problems += found
            if not found:
                cases.append(_case(given, path.name, lines[f"{path.name}/{place}"]))
    return cases, problems


def problems(folder: Path = REGULATION) -> list[Problem]:
    """Tell everything that is wrong with a Regulation: its figures, its cases, and the cases that it does not answer as they expect."""
    cases, found = read(folder)
    try:
        version = Parameters.load(folder)
    except Mistaken as mistaken:
        return sorted(mistaken.problems) + sorted(found)
    return sorted(found) + [wrong for case in cases for wrong in case.answered(version)]


def _case(given: Mapping[str, Any], file: str, line: int) -> Case:
    measure = MEASURES[given["measure"]]
    facts = {name: _given(measure.fact(name), value) for name, value in given["facts"].items()}
    return Case(file, line, str(given["case"]), measure.key, date.fromisoformat(given["on"]), facts, given["expect"], str(given["why"]))


def _given(fact: Fact, value: Any) -> Given:
    """
    A fact as it is written in a file.

    :raises ValueError: if it is not of its kind.
    """
    if value is not None and isinstance(value, bool) != (fact.kind is Kind.YES_NO):
        raise ValueError(fact.name)
    given = date.fromisoformat(str(value)) if fact.kind is Kind.DAY and value is not None else value
    fact.encode(given)
    return given


def _wrong(given: Any, file: str, at: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Tell what is wrong with the writing of a case."""
    line = lines[at]
    if not isinstance(given, dict):
        yield problem(file, line, Wrong.NOT_FIELDS, field="case")
        return
    for name in given.keys() - set(FIELDS):
        yield problem(file, lines[f"{at}/{name}"], Wrong.UNKNOWN_FIELD, field=name, fields=", ".join(FIELDS))
    absent = [name for name in FIELDS if given.get(name) is None]
    for name in absent:
        yield problem(file, line, Wrong.INCOMPLETE, field=name)
    if not absent:
        yield from _wrong_content(given, file, at, lines)


def _wrong_content(given: Mapping[str, Any], file: str, at: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    measure = MEASURES.get(str(given["measure"]))
    if measure is None:
        yield problem(file, lines[f"{at}/measure"], Wrong.NOT_A_MEASURE, given=given["measure"], choices=", ".join(MEASURES))
        return
    try:
        date.fromisoformat(str(given["on"]))
    except ValueError:
        yield problem(file, lines[f"{at}/on"], Wrong.NOT_DAY, given=given["on"])
    for part in ("facts", "expect"):
        if not isinstance(given[part], dict):
            yield problem(file, lines[f"{at}/{part}"], Wrong.NOT_FIELDS, field=part)
            return
    known = {fact.name: fact for fact in measure.facts}
    for name, value in given["facts"].items():
        line = lines[f"{at}/facts/{name}"]
        if name not in known:
            yield problem(file, line, Wrong.NOT_A_FACT, given=name, choices=", ".join(known))
            continue
        try:
            _given(known[name], value)
        except (TypeError, ValueError):
            yield problem(file, line, Wrong.NOT_THIS_FACT, field=name, given=_written(value), form=FORMS[known[name].kind])
    for name in given["expect"].keys() - {*ANSWERS, *(formula.name for formula in measure.chain)}:
        yield problem(file, lines[f"{at}/expect/{name}"], Wrong.NOT_EXPECTED, given=name, choices=", ".join(ANSWERS))
