"""What was said at a desk, and what came of it."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.desks.lifecycle import Access, Channel, Interlocutor, Need, Outcome, Writing
from sussidiario.desks.models.desk import Desk
from sussidiario.desks.models.line import Appointment, Ticket
from sussidiario.foundation.areas import Area
from sussidiario.people.models import Person
from sussidiario.ui import writing


def _or_blank(*values: str) -> list[str]:
    return ["", *values]


class ContactQuerySet(models.QuerySet["Contact"]):
    """How contacts are asked for."""

    def at(self, desk: Desk) -> Self:
        """Those of one desk."""
        return self.filter(desk=desk)

    def on(self, day: date) -> Self:
        """Those of one day."""
        return self.filter(on=day)

    def of(self, person: Person) -> Self:
        """Those of one person."""
        return self.filter(person=person)

    def of_persons(self, persons: Iterable[Person]) -> Self:
        """Those of any of these persons."""
        return self.filter(person__in=persons)

    def closed(self) -> Self:
        """Those written to the end."""
        return self.filter(state=Writing.CLOSED)

    def drafts_of(self, staff: Staff) -> Self:
        """Those that `staff` has begun and not finished, oldest first."""
        return self.filter(state=Writing.DRAFT, operator=staff).order_by("started_at", "pk")

    def asked(self, *, desk: Desk | None = None, outcome: str = "", from_on: date | None = None, mine: Staff | None = None) -> Self:
        """Those that a list is asked for."""
        wanted = {"desk": desk, "outcome": outcome, "on__gte": from_on, "operator": mine}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def kept(self) -> Self:
        """Those not thrown away."""
        return self.exclude(state=Writing.DISCARDED)

    def with_person(self) -> Self:
        """With the person alone at hand, for a short list."""
        return self.select_related(None).select_related("person")

    def with_all(self) -> Self:
        """With person, operator, desk and its place, appointment and ticket at hand."""
        return self.select_related("person", "operator", "desk__civic_centre__neighbourhood", "appointment", "ticket")

    def newest_first(self) -> Self:
        """Newest first."""
        return self.order_by("-on", "-started_at", "-pk")


class Contact(models.Model):
    """
    A conversation with the secretariat (scheda di segretariato): who came, for what, what was answered, what came of it.

    While it is a draft, `draft` holds what the operator has typed, as it was typed; closing it fills the columns, for good.
    """

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="contacts", verbose_name=_("sportello"), db_index=False)
    operator = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("operatore"), db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("persona"))
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, blank=True, related_name="contact", verbose_name=_("appuntamento"))
    ticket = models.OneToOneField(Ticket, models.PROTECT, null=True, blank=True, related_name="contact", verbose_name=_("biglietto"))
    state = models.CharField(_("stato"), max_length=20, choices=Writing.choices(), default=Writing.DRAFT.value)
    on = models.DateField(_("giorno"))
    started_at = models.DateTimeField(_("inizio"))
    closed_at = models.DateTimeField(_("chiusura"), null=True, blank=True)
    draft = models.JSONField(_("bozza"), default=dict, blank=True)

    channel = models.CharField(_("come è avvenuto"), max_length=20, blank=True, choices=Channel.choices())
    access = models.CharField(_("perché è venuta"), max_length=20, blank=True, choices=Access.choices())
    interlocutor = models.CharField(_("con chi si è parlato"), max_length=20, blank=True, choices=Interlocutor.choices())
    sender = models.CharField(_("chi ha inviato o segnalato"), max_length=120, blank=True)
    accompanied = models.BooleanField(_("accompagnata da qualcuno"), default=False)
    informed = models.BooleanField(_("presente o informata"), default=True)
    area = models.CharField(_("area"), max_length=20, blank=True, choices=Area.choices())
    request = models.TextField(_("che cosa chiede"), blank=True)
    answer = models.TextField(_("che cosa si è risposto"), blank=True)
    outcome = models.CharField(_("esito"), max_length=20, blank=True, choices=Outcome.choices())
    referred_to = models.CharField(_("a chi è stata inviata"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuti"), null=True, blank=True)
    disposed_on = models.DateField(_("scartato il"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contatto")
        verbose_name_plural = _("contatti")
        indexes: ClassVar = [
            models.Index(fields=["desk", "on"], name="desks_contact_day"),
            models.Index(fields=["-on", "-started_at", "-id"], name="desks_contact_newest"),
            models.Index(fields=["operator"], condition=Q(state="draft"), name="desks_contact_draft"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(Writing)), name="desks_contact_state_is_known"),
            models.CheckConstraint(condition=Q(channel__in=_or_blank(*Channel)), name="desks_contact_channel_is_known"),
            models.CheckConstraint(condition=Q(access__in=_or_blank(*Access)), name="desks_contact_access_is_known"),
            models.CheckConstraint(condition=Q(interlocutor__in=_or_blank(*Interlocutor)), name="desks_contact_interlocutor_is_known"),
            models.CheckConstraint(condition=Q(area__in=_or_blank(*Area)), name="desks_contact_area_is_known"),
            models.CheckConstraint(condition=Q(outcome__in=_or_blank(*Outcome)), name="desks_contact_outcome_is_known"),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (~Q(channel="") & ~Q(access="") & ~Q(interlocutor="") & ~Q(outcome="") & Q(minutes__isnull=False, closed_at__isnull=False, draft={})),
                name="desks_closed_contact_is_complete",
            ),
            models.CheckConstraint(condition=~Q(outcome="proposal") | Q(person__isnull=False), name="desks_proposal_is_about_somebody"),
            models.CheckConstraint(condition=~Q(outcome="referral") | ~Q(referred_to=""), name="desks_referral_is_to_somebody"),
            models.CheckConstraint(condition=Q(appointment__isnull=True) | Q(ticket__isnull=True), name="desks_contact_comes_one_way"),
        ]

    def __str__(self) -> str:
        return gettext("Contatto del {day}").format(day=writing.day(self.on))

    def get_absolute_url(self) -> str:
        """Page of the contact."""
        return reverse("desks:contact", args=[self.pk])


class ContactNeedQuerySet(models.QuerySet["ContactNeed"]):
    """How needs are asked for."""

    def in_order(self) -> Self:
        """As they were written: in the order of the list they are chosen from."""
        return self.order_by("pk")


class ContactNeed(models.Model):
    """A need that came up in a contact."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="needs", verbose_name=_("contatto"))
    need = models.CharField(_("bisogno"), max_length=20, choices=Need.choices())

    objects = ContactNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("bisogno")
        verbose_name_plural = _("bisogni")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "need"], name="desks_need_once_in_a_contact"),
            models.CheckConstraint(condition=Q(need__in=list(Need)), name="desks_need_is_known"),
        ]

    def __str__(self) -> str:
        return self.need
