"""What the officer asks about readings: of whom each was, who is close to whom; and the answers given to who asks who has read of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Membership as TeamMembership, RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.journal.actions import pseudonym, pseudonym_of
from sussidiario.journal.models import Crosswalk, Reading, named
from sussidiario.people.models import Household, Membership, Person, PersonQuerySet
from sussidiario.privacy.rules.unusual import Close

Subject = Person | Household


class AnswerQuerySet(models.QuerySet["Answer"]):
    """How answers are asked for."""

    def with_all(self) -> Self:
        """With the person and who prepared it."""
        return self.select_related("person", "made_by")

    def newest_first(self) -> Self:
        """Latest first."""
        return self.order_by("-made_at", "-pk")


class Answer(models.Model):
    """
    What a person is told who asked who has read of them: the readings from an instant to the one at which it was prepared.

    The readings themselves stay in the book: the answer says of whom, from when to when, and how many there were.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("persona"))
    from_at = models.DateTimeField(_("letture dal"))
    made_at = models.DateTimeField(_("preparata il"))
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("preparata da"))
    readings = models.PositiveIntegerField(_("letture"))

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("risposta su chi ha letto")
        verbose_name_plural = _("risposte su chi ha letto")
        indexes: ClassVar = [models.Index(fields=["-made_at"], name="privacy_answer_newest")]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(from_at__lte=F("made_at")), name="privacy_answer_begins_before")]

    def __str__(self) -> str:
        return gettext("Risposta n. {number}").format(number=self.pk)

    def get_absolute_url(self) -> str:
        """The page that is printed."""
        return reverse("privacy:answer", args=[self.pk])


def subjects(readings: Iterable[Reading]) -> dict[str, Subject]:
    """Whom each of these readings was about, by the name of the record that was read: one question for each kind of record among them."""
    asked: dict[str, set[int]] = {}
    for reading in readings:
        label, _colon, pk = reading.record.partition(":")
        if pk.isdigit():
            asked.setdefault(label, set()).add(int(pk))
    return {f"{label}:{pk}": about for label, pks in asked.items() for pk, record in _found(label, pks).items() if (about := _about(record)) is not None}


def close(persons: PersonQuerySet) -> Close:
    """Who is close to whom, among `persons`, by the fiscal codes of who works here: at most five questions."""
    owners = {code: pk for pk, code in Staff.objects.exclude(fiscal_code="").order_by("pk").values_list("pk", "fiscal_code")}
    theirs = {pk: owners[code] for pk, code in persons.filter(fiscal_code__in=owners).order_by("pk").values_list("pk", "fiscal_code")}
    living = Membership.objects.open().filter(household__memberships__person__in=theirs, household__memberships__until_on__isnull=True)
    lived: dict[int, set[int]] = {}
    members: dict[int, set[int]] = {}
    for household, person in living.order_by("pk").values_list("household", "person").distinct():
        members.setdefault(household, set()).add(person)
    for household, those in members.items():
        lived[household] = {theirs[person] for person in those if person in theirs}
    homes: dict[str, set[int]] = {}
    for household, those in members.items():
        for subject in (pseudonym_of("people.household", household), *(pseudonym_of("people.person", person) for person in those)):
            homes.setdefault(subject, set()).update(lived[household])
    own = {pseudonym_of("people.person", person): {staff} for person, staff in theirs.items()}
    former = _former(homes.keys() | own.keys())
    return Close(homes=_by_every_name(homes, former), staff=_by_every_name(own, former))


def offices(readers: Iterable[int]) -> list[tuple[int, str, TeamMembership]]:
    """In which groups these members of staff are or were: number of the member of staff, how the group is said, and from when to when."""
    rows = TeamMembership.objects.filter(staff__in=set(readers)).select_related("team").order_by("from_on", "pk")
    return [(row.staff_id, f"{row.team.name} ({row.team.body})" if row.team.body else row.team.name, row) for row in rows]


def network_staff() -> "models.QuerySet[RoleHeld, Any]":
    """Primary keys of who works or worked in the network that protects."""
    return RoleHeld.objects.filter(role=Role.NETWORK).values("staff")


def condition_about(person: Person, *, start: datetime, end: datetime) -> Q:
    """Condition that a reading was about a person: of their records, or of a household while they belonged to it."""
    about = Q(subject__in=named(pseudonym(person)))
    for household, from_on, until_on in person.memberships.order_by("pk").values_list("household", "from_on", "until_on"):
        while_there = Q(subject__in=named(pseudonym_of("people.household", household)), at__date__gte=from_on)
        about |= while_there & Q(at__date__lt=until_on) if until_on else while_there
    return about & Q(at__gte=start, at__lte=end)


def about_any(persons: Iterable[int]) -> Q:
    """Condition that a reading was of one of these persons, or of one of their records."""
    return Q(subject__in=named(*(pseudonym_of("people.person", pk) for pk in persons)))


def _former(subjects: Iterable[str]) -> dict[str, set[str]]:
    """Of each pseudonym those that the same had or has under other keys, itself too: two questions."""
    firsts = dict(Crosswalk.objects.filter(pseudonym__in=list(subjects)).order_by("pk").values_list("pseudonym", "first"))
    siblings: dict[str, set[str]] = {first: {first} for first in firsts.values()}
    for name, first in Crosswalk.objects.filter(first__in=siblings).order_by("pk").values_list("pseudonym", "first"):
        siblings[first].add(name)
    return {subject: siblings[first] for subject, first in firsts.items()}


def _by_every_name(staff: Mapping[str, set[int]], former: Mapping[str, set[str]]) -> dict[str, frozenset[int]]:
    return {name: frozenset(those) for subject, those in staff.items() for name in {subject, *former.get(subject, ())}}


def _found(label: str, pks: Iterable[int]) -> Mapping[int, models.Model]:
    try:
        model = apps.get_model(label)
    except LookupError:
        return {}
    return models.QuerySet(model).select_related(*_ways(model)).in_bulk(pks)


def _ways(model: type[models.Model], *, deep: bool = True) -> Sequence[str]:
    """How whom a record is about is reached from it."""
    names = {field.name for field in model._meta.concrete_fields}
    ways: list[str] = [name for name in ("person", "household") if name in names]
    if not ways and deep and "case" in names:
        ways = ["case__person", "case__household"]
    return ways


def _about(record: models.Model) -> Subject | None:
    if isinstance(record, Person | Household):
        return record
    inner = getattr(record, "case", record)
    about: Subject | None = getattr(inner, "person", None) or getattr(inner, "household", None)
    return about
