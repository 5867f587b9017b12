"""Measures: what may be asked for, which papers it needs, what it does not go with, who must approve it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.access.rules import Role
from sussidiario.benefits.lifecycle import Macro, MeansTest
from sussidiario.foundation.areas import Area
from sussidiario.people.models import Household, Person


class MeasureQuerySet(models.QuerySet["Measure"]):
    """How measures are asked for."""

    def offered(self, day: date) -> Self:
        """Those that may be asked for on a day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=day), from_on__lte=day)

    def with_formula(self) -> Self:
        """Those on which the regulation answers."""
        return self.exclude(formula="")

    def not_going_with(self, measure: int) -> Self:
        """Those that a household may not have in the same month as this one."""
        pairs = Incompatibility.objects.filter(Q(one=measure) | Q(other=measure))
        return self.filter(Q(pk__in=pairs.values("one")) | Q(pk__in=pairs.values("other"))).exclude(pk=measure)

    def with_papers(self) -> Self:
        """With the papers that each asks for at hand."""
        return self.prefetch_related(models.Prefetch("required", Required.objects.order_by("pk")))

    def by_name(self) -> Self:
        """In the order of the alphabet."""
        return self.order_by("name", "pk")


class Measure(models.Model):
    """
    A benefit that the municipality gives (prestazione), with the code under which the national register knows it.

    `formula` names the regulation's formula that assesses it, if any. `means_test`, `macro` and `area` are the register's and the national
    fund's codes. `urgent_cap` is how much may be advanced in an urgency, in cents; nothing where none may.
    """

    key = models.SlugField(_("chiave"), max_length=40, unique=True)
    name = models.CharField(_("nome"), max_length=120)
    formula = models.CharField(_("formula del regolamento"), max_length=40, blank=True)
    siuss_code = models.CharField(_("codice SIUSS"), max_length=10)
    siuss_name = models.CharField(_("denominazione SIUSS"), max_length=200)
    means_test = models.CharField(_("prova dei mezzi"), max_length=1, choices=MeansTest.choices())
    macro = models.CharField(_("macrolivello"), max_length=20, choices=Macro.choices())
    area = models.CharField(_("area di utenza"), max_length=20, choices=Area.choices())
    monthly = models.BooleanField(_("periodica"), default=False)
    of_household = models.BooleanField(_("della famiglia"), default=True)
    urgent_cap = models.BigIntegerField(_("anticipo urgente fino a"), default=0)
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("misura")
        verbose_name_plural = _("misure")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(means_test__in=[each.value for each in MeansTest]), name="benefits_measure_means_test_is_known"),
            models.CheckConstraint(condition=Q(macro__in=[each.value for each in Macro]), name="benefits_measure_macro_is_known"),
            models.CheckConstraint(condition=Q(area__in=[each.value for each in Area]), name="benefits_measure_area_is_known"),
            models.CheckConstraint(condition=Q(urgent_cap__gte=0), name="benefits_measure_urgent_cap_is_no_debt"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="benefits_measure_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of the measure."""
        return reverse("benefits:measure", args=[self.pk])

    def subject(self, person: Person, household: Household | None) -> Person | Household:
        """Whom acts on it are about: the household, where the benefit is of one; but of whom a group protects, them alone: others lived in that household."""
        return household if self.of_household and household and person.kept_by_id is None else person


class Required(models.Model):
    """A paper that a measure asks for."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="required", verbose_name=_("misura"))
    what = models.CharField(_("documento"), max_length=120)

    class Meta:
        verbose_name = _("documento richiesto")
        verbose_name_plural = _("documenti richiesti")
        constraints: ClassVar = [models.UniqueConstraint(fields=["measure", "what"], name="benefits_paper_is_required_once")]

    def __str__(self) -> str:
        return self.what


class Incompatibility(models.Model):
    """Two measures that the same household may not have in the same month; written once, the lower number first."""

    one = models.ForeignKey(Measure, models.CASCADE, related_name="+", verbose_name=_("misura"))
    other = models.ForeignKey(Measure, models.CASCADE, related_name="+", verbose_name=_("non va con"))

    class Meta:
        verbose_name = _("incompatibilità")
        verbose_name_plural = _("incompatibilità")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="benefits_incompatibility_is_declared_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="benefits_incompatible_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.one} · {self.other}"

    @property
    def slot(self) -> str:
        """What the two measures both take of a month: see `Slot`."""
        return f"{self.one_id}/{self.other_id}"


class Level(models.Model):
    """Above how many cents, in all, a decision needs one more approval, and whose."""

    above = models.BigIntegerField(_("oltre"))
    number = models.PositiveSmallIntegerField(_("livello"), unique=True)
    role = models.CharField(_("ruolo"), max_length=20, choices=[(role.value, role.label) for role in Role])

    class Meta:
        verbose_name = _("livello di approvazione")
        verbose_name_plural = _("livelli di approvazione")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(above__gte=0, number__gte=1), name="benefits_level_is_counted_from_one")]

    def __str__(self) -> str:
        return str(self.number)
