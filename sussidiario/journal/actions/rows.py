"""Write many rows at once, of any model: as Django would, without its hundred steps for each value."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.core.management.color import no_style
from django.db import connection, models

ROWS = 5_000
"""Rows handed to the database at a time by the bulk paths."""

Spelling = Callable[[Any], Any]

if TYPE_CHECKING:
    Column = models.Field[Any, Any]


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


def insert_values(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, batch: int = ROWS) -> int:
    """As `insert`, of rows that nobody needs as instances: the values of these columns (`award_id`), in their order; the others are their defaults."""
    fields, whole = _whole(model, names, rows)
    count = 0
    while some := list(islice(whole, batch)):
        _write_rows(model, fields, some)
        count += len(some)
    return count


def insert_numbered(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[int]:
    """As `insert_values`, of rows that others belong to: gives the number that each one got, in their order."""
    fields, whole = _whole(model, names, rows)
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)}) VALUES "  # noqa: S608  the model's own names
    place = f"({', '.join(['%s'] * len(fields))})"
    most = (connection.features.max_query_params or ROWS) // len(fields)
    numbers: list[int] = []
    with connection.cursor() as cursor:
        while some := _spelled(fields, islice(whole, most)):
            statement = f"{into}{', '.join([place] * len(some))} RETURNING {quote(model._meta.pk.column)}"
            cursor.execute(statement, [value for row in some for value in row])
            numbers += [number for (number,) in cursor.fetchall()]
    return numbers


def rewrite(model: type[models.Model], rows: Iterable[models.Model], names: Iterable[str]) -> None:
    """
    Write these fields of these rows, as they are on the instances, in one call to the database.

    Django's own bulk update names every row in every column of one statement, and takes longer than the rows one by one.
    """
    meta, quote = model._meta, connection.ops.quote_name
    fields = [field for field in (*map(meta.get_field, names), meta.pk) if isinstance(field, models.Field)]
    changes = ", ".join(f"{quote(field.column)} = %s" for field in fields[:-1])
    statement = f"UPDATE {quote(meta.db_table)} SET {changes} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608  the model's own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, _spelled(fields, map(attrgetter(*(field.attname for field in fields)), rows)))


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
    _write_rows(model, fields, map(attrgetter(*(field.attname for field in fields)), rows))


def _whole(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> "tuple[Sequence[Column], Iterator[Sequence[Any]]]":
    """The columns to write and the rows made whole: what they do not say is its default."""
    given = [model._meta.get_field(name) for name in names]
    others = [field for field in model._meta.concrete_fields if not field.primary_key and field not in given]
    defaults = tuple(field.get_default() for field in others)
    return [field for field in (*given, *others) if isinstance(field, models.Field)], ((*row, *defaults) for row in rows)


def _write_rows(model: type[models.Model], fields: "Sequence[Column]", rows: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    values = _spelled(fields, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)  # noqa: S608  the model's own names


def _spelled(fields: "Sequence[Column]", rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Values of each row, as the database is given them."""
    spelling = [(place, spell) for place, field in enumerate(fields) if (spell := _spelling(field))]
    found = []
    for row in rows:
        values = [*row]
        for place, spell in spelling:
            values[place] = spell(values[place])
        found.append(values)
    return found


def _spelling(field: "Column") -> Spelling | None:
    """How values of a field are spelled for the database, or None where they are as they are. Days and instants come back often: each is spelled once."""
    if isinstance(field, (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)):
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
