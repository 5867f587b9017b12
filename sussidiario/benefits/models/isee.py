"""What a household declared of its means: attestations of the ISEE, and who looked them up, for which request."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.benefits.lifecycle import IseeKind, Source
from sussidiario.people.models import Household, Person


class AttestationQuerySet(models.QuerySet["Attestation"]):
    """How attestations are asked for."""

    def holding(self, day: date, *, by: date) -> Self:
        """Those that held on a day; or that were presented after it and hold by another."""
        return self.filter(valid_until__gte=day, valid_from__lte=by)

    def of_kinds(self, kinds: Iterable[str]) -> Self:
        """Those of some kinds."""
        return self.filter(kind__in=sorted(kinds))

    def for_a_request(self, day: date) -> Self:
        """Those that held on the day first; of these the current one before, whose means are nearer, then the last presented."""
        late = models.Case(models.When(valid_from__lte=day, then=0), default=1)
        other = models.Case(models.When(kind=IseeKind.CURRENT.value, then=0), default=1)
        return self.order_by(late, other, "-presented_on", "-pk")

    def of_any(self, persons: Iterable[int]) -> Self:
        """Those that any of these persons is in."""
        return self.filter(models.Exists(Listed.objects.filter(attestation=models.OuterRef("pk"), person__in=list(persons))))

    def newest_first(self) -> Self:
        """Last presented first."""
        return self.order_by("-presented_on", "-pk")


class Attestation(models.Model):
    """
    An ISEE attestation as INPS gave it. Amounts in cents, `scale` in hundredths.

    `valid_from` and `valid_until` (included) are kept as they are on it: the rule of how long one holds has changed, and changes for some kinds.
    `declarant` is who declared, where the registry knows them.
    """

    kind = models.CharField(_("tipo"), max_length=1, choices=IseeKind.choices(), default=IseeKind.ORDINARY.value)
    protocol = models.CharField(_("protocollo della DSU"), max_length=30)
    declarant = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dichiarante"))
    presented_on = models.DateField(_("presentata il"))
    valid_from = models.DateField(_("vale dal"))
    valid_until = models.DateField(_("vale fino al"))
    isee = models.BigIntegerField("ISEE")
    ise = models.BigIntegerField("ISE")
    isr = models.BigIntegerField(_("indicatore dei redditi (ISR)"), null=True, blank=True)
    isp = models.BigIntegerField(_("indicatore del patrimonio (ISP)"), null=True, blank=True)
    scale = models.PositiveIntegerField(_("scala di equivalenza"))
    omissions = models.BooleanField(_("omissioni o difformità"), default=False)
    source = models.CharField(_("come è arrivata"), max_length=10, choices=Source.choices(), default=Source.TYPED.value)
    sha256 = models.CharField(_("impronta del file"), max_length=64, blank=True)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("scritta da"))
    written_at = models.DateTimeField(_("scritta il"))

    objects = AttestationQuerySet.as_manager()

    class Meta:
        verbose_name = _("attestazione ISEE")
        verbose_name_plural = _("attestazioni ISEE")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["protocol", "kind"], name="benefits_attestation_is_written_once"),
            models.CheckConstraint(condition=Q(kind__in=[each.value for each in IseeKind]), name="benefits_attestation_kind_is_known"),
            models.CheckConstraint(condition=Q(source__in=[each.value for each in Source]), name="benefits_attestation_source_is_known"),
            models.CheckConstraint(condition=Q(isee__gte=0, ise__gte=0), name="benefits_attestation_is_no_debt"),
            models.CheckConstraint(condition=Q(scale__gte=100), name="benefits_attestation_scale_is_of_somebody"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="benefits_attestation_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.protocol

    def get_absolute_url(self) -> str:
        """Page of the attestation."""
        return reverse("benefits:attestation", args=[self.pk])

    @property
    def subject(self) -> Person | Household | None:
        """Whom the request was about that it was first looked up for."""
        lookup = self.lookups.with_all().order_by("pk").first()
        return lookup.application.subject if lookup else None


class Listed(models.Model):
    """Somebody in the household that an attestation declares; the person in the registry, where recognised."""

    attestation = models.ForeignKey(Attestation, models.CASCADE, related_name="members", verbose_name=_("attestazione"))
    family_name = models.CharField(_("cognome"), max_length=100)
    given_name = models.CharField(_("nome"), max_length=100)
    fiscal_code = models.CharField(_("codice fiscale"), max_length=16, blank=True)
    relation = models.CharField(_("rapporto"), max_length=40, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona"))

    class Meta:
        verbose_name = _("componente dichiarato")
        verbose_name_plural = _("componenti dichiarati")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attestation", "fiscal_code"], condition=~Q(fiscal_code=""), name="benefits_member_is_declared_once")
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class LookUpQuerySet(models.QuerySet["LookUp"]):
    """How look-ups are asked for."""

    def with_all(self) -> Self:
        """With the request, its subject and who looked at hand."""
        return self.select_related("application__measure", "application__person", "application__household", "attestation", "by")

    def newest_first(self) -> Self:
        """Last made first."""
        return self.order_by("-at", "-pk")


class LookUp(models.Model):
    """An attestation looked up for a request: which benefit code it was for, by whom, when, and what was found."""

    application = models.ForeignKey("benefits.Application", models.PROTECT, related_name="lookups", verbose_name=_("domanda"))
    attestation = models.ForeignKey(Attestation, models.PROTECT, null=True, blank=True, related_name="lookups", verbose_name=_("attestazione"))
    siuss_code = models.CharField(_("codice della prestazione"), max_length=10)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("da"))
    at = models.DateTimeField(_("il"))

    objects = LookUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultazione ISEE")
        verbose_name_plural = _("consultazioni ISEE")
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(siuss_code=""), name="benefits_look_up_is_for_a_benefit")]

    def __str__(self) -> str:
        return f"{self.siuss_code} · {self.at}"
