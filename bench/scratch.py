"""A database in a file, for a benchmark that writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection


@contextmanager
def database(path: Path) -> Iterator[None]:
    """Work on a database of its own, with every table."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(path)
    call_command("migrate", verbosity=0)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
