"""What is granted: made, suspended, resumed, revised, revoked, concluded; who is paid; what is asked before paying."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.access.rules import Role
from sussidiario.benefits import figures
from sussidiario.benefits.actions import money, payees
from sussidiario.benefits.actions.checks import as_owed, counted, locked, owing
from sussidiario.benefits.actions.ending import end
from sussidiario.benefits.actions.granting import Grant, create, create_many
from sussidiario.benefits.lifecycle import AWARD, INSTALMENT, AwardState, InstalmentState, PaidBy, PayeeKind
from sussidiario.benefits.models import Award, Condition, Instalment, Level
from sussidiario.benefits.policy import awards as policy
from sussidiario.benefits.rules import plans
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.ui import writing

__all__ = ["Grant", "add_condition", "change_payee", "conclude", "create", "create_many", "meet_condition", "resume", "revise", "revoke", "suspend"]


@transaction.atomic
def suspend(award: Award, *, why: str, by: Actor, at: datetime) -> Award:
    """
    Stop paying: what is planned is held. What is in a list by now goes on.

    :raises NotAllowed: if `by` does not head the service.
    :raises Forbidden: if it is not being paid.
    :raises Refusal: if no reason is given.
    """
    award = locked(award)
    policy.may_suspend(by, award).require()
    state = AWARD.after(AwardState(award.state), "suspend")
    why = required(why, field="why", otherwise=_("Scrivi perché si sospende."))
    held = INSTALMENT.after(InstalmentState.PLANNED, "hold")
    Instalment.objects.filter(award=award, state=InstalmentState.PLANNED).update(state=held.value)
    award.state = state
    award.save(update_fields=["state"])
    journal.record(figures.SUSPENDED, award, on=by.on, at=at, by=by, why=why, **counted(award))
    return award


@transaction.atomic
def resume(award: Award, *, why: str = "", by: Actor, at: datetime) -> Award:
    """
    Pay again: what was held is planned again, unless it waits for a condition.

    :raises NotAllowed: if `by` does not head the service.
    :raises Forbidden: if it is not suspended.
    """
    award = locked(award)
    policy.may_resume(by, award).require()
    award.state = AWARD.after(AwardState(award.state), "resume")
    award.save(update_fields=["state"])
    _release(award, Q(condition__isnull=True) | Q(condition__met_on__isnull=False))
    journal.record(figures.RESUMED, award, on=by.on, at=at, by=by, why=why.strip(), **counted(award))
    return award


@transaction.atomic
def revise(award: Award, *, amount: int, from_month: date, why: str, by: Actor, at: datetime) -> Award:
    """
    Pay `amount` cents for each month from a month on; the difference is promised, or freed, at once. What is paid, or in a list, stays as it was.

    :raises NotAllowed: if `by` does not head the service, or proposed the award.
    :raises Forbidden: if it is not being paid.
    :raises Refusal: if the amount is nothing or what it was, no reason is given, nothing is left to be paid from that month, the budget does not
        suffice, or so much needs an approval that nobody has given.
    """
    award = locked(award)
    policy.may_revise(by, award).require()
    state = AWARD.after(AwardState(award.state), "revise")
    why = required(why, field="why", otherwise=_("Scrivi perché cambia l'importo."))
    if amount <= 0:
        raise Refusal(_("Per non pagare più niente, revoca."), field="amount")
    instalments = owing(award)
    changing = [each for each in instalments if each.month >= from_month and each.state in plans.UNPAID and each.amount != amount]
    if not changing:
        raise Refusal(_("Da quel mese non resta niente da pagare con un altro importo."), field="from_month")
    difference = plans.revised(as_owed(instalments), from_month, amount)
    if difference > 0:
        _approved(award, difference + sum(each.amount for each in instalments if each.state != InstalmentState.CANCELLED))
    money.change(money.by_commitment((each.commitment_id, amount - each.amount) for each in changing))
    Instalment.objects.filter(pk__in=[each.pk for each in changing]).update(amount=amount)
    before, award.amount, award.state = award.amount, amount, state
    award.save(update_fields=["amount", "state"])
    detail = {"before": before, "after": amount, "from_month": from_month.isoformat()}
    journal.record(figures.REVISED, award, on=by.on, at=at, by=by, why=why, amount=difference, detail=detail, **counted(award))
    return award


@transaction.atomic
def revoke(award: Award, *, from_month: date, why: str, by: Actor, at: datetime) -> Award:
    """
    Take the award back from a month on: see `ending.end`.

    :raises NotAllowed: if `by` does not head the service.
    :raises Forbidden: if it is over.
    :raises Refusal: if no reason is given, there is nothing from that month on, or some of it is in a list just now.
    """
    award = locked(award)
    policy.may_revoke(by, award).require()
    why = required(why, field="why", otherwise=_("Scrivi perché si revoca: chi riceve il beneficio lo leggerà."))
    done = end(award, from_month=from_month, why=why, by=by, at=at)
    if not done.freed and not done.owed:
        raise Refusal(_("Da quel mese non c'è niente da revocare."), field="from_month")
    detail = {"freed": done.freed, "owed": done.owed, "from_month": from_month.isoformat()}
    journal.record(figures.REVOKED, award, on=by.on, at=at, by=by, why=why, amount=done.freed + done.owed, detail=detail, **counted(award))
    return award


@transaction.atomic
def conclude(award: Award, *, by: Actor, at: datetime) -> Award:
    """
    Say that all that was owed is paid.

    :raises NotAllowed: if `by` neither heads the service nor pays.
    :raises Forbidden: if it is not being paid.
    :raises Refusal: if something is not paid yet.
    """
    award = locked(award)
    policy.may_conclude(by, award).require()
    state = AWARD.after(AwardState(award.state), "conclude")
    left = [each for each in owing(award) if each.state not in {InstalmentState.PAID, InstalmentState.CANCELLED}]
    if left:
        words = ngettext("Resta {number} rata da pagare.", "Restano {number} rate da pagare.", len(left))
        raise Refusal(words.format(number=len(left)))
    award.state, award.ended_on = state, by.on
    award.save(update_fields=["state", "ended_on"])
    journal.record(figures.CONCLUDED, award, on=by.on, at=at, by=by, **counted(award))
    return award


@transaction.atomic
def change_payee(
    award: Award,
    *,
    kind: PayeeKind,
    name: str = "",
    fiscal_code: str = "",
    paid_by: PaidBy,
    iban: str = "",
    why: str,
    by: Actor,
    at: datetime,
) -> Award:
    """
    Pay somebody else, or elsewhere, from the next list on; what is in a list by now goes where the list says.

    :raises NotAllowed: if `by` neither works on the award nor heads the service: who pays does not say whom.
    :raises Refusal: if nothing is left to be paid, no reason is given, or who is paid is not rightly said: see `payees.write`.
    """
    award = locked(award)
    policy.may_change_payee(by, award).require()
    if not any(each.state in plans.UNPAID or each.state == InstalmentState.LISTED for each in owing(award)):
        raise Refusal(_("Non resta niente da pagare."))
    why = required(why, field="why", otherwise=_("Scrivi perché cambia chi riscuote, e chi l'ha chiesto."))
    payees.hide(award.person, kind)
    person = award.person if kind == PayeeKind.BENEFICIARY else None
    award.payee = payees.write(kind=kind, person=person, name=name, fiscal_code=fiscal_code, paid_by=paid_by, iban=iban)
    award.save(update_fields=["payee"])
    detail = {"kind": kind.value, "paid_by": paid_by.value}
    journal.record(figures.PAYEE_CHANGED, award, on=by.on, at=at, by=by, why=why, detail=detail, **counted(award))
    return award


@transaction.atomic
def add_condition(award: Award, *, what: str, due_on: date, by: Actor, at: datetime) -> Condition:
    """
    Ask something by a day, as a plan does: what is due from then on is held until it is kept.

    What is in a list by now goes on, and what waits for something asked by a later day waits for that.

    :raises NotAllowed: if `by` neither works on the award nor heads the service.
    :raises Refusal: if it does not say what, the day has passed, or nothing is left to be paid from then on.
    """
    award = locked(award)
    policy.may_add_condition(by, award).require()
    what = required(what, field="what", otherwise=_("Scrivi che cosa si chiede."))
    if due_on < by.on:
        raise Refusal(_("Il giorno è passato: scrivi un giorno che deve ancora venire."), field="due_on")
    later = set(award.conditions.filter(met_on__isnull=True, due_on__gt=due_on).values_list("pk", flat=True))
    unpaid = [each for each in owing(award) if each.due_on >= due_on and each.state in {InstalmentState.PLANNED, InstalmentState.HELD}]
    waiting = [each for each in unpaid if each.condition_id not in later]
    if not waiting:
        raise Refusal(_("Da quel giorno non resta niente da pagare."), field="due_on")
    condition = Condition.objects.create(award=award, what=what, due_on=due_on)
    held = INSTALMENT.after(InstalmentState.PLANNED, "hold")
    Instalment.objects.filter(pk__in=[each.pk for each in waiting]).update(condition=condition, state=held.value)
    journal.record(figures.CONDITION_ADDED, condition, on=by.on, at=at, by=by, **counted(award))
    return condition


@transaction.atomic
def meet_condition(condition: Condition, *, on: date, by: Actor, at: datetime) -> Condition:
    """
    Say that a condition was kept since a day: what waited for it alone is to be paid.

    :raises NotAllowed: if `by` neither works on the award nor heads the service.
    :raises Refusal: if it was said already, or the day is still to come.
    """
    award = locked(condition.award)
    condition = Condition.objects.with_award().select_for_update(of=("self",)).get(pk=condition.pk)
    policy.may_meet_condition(by, condition).require()
    if condition.met_on is not None:
        raise Refusal(_("È già segnata come rispettata dal {day}.").format(day=writing.day(condition.met_on)))
    if on > by.on:
        raise Refusal(_("Il giorno deve ancora venire: scrivi oggi o un giorno passato."), field="on")
    condition.met_on, condition.met_by = on, by.staff
    condition.save(update_fields=["met_on", "met_by"])
    if award.state != AwardState.SUSPENDED:
        _release(award, Q(condition=condition))
    journal.record(figures.CONDITION_MET, condition, on=on, at=at, by=by, **counted(award))
    return condition


def _release(award: Award, which: Q) -> None:
    """Plan again what is held and waits for nothing any more."""
    planned = INSTALMENT.after(InstalmentState.HELD, "release")
    Instalment.objects.filter(which, award=award, state=InstalmentState.HELD).update(state=planned.value)


def _approved(award: Award, total: int) -> None:
    """
    Check that so much in all was approved by whoever must.

    :raises Refusal: if a level is missing: no award grows past it by being revised.
    """
    given = award.application.approvals.values("level")
    levels = Level.objects.filter(above__lt=total).exclude(role=Role.SERVICE_HEAD).exclude(pk__in=given).order_by("number")
    if level := levels.first():
        words = _("Oltre {above} in tutto serve l'approvazione di: {role}. Fai una nuova domanda per la differenza.")
        raise Refusal(words.format(above=writing.euro(level.above), role=_(Role(level.role).label)), field="amount")
