"""Sums paid and not due: asked back, given back, waived; lowered when the bank says that they never arrived."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions.checks import counted, locked
from sussidiario.benefits.lifecycle import DEBT, DebtState, InstalmentState
from sussidiario.benefits.models import Award, Debt
from sussidiario.benefits.policy import awards as policy
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.ui import writing


@transaction.atomic
def ask(award: Award, *, amount: int, why: str, by: Actor, at: datetime) -> Debt:
    """
    Ask back cents that were paid and were not due.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if the amount is nothing, no reason is given, or so much was not paid or is asked back already.
    """
    award = locked(award)
    policy.may_ask_debt(by, award).require()
    why = required(why, field="why", otherwise=_("Scrivi perché la somma non era dovuta: chi la deve restituire lo leggerà."))
    if amount <= 0:
        raise Refusal(_("Scrivi quanto si chiede indietro."), field="amount")
    paid = award.instalments.filter(state=InstalmentState.PAID).aggregate(all=Sum("amount", default=0))["all"]
    asked = award.debts.all().standing()
    if amount > paid - asked:
        words = _("Sono stati pagati {paid}, e di questi {asked} sono già chiesti indietro.")
        raise Refusal(words.format(paid=writing.euro(paid), asked=writing.euro(asked)), field="amount")
    return write(award, amount=amount, why=why, by=by, at=at)


def write(award: Award, *, amount: int, why: str, by: Actor, at: datetime) -> Debt:
    """Write a debt, and in the book that it is asked: called by the verbs that make one, which have asked whether they may."""
    debt = Debt.objects.create(award=award, amount=amount, why=why, asked_on=by.on)
    journal.record(figures.DEBT_ASKED, debt, on=by.on, at=at, by=by, why=why, amount=amount, **counted(award))
    return debt


@transaction.atomic
def recover(debt: Debt, *, amount: int, on: date, by: Actor, at: datetime) -> Debt:
    """
    Say that cents were given back on a day; with the last of them the debt is over.

    :raises NotAllowed: if `by` does not keep the accounts.
    :raises Forbidden: if it is over.
    :raises Refusal: if the amount is nothing or more than is left, or the day is still to come or before it was asked.
    """
    debt = _locked(debt)
    policy.may_recover(by, debt).require()
    state = DEBT.after(DebtState(debt.state), "settle" if amount == debt.left else "recover")
    if not 0 < amount <= debt.left:
        raise Refusal(_("Restano da restituire {left}.").format(left=writing.euro(debt.left)), field="amount")
    _in_its_days(debt, on, by)
    debt.recovered += amount
    debt.state, debt.ended_on = state, on if debt.left == 0 else None
    debt.save(update_fields=["recovered", "state", "ended_on"])
    journal.record(figures.DEBT_RECOVERED, debt, on=on, at=at, by=by, amount=amount, **counted(debt.award))
    return debt


@transaction.atomic
def waive(debt: Debt, *, why: str, by: Actor, at: datetime) -> Debt:
    """
    Ask no more for what is left of a debt.

    :raises NotAllowed: if `by` is no executive.
    :raises Forbidden: if it is over.
    :raises Refusal: if no reason is given.
    """
    debt = _locked(debt)
    policy.may_waive(by, debt).require()
    state = DEBT.after(DebtState(debt.state), "waive")
    why = required(why, field="why", otherwise=_("Scrivi perché si rinuncia, e con quale atto."))
    debt.state, debt.ended_on = state, by.on
    debt.save(update_fields=["state", "ended_on"])
    journal.record(figures.DEBT_WAIVED, debt, on=by.on, at=at, by=by, why=why, amount=debt.left, **counted(debt.award))
    return debt


def lower(award: Award, *, amount: int, on: date, why: str, by: Actor, at: datetime) -> None:
    """
    Take cents off what is asked back of an award: they came back from the bank, and never reached who was paid.

    Those that nobody has given back yet go first, the last asked before; what had been given back of the rest is to be returned. Called by the verb that
    loads what the bank answers.
    """
    debts = list(Debt.objects.with_all().select_for_update(of=("self",)).filter(award=award).order_by("-pk"))
    falls = {debt.pk: 0 for debt in debts}
    for debt in debts:
        falls[debt.pk] += min(amount - sum(falls.values()), debt.left if debt.state == DebtState.OPEN else 0)
    for debt in debts:
        falls[debt.pk] += min(amount - sum(falls.values()), debt.amount - debt.bounced - falls[debt.pk])
    for debt in debts:
        if not falls[debt.pk]:
            continue
        debt.bounced += falls[debt.pk]
        if verb := _after_falling(debt):
            debt.state = DEBT.after(DebtState(debt.state), verb)
            debt.ended_on = None if debt.state in {DebtState.OPEN, DebtState.EXCESS} else on
        debt.save(update_fields=["bounced", "state", "ended_on"])
        detail = {"left": debt.left, "too_much": debt.too_much}
        journal.record(figures.DEBT_LOWERED, debt, on=on, at=at, by=by, why=why, amount=falls[debt.pk], detail=detail, **counted(award))


def _after_falling(debt: Debt) -> str:
    """What becomes of a debt that fell; nothing of one that was waived and of which too much was not recovered."""
    if debt.too_much:
        return "exceed"
    if debt.state != DebtState.OPEN:
        return ""
    if debt.left:
        return "lower"
    return "settle" if debt.recovered else "clear"


@transaction.atomic
def give_back(debt: Debt, *, on: date, by: Actor, at: datetime) -> Debt:
    """
    Say that what was recovered and had never arrived was given, on a day, to who had given it back. Where none of it had, the debt is as if never asked.

    :raises NotAllowed: if `by` does not keep the accounts.
    :raises Forbidden: if nothing was recovered too much.
    :raises Refusal: if the day is still to come or before the debt was asked.
    """
    debt = _locked(debt)
    policy.may_give_back(by, debt).require()
    state, amount = DEBT.after(DebtState(debt.state), "give_back" if debt.bounced < debt.amount else "give_all_back"), debt.too_much
    _in_its_days(debt, on, by)
    debt.returned += amount
    debt.state, debt.ended_on = state, on
    debt.save(update_fields=["returned", "state", "ended_on"])
    journal.record(figures.DEBT_RETURNED, debt, on=on, at=at, by=by, amount=amount, **counted(debt.award))
    return debt


def _in_its_days(debt: Debt, on: date, by: Actor) -> None:
    if not debt.asked_on <= on <= by.on:
        raise Refusal(_("Scrivi un giorno tra il {first} e oggi.").format(first=writing.day(debt.asked_on)), field="on")


def _locked(debt: Debt) -> Debt:
    return Debt.objects.with_all().select_for_update(of=("self",)).get(pk=debt.pk)
