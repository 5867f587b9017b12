"""Who comes: with an appointment, or with a ticket of the queue."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.desks.lifecycle import HOLDING, Booking, Waiting
from sussidiario.desks.models.desk import Closure, Desk
from sussidiario.people.models import Person
from sussidiario.ui import writing

HOLDS_A_PLACE = Q(state__in=sorted(HOLDING))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """How appointments are asked for."""

    def at(self, desk: Desk) -> Self:
        """Those of one desk."""
        return self.filter(desk=desk)

    def on(self, day: date) -> Self:
        """Those of one day."""
        return self.filter(day=day)

    def of(self, person: Person) -> Self:
        """Those of one person."""
        return self.filter(person=person)

    def of_persons(self, persons: Iterable[Person]) -> Self:
        """Those of any of these persons."""
        return self.filter(person__in=persons)

    def of_existing(self) -> Self:
        """Without those of who exists for a group alone."""
        return self.filter(person__kept_by__isnull=True)

    def within(self, first: date, last: date) -> Self:
        """Those from `first` to `last`, both included."""
        return self.filter(day__gte=first, day__lte=last)

    def holding(self) -> Self:
        """Those that hold their place."""
        return self.filter(HOLDS_A_PLACE)

    def booked(self) -> Self:
        """Those still to come."""
        return self.filter(state=Booking.BOOKED)

    def misplaced(self) -> Self:
        """Those fixed on days that were closed afterwards: somebody must call these people and move them."""
        closed = Closure.objects.filter(desk=OuterRef("desk"), from_on__lte=OuterRef("day"), until_on__gt=OuterRef("day"))
        return self.booked().filter(Exists(closed))

    def taken(self) -> list[tuple[date, time, int]]:
        """Day, hour and place of each that holds one, as the rules reckon with them."""
        return list(self.holding().values_list("day", "starts_at", "place"))

    def with_all(self) -> Self:
        """With the person, the desk and its place at hand."""
        return self.select_related("person", "desk__civic_centre__neighbourhood")

    def with_person(self) -> Self:
        """With the person alone at hand, for a list of one desk."""
        return self.select_related(None).select_related("person")

    def with_contact(self) -> Self:
        """With the contact they led to, if any, at hand."""
        return self.select_related("contact")

    def in_order(self) -> Self:
        """By day, hour and place."""
        return self.order_by("day", "starts_at", "place", "pk")


class Appointment(models.Model):
    """
    A place at a desk, at an hour, for a person.

    `number` is given on arrival and is what the screen of the waiting room shows; `window` is where the person is called to.
    """

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="appointments", verbose_name=_("sportello"), db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name=_("persona"))
    day = models.DateField(_("giorno"))
    starts_at = models.TimeField(_("ora"))
    minutes = models.PositiveSmallIntegerField(_("minuti"))
    place = models.PositiveSmallIntegerField(_("posto"))
    state = models.CharField(_("stato"), max_length=20, choices=Booking.choices(), default=Booking.BOOKED.value)
    reason = models.CharField(_("motivo"), max_length=200, blank=True)
    booked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("fissato da"), db_index=False)
    booked_at = models.DateTimeField(_("fissato il"))
    number = models.PositiveSmallIntegerField(_("numero in sala"), null=True, blank=True)
    window = models.PositiveSmallIntegerField(_("postazione"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrivo"), null=True, blank=True)
    called_at = models.DateTimeField(_("chiamata"), null=True, blank=True)
    served_at = models.DateTimeField(_("inizio del colloquio"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appuntamento")
        verbose_name_plural = _("appuntamenti")
        indexes: ClassVar = [
            models.Index(fields=["desk", "day", "starts_at"], name="desks_appointment_day"),
            # Those to come are few among all those that were: found without reading the years.
            models.Index(fields=["desk", "day"], condition=Q(state=Booking.BOOKED.value), name="desks_appointment_to_come"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "day", "starts_at", "place"], condition=HOLDS_A_PLACE, name="desks_one_person_in_a_place"),
            models.UniqueConstraint(fields=["person", "day", "starts_at"], condition=HOLDS_A_PLACE, name="desks_one_place_for_a_person"),
            models.UniqueConstraint(fields=["desk", "day", "number"], condition=Q(number__isnull=False), name="desks_appointment_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(Booking)), name="desks_appointment_state_is_known"),
            models.CheckConstraint(condition=Q(place__gte=1, minutes__gte=1), name="desks_appointment_has_a_place_and_a_length"),
            models.CheckConstraint(
                condition=~Q(state__in=["arrived", "called", "served"]) | Q(arrived_at__isnull=False, number__isnull=False),
                name="desks_who_is_there_has_arrived",
            ),
            models.CheckConstraint(condition=~Q(state="called") | Q(called_at__isnull=False), name="desks_who_is_called_was_called"),
            models.CheckConstraint(condition=~Q(state="served") | Q(served_at__isnull=False), name="desks_who_is_served_was_served"),
        ]

    def __str__(self) -> str:
        return gettext("Appuntamento del {instant}").format(instant=writing.instant(datetime.combine(self.day, self.starts_at)))

    def get_absolute_url(self) -> str:
        """Page of the appointment."""
        return reverse("desks:appointment", args=[self.pk])

    @property
    def begins(self) -> datetime:
        """First minute, on the wall of the desk."""
        return datetime.combine(self.day, self.starts_at)

    @property
    def ends(self) -> datetime:
        """First minute after it, on the wall of the desk."""
        return self.begins + timedelta(minutes=self.minutes)

    @property
    def label(self) -> str:
        """What the waiting room sees instead of a name."""
        return f"P {self.number}" if self.number else ""


class TicketQuerySet(models.QuerySet["Ticket"]):
    """How tickets are asked for."""

    def at(self, desk: Desk) -> Self:
        """Those of one desk."""
        return self.filter(desk=desk)

    def on(self, day: date) -> Self:
        """Those of one day."""
        return self.filter(day=day)

    def of_existing(self) -> Self:
        """Without those of who exists for a group alone; those of nobody known are there."""
        return self.filter(person__kept_by__isnull=True)

    def waiting(self) -> Self:
        """Those not called yet."""
        return self.filter(state=Waiting.WAITING)

    def with_all(self) -> Self:
        """With the person, the desk and its place at hand."""
        return self.select_related("person", "desk__civic_centre__neighbourhood")

    def with_person(self) -> Self:
        """With the person alone at hand, for a list of one desk."""
        return self.select_related(None).select_related("person")

    def with_contact(self) -> Self:
        """With the contact they led to, if any, and whom it is about, at hand."""
        return self.select_related("contact__person")

    def in_order(self) -> Self:
        """By number."""
        return self.order_by("day", "number", "pk")


class Ticket(models.Model):
    """A place in the queue of a day, of somebody who came without appointment; who it is may not be known yet, or ever."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="tickets", verbose_name=_("sportello"), db_index=False)
    day = models.DateField(_("giorno"))
    number = models.PositiveSmallIntegerField(_("numero"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("persona"))
    state = models.CharField(_("stato"), max_length=20, choices=Waiting.choices(), default=Waiting.WAITING.value)
    window = models.PositiveSmallIntegerField(_("postazione"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrivo"))
    called_at = models.DateTimeField(_("chiamata"), null=True, blank=True)
    served_at = models.DateTimeField(_("inizio del colloquio"), null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("biglietto")
        verbose_name_plural = _("biglietti")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "day", "number"], name="desks_ticket_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(Waiting)), name="desks_ticket_state_is_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="desks_ticket_number_from_one"),
            models.CheckConstraint(condition=~Q(state="called") | Q(called_at__isnull=False), name="desks_ticket_called_was_called"),
            models.CheckConstraint(condition=~Q(state="served") | Q(served_at__isnull=False), name="desks_ticket_served_was_served"),
            models.CheckConstraint(condition=Q(called_at__isnull=True) | Q(called_at__gte=F("arrived_at")), name="desks_ticket_called_after_arrival"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the waiting room sees instead of a name."""
        return f"A {self.number}"
