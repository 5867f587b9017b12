"""
Lists of payments: built from what is due, signed by three people, sent, closed or abandoned.

A list is written whole or not at all: whatever happens to whoever builds it, no line is left without its list and no instalment is held by none.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions import leaving, transfers
from sussidiario.benefits.lifecycle import INSTALMENT, LIST, FileForm, InstalmentState, ListState, PaidBy, PayeeKind, PaymentState
from sussidiario.benefits.models import Award, Fund, Instalment, Measure, Payment, PaymentFile, PaymentList
from sussidiario.benefits.policy import payments as policy
from sussidiario.benefits.rules import payments as rules
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal


@transaction.atomic
def build(pay_on: date, words: str, *, measures: Collection[Measure] = (), seen: int | None = None, by: Actor, at: datetime) -> PaymentList:
    """
    Make a locked list of what is due by the day `pay_on`, of all measures or of some: a picture of who is paid, where and how much, as it is now.

    Whoever has no valid account, or has died, stays out, and due. Who builds holds the funds: of two who build at the same time the second sees what the
    first took, and numbers follow without gaps. `seen` is the total as `by` was shown it: if it would now be another, nothing is done.

    :raises NotAllowed: if `by` does not pay.
    :raises Refusal: if the day has passed, there are no words, nothing that can be paid is due, or the total is not the one seen.
    """
    policy.may_build(by).require()
    words = required(words, field="words", otherwise=_("Scrivi che cosa si paga con questo elenco."))
    if pay_on < by.on:
        raise Refusal(_("Il giorno del pagamento è già passato."), field="pay_on")
    list(Fund.objects.select_for_update(no_key=True).order_by("pk"))
    due = list(Instalment.objects.payable(pay_on, measures).select_for_update(of=("self",)))
    payable = [each for each in due if not unpayable(each)]
    if not payable:
        raise Refusal(_("Non c'è nulla da pagare entro quel giorno."), field="pay_on")
    if seen is not None and seen != sum(each.amount for each in payable):
        raise Refusal(_("Nel frattempo è cambiato che cosa c'è da pagare: guarda di nuovo prima di confermare."))
    number = (PaymentList.objects.filter(year=by.on.year).aggregate(last=Max("number"))["last"] or 0) + 1
    payments = PaymentList(year=by.on.year, number=number, words=words, pay_on=pay_on, built_by=by.staff, built_at=at)
    lines = [_line(each, payments, position) for position, each in enumerate(payable, start=1)]
    payments.count, payments.total, payments.sha256 = len(lines), sum(line.amount for line in lines), rules.digest(_signed(lines))
    payments.save(force_insert=True)
    journal.insert(Payment, _within(payments, lines))
    _move([each.pk for each in payable], "list", InstalmentState.PLANNED)
    journal.record(figures.LIST_BUILT, payments, on=by.on, at=at, by=by, quantity=payments.count, amount=payments.total)
    return payments


@transaction.atomic
def approve(payments: PaymentList, *, by: Actor, at: datetime) -> PaymentList:
    """
    Sign that what is in the list is to be paid.

    :raises NotAllowed: if `by` does not head the service, or built the list.
    :raises Forbidden: if it is not waiting for this.
    :raises Refusal: if its lines are not as they were built.
    """
    payments = _locked(payments)
    policy.may_approve(by, payments).require()
    payments.state = LIST.after(ListState(payments.state), "approve")
    _verify(payments)
    payments.approved_by, payments.approved_at = by.staff, at
    payments.save(update_fields=["state", "approved_by", "approved_at"])
    journal.record(figures.LIST_APPROVED, payments, on=by.on, at=at, by=by, quantity=payments.count, amount=payments.total)
    return payments


@transaction.atomic
def authorise(payments: PaymentList, *, by: Actor, at: datetime) -> PaymentList:
    """
    Sign that the money may go out: the third person.

    :raises NotAllowed: if `by` is no executive, or built or approved the list.
    :raises Forbidden: if it is not approved.
    :raises Refusal: if its lines are not as they were built.
    """
    payments = _locked(payments)
    policy.may_authorise(by, payments).require()
    payments.state = LIST.after(ListState(payments.state), "authorise")
    _verify(payments)
    payments.authorised_by, payments.authorised_at = by.staff, at
    payments.save(update_fields=["state", "authorised_by", "authorised_at"])
    journal.record(figures.LIST_AUTHORISED, payments, on=by.on, at=at, by=by, quantity=payments.count, amount=payments.total)
    return payments


@transaction.atomic
def send(payments: PaymentList, *, by: Actor, at: datetime) -> PaymentList:
    """
    Make the files for the bank and the treasurer, and keep them: they are downloaded as often as is needed, and are always these.

    :raises NotAllowed: if `by` does not pay.
    :raises Forbidden: if it is not authorised.
    :raises Refusal: if its lines are not as they were built, or there are transfers and the municipality's own account is not set.
    """
    payments = _locked(payments)
    policy.may_send(by, payments).require()
    payments.state = LIST.after(ListState(payments.state), "send")
    _verify(payments)
    payments.sent_at = at
    payments.save(update_fields=["state", "sent_at"])
    PaymentFile.objects.bulk_create(
        PaymentFile(payments=payments, form=form.value, content=content, sha256=hashlib.sha256(content).hexdigest())
        for form, content in transfers.files(payments, by=by, at=at).items()
    )
    journal.record(figures.LIST_SENT, payments, on=by.on, at=at, by=by, quantity=payments.count, amount=payments.total)
    return payments


@transaction.atomic
def close(payments: PaymentList, *, by: Actor, at: datetime) -> PaymentList:
    """
    Close a list of which every payment was answered.

    :raises NotAllowed: if `by` does not pay.
    :raises Forbidden: if it was not sent.
    :raises Refusal: if some payment waits for its answer.
    """
    payments = _locked(payments)
    policy.may_close(by, payments).require()
    payments.state = LIST.after(ListState(payments.state), "close")
    if waiting := Payment.objects.filter(payments=payments.pk).in_state(PaymentState.EXPECTED).count():
        raise Refusal(_("Di {count} pagamenti non si sa ancora niente: carica prima la risposta della banca.").format(count=waiting))
    payments.closed_at = at
    payments.save(update_fields=["state", "closed_at"])
    journal.record(figures.LIST_CLOSED, payments, on=by.on, at=at, by=by, quantity=payments.count, amount=payments.total)
    return payments


@transaction.atomic
def abandon(payments: PaymentList, *, why: str, by: Actor, at: datetime) -> PaymentList:
    """
    Give up a list that was not sent: what was in it is due again. Its number is not given to another.

    :raises NotAllowed: if `by` has no part in lists.
    :raises Forbidden: if it was sent.
    :raises Refusal: if no reason is given.
    """
    payments = _locked(payments)
    policy.may_abandon(by, payments).require()
    payments.state = LIST.after(ListState(payments.state), "abandon")
    why = required(why, field="why", otherwise=_("Scrivi perché l'elenco si annulla."))
    payments.save(update_fields=["state"])
    lines = Payment.objects.filter(payments=payments.pk)
    held = list(Instalment.objects.select_for_update(of=("self",)).filter(payments__in=lines, state=InstalmentState.LISTED).order_by("pk").only("pk"))
    lines.update(state=PaymentState.DROPPED)
    _move([each.pk for each in held], "unlist", InstalmentState.LISTED)
    journal.record(figures.LIST_ABANDONED, payments, on=by.on, at=at, by=by, why=why, quantity=payments.count, amount=payments.total)
    return payments


def unpayable(instalment: Instalment) -> str:
    """Say why an instalment cannot be in a list, or nothing: see `rules.payments.unpayable`."""
    payee, person = instalment.award.payee, instalment.award.person
    died = payee.kind == PayeeKind.BENEFICIARY and person.died_on is not None
    return rules.unpayable(name=payee.name, paid_by=payee.paid_by, account=payee.iban, died=died)


@transaction.atomic
def take(payments: PaymentList, form: FileForm, *, by: Actor, at: datetime) -> bytes | None:
    """
    Give a file of a list to who pays, or nothing if it was not made. It is recorded that they took it, and of everybody in it that it was read.

    What for is the list itself; nothing can be written in the file of who took it, which is always as it was sent.

    :raises NotAllowed: if `by` does not pay, or it was not sent.
    :raises Refusal: if it is not what it was.
    """
    policy.may_take(by, payments).require()
    content = taken(payments, form)
    if content is not None:
        paid = Award.objects.filter(instalments__payments__payments=payments.pk)
        leaving.note(paid, purpose=f"{payments} · {payments.words}", address=payments.get_absolute_url(), by=by, at=at)
        journal.record(figures.LIST_TAKEN, payments, on=by.on, at=at, by=by, quantity=payments.count, detail={"form": form.value})
    return content


def taken(payments: PaymentList, form: FileForm) -> bytes | None:
    """
    Give a file of a list that was sent, as it was made, or nothing if it was not made.

    :raises Refusal: if it is not what it was.
    """
    file = PaymentFile.objects.filter(payments=payments.pk, form=form.value).first()
    if file is None:
        return None
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Refusal(_("Il file non è più quello che è stato trasmesso: non si scarica."))
    return content


def chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """So many keys at a time as one question takes."""
    return (keys[start : start + journal.ROWS] for start in range(0, len(keys), journal.ROWS))


def _locked(payments: PaymentList) -> PaymentList:
    return PaymentList.objects.select_for_update(of=("self",)).get(pk=payments.pk)


def _verify(payments: PaymentList) -> None:
    """Look at every line again: what is signed is what was built."""
    lines = list(Payment.objects.filter(payments=payments.pk).lines())
    if rules.digest(lines) != payments.sha256 or (len(lines), sum(line.amount for line in lines)) != (payments.count, payments.total):
        raise Refusal(_("Le righe dell'elenco non sono più quelle con cui è stato preparato: annullalo e preparane un altro."))


def _move(instalments: Sequence[int], verb: str, state: InstalmentState) -> None:
    """Take instalments, all in the same state, where the verb leads."""
    after = INSTALMENT.after(state, verb)
    for some in chunks(instalments):
        Instalment.objects.filter(pk__in=some).update(state=after)


def _line(instalment: Instalment, payments: PaymentList, position: int) -> Payment:
    payee, commitment, asked = instalment.award.payee, instalment.commitment, instalment.award.application
    words = _("Contributo domanda {number}/{year} rata {instalment}").format(number=asked.number, year=asked.year, instalment=instalment.number)
    return Payment(
        position=position,
        instalment=instalment,
        reference=rules.reference(payments.year, payments.number, position),
        name=payee.name,
        fiscal_code=payee.fiscal_code,
        paid_by=payee.paid_by,
        iban=rules.reached(payee.iban) if payee.paid_by == PaidBy.TRANSFER else "",
        amount=instalment.amount,
        words=words,
        commitment=str(commitment),
    )


def _signed(lines: Sequence[Payment]) -> Iterator[rules.Line]:
    return (rules.Line(**{name: getattr(line, _ATTRIBUTES.get(name, name)) for name in rules.Line._fields}) for line in lines)


_ATTRIBUTES = {"instalment": "instalment_id"}


def _within(payments: PaymentList, lines: Sequence[Payment]) -> Iterator[Payment]:
    for line in lines:
        line.payments = payments
        yield line
