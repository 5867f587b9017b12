"""
The shape of a number that may leave the building.

A figure says which acts it counts, in words and in one expression. The expression is handed a table of acts and the
period, and answers with the acts that count: from those rows the engine draws the number, its breakdowns and its proof.
The table is an Ibis table, so the same expression runs on any engine; nothing here needs to import one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sussidiario.foundation.period import Period

Acts = Any
"""An Ibis table of acts. Columns: id act on at subject municipality neighbourhood area measure partner quantity amount detail."""

Expression = Callable[[Acts, Period], Acts]


class Measure(StrEnum):
    """What is drawn from the acts that count."""

    ACTS = "acts"
    SUBJECTS = "subjects"
    QUANTITY = "quantity"
    AMOUNT = "amount"
    MEDIAN = "median"


class Unit(StrEnum):
    """What the number is a number of; the page writes it out."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"
    ITEMS = "items"
    PERCENT = "percent"
    CENTS = "cents"
    DAYS = "days"


@dataclass(frozen=True)
class Figure:
    """
    One public number and its definition.

    `counts` names every act the expression reads; `over`, when given, makes this a share: a whole percentage of
    the other figure, rounded half up. `personal` says that its acts are about persons or households, whose small numbers are protected
    before they are published; only a count of places may set it aside.
    """

    key: str
    title: str
    definition: str
    unit: Unit
    counts: tuple[str, ...]
    rows: Expression
    measure: Measure
    dimensions: tuple[str, ...] = ()
    over: "Figure | None" = None
    personal: bool = True


def percent(part: int, whole: int) -> int:
    """Whole percentage, half rounded up: 5 of 8 is 63."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def flow(*acts: str) -> Expression:
    """Acts done in the period."""

    def rows(table: Acts, period: Period) -> Acts:
        return table.filter(table.act.isin(acts), table.on >= period.start, table.on < period.end)

    return rows


def present_during(opened: tuple[str, ...], closed: tuple[str, ...], *, by: tuple[str, ...] = ("subject",)) -> Expression:
    """Openings of the spells that share at least one day with the period; a spell is told apart by the columns in `by`."""

    def rows(table: Acts, period: Period) -> Acts:
        spells = _spells(table, opened, closed, by)
        return spells.filter(spells.on < period.end, spells.until.isnull() | (spells.until > period.start))

    return rows


def present_at_end(opened: tuple[str, ...], closed: tuple[str, ...], *, by: tuple[str, ...] = ("subject",)) -> Expression:
    """Openings of the spells still going on the last day of the period."""

    def rows(table: Acts, period: Period) -> Acts:
        spells = _spells(table, opened, closed, by)
        return spells.filter(spells.on < period.end, spells.until.isnull() | (spells.until >= period.end))

    return rows


def _spells(table: Acts, opened: tuple[str, ...], closed: tuple[str, ...], by: tuple[str, ...]) -> Acts:
    """Every opening with `until`, the day of the next closing of the same thing, or null while it goes on."""
    events = table.filter(table.act.isin(opened + closed))
    events = events.group_by(list(by)).order_by(["on", "id"]).mutate(until=lambda each: each.on.lead())
    return events.filter(events.act.isin(opened))
