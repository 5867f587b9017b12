"""
Who makes lists of payments, who signs them, and who sees what of them.

Three people: the accountant builds and sends, the service head approves, an executive authorises; nobody has two parts in one list. Of the lines one reads
those that say nothing of anybody who does not exist for them; totals are of all. The accountant sees who is paid and how much, and nothing else of anybody.
"""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, Denied, allowed_if
from sussidiario.access.rules import Role
from sussidiario.benefits.lifecycle import InstalmentState, ListState
from sussidiario.benefits.models import (
    BankAnswer,
    BankAnswerQuerySet,
    Instalment,
    InstalmentQuerySet,
    Movement,
    MovementQuerySet,
    Payment,
    PaymentList,
    PaymentListQuerySet,
    PaymentQuerySet,
)

READERS = (Role.ACCOUNTANT, Role.SERVICE_HEAD, Role.EXECUTIVE, Role.AUDITOR)


def visible_to(actor: Actor) -> PaymentListQuerySet:
    """Who has a part in lists, and who checks, sees them all."""
    return PaymentList.objects.all() if actor.has(*READERS) else PaymentList.objects.none()


def waiting_for(actor: Actor) -> PaymentListQuerySet:
    """Lists whose next step is theirs: who approves, who authorises, if they had no other part in it; for the accountant, all that is not finished."""
    if actor.has(Role.ACCOUNTANT):
        return PaymentList.objects.waiting()
    lists = PaymentList.objects.exclude(built_by=actor.pk).exclude(approved_by__isnull=False, approved_by=actor.pk)
    states = [state for state, role in ((ListState.LOCKED, Role.SERVICE_HEAD), (ListState.APPROVED, Role.EXECUTIVE)) if actor.has(role)]
    return lists.filter(state__in=states)


def payments_visible_to(actor: Actor) -> PaymentQuerySet:
    """Lines of persons whom no group protects, and those that a group has paid to a delegate."""
    return Payment.objects.filter(_paid("instalment__award__")) if actor.has(*READERS) else Payment.objects.none()


def instalments_visible_to(actor: Actor) -> InstalmentQuerySet:
    """Instalments of persons whom no group protects: what happened to them may be told."""
    return Instalment.objects.filter(award__person__kept_by__isnull=True) if actor.has(*READERS) else Instalment.objects.none()


def reopenable_to(actor: Actor) -> InstalmentQuerySet:
    """Instalments that who pays may put in payment again; of whom a group protects, once they came back: their lines say enough."""
    came_back = Q(state=InstalmentState.FAILED) | Q(award__person__kept_by__isnull=True)
    return Instalment.objects.filter(_paid("award__"), came_back) if actor.has(*READERS) else Instalment.objects.none()


def is_shown(instalment: Instalment) -> bool:
    """Tell as `payments_visible_to` does of one that is in no list yet, with its person and its group at hand."""
    team = instalment.award.application.team
    return instalment.award.person.kept_by_id is None or (team is not None and team.protects)


def answers_visible_to(actor: Actor) -> BankAnswerQuerySet:
    """As for the lists."""
    return BankAnswer.objects.all() if actor.has(*READERS) else BankAnswer.objects.none()


def movements_visible_to(actor: Actor) -> MovementQuerySet:
    """Movements of answers, as for the lines."""
    shown = Q(payment__isnull=True) | _paid("payment__instalment__award__")
    return Movement.objects.filter(shown) if actor.has(*READERS) else Movement.objects.none()


def may_read_lists(actor: Actor) -> Decision:
    """Who has a part in lists of payments, and who checks."""
    return allowed_if(actor.has(*READERS), _("Gli elenchi di pagamento li vede chi li prepara, chi li firma e chi li controlla."))


def may_build(actor: Actor) -> Decision:
    """The accountant builds lists, sends them and reads what the bank answers."""
    return allowed_if(actor.has(Role.ACCOUNTANT), _("Gli elenchi di pagamento li prepara la ragioneria."))


def may_load(actor: Actor) -> Decision:
    """As for building."""
    return may_build(actor)


def may_send(actor: Actor, payments: PaymentList) -> Decision:
    """As for building."""
    return may_build(actor)


def may_close(actor: Actor, payments: PaymentList) -> Decision:
    """As for building."""
    return may_build(actor)


def may_reopen(actor: Actor, instalment: Instalment) -> Decision:
    """As for building."""
    return may_build(actor)


def may_approve(actor: Actor, payments: PaymentList) -> Decision:
    """The service head, if somebody else built it."""
    if not actor.has(Role.SERVICE_HEAD):
        return Denied(_("L'elenco lo approva la responsabile del servizio."))
    return _another(actor, payments)


def may_authorise(actor: Actor, payments: PaymentList) -> Decision:
    """An executive, if others built and approved it."""
    if not actor.has(Role.EXECUTIVE):
        return Denied(_("Il pagamento lo autorizza una o un dirigente."))
    return _another(actor, payments)


def may_abandon(actor: Actor, payments: PaymentList) -> Decision:
    """Whoever has a part in lists may stop one."""
    return allowed_if(actor.has(Role.ACCOUNTANT, Role.SERVICE_HEAD, Role.EXECUTIVE), _("L'elenco lo annulla chi lo prepara o chi lo firma."))


def may_take(actor: Actor, payments: PaymentList) -> Decision:
    """The files leave the house with the accountant, once the list was sent."""
    if not (decision := may_build(actor)):
        return decision
    return allowed_if(payments.sent_at is not None, _("L'elenco non è ancora stato trasmesso."))


MAY: dict[str, Callable[[Actor, PaymentList], Decision]] = {
    "approve": may_approve,
    "authorise": may_authorise,
    "send": may_send,
    "close": may_close,
    "abandon": may_abandon,
}
"""Who may do each verb that is asked for on the page of a list."""


def _another(actor: Actor, payments: PaymentList) -> Decision:
    theirs = actor.pk in {payments.built_by_id, payments.approved_by_id, payments.authorised_by_id}
    return allowed_if(not theirs, _("Hai già una parte in questo elenco: serve un'altra persona."))


def _paid(path: str) -> Q:
    """Condition that a line says nothing of whom a group protects: nobody does; or it was asked for by the group, and a delegate is paid."""
    return Q(**{f"{path}person__kept_by__isnull": True}) | Q(**{f"{path}application__team__protects": True})
