"""Write acts in the book, one by one or in bulk, and void one."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.rules import clash
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import rules
from sussidiario.journal.actions.drafts import Row, row_of
from sussidiario.journal.actions.rows import ROWS, insert
from sussidiario.journal.domain import vocabulary
from sussidiario.journal.models import Act

MEASURABLE = ("municipality", "neighbourhood", "area", "measure", "partner", "quantity", "amount", "detail")
"""The part of an act that may be counted in public."""

SIGNED = ("act", "on", "at", "record", "subject", "by_id", "why_digest", *MEASURABLE, "voids_id")
"""The columns that the fingerprint covers."""

SIGNED_AT_FIRST = tuple("why" if name == "why_digest" else name for name in SIGNED)
"""The columns that it covers in acts of the first form."""


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


def line(
    act: str,
    *,
    on: date,
    at: datetime,
    record: str,
    by_id: int | None,
    subject: str = "",
    why: str = "",
    voids_id: int | None = None,
    **measurable: Any,
) -> Row:
    """
    Prepare an act, signed and not yet written, as a row; for the bulk paths. `record` and `subject` are already spelled.

    :raises LookupError: if no installed domain declares the act.
    """
    if act not in vocabulary():
        message = f"no domain declares the act {act!r}"
        raise LookupError(message)
    if unknown := measurable.keys() - set(MEASURABLE):
        message = f"an act has no column {min(unknown)!r}"
        raise TypeError(message)
    key = settings.SUSSIDIARIO_KEY
    said = {"act": act, "on": on, "at": at, "record": record, "by_id": by_id, "subject": subject, "why": why, "voids_id": voids_id}
    digest = rules.reason_digest(key, act=act, record=record, at=at, why=why)
    values = {**_blank(), "municipality": settings.SUSSIDIARIO_MUNICIPALITY, "detail": {}, **measurable, **said, "why_digest": digest, "key": rules.key_id(key)}
    values["fingerprint"] = rules.fingerprint(key, {name: values[name] for name in SIGNED})
    return row_of(Act)(**values)


def entry(act: str, *, voids: Act | None = None, **said: Any) -> Act:
    """As `line`, as an instance that can be saved."""
    prepared = line(act, voids_id=voids.pk if voids else None, **said)
    return Act(*(getattr(prepared, name) for name in prepared.__slots__))  # type: ignore[misc]  # in the order of its columns


@cache
def _blank() -> dict[str, Any]:
    """What the columns of an act hold where nothing is said, in the order in which a row has them: given in that order, they are not looked for one by one."""
    return {field.attname: field.get_default() for field in Act._meta.concrete_fields}


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


def write(acts: Iterable[Act | Row], *, batch: int = ROWS) -> int:
    """Write prepared acts in bulk, so many at a time, and return how many."""
    return insert(Act, acts, batch=batch)


def void(act: Act, *, by: Actor | None, at: datetime, on: date, why: str) -> Act:
    """
    Correct a mistake: write the act that takes `act` out of every figure from now on. Figures as of an earlier day still count it.

    :raises Refusal: if `act` is itself a correction, or was already voided, or no reason is given.
    """
    why = required(why, field="why", otherwise=_("Scrivi perché l'atto va annullato."))
    if act.voids_id is not None:
        raise Refusal(_("Un annullamento non si annulla: registra di nuovo l'atto."))
    if Act.objects.filter(voids=act).exists():
        raise Refusal(_("L'atto è già stato annullato."))
    copied = {name: getattr(act, name) for name in MEASURABLE}
    prepared = entry(act.act, on=on, at=at, record=act.record, by_id=by.pk if by else None, subject=act.subject, why=why, voids=act, **copied)
    prepared.save(force_insert=True)
    return prepared
