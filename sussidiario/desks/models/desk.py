"""Desks, when they are open, and the calendars their operators carry with them."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.desks.lifecycle import DeskKind
from sussidiario.desks.rules import Hours
from sussidiario.foundation.period import Period
from sussidiario.territory.models import CivicCentre


class DeskQuerySet(models.QuerySet["Desk"]):
    """How desks are asked for."""

    def open_on(self, day: date) -> Self:
        """Those open on `day`."""
        return self.not_closed_by(day).filter(opened_on__lte=day)

    def not_closed_by(self, day: date) -> Self:
        """Those open on `day` or on a later one."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def of_secretariat(self) -> Self:
        """Those that receive the public."""
        return self.filter(kind=DeskKind.SECRETARIAT)

    def with_place(self) -> Self:
        """With their civic centre and neighbourhood at hand."""
        return self.select_related("civic_centre__neighbourhood")

    def with_closure(self, day: date) -> Self:
        """With `closed_why`, the reason of the closure of `day`, or None."""
        closures = Closure.objects.within(day, day).filter(desk=OuterRef("pk"))
        return self.annotate(closed_why=Subquery(closures.values("why")[:1]))

    def in_order(self) -> Self:
        """By neighbourhood, as the city lists them."""
        return self.order_by("civic_centre__neighbourhood__position", "opened_on", "pk")


class Desk(models.Model):
    """
    A desk of the social services in a civic centre: a decentralised office, whatever it does.

    `slot_minutes` is how long one person is received; it does not change, so that slots never overlap.
    """

    civic_centre = models.ForeignKey(CivicCentre, models.PROTECT, related_name="desks", verbose_name=_("centro civico"))
    name = models.CharField(_("nome"), max_length=80)
    kind = models.CharField(_("che cosa fa"), max_length=20, choices=DeskKind.choices(), default=DeskKind.SECRETARIAT.value)
    slot_minutes = models.PositiveSmallIntegerField(_("minuti per persona"), default=30)
    opened_on = models.DateField(_("aperto dal"))
    closed_on = models.DateField(_("chiuso dal"), null=True, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("sportello")
        verbose_name_plural = _("sportelli")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["civic_centre", "kind"], condition=Q(closed_on__isnull=True), name="desks_one_desk_of_a_kind_in_a_centre"),
            models.CheckConstraint(condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("opened_on")), name="desks_desk_closes_after_opening"),
            models.CheckConstraint(condition=Q(kind__in=list(DeskKind)), name="desks_desk_kind_is_known"),
            models.CheckConstraint(condition=Q(slot_minutes__gte=5, slot_minutes__lte=240), name="desks_desk_slot_is_reasonable"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of the desk."""
        return reverse("desks:desk", args=[self.pk])

    @property
    def neighbourhood(self) -> str:
        """Code of the neighbourhood, as acts name it."""
        return self.civic_centre.neighbourhood.code


class OpeningHoursQuerySet(models.QuerySet["OpeningHours"]):
    """How opening hours are asked for."""

    def in_force(self, first: date, last: date) -> Self:
        """Those in force on some day from `first` to `last`, by weekday and hour."""
        still = Q(until_on__isnull=True) | Q(until_on__gt=first)
        return self.filter(still, from_on__lte=last).order_by("weekday", "starts_at", "pk")

    def as_rules(self) -> list[Hours]:
        """As the rules reckon with them."""
        return [Hours(each.weekday, each.starts_at, each.ends_at, each.capacity, each.from_on, each.until_on) for each in self]


class OpeningHours(models.Model):
    """A stretch of opening of a desk on a weekday (0 is Monday), from a day to a day; `capacity` is how many operators work in it."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="hours", verbose_name=_("sportello"))
    weekday = models.PositiveSmallIntegerField(_("giorno della settimana"))
    starts_at = models.TimeField(_("dalle"))
    ends_at = models.TimeField(_("alle"))
    capacity = models.PositiveSmallIntegerField(_("operatori"))
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)

    objects = OpeningHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("orario")
        verbose_name_plural = _("orari")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "weekday", "starts_at"], condition=Q(until_on__isnull=True), name="desks_one_stretch_from_an_hour"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="desks_hours_are_of_a_weekday"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="desks_hours_end_after_they_start"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="desks_hours_have_somebody_at_work"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="desks_hours_last_after_they_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_at:%H:%M}-{self.ends_at:%H:%M}"


class ClosureQuerySet(models.QuerySet["Closure"]):
    """How closures are asked for."""

    def within(self, first: date, last: date) -> Self:
        """Those with some day from `first` to `last`, by day."""
        return self.filter(from_on__lte=last, until_on__gt=first).order_by("from_on", "pk")

    def not_over(self, day: date) -> Self:
        """Those that last on `day` or come after it."""
        return self.filter(until_on__gt=day).order_by("from_on", "pk")

    def as_rules(self) -> list[tuple[Period, str]]:
        """As the rules reckon with them."""
        return [(Period(each.from_on, each.until_on), each.why) for each in self]


class Closure(models.Model):
    """Days on which a desk receives nobody, though its hours say so."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="closures", verbose_name=_("sportello"))
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"))
    why = models.CharField(_("motivo"), max_length=200)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("chiusura")
        verbose_name_plural = _("chiusure")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="desks_closure_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(why=""), name="desks_closure_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.why


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """How calendars are asked for."""

    def live(self) -> Self:
        """Those whose address still answers."""
        return self.filter(revoked_at__isnull=True)

    def with_all(self) -> Self:
        """With the operator, the desk and its place at hand."""
        return self.select_related("staff", "desk__civic_centre__neighbourhood")

    def of(self, staff: Staff, desks: Iterable[Desk]) -> Self:
        """Those of one operator for these desks."""
        return self.filter(staff=staff, desk__in=desks).order_by("pk")


class Calendar(models.Model):
    """
    A secret address at which an operator's calendar program reads a desk's appointments, without names.

    Only a digest of the secret is kept: the address is shown once, when it is given.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("di"))
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="calendars", verbose_name=_("sportello"))
    digest = models.CharField(_("impronta"), max_length=64, unique=True)
    given_at = models.DateTimeField(_("dato il"))
    revoked_at = models.DateTimeField(_("revocato il"), null=True, blank=True)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendario")
        verbose_name_plural = _("calendari")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "desk"], condition=Q(revoked_at__isnull=True), name="desks_one_live_calendar"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.desk}"
