"""Erase reasons: the one thing in the book that may go."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.foundation.refusal import required
from sussidiario.journal.actions.acts import entry
from sussidiario.journal.actions.rows import ROWS
from sussidiario.journal.models import Act, named

ERASED = "journal.reasons.erased"


@transaction.atomic
def erase_reasons(subjects: Iterable[str] = (), *, records: Iterable[str] = (), by: Actor | None, at: datetime, on: date, why: str) -> int:
    """
    Erase the reason of every act about these pseudonyms, and of these records (`app.model:pk`), and return how many had one.

    Acts, figures and fingerprints stay as they are. The act that this writes names the acts whose reason is gone, so that `verify` knows
    that nobody took it away unseen. Its own `why` must name nobody.

    :raises Refusal: if no reason for erasing is given.
    """
    why = required(why, field="why", otherwise=_("Scrivi in base a che cosa si cancellano i motivi."))
    given = Act.objects.filter(Q(subject__in=named(*subjects)) | Q(record__in=list(records))).exclude(why="")
    numbers = sorted(given.values_list("pk", flat=True))
    if not numbers:
        return 0
    for start in range(0, len(numbers), ROWS):
        Act.objects.filter(pk__in=numbers[start : start + ROWS]).update(why="")
    entry(ERASED, on=on, at=at, record=f"journal.act:{numbers[0]}", by_id=by.pk if by else None, why=why, detail={"acts": numbers}).save(force_insert=True)
    return len(numbers)
