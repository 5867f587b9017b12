"""Write in the book: record an act, void one, note a reading."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import bulk, rules
from sussidiario.journal.domain import vocabulary
from sussidiario.journal.models import Act, Reading

MEASURABLE = ("municipality", "neighbourhood", "area", "measure", "partner", "quantity", "amount", "detail")
"""The part of an act that may be counted in public."""

SIGNED = ("act", "on", "at", "record", "subject", "by_id", "why", *MEASURABLE, "voids_id")
"""The columns that the fingerprint covers."""


def reference(record: models.Model) -> str:
    """Name a record in the book: `casework.case:12`."""
    return f"{record._meta.label_lower}:{record.pk}"


def pseudonym(subject: models.Model) -> str:
    """Keyed pseudonym of a record as the subject of acts."""
    return pseudonym_of(subject._meta.label_lower, subject.pk)


def pseudonym_of(label: str, pk: int) -> str:
    """Keyed pseudonym from a model's lower-case label and a primary key, for bulk paths that have no instance."""
    return rules.pseudonym(settings.SUSSIDIARIO_KEY, label, pk)


def sign(act: Act) -> str:
    """Compute the fingerprint that `act` should carry."""
    return rules.fingerprint(settings.SUSSIDIARIO_KEY, {name: getattr(act, name) for name in SIGNED})


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
    """
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


def write(acts: Iterable[Act], *, batch: int = bulk.ROWS) -> int:
    """Write prepared acts in bulk, so many at a time, and return how many."""
    return bulk.insert(Act, acts, batch=batch)


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


def note_reading(record: models.Model, *, subject: models.Model | None = None, by: Actor, at: datetime, address: str, purpose: str = "") -> Reading:
    """Note that somebody opened a page with a person's content."""
    return Reading.objects.create(
        at=at,
        by_id=by.pk,
        record=reference(record),
        subject=pseudonym(subject or record),
        address=address[:300],
        purpose=purpose,
    )
