"""The book opened for counting: DuckDB, in process, over the files of the archive themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.db.models import Exists

from sussidiario.accountability.engine import expression
from sussidiario.accountability.engine.question import Answer, Ask, Count, Split, Where
from sussidiario.foundation.figure import Figure
from sussidiario.foundation.period import Period
from sussidiario.journal import archive, crosswalk
from sussidiario.journal.models import Act, Crosswalk, Seal

Cells = Mapping[str, Answer]
"""Answers by the value of a dimension, in the order of the values."""


@contextmanager
def opened(*, upto: Seal | None, tail: bool, as_of: datetime | None) -> "Iterator[Book]":
    """
    Open the book; close it at the end. No act is copied: the files are read where they are.

    :raises ValueError: if both a seal to stop at and the tail are asked for.
    """
    if tail and upto is not None:
        message = "a book that stops at a seal has no tail"
        raise ValueError(message)
    seals = Seal.objects.order_by("number").annotate(rotated=Exists(Crosswalk.objects.all())).values_list("number", "last", "rotated")
    found = list(seals if upto is None else seals.filter(number__lte=upto.number))
    # Counted from the last seal that was read, not from a second look at the database: a seal made meanwhile changes nothing.
    after = found[-1][1] if found else 0
    rotated = found[-1][2] if found else Crosswalk.objects.exists()
    open_acts = archive.table(Act.objects.filter(pk__gt=after).order_by("pk")) if tail else None
    parts = [archive.part(number) for number, _last, _rotated in found]
    with over(parts, open_acts, as_of=as_of, joined=crosswalk.table() if rotated else None) as book:
        yield book


@contextmanager
def over(parts: Sequence[Path], tail: pa.Table | None = None, *, as_of: datetime | None = None, joined: pa.Table | None = None) -> "Iterator[Book]":
    """
    Open these files, and this table of acts after them, as one book.

    `joined` is the crosswalk: where the key was changed, whoever has two pseudonyms is read under the first.
    """
    with duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("tail", archive.SCHEMA.empty_table() if tail is None else tail)
        written = ["SELECT * FROM tail"]
        if parts:
            connection.read_parquet([str(part) for part in parts]).create_view("parts")
            written.append("SELECT * FROM parts")
        told = " UNION ALL ".join(written)
        if joined is not None:
            connection.register("joined", joined)
            told = f'SELECT told.* REPLACE (coalesce("first", subject) AS subject) FROM ({told}) told LEFT JOIN joined ON pseudonym = subject'  # noqa: S608  our own words
        connection.execute(f"CREATE TEMP VIEW written AS {told}")
        connection.execute(f"CREATE TEMP TABLE voided AS {expression.voided(as_of)}")
        connection.execute(f"CREATE TEMP VIEW acts AS {expression.standing(as_of)}")
        yield Book(connection)


class Book:
    """Acts that stand, ready to be counted."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def answers(self, asks: Iterable[Ask], splits: Iterable[Split] = ()) -> tuple[dict[Ask, Answer], dict[Split, Cells]]:
        """Answer every question and every breakdown, all in one statement."""
        asks, splits = tuple(dict.fromkeys(asks)), tuple(dict.fromkeys(splits))
        counts = tuple(dict.fromkeys(count for ask in asks for count in ask.counts()))
        proofs = tuple(dict.fromkeys(ask.counts() for ask in asks if len(ask.counts()) > 1))
        cells = tuple(dict.fromkeys((count, split.by) for split in splits for count in split.ask.counts()))
        values, acts, broken = self._count(counts, proofs, cells)
        answered = {
            ask: ask.answer(tuple(values[count] for count in ask.counts()), acts[ask.counts()] if len(ask.counts()) > 1 else acts[ask.counts()[0]])
            for ask in asks
        }
        return answered, {split: _joined(split, broken) for split in splits}

    def value(self, figure: Figure, period: Period, where: Where = ()) -> int:
        """The number of one figure."""
        ask = Ask(figure, period, where)
        return self.answers([ask])[0][ask].number

    def breakdown(self, figure: Figure, period: Period, *, by: str, where: Where = ()) -> Cells:
        """One figure for every value of a dimension."""
        split = Split(Ask(figure, period, where), by)
        return self.answers([], [split])[1][split]

    def acts(self, ask: Ask, *, offset: int = 0, limit: int = 25) -> list[int]:
        """Numbers of the acts that are the proof of an answer, latest first, a page at a time."""
        found = self._connection.execute(f"{expression.listing(ask.counts())} LIMIT ? OFFSET ?", [limit, offset])
        return [number for (number,) in found.fetchall()]

    def size(self) -> int:
        """How many acts stand in the book."""
        size: int = self._one("SELECT count(*) FROM acts")
        return size

    def last_on(self) -> date | None:
        """The latest day on which an act in the book happened, or None."""
        latest: date | None = self._one('SELECT max("on") FROM acts')
        return latest

    def _one(self, statement: str) -> Any:
        row = self._connection.execute(statement).fetchone()
        return row[0] if row else None

    def _count(
        self, counts: tuple[Count, ...], proofs: tuple[tuple[Count, ...], ...], cells: tuple[tuple[Count, str], ...]
    ) -> tuple[dict[Count, int], dict[Count | tuple[Count, ...], int], dict[tuple[Count, str], dict[str, tuple[int, int]]]]:
        """Run the one statement and sort its rows by what they answer."""
        values: dict[Count, int] = {}
        acts: dict[Count | tuple[Count, ...], int] = {}
        broken: dict[tuple[Count, str], dict[str, tuple[int, int]]] = defaultdict(dict)
        if not counts and not cells:
            return values, acts, broken
        for numbers, cell, drawn, counted in self._connection.execute(expression.counting(counts, proofs, cells)).fetchall():
            for number, value, many in zip(numbers, drawn, counted, strict=True):
                if number < len(counts):
                    values[counts[number]], acts[counts[number]] = int(value), many
                elif number < len(counts) + len(proofs):
                    acts[proofs[number - len(counts)]] = many
                elif many:
                    broken[cells[number - len(counts) - len(proofs)]][cell] = int(value), many
        return values, acts, broken


def _joined(split: Split, broken: Mapping[tuple[Count, str], Mapping[str, tuple[int, int]]]) -> Cells:
    """Put together, cell by cell, the counts of one breakdown."""
    counted = [broken.get((count, split.by), {}) for count in split.ask.counts()]
    names = sorted({name for each in counted for name in each})
    return {name: split.ask.answer(tuple(each.get(name, (0, 0))[0] for each in counted), sum(each.get(name, (0, 0))[1] for each in counted)) for name in names}
