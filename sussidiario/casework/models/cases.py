"""Cases, and who was in charge of each and when."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff, Team
from sussidiario.casework.figures import HOUSEHOLD, PERSON
from sussidiario.casework.lifecycle import LIVE, CaseState, ClosingReason, Outcome
from sussidiario.desks.models import Contact
from sussidiario.foundation.areas import Area
from sussidiario.people.models import Household, Person

_UNDECIDED = Q(opened_on__isnull=True, worker__isnull=True, team__isnull=True)
_NOT_CLOSED = Q(closed_on__isnull=True, closing_reason="", outcome="")
_ACCEPTED = Q(opened_on__isnull=False, team__isnull=False, declined_on__isnull=True)

FACTS = (
    Q(_UNDECIDED, _NOT_CLOSED, state=CaseState.PROPOSED.value, declined_on__isnull=True)
    | Q(_ACCEPTED, _NOT_CLOSED, state=CaseState.OPEN.value, worker__isnull=False)
    | (Q(_ACCEPTED, state=CaseState.CLOSED.value, worker__isnull=True, closed_on__isnull=False) & ~Q(closing_reason="") & ~Q(outcome=""))
    | (Q(_UNDECIDED, _NOT_CLOSED, state=CaseState.DECLINED.value, declined_on__isnull=False) & ~Q(closing_words=""))
)
"""What is known of a case in each of its states, and what is not yet, or no longer."""

IN_ORDER = Q(
    Q(opened_on__isnull=True) | Q(opened_on__gte=F("proposed_on")),
    Q(reopened_on__isnull=True) | Q(reopened_on__gte=F("opened_on")),
    Q(closed_on__isnull=True) | (Q(closed_on__gte=F("opened_on")) & (Q(reopened_on__isnull=True) | Q(closed_on__gte=F("reopened_on")))),
    Q(declined_on__isnull=True) | Q(declined_on__gte=F("proposed_on")),
)


class CaseQuerySet(models.QuerySet["Case"]):
    """How cases are asked for."""

    def live(self) -> Self:
        """Proposed or open."""
        return self.filter(state__in=[state.value for state in LIVE])

    def proposed(self) -> Self:
        """Waiting for a decision."""
        return self.filter(state=CaseState.PROPOSED)

    def open(self) -> Self:
        """In charge."""
        return self.filter(state=CaseState.OPEN)

    def followed_by(self, staff: int) -> Self:
        """Those that a member of staff is in charge of now."""
        return self.filter(worker=staff)

    def of_persons(self, persons: Iterable[int]) -> Self:
        """Those of any of these persons."""
        return self.filter(person__in=persons)

    def of(self, subject: Person | Household) -> Self:
        """Those of a person, or those of a household."""
        return self.filter(person=subject) if isinstance(subject, Person) else self.filter(household=subject)

    def of_any(self, persons: Iterable[Person], household: Household) -> Self:
        """Those of a household, or of any of these persons."""
        return self.filter(Q(household=household) | Q(person__in=persons))

    def given_since(self, day: date) -> Self:
        """Those whose worker has been in charge since `day` or later."""
        return self.open().filter(Exists(Charge.objects.open().filter(case=OuterRef("pk"), from_on__gte=day)))

    def once_followed_by(self, staff: int) -> Self:
        """Those that a member of staff was in charge of at some time."""
        return self.filter(pk__in=Charge.objects.filter(worker=staff).values("case"))

    def in_state(self, state: str) -> Self:
        """Those in one state."""
        return self.filter(state=state)

    def in_area(self, area: str) -> Self:
        """Those of one area."""
        return self.filter(area=area)

    def overdue(self, today: date) -> Self:
        """Open, with a deadline that has passed."""
        return self.open().filter(next_due_on__lt=today)

    def due_by(self, day: date) -> Self:
        """Open, with a deadline on `day` or before."""
        return self.open().filter(next_due_on__lte=day)

    def without_deadline(self) -> Self:
        """Open, with nothing to be done by any day."""
        return self.open().filter(next_due_on__isnull=True)

    def named(self, text: str) -> Self:
        """Those of persons with each of these words at the beginning of a name."""
        found = self
        for word in text.split():
            found = found.filter(Q(person__family_name__istartswith=word) | Q(person__given_name__istartswith=word) | Q(person__pseudonym__istartswith=word))
        return found

    def with_all(self) -> Self:
        """With subject, place, who follows and in which group at hand."""
        return self.select_related("person__neighbourhood", "household__neighbourhood", "worker", "team")

    def with_worker(self) -> Self:
        """With who follows at hand, and nothing else."""
        return self.select_related("worker")

    def by_deadline(self) -> Self:
        """What is due first, first; without deadlines last."""
        return self.order_by(F("next_due_on").asc(nulls_last=True), "pk")

    def by_wait(self) -> Self:
        """Longest waiting first."""
        return self.order_by("proposed_on", "pk")

    def newest_first(self) -> Self:
        """Last proposed first."""
        return self.order_by("-proposed_on", "-pk")


class Case(models.Model):
    """
    The taking in charge of a person, or of a household, in an area.

    `worker` is who is in charge today; who was before is in the charges. `reopened_on` is the first day of the present spell, if it
    is not the first. `closed_on` is the first day no longer in charge. `next_due_on` is the earliest day of its deadlines not yet met, kept by
    the verbs that write them, so that a worker's list is read in order from an index however long it is.
    """

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("persona"))
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("famiglia"))
    area = models.CharField(_("area"), max_length=20, choices=Area.choices())
    state = models.CharField(_("stato"), max_length=20, choices=CaseState.choices(), default=CaseState.PROPOSED.value)
    why = models.TextField(_("perché"))
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contatto"), db_index=False)
    proposed_on = models.DateField(_("proposto il"))
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("proposto da"), db_index=False)
    opened_on = models.DateField(_("aperto il"), null=True, blank=True)
    reopened_on = models.DateField(_("riaperto il"), null=True, blank=True)
    closed_on = models.DateField(_("chiuso il"), null=True, blank=True)
    declined_on = models.DateField(_("non accolto il"), null=True, blank=True)
    worker = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("assistente sociale"), db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gruppo di lavoro"))
    closing_reason = models.CharField(_("motivo di chiusura"), max_length=20, blank=True, choices=ClosingReason.choices())
    outcome = models.CharField(_("situazione alla chiusura"), max_length=20, blank=True, choices=Outcome.choices())
    closing_words = models.TextField(_("note sulla decisione"), blank=True)
    next_due_on = models.DateField(_("prossima scadenza"), null=True, blank=True)
    disposed_on = models.DateField(_("scartato il"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("caso")
        verbose_name_plural = _("casi")
        indexes: ClassVar = [
            models.Index(fields=["worker", "state", "next_due_on", "id"], name="casework_case_of_worker"),
            models.Index(fields=["state", "next_due_on", "id"], name="casework_case_due"),
            models.Index(fields=["state", "proposed_on", "id"], name="casework_case_waiting"),
            models.Index(fields=["proposed_by", "state"], name="casework_case_proposed_by"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, household__isnull=True) | Q(person__isnull=True, household__isnull=False),
                name="casework_case_is_of_a_person_or_of_a_household",
            ),
            models.UniqueConstraint(
                fields=["person", "area"], condition=Q(state__in=sorted(state.value for state in LIVE)), name="casework_one_live_case_of_a_person_in_an_area"
            ),
            models.UniqueConstraint(
                fields=["household", "area"],
                condition=Q(state__in=sorted(state.value for state in LIVE)),
                name="casework_one_live_case_of_a_household_in_an_area",
            ),
            models.CheckConstraint(condition=Q(area__in=[area.value for area in Area]), name="casework_case_area_is_known"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in CaseState]), name="casework_case_state_is_known"),
            models.CheckConstraint(condition=Q(closing_reason__in=["", *(each.value for each in ClosingReason)]), name="casework_closing_reason_is_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *(each.value for each in Outcome)]), name="casework_outcome_is_known"),
            models.CheckConstraint(condition=FACTS, name="casework_case_state_has_its_facts"),
            models.CheckConstraint(condition=IN_ORDER, name="casework_case_days_are_in_order"),
            models.CheckConstraint(condition=~Q(why=""), name="casework_case_has_a_reason"),
        ]

    def __str__(self) -> str:
        return gettext("Caso n. {number}").format(number=self.pk)

    def get_absolute_url(self) -> str:
        """Page of the case."""
        return reverse("casework:case", args=[self.pk])

    @property
    def subject(self) -> Person | Household:
        """
        Whom the case is about.

        :raises LookupError: never of a row in the database, whose constraint has every case be of somebody.
        """
        if (subject := self.person or self.household) is None:
            raise LookupError
        return subject

    @property
    def kind(self) -> str:
        """What `measure` says of its subject."""
        return PERSON if self.person_id else HOUSEHOLD

    @property
    def neighbourhood(self) -> str:
        """Code of the neighbourhood where the subject is now, or nothing."""
        place = self.subject.neighbourhood
        return place.code if place else ""

    @property
    def since(self) -> date | None:
        """First day of the present spell in charge, or of the last."""
        return self.reopened_on or self.opened_on


class ChargeQuerySet(models.QuerySet["Charge"]):
    """How charges are asked for."""

    def open(self) -> Self:
        """Those that hold still."""
        return self.filter(until_on__isnull=True)

    def newest_first(self) -> Self:
        """Who is in charge first, then back in time, with the workers."""
        return self.select_related("worker").order_by("-from_on", "-pk")


class Charge(models.Model):
    """A worker in charge of a case, from a day to a day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="charges", verbose_name=_("caso"))
    worker = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("assistente sociale"))
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        verbose_name = _("incarico")
        verbose_name_plural = _("incarichi")
        # The cases of a worker are read from the index alone, at every question of who is followed by whom.
        indexes: ClassVar = [models.Index(fields=["worker", "until_on", "case"], name="casework_charge_of_worker")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(until_on__isnull=True), name="casework_one_worker_in_charge_at_a_time"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="casework_charge_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.worker} · {self.case_id}"
