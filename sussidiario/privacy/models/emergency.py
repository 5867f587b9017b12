"""Emergency accesses: a person opened to one member of staff for some hours, and what was thought of it afterwards."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.people.models import Person
from sussidiario.privacy.lifecycle.emergency import EmergencyState, Verdict
from sussidiario.privacy.rules import emergency as rules

_UNREVIEWED = Q(reviewed_by__isnull=True, reviewed_at__isnull=True, verdict="", words="")
_REVIEWED = Q(reviewed_by__isnull=False, reviewed_at__isnull=False, verdict__in=[verdict.value for verdict in Verdict]) & ~Q(words="")


class EmergencyQuerySet(models.QuerySet["Emergency"]):
    """How emergency accesses are asked for."""

    def holding_at(self, at: datetime) -> Self:
        """Those that open their person at an instant."""
        return self.filter(opened_at__lte=at, until_at__gt=at, closed_at__isnull=True)

    def unclosed(self) -> Self:
        """Those that nobody closed, whether or not their hours have passed."""
        return self.filter(closed_at__isnull=True)

    def unreviewed(self) -> Self:
        """Those that nobody has reviewed yet."""
        return self.filter(reviewed_at__isnull=True)

    def reviewed(self) -> Self:
        """Those that somebody has reviewed."""
        return self.filter(reviewed_at__isnull=False)

    def by_staff(self, staff: int) -> Self:
        """Those of one member of staff."""
        return self.filter(staff=staff)

    def not_by(self, staff: int) -> Self:
        """Those of everybody else."""
        return self.exclude(staff=staff)

    def of(self, person: Person) -> Self:
        """Those on one person."""
        return self.filter(person=person)

    def of_existing(self, teams: Collection[int] = ()) -> Self:
        """Without those on persons who have since come to exist for a group that protects them, unless it is one of `teams`."""
        free = Q(person__kept_by__isnull=True)
        return self.filter(free | Q(person__kept_by__in=teams) if teams else free)

    def with_all(self) -> Self:
        """With person, who opened and who reviewed at hand."""
        return self.select_related("person__neighbourhood", "staff", "reviewed_by")

    def oldest_first(self) -> Self:
        """What has waited longest, first."""
        return self.order_by("opened_at", "pk")

    def newest_first(self) -> Self:
        """The latest first."""
        return self.order_by("-opened_at", "-pk")


class Emergency(models.Model):
    """A member of staff opened a person they do not follow, having said why; it ends by itself at `until_at`, and waits for a colleague's verdict."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="emergencies", verbose_name=_("persona"))
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("chi ha aperto"))
    reason = models.TextField(_("motivo"))
    opened_at = models.DateTimeField(_("aperto"))
    until_at = models.DateTimeField(_("fino alle (escluso)"))
    closed_at = models.DateTimeField(_("chiuso"), null=True, blank=True)
    reviewed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("esaminato da"))
    reviewed_at = models.DateTimeField(_("esaminato"), null=True, blank=True)
    verdict = models.CharField(_("esito"), max_length=20, blank=True, choices=Verdict.choices())
    words = models.TextField(_("considerazioni"), blank=True)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("accesso d'emergenza")
        verbose_name_plural = _("accessi d'emergenza")
        indexes: ClassVar = [models.Index(fields=["opened_at"], condition=Q(reviewed_at__isnull=True), name="privacy_emergency_unreviewed")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_at__gt=F("opened_at")), name="privacy_emergency_ends_after_start"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at"), closed_at__lte=F("until_at")), name="privacy_emergency_closed_in_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="privacy_emergency_has_reason"),
            models.CheckConstraint(condition=_UNREVIEWED | (_REVIEWED & Q(closed_at__isnull=False)), name="privacy_emergency_review_is_whole"),
            models.CheckConstraint(condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("staff")), name="privacy_emergency_reviewed_by_another"),
            models.UniqueConstraint(fields=["person", "staff"], condition=Q(closed_at__isnull=True), name="privacy_one_open_emergency"),
        ]

    def __str__(self) -> str:
        return gettext("accesso d'emergenza di {staff}").format(staff=self.staff)

    def get_absolute_url(self) -> str:
        """Page of the access."""
        return reverse("privacy:emergency", args=[self.pk])

    @property
    def ended_at(self) -> datetime:
        """When it ended, or will if nobody closes it."""
        return self.closed_at or self.until_at

    def state_at(self, at: datetime) -> EmergencyState:
        """Where in its life it is at an instant."""
        return rules.state(until_at=self.until_at, closed_at=self.closed_at, reviewed_at=self.reviewed_at, at=at)
