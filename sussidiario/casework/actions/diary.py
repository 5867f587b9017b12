"""Write in the diary of a case, and put right what was written."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.casework import figures, policy
from sussidiario.casework.actions.checks import counted, happened, locked
from sussidiario.casework.lifecycle import LIFE, CaseState, EntryKind
from sussidiario.casework.models import Case, Correction, DiaryEntry
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal


@transaction.atomic
def write_entry(case: Case, *, kind: EntryKind, text: str, on: date, private: bool = False, by: Actor, at: datetime) -> DiaryEntry:
    """
    Write what happened on the day `on`. The book says that something was written, never what.

    :raises NotAllowed: if `by` does not follow the case.
    :raises Forbidden: if it is not open.
    :raises Refusal: if there is nothing written, or the day is still to come.
    """
    case = locked(case)
    policy.may_write_entry(by, case).require()
    LIFE.after(CaseState(case.state), "write_entry")
    text = required(text, field="text", otherwise=_("Scrivi che cosa è successo."))
    entry = DiaryEntry.objects.create(case=case, author=by.staff, on=happened(on, by=by), written_at=at, kind=kind.value, text=text, private=private)
    _tell(figures.DIARY_WRITTEN, entry, case, by=by, at=at)
    return entry


@transaction.atomic
def correct_entry(entry: DiaryEntry, *, text: str, by: Actor, at: datetime) -> DiaryEntry:
    """
    Change what an entry says; what it said before stays beside it.

    :raises NotAllowed: if `by` is not its author, or no longer follows the case.
    :raises Forbidden: if the case is not open.
    :raises Refusal: if there is nothing written, or nothing changes.
    """
    entry.case = locked(entry.case)
    entry.refresh_from_db(fields=["text"])
    policy.may_correct_entry(by, entry).require()
    LIFE.after(CaseState(entry.case.state), "correct_entry")
    text = required(text, field="text", otherwise=_("Una voce non si svuota: scrivi com'è andata."))
    if text == entry.text:
        raise Refusal(_("Il testo è quello di prima."), field="text")
    Correction.objects.create(entry=entry, text=entry.text, replaced_at=at)
    entry.text = text
    entry.save(update_fields=["text"])
    _tell(figures.DIARY_CORRECTED, entry, entry.case, by=by, at=at)
    return entry


def _tell(act: str, entry: DiaryEntry, case: Case, *, by: Actor, at: datetime) -> None:
    """
    Record the act: on the case, with its subject; or, for a private entry, on the entry alone.

    So whoever reads the acts of the case, or about the person, does not even find that a private entry exists.
    """
    if entry.private:
        journal.record(act, entry, on=by.on, at=at, by=by)
    else:
        on = entry.on if act == figures.DIARY_WRITTEN else by.on
        journal.record(act, case, on=on, at=at, by=by, detail={"kind": entry.kind}, **counted(case))
