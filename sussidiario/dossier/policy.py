"""Who may open a household's page, and what of it they see."""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.people import policy as people
from sussidiario.people.models import HouseholdQuerySet


def may_have_a_day(actor: Actor) -> Decision:
    """Everyone with a role has a day; an account without one has nothing to do here."""
    return allowed_if(bool(actor.roles), _("Oggi non hai un ruolo: chiedi alla responsabile del servizio."))


def households_visible_to(actor: Actor) -> HouseholdQuerySet:
    """Households of those who may be looked up. What each domain knows of them is asked to that domain's own policy."""
    return people.households_visible_to(actor)
