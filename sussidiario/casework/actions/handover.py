"""Hand over one case, or everything a worker follows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actions import accounts
from sussidiario.access.actor import Actor
from sussidiario.access.models import Staff
from sussidiario.casework import figures, policy
from sussidiario.casework.actions.checks import counted, group_of, happened, locked, not_before, put_in_charge
from sussidiario.casework.lifecycle import LIFE, CaseState
from sussidiario.casework.models import Case, Charge, share_out
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal


@transaction.atomic
def hand_over(case: Case, *, to: Staff, on: date, why: str, by: Actor, at: datetime) -> Case:
    """
    Put `to` in charge from the day `on`. Who was in charge sees the case no more, unless it is of their group.

    :raises NotAllowed: if `by` is neither in charge nor the service head.
    :raises Forbidden: if it is not open.
    :raises Refusal: if no reason is given, `to` cannot follow it or follows it already, or the day is still to come or before who is in
        charge began.
    """
    case = locked(case)
    policy.may_hand_over(by, case).require()
    return _hand_over(case, to=to, on=on, why=required(why, field="why", otherwise=_("Scrivi perché il caso passa di mano.")), by=by, at=at)


@transaction.atomic
def hand_over_caseload(
    from_worker: Staff, *, to: Sequence[Staff], on: date, why: str, seen: Mapping[int, int] | None = None, by: Actor, at: datetime
) -> list[Case]:
    """
    Hand over every open case of a worker to one or several others, as `rules.split` shares them out: all of them, or none.

    `seen` is the split as `by` was shown it, by number of case: if it would now be another, nothing is done.

    :raises NotAllowed: if `by` is not the service head.
    :raises Refusal: if there is no case, nobody or themselves to hand over to, no reason, the split is not the one seen, or any of the cases
        cannot be handed over on that day.
    """
    policy.may_hand_over_caseload(by).require()
    why = required(why, field="why", otherwise=_("Scrivi perché i casi passano di mano."))
    if not to or from_worker in to:
        raise Refusal(_("Scegli a chi passano i casi: una o più persone, diverse da chi li lascia."), field="to")
    cases = list(Case.objects.open().followed_by(from_worker.pk).with_all().select_for_update(of=("self",)).order_by("pk"))
    if not cases:
        raise Refusal(_("{name} non segue nessun caso aperto.").format(name=from_worker), field="from_worker")
    accounts.hold(*to)
    shared = share_out(cases, to, on=by.on)
    if seen is not None and shared != dict(seen):
        raise Refusal(_("Nel frattempo i casi sono cambiati e la divisione sarebbe diversa: guardala di nuovo prima di confermare."))
    receivers = {worker.pk: worker for worker in to}
    return [_hand_over(case, to=receivers[shared[case.pk]], on=on, why=why, by=by, at=at) for case in cases]


def _hand_over(case: Case, *, to: Staff, on: date, why: str, by: Actor, at: datetime) -> Case:
    """Hand over a case that is locked, with a reason that is given."""
    state = LIFE.after(CaseState(case.state), "hand_over")
    if case.worker_id == to.pk:
        raise Refusal(_("{name} segue già questo caso.").format(name=to), field="to")
    happened(on, by=by)
    charge = Charge.objects.open().get(case=case)
    not_before(on, charge.from_on, words=_("Chi segue il caso n. {number} ha iniziato il {day}: non può passare prima."), number=case.pk)
    put_in_charge(case, to, group_of(to, case, by=by, field="to"), on)
    case.state = state
    case.save(update_fields=["state", "worker", "team"])
    journal.record(figures.CASE_HANDED_OVER, case, on=on, at=at, by=by, why=why, **counted(case))
    return case
