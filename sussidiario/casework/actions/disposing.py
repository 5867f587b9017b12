"""Take the words off a case, when the time to keep it is over."""

from datetime import date, datetime

from django.db import transaction

from sussidiario.access.actor import Actor
from sussidiario.casework.actions.checks import locked
from sussidiario.casework.models import Case, Correction, DiaryEntry
from sussidiario.journal import actions as journal

GONE = "—"
"""What stands where something must."""


@transaction.atomic
def anonymise(case: Case, *, why: str, on: date, by: Actor | None, at: datetime) -> Case:
    """
    Leave of a case its days, codes and who followed it.

    Why it was proposed and how it ended, the diary, private entries too, and what was to be done go, with the reasons of its acts.

    Whether the time is over, and who approved, is asked by who calls.

    Of what was disposed of already nothing changes. `why` must name nobody.
    """
    case = locked(case)
    if case.disposed_on is not None:
        return case
    case.why, case.closing_words, case.disposed_on = GONE, GONE if case.closing_words else "", on
    case.save(update_fields=["why", "closing_words", "disposed_on"])
    Correction.objects.filter(entry__case=case).delete()
    records = [journal.reference(case), *(f"casework.diaryentry:{pk}" for pk in case.entries.order_by("pk").values_list("pk", flat=True))]
    DiaryEntry.objects.filter(case=case).update(text=GONE)
    case.deadlines.update(what=GONE)
    journal.erase_reasons(records=records, by=by, at=at, on=on, why=why)
    journal.record("casework.case.disposed", case, on=on, at=at, by=by)
    return case
