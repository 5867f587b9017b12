"""
Who opens a person to another group, who takes it back, and who sees that it was done.

Who is in charge of a person decides who else reads of them; where nobody is, and the record is ordinary, who heads the service. Whoever was let in,
by a grant or in an emergency, lets in nobody else. Protected persons are opened to no one.
"""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied, allowed_if
from sussidiario.access.models import Held, Membership as TeamMembership, RoleHeld, Team
from sussidiario.access.rules import Role
from sussidiario.casework.models import Case
from sussidiario.people import policy as people
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Membership, Person
from sussidiario.people.policy import asking
from sussidiario.privacy.models import Grant, GrantQuerySet

READERS = (*people.WORKERS, Role.NETWORK, Role.PARTNER)
"""Whose groups a person may be opened to: the others read of nobody, or of everybody already."""


def opened_to(actor: Actor) -> list[asking.Column]:
    """Primary keys of the persons whom a grant that holds today opens to a group of the actor: an opening."""
    return [Grant.objects.to_any(actor.teams).holding_on(actor.on).values("person")] if actor.teams else []


def in_charge_of(actor: Actor) -> asking.Column:
    """Primary keys of the persons in whose case the actor, or a group of theirs, is in charge now; of a household's case, those who live in it."""
    if not actor.has(Role.SOCIAL_WORKER, Role.SERVICE_HEAD):
        return Case.objects.none().values("person")
    cases = Case.objects.open().filter(Q(worker=actor.pk) | Q(team__in=actor.teams))
    households = cases.filter(person__isnull=True).values("household")
    living = Membership.objects.open().filter(household__in=households).values("person")
    return cases.filter(person__isnull=False).values("person").union(living, all=True)


def visible_to(actor: Actor) -> GrantQuerySet:
    """
    Grants `actor` may know of.

    Those to their own groups until they are over, those of persons they are in charge of or protect, and those they gave; who heads the service
    and who checks it know of all.
    """
    existing = Grant.objects.of_existing(people.keeping(actor))
    if actor.has(*people.FOR_ALL):
        return existing
    to_us = Q(pk__in=Grant.objects.to_any(actor.teams).not_over_on(actor.on).values("pk"))
    if actor.has(Role.PARTNER):
        return existing.filter(to_us)
    return existing.filter(to_us | Q(given_by=actor.pk) | Q(person__in=in_charge_of(actor)) | Q(person__kept_by__in=people.keeping(actor)))


def granted_to(actor: Actor) -> GrantQuerySet:
    """Grants to the groups of the actor that hold today."""
    return Grant.objects.of_existing().to_any(actor.teams).holding_on(actor.on)


def teams_to_open_to(actor: Actor) -> QuerySet[Team]:
    """Groups with somebody today who reads of persons when they are opened to them."""
    reading = RoleHeld.objects.filter(Held.on(actor.on), role__in=[role.value for role in READERS])
    members = TeamMembership.objects.filter(Held.on(actor.on), staff__in=reading.values("staff"), staff__is_active=True)
    return Team.objects.filter(pk__in=members.values("team")).order_by("body", "name", "pk")


def may_give(actor: Actor, person: Person) -> Decision:
    """Who is in charge of the person, in their own name or their group's; where nobody is, of ordinary records, who heads the service."""
    if person.tier == Tier.PROTECTED:
        return Denied(_("Una persona protetta non si apre ad altri."))
    if actor.has(Role.SOCIAL_WORKER, Role.SERVICE_HEAD) and _is_in_charge(actor, person):
        return Allowed()
    if actor.has(Role.SERVICE_HEAD) and person.tier == Tier.ORDINARY and not Case.objects.open().of_persons([person.pk]).exists():
        return Allowed()
    return Denied(_("Lo decide chi ha in carico la persona."))


def may_end(actor: Actor, grant: Grant) -> Decision:
    """Who gave it, who might give it today, and who heads the service."""
    if actor.has(Role.SERVICE_HEAD) or may_give(actor, grant.person) or (grant.given_by_id == actor.pk and actor.has(Role.SOCIAL_WORKER)):
        return Allowed()
    return Denied(_("Lo revoca chi l'ha concesso, chi ha in carico la persona o la responsabile del servizio."))


def may_list(actor: Actor) -> Decision:
    """Who heads the service, and who checks it, read to whom persons were opened."""
    return allowed_if(actor.has(*people.FOR_ALL), _("L'elenco è di chi risponde del servizio e di chi lo controlla."))


def may_be_granted(actor: Actor) -> Decision:
    """Who reads of persons may list those opened to their groups."""
    return allowed_if(actor.has(*READERS), _("Al tuo ruolo non si aprono persone."))


def longest_months() -> int:
    """How many months a grant may last."""
    months: int = settings.SUSSIDIARIO_GRANT_MONTHS
    return months


def _is_in_charge(actor: Actor, person: Person) -> bool:
    return Person.objects.filter(pk=person.pk, pk__in=in_charge_of(actor)).exists()
