"""What is written when a case is closed, whoever closes it."""

from datetime import date, datetime

from sussidiario.access.actor import Actor
from sussidiario.casework import figures
from sussidiario.casework.actions.checks import counted
from sussidiario.casework.lifecycle import LIFE, CaseState, ClosingReason, Outcome
from sussidiario.casework.models import Case, Charge, Deadline
from sussidiario.journal import actions as journal


def written_closed(case: Case, *, reason: ClosingReason, outcome: Outcome, words: str, on: date, by: Actor, at: datetime) -> Case:
    """
    Close the case from the day `on`: who was in charge is no longer, and what was left to be done lapses.

    :raises Forbidden: if it is not open.
    """
    state = LIFE.after(CaseState(case.state), "close")
    Charge.objects.open().filter(case=case).update(until_on=on)
    Deadline.objects.of(case).to_do().update(lapsed_on=on)
    case.state, case.worker, case.closed_on, case.next_due_on = state, None, on, None
    case.closing_reason, case.outcome, case.closing_words = reason.value, outcome.value, words
    case.save(update_fields=["state", "worker", "closed_on", "next_due_on", "closing_reason", "outcome", "closing_words"])
    ending = {"reason": reason.value, "outcome": outcome.value}
    journal.record(figures.CASE_CLOSED, case, on=on, at=at, by=by, why=words, detail=ending, **counted(case))
    return case
