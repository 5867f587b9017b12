"""Lists of payments, their lines, and what the bank answered."""

import itertools
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.benefits.lifecycle import Answer, FileForm, InstalmentState, ListState, Outcome, PaidBy, PaymentState
from sussidiario.benefits.models.awards import Instalment
from sussidiario.benefits.rules.payments import Line


class PaymentListQuerySet(models.QuerySet["PaymentList"]):
    """How lists are asked for."""

    def waiting(self) -> Self:
        """Those that are neither closed nor abandoned."""
        return self.exclude(state__in=[ListState.CLOSED, ListState.ABANDONED])

    def in_state(self, state: str) -> Self:
        """Those in one state."""
        return self.filter(state=state)

    def newest_first(self) -> Self:
        """Last built first."""
        return self.order_by("-year", "-number", "-pk")


class PaymentList(models.Model):
    """
    What is paid together (elenco di liquidazione): built and locked at once, approved and authorised by two others, sent, reconciled.

    `total` (cents) and `count` are those of its lines as it was built; `sha256` the digest of the lines, which whoever approves signs and the file
    repeats. Nobody has two parts in one list.
    """

    year = models.PositiveSmallIntegerField(_("anno"))
    number = models.PositiveIntegerField(_("numero"))
    words = models.CharField(_("descrizione"), max_length=140)
    pay_on = models.DateField(_("da pagare il"))
    state = models.CharField(_("stato"), max_length=20, choices=ListState.choices(), default=ListState.LOCKED.value)
    count = models.PositiveIntegerField(_("pagamenti"))
    total = models.BigIntegerField(_("totale"))
    sha256 = models.CharField(_("impronta"), max_length=64)
    built_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("preparato da"))
    built_at = models.DateTimeField(_("preparato il"))
    approved_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approvato da"))
    approved_at = models.DateTimeField(_("approvato il"), null=True, blank=True)
    authorised_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("autorizzato da"))
    authorised_at = models.DateTimeField(_("autorizzato il"), null=True, blank=True)
    sent_at = models.DateTimeField(_("trasmesso il"), null=True, blank=True)
    closed_at = models.DateTimeField(_("chiuso il"), null=True, blank=True)

    objects = PaymentListQuerySet.as_manager()

    class Meta:
        verbose_name = _("elenco di pagamento")
        verbose_name_plural = _("elenchi di pagamento")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="benefits_list_number_is_given_once"),
            models.CheckConstraint(condition=Q(state__in=[each.value for each in ListState]), name="benefits_list_state_is_known"),
            models.CheckConstraint(condition=Q(count__gt=0, total__gt=0), name="benefits_list_is_of_something"),
            models.CheckConstraint(
                condition=(Q(approved_by__isnull=True) | ~Q(approved_by=models.F("built_by")))
                & (Q(authorised_by__isnull=True) | (~Q(authorised_by=models.F("built_by")) & ~Q(authorised_by=models.F("approved_by")))),
                name="benefits_list_takes_three_people",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Elenco n. {number}/{year}").format(number=self.number, year=self.year)

    def get_absolute_url(self) -> str:
        """Page of the list."""
        return reverse("benefits:list", args=[self.pk])


class PaymentQuerySet(models.QuerySet["Payment"]):
    """How payments are asked for."""

    def of(self, payments: PaymentList) -> Self:
        """Those of one list, in its order."""
        return self.filter(payments=payments).order_by("position")

    def with_award(self) -> Self:
        """With what was granted, by which request, and the money they are paid with; not what was declared, which is long to read."""
        related = self.select_related("instalment__award__application", "instalment__award__measure", "instalment__commitment__line")
        return related.defer("instalment__award__application__declared", "instalment__award__application__assessment")

    def in_state(self, state: str) -> Self:
        """Those in one state."""
        return self.filter(state=state)

    def stuck(self, before: datetime) -> Self:
        """Sent before an instant, and not yet answered; the oldest first."""
        waiting = self.filter(state=PaymentState.EXPECTED, payments__state=ListState.SENT, payments__sent_at__lt=before)
        return waiting.select_related("payments").order_by("payments__sent_at", "pk")

    def to_mend(self) -> Self:
        """Given back, and not put in payment again since; the oldest first."""
        failed = self.filter(state=PaymentState.FAILED, instalment__state=InstalmentState.FAILED)
        latest = Payment.objects.filter(instalment=models.OuterRef("instalment")).order_by("-pk").values("pk")[:1]
        return failed.filter(pk=models.Subquery(latest)).select_related("payments", "instalment__award__payee").order_by("pk")

    def worst_first(self) -> Self:
        """What failed first, then what waits, then what is done."""
        order = {PaymentState.FAILED: 0, PaymentState.EXPECTED: 1}
        place = models.Case(*(models.When(state=state.value, then=at) for state, at in order.items()), default=2)
        return self.order_by(place, "position")

    def sums(self) -> dict[str, tuple[int, int]]:
        """For each state how many, and cents."""
        counted = self.values_list("state").annotate(count=models.Count("pk"), total=models.Sum("amount"))
        return {state: (count, total) for state, count, total in counted.order_by("state")}

    def by_fund(self) -> list[tuple[str, int]]:
        """Cents of each fund, by its name."""
        counted = self.values_list("instalment__commitment__line__fund__name").annotate(total=models.Sum("amount"))
        return list(counted.order_by("instalment__commitment__line__fund__name"))

    def lines(self) -> Iterator[Line]:
        """What of each is signed, in the order of the list."""
        return itertools.starmap(Line, self.order_by("position").values_list(*Line._fields).iterator(chunk_size=2000))


class Payment(models.Model):
    """
    One line of a list: the instalment and who is paid, as they were when the list was built. Cents.

    `reference` is what the bank repeats (EndToEndId). An instalment has one payment expected or done at most; the database refuses a second.
    """

    payments = models.ForeignKey(PaymentList, models.PROTECT, related_name="payments", verbose_name=_("elenco"))
    position = models.PositiveIntegerField(_("riga"))
    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="payments", verbose_name=_("rata"))
    reference = models.CharField(_("riferimento"), max_length=35, unique=True)
    name = models.CharField(_("intestatario"), max_length=140)
    fiscal_code = models.CharField(_("codice fiscale o partita IVA"), max_length=16, blank=True)
    paid_by = models.CharField(_("modo di pagamento"), max_length=10, choices=PaidBy.choices())
    iban = models.CharField("IBAN", max_length=34, blank=True)
    amount = models.BigIntegerField(_("importo"))
    words = models.CharField(_("causale"), max_length=140)
    commitment = models.CharField(_("impegno"), max_length=20)
    state = models.CharField(_("stato"), max_length=20, choices=PaymentState.choices(), default=PaymentState.EXPECTED.value)
    paid_on = models.DateField(_("pagato il"), null=True, blank=True)
    failure = models.CharField(_("perché non è riuscito"), max_length=200, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pagamento")
        verbose_name_plural = _("pagamenti")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["payments", "position"], name="benefits_line_has_its_place"),
            models.UniqueConstraint(
                fields=["instalment"],
                condition=Q(state__in=[PaymentState.EXPECTED.value, PaymentState.PAID.value]),
                name="benefits_instalment_is_paid_once",
            ),
            models.CheckConstraint(condition=Q(state__in=[each.value for each in PaymentState]), name="benefits_payment_state_is_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="benefits_payment_is_of_something"),
        ]

    def __str__(self) -> str:
        return self.reference


class PaymentFile(models.Model):
    """A file that a list left the house in: kept as it was made, so that whoever downloads it again has the same bytes."""

    payments = models.ForeignKey(PaymentList, models.PROTECT, related_name="files", verbose_name=_("elenco"))
    form = models.CharField(_("formato"), max_length=10, choices=FileForm.choices())
    content = models.BinaryField(_("contenuto"))
    sha256 = models.CharField(_("impronta"), max_length=64)

    class Meta:
        verbose_name = _("file di pagamento")
        verbose_name_plural = _("file di pagamento")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["payments", "form"], name="benefits_list_has_one_file_of_a_form"),
            models.CheckConstraint(condition=Q(form__in=[each.value for each in FileForm]), name="benefits_payment_file_form_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.payments} · {self.form}"


class BankAnswerQuerySet(models.QuerySet["BankAnswer"]):
    """How answers are asked for."""

    def of_file(self, sha256: str) -> Self:
        """Those that came in a file of this digest."""
        return self.filter(sha256=sha256)

    def newest_first(self) -> Self:
        """Last loaded first."""
        return self.select_related("loaded_by").order_by("-loaded_at", "-pk")


class BankAnswer(models.Model):
    """A file with which the bank or the treasurer answered; the same file changes nothing the second time."""

    format = models.CharField(_("formato"), max_length=10, choices=Answer.choices())
    sha256 = models.CharField(_("impronta del file"), max_length=64, unique=True)
    name = models.CharField(_("nome del file"), max_length=120)
    loaded_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("caricato da"))
    loaded_at = models.DateTimeField(_("caricato il"))

    objects = BankAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("risposta della banca")
        verbose_name_plural = _("risposte della banca")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of what it did."""
        return reverse("benefits:answer", args=[self.pk])


class MovementQuerySet(models.QuerySet["Movement"]):
    """How movements are asked for."""

    def of(self, answer: BankAnswer) -> Self:
        """Those of one answer: what settled nothing first, then what failed."""
        settled = models.Case(models.When(outcome=Outcome.SETTLED.value, then=1), default=0)
        return self.filter(answer=answer).select_related("payment__payments").order_by(settled, "paid", "position")

    def by_outcome(self) -> list[tuple[str, bool, int, int]]:
        """For each outcome, and whether it was paid: how many, and cents."""
        counted = self.values_list("outcome", "paid").annotate(count=models.Count("pk"), total=models.Sum("amount"))
        return list(counted.order_by("outcome", "-paid"))


class Movement(models.Model):
    """One line of an answer: matched to a payment, or to nothing we know."""

    answer = models.ForeignKey(BankAnswer, models.CASCADE, related_name="movements", verbose_name=_("risposta"))
    position = models.PositiveIntegerField(_("riga"))
    reference = models.CharField(_("riferimento"), max_length=35, blank=True)
    amount = models.BigIntegerField(_("importo"))
    on = models.DateField(_("data"))
    paid = models.BooleanField(_("eseguito"))
    failure = models.CharField(_("motivo"), max_length=200, blank=True)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, blank=True, related_name="movements", verbose_name=_("pagamento"))
    outcome = models.CharField(_("esito"), max_length=20, choices=Outcome.choices())

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("movimento")
        verbose_name_plural = _("movimenti")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer", "position"], name="benefits_movement_has_its_place"),
            models.CheckConstraint(condition=Q(outcome__in=[each.value for each in Outcome]), name="benefits_movement_outcome_is_known"),
            models.CheckConstraint(condition=~Q(outcome=Outcome.SETTLED.value) | Q(payment__isnull=False), name="benefits_movement_settles_a_payment"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.amount}"
