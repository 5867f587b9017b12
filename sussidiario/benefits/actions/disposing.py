"""Take off what was asked and given whatever says whose it was, when the time to keep it is over."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions.applications.checks import locked
from sussidiario.benefits.models import (
    Application,
    Attestation,
    Award,
    Condition,
    Debt,
    Instalment,
    Letter,
    LookUp,
    Movement,
    Payee,
    Payment,
    PaymentFile,
    ProtocolEntry,
    Transmission,
    Transmitted,
)
from sussidiario.journal import actions as journal

GONE = "—"
"""What stands where a text was and something must stand; in an entry of the register it is all that the database lets a name become."""


@transaction.atomic
def anonymise(application: Application, *, why: str, on: date, by: Actor | None, at: datetime) -> Application:
    """
    Leave of a request its days, measure and sums, and who worked on it; of its award the money, month by month.

    What was declared, what the regulation answered, papers, reasons, letters, who was paid and on which account go, with the reasons of their acts; in the
    register of protocol, to whom. An attestation goes with the last request it was looked up for; a file for the bank, or for the national register, with
    the last request in it. The acts stay, and so does every figure.

    Whether the time is over, and who approved, is asked by who calls. Of what was disposed of already nothing changes. `why` must name nobody.
    """
    application = locked(application)
    if application.disposed_on is not None:
        return application
    records = _records(application)
    read = set(LookUp.objects.filter(application=application.pk, attestation__isnull=False).values_list("attestation", flat=True))
    read |= {application.attestation_id} if application.attestation_id else set()
    _forget_words(application, on)
    _forget_letters(application)
    _forget_money(application)
    for attestation in read:
        _forget_attestation(attestation)
    _forget_files(application)
    journal.erase_reasons(records=records, by=by, at=at, on=on, why=why)
    journal.record(figures.DISPOSED, application, on=on, at=at, by=by)
    return application


def _records(application: Application) -> list[str]:
    """Whatever has acts with reasons: the request, its award and what hangs on it."""
    of_award = {"award__application": application.pk}
    some = (Condition.objects.filter(**of_award), Debt.objects.filter(**of_award), Instalment.objects.filter(**of_award))
    found = [Award.objects.filter(application=application.pk), *some]
    return [
        journal.reference(application),
        *(f"{rows.model._meta.label_lower}:{pk}" for rows in found for pk in rows.order_by("pk").values_list("pk", flat=True)),
    ]


def _forget_words(application: Application, on: date) -> None:
    application.why = application.proposal = ""
    application.decision = GONE if application.decision else ""
    application.declared, application.assessment, application.disposed_on = {}, None, on
    application.save(update_fields=["why", "proposal", "decision", "declared", "assessment", "disposed_on"])
    application.documents.all().delete()
    Condition.objects.filter(award__application=application.pk).update(what=GONE)
    Debt.objects.filter(award__application=application.pk).update(why=GONE)


def _forget_letters(application: Application) -> None:
    entries = list(Letter.objects.filter(application=application.pk).values_list("protocol", flat=True))
    Letter.objects.filter(application=application.pk).delete()
    ProtocolEntry.objects.filter(pk__in=entries).exclude(parties=GONE).update(parties=GONE)


def _forget_money(application: Application) -> None:
    """Who was paid, in the award and in each line; that the bank answered, and not in which words. Payees that nothing names any more go too."""
    named = Payee.objects.filter(Q(applications=application.pk) | Q(awards__application=application.pk)).values_list("pk", flat=True)
    lines = Payment.objects.filter(instalment__award__application=application.pk)
    for rows in (Payee.objects.filter(pk__in=list(named)), lines):
        rows.exclude(iban="").update(iban=GONE)
        rows.update(name=GONE, fiscal_code="")
    Payee.objects.filter(pk__in=list(named)).update(person=None)
    Payee.objects.filter(applications__isnull=True, awards__isnull=True).delete()
    lines.update(failure="")
    Movement.objects.filter(payment__in=lines).update(failure="")


def _forget_attestation(attestation: int) -> None:
    """Only if it is of no other request that is there still."""
    lookups = LookUp.objects.filter(attestation=attestation)
    requests = Application.objects.filter(Q(attestation=attestation) | Q(lookups__attestation=attestation))
    if requests.filter(disposed_on__isnull=True).exists():
        return
    Application.objects.filter(attestation=attestation).update(attestation=None)
    lookups.update(attestation=None)
    Attestation.objects.filter(pk=attestation).delete()


def _forget_files(application: Application) -> None:
    """
    Its files in which nobody is left.

    Whom a group protects is left out of disposals: what names them in an old file goes with the others.
    """
    standing = Application.objects.filter(disposed_on__isnull=True, person__kept_by__isnull=True)
    paid = Payment.objects.filter(instalment__award__application__in=standing, payments=OuterRef("payments"))
    lists = list(Payment.objects.filter(instalment__award__application=application.pk).values_list("payments", flat=True))
    PaymentFile.objects.filter(payments__in=lists).exclude(Exists(paid)).delete()
    sent = Transmitted.objects.filter(award__application__in=standing, transmission=OuterRef("pk"))
    told = list(Transmitted.objects.filter(award__application=application.pk).values_list("transmission", flat=True))
    Transmission.objects.filter(pk__in=told).exclude(Exists(sent)).update(content=b"")
