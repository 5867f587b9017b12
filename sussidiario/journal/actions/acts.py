"""Write acts in the book, one by one or in bulk, and void one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.rules import clash
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import rules
from sussidiario.journal.domain import vocabulary
from sussidiario.journal.models import Act

MEASURABLE = ("municipality", "neighbourhood", "area", "measure", "partner", "quantity", "amount", "detail")
"""The part of an act that may be counted in public."""

SIGNED = ("act", "on", "at", "record", "subject", "by_id", "why_digest", *MEASURABLE, "voids_id")
"""The columns that the fingerprint covers."""

SIGNED_AT_FIRST = tuple("why" if name == "why_digest" else name for name in SIGNED)
"""The columns that it covers in acts of the first form."""

ROWS = 5_000
"""Rows handed to the database at a time by the bulk paths."""

Spelling = Callable[[Any], Any]


def reference(record: models.Model) -> str:
    """Name a record in the book: `casework.case:12`."""
    return f"{record._meta.label_lower}:{record.pk}"


def pseudonym(subject: models.Model) -> str:
    """Keyed pseudonym of a record as the subject of acts."""
    return pseudonym_of(subject._meta.label_lower, subject.pk)


def pseudonym_of(label: str, pk: int) -> str:
    """Keyed pseudonym from a model's lower-case label and a primary key, for bulk paths that have no instance."""
    return rules.pseudonym(settings.SUSSIDIARIO_KEY, label, pk)


def sign(act: Act, key: bytes | None = None) -> str:
    """Compute the fingerprint that `act` should carry, with the current key or with another."""
    names = SIGNED if act.form == Act.FORM else SIGNED_AT_FIRST
    return rules.fingerprint(settings.SUSSIDIARIO_KEY if key is None else key, {name: getattr(act, name) for name in names})


def digest_of_reason(act: Act, key: bytes | None = None) -> str:
    """Compute the digest that stands for the reason of `act`."""
    return rules.reason_digest(settings.SUSSIDIARIO_KEY if key is None else key, act=act.act, record=act.record, at=act.at, why=act.why)


def entry(
    act: str,
    *,
    on: date,
    at: datetime,
    record: str,
    by_id: int | None,
    subject: str = "",
    why: str = "",
    voids: Act | None = None,
    **measurable: Any,
) -> Act:
    """
    Prepare an act, signed and not yet written; for the bulk paths. `record` and `subject` are already spelled.

    :raises LookupError: if no installed domain declares the act.
    """
    if act not in vocabulary():
        message = f"no domain declares the act {act!r}"
        raise LookupError(message)
    prepared = Act(act=act, on=on, at=at, record=record, by_id=by_id, subject=subject, why=why, voids=voids)
    for name, value in ({"municipality": settings.SUSSIDIARIO_MUNICIPALITY} | measurable).items():
        if name not in MEASURABLE:
            message = f"an act has no column {name!r}"
            raise TypeError(message)
        setattr(prepared, name, value)
    if why:
        prepared.why_digest = digest_of_reason(prepared)
    prepared.key = rules.key_id(settings.SUSSIDIARIO_KEY)
    prepared.fingerprint = sign(prepared)
    return prepared


def record(
    act: str,
    record: models.Model,
    *,
    on: date,
    at: datetime,
    by: Actor | None,
    subject: models.Model | None = None,
    why: str = "",
    **measurable: Any,
) -> Act:
    """
    Write that `act` was completed on `record`: called once by every action, inside its transaction.

    :raises LookupError: if no installed domain declares the act.
    :raises NotAllowed: if who completed it holds, today, two roles that one person may not hold together: they act with neither.
    """
    if by is not None and (two := clash(by.roles)) is not None:
        one, other = (_(role.label) for role in two)
        raise NotAllowed(_("Hai due ruoli che una sola persona non può avere insieme: «{one}» e «{other}».").format(one=one, other=other))
    prepared = entry(
        act,
        on=on,
        at=at,
        record=reference(record),
        by_id=by.pk if by else None,
        subject=pseudonym(subject) if subject else "",
        why=why,
        **measurable,
    )
    prepared.save(force_insert=True)
    return prepared


def write(acts: Iterable[Act], *, batch: int = ROWS) -> int:
    """Write prepared acts in bulk, so many at a time, and return how many."""
    return insert(Act, acts, batch=batch)


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
    given = [model._meta.get_field(name) for name in names]
    others = [field for field in model._meta.concrete_fields if not field.primary_key and field not in given]
    defaults = tuple(field.get_default() for field in others)
    fields = [field for field in (*given, *others) if isinstance(field, models.Field)]
    remaining = iter(rows)
    count = 0
    while some := list(islice(remaining, batch)):
        _write_rows(model, fields, [(*row, *defaults) for row in some])
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


def void(act: Act, *, by: Actor | None, at: datetime, on: date, why: str) -> Act:
    """
    Correct a mistake: write the act that takes `act` out of every figure from now on. Figures as of an earlier day still count it.

    :raises Refusal: if `act` is itself a correction, or was already voided, or no reason is given.
    """
    if not why.strip():
        raise Refusal(_("Scrivi perché l'atto va annullato."), field="why")
    if act.voids_id is not None:
        raise Refusal(_("Un annullamento non si annulla: registra di nuovo l'atto."))
    if Act.objects.filter(voids=act).exists():
        raise Refusal(_("L'atto è già stato annullato."))
    copied = {name: getattr(act, name) for name in MEASURABLE}
    prepared = entry(act.act, on=on, at=at, record=act.record, by_id=by.pk if by else None, subject=act.subject, why=why, voids=act, **copied)
    prepared.save(force_insert=True)
    return prepared


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or rows[0].pk is not None]
    _write_rows(model, fields, map(attrgetter(*(field.attname for field in fields)), rows))


def _write_rows(model: type[models.Model], fields: "Sequence[models.Field[Any, Any]]", rows: Iterable[tuple[Any, ...]]) -> None:
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    spelled = [(place, spell) for place, field in enumerate(fields) if (spell := _spelling(field))]
    values = [_spell(row, spelled) for row in rows]
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
