"""How the pages say what an award is: its states by word and shape, its sums, whom it is about to who reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions.checks import as_owed
from sussidiario.benefits.lifecycle import AWARD, DEBT, ApplicationState, AwardState, DebtState, InstalmentState, PaidBy, PayeeKind
from sussidiario.benefits.models import Award, Debt, Instalment, Payee
from sussidiario.benefits.policy import awards as policy
from sussidiario.benefits.rules import accounts, plans
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.ui import writing
from sussidiario.ui.verbs import Verb

AWARD_SHAPES = {AwardState.ACTIVE: "open", AwardState.SUSPENDED: "attention", AwardState.REVOKED: "stopped", AwardState.CONCLUDED: "done"}
INSTALMENT_SHAPES = {
    InstalmentState.PLANNED: "waiting",
    InstalmentState.HELD: "attention",
    InstalmentState.LISTED: "open",
    InstalmentState.PAID: "done",
    InstalmentState.FAILED: "stopped",
    InstalmentState.CANCELLED: "closed",
}
DEBT_SHAPES = {DebtState.OPEN: "attention", DebtState.RECOVERED: "done", DebtState.WAIVED: "closed", DebtState.CLEARED: "closed", DebtState.EXCESS: "attention"}


@dataclass(frozen=True)
class Sums:
    """What becomes of the money of an award. Cents: promised in all, paid, still to be paid."""

    promised: int
    paid: int

    @property
    def left(self) -> int:
        """Still to be paid."""
        return self.promised - self.paid


def state_of(award: Award) -> tuple[str, str]:
    """The state of an award, in words and by shape."""
    state = AwardState(award.state)
    return _(state.label), AWARD_SHAPES[state]


def state_of_instalment(instalment: Instalment) -> tuple[str, str]:
    """The state of an instalment, in words and by shape."""
    state = InstalmentState(instalment.state)
    return _(state.label), INSTALMENT_SHAPES[state]


def state_of_debt(debt: Debt) -> tuple[str, str]:
    """The state of a debt, in words and by shape."""
    state = DebtState(debt.state)
    return _(state.label), DEBT_SHAPES[state]


def sums(instalments: Iterable[Instalment]) -> Sums:
    """Put together what an award promises and has paid."""
    promised = paid = 0
    for each in instalments:
        promised += 0 if each.state == InstalmentState.CANCELLED else each.amount
        paid += each.amount if each.state == InstalmentState.PAID else 0
    return Sums(promised, paid)


def granted(award: Award, instalments: Iterable[Instalment]) -> str:
    """Say how much is granted now, and for how long: after a revision what was before and what is after, without what was revoked."""
    standing = plans.standing(as_owed(instalments))
    if not award.measure.monthly or award.urgent:
        return writing.euro(sum(standing.values()))
    said = [
        ngettext("{amount} per {months} mese", "{amount} al mese per {months} mesi", each.months).format(amount=writing.euro(each.amount), months=each.months)
        for each in plans.stretches(standing)
    ]
    return _(", poi ").join(said) or _("più niente")


def about(actor: Actor, award: Award) -> str:
    """Whom an award is about, to who reads of the person; to who reads of the money alone, who is paid."""
    return str(award.person) if policy.reads_of(actor, award) else award.payee.name


def paid_to(actor: Actor, payee: Payee) -> list[tuple[str, str]]:
    """Who is paid and how."""
    facts = [(_("Intestatario"), payee.name), (_("Chi è"), _(PayeeKind(payee.kind).label))]
    if payee.fiscal_code:
        facts.append((_("Codice"), payee.fiscal_code))
    facts.append((_("Come"), _(PaidBy(payee.paid_by).label)))
    if payee.iban:
        facts.append(("IBAN", account(actor, payee.iban)))
    return facts


def account(actor: Actor, iban: str) -> str:
    """An IBAN, whole to who pays, and to the others as much of it as is needed to recognise it."""
    return accounts.grouped(iban) if policy.may_see_account(actor) else accounts.masked(iban)


def verbs_of(actor: Actor, award: Award, instalments: Sequence[Instalment]) -> list[Verb]:
    """What may be done about an award in its state, most likely first, with the reason of what this reader may not do."""
    state = AwardState(award.state)
    paid = all(each.state in {InstalmentState.PAID, InstalmentState.CANCELLED} for each in instalments)
    labels = {verb: _(AWARD.moves[verb].label) for verb in AWARD.verbs(state)}
    if not paid:
        labels |= {"change_payee": _("Cambia chi riscuote"), "add_condition": _("Poni una condizione")}
        labels.pop("conclude", None)
    else:
        for verb in ("revise", "suspend"):
            labels.pop(verb, None)
    if any(each.state == InstalmentState.PAID for each in instalments):
        labels["ask_debt"] = _("Chiedi indietro una somma")
    order = [verb for verb in policy.MAY if verb in labels]
    if _waits(award):
        order = [verb for verb in order if verb == "change_payee"]
    back = {verb for verb, move in AWARD.moves.items() if move.back}
    return [Verb(labels[verb], reverse(f"benefits:{verb}", args=[award.pk]), policy.MAY[verb](actor, award), back=verb in back) for verb in order]


def verbs_of_debt(actor: Actor, debt: Debt) -> list[Verb]:
    """What this reader may do about a sum to be given back."""
    doors = (("recover", policy.may_recover), ("waive", policy.may_waive), ("give_back", policy.may_give_back))
    some = [(verb, may) for verb, may in doors if DEBT.allows(DebtState(debt.state), verb)]
    return [Verb(_(DEBT.moves[verb].label), reverse(f"benefits:{verb}", args=[debt.pk])) for verb, may in some if may(actor, debt)]


def in_time(award: Award, verb: str) -> None:
    """
    Check, before its page is shown, that the verb is still possible.

    :raises Forbidden: if somebody did something else first.
    """
    if not AWARD.allows(AwardState(award.state), verb):
        raise Forbidden(AwardState(award.state), verb)


def _waits(award: Award) -> bool:
    """Tell whether an award was advanced and nobody has ratified it yet."""
    return award.urgent and award.application.state == ApplicationState.ADVANCED
