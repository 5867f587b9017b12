"""Requests: who asks what, with which papers, what the regulation says of it, who proposed and who decided."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.access.models import Staff, Team
from sussidiario.benefits.lifecycle import PENDING, ApplicationState, Channel, DebtState, InstalmentState
from sussidiario.benefits.models.isee import Attestation
from sussidiario.benefits.models.measures import Level, Measure, Required
from sussidiario.benefits.models.payees import Payee
from sussidiario.benefits.rules.plans import last_day
from sussidiario.casework.models import Case
from sussidiario.desks.models import Contact
from sussidiario.people.models import Household, Person

MOST_DIGITS = 9
"""Digits of the largest number that a request may have."""

_DECIDED = Q(decided_on__isnull=False, decided_by__isnull=False)
_UNDECIDED = Q(decided_on__isnull=True, decided_by__isnull=True)
_PROPOSAL = Q(proposed_on__isnull=False, proposed_by__isnull=False)

FACTS = (
    Q(_UNDECIDED, state=ApplicationState.RECEIVED.value)
    | Q(_UNDECIDED, state=ApplicationState.COMPLETE.value, completed_on__isnull=False)
    | Q(_UNDECIDED, _PROPOSAL, state=ApplicationState.PROPOSED.value, completed_on__isnull=False)
    | Q(_UNDECIDED, _PROPOSAL, state=ApplicationState.ADVANCED.value)
    | Q(_DECIDED, _PROPOSAL, state=ApplicationState.GRANTED.value)
    | (Q(_DECIDED, _PROPOSAL, state=ApplicationState.REFUSED.value, appeal_until__isnull=False) & ~Q(decision=""))
    | Q(state=ApplicationState.WITHDRAWN.value)
)
"""What is known of a request in each of its states."""

_DECIDED_TOGETHER = (
    *("number", "year", "state", "received_on", "received_by", "declared", "payee", "from_month"),
    *("assessment", "proposed", "proposed_by", "proposed_amount", "proposed_months", "proposal", "decision", "appeal_until"),
    *("measure", "person__kept_by", "person__neighbourhood__code", "household__neighbourhood__code"),
)


class ApplicationQuerySet(models.QuerySet["Application"]):
    """How requests are asked for."""

    def pending(self) -> Self:
        """Those that wait for something."""
        return self.filter(state__in=sorted(PENDING))

    def standing(self) -> Self:
        """Those that wait or were decided: all but those that nobody asks any more."""
        return self.exclude(state=ApplicationState.WITHDRAWN)

    def proposed(self) -> Self:
        """Those that wait for a decision."""
        return self.filter(state=ApplicationState.PROPOSED)

    def as_the_regulation(self) -> Self:
        """Those on which what the regulation answered was proposed, and nothing else: a reason is given only for something else."""
        return self.proposed().filter(assessment__isnull=False, proposal="")

    def over(self, day: date) -> Self:
        """Those of which all was over by a day: decided or withdrawn, paid, given back; and that are there still."""
        later = Q(ended_on__isnull=True) | Q(ended_on__gt=day) | Q(instalments__paid_on__gt=day)
        later |= Q(instalments__state__in=[InstalmentState.PLANNED, InstalmentState.HELD, InstalmentState.LISTED, InstalmentState.FAILED])
        later |= Q(debts__state__in=[DebtState.OPEN, DebtState.EXCESS]) | Q(debts__ended_on__gt=day)
        awards = apps.get_model("benefits", "Award").objects.filter(later, application=models.OuterRef("pk"))
        ended = Q(decided_on__lte=day) | Q(decided_on__isnull=True, received_on__lte=day)
        return self.exclude(state__in=sorted(PENDING)).filter(ended, ~models.Exists(awards), disposed_on__isnull=True)

    def in_state(self, state: str) -> Self:
        """Those in one state."""
        return self.filter(state=state)

    def with_formula(self) -> Self:
        """Those on which the regulation answers."""
        return self.exclude(measure__formula="")

    def in_brief(self) -> Self:
        """With what was declared and proposed, and nothing else: to count many of which a page shows a few."""
        return self.only("received_on", "declared", "from_month", "proposed", "proposed_amount", "proposed_months")

    def by_measure(self) -> list[tuple[int, str, int]]:
        """How many there are for each measure: its number, its name, how many."""
        return list(self.order_by("measure__name", "measure").values_list("measure", "measure__name").annotate(many=Count("pk")))

    def of_measure(self, measure: int) -> Self:
        """Those for one measure."""
        return self.filter(measure=measure)

    def of(self, person: int) -> Self:
        """Those of a person."""
        return self.filter(person=person)

    def kept_by(self, teams: Iterable[int]) -> Self:
        """Those of whom one of these groups protects."""
        return self.filter(person__kept_by__in=list(teams))

    def of_nobody_kept(self) -> Self:
        """Those of whom nobody protects."""
        return self.filter(person__kept_by__isnull=True)

    def of_persons(self, persons: Iterable[int]) -> Self:
        """Those of any of these persons."""
        return self.filter(person__in=persons)

    def received_in(self, first: date, end: date) -> Self:
        """Those received from a day to a day, the last left out."""
        return self.filter(received_on__gte=first, received_on__lt=end)

    def named(self, words: str) -> Self:
        """Those whose number, or whose person's name, begins so: of several words, each."""
        found = self
        for word in words.replace("/", " ").split():
            named = Q(person__given_name__istartswith=word) | Q(person__family_name__istartswith=word) | Q(person__pseudonym__istartswith=word)
            found = found.filter(named | Q(number=int(word)) | Q(year=int(word)) if word.isdecimal() and len(word) <= MOST_DIGITS else named)
        return found

    def to_decide_together(self) -> Self:
        """With what deciding on many asks of each, and of who asks, and nothing else: the rest is read when it is asked for."""
        return self.select_related("person__neighbourhood", "household__neighbourhood").only(*_DECIDED_TOGETHER)

    def with_all(self) -> Self:
        """With who asks, what, and who proposed at hand."""
        return self.select_related(
            "person__neighbourhood", "household__neighbourhood", "measure", "attestation", "payee", "received_by", "proposed_by", "decided_by", "team"
        )

    def with_isee_until(self, day: date) -> Self:
        """Those whose attestation expires by a day, or has."""
        return self.filter(attestation__valid_until__lte=day)

    def by_wait(self) -> Self:
        """Longest waiting first."""
        return self.order_by("received_on", "pk")

    def newest_first(self) -> Self:
        """Last received first."""
        return self.order_by("-received_on", "-pk")


class Application(models.Model):
    """
    A request for a benefit (domanda).

    `declared` are the facts that the regulation's formula asks, as declared or checked (see `sussidiario.regulation.facts`); `assessment` what
    the formula answered, with its reasons and its chain, as it was when the request was proposed. `proposed` says whether to grant;
    `amount` (cents: of a month, or the one sum) and `months` are what is proposed and then decided. `proposed_amount` and `proposed_months`
    stay as they were proposed.
    """

    number = models.PositiveIntegerField(_("numero"))
    year = models.PositiveSmallIntegerField(_("anno"))
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="applications", verbose_name=_("misura"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="applications", verbose_name=_("chi chiede"))
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("famiglia"))
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("caso"))
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contatto"), db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gruppo di lavoro"))
    channel = models.CharField(_("canale"), max_length=10, choices=Channel.choices(), default=Channel.DESK.value)
    state = models.CharField(_("stato"), max_length=20, choices=ApplicationState.choices(), default=ApplicationState.RECEIVED.value)
    why = models.TextField(_("che cosa chiede e perché"), blank=True)
    received_on = models.DateField(_("ricevuta il"))
    received_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ricevuta da"), db_index=False)
    completed_on = models.DateField(_("completa dal"), null=True, blank=True)
    declared = models.JSONField(_("fatti dichiarati"), default=dict, blank=True)
    attestation = models.ForeignKey(Attestation, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("attestazione ISEE"))
    payee = models.ForeignKey(Payee, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("chi riscuote"))
    from_month = models.DateField(_("dal mese"), null=True, blank=True)
    assessment = models.JSONField(_("istruttoria"), null=True, blank=True)
    assessed_on = models.DateField(_("istruita il"), null=True, blank=True)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposta da"), db_index=False)
    proposed_on = models.DateField(_("proposta il"), null=True, blank=True)
    proposed = models.BooleanField(_("proposta di accogliere"), null=True, blank=True)
    proposed_amount = models.BigIntegerField(_("importo proposto"), null=True, blank=True)
    proposed_months = models.PositiveSmallIntegerField(_("mesi proposti"), null=True, blank=True)
    proposal = models.TextField(_("motivo della proposta"), blank=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decisa da"), db_index=False)
    decided_on = models.DateField(_("decisa il"), null=True, blank=True)
    decision = models.TextField(_("motivo della decisione"), blank=True)
    appeal_until = models.DateField(_("ricorso entro il"), null=True, blank=True)
    disposed_on = models.DateField(_("scartata il"), null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("domanda")
        verbose_name_plural = _("domande")
        indexes: ClassVar = [
            models.Index(fields=["state", "received_on", "id"], name="benefits_application_waiting"),
            models.Index(fields=["team", "state"], name="benefits_application_of_team"),
            models.Index(fields=["proposed_by", "state"], name="benefits_application_proposer"),
            models.Index(fields=["received_by", "state"], name="benefits_application_receiver"),
            models.Index(fields=["decided_on"], name="benefits_application_decided"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="benefits_application_number_is_given_once"),
            models.UniqueConstraint(
                fields=["person", "measure"], condition=Q(state__in=sorted(PENDING)), name="benefits_one_pending_application_of_a_person_for_a_measure"
            ),
            models.CheckConstraint(condition=Q(state__in=[each.value for each in ApplicationState]), name="benefits_application_state_is_known"),
            models.CheckConstraint(condition=Q(channel__in=[each.value for each in Channel]), name="benefits_application_channel_is_known"),
            models.CheckConstraint(condition=FACTS, name="benefits_application_state_has_its_facts"),
            models.CheckConstraint(
                condition=Q(
                    Q(completed_on__isnull=True) | Q(completed_on__gte=F("received_on")), Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on"))
                ),
                name="benefits_application_days_are_in_order",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="benefits_who_proposes_a_benefit_does_not_decide_on_it"
            ),
            models.CheckConstraint(condition=Q(proposed_amount__isnull=True) | Q(proposed_amount__gte=0), name="benefits_application_amount_is_no_debt"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    def get_absolute_url(self) -> str:
        """Page of the request."""
        return reverse("benefits:application", args=[self.pk])

    @property
    def asked_until(self) -> date | None:
        """The last day of the last month asked for, where it is known."""
        months = self.proposed_months or 1
        return last_day(self.from_month, months) if self.from_month else None

    @property
    def subject(self) -> Person | Household:
        """Whom acts on it are about: see the measure."""
        return self.measure.subject(self.person, self.household)

    @property
    def neighbourhood(self) -> str:
        """Code of the neighbourhood where the subject is now, or nothing."""
        place = self.subject.neighbourhood
        return place.code if place else ""


class Document(models.Model):
    """A paper that a request needs: asked on a day, there since a day."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="documents", verbose_name=_("domanda"))
    required = models.ForeignKey(Required, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("documento richiesto"))
    what = models.CharField(_("documento"), max_length=120)
    asked_on = models.DateField(_("chiesto il"))
    received_on = models.DateField(_("arrivato il"), null=True, blank=True)

    class Meta:
        verbose_name = _("documento")
        verbose_name_plural = _("documenti")
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "what"], name="benefits_document_is_asked_once")]

    def __str__(self) -> str:
        return self.what


class Approval(models.Model):
    """One of the approvals that a decision needs; each level once, and nobody twice."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="approvals", verbose_name=_("domanda"))
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("livello"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("da"))
    on = models.DateField(_("il"))

    class Meta:
        verbose_name = _("approvazione")
        verbose_name_plural = _("approvazioni")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "level"], name="benefits_level_approves_once"),
            models.UniqueConstraint(fields=["application", "by"], name="benefits_nobody_approves_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.by} · {self.on}"
