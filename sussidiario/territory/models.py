"""Municipalities and their parts, and the civic centres where the city meets people."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Municipality(models.Model):
    """A municipality, with the codes that Italian registers know it by."""

    istat_code = models.CharField(_("codice ISTAT"), max_length=6, unique=True)
    name = models.CharField(_("nome"), max_length=80)
    catastal_code = models.CharField(_("codice catastale"), max_length=4, unique=True)
    postcode = models.CharField(_("CAP"), max_length=5)
    ambito = models.CharField(_("ambito territoriale"), max_length=60)

    class Meta:
        verbose_name = _("comune")
        verbose_name_plural = _("comuni")

    def __str__(self) -> str:
        return self.name


class Neighbourhood(models.Model):
    """A part of a municipality; `code` is what acts and figures call it."""

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    name = models.CharField(_("nome"), max_length=80)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="neighbourhoods", verbose_name=_("comune"))
    position = models.PositiveSmallIntegerField(_("posizione"))

    class Meta:
        verbose_name = _("quartiere")
        verbose_name_plural = _("quartieri")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "position"], name="territory_neighbourhood_position"),
        ]

    def __str__(self) -> str:
        return self.name


class CivicCentreQuerySet(models.QuerySet["CivicCentre"]):
    """How civic centres are asked for."""

    def open_on(self, day: date) -> Self:
        """Those open on `day`, by neighbourhood."""
        still = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
        return self.filter(still, opened_on__lte=day).order_by("neighbourhood__position", "pk")


class CivicCentre(models.Model):
    """A building of the city in a neighbourhood, home of its offices of proximity."""

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    name = models.CharField(_("nome"), max_length=80)
    address = models.CharField(_("indirizzo"), max_length=120)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="civic_centres", verbose_name=_("quartiere"))
    opened_on = models.DateField(_("aperto dal"))
    closed_on = models.DateField(_("chiuso dal"), null=True, blank=True)

    objects = CivicCentreQuerySet.as_manager()

    class Meta:
        verbose_name = _("centro civico")
        verbose_name_plural = _("centri civici")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("opened_on")), name="territory_civic_centre_closes_after_opening"),
        ]

    def __str__(self) -> str:
        return self.name
