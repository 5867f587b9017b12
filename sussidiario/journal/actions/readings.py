"""Note that somebody read a person's content."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from sussidiario.access.actor import Actor
from sussidiario.journal import rules
from sussidiario.journal.actions.acts import pseudonym, reference
from sussidiario.journal.models import Channel, Reading


def note_reading(
    record: models.Model,
    *,
    subject: models.Model | None = None,
    by: Actor,
    at: datetime,
    address: str,
    ground: str = "",
    purpose: str = "",
    channel: str = Channel.PAGE,
) -> None:
    """
    Note that somebody opened a person's content, and on what ground they might.

    A page opened again by the same person on the same ground within the same ten minutes of the clock is one reading: a reload, a part
    of the page asked anew, or a page fetched before it is clicked do not multiply it. An export or a print is noted every time.

    :raises ValueError: if there is no such channel.
    """
    note_readings([(record, subject or record, ground)], by=by, at=at, address=address, purpose=purpose, channel=channel)


def note_readings(
    read: Iterable[tuple[models.Model, models.Model, str]],
    *,
    by: Actor,
    at: datetime,
    address: str,
    purpose: str = "",
    channel: str = Channel.PAGE,
) -> None:
    """Note that the content of many persons was read at once: of each the record, whom it is about, and the ground. One statement for all."""
    through = Channel(channel)
    slot = rules.slot(at) if through is Channel.PAGE else None
    noted = [
        Reading(
            at=at,
            by_id=by.pk,
            record=reference(record),
            subject=pseudonym(subject),
            address=address[:300],
            ground=ground,
            channel=through,
            purpose=purpose[:200],
            slot=slot,
        )
        for record, subject, ground in read
    ]
    Reading.objects.bulk_create(noted, ignore_conflicts=True)
