"""
Who sees a case, and who does what with it.

A case is seen by who is in charge of it and by their group, for as long as it is theirs and a short tail; by whom the person was opened to on purpose; and,
unless it is about somebody whose record is reserved, by the service head and, reading only, by the auditor. Who works with people knows that
somebody is followed, since when and by whom, and nothing of what is written.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor, who_writes
from sussidiario.access.decision import Decision, Denied, allowed_if
from sussidiario.access.models import Team
from sussidiario.access.rules import Role
from sussidiario.casework.lifecycle import LIVE, CaseState
from sussidiario.casework.models import Case, CaseQuerySet, Charge, Deadline, DeadlineQuerySet, DiaryEntry, DiaryEntryQuerySet, Standard, StandardQuerySet
from sussidiario.people import policy as people
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Membership
from sussidiario.people.policy import asking

KNOWING = (Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.SERVICE_HEAD, Role.AUDITOR, Role.NETWORK)
"""Who may know that a person is followed."""

_LIVE = sorted(state.value for state in LIVE)


def followed_by(actor: Actor) -> list[asking.Column]:
    """
    Primary keys of the persons, and of the households, whose cases are the actor's work, or were until a tail ago: a tie of this domain.

    Whoever proposed somebody follows them until it is decided: their person, and not what is written in the case.
    """
    # One column for each reason, and not one for all: the database looks each up in an index, and would read every case for their disjunction.
    # That a case has a household is not asked: the database would begin from all those that have one.
    return [column for cases in _worked_on(actor) for column in (cases.filter(person__isnull=False).values("person"), cases.values("household"))]


def visible_to(actor: Actor) -> CaseQuerySet:
    """
    Cases whose content `actor` may read.

    Those in charge of, oneself or one's group, and those they were in charge of until a tail ago; to the group that follows somebody now, also what it
    wrote before; what was opened on purpose; for who answers for all, whatever is not reserved.
    """
    return _visible(actor).all()


def known_to(actor: Actor) -> CaseQuerySet:
    """Cases that `actor` may know to exist (who follows whom, since when, in which area): those that are live, one's own proposals, those one reads."""
    if not actor.has(*KNOWING):
        return visible_to(actor)
    if actor.has(*people.FOR_ALL):
        return _existing(actor)
    known = Q(state__in=_LIVE) | Q(proposed_by=actor.pk)
    return _existing(actor).filter(known | Q(team__in=actor.teams) if actor.has(Role.SOCIAL_WORKER) else known)


def entries_visible_to(actor: Actor) -> DiaryEntryQuerySet:
    """Diary entries of the cases `actor` reads, without those private to somebody else."""
    return DiaryEntry.objects.filter(case__in=visible_to(actor)).readable_by(actor.pk)


def deadlines_visible_to(actor: Actor) -> DeadlineQuerySet:
    """Deadlines of the cases `actor` reads."""
    return Deadline.objects.filter(case__in=visible_to(actor))


def standards_visible_to(actor: Actor) -> StandardQuerySet:
    """The office's own deadlines hold nothing personal: who knows of cases reads them."""
    return Standard.objects.all() if actor.has(*KNOWING) else Standard.objects.none()


def may_know(actor: Actor) -> Decision:
    """Who meets people, and who checks the register, may know who is followed by whom."""
    return allowed_if(actor.has(*KNOWING), _("Il tuo ruolo non riguarda le persone seguite."))


def may_have_own(actor: Actor) -> Decision:
    """Social workers have cases of their own."""
    return allowed_if(actor.has(Role.SOCIAL_WORKER), _("I casi li seguono le assistenti sociali."))


def may_have_cases(actor: Actor) -> Decision:
    """Social workers have cases; the service head answers for all of them."""
    return who_writes(actor, actor.has(Role.SOCIAL_WORKER, Role.SERVICE_HEAD), _("I casi li seguono le assistenti sociali."))


def may_read_standards(actor: Actor) -> Decision:
    """Who knows of cases reads within how many days the service wants things done."""
    return may_read_cases(actor)


def may_read_cases(actor: Actor) -> Decision:
    """Who has cases, and the auditor, may list those they read."""
    allowed = actor.has(Role.SOCIAL_WORKER, Role.SERVICE_HEAD, Role.AUDITOR)
    return allowed_if(allowed, _("I casi li leggono le assistenti sociali e la responsabile del servizio."))


def may_decide(actor: Actor) -> Decision:
    """The service head decides on proposals, looks after workloads and keeps the office's own deadlines."""
    return who_writes(actor, actor.has(Role.SERVICE_HEAD), _("Lo decide la responsabile del servizio."))


def may_see_workload(actor: Actor) -> Decision:
    """Who has cases sees how they are shared out: counts by worker, and nobody's name."""
    return may_have_cases(actor)


def may_propose(actor: Actor) -> Decision:
    """Who meets people proposes to take them in charge."""
    allowed = actor.has(Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.SERVICE_HEAD)
    return who_writes(actor, allowed, _("La presa in carico la propone chi incontra le persone."))


def may_open_case(actor: Actor, case: Case) -> Decision:
    """The service head assigns, unless the proposal is their own: nobody proposes and decides."""
    return may_decide(actor) and allowed_if(case.proposed_by_id != actor.pk, _("Chi ha proposto non decide: lo fa un'altra responsabile."))


def may_decline(actor: Actor, case: Case) -> Decision:
    """As for assigning."""
    return may_open_case(actor, case)


def may_hand_over(actor: Actor, case: Case) -> Decision:
    """The service head, and who is in charge."""
    return who_writes(actor, _in_charge(actor, case), _("Lo fa chi segue il caso o la responsabile del servizio."))


def may_hand_over_caseload(actor: Actor) -> Decision:
    """The service head alone moves a whole caseload."""
    return may_decide(actor)


def may_close(actor: Actor, case: Case) -> Decision:
    """The service head, and who is in charge."""
    return may_hand_over(actor, case)


def may_reopen(actor: Actor, case: Case) -> Decision:
    """The service head, and the group that followed the case; not once its words were disposed of."""
    if case.disposed_on is not None:
        return Denied(_("Il caso è stato scartato dall'archivio: se serve, se ne apre un altro."))
    return who_writes(actor, _in_charge_or_group(actor, case), _("Lo fa il gruppo che seguiva il caso o la responsabile del servizio."))


def may_write_entry(actor: Actor, case: Case) -> Decision:
    """Who is in charge, their group, and the service head write in the diary."""
    return who_writes(actor, _in_charge_or_group(actor, case), _("Nel diario scrivono chi segue il caso, il suo gruppo e la responsabile del servizio."))


def may_correct_entry(actor: Actor, entry: DiaryEntry) -> Decision:
    """
    Its author, for as long as they may write in that diary.

    Not only within the day: a mistake is found when it is found, and what the entry said before stays beside it.
    """
    return may_write_entry(actor, entry.case) and allowed_if(entry.author_id == actor.pk, _("Una voce la corregge chi l'ha scritta."))


def may_add_deadline(actor: Actor, case: Case) -> Decision:
    """Who writes in the diary also fixes what is to be done by when."""
    return may_write_entry(actor, case)


def may_complete_deadline(actor: Actor, deadline: Deadline) -> Decision:
    """Who writes in the diary also says what has been done."""
    return may_write_entry(actor, deadline.case)


MAY: dict[str, Callable[[Actor, Case], Decision]] = {
    "open_case": may_open_case,
    "decline": may_decline,
    "write_entry": may_write_entry,
    "add_deadline": may_add_deadline,
    "hand_over": may_hand_over,
    "close": may_close,
    "reopen": may_reopen,
}
"""Who may do each verb that is asked for on the page of a case."""


@asking.remembered
def _visible(actor: Actor) -> CaseQuerySet:
    return Case.objects.filter(_seen(actor))


def _seen(actor: Actor) -> Q:
    """Condition of `visible_to`: what holds of most rows first, what is looked up elsewhere last."""
    seen = _ordinary() if actor.has(*people.FOR_ALL) else Q(pk__in=[])
    for reason in [*_reasons(actor), asking.among("person", people.openings(actor))]:
        seen |= reason
    seen |= asking.among("household", asking.in_words(people.households_opened_to(actor)))
    if actor.has(Role.SOCIAL_WORKER):
        seen |= Q(Exists(Case.objects.live().filter(person=OuterRef("person"), team__in=actor.teams)), team__in=actor.teams)
    return _exists(actor) & seen


def _worked_on(actor: Actor) -> list[CaseQuerySet]:
    """Cases that are the actor's work, one question for each reason why, and their own proposals (see `followed_by`)."""
    reasons = _reasons(actor)
    if may_propose(actor):
        reasons.append(Q(proposed_by=actor.pk) & (Q(state=CaseState.PROPOSED.value) | Q(declined_on__gte=people.tail_from(actor))))
    return [Case.objects.filter(reason) for reason in reasons]


def _charges(actor: Actor) -> asking.Column:
    charges = Charge.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=people.tail_from(actor)), worker=actor.pk)
    return charges.values("case")


def _reasons(actor: Actor) -> list[Q]:
    """Conditions for which a case is the actor's work, or was until a tail ago: in charge, in the group in charge, a proposal to be decided on."""
    reasons: list[Q] = []
    if actor.has(Role.SOCIAL_WORKER):
        reasons += [Q(worker=actor.pk), asking.among("pk", asking.in_words(_charges(actor)))]
    if actor.has(Role.SOCIAL_WORKER, Role.SERVICE_HEAD):
        reasons.append(Q(team__in=actor.teams) & (Q(state__in=_LIVE) | Q(closed_on__gte=people.tail_from(actor))))
    if actor.has(Role.SERVICE_HEAD):
        areas = Team.objects.filter(pk__in=actor.teams).exclude(area="").values("area")
        reasons.append(Q(state=CaseState.PROPOSED.value, area__in=areas))
    return reasons


def _ordinary() -> Q:
    """
    Condition that nobody whom a case is about is reserved or protected.

    Of a household the first who is, and not whether there is one: for that PostgreSQL would look for all of them in the city beforehand.
    """
    closer = Membership.objects.open().filter(household=OuterRef("household")).exclude(person__tier=Tier.ORDINARY)
    return Q(person__tier=Tier.ORDINARY) | Q(IsNull(Subquery(closer.values("pk")[:1]), True), person__isnull=True)  # noqa: FBT003  Django's


def _existing(actor: Actor) -> CaseQuerySet:
    """Without the cases of those who do not exist for the actor, or of a household in which nobody else ever was."""
    return Case.objects.filter(_exists(actor))


@asking.remembered
def _exists(actor: Actor) -> Q:
    """Condition of `_existing`. Of a household the first who exists, as in `_ordinary`."""
    home = Subquery(people.members_existing_to(actor).filter(household=OuterRef("household")).values("pk")[:1])
    exist = Q(person__isnull=False, person__kept_by__isnull=True) | Q(IsNull(home, False), person__isnull=True)  # noqa: FBT003  Django's
    keeping = people.keeping(actor)
    return exist | Q(person__kept_by__in=keeping) if keeping else exist


def _in_charge(actor: Actor, case: Case) -> bool:
    """Tell whether the actor heads the service, or is a social worker in charge of the case."""
    return actor.has(Role.SERVICE_HEAD) or (actor.has(Role.SOCIAL_WORKER) and case.worker_id == actor.pk)


def _in_charge_or_group(actor: Actor, case: Case) -> bool:
    """Tell whether the actor is in charge as above, or is a social worker of the case's group."""
    return _in_charge(actor, case) or (actor.has(Role.SOCIAL_WORKER) and case.team_id in actor.teams)
