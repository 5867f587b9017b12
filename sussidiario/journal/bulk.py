"""Insert rows by the hundred thousand: what `bulk_create` writes, in a fifth of its time."""

from collections.abc import Callable, Iterable
from datetime import UTC
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

ROWS = 5_000
"""Rows handed to the database at a time."""

Spelling = Callable[[Any], Any]


def insert(model: type[models.Model], rows: Iterable[models.Model], *, batch: int = ROWS) -> int:
    """
    Insert `rows` of one model and return how many; all with a primary key of their own (`next_number`), or all without.

    Each row is written as it is: nothing is computed before saving, and none gets its number back.
    """
    remaining = iter(rows)
    count = 0
    while some := list(islice(remaining, batch)):
        _insert(model, some)
        count += len(some)
    return count


def next_number(model: type[models.Model]) -> int:
    """First free primary key: rows numbered from here can cite each other before they are written. Nobody else may be writing them."""
    return (models.QuerySet(model).aggregate(last=models.Max("pk"))["last"] or 0) + 1


def settle_numbers(*numbered: type[models.Model]) -> None:
    """Let the database go on counting after rows that were inserted with numbers of their own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), numbered):
            cursor.execute(statement)


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or rows[0].pk is not None]
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    spelled = [(place, spell) for place, field in enumerate(fields) if (spell := _spelling(field))]
    values = [_spell(row, spelled) for row in map(attrgetter(*(field.attname for field in fields)), rows)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)  # noqa: S608  the model's own names


def _spell(row: tuple[Any, ...], spelled: list[tuple[int, Spelling]]) -> list[Any]:
    values = list(row)
    for place, spell in spelled:
        values[place] = spell(values[place])
    return values


def _spelling(field: "models.Field[Any, Any]") -> Spelling | None:
    """How values of a field are spelled for the database, or None where they are as they are. Days and instants come back often: each is spelled once."""
    if isinstance(field, (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)):
        return None

    def spell(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if not isinstance(field, models.DateField):
        return spell
    remembered = cache(spell)
    if not isinstance(field, models.DateTimeField):
        return remembered
    # In UTC first: elsewhere the two hours of an October night are equal, and would be remembered as one.
    return lambda instant: remembered(instant.astimezone(UTC)) if instant else remembered(instant)
