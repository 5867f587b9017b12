"""What persons asked about what is known of them."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.people.models import Person, PersonQuerySet
from sussidiario.privacy.lifecycle.rights import RequestState, Right


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    """How requests are asked for."""

    def about_any(self, persons: PersonQuerySet) -> Self:
        """Those of these persons, and those of nobody known."""
        return self.filter(Q(person__isnull=True) | Q(person__in=persons))

    def received(self) -> Self:
        """Those to be answered."""
        return self.filter(state=RequestState.RECEIVED)

    def closed(self) -> Self:
        """Those answered or refused."""
        return self.exclude(state=RequestState.RECEIVED)

    def late(self, today: date) -> Self:
        """Those whose term has passed."""
        return self.received().filter(due_on__lt=today)

    def with_all(self) -> Self:
        """With the person and who handled it."""
        return self.select_related("person", "registered_by", "handled_by")

    def by_term(self) -> Self:
        """What is due first, first."""
        return self.order_by("due_on", "pk")

    def newest_first(self) -> Self:
        """The latest answered first."""
        return self.order_by("-closed_on", "-pk")


class RightsRequest(models.Model):
    """
    A person asks what is known of them, or that it be corrected, not used, or erased. Who asks may be nobody known: then `name` says who.

    `due_on` is the last day to answer: a month from when it was received, or as far as it was put off, once, with why.
    """

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona"))
    name = models.CharField(_("chi chiede"), max_length=200, blank=True)
    kind = models.CharField(_("che cosa chiede"), max_length=20, choices=Right.choices())
    words = models.TextField(_("con quali parole"))
    received_on = models.DateField(_("ricevuta il"))
    due_on = models.DateField(_("da rispondere entro"))
    extended_on = models.DateField(_("prorogata il"), null=True, blank=True)
    extended_why = models.TextField(_("perché è stata prorogata"), blank=True)
    state = models.CharField(_("stato"), max_length=20, choices=RequestState.choices(), default=RequestState.RECEIVED.value)
    registered_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("registrata da"))
    handled_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("trattata da"))
    closed_on = models.DateField(_("risposta il"), null=True, blank=True)
    answer = models.TextField(_("risposta"), blank=True)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("richiesta sui propri dati")
        verbose_name_plural = _("richieste sui propri dati")
        indexes: ClassVar = [models.Index(fields=["due_on"], condition=Q(state="received"), name="privacy_request_due")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Right]), name="privacy_request_kind_is_known"),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="privacy_request_is_somebodys"),
            models.CheckConstraint(condition=~Q(words=""), name="privacy_request_says_what"),
            models.CheckConstraint(condition=Q(due_on__gt=F("received_on")), name="privacy_request_due_later"),
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extended_why="") | (Q(extended_on__isnull=False) & ~Q(extended_why="")),
                name="privacy_request_extended_why",
            ),
            models.CheckConstraint(
                condition=Q(state="received", closed_on__isnull=True, handled_by__isnull=True, answer="")
                | (Q(state__in=["answered", "refused"], closed_on__isnull=False, handled_by__isnull=False) & ~Q(answer="")),
                name="privacy_request_state_has_its_facts",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Richiesta n. {number}").format(number=self.pk)

    def get_absolute_url(self) -> str:
        """Page of the request."""
        return reverse("privacy:request", args=[self.pk])
