"""
Who sees what is granted, and who does what with it.

An award is read by whoever reads its request; its money side, with who is paid and nothing of the person's file, by who keeps the accounts, who pays
and who signs for the department. Who heads the service changes and takes back; who pays does not say whom; nobody ratifies what they asked for.
"""

from collections.abc import Callable, Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor, who_writes
from sussidiario.access.decision import Decision, Denied, allowed_if
from sussidiario.access.rules import Role
from sussidiario.benefits.lifecycle import ApplicationState
from sussidiario.benefits.models import Application, ApplicationQuerySet, Award, AwardQuerySet, Condition, ConditionQuerySet, Debt, DebtQuerySet
from sussidiario.benefits.policy import applications

MONEY = (Role.ACCOUNTANT, Role.EXECUTIVE)
"""Who sees the money side of awards: who is paid, how much and when."""


def visible_to(actor: Actor) -> AwardQuerySet:
    """Awards that `actor` may read, at least in their money side. Those of somebody whom a group protects exist for that group alone."""
    if actor.has(*MONEY):
        return Award.objects.filter(Q(person__kept_by__isnull=True) | Q(application__in=applications.visible_to(actor)))
    return Award.objects.filter(application__in=applications.visible_to(actor))


def conditions_visible_to(actor: Actor) -> ConditionQuerySet:
    """What plans ask, of the awards whose person `actor` reads of: it is not money."""
    return Condition.objects.filter(award__application__in=applications.visible_to(actor))


def debts_visible_to(actor: Actor) -> DebtQuerySet:
    """Sums to be given back, of the awards that `actor` reads."""
    return Debt.objects.filter(award__in=visible_to(actor))


def to_ratify(actor: Actor) -> ApplicationQuerySet:
    """Requests advanced in an urgency that wait for this head: those that are not theirs."""
    if not actor.has(Role.SERVICE_HEAD):
        return Application.objects.none()
    waiting = applications.visible_to(actor).in_state(ApplicationState.ADVANCED).exclude(proposed_by=actor.pk)
    return waiting.filter(Q(received_by__isnull=True) | ~Q(received_by=actor.pk))


def reads_of(actor: Actor, award: Award) -> bool:
    """Tell whether `actor` reads of the person, and not of the money alone."""
    return applications.visible_to(actor).filter(pk=award.application_id).exists()


def reading_of(actor: Actor, some: Collection[int]) -> frozenset[int]:
    """Of some awards, by primary key, those of whose person `actor` reads: one question."""
    return frozenset(Award.objects.filter(pk__in=some, application__in=applications.visible_to(actor)).values_list("pk", flat=True))


def may_see_account(actor: Actor) -> bool:
    """Tell whether `actor` sees all of an IBAN: who pays must; who else sees enough to recognise it."""
    return actor.has(Role.ACCOUNTANT)


def may_read_awards(actor: Actor) -> Decision:
    """Who reads requests, and who keeps the accounts, lists the awards they read."""
    return allowed_if(actor.has(*applications.READERS, *MONEY), _("Le concessioni le legge chi segue le domande e chi paga."))


def may_read_debts(actor: Actor) -> Decision:
    """Who decides, pays, signs or checks lists what is to be given back."""
    allowed = actor.has(Role.SERVICE_HEAD, Role.AUDITOR, *MONEY)
    return allowed_if(allowed, _("I recuperi li segue chi decide e chi paga."))


def may_read_advances(actor: Actor) -> Decision:
    """Who gives, ratifies or checks what is advanced lists it."""
    allowed = actor.has(Role.SOCIAL_WORKER, Role.SERVICE_HEAD, Role.AUDITOR, *MONEY)
    return allowed_if(allowed, _("Gli anticipi li vede chi li dà, chi li ratifica e chi paga."))


def may_change(actor: Actor, award: Award) -> Decision:
    """The service head; of whom a group protects, who is of the group."""
    if award.person.kept_by_id:
        return applications.may_as_group(actor, award.person)
    return who_writes(actor, actor.has(Role.SERVICE_HEAD), _("Lo decide la responsabile del servizio."))


def may_suspend(actor: Actor, award: Award) -> Decision:
    """The service head."""
    return may_change(actor, award)


def may_resume(actor: Actor, award: Award) -> Decision:
    """As for suspending."""
    return may_change(actor, award)


def may_revise(actor: Actor, award: Award) -> Decision:
    """The service head, unless they proposed the award: nobody gives what they proposed."""
    theirs = award.application.proposed_by_id == actor.pk
    return may_change(actor, award) and allowed_if(not theirs, _("Chi ha proposto non rivede l'importo: lo fa un'altra persona."))


def may_revoke(actor: Actor, award: Award) -> Decision:
    """The service head. What waits to be ratified is ratified, or is not."""
    waiting = award.urgent and award.application.decided_by_id is None
    return may_change(actor, award) and allowed_if(not waiting, _("È un anticipo da ratificare: si ratifica, o non si ratifica."))


def may_conclude(actor: Actor, award: Award) -> Decision:
    """The service head, and who sees that all is paid; of whom a group protects, who is of the group."""
    if award.person.kept_by_id:
        return applications.may_as_group(actor, award.person)
    return who_writes(actor, actor.has(Role.SERVICE_HEAD, Role.ACCOUNTANT), _("Lo fa la responsabile del servizio o la ragioneria."))


def may_change_payee(actor: Actor, award: Award) -> Decision:
    """Who works on requests, of those they read, and the service head; not who pays."""
    if actor.has(*MONEY):
        return Denied(_("Chi paga non sceglie a chi: lo scrive chi segue la domanda."))
    allowed = actor.has(Role.SOCIAL_WORKER, Role.NETWORK, Role.SERVICE_HEAD)
    return who_writes(actor, allowed, _("Lo scrive l'assistente sociale o la responsabile del servizio."))


def may_add_condition(actor: Actor, award: Award) -> Decision:
    """Who follows the plan, and the service head."""
    return may_change_payee(actor, award) if not actor.has(*MONEY) else Denied(_("Lo dice chi segue la persona."))


def may_meet_condition(actor: Actor, condition: Condition) -> Decision:
    """Who follows the plan says that it is kept."""
    return may_add_condition(actor, condition.award)


def may_ask_debt(actor: Actor, award: Award) -> Decision:
    """The service head."""
    return may_change(actor, award)


def may_recover(actor: Actor, debt: Debt) -> Decision:
    """Who keeps the accounts sees the money come back; of whom a group protects, the group says so."""
    if debt.award.person.kept_by_id:
        return applications.may_as_group(actor, debt.award.person)
    return who_writes(actor, actor.has(Role.ACCOUNTANT), _("Lo segna la ragioneria, quando il denaro è arrivato."))


def may_give_back(actor: Actor, debt: Debt) -> Decision:
    """As for what is recovered."""
    return may_recover(actor, debt)


def may_waive(actor: Actor, debt: Debt) -> Decision:
    """An executive."""
    return who_writes(actor, actor.has(Role.EXECUTIVE), _("A un recupero rinuncia la dirigente o il dirigente."))


def may_advance(actor: Actor, application: Application) -> Decision:
    """Social workers and the service head, where the measure may be advanced."""
    allowed = who_writes(actor, actor.has(Role.SOCIAL_WORKER, Role.SERVICE_HEAD), _("In urgenza anticipa l'assistente sociale o la responsabile del servizio."))
    return allowed and allowed_if(application.measure.urgent_cap > 0, _("Questa misura non si anticipa."))


def may_ratify(actor: Actor, application: Application) -> Decision:
    """The service head, unless they received the request or gave the money."""
    return applications.may_decide_on(actor, application)


def may_deny(actor: Actor, application: Application) -> Decision:
    """As for ratifying."""
    return may_ratify(actor, application)


MAY: dict[str, Callable[[Actor, Award], Decision]] = {
    "change_payee": may_change_payee,
    "add_condition": may_add_condition,
    "revise": may_revise,
    "suspend": may_suspend,
    "resume": may_resume,
    "conclude": may_conclude,
    "revoke": may_revoke,
    "ask_debt": may_ask_debt,
}
"""Who may do each verb that is asked for on the page of an award."""
