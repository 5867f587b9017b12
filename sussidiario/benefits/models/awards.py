"""What is granted: to whom, which months are taken, instalments and their conditions, sums to be given back."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.benefits.lifecycle import RUNNING, AwardState, DebtState, InstalmentState
from sussidiario.benefits.models.applications import Application
from sussidiario.benefits.models.budget import Commitment
from sussidiario.benefits.models.measures import Measure
from sussidiario.benefits.models.payees import Payee
from sussidiario.people.models import Household, Person


class AwardQuerySet(models.QuerySet["Award"]):
    """How awards are asked for."""

    def running(self) -> Self:
        """Those that still owe something, or may."""
        return self.filter(state__in=sorted(RUNNING))

    def with_all(self) -> Self:
        """With whom, what and who is paid at hand."""
        return self.select_related("application", "measure", "person__neighbourhood", "household__neighbourhood", "payee")

    def newest_first(self) -> Self:
        """Last granted first."""
        return self.order_by("-granted_on", "-pk")


class Award(models.Model):
    """A benefit granted (concessione): `amount` in cents, of each month or the one sum, for `months` from the month `from_month` begins."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="award", verbose_name=_("domanda"))
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="awards", verbose_name=_("misura"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="awards", verbose_name=_("persona"))
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("famiglia"))
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="awards", verbose_name=_("chi riscuote"))
    state = models.CharField(_("stato"), max_length=20, choices=AwardState.choices(), default=AwardState.ACTIVE.value)
    amount = models.BigIntegerField(_("importo"))
    months = models.PositiveSmallIntegerField(_("mesi"), default=1)
    from_month = models.DateField(_("dal mese"))
    granted_on = models.DateField(_("concessa il"))
    ended_on = models.DateField(_("finita il"), null=True, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("concessione")
        verbose_name_plural = _("concessioni")
        indexes: ClassVar = [models.Index(fields=["state", "granted_on"], name="benefits_award_running")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[each.value for each in AwardState]), name="benefits_award_state_is_known"),
            models.CheckConstraint(condition=Q(amount__gt=0, months__gte=1), name="benefits_award_is_of_something"),
            models.CheckConstraint(condition=Q(from_month__day=1), name="benefits_award_begins_with_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.application}"

    def get_absolute_url(self) -> str:
        """Page of the award."""
        return reverse("benefits:award", args=[self.pk])

    @property
    def total(self) -> int:
        """Cents granted in all."""
        return self.amount * self.months

    @property
    def subject(self) -> Person | Household:
        """Whom acts on it are about."""
        return self.household if self.measure.of_household and self.household else self.person

    @property
    def neighbourhood(self) -> str:
        """Code of the neighbourhood where the subject is now, or nothing."""
        place = self.subject.neighbourhood
        return place.code if place else ""


class Slot(models.Model):
    """
    A month of something that one household, or one person, may have once.

    An award takes, for each of its months, the slot of its measure (`name` is the measure's number) and one for each measure declared incompatible with it
    (`Incompatibility.slot`), which that measure would take too: the database refuses the second, whatever the moment. What is revoked frees its months.
    """

    award = models.ForeignKey(Award, models.CASCADE, related_name="slots", verbose_name=_("concessione"))
    name = models.CharField(_("che cosa"), max_length=40)
    month = models.DateField(_("mese"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("persona"))
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("famiglia"))

    class Meta:
        verbose_name = _("mese coperto")
        verbose_name_plural = _("mesi coperti")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name", "month"], name="benefits_person_has_a_thing_once_a_month"),
            models.UniqueConstraint(
                fields=["household", "name", "month"], condition=Q(household__isnull=False), name="benefits_household_has_a_thing_once_a_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="benefits_slot_is_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.month}"


class Condition(models.Model):
    """What a plan asks before instalments are paid: due by a day, kept since a day."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="conditions", verbose_name=_("concessione"))
    what = models.CharField(_("condizione"), max_length=200)
    due_on = models.DateField(_("entro il"))
    met_on = models.DateField(_("rispettata il"), null=True, blank=True)
    met_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lo dice"))

    class Meta:
        verbose_name = _("condizione")
        verbose_name_plural = _("condizioni")

    def __str__(self) -> str:
        return self.what


class InstalmentQuerySet(models.QuerySet["Instalment"]):
    """How instalments are asked for."""

    def due(self, day: date) -> Self:
        """Planned, and due by a day; oldest first."""
        return self.filter(state=InstalmentState.PLANNED, due_on__lte=day).order_by("due_on", "pk")

    def failed(self) -> Self:
        """Those that the bank gave back."""
        return self.filter(state=InstalmentState.FAILED)

    def unpaid(self) -> Self:
        """Those that may still be cancelled."""
        return self.filter(state__in=[InstalmentState.PLANNED, InstalmentState.HELD, InstalmentState.FAILED])

    def in_order(self) -> Self:
        """As they fall due."""
        return self.order_by("award", "number")


class Instalment(models.Model):
    """One payment owed by an award. Cents. `commitment` is the money it is paid with; `condition` what must be kept first."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="instalments", verbose_name=_("concessione"))
    number = models.PositiveSmallIntegerField(_("rata"))
    month = models.DateField(_("mese"))
    due_on = models.DateField(_("da pagare il"))
    amount = models.BigIntegerField(_("importo"))
    state = models.CharField(_("stato"), max_length=20, choices=InstalmentState.choices(), default=InstalmentState.PLANNED.value)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="instalments", verbose_name=_("impegno"))
    condition = models.ForeignKey(Condition, models.PROTECT, null=True, blank=True, related_name="instalments", verbose_name=_("condizione"))
    paid_on = models.DateField(_("pagata il"), null=True, blank=True)

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("rata")
        verbose_name_plural = _("rate")
        indexes: ClassVar = [models.Index(fields=["state", "due_on", "id"], name="benefits_instalment_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "number"], name="benefits_instalment_is_written_once"),
            models.CheckConstraint(condition=Q(state__in=[each.value for each in InstalmentState]), name="benefits_instalment_state_is_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="benefits_instalment_is_of_something"),
            models.CheckConstraint(
                condition=Q(state=InstalmentState.PAID.value, paid_on__isnull=False) | (~Q(state=InstalmentState.PAID.value) & Q(paid_on__isnull=True)),
                name="benefits_instalment_paid_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} · {self.number}"


class DebtQuerySet(models.QuerySet["Debt"]):
    """How sums to be given back are asked for."""

    def open(self) -> Self:
        """Those not given back yet."""
        return self.filter(state=DebtState.OPEN)


class Debt(models.Model):
    """A sum paid and not due. Cents."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="debts", verbose_name=_("concessione"))
    amount = models.BigIntegerField(_("da restituire"))
    recovered = models.BigIntegerField(_("restituito"), default=0)
    state = models.CharField(_("stato"), max_length=20, choices=DebtState.choices(), default=DebtState.OPEN.value)
    why = models.TextField(_("perché"))
    asked_on = models.DateField(_("chiesta il"))
    ended_on = models.DateField(_("chiusa il"), null=True, blank=True)

    objects = DebtQuerySet.as_manager()

    class Meta:
        verbose_name = _("somma da recuperare")
        verbose_name_plural = _("somme da recuperare")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[each.value for each in DebtState]), name="benefits_debt_state_is_known"),
            models.CheckConstraint(condition=Q(amount__gt=0, recovered__gte=0, recovered__lte=F("amount")), name="benefits_debt_gives_back_what_is_owed"),
            models.CheckConstraint(condition=~Q(why=""), name="benefits_debt_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.award} · {self.amount}"
