"""
What the bank answers, brought back to the lists: paid, come back, unknown; and what came back put in payment again.

The same file twice, or two files that say the same, change nothing the second time. As many questions for a payment as for five thousand.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions import debts, money
from sussidiario.benefits.actions.checks import counted
from sussidiario.benefits.actions.payments import chunks
from sussidiario.benefits.lifecycle import AWARD, INSTALMENT, Answer, ApplicationState, AwardState, InstalmentState, Outcome, PaymentState
from sussidiario.benefits.models import Award, BankAnswer, BudgetLine, Commitment, Debt, Instalment, Movement, Payment, PaymentList, Slot
from sussidiario.benefits.policy import payments as policy
from sussidiario.benefits.rules import answers as rules
from sussidiario.benefits.rules.answers import Matched, NotAnAnswer, Said
from sussidiario.foundation.refusal import Refusal
from sussidiario.foundation.words import gettext_noop
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act

T = TypeVar("T")

CAME_BACK = gettext_noop("Il bonifico è tornato indietro.")


@dataclass
class Found:
    """A payment that an answer settles, as it is and as it becomes."""

    payment: Payment
    was: PaymentState
    paid_on: date | None = None
    failed_on: date | None = None
    failure: str = ""


@transaction.atomic
def load(content: bytes, *, form: Answer, name: str, rows: Sequence[Sequence[str]] = (), by: Actor, at: datetime) -> BankAnswer:
    """
    Read an answer of the bank (`content`) or the treasurer (`rows` of its table), and settle what it tells of.

    What is paid counts on the commitment and the line; what came back, even after it had been paid, no longer does. An award of which
    everything is paid concludes. What came back and was not due any more is neither asked of anybody nor paid again: see `_let_go`. A file that
    was loaded before gives back what it did then.

    :raises NotAllowed: if `by` does not pay.
    :raises Refusal: if the file cannot be read, or says nothing of ours.
    """
    policy.may_load(by).require()
    said = _read(content, form, rows)
    if not said:
        raise Refusal(_("Nel file non c'è nessun movimento dei nostri elenchi."), field="file")
    payments = _held(said)
    digest = hashlib.sha256(content).hexdigest()
    # Asked when the payments are held: of two who load a file at the same time the second finds what the first did.
    if (before := BankAnswer.objects.filter(sha256=digest).first()) is not None:
        return before
    matched = rules.match(said, {reference: _standing(each) for reference, each in payments.items()})
    answer = BankAnswer(format=form.value, sha256=digest, name=name[:120], loaded_by=by.staff, loaded_at=at)
    answer.save(force_insert=True)
    journal.insert(Movement, _movements(answer, matched))
    found = _found(matched, payments)
    _settle([each for each in found if each.paid_on], [each for each in found if each.failed_on], by=by, at=at)
    journal.record(figures.ANSWER_LOADED, answer, on=by.on, at=at, by=by, quantity=len(found))
    return answer


@transaction.atomic
def reopen(instalment: Instalment, *, by: Actor, at: datetime) -> Instalment:
    """
    Put in payment again an instalment that came back; it goes in the next list, to who is paid now: see `awards.change_payee`.

    :raises NotAllowed: if `by` does not pay.
    :raises Forbidden: if it did not come back.
    """
    instalment = Instalment.objects.select_for_update(of=("self",)).get(pk=instalment.pk)
    policy.may_reopen(by, instalment).require()
    instalment.state = INSTALMENT.after(InstalmentState(instalment.state), "reopen")
    award = Award.objects.with_all().get(pk=instalment.award_id)
    instalment.save(update_fields=["state"])
    journal.record(figures.REOPENED, instalment, on=by.on, at=at, by=by, amount=instalment.amount, **counted(award))
    return instalment


def _read(content: bytes, form: Answer, rows: Sequence[Sequence[str]]) -> list[Said]:
    try:
        return rules.read_statement(content) if form == Answer.CAMT053 else rules.read_table(rows)
    except NotAnAnswer as error:
        raise Refusal(_(error.message).format(**error.values), field="file") from None


def _held(said: Sequence[Said]) -> dict[str, Payment]:
    """
    The payments that movements refer to, by reference, held with all they touch until the end of the transaction.

    Always in this order: lists, payments, awards, instalments, lines of the budget, as every verb does that holds more than one.
    """
    payments: list[Payment] = []
    references = sorted({each.reference for each in said})
    for start in range(0, len(references), journal.ROWS):
        some = Payment.objects.filter(reference__in=references[start : start + journal.ROWS])
        list(PaymentList.objects.select_for_update(of=("self",)).filter(pk__in=some.values("payments")).order_by("pk"))
        payments += some.select_for_update(of=("self",)).select_related("payments").order_by("pk")
    for keys in chunks([each.pk for each in payments]):
        list(Award.objects.select_for_update(of=("self",), no_key=True).filter(instalments__payments__in=keys).order_by("pk").only("pk"))
        held = Instalment.objects.select_for_update(of=("self",)).filter(payments__in=keys).order_by("pk")
        by_key = {each.pk: each for each in held.select_related(*_WITH).defer(*_WITHOUT)}
        for payment in payments:
            if payment.instalment_id in by_key:
                payment.instalment = by_key[payment.instalment_id]
    return {each.reference: each for each in payments}


_WITH = ("commitment", "award__application", "award__measure", "award__person__neighbourhood", "award__household__neighbourhood")
_WITHOUT = ("award__application__declared", "award__application__assessment")
"""What was declared and how it was answered is long to read, and nothing of it concerns money."""


def _standing(payment: Payment) -> rules.Sent:
    return rules.Sent(payment.pk, payment.amount, payment.state, payment.paid_on, payment.payments.state)


def _movements(answer: BankAnswer, matched: Sequence[Matched]) -> Iterator[Movement]:
    for position, (said, payment, outcome) in enumerate(matched, start=1):
        yield Movement(
            answer=answer,
            position=position,
            reference=said.reference,
            amount=said.amount,
            on=said.on,
            paid=said.paid,
            failure=said.failure,
            payment_id=payment,
            outcome=outcome.value,
        )


def _found(matched: Sequence[Matched], payments: Mapping[str, Payment]) -> list[Found]:
    """What each settled payment becomes, after all that is said of it."""
    found: dict[str, Found] = {}
    for said, _payment, outcome in matched:
        if outcome is not Outcome.SETTLED:
            continue
        payment = payments[said.reference]
        each = found.setdefault(said.reference, Found(payment, PaymentState(payment.state)))
        each.paid_on, each.failed_on, each.failure = (said.on, None, "") if said.paid else (None, said.on, said.failure)
    return list(found.values())


def _settle(paid: Sequence[Found], failed: Sequence[Found], *, by: Actor, at: datetime) -> None:
    """Write what was paid and what came back: payments, instalments, money, awards, and one act for each."""
    settled, back = INSTALMENT.after(InstalmentState.LISTED, "pay"), INSTALMENT.after(InstalmentState.LISTED, "fail")
    for on, some in _apart((each.paid_on, each.payment.pk) for each in paid):
        for chunk in chunks(some):
            Payment.objects.filter(pk__in=chunk).update(state=PaymentState.PAID, paid_on=on, failure="")
            Instalment.objects.filter(payments__in=chunk).update(state=settled, paid_on=on)
    for failure, some in _apart((each.failure, each.payment.pk) for each in failed):
        for chunk in chunks(some):
            Payment.objects.filter(pk__in=chunk).update(state=PaymentState.FAILED, paid_on=None, failure=failure)
            Instalment.objects.filter(payments__in=chunk).update(state=back, paid_on=None)
    returned = [each for each in failed if each.was is PaymentState.PAID]
    _reckon([*paid, *returned], returned)
    acts = [_act(figures.PAID, each.payment, on=each.paid_on or by.on, by=by, at=at, **_first(each)) for each in paid]
    acts += [_act(figures.FAILED, each.payment, on=each.failed_on or by.on, by=by, at=at, why=each.failure) for each in failed]
    acts += _undone(figures.PAID, [journal.reference(each.payment.instalment) for each in returned], by=by, at=at)
    acts += [*_conclude(paid, by=by, at=at), *_reopen_awards(returned, by=by, at=at)]
    journal.write(acts)
    if returned:
        _let_go(returned, by=by, at=at)


def _let_go(returned: Sequence[Found], *, by: Actor, at: datetime) -> None:
    """
    Of awards that were taken back, or of which something is asked back, see what the money that never arrived was.

    What was for months taken back since is owed no more: it is cancelled, its money is free, and as much less is asked back. Of the rest, no more may be
    asked back than was paid: the difference is not asked, and not paid again either.
    """
    awards = {each.payment.instalment.award_id: each.payment.instalment.award for each in returned}
    owed: Counter[int] = Counter()
    for chunk in chunks(sorted(awards)):
        for pk, asked in Debt.objects.filter(award__in=chunk).order_by("pk").values_list("award", F("amount") - F("bounced")):
            owed[pk] += asked
    revoked = {pk for pk, award in awards.items() if award.state == AwardState.REVOKED}
    due = {each for chunk in chunks(sorted(revoked)) for each in Slot.objects.filter(award__in=chunk).order_by("pk").values_list("award", "month")}
    for each in returned:
        instalment, pk = each.payment.instalment, each.payment.instalment.award_id
        if undue := pk in revoked and (pk, instalment.month) not in due:
            fall = min(instalment.amount, owed[pk])
        elif owed[pk]:
            paid = Instalment.objects.filter(award=pk, state=InstalmentState.PAID).aggregate(all=Sum("amount", default=0))["all"]
            fall = min(instalment.amount, max(0, owed[pk] - paid))
        else:
            continue
        owed[pk] -= fall
        _owe_less(instalment, instalment.amount if undue else fall)
        if fall:
            debts.lower(awards[pk], amount=fall, on=each.failed_on or by.on, why=CAME_BACK, by=by, at=at)


def _owe_less(instalment: Instalment, cents: int) -> None:
    """Let what came back be paid again for so much less, or not at all; the money is free."""
    if not cents:
        return
    if cents == instalment.amount:
        Instalment.objects.filter(pk=instalment.pk).update(state=INSTALMENT.after(InstalmentState.FAILED, "cancel"))
    else:
        Instalment.objects.filter(pk=instalment.pk).update(amount=F("amount") - cents)
    money.change({instalment.commitment_id: -cents})


def _apart(said: Iterable[tuple[T, int]]) -> Iterable[tuple[T, list[int]]]:
    """Rows apart by what is written on them, so that each of these is written once."""
    apart: dict[T, list[int]] = defaultdict(list)
    for what, key in said:
        apart[what].append(key)
    return apart.items()


def _reckon(changed: Sequence[Found], returned: Sequence[Found]) -> None:
    """Write again what of commitments and lines has gone out: of a commitment, all that is paid of it; of a line, what changed."""
    by_line: Counter[int] = Counter()
    back = {each.payment.pk for each in returned}
    for each in changed:
        by_line[each.payment.instalment.commitment.line_id] += -each.payment.amount if each.payment.pk in back else each.payment.amount
    list(BudgetLine.objects.select_for_update(of=("self",)).filter(pk__in=by_line).order_by("pk"))
    paid = Instalment.objects.filter(commitment=OuterRef("pk"), state=InstalmentState.PAID).order_by().values("commitment")
    total = Coalesce(Subquery(paid.annotate(total=Sum("amount")).values("total")), 0)
    for chunk in chunks(sorted({each.payment.instalment.commitment_id for each in changed})):
        Commitment.objects.filter(pk__in=chunk).update(paid=total)
    for line, cents in sorted(by_line.items()):
        BudgetLine.objects.filter(pk=line).update(paid=F("paid") + cents)


def _conclude(paid: Sequence[Found], *, by: Actor, at: datetime) -> Iterator[Act]:
    """Conclude the awards of which everything is paid; what was advanced in an urgency waits to be ratified."""
    last = {each.payment.instalment.award_id: each.paid_on for each in sorted(paid, key=lambda each: each.paid_on or by.on)}
    awards = {each.payment.instalment.award_id: each.payment.instalment.award for each in paid}
    owing = Instalment.objects.filter(award=OuterRef("pk")).exclude(state__in=[InstalmentState.PAID, InstalmentState.CANCELLED])
    done: list[int] = []
    for chunk in chunks(sorted(awards)):
        found = Award.objects.filter(~Exists(owing), pk__in=chunk, state=AwardState.ACTIVE).exclude(application__state=ApplicationState.ADVANCED)
        done += found.order_by("pk").values_list("pk", flat=True)
    after = AWARD.after(AwardState.ACTIVE, "conclude")
    for on, some in _apart((last[pk], pk) for pk in done):
        for chunk in chunks(some):
            Award.objects.filter(pk__in=chunk).update(state=after, ended_on=on)
    for pk in done:
        award = awards[pk]
        yield _entry(figures.CONCLUDED, journal.reference(award), award, on=last[pk] or by.on, by=by, at=at)


def _reopen_awards(returned: Sequence[Found], *, by: Actor, at: datetime) -> list[Act]:
    """Awards that had concluded and owe again."""
    awards = {each.payment.instalment.award_id: each.payment.instalment.award for each in returned}
    concluded = [pk for pk, award in awards.items() if award.state == AwardState.CONCLUDED]
    if not concluded:
        return []
    Award.objects.filter(pk__in=concluded).update(state=AWARD.after(AwardState.CONCLUDED, "reopen"), ended_on=None)
    return _undone(figures.CONCLUDED, [journal.reference(awards[pk]) for pk in concluded], by=by, at=at)


def _undone(act: str, records: Sequence[str], *, by: Actor, at: datetime) -> list[Act]:
    """Acts that take out of every figure those of a kind that were written on some records and stand."""
    if not records:
        return []
    standing = Act.objects.filter(act=act, record__in=records, voids__isnull=True).exclude(Exists(Act.objects.filter(voids=OuterRef("pk"))))
    return [
        journal.entry(
            each.act,
            on=by.on,
            at=at,
            record=each.record,
            by_id=by.pk,
            subject=each.subject,
            why=CAME_BACK,
            voids=each,
            **{name: getattr(each, name) for name in journal.MEASURABLE},
        )
        for each in standing.order_by("pk")
    ]


def _first(found: Found) -> dict[str, Any]:
    """Of the first payment of an award, how many days whoever asked has waited."""
    instalment = found.payment.instalment
    if found.paid_on is None or instalment.number != 1:
        return {}
    return {"detail": {"waited": (found.paid_on - instalment.award.application.received_on).days}}


def _act(act: str, payment: Payment, *, on: date, by: Actor, at: datetime, why: str = "", **more: Any) -> Act:
    instalment = payment.instalment
    return _entry(act, journal.reference(instalment), instalment.award, on=on, by=by, at=at, why=why, amount=payment.amount, **more)


def _entry(act: str, record: str, award: Award, *, on: date, by: Actor, at: datetime, why: str = "", **more: Any) -> Act:
    return journal.entry(act, on=on, at=at, record=record, by_id=by.pk, why=why, **{**counted(award), "subject": journal.pseudonym(award.subject)}, **more)
