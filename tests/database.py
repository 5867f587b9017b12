"""What tests do to a database that the software never does: open the book, empty it, put back what was in it, come at it from two sides at once."""

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import connection, transaction

from sussidiario.journal import append_only

OF_THE_SCHEMA = {"django_migrations", "django_content_type", "auth_permission"}
"""Tables that are filled when the schema is made, and by nothing else."""


@dataclass(frozen=True)
class Picture:
    """Every row of a database, as what writes it again, and every file of its archive; on PostgreSQL also how far its sequences had come."""

    statements: Sequence[tuple[str, Sequence[Any] | None]]
    files: Mapping[str, bytes]

    @classmethod
    def take(cls) -> "Picture":
        """Look at the whole database, and at its archive."""
        archive = Path(settings.SUSSIDIARIO_ARCHIVE)
        files = {str(path.relative_to(archive)): path.read_bytes() for path in archive.rglob("*") if path.is_file()}
        found: list[tuple[str, Sequence[Any] | None]] = []
        with connection.cursor() as cursor:
            for table in filled():
                cursor.execute(f"SELECT * FROM {table}")
                columns, rows = [f'"{column[0]}"' for column in cursor.description], cursor.fetchall()
                row = f"({', '.join(['%s'] * len(columns))})"
                values = [str(value) if isinstance(value, time) else value for each in rows for value in each]  # SQLite knows no times of day
                found.append((f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * len(rows))}", values))
            if connection.vendor == "postgresql":
                cursor.execute("SELECT format('setval(%L, %s)', format('%I.%I', schemaname, sequencename), last_value) FROM pg_sequences WHERE last_value > 0")
                numbers = ", ".join(number for (number,) in cursor.fetchall())
                written = [connection.ops.compose_sql(*each) for each in found]  # type: ignore[attr-defined]  # those of PostgreSQL have it
                return cls([("; ".join([*written, f"SELECT {numbers}"]), None)], files)  # one way there instead of a hundred
        return cls(found, files)

    @transaction.atomic
    def put_back(self) -> None:
        """Write the rows into an empty database, with the numbers they had, and let it go on counting from there; and the files where the archive is now."""
        for name, content in self.files.items():
            path = Path(settings.SUSSIDIARIO_ARCHIVE) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        with connection.cursor() as cursor:
            for statement, values in self.statements:
                cursor.execute(statement, values)


Made = TypeVar("Made")

_ONCE: dict[tuple[Any, ...], tuple[Any, Picture]] = {}
"""What was written once, by what wrote it and what that depends on of the settings; one for each process, which has one database."""


def once(write: Callable[[], Made], *also: Hashable) -> Made:
    """
    Write something in an empty database: by its actions the first time, and since then row by row, as they left it. `also` is what else it depends on.

    Where something is written already it is written as ever. Deep copies go out: what a story does to its records is not in the next one's.
    """
    if not untouched():
        return write()
    of = (write, connection.vendor, settings.SUSSIDIARIO_KEY, *also)
    if kept := _ONCE.get(of):
        made, picture = kept
        picture.put_back()
        return cast("Made", deepcopy(made))
    made = write()
    _ONCE[of] = deepcopy(made), Picture.take()
    return made


@contextmanager
def numbers_put_back() -> Iterator[None]:
    """Let PostgreSQL go on counting from where it was: what a transaction draws from a sequence, or sets it to, it does not take back."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences")
        numbers = cursor.fetchall()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.executemany("SELECT setval(%s, %s, %s)", numbers)


def filled() -> list[str]:
    """Tables in which somebody wrote something."""
    tables = sorted(set(connection.introspection.django_table_names(include_views=False)) - OF_THE_SCHEMA)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables))
        return [table for (table,) in cursor.fetchall()]


def untouched() -> bool:
    """Tell whether nobody wrote anything yet: who writes is one of the staff, and leaves an act."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM access_staff) OR EXISTS (SELECT 1 FROM journal_act)")
        return not cursor.fetchone()[0]


def emptied() -> None:
    """
    Delete whatever was written: what Django's flush does, in the few tables where there is something, and without filling anew those of the schema.

    On SQLite the numbers of what is only ever added begin again, since one that is not there is an act taken away; and how many rows there were is forgotten.
    """
    tables = filled()
    deleting = [f"DELETE FROM {table}" for table in tables]
    if connection.vendor == "postgresql":
        _execute(["; ".join(["BEGIN", "SET LOCAL session_replication_role = replica", *deleting, "COMMIT"])])  # without its triggers
        return
    append = sorted(append_only.locked(connection))
    restarting = [f"DELETE FROM sqlite_sequence WHERE name = '{table}'" for table in append]
    locked = set(append) & set(tables)
    with unlocked(*locked) if locked else nullcontext(), transaction.atomic():
        _execute([*deleting, *restarting, *(f"DROP TABLE {table}" for table in _sizes())])


def _sizes() -> list[str]:
    """Tables in which SQLite keeps how many rows the others have, once it was asked to look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'sqlite~_stat%' ESCAPE '~'")
        return [name for (name,) in cursor.fetchall()]


@contextmanager
def unlocked(*tables: str) -> Iterator[None]:
    """Take the triggers off these append-only tables, or off all of them, and put them back afterwards."""
    opened = tables or tuple(append_only.locked(connection))
    _execute(statement for table in opened for statement in append_only.unlocking(table, connection.vendor))
    try:
        yield
    finally:
        _execute(statement for table in opened for statement in append_only.locking(table, connection))


def together(*calls: Callable[[], Any]) -> list[Any]:
    """
    Run calls at the same time, each in a thread with a database connection of its own.

    Gives back, in order, what each returned, or the exception it raised.
    """
    results: list[Any] = [None] * len(calls)
    barrier = threading.Barrier(len(calls))

    def run(index: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            results[index] = call()
        except Exception as error:  # noqa: BLE001  it is the result
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=numbered, daemon=True) for numbered in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "two calls wait for each other"
    return results


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
