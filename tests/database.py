"""What tests do to a database that the software never does: open the book, and come at it from two sides at once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from sussidiario.journal import append_only


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


def _execute(statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
