"""How long each series is kept, and what was disposed of."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from sussidiario.access.models import SignIn, Staff
from sussidiario.benefits.models import Application, Attestation, Listed
from sussidiario.casework.lifecycle import CaseState
from sussidiario.casework.models import Case
from sussidiario.desks.lifecycle import Writing
from sussidiario.desks.models import Appointment, Contact, Ticket
from sussidiario.people.models import Meeting, Membership, Person
from sussidiario.privacy.lifecycle.retention import DisposalState, Series
from sussidiario.privacy.models.emergency import Emergency
from sussidiario.privacy.models.exports import Export
from sussidiario.privacy.models.grants import Grant
from sussidiario.privacy.models.rights import RightsRequest
from sussidiario.privacy.rules.terms import months_after

GONE = "—"
"""What stands where a text was and something must stand."""


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    """How rules are asked for."""

    def in_force(self, day: date) -> "dict[Series, RetentionRule]":
        """Of each series the rule that holds on `day`, if there is one."""
        return {Series(rule.series): rule for rule in self.filter(from_on__lte=day).select_related("set_by").order_by("from_on", "pk")}

    def newest_first(self) -> Self:
        """Latest first."""
        return self.select_related("set_by").order_by("-from_on", "-pk")


class RetentionRule(models.Model):
    """How many years a series is kept, or for ever, from a day on; another rule of the series, from a later day, takes its place."""

    series = models.CharField(_("serie"), max_length=20, choices=Series.choices())
    years = models.PositiveSmallIntegerField(_("anni"), null=True, blank=True)
    basis = models.TextField(_("in base a"))
    from_on = models.DateField(_("vale dal"))
    set_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("stabilita da"))
    set_at = models.DateTimeField(_("stabilita il"))

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("termine di conservazione")
        verbose_name_plural = _("termini di conservazione")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "from_on"], name="privacy_one_rule_from_a_day"),
            models.CheckConstraint(condition=Q(series__in=[series.value for series in Series]), name="privacy_rule_series_is_known"),
            models.CheckConstraint(condition=Q(years__isnull=True) | Q(years__gte=1), name="privacy_rule_is_some_years"),
            models.CheckConstraint(condition=~Q(basis=""), name="privacy_rule_has_a_basis"),
        ]

    def __str__(self) -> str:
        return f"{gettext(Series(self.series).label)}, {self.kept_for}"

    @property
    def kept_for(self) -> str:
        """How long, in words."""
        return ngettext("{years} anno", "{years} anni", self.years).format(years=self.years) if self.years else gettext("per sempre")

    def cut_on(self, day: date) -> date | None:
        """Last day of which, on `day`, the years are over; None where a series is kept for ever."""
        return None if self.years is None else months_after(day, -12 * self.years)


class DisposalQuerySet(models.QuerySet["Disposal"]):
    """How disposals are asked for."""

    def standing(self) -> Self:
        """Those neither carried out nor rejected."""
        return self.filter(state__in=[DisposalState.PROPOSED.value, DisposalState.APPROVED.value])

    def approved(self) -> Self:
        """Those to be carried out."""
        return self.filter(state=DisposalState.APPROVED)

    def of(self, series: Series) -> Self:
        """Those of one series."""
        return self.filter(series=series.value)

    def with_all(self) -> Self:
        """With the rule, and who proposed and who decided."""
        return self.select_related("rule", "proposed_by", "decided_by")

    def newest_first(self) -> Self:
        """Latest first."""
        return self.order_by("-proposed_at", "-pk")


class Disposal(models.Model):
    """
    Records of a series whose years are over, proposed for disposal together: those of `cut_on` and earlier.

    Somebody else than who proposed approves it, with the archive authority's authorisation (D.lgs. 42/2004, art. 21). What was disposed of is in its items.
    """

    series = models.CharField(_("serie"), max_length=20, choices=Series.choices())
    rule = models.ForeignKey(RetentionRule, models.PROTECT, related_name="+", verbose_name=_("termine"))
    cut_on = models.DateField(_("fino al giorno"))
    state = models.CharField(_("stato"), max_length=20, choices=DisposalState.choices(), default=DisposalState.PROPOSED.value)
    count = models.PositiveIntegerField(_("schede"))
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("proposto da"))
    proposed_at = models.DateTimeField(_("proposto il"))
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deciso da"))
    decided_at = models.DateTimeField(_("deciso il"), null=True, blank=True)
    authorisation = models.CharField(_("numero dell'autorizzazione"), max_length=60, blank=True)
    authorised_on = models.DateField(_("autorizzato il"), null=True, blank=True)
    words = models.TextField(_("motivo del rifiuto"), blank=True)
    carried_out_at = models.DateTimeField(_("eseguito il"), null=True, blank=True)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("scarto")
        verbose_name_plural = _("scarti")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series"], condition=Q(state__in=["approved", "proposed"]), name="privacy_one_standing_disposal_of_a_series"),
            models.CheckConstraint(condition=Q(series__in=[series.value for series in Series]), name="privacy_disposal_series_is_known"),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="privacy_disposal_is_decided_by_another"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True, decided_at__isnull=True, carried_out_at__isnull=True)
                | (Q(state="rejected", decided_by__isnull=False, decided_at__isnull=False, carried_out_at__isnull=True) & ~Q(words=""))
                | (Q(state="approved", decided_by__isnull=False, authorised_on__isnull=False, carried_out_at__isnull=True) & ~Q(authorisation=""))
                | (Q(state="carried_out", decided_by__isnull=False, authorised_on__isnull=False, carried_out_at__isnull=False) & ~Q(authorisation="")),
                name="privacy_disposal_state_has_its_facts",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Scarto n. {number}").format(number=self.pk)

    def get_absolute_url(self) -> str:
        """Page of the disposal."""
        return reverse("privacy:disposal", args=[self.pk])


class DisposalItemQuerySet(models.QuerySet["DisposalItem"]):
    """How what is disposed of is asked for."""

    def of(self, disposal: Disposal) -> Self:
        """That of one disposal."""
        return self.filter(disposal=disposal)

    def left(self) -> Self:
        """What is not disposed of yet."""
        return self.filter(done_at__isnull=True)

    def in_order(self) -> Self:
        """As it was proposed."""
        return self.order_by("pk")


class DisposalItem(models.Model):
    """One record of a disposal, by its name. `spared` is one whose time, when its turn came, was no longer over: somebody had come back to it."""

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items", verbose_name=_("scarto"), db_index=False)
    record = models.CharField(_("scheda"), max_length=80)
    done_at = models.DateTimeField(_("quando"), null=True, blank=True)
    spared = models.BooleanField(_("risparmiata"), default=False)

    objects = DisposalItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheda scartata")
        verbose_name_plural = _("schede scartate")
        indexes: ClassVar = [models.Index(fields=["disposal"], condition=Q(done_at__isnull=True), name="privacy_item_left")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disposal", "record"], name="privacy_item_once"),
            models.CheckConstraint(condition=Q(spared=False) | Q(done_at__isnull=False), name="privacy_item_is_spared_at_its_turn"),
        ]

    def __str__(self) -> str:
        return self.record

    @property
    def number(self) -> int:
        """Primary key of the record."""
        return int(self.record.partition(":")[2])


LABELS = {
    Series.CONTACTS: "desks.contact",
    Series.CASES: "casework.case",
    Series.PERSONS: "people.person",
    Series.BENEFITS: "benefits.application",
    Series.EXPORTS: "privacy.export",
    Series.SIGN_INS: "access.signin",
}
"""How the records of each series are named."""


def due(series: Series, cut_on: date) -> "models.QuerySet[Any]":
    """
    Records of a series whose years are over, and that were not disposed of yet. Who is protected is nobody's business but the network's.

    Of a person nothing may be left: no case, contact or request with its words, no attestation that names them, nobody they are opened to; and nothing may
    have happened since.
    """
    if series == Series.CONTACTS:
        written = Contact.objects.filter(state__in=[Writing.CLOSED.value, Writing.DISCARDED.value], on__lte=cut_on, disposed_on__isnull=True)
        return written.filter(Q(person__isnull=True) | Q(person__kept_by__isnull=True))
    if series == Series.CASES:
        over = Q(state=CaseState.CLOSED.value, closed_on__lte=cut_on) | Q(state=CaseState.DECLINED.value, declined_on__lte=cut_on)
        return Case.objects.filter(over, Q(person__isnull=True) | Q(person__kept_by__isnull=True), disposed_on__isnull=True)
    if series == Series.BENEFITS:
        return Application.objects.of_nobody_kept().over(cut_on)
    if series == Series.EXPORTS:
        return Export.objects.filter(removed_at__isnull=False, asked_at__date__lte=cut_on).exclude(purpose=GONE)
    if series == Series.SIGN_INS:
        return SignIn.objects.filter(at__date__lte=cut_on)
    return _persons(cut_on)


def _persons(cut_on: date) -> "models.QuerySet[Person]":
    person = OuterRef("pk")
    later = Q(opened_on__gt=cut_on) | Q(closed_on__gt=cut_on) | Q(declined_on__gt=cut_on)
    households = Membership.objects.filter(person=OuterRef(person)).values("household")
    standing = (
        Case.objects.filter(later | Q(disposed_on__isnull=True), person=person),
        Case.objects.filter(disposed_on__isnull=True, household__in=households),
        Contact.objects.filter(Q(disposed_on__isnull=True) | Q(on__gt=cut_on), person=person),
        Application.objects.filter(Q(disposed_on__isnull=True) | Q(received_on__gt=cut_on) | Q(decided_on__gt=cut_on), person=person),
        Application.objects.filter(disposed_on__isnull=True, household__in=households),
        Listed.objects.filter(person=person),
        Attestation.objects.filter(declarant=person),
        Appointment.objects.filter(person=person, day__gt=cut_on),
        Ticket.objects.filter(person=person, day__gt=cut_on),
        Meeting.objects.filter(person=person, on__gt=cut_on),
        Membership.objects.filter(person=person, from_on__gt=cut_on),
        Grant.objects.filter(person=person, until_on__gt=cut_on),
        RightsRequest.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=cut_on), person=person),
        Emergency.objects.filter(person=person, opened_at__date__gt=cut_on),
    )
    found = Person.objects.filter(disposed_on__isnull=True, kept_by__isnull=True, registered_at__date__lte=cut_on)
    return found.filter(*(~Exists(each) for each in standing))
