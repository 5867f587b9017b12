"""Who may find a person, read their page, and write on it."""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied
from sussidiario.access.rules import Role
from sussidiario.people.models import Household, HouseholdQuerySet, Person, PersonQuerySet

WORKERS = (Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.SERVICE_HEAD)
"""Who works with people."""


def visible_to(actor: Actor) -> PersonQuerySet:
    """Persons that `actor` may know of: all of them for who works with people or checks who reads what, none for the others."""
    return Person.objects.all() if may_search(actor) else Person.objects.none()


def households_visible_to(actor: Actor) -> HouseholdQuerySet:
    """Households that `actor` may know of: as for persons."""
    return Household.objects.all() if may_search(actor) else Household.objects.none()


def may_search(actor: Actor) -> Decision:
    """The registry is for who works with people, and for who checks it (whose readings are recorded like everybody's)."""
    return Allowed() if actor.has(*WORKERS, Role.AUDITOR) else Denied(_("L'anagrafe è di chi lavora con le persone: il tuo ruolo non la apre."))


def may_register(actor: Actor) -> Decision:
    """Who works with people may register one."""
    if actor.has(*WORKERS):
        return Allowed()
    return Denied(_("Chi controlla il registro non può scriverci.") if actor.has(Role.AUDITOR) else _("Il tuo ruolo non registra persone."))


def may_correct(actor: Actor, person: Person) -> Decision:
    """Who may register may also correct, add a paper, move, record a death."""
    return may_register(actor)


def may_move(actor: Actor, person: Person) -> Decision:
    """As for correcting; who has died does not move."""
    return Denied(_("La persona è deceduta.")) if person.died_on and may_register(actor) else may_register(actor)


def may_record_death(actor: Actor, person: Person) -> Decision:
    """As for correcting; one dies once."""
    return Denied(_("La morte è già registrata.")) if person.died_on and may_register(actor) else may_register(actor)


def may_form_household(actor: Actor, person: Person) -> Decision:
    """As for moving."""
    return may_move(actor, person)


def may_change_household(actor: Actor, household: Household) -> Decision:
    """Who may register may change who belongs to a household, while it is not dissolved."""
    return Denied(_("La famiglia è sciolta.")) if household.closed_on and may_register(actor) else may_register(actor)
