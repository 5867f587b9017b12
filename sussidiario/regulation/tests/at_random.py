"""Households drawn at random, many of them at the very edge of a figure, some with a fact missing: for the tests and the benchmark."""

from datetime import date

import numpy as np

from sussidiario.regulation.facts import MISSING, Column, Fact, Given, Kind
from sussidiario.regulation.measures import MEASURES
from sussidiario.regulation.parameters import current

DAYS = (date(2012, 6, 1), date(2014, 7, 14), date(2015, 3, 3), date(2016, 3, 29), date(2016, 9, 1), date(2017, 5, 15))
"""Days on which different figures hold."""

SELDOM = {"other_home", "helped_this_month", "life_support"}
"""What is true of few, or nobody would be granted anything."""

EDGES = np.unique(
    [
        edge + near
        for parameter in current().all.values()
        if parameter.kind is Kind.CENTS or parameter.begins
        for dated in (*parameter.values, *parameter.begins)
        for edge in ([] if dated.value is None else [dated.value])
        for near in (-1, 0, 1)
        if edge + near >= 0
    ]
)
"""Every amount that some article names, and a cent to either side."""


def column(fact: Fact, rows: int, on: date, rng: np.random.Generator) -> Column:
    """Draw a fact of so many households; one in a hundred does not give it."""
    absent = rng.random(rows) < 0.01
    if fact.kind is Kind.CHOICE:
        values = np.array([value for value, _label in fact.choices])
        return np.where(absent, "", values[rng.integers(0, len(values), rows)])
    if fact.kind is Kind.DAY:
        days = np.datetime64(on) + np.where(rng.random(rows) < 0.1, rng.integers(-2, 3, rows), rng.integers(0, 400, rows)).astype("timedelta64[D]")
        return np.where(absent, np.datetime64("NaT"), days)
    if fact.kind is Kind.YES_NO:
        return np.where(absent, MISSING, rng.random(rows) < (0.05 if fact.name in SELDOM else 0.95))
    if fact.kind is Kind.COUNT:
        few = rng.integers(0, 40 if "months" in fact.name else 10, rows)
        return np.where(absent, MISSING, np.where(rng.random(rows) < 0.01, rng.integers(0, fact.largest + 1, rows), few))
    small = np.exp(rng.uniform(0, np.log(4_000_000), rows)).astype(np.int64)
    drawn = np.where(rng.random(rows) < 0.3, EDGES[rng.integers(0, len(EDGES), rows)], np.where(rng.random(rows) < 0.5, small, rng.integers(0, 200_000, rows)))
    return np.where(absent, MISSING, np.where(rng.random(rows) < 0.01, rng.integers(0, fact.largest + 1, rows), drawn))


def columns(measure: str, rows: int, on: date, rng: np.random.Generator) -> dict[str, Column]:
    """Draw all the facts that a measure asks."""
    return {fact.name: column(fact, rows, on, rng) for fact in MEASURES[measure].facts}


def households(measure: str, drawn: dict[str, Column]) -> list[dict[str, Given]]:
    """The same households one by one, as people and forms have them."""
    names = [fact.name for fact in MEASURES[measure].facts]
    given = [_given(fact, drawn[fact.name]) for fact in MEASURES[measure].facts]
    return [dict(zip(names, row, strict=True)) for row in zip(*given, strict=True)]


def _given(fact: Fact, column: Column) -> list[Given]:
    if fact.kind in {Kind.CHOICE, Kind.DAY}:
        return [value or None for value in column.tolist()]
    return [None if value == MISSING else bool(value) if fact.kind is Kind.YES_NO else value for value in column.tolist()]
