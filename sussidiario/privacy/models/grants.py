"""Grants: persons opened to a group, for a purpose and a time."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff, Team
from sussidiario.people.models import Person
from sussidiario.privacy.lifecycle.grants import GrantState
from sussidiario.privacy.rules import grants as rules


class GrantQuerySet(models.QuerySet["Grant"]):
    """How grants are asked for."""

    def holding_on(self, day: date) -> Self:
        """Those that open their person on `day`."""
        return self.not_over_on(day).filter(from_on__lte=day)

    def not_over_on(self, day: date) -> Self:
        """Those that on `day` open their person, or are still to."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), until_on__gt=day)

    def over_on(self, day: date) -> Self:
        """Those that by `day` have expired or were ended."""
        return self.filter(Q(until_on__lte=day) | Q(ended_on__lte=day))

    def never_ended(self) -> Self:
        """Those that nobody ended before their time."""
        return self.filter(ended_on__isnull=True)

    def to_any(self, teams: Collection[int]) -> Self:
        """Those to one of these groups."""
        return self.filter(team__in=teams) if teams else self.none()

    def to_outside(self) -> Self:
        """Those to groups of outside bodies."""
        return self.exclude(team__body="")

    def of(self, person: Person) -> Self:
        """Those of one person."""
        return self.filter(person=person)

    def of_existing(self, teams: Collection[int] = ()) -> Self:
        """Without those of persons who exist for a group that protects them, unless it is one of `teams`."""
        free = Q(person__kept_by__isnull=True)
        return self.filter(free | Q(person__kept_by__in=teams) if teams else free)

    def with_all(self) -> Self:
        """With person, group and who gave and ended them at hand."""
        return self.select_related("person__neighbourhood", "team", "given_by", "ended_by")

    def newest_first(self) -> Self:
        """The latest to begin, first."""
        return self.order_by("-from_on", "-pk")

    def by_end(self) -> Self:
        """What ends first, first."""
        return self.order_by("until_on", "pk")


class Grant(models.Model):
    """
    A person opened to a group, also of an outside body, with all that the service keeps of them.

    It says what for and who gave it, and ends by itself: `until_on` is the first day without it. Ended before time, it no longer holds from `ended_on`.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants", verbose_name=_("persona"))
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name=_("gruppo"), db_index=False)
    purpose = models.CharField(_("finalità"), max_length=200)
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"))
    given_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("concesso da"))
    given_at = models.DateTimeField(_("concesso il"))
    ended_on = models.DateField(_("revocato dal"), null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revocato da"))
    ended_why = models.CharField(_("perché è stato revocato"), max_length=200, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("accesso concesso")
        verbose_name_plural = _("accessi concessi")
        indexes: ClassVar = [models.Index(fields=["team", "until_on"], name="privacy_grant_team_until")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="privacy_grant_ends_after_start"),
            models.CheckConstraint(condition=~Q(purpose=""), name="privacy_grant_has_purpose"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_why="")
                | (Q(ended_on__lt=F("until_on"), ended_by__isnull=False) & ~Q(ended_why="")),
                name="privacy_grant_end_is_whole",
            ),
            models.UniqueConstraint(fields=["person", "team", "from_on"], condition=Q(ended_on__isnull=True), name="privacy_grant_once"),
        ]

    def __str__(self) -> str:
        return gettext("accesso di {team}").format(team=self.team)

    def get_absolute_url(self) -> str:
        """Page of the grant."""
        return reverse("privacy:grant", args=[self.pk])

    @property
    def last_on(self) -> date:
        """Last day on which it was to hold."""
        return self.until_on - timedelta(days=1)

    def state_on(self, day: date) -> GrantState:
        """Where in its life it is on a day."""
        return rules.state(from_on=self.from_on, until_on=self.until_on, ended_on=self.ended_on, on=day)
