"""
Who says how long records are kept, and who disposes of them.

The service head proposes; another head or the officer approves, with the archive authority's authorisation. Nobody does both.
"""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, Denied, allowed_if
from sussidiario.access.rules import Role
from sussidiario.privacy.models.retention import Disposal, DisposalQuerySet, RetentionRule, RetentionRuleQuerySet

WHO = (Role.SERVICE_HEAD, Role.AUDITOR)
"""Who has to do with how long records are kept."""


def rules_visible_to(actor: Actor) -> RetentionRuleQuerySet:
    """Nothing in them is personal."""
    return RetentionRule.objects.all() if may_read(actor) else RetentionRule.objects.none()


def disposals_visible_to(actor: Actor) -> DisposalQuerySet:
    """What was proposed and disposed of, by the numbers of the records."""
    return Disposal.objects.with_all() if may_read(actor) else Disposal.objects.none()


def may_read(actor: Actor) -> Decision:
    """Who answers for the service, and the officer."""
    return allowed_if(actor.has(*WHO), _("La conservazione la cura chi risponde del servizio, con chi protegge i dati."))


def may_propose(actor: Actor) -> Decision:
    """The service head says how long records are kept, and proposes."""
    return allowed_if(actor.has(Role.SERVICE_HEAD), _("Lo propone la responsabile del servizio."))


def may_decide(actor: Actor, disposal: Disposal) -> Decision:
    """Another head, or the officer; never who proposed."""
    if disposal.proposed_by_id == actor.pk:
        return Denied(_("Chi ha proposto non decide: lo fa un'altra persona."))
    return may_read(actor)


def may_carry_out(actor: Actor, disposal: Disposal) -> Decision:
    """The service head, once another has approved."""
    return allowed_if(actor.has(Role.SERVICE_HEAD), _("Lo esegue la responsabile del servizio."))
