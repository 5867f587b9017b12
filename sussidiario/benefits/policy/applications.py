"""
Who sees a request for a benefit, and who does what with it.

A request is read by who received, proposed or decided it and by its group, while it waits or pays and for a short tail; by whom the person was opened
to on purpose; by an executive, where their approval is needed; and, unless it is of somebody whose record is reserved, by the service head and, reading
only, by the auditor. Who proposes does not decide, and nobody approves twice.

Of somebody whom a group protects all of it is done within the group: one proposes, another of it decides (see decision 11).
"""

from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor, who_writes
from sussidiario.access.decision import Allowed, Decision, Denied, allowed_if
from sussidiario.access.rules import Role
from sussidiario.benefits.lifecycle import PENDING, RUNNING, ApplicationState
from sussidiario.benefits.models import Application, ApplicationQuerySet, Approval, Award, Level, Measure
from sussidiario.people import policy as people
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person
from sussidiario.people.policy import asking

RECEIVERS = (Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.NETWORK)
"""Who receives requests and what goes with them."""

PROPOSERS = (Role.SOCIAL_WORKER, Role.NETWORK)
"""Who looks into requests and proposes; the network, of whom it protects."""

WORKERS = (*RECEIVERS, Role.SERVICE_HEAD)
"""Whose work requests are, by themselves or in a group."""

READERS = (*WORKERS, Role.EXECUTIVE, Role.AUDITOR)

_PENDING = sorted(state.value for state in PENDING)
_RUNNING = sorted(state.value for state in RUNNING)


def followed_by(actor: Actor) -> list[asking.Column]:
    """
    Primary keys of the persons whose requests are the actor's work: what waits, what is being paid, and what ended less than a tail ago. A tie of this domain.

    Few columns, each looked up in its indexes: every list is asked with all of them.
    """
    since, mine = people.tail_from(actor), _mine(actor)
    if actor.has(Role.EXECUTIVE):
        approved = Approval.objects.filter(by=actor.pk, on__gte=since)
        return [Application.objects.filter(_at_their_level(actor)).values("person"), approved.values("application__person")]
    if not actor.has(*WORKERS):
        return []
    waiting = Application.objects.filter(_any(mine), state__in=_PENDING)
    lately = Application.objects.filter(_any(mine), decided_on__gte=since)
    paid = Award.objects.filter(Q(state__in=_RUNNING) | Q(ended_on__gte=since), _any(_mine(actor, "application__")))
    return [found.values("person") for found in (waiting, lately, paid)]


def visible_to(actor: Actor) -> ApplicationQuerySet:
    """Requests whose content `actor` may read."""
    return _visible(actor).all()


def to_complete(actor: Actor) -> ApplicationQuerySet:
    """Requests received or complete that wait for a worker: those of the actor's groups and their own."""
    open_ = (ApplicationState.RECEIVED.value, ApplicationState.COMPLETE.value)
    return visible_to(actor).filter(_any(_mine(actor)), state__in=open_) if actor.has(*PROPOSERS) else Application.objects.none()


def to_decide(actor: Actor) -> ApplicationQuerySet:
    """Proposals that wait for who heads the service; of whom a group protects, for another of the group."""
    if keeping := people.keeping(actor):
        return Application.objects.proposed().kept_by(keeping).exclude(proposed_by=actor.pk).exclude(received_by=actor.pk)
    return visible_to(actor).proposed().exclude(proposed_by=actor.pk) if actor.has(Role.SERVICE_HEAD) else Application.objects.none()


def to_approve(actor: Actor) -> ApplicationQuerySet:
    """Proposals that wait for the approval of an executive."""
    return Application.objects.filter(_free(actor) & _at_their_level(actor)) if actor.has(Role.EXECUTIVE) else Application.objects.none()


def to_propose_together(actor: Actor) -> ApplicationQuerySet:
    """Complete requests on which the regulation answers, of persons whom no group protects: what it answers may be proposed on many at once."""
    return visible_to(actor).of_nobody_kept().in_state(ApplicationState.COMPLETE.value).with_formula()


def to_confirm_together(actor: Actor) -> ApplicationQuerySet:
    """Requests of the same persons on which what the regulation answers was proposed, without those that the actor received or proposed."""
    return visible_to(actor).of_nobody_kept().as_the_regulation().exclude(proposed_by=actor.pk).exclude(received_by=actor.pk)


def waiting_among(actor: Actor, some: Iterable[Application]) -> set[int]:
    """Which of these proposals wait for somebody else: an approval is missing, or the actor gave one already. As many questions for one as for many."""
    above = list(Level.objects.exclude(role=Role.SERVICE_HEAD).values_list("pk", "above"))
    needed = {(each.pk, level) for each in some for level, cents in above if each.proposed and _total(each) > cents}
    given = list(Approval.objects.filter(application__in={pk for pk, _level in needed}).values_list("application_id", "level_id", "by"))
    return {pk for pk, _level in needed - {(pk, level) for pk, level, _by in given}} | {pk for pk, _level, who in given if who == actor.pk}


def may_read_applications(actor: Actor) -> Decision:
    """Who receives, decides or checks requests lists those they read."""
    return allowed_if(actor.has(*READERS), _("Le domande le legge chi le riceve, chi le decide e chi le controlla."))


def may_receive(actor: Actor) -> Decision:
    """Who meets people receives what they ask."""
    return who_writes(actor, actor.has(*RECEIVERS), _("Le domande le riceve chi incontra le persone."))


def may_work_on(actor: Actor, application: Application) -> Decision:
    """As for receiving: facts, papers, completeness."""
    return may_receive(actor)


def may_propose(actor: Actor) -> Decision:
    """Social workers look into requests and propose."""
    return who_writes(actor, actor.has(Role.SOCIAL_WORKER), _("La decisione la propone l'assistente sociale."))


def may_propose_on(actor: Actor, application: Application) -> Decision:
    """As for proposing; of whom a group protects, who is of the group."""
    return may_as_group(actor, application.person) if application.person.kept_by_id else may_propose(actor)


def may_propose_together(actor: Actor, measure: Measure) -> Decision:
    """As for proposing."""
    return may_propose(actor)


def may_confirm_together(actor: Actor, measure: Measure) -> Decision:
    """As for deciding."""
    return may_decide(actor)


def may_decide(actor: Actor) -> Decision:
    """The service head decides."""
    return who_writes(actor, actor.has(Role.SERVICE_HEAD), _("Lo decide la responsabile del servizio."))


def may_decide_on(actor: Actor, application: Application) -> Decision:
    """The service head, or of whom a group protects who is of the group; unless they received it, proposed it, or approved it as somebody else."""
    decides = may_as_group(actor, application.person) if application.person.kept_by_id else may_decide(actor)
    return decides and _not_theirs(actor, application) and _first_time(actor, application)


def may_as_group(actor: Actor, person: Person) -> Decision:
    """Who works in the group that protects somebody does for them what elsewhere social workers and heads do."""
    return who_writes(actor, person.kept_by_id in people.keeping(actor), _("Lo fa chi la protegge."))


def may_grant(actor: Actor, application: Application) -> Decision:
    """As for deciding; what was proposed to be refused is sent back, and what needs more approvals waits for them."""
    if not (decision := may_decide_on(actor, application)):
        return decision
    if application.proposed is False:
        return Denied(_("La proposta è di non accogliere: se non sei d'accordo, rimandala a chi l'ha fatta."))
    return Denied(_("Manca un'approvazione: l'importo è oltre la soglia.")) if missing_levels(application) else Allowed()


def may_refuse(actor: Actor, application: Application) -> Decision:
    """As for deciding."""
    return may_decide_on(actor, application)


def may_approve(actor: Actor, application: Application) -> Decision:
    """Who holds the role of a level that the amount needs, who did not propose it, and has approved nothing of it yet."""
    if not application.proposed:
        return Denied(_("La proposta è di non accogliere: non serve un'approvazione."))
    missing = missing_levels(application)
    if not missing:
        return Denied(_("Non serve nessun'altra approvazione."))
    roles = ", ".join(sorted({_(Role(level.role).label) for level in missing}))
    named = who_writes(actor, actor.has(*(Role(level.role) for level in missing)), _("Oltre la soglia approva: {roles}.").format(roles=roles))
    return named and _not_theirs(actor, application) and _first_time(actor, application)


def may_send_back(actor: Actor, application: Application) -> Decision:
    """Who decides, and who is asked to approve."""
    return may_approve(actor, application) if actor.has(Role.EXECUTIVE) else may_decide_on(actor, application)


def may_withdraw(actor: Actor, application: Application) -> Decision:
    """Who receives requests also writes down that they are withdrawn."""
    return may_receive(actor)


def levels(application: Application) -> list[Level]:
    """Levels above that of who decides, which what is proposed needs; the lowest first."""
    return list(Level.objects.filter(above__lt=_total(application)).exclude(role=Role.SERVICE_HEAD).order_by("number")) if application.proposed else []


def most_alone() -> int | None:
    """Cents in all above which somebody else approves too: a group that protects decides up to these. None where there is no such level."""
    return Level.objects.exclude(role=Role.SERVICE_HEAD).order_by("above").values_list("above", flat=True).first()


def missing_levels(application: Application) -> list[Level]:
    """Those of `levels` that nobody has approved yet."""
    given = set(Approval.objects.filter(application=application.pk).values_list("level_id", flat=True))
    return [level for level in levels(application) if level.pk not in given]


MAY: dict[str, Callable[[Actor, Application], Decision]] = {
    "complete": may_work_on,
    "declare": may_work_on,
    "receive_document": may_work_on,
    "ask_documents": may_work_on,
    "propose": may_propose_on,
    "grant": may_grant,
    "approve": may_approve,
    "refuse": may_refuse,
    "send_back": may_send_back,
    "withdraw": may_withdraw,
}
"""Who may do each verb that is asked for on the page of a request."""


def _total(application: Application) -> int:
    """Cents proposed in all."""
    return (application.proposed_amount or 0) * (application.proposed_months or 0)


@asking.remembered
def _visible(actor: Actor) -> ApplicationQuerySet:
    return Application.objects.filter(_seen(actor))


def _seen(actor: Actor) -> Q:
    """Condition of `visible_to`: what holds of most rows first, what is looked up elsewhere last."""
    if not actor.has(*READERS):
        return Q(pk__in=[])
    seen = Q(person__tier=Tier.ORDINARY) if actor.has(*people.FOR_ALL) else Q(pk__in=[])
    if actor.has(*WORKERS):
        seen |= _any(_mine(actor)) & _lasting(actor)
        seen |= Q(Exists(Application.objects.pending().filter(person=OuterRef("person"), team__in=actor.teams)), team__in=actor.teams)
    if keeping := people.keeping(actor):
        seen |= Q(person__kept_by__in=keeping)
    if actor.has(Role.EXECUTIVE):
        seen |= _at_their_level(actor) | Q(Exists(Approval.objects.filter(application=OuterRef("pk"), by=actor.pk)))
    return _free(actor) & (seen | asking.among("person", people.openings(actor)))


def _mine(actor: Actor, through: str = "") -> list[Q]:
    """Why a request is the actor's work, each reason by itself: they received, proposed or decided it, or it is of their groups."""
    reasons = [Q(**{f"{through}received_by": actor.pk}), Q(**{f"{through}proposed_by": actor.pk}), Q(**{f"{through}team__in": actor.teams})]
    return [*reasons, Q(**{f"{through}decided_by": actor.pk})] if actor.has(Role.SERVICE_HEAD) else reasons


def _lasting(actor: Actor) -> Q:
    """Condition that a request waits, is being paid, or ended less than a tail ago."""
    since = people.tail_from(actor)
    paid = Award.objects.filter(Q(state__in=_RUNNING) | Q(ended_on__gte=since), application=OuterRef("pk"))
    return Q(state__in=_PENDING) | Q(decided_on__gte=since) | Q(Exists(paid))


def _at_their_level(actor: Actor) -> Q:
    """Condition that what is proposed needs an approval that the roles of the actor give, and nobody has given yet."""
    given = Approval.objects.filter(application=OuterRef(OuterRef("pk")), level=OuterRef("pk"))
    theirs = Level.objects.filter(role__in=actor.roles, above__lt=OuterRef("proposed_amount") * OuterRef("proposed_months")).exclude(Exists(given))
    return Q(Exists(theirs), state=ApplicationState.PROPOSED.value, proposed=True) & ~Q(proposed_by=actor.pk)


def _free(actor: Actor) -> Q:
    """Condition that the person exists for the actor: kept by nobody, or by a group of theirs."""
    free, keeping = Q(person__kept_by__isnull=True), people.keeping(actor)
    return free | Q(person__kept_by__in=keeping) if keeping else free


def _any(conditions: list[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _first_time(actor: Actor, application: Application) -> Decision:
    approved = Approval.objects.filter(application=application.pk, by=actor.pk).exists()
    return allowed_if(not approved, _("Hai già approvato: serve un'altra persona."))


def _not_theirs(actor: Actor, application: Application) -> Decision:
    theirs = actor.pk in {application.proposed_by_id, application.received_by_id}
    return allowed_if(not theirs, _("Chi ha ricevuto o proposto la domanda non la decide: lo fa un'altra persona."))
