"""
How the database is asked in SQL, where making a question from a queryset takes longer than its answer.

Questions are written as PostgreSQL reads them, with `%s` or `%(name)s` for the values, and lists where it takes arrays.
"""

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import count
from typing import Any, Self

from django.db import connections

Value = int | str | date | list[int] | list[str]

_REMEMBERED = 1024
"""How many questions are remembered in the words of the database: a search has a few forms, and some more for each role."""

_NAMED = re.compile(r"%\((\w+)\)s")
"""Mark of a value that has a name."""

_IN_SQLITE = (
    (re.compile(r"= ANY\((%s|%\(\w+\)s)\)"), r"IN (SELECT value FROM json_each(\1))"),
    (re.compile(r"= ANY\(\(SELECT (%\(\w+\)s)\)::bigint\[\]\)"), r"IN (SELECT value FROM json_each(\1))"),
    (re.compile(r"unnest\((%s)::\w+\[\]\) value"), r"json_each(\1)"),
)
"""Where PostgreSQL is given an array, SQLite is given JSON."""


def rows(alias: str, sql: str, values: Sequence[Value] | Mapping[str, Value]) -> list[tuple[Any, ...]]:
    """
    Ask the database, with values in the order of their marks or by the names in them.

    PostgreSQL keeps the plan of what it is asked often, which takes longer to make than the answer; but not of what Django's own cursor asks, which
    writes the values into the words. And the cursors of both read long words anew each time, which takes as long again: ours read them once.
    """
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.cursor = _plain_of_postgresql()(connection.connection)
            values = _written(values, _as_array)
        else:
            cursor.cursor = connection.connection.cursor(factory=_Plain)
            sql, values = _in_sqlite(sql), _written(values, json.dumps)
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def by_name(sql: str, values: Sequence[Value]) -> tuple[str, dict[str, Value]]:
    """Give names to the values of a question that has them in order, to be put inside one that has names."""
    return _in_names(sql), {f"in{place}": value for place, value in enumerate(values)}


@lru_cache(maxsize=_REMEMBERED)
def _in_names(sql: str) -> str:
    places = count()
    return re.sub("%s", lambda _mark: f"%(in{next(places)})s", sql)


def _written(values: Any, write: Any) -> Any:
    if isinstance(values, Mapping):
        return {name: write(value) if isinstance(value, list) else value for name, value in values.items()}
    return [write(value) if isinstance(value, list) else value for value in values]


def _as_array(values: list[int] | list[str]) -> str:
    """Write a list as PostgreSQL reads it. Its cursor would look at each value, and choose a kind of number by the largest: another question each time."""
    return "{" + ",".join(str(value) if isinstance(value, int) else _quoted(value) for value in values) + "}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


class _Plain(sqlite3.Cursor):
    """Reads the words once, and remembers them with SQLite's own marks for the values."""

    def execute(self, sql: str, values: Any = ()) -> Self:
        return super().execute(_marked(sql), values)


@cache
def _plain_of_postgresql() -> Any:
    """Class of a cursor that reads the words once, and remembers them with PostgreSQL's own marks for the values."""
    import psycopg  # noqa: PLC0415  only where it is spoken to: SQLite starts without

    class Plain(psycopg.RawCursor[Any]):
        def execute(self, query: Any, params: Any = (), *, prepare: bool | None = None, binary: bool | None = None) -> Self:
            numbered, names = _numbered(query)
            in_order = [params[name] for name in names] if isinstance(params, Mapping) else params
            return super().execute(numbered, in_order, prepare=prepare, binary=binary)

    return Plain


@lru_cache(maxsize=_REMEMBERED)
def _numbered(sql: str) -> tuple[str, list[str]]:
    """Words with their marks numbered, and the names of the values in that order, where they have names."""
    names = list(dict.fromkeys(_NAMED.findall(sql)))
    places = count(1)
    marked = _NAMED.sub(lambda mark: f"${names.index(mark[1]) + 1}", sql)
    return re.sub("%s", lambda _mark: f"${next(places)}", marked).replace("%%", "%"), names


@lru_cache(maxsize=_REMEMBERED)
def _marked(sql: str) -> str:
    return _NAMED.sub(r":\1", sql).replace("%s", "?").replace("%%", "%")


@lru_cache(maxsize=_REMEMBERED)
def _in_sqlite(sql: str) -> str:
    for ours, theirs in _IN_SQLITE:
        sql = ours.sub(theirs, sql)
    return sql
