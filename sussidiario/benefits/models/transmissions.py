"""What was sent to the national register of social services (SIUSS)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.benefits.models.awards import Award


class TransmissionQuerySet(models.QuerySet["Transmission"]):
    """How transmissions are asked for."""

    def newest_first(self) -> Self:
        """Last made first, without the file."""
        return self.defer("content").select_related("made_by").order_by("-made_at", "-pk")

    def of_year(self, year: int) -> Self:
        """Those of the benefits of a year."""
        return self.filter(year=year)


class Transmission(models.Model):
    """A file of the flow PSA: the benefits of a year, or what changed of them since the file before."""

    year = models.PositiveSmallIntegerField(_("anno"))
    name = models.CharField(_("nome del file"), max_length=60, unique=True)
    content = models.BinaryField(_("file"))
    sha256 = models.CharField(_("impronta"), max_length=64)
    inserted = models.PositiveIntegerField(_("inserite"))
    cancelled = models.PositiveIntegerField(_("cancellate"))
    left_out = models.PositiveIntegerField(_("senza codice fiscale"))
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("fatta da"))
    made_at = models.DateTimeField(_("fatta il"))

    objects = TransmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("trasmissione")
        verbose_name_plural = _("trasmissioni")

    def __str__(self) -> str:
        return gettext("Trasmissione {name}").format(name=self.name)

    def get_absolute_url(self) -> str:
        """Page of the transmission."""
        return reverse("benefits:transmission", args=[self.pk])


class TransmittedQuerySet(models.QuerySet["Transmitted"]):
    """How what was sent is asked for."""

    def standing(self, year: int) -> Self:
        """What the register holds now of a year, without the files."""
        return self.filter(standing=True, transmission__year=year).order_by("pk")

    def shown(self) -> Self:
        """Without those of persons whom a group has protected since."""
        return self.filter(award__person__kept_by__isnull=True)

    def with_all(self) -> Self:
        """With the award at hand."""
        return self.select_related("award__application", "award__measure", "award__person")

    def in_order(self) -> Self:
        """Cancellations first, then as the awards were granted, each by its months."""
        return self.order_by("-cancels", "award", "from_month", "pk")


class Transmitted(models.Model):
    """What the register holds of an award, of the months from one on: the digest of what was sent last, until it is cancelled."""

    transmission = models.ForeignKey(Transmission, models.PROTECT, related_name="rows", verbose_name=_("trasmissione"))
    award = models.ForeignKey(Award, models.PROTECT, related_name="transmitted", verbose_name=_("concessione"))
    from_month = models.DateField(_("dal mese"))
    cancels = models.BooleanField(_("cancella"), default=False)
    sha256 = models.CharField(_("impronta"), max_length=64)
    standing = models.BooleanField(_("in essere"), default=True)

    objects = TransmittedQuerySet.as_manager()

    class Meta:
        verbose_name = _("prestazione trasmessa")
        verbose_name_plural = _("prestazioni trasmesse")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "from_month"], condition=Q(standing=True), name="benefits_months_stand_once_in_the_register"),
            models.CheckConstraint(condition=Q(from_month__day=1), name="benefits_transmitted_begins_with_a_month"),
            models.CheckConstraint(condition=Q(cancels=False) | Q(standing=False), name="benefits_cancellation_does_not_stand"),
        ]

    def __str__(self) -> str:
        return self.sha256[:8]
