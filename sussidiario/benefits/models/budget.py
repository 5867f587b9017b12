"""Money: funds, what of them may be spent in a year, what is committed to whom."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.benefits.models.measures import Measure


class Fund(models.Model):
    """Where money comes from: the municipality's own, the region's, the State's."""

    key = models.SlugField(_("chiave"), max_length=40, unique=True)
    name = models.CharField(_("nome"), max_length=120)
    source = models.CharField(_("chi lo finanzia"), max_length=120)

    class Meta:
        verbose_name = _("fondo")
        verbose_name_plural = _("fondi")

    def __str__(self) -> str:
        return self.name


class BudgetLineQuerySet(models.QuerySet["BudgetLine"]):
    """How budget lines are asked for."""

    def for_measure(self, measure: int, day: date) -> Self:
        """Those of the year of `day` that pay for a measure, first the fullest of what is left."""
        return self.filter(year=day.year, measures=measure).order_by(F("committed") - F("amount"), "pk")

    def of_year(self, year: int) -> Self:
        """Those of one year, by fund."""
        return self.filter(year=year).select_related("fund").prefetch_related("measures").order_by("fund__name", "chapter", "pk")

    def left_by_year(self, measure: int) -> dict[int, int]:
        """How many cents are left for a measure in each year for which some money was set aside."""
        left = self.filter(measures=measure).order_by("year").values("year").annotate(unspent=Sum(F("amount") - F("committed")))
        return {row["year"]: row["unspent"] for row in left}

    def years(self) -> list[int]:
        """Years for which some money was set aside."""
        return list(self.order_by("year").values_list("year", flat=True).distinct())

    def with_all(self) -> Self:
        """With the fund and what it pays for at hand."""
        return self.select_related("fund").prefetch_related("measures")


class BudgetLine(models.Model):
    """
    What may be spent in a year on some measures (capitolo). Cents.

    `committed` is what is promised and not yet freed, `paid` what of it has gone out. Both are kept by the verbs that write commitments, and
    the database refuses a row that promises more than there is: whoever comes second loses, whatever the moment.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines", verbose_name=_("fondo"))
    year = models.PositiveSmallIntegerField(_("anno"))
    chapter = models.CharField(_("capitolo"), max_length=20)
    measures = models.ManyToManyField(Measure, related_name="lines", verbose_name=_("misure"))
    amount = models.BigIntegerField(_("stanziamento"))
    committed = models.BigIntegerField(_("impegnato"), default=0)
    paid = models.BigIntegerField(_("pagato"), default=0)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("capitolo di spesa")
        verbose_name_plural = _("capitoli di spesa")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fund", "year", "chapter"], name="benefits_line_is_written_once"),
            models.CheckConstraint(condition=Q(committed__gte=0, committed__lte=F("amount")), name="benefits_line_is_never_overspent"),
            models.CheckConstraint(condition=Q(paid__gte=0, paid__lte=F("committed")), name="benefits_line_pays_what_is_committed"),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.chapter}"

    def get_absolute_url(self) -> str:
        """Page of the line."""
        return reverse("benefits:line", args=[self.pk])

    @property
    def left(self) -> int:
        """Cents that may still be promised."""
        return self.amount - self.committed


class Commitment(models.Model):
    """Money of a line promised to an award (impegno), numbered within the line's year. What will not be paid is freed: `amount` is what holds now."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="commitments", verbose_name=_("capitolo"))
    award = models.ForeignKey("benefits.Award", models.PROTECT, related_name="commitments", verbose_name=_("concessione"))
    year = models.PositiveSmallIntegerField(_("anno"))
    number = models.PositiveIntegerField(_("numero"))
    on = models.DateField(_("del"))
    amount = models.BigIntegerField(_("impegnato"))
    paid = models.BigIntegerField(_("pagato"), default=0)

    class Meta:
        verbose_name = _("impegno")
        verbose_name_plural = _("impegni")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="benefits_commitment_number_is_given_once"),
            models.CheckConstraint(condition=Q(paid__gte=0, paid__lte=F("amount")), name="benefits_commitment_pays_what_it_holds"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
