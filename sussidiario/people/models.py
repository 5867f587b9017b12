"""Persons, with or without papers, and their households over time."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.people.lifecycle import AddressKind, BirthPrecision, IdentifierKind, Sex
from sussidiario.territory.models import Neighbourhood


class PersonQuerySet(models.QuerySet["Person"]):
    """How persons are asked for."""

    def in_order(self) -> Self:
        """By family name, given name, and number."""
        return self.order_by("family_name", "given_name", "pk")


class Person(models.Model):
    """
    Somebody the city's welfare knows: by name, or by a pseudonym alone.

    `citizenship` and `second_citizenship` are ISTAT three-digit codes (380 Italy, 999 stateless); `birthplace` is a
    Belfiore code, `birthplace_name` what was said when there is no code.
    """

    given_name = models.CharField(_("nome"), max_length=100, blank=True)
    family_name = models.CharField(_("cognome"), max_length=100, blank=True)
    pseudonym = models.CharField(_("pseudonimo"), max_length=60, blank=True)
    sex = models.CharField(_("sesso"), max_length=1, blank=True, choices=Sex.choices())
    birth_on = models.DateField(_("data di nascita"), null=True, blank=True)
    birth_precision = models.CharField(_("precisione della data"), max_length=10, blank=True, choices=BirthPrecision.choices())
    birthplace = models.CharField(_("comune o stato di nascita"), max_length=4, blank=True)
    birthplace_name = models.CharField(_("luogo di nascita"), max_length=80, blank=True)
    citizenship = models.CharField(_("cittadinanza"), max_length=3, blank=True)
    second_citizenship = models.CharField(_("seconda cittadinanza"), max_length=3, blank=True)
    fiscal_code = models.CharField(_("codice fiscale"), max_length=16, blank=True)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    email = models.EmailField(_("posta elettronica"), blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quartiere"))
    died_on = models.DateField(_("data di morte"), null=True, blank=True)
    registered_at = models.DateTimeField(_("registrata il"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("persone")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fiscal_code"], condition=~Q(fiscal_code=""), name="people_fiscal_code_once"),
            models.CheckConstraint(condition=~Q(given_name="", family_name="", pseudonym=""), name="people_person_is_called_somehow"),
            models.CheckConstraint(condition=Q(birth_on__isnull=True, birth_precision="") | (Q(birth_on__isnull=False) & ~Q(birth_precision="")), name="people_birth_has_precision"),
            models.CheckConstraint(condition=Q(died_on__isnull=True) | Q(birth_on__isnull=True) | Q(died_on__gte=F("birth_on")), name="people_death_after_birth"),
            models.CheckConstraint(condition=Q(sex__in=[sex.value for sex in Sex]), name="people_sex_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of the person."""
        return reverse("people:person", args=[self.pk])

    @property
    def name(self) -> str:
        """How the person is called on a page: name, or pseudonym."""
        return " ".join(filter(None, [self.given_name, self.family_name])) or self.pseudonym or gettext("Senza nome")

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, or None when the birth is not known or later."""
        if self.birth_on is None or self.birth_on > day:
            return None
        return day.year - self.birth_on.year - ((day.month, day.day) < (self.birth_on.month, self.birth_on.day))


class Identifier(models.Model):
    """A paper or a code of a person. The fiscal code is also kept on the person, where it is searched."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="identifiers", verbose_name=_("persona"))
    kind = models.CharField(_("tipo"), max_length=20, choices=IdentifierKind.choices())
    value = models.CharField(_("numero"), max_length=40)
    country = models.CharField(_("paese"), max_length=3, blank=True)
    expires_on = models.DateField(_("scadenza"), null=True, blank=True)

    class Meta:
        verbose_name = _("documento o codice")
        verbose_name_plural = _("documenti e codici")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "country", "value"], name="people_identifier_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in IdentifierKind]), name="people_identifier_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Address(models.Model):
    """Where a person is to be found, from a day to a day; `no_fixed_abode` has words instead of a street."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses", verbose_name=_("persona"))
    kind = models.CharField(_("tipo"), max_length=20, choices=AddressKind.choices())
    street = models.CharField(_("via e numero"), max_length=120, blank=True)
    place = models.CharField(_("comune"), max_length=80, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quartiere"))
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)

    class Meta:
        verbose_name = _("indirizzo")
        verbose_name_plural = _("indirizzi")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(until_on__isnull=True), name="people_one_open_address_of_a_kind"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="people_address_ends_after_start"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in AddressKind]), name="people_address_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.street or self.get_kind_display()


class Household(models.Model):
    """People who live together, as one; who belonged to it and when is in its memberships."""

    opened_on = models.DateField(_("costituita il"))
    closed_on = models.DateField(_("sciolta il"), null=True, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quartiere"))

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


class Membership(models.Model):
    """A person in a household, from a day to a day. `relation` is the registry's code of kinship to the reference person (1)."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships", verbose_name=_("famiglia"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("persona"))
    relation = models.PositiveSmallIntegerField(_("relazione di parentela"))
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)
    why = models.CharField(_("motivo"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("componente")
        verbose_name_plural = _("componenti")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(until_on__isnull=True), name="people_one_household_at_a_time"),
            models.UniqueConstraint(fields=["household"], condition=Q(until_on__isnull=True, relation=1), name="people_one_reference_person"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="people_membership_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.household_id}"
