"""What is granted: to whom, which months are taken, instalments and their conditions, sums to be given back."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Sum, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.benefits.lifecycle import RUNNING, ApplicationState, AwardState, DebtState, InstalmentState
from sussidiario.benefits.models.applications import Application
from sussidiario.benefits.models.budget import Commitment
from sussidiario.benefits.models.measures import Measure
from sussidiario.benefits.models.payees import Payee
from sussidiario.casework.models import Case as CareCase
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

    def in_state(self, state: str) -> Self:
        """Those in one state."""
        return self.filter(state=state)

    def of_measure(self, measure: int) -> Self:
        """Those of one measure."""
        return self.filter(measure=measure)

    def of(self, person: int) -> Self:
        """Those of a person."""
        return self.filter(person=person)

    def named(self, words: str, known: models.QuerySet[Application]) -> Self:
        """Those of whose person, or whoever is paid, a name begins so: of several words, each. Of persons only where their request is among those known."""
        found = self
        for word in words.split():
            person = Q(person__given_name__istartswith=word) | Q(person__family_name__istartswith=word) | Q(person__pseudonym__istartswith=word)
            found = found.filter(Q(person, application__in=known) | Q(payee__name__icontains=word))
        return found

    def urgent(self) -> Self:
        """Those advanced in an urgency: first those that nobody has ratified yet, the longest waiting before; then the others, the last before."""
        waiting = Case(When(application__state=ApplicationState.ADVANCED, then=0), default=1)
        since = Case(When(application__state=ApplicationState.ADVANCED, then="granted_on"))
        return self.filter(urgent=True).order_by(waiting, since, "-granted_on", "-pk")

    def waiting(self) -> Self:
        """Those advanced that nobody has ratified yet."""
        return self.filter(urgent=True, application__state=ApplicationState.ADVANCED)

    def years(self) -> list[int]:
        """Years in which something was granted, the last before."""
        return [day.year for day in self.dates("granted_on", "year", order="DESC")]

    def for_the_register(self, year: int) -> Self:
        """
        What the national register is told of a year: what is monthly and has months in it, the rest if it was granted in it.

        Decided, of persons whom no group protects and whose record is there still; with all that the register is told.
        `taken_in_charge` says whether somebody followed the person, or the household, on the day it was granted.
        """
        followed = CareCase.objects.filter(Q(person=OuterRef("person")) | Q(household=OuterRef("household"), household__isnull=False))
        lasting = Q(closed_on__isnull=True) | Q(closed_on__gt=OuterRef("granted_on"))
        months = Instalment.objects.filter(award=OuterRef("pk"), month__gte=date(year, 1, 1), month__lt=date(year + 1, 1, 1))
        granted = Q(granted_on__gte=date(year, 1, 1), granted_on__lt=date(year + 1, 1, 1))
        found = self.filter(Q(Exists(months), measure__monthly=True) | Q(granted, measure__monthly=False))
        found = found.filter(application__state=ApplicationState.GRANTED, person__kept_by__isnull=True, application__disposed_on__isnull=True)
        found = found.annotate(taken_in_charge=Exists(followed.filter(lasting, opened_on__lte=OuterRef("granted_on"))))
        related = found.select_related("application__attestation", "measure", "person__neighbourhood__municipality")
        return related.prefetch_related("instalments").order_by("granted_on", "pk")

    def with_instalments(self) -> Self:
        """With what is owed of each at hand."""
        return self.prefetch_related("instalments")

    def with_sums(self) -> Self:
        """With how many cents are promised, and how many of them are paid."""
        promised = Sum("instalments__amount", filter=~Q(instalments__state=InstalmentState.CANCELLED), default=0)
        return self.annotate(promised=promised, paid=Sum("instalments__amount", filter=Q(instalments__state=InstalmentState.PAID), default=0))


class Award(models.Model):
    """
    A benefit granted (concessione): `amount` in cents, of each month or the one sum, for `months` from the month `from_month` begins.

    `amount` is what holds now, of the months still to be paid: what is granted of each month say its instalments, and what was decided the request.
    `urgent` is what was advanced before anybody decided.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="award", verbose_name=_("domanda"))
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="awards", verbose_name=_("misura"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="awards", verbose_name=_("persona"))
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("famiglia"))
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="awards", verbose_name=_("chi riscuote"))
    state = models.CharField(_("stato"), max_length=20, choices=AwardState.choices(), default=AwardState.ACTIVE.value)
    amount = models.BigIntegerField(_("importo"))
    months = models.PositiveSmallIntegerField(_("mesi"), default=1)
    from_month = models.DateField(_("dal mese"))
    urgent = models.BooleanField(_("anticipata in urgenza"), default=False)
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
    def subject(self) -> Person | Household:
        """Whom acts on it are about: see the measure."""
        return self.measure.subject(self.person, self.household)

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


class ConditionQuerySet(models.QuerySet["Condition"]):
    """How conditions are asked for."""

    def with_award(self) -> Self:
        """With the award and its person at hand."""
        return self.select_related("award__application", "award__measure", "award__person__neighbourhood", "award__household__neighbourhood")

    def to_keep(self, day: date) -> Self:
        """Not kept yet, and asked for by a day, of awards that run."""
        return self.filter(met_on__isnull=True, due_on__lte=day, award__state__in=sorted(RUNNING))

    def in_order(self) -> Self:
        """As they fall due."""
        return self.order_by("due_on", "pk")


class Condition(models.Model):
    """What a plan asks before instalments are paid: due by a day, kept since a day."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="conditions", verbose_name=_("concessione"))
    what = models.CharField(_("condizione"), max_length=200)
    due_on = models.DateField(_("entro il"))
    met_on = models.DateField(_("rispettata il"), null=True, blank=True)
    met_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lo dice"))

    objects = ConditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("condizione")
        verbose_name_plural = _("condizioni")

    def __str__(self) -> str:
        return self.what


class InstalmentQuerySet(models.QuerySet["Instalment"]):
    """How instalments are asked for."""

    def due(self, day: date) -> Self:
        """Planned, and due by a day; oldest first. What is suspended is not paid, even where the bank gave it back and it was reopened."""
        return self.filter(state=InstalmentState.PLANNED, due_on__lte=day).exclude(award__state=AwardState.SUSPENDED).order_by("due_on", "pk")

    def payable(self, day: date, measures: Collection[Measure] = ()) -> Self:
        """Due by a day, of all measures or of some; with who is paid, for what and with which money at hand."""
        some = self.due(day).filter(award__measure__in=measures) if measures else self.due(day)
        related = some.select_related("award__payee", "award__person", "award__measure", "award__application__team", "commitment__line__fund")
        return related.defer("award__application__declared", "award__application__assessment")

    def had_for(self, application: Application) -> list[tuple[date, int]]:
        """
        Months and cents that who asks, or their household, was given of what the same formula assesses, by other requests than this one.

        Of who lives with them, whoever a group protects is left out: nobody learns of them here.
        """
        whose = Q(award__person=application.person_id)
        if application.household_id is not None:
            whose |= Q(award__household=application.household_id, award__person__kept_by__isnull=True)
        found = self.filter(whose, award__measure__formula=application.measure.formula).exclude(state=InstalmentState.CANCELLED)
        return list(found.exclude(award__application=application.pk).order_by("pk").values_list("month", "amount"))

    def failed(self) -> Self:
        """Those that the bank gave back."""
        return self.filter(state=InstalmentState.FAILED)

    def unpaid(self) -> Self:
        """Those that may still be cancelled."""
        return self.filter(state__in=[InstalmentState.PLANNED, InstalmentState.HELD, InstalmentState.FAILED])

    def with_all(self) -> Self:
        """With what they wait for and the money they are paid with at hand."""
        return self.select_related("condition", "commitment__line")

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

    def in_state(self, state: str) -> Self:
        """Those in one state."""
        return self.filter(state=state)

    def with_all(self) -> Self:
        """With the award, its person and who was paid at hand."""
        return self.select_related("award__application", "award__measure", "award__person__neighbourhood", "award__household__neighbourhood", "award__payee")

    def left(self) -> int:
        """Cents still to be given back, of all of them: of those that are open."""
        left: int = self.open().aggregate(left=Sum(F("amount") - F("bounced") - F("recovered"), default=0))["left"]
        return left

    def too_much(self) -> int:
        """Cents recovered that never were to be given back, of all of them."""
        excess = F("recovered") + F("bounced") - F("amount") - F("returned")
        found: int = self.in_state(DebtState.EXCESS).aggregate(excess=Sum(excess, default=0))["excess"]
        return found

    def standing(self) -> int:
        """Cents asked back in all, of what did arrive."""
        asked: int = self.aggregate(asked=Sum(F("amount") - F("bounced"), default=0))["asked"]
        return asked

    def by_age(self) -> Self:
        """The oldest first."""
        return self.order_by("asked_on", "pk")


class Debt(models.Model):
    """
    A sum paid and not due. Cents.

    `bounced` is how much of it came back from the bank by itself: it never reached who was paid, and is not asked of them. Of what had been recovered of
    that, `returned` is what was given to them again.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="debts", verbose_name=_("concessione"))
    amount = models.BigIntegerField(_("da restituire"))
    recovered = models.BigIntegerField(_("restituito"), default=0)
    bounced = models.BigIntegerField(_("mai arrivato"), default=0)
    returned = models.BigIntegerField(_("reso"), default=0)
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
            models.CheckConstraint(
                condition=Q(bounced__gte=0, bounced__lte=F("amount"), returned__gte=0, returned__lte=F("recovered")),
                name="benefits_debt_falls_by_what_never_arrived",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="benefits_debt_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.award} · {self.amount}"

    @property
    def left(self) -> int:
        """Cents still to be given back."""
        return max(0, self.amount - self.bounced - self.recovered)

    @property
    def too_much(self) -> int:
        """Cents recovered that had never arrived, to be given to who gave them back."""
        return max(0, self.recovered + self.bounced - self.amount - self.returned)
