"""Persons, their papers and where they are to be found."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff, Team
from sussidiario.people.lifecycle import Acquaintance, AddressKind, BirthPrecision, IdentifierKind, Sex, Tier
from sussidiario.people.models import resembling, search
from sussidiario.people.rules import asking, display
from sussidiario.people.rules.likeness import Facts
from sussidiario.territory.models import Neighbourhood

PAGE = 25
"""How many persons a search answers with: who is not among them is sought by one word more."""


ALIKE = 5
"""How many who look alike are shown before somebody is registered."""


class PersonQuerySet(models.QuerySet["Person"]):
    """How persons are asked for."""

    def existing(self, teams: Collection[int] = ()) -> Self:
        """Without those who exist for a group that protects them, unless it is one of `teams`."""
        free = Q(kept_by__isnull=True)
        return self.filter(free | Q(kept_by__in=teams) if teams else free)

    def kept_by_any(self, teams: Collection[int]) -> Self:
        """Those who exist for one of these groups alone."""
        return self.filter(kept_by__in=teams)

    def latest_first(self) -> Self:
        """The last registered first."""
        return self.order_by("-registered_at", "-pk")

    def in_order(self) -> Self:
        """By family name, given name, and number."""
        return self.order_by("family_name", "given_name", "pk")

    def search_few(self, text: str, *, limit: int = PAGE) -> list[search.Found]:
        """Find persons as `search` does among so few that all can be looked at: those who are in no index, because few may know of them."""
        return search.among_few(self, asking.read(text), limit=limit)

    def search(self, text: str, *, limit: int = PAGE, along: search.Along | None = None) -> list[search.Found]:
        """
        Find persons by any words of their names in any order, date or year of birth, fiscal code or the beginning of it, best first.

        A slip is forgiven in a word of three letters, two from seven on. Two questions to the database, whatever is found.
        """
        return search.search(self, asking.read(text), limit=limit, along=along)

    def resembling(self, facts: Facts, *, but: int | None = None, limit: int = ALIKE) -> list[resembling.Resembling]:
        """Persons who may be the one described, `but` one, the likeliest first, each with why."""
        return resembling.resembling(self, facts, but=but, limit=limit)


class Person(models.Model):
    """
    Somebody the city's welfare knows: by name, or by a pseudonym alone.

    Who is protected exists for the group that keeps them and for nobody else: they are in no index of names, and a fiscal code of theirs is
    no obstacle to registering the same person again.

    `citizenship` and `second_citizenship` are ISTAT codes (100 Italy, 999 stateless; see rules.countries); `birthplace` is a
    Belfiore code, `birthplace_name` what was said when there is no code.
    """

    given_name = models.CharField(_("nome"), max_length=100, blank=True)
    family_name = models.CharField(_("cognome"), max_length=100, blank=True)
    pseudonym = models.CharField(_("pseudonimo"), max_length=60, blank=True)
    also_called = models.CharField(_("anche conosciuta come"), max_length=200, blank=True)
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
    tier = models.CharField(_("riservatezza"), max_length=10, choices=Tier.choices(), default=Tier.ORDINARY.value)
    kept_by = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("protetta da"))
    registered_at = models.DateTimeField(_("registrata il"))
    disposed_on = models.DateField(_("scartata il"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("persone")
        indexes: ClassVar = [models.Index(fields=["birth_on"], name="people_person_birth")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fiscal_code"], condition=~Q(fiscal_code="") & Q(kept_by__isnull=True), name="people_fiscal_code_once"),
            models.UniqueConstraint(fields=["kept_by", "fiscal_code"], condition=~Q(fiscal_code=""), name="people_kept_fiscal_code_once"),
            models.CheckConstraint(
                condition=(Q(tier=Tier.PROTECTED.value) & Q(kept_by__isnull=False)) | (~Q(tier=Tier.PROTECTED.value) & Q(kept_by__isnull=True)),
                name="people_protected_is_kept",
            ),
            models.CheckConstraint(condition=Q(tier__in=[tier.value for tier in Tier]), name="people_tier_is_known"),
            models.CheckConstraint(condition=~Q(given_name="", family_name="", pseudonym=""), name="people_person_is_called_somehow"),
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True, birth_precision="") | (Q(birth_on__isnull=False) & ~Q(birth_precision="")),
                name="people_birth_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(birth_on__isnull=True) | Q(died_on__gte=F("birth_on")), name="people_death_after_birth"
            ),
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
        return display.full_name(self.given_name, self.family_name, self.pseudonym) or gettext(display.NAMELESS)

    @property
    def redacted(self) -> str:
        """How the person is called to who may only know that there is one."""
        return display.redacted(self.given_name, self.family_name, self.pseudonym) or gettext(display.NAMELESS)

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, or None when the birth is not known or later."""
        return display.age(self.birth_on, day)


class IdentifierQuerySet(models.QuerySet["Identifier"]):
    """How papers are asked for."""

    def in_order(self) -> Self:
        """By kind, the newest first."""
        return self.order_by("kind", "-pk")


class Identifier(models.Model):
    """A paper or a code of a person. The fiscal code is also kept on the person, where it is searched."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="identifiers", verbose_name=_("persona"))
    kind = models.CharField(_("tipo"), max_length=20, choices=IdentifierKind.choices())
    value = models.CharField(_("numero"), max_length=40)
    country = models.CharField(_("paese"), max_length=3, blank=True)
    expires_on = models.DateField(_("scadenza"), null=True, blank=True)
    kept_by = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("protetto da"))

    objects = IdentifierQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento o codice")
        verbose_name_plural = _("documenti e codici")
        indexes: ClassVar = [models.Index(fields=["value"], name="people_identifier_value")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "country", "value"], condition=Q(kept_by__isnull=True), name="people_identifier_once"),
            models.UniqueConstraint(fields=["kept_by", "kind", "country", "value"], condition=Q(kept_by__isnull=False), name="people_kept_identifier_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in IdentifierKind]), name="people_identifier_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class AddressQuerySet(models.QuerySet["Address"]):
    """How addresses are asked for."""

    def open(self) -> Self:
        """Those that hold still."""
        return self.filter(until_on__isnull=True)

    def newest_first(self) -> Self:
        """Those that hold first, then back in time."""
        return self.select_related("neighbourhood").order_by(F("until_on").desc(nulls_first=True), "-from_on", "-pk")


class Address(models.Model):
    """Where a person is to be found, from a day to a day; `no_fixed_abode` has words instead of a street."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses", verbose_name=_("persona"))
    kind = models.CharField(_("tipo"), max_length=20, choices=AddressKind.choices())
    street = models.CharField(_("via e numero"), max_length=120, blank=True)
    place = models.CharField(_("comune"), max_length=80, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quartiere"))
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("indirizzo")
        verbose_name_plural = _("indirizzi")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(until_on__isnull=True), name="people_one_open_address_of_a_kind"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="people_address_ends_after_start"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in AddressKind]), name="people_address_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.street or gettext(self.get_kind_display())

    def get_absolute_url(self) -> str:
        """The page of the person."""
        return self.person.get_absolute_url()


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """How corrections are asked for."""

    def newest_first(self) -> Self:
        """The latest first, with who made them."""
        return self.select_related("by").order_by("-at", "-pk")


class Correction(models.Model):
    """What was known of a person before it was corrected: the facts changed, by field, as they were. Never in the journal, which is not about names."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="corrections", verbose_name=_("persona"))
    at = models.DateTimeField(_("quando"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("da"))
    why = models.CharField(_("motivo"), max_length=200)
    before = models.JSONField(_("com'era"))

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correzione")
        verbose_name_plural = _("correzioni")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {', '.join(self.before)}"

    @property
    def words(self) -> list[tuple[str, str]]:
        """Each fact that changed, by its name on a page, as it was."""
        return [(str(Person._meta.get_field(name).verbose_name), value) for name, value in self.before.items()]  # type: ignore[union-attr]  # a field of Person


class WhereaboutsQuerySet(models.QuerySet["Whereabouts"]):
    """How what is kept apart is asked for."""

    def newest_first(self) -> Self:
        """Those that hold first, then back in time."""
        return self.select_related("neighbourhood", "kept_by").order_by(F("until_on").desc(nulls_first=True), "-from_on", "-pk")


class Whereabouts(models.Model):
    """
    Where a person is to be found and reached, kept by one group and taken off their record: for everybody else it was never written.

    It is not hidden where pages are drawn, where one could be forgotten: it is not there.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="whereabouts", verbose_name=_("persona"))
    kept_by = models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name=_("custodito da"))
    kind = models.CharField(_("tipo"), max_length=20, choices=AddressKind.choices(), blank=True)
    street = models.CharField(_("via e numero"), max_length=120, blank=True)
    place = models.CharField(_("comune"), max_length=80, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quartiere"))
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    email = models.EmailField(_("posta elettronica"), blank=True)
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)

    objects = WhereaboutsQuerySet.as_manager()

    class Meta:
        verbose_name = _("recapito riservato")
        verbose_name_plural = _("recapiti riservati")

    def __str__(self) -> str:
        return gettext("recapito riservato n. {number}").format(number=self.pk)


class Meeting(models.Model):
    """
    A member of staff had a person before them: registered them, or recognised who they are.

    From then, and for the tail, their work is about that person.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="meetings", verbose_name=_("persona"))
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("chi"), db_index=False)
    on = models.DateField(_("giorno"))
    how = models.CharField(_("come"), max_length=20, choices=Acquaintance.choices())

    class Meta:
        verbose_name = _("incontro")
        verbose_name_plural = _("incontri")
        indexes: ClassVar = [models.Index(fields=["staff", "on"], name="people_meeting_staff_on")]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(how__in=[how.value for how in Acquaintance]), name="people_meeting_is_known")]

    def __str__(self) -> str:
        return f"{self.staff_id} · {self.on}"
