"""Removing readings that are no longer to be kept: whole parts of them, in the open."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from sussidiario.access import clock
from sussidiario.journal import rules
from sussidiario.journal.actions import entry
from sussidiario.journal.archive.sealing import alone, flush
from sussidiario.journal.archive.series import READINGS
from sussidiario.journal.models import Reading, ReadingSeal

SWEPT = "journal.readings.removed"


def sweep(*, at: datetime) -> Iterator[ReadingSeal]:
    """
    Remove every sealed part of which all readings are older than `SUSSIDIARIO_READINGS_MONTHS`, and yield its seal; oldest first.

    The rows and the file go, the manifest stays and the chain with it; an act tells what was removed and by which rule. Cut short, it leaves
    at most a file whose rows are gone: the next sweep takes it away.
    """
    months = settings.SUSSIDIARIO_READINGS_MONTHS
    directory = Path(settings.SUSSIDIARIO_ARCHIVE)
    for sealed in ReadingSeal.objects.filter(removed_at=None, until__lt=rules.months_before(at, months)).order_by("number"):
        with alone(directory), transaction.atomic():
            if not ReadingSeal.objects.filter(pk=sealed.pk, removed_at=None).update(removed_at=at):
                continue
            removed, _ = Reading.objects.filter(pk__gte=sealed.first, pk__lte=sealed.last).delete()
            detail = {"number": sealed.number, "count": removed, "months": months}
            record = f"journal.readingseal:{sealed.pk}"
            entry(SWEPT, on=clock.day(at), at=at, record=record, by_id=None, detail=detail).save(force_insert=True)
        yield sealed
    for number in ReadingSeal.objects.exclude(removed_at=None).order_by("number").values_list("number", flat=True):
        READINGS.part(number).unlink(missing_ok=True)
    if directory.exists():
        flush(directory)
