"""
From questions to one SQL statement, through Ibis.

Everything asked together becomes one UNION ALL, in which what many questions share (the spells of a figure, whatever the period or
the breakdown) is written many times: DuckDB finds the common part and computes it once. That is why conditions on dimensions are
put in the aggregates and not in filters: a filter would make the shared parts differ. Before its version 2 DuckDB shared badly: it
stood still for ever over ten million acts, and was known to count wrongly.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import ibis

from sussidiario.accountability.engine.question import Count, Where
from sussidiario.foundation.figure import Figure, Measure
from sussidiario.foundation.period import Period

_COLUMNS = {
    "id": "int64",
    "act": "string",
    "on": "date",
    "at": "timestamp('UTC')",
    "subject": "string",
    "municipality": "string",
    "neighbourhood": "string",
    "area": "string",
    "measure": "string",
    "partner": "string",
    "quantity": "int64",
    "amount": "int64",
    "detail": "string",
}
ACTS = ibis.table(_COLUMNS, name="acts")
"""Acts that stand: what every figure's expression is handed."""

WRITTEN = ibis.table(_COLUMNS | {"voids": "int64"}, name="written")
"""Every act in the book, with those that void and those voided."""


VOIDED = ibis.table({"id": "int64"}, name="voided")
"""Numbers of the acts that another act voids: few, found once for all figures."""


def voided(as_of: datetime | None) -> str:
    """SQL of the numbers of the acts that an act written by `as_of` voids."""
    known = _known(as_of)
    return _sql(known.filter(known.voids.notnull()).select(id=known.voids))


def standing(as_of: datetime | None) -> str:
    """SQL of the acts that stand: written by `as_of`, not voided, and not themselves a void."""
    known = _known(as_of)
    return _sql(known.filter(known.voids.isnull(), ~known.id.isin(VOIDED.id)).select(*_COLUMNS))


def _known(as_of: datetime | None) -> Any:
    return WRITTEN if as_of is None else WRITTEN.filter(WRITTEN.at <= ibis.literal(as_of.astimezone(UTC)))


@lru_cache(maxsize=256)
def counting(counts: tuple[Count, ...], proofs: tuple[tuple[Count, ...], ...], splits: tuple[tuple[Count, str], ...]) -> str:
    """
    SQL that answers all of it; every row is `number, cell, place, value, acts`.

    Of each count its value and how many acts it counts; of each proof how many different acts stand behind several counts
    together; of each split the same as of a count, for every cell. `number` counts counts first, then proofs, then splits.
    """
    relations = [*_totals(counts)]
    relations += [_proof(len(counts) + n, together) for n, together in enumerate(proofs)]
    relations += [_cells(len(counts) + len(proofs) + n, count, by) for n, (count, by) in enumerate(splits)]
    return _sql(relations[0] if len(relations) == 1 else ibis.union(*relations))


@lru_cache(maxsize=256)
def listing(counts: tuple[Count, ...]) -> str:
    """SQL of the numbers of the acts behind these counts, each once, latest first."""
    rows = [_rows(count.figure, count.period) for count in counts]
    found = [each.filter(_hit(each, count.where)).select("id", "on") for each, count in zip(rows, counts, strict=True)]
    acts = found[0] if len(found) == 1 else ibis.union(*found, distinct=True)
    return _sql(acts.order_by([acts.on.desc(), acts.id.desc()]).select("id"))


def _totals(counts: tuple[Count, ...]) -> list[Any]:
    """One row for each pair of figure and period, with a value for each set of conditions asked of it."""
    together: dict[tuple[Figure, Period], list[int]] = {}
    for number, count in enumerate(counts):
        together.setdefault((count.figure, count.period), []).append(number)
    relations = []
    for (figure, period), numbers in together.items():
        rows = _rows(figure, period)
        hits = [_hit(rows, counts[number].where) for number in numbers]
        relations.append(
            rows.aggregate(values=ibis.array([_drawn(rows, figure, hit) for hit in hits]), acts=ibis.array([rows.count(where=hit) for hit in hits])).select(
                numbers=ibis.array([ibis.literal(number, "int64") for number in numbers]), cell=ibis.literal("", "string"), values="values", acts="acts"
            )
        )
    return relations


def _proof(number: int, counts: tuple[Count, ...]) -> Any:
    """One row: how many different acts are behind these counts."""
    rows = [_rows(count.figure, count.period) for count in counts]
    acts = ibis.union(*[each.select("id", hit=_hit(each, count.where)) for each, count in zip(rows, counts, strict=True)])
    return acts.aggregate(values=ibis.array([ibis.literal(0, "int64")]), acts=ibis.array([acts.id.nunique(where=acts.hit)])).select(
        numbers=ibis.array([ibis.literal(number, "int64")]), cell=ibis.literal("", "string"), values="values", acts="acts"
    )


def _cells(number: int, count: Count, by: str) -> Any:
    """A row for each value of the dimension."""
    rows = _rows(count.figure, count.period)
    hit = _hit(rows, count.where)
    grouped = rows.group_by(cell=rows[by]).aggregate(values=ibis.array([_drawn(rows, count.figure, hit)]), acts=ibis.array([rows.count(where=hit)]))
    return grouped.select(numbers=ibis.array([ibis.literal(number, "int64")]), cell="cell", values="values", acts="acts")


def _rows(figure: Figure, period: Period) -> Any:
    return figure.rows(ACTS, period)


def _hit(rows: Any, where: Where) -> Any:
    """Condition that a row is among those asked for."""
    condition = ibis.literal(True)  # noqa: FBT003  the neutral element of "and"
    for name, value in where:
        condition &= rows[name] == value
    return condition


def _drawn(rows: Any, figure: Figure, hit: Any) -> Any:
    """Draw a figure's number from the acts that count."""
    match figure.measure:
        case Measure.ACTS:
            return rows.count(where=hit)
        case Measure.SUBJECTS:
            return rows.subject.nunique(where=hit)
        case Measure.QUANTITY:
            return rows.quantity.sum(where=hit).coalesce(0)
        case Measure.AMOUNT:
            return rows.amount.sum(where=hit).coalesce(0)
        case Measure.MEDIAN:
            # Of two in the middle their mean, rounded down.
            return rows.quantity.median(where=hit).floor().cast("int64").coalesce(0)


def _sql(expression: Any) -> str:
    return str(ibis.to_sql(expression, dialect="duckdb"))
