"""What would change if a parameter of the regulation did: kept, with what was asked and what came out."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.benefits.models.measures import Measure


class SimulationQuerySet(models.QuerySet["Simulation"]):
    """How simulations are asked for."""

    def newest_first(self) -> Self:
        """Last run first."""
        return self.select_related("measure", "run_by").order_by("-run_at", "-pk")


class Simulation(models.Model):
    """
    A draft of the parameters run on the requests of a period.

    `changes` are the drafted figures (`rules.drafting.Figure`); `outcome` is what came out (`regulation.whatif.Outcome`) and how many requests were
    left out: numbers, and nobody's. `before` and `after` are the digests of the two sets of parameters. `decision` names the act of the municipality
    it was attached to.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="simulations", verbose_name=_("misura"))
    name = models.CharField(_("titolo"), max_length=120)
    changes = models.JSONField(_("valori proposti"))
    from_on = models.DateField(_("domande dal"))
    until_on = models.DateField(_("fino al (escluso)"))
    before = models.CharField(_("parametri in vigore"), max_length=64)
    after = models.CharField(_("parametri proposti"), max_length=64)
    outcome = models.JSONField(_("esito"))
    run_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("fatta da"))
    run_at = models.DateTimeField(_("fatta il"))
    decision = models.CharField(_("atto a cui è allegata"), max_length=120, blank=True)

    objects = SimulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("simulazione")
        verbose_name_plural = _("simulazioni")
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="benefits_simulation_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of the simulation."""
        return reverse("benefits:simulation", args=[self.pk])
