"""Go over to a new key: what was written under the former ones stays as it is, and whoever it is about keeps being one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from sussidiario.access import clock
from sussidiario.access.actor import Actor
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import crosswalk, keys, rules
from sussidiario.journal.actions.acts import entry
from sussidiario.journal.actions.rows import insert
from sussidiario.journal.models import Act, Crosswalk, Reading

ROTATED = "journal.key.rotated"


@dataclass(frozen=True)
class Rotation:
    """What a rotation did: how many pseudonyms it joined to earlier ones, and how many in the book belong to no record that is left."""

    joined: int
    unknown: int


@transaction.atomic
def rotate(*, by: Actor | None, at: datetime) -> Rotation:
    """
    Join the pseudonyms of the current key to those under the former keys, and write that the key has changed.

    A pseudonym does not tell whose it is: those of every record that ever was are computed anew, with each key, and the ones that the book
    has are kept. It can be done again: what is joined already is left alone. Acts under a former key must have been sealed.

    :raises Refusal: if no former key is held, acts under one are not sealed, or the former keys explain no subject of the book.
    """
    held = keys.held()
    current, *former = held
    if not former:
        raise Refusal(_("Manca la chiave precedente."))
    if Act.objects.unsealed().exclude(key=current).exists():
        raise Refusal(_("Prima di cambiare la chiave vanno sigillati gli atti."))
    known = dict(Crosswalk.objects.values_list("pseudonym", "first"))
    unexplained = _subjects() | set(known)
    rows: list[Crosswalk] = []
    if unexplained:
        wanted = frozenset(unexplained)
        for names in _names(list(held.values())):
            if found := [name for name in names if name in wanted]:
                unexplained.difference_update(found)
                rows += _joined(names, found, known)
        if len(unexplained) == len(wanted):
            raise Refusal(_("Nessuna delle chiavi è quella con cui è stato scritto il registro."))
    insert(Crosswalk, rows)
    if rows or not Act.objects.filter(act=ROTATED, detail__to=current).exists():
        _tell(current, former, by=by, at=at)
    return Rotation(joined=len(rows), unknown=len(unexplained))


def _tell(current: str, former: list[str], *, by: Actor | None, at: datetime) -> None:
    last = Crosswalk.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    detail = {"to": current, "from": former, "names": Crosswalk.objects.count(), "sha256": crosswalk.digest()}
    record = f"journal.crosswalk:{last}"
    entry(ROTATED, on=clock.day(at), at=at, record=record, by_id=by.pk if by else None, detail=detail).save(force_insert=True)


def _joined(names: tuple[str, ...], found: list[str], known: Mapping[str, str]) -> Iterator[Crosswalk]:
    """Rows for one subject: its current name, and those in the book, each with its first; none where it has had one name only."""
    first = next((known[name] for name in names if name in known), found[-1])
    for name in names:
        if name != first and name not in known and (name == names[0] or name in found):
            yield Crosswalk(pseudonym=name, first=first)


def _subjects() -> set[str]:
    """Every pseudonym in the book."""
    every = Act.objects.order_by().values_list("subject", flat=True).union(Reading.objects.order_by().values_list("subject", flat=True))
    return set(every) - {""}


def _names(held: list[bytes]) -> Iterator[tuple[str, ...]]:
    """The pseudonyms, newest key first, of every record that ever had a number, whatever it is: those that are gone too."""
    for model in apps.get_models():
        if model._meta.app_label == "journal" or not isinstance(model._meta.pk, models.AutoField):
            continue
        label = model._meta.label_lower
        for number in range(1, _drawn(model) + 1):
            yield tuple(rules.pseudonym(key, label, number) for key in held)


SLACK = 1_000
"""How many numbers beyond twice the last row's are still tried: those of rows that are gone."""


def _drawn(model: type[models.Model]) -> int:
    """The highest number that a table ever gave, or has; of a sequence that somebody moved far ahead, not all the way."""
    name = model._meta.db_table
    if connection.vendor == "postgresql":
        query, named = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)", [name, model._meta.pk.column]
    else:
        query, named = "SELECT seq FROM sqlite_sequence WHERE name = %s", [name]
    with connection.cursor() as cursor:
        cursor.execute(query, named)
        row = cursor.fetchone()
    last = models.QuerySet(model).aggregate(last=models.Max("pk"))["last"]
    has = last or 0
    return max(min(int(row[0] or 0) if row else 0, 2 * has + SLACK), has)
