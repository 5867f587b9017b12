"""Fix what is to be done by when, say that it is done; keep the office's own deadlines."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.casework import figures, policy
from sussidiario.casework.actions.checks import counted, happened, locked
from sussidiario.casework.lifecycle import LIFE, CaseState
from sussidiario.casework.models import Case, Deadline, Standard
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal

LONGEST = 120
"""Characters in which a deadline says what is to be done."""


@transaction.atomic
def add_deadline(case: Case, *, what: str, due_on: date, by: Actor, at: datetime) -> Deadline:
    """
    Fix something to be done by a day.

    :raises NotAllowed: if `by` does not follow the case.
    :raises Forbidden: if it is not open.
    :raises Refusal: if it does not say what, or the day has passed.
    """
    case = locked(case)
    policy.may_add_deadline(by, case).require()
    LIFE.after(CaseState(case.state), "add_deadline")
    what = required(what, field="what", otherwise=_("Scrivi che cosa c'è da fare."))
    if len(what) > LONGEST:
        raise Refusal(_("Bastano poche parole, al massimo {number} caratteri.").format(number=LONGEST), field="what")
    if due_on < by.on:
        raise Refusal(_("Il giorno è già passato: la scadenza è oggi o un giorno che viene."), field="due_on")
    deadline = Deadline.objects.create(case=case, what=what, due_on=due_on, set_by=by.staff)
    _keep_next(case)
    journal.record(figures.DEADLINE_SET, case, on=by.on, at=at, by=by, **counted(case))
    return deadline


@transaction.atomic
def complete_deadline(deadline: Deadline, *, on: date, by: Actor, at: datetime) -> Deadline:
    """
    Say that what was to be done was done on the day `on`; whether in time is told by the act (`late`, in days).

    :raises NotAllowed: if `by` does not follow the case.
    :raises Forbidden: if it is not open.
    :raises Refusal: if it was done already, it lapsed when the case was closed, or the day is still to come.
    """
    deadline.case = case = locked(deadline.case)
    policy.may_complete_deadline(by, deadline).require()
    LIFE.after(CaseState(case.state), "complete_deadline")
    deadline.refresh_from_db(fields=["done_on", "lapsed_on"])
    if deadline.done_on is not None:
        raise Refusal(_("È già segnata come fatta."))
    if deadline.lapsed_on is not None:
        raise Refusal(_("È decaduta con la chiusura del caso: se serve ancora, aggiungi una scadenza."))
    deadline.done_on, deadline.done_by = happened(on, by=by), by.staff
    deadline.save(update_fields=["done_on", "done_by"])
    _keep_next(case)
    late = max(0, (on - deadline.due_on).days)
    journal.record(figures.DEADLINE_MET, case, on=on, at=at, by=by, detail={"late": late}, **counted(case))
    return deadline


@transaction.atomic
def set_standard(*, area: Area, what: str, days: int, source: str, on: date, by: Actor, at: datetime) -> Standard:
    """
    Decide what is to be done within some days of every taking in charge in an area, from the day `on`; what was decided before about it ends.

    :raises NotAllowed: if `by` is not the service head.
    :raises Refusal: if it does not say what or who decided it, or begins before what was decided last.
    """
    policy.may_decide(by).require()
    what = required(what, field="what", otherwise=_("Scrivi che cosa c'è da fare."))
    source = required(source, field="source", otherwise=_("Scrivi chi l'ha deciso, e con quale atto."))
    before = Standard.objects.select_for_update(of=("self",)).filter(area=area, what=what, until_on__isnull=True).first()
    if before is not None:
        if on < before.from_on:
            raise Refusal(_("Quello che vale adesso vale da un giorno successivo."), field="on")
        before.until_on = on
        before.save(update_fields=["until_on"])
    standard = Standard.objects.create(area=area.value, what=what, days=days, source=source, from_on=on)
    journal.record(figures.STANDARD_SET, standard, on=on, at=at, by=by, area=area.value, why=source)
    return standard


def _keep_next(case: Case) -> None:
    """Keep on the case the earliest day of what is not done yet."""
    case.next_due_on = Deadline.objects.of(case).to_do().aggregate(first=Min("due_on"))["first"]
    case.save(update_fields=["next_due_on"])
