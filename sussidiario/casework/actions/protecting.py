"""End what the service has in hand about somebody whom a group has just protected."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from sussidiario.access.actor import Actor
from sussidiario.casework import figures
from sussidiario.casework.actions.checks import counted
from sussidiario.casework.actions.closing import written_closed
from sussidiario.casework.lifecycle import LIFE, CaseState, ClosingReason, Outcome
from sussidiario.casework.models import Case, Charge
from sussidiario.foundation.words import gettext_noop
from sussidiario.journal import actions as journal
from sussidiario.people.models import Household, Person

WORDS = gettext_noop("La segue chi la protegge.")


@transaction.atomic
def let_go(person: Person, by: Actor, at: datetime) -> None:
    """
    Close a protected person's cases, as passed to another service, and let go of what was proposed; likewise of a household in which nobody else ever was.

    From that day they are in nobody's charge here: the group that protects them follows them, and whoever did sees them no more. Whoever protects
    was allowed to.
    """
    homes = Household.objects.filter(memberships__person=person).exclude(memberships__person__kept_by__isnull=True)
    cases = Case.objects.live().filter(Q(person=person) | Q(household__in=homes))
    for case in cases.select_for_update(of=("self",)).with_all().order_by("pk"):
        _decline(case, by, at) if case.state == CaseState.PROPOSED else _close(case, by, at)


def _decline(case: Case, by: Actor, at: datetime) -> None:
    state = LIFE.after(CaseState(case.state), "decline")
    case.state, case.declined_on, case.closing_words = state, max(by.on, case.proposed_on), WORDS
    case.save(update_fields=["state", "declined_on", "closing_words"])
    journal.record(figures.CASE_DECLINED, case, on=case.declined_on, at=at, by=by, why=WORDS, **counted(case))


def _close(case: Case, by: Actor, at: datetime) -> None:
    on = max(by.on, Charge.objects.open().get(case=case).from_on)
    written_closed(case, reason=ClosingReason.OTHER_SERVICE, outcome=Outcome.UNKNOWN, words=WORDS, on=on, by=by, at=at)
