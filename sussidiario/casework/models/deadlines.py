"""What is to be done about a case, and by when; and what the office wants done about every new one."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _, ngettext

from sussidiario.access.models import Held, Staff
from sussidiario.casework.lifecycle import CaseState
from sussidiario.casework.models.cases import Case
from sussidiario.foundation.areas import Area


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """How deadlines are asked for."""

    def of(self, case: Case) -> Self:
        """Those of one case."""
        return self.filter(case=case)

    def to_do(self) -> Self:
        """Neither met nor lapsed."""
        return self.filter(done_on__isnull=True, lapsed_on__isnull=True)

    def pending(self) -> Self:
        """Not met yet, of cases that are open."""
        return self.to_do().filter(case__state=CaseState.OPEN)

    def mine(self, worker: int) -> Self:
        """Pending, of the cases a worker is in charge of, with their cases and subjects."""
        return self.pending().filter(case__worker=worker).select_related("case__person", "case__household")

    def due_by(self, day: date) -> Self:
        """Those whose day is `day` or has passed."""
        return self.filter(due_on__lte=day)

    def overdue(self, today: date) -> Self:
        """Pending, and their day has passed."""
        return self.pending().filter(due_on__lt=today)

    def per_worker(self, workers: Iterable[int]) -> dict[int, int]:
        """How many of these each of the workers has."""
        found = self.filter(case__worker__in=workers).order_by("case__worker").values_list("case__worker").annotate(Count("pk"))
        return dict(found)

    def with_case(self) -> Self:
        """With case and whom it is about at hand."""
        return self.select_related("case__person__neighbourhood", "case__household__neighbourhood", "case__worker", "case__team")

    def in_order(self) -> Self:
        """To be done first, by day, with those that lapsed; then done, last first."""
        return self.select_related("done_by").order_by(F("done_on").desc(nulls_first=True), "due_on", "pk")

    def by_day(self) -> Self:
        """What is due first, first, with the cases and whom they are about."""
        return self.select_related("case__person", "case__household").order_by("due_on", "pk")


class Deadline(models.Model):
    """Something to be done about a case by a day. What was not done when the case was closed has lapsed: it is not due again if the case is reopened."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines", verbose_name=_("caso"))
    due_on = models.DateField(_("entro il"))
    what = models.CharField(_("che cosa"), max_length=120)
    set_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("fissata da"), db_index=False)
    done_on = models.DateField(_("fatta il"), null=True, blank=True)
    done_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fatta da"), db_index=False)
    lapsed_on = models.DateField(_("decaduta il"), null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("scadenza")
        verbose_name_plural = _("scadenze")
        indexes: ClassVar = [models.Index(fields=["due_on"], condition=Q(done_on__isnull=True, lapsed_on__isnull=True), name="casework_deadline_to_do")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True) | Q(done_on__isnull=False, done_by__isnull=False),
                name="casework_deadline_is_met_by_somebody",
            ),
            models.CheckConstraint(condition=Q(done_on__isnull=True) | Q(lapsed_on__isnull=True), name="casework_deadline_met_or_lapsed"),
            models.CheckConstraint(condition=~Q(what=""), name="casework_deadline_says_what"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_to_do(self) -> bool:
        """Tell whether it is neither met nor lapsed."""
        return self.done_on is None and self.lapsed_on is None


class StandardQuerySet(models.QuerySet["Standard"]):
    """How the office's own deadlines are asked for."""

    def in_force(self, area: str, day: date) -> Self:
        """Those for a case of this area taken in charge on `day`."""
        return self.filter(Standard.on(day), area=area).order_by("days", "pk")

    def now(self, day: date) -> Self:
        """Those that hold on `day`, area by area, shortest first."""
        return self.filter(Standard.on(day)).order_by("area", "days", "pk")


class Standard(Held):
    """
    What the office wants done within some days of every taking in charge in an area, from a day to a day; `source` says who decided it.

    The office's own table: no law gives these numbers.
    """

    area = models.CharField(_("area"), max_length=20, choices=Area.choices())
    what = models.CharField(_("che cosa"), max_length=120)
    days = models.PositiveSmallIntegerField(_("entro quanti giorni"))
    source = models.CharField(_("fonte"), max_length=200)

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("scadenza d'ufficio")
        verbose_name_plural = _("scadenze d'ufficio")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "what"], condition=Q(until_on__isnull=True), name="casework_one_standard_for_a_thing"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="casework_standard_ends_after_start"),
            models.CheckConstraint(condition=Q(area__in=[area.value for area in Area]), name="casework_standard_area_is_known"),
        ]

    def __str__(self) -> str:
        return ngettext("{what} entro {days} giorno", "{what} entro {days} giorni", self.days).format(what=self.what, days=self.days)
