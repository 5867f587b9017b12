"""Households, and who belonged to each and when."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.people.models.persons import Person
from sussidiario.people.rules import kinship
from sussidiario.territory.models import Neighbourhood


class HouseholdQuerySet(models.QuerySet["Household"]):
    """How households are asked for."""

    def open(self) -> Self:
        """Those not dissolved."""
        return self.filter(closed_on__isnull=True)

    def of(self, person: Person) -> Self:
        """Those that `person` belongs to now."""
        return self.filter(memberships__person=person, memberships__until_on__isnull=True)


class Household(models.Model):
    """People who live together, as one; who belonged to it and when is in its memberships."""

    opened_on = models.DateField(_("costituita il"))
    closed_on = models.DateField(_("sciolta il"), null=True, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quartiere"))

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("famiglia")
        verbose_name_plural = _("famiglie")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="people_household_closes_after_opening"),
        ]

    def __str__(self) -> str:
        return gettext("Famiglia n. {number}").format(number=self.pk)

    def get_absolute_url(self) -> str:
        """Page of the household."""
        return reverse("dossier:household", args=[self.pk])


class MembershipQuerySet(models.QuerySet["Membership"]):
    """How memberships are asked for."""

    def on(self, day: date) -> Self:
        """Those that hold on `day`."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=day), from_on__lte=day)

    def open(self) -> Self:
        """Those that hold still."""
        return self.filter(until_on__isnull=True)

    def of(self, household: Household) -> Self:
        """Those of one household."""
        return self.filter(household=household)

    def existing(self, teams: Collection[int] = ()) -> Self:
        """Without those of persons whom a group protects, unless it is one of `teams`: an empty place, not a hint."""
        free = Q(person__kept_by__isnull=True)
        return self.filter(free | Q(person__kept_by__in=teams) if teams else free)

    def in_order(self) -> Self:
        """Reference person first, then by kinship and age, with the persons."""
        return self.select_related("person").order_by("relation", "person__birth_on", "pk")

    def newest_first(self) -> Self:
        """Those that hold first, then back in time, with the households."""
        return self.select_related("household").order_by(F("until_on").desc(nulls_first=True), "-from_on", "-pk")


class Membership(models.Model):
    """A person in a household, from a day to a day. `relation` is the registry's code of kinship to the reference person (1)."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships", verbose_name=_("famiglia"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("persona"))
    relation = models.PositiveSmallIntegerField(_("relazione di parentela"))
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)
    why = models.CharField(_("motivo"), max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("componente")
        verbose_name_plural = _("componenti")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(until_on__isnull=True), name="people_one_household_at_a_time"),
            models.UniqueConstraint(fields=["household"], condition=Q(until_on__isnull=True, relation=1), name="people_one_reference_person"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="people_membership_ends_after_start"),
            models.CheckConstraint(condition=Q(relation__in=list(kinship.RELATIONS)), name="people_relation_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.household_id}"

    @property
    def relation_words(self) -> str:
        """The relation, in words."""
        return gettext(kinship.RELATIONS[self.relation])
