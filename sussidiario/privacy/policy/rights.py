"""Who sees and answers what persons ask about what is known of them: the officer, and who heads the service."""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.access.rules import Role
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.models.rights import RightsRequest, RightsRequestQuerySet

WHO = (Role.AUDITOR, Role.SERVICE_HEAD)
"""Who answers."""


def visible_to(actor: Actor) -> RightsRequestQuerySet:
    """Requests of who exists for the actor, and of nobody known."""
    requests = RightsRequest.objects.with_all()
    return requests.about_any(people.existing_to(actor)) if may_handle_any(actor) else requests.none()


def may_handle_any(actor: Actor) -> Decision:
    """The officer and the service head receive and answer."""
    return allowed_if(actor.has(*WHO), _("Le richieste le trattano chi protegge i dati e chi risponde del servizio."))


def may_handle(actor: Actor, request: RightsRequest) -> Decision:
    """As `may_handle_any`."""
    return may_handle_any(actor)


def may_handle_any_of(actor: Actor, person: Person) -> Decision:
    """As `may_handle_any`, of a person."""
    return may_handle_any(actor)
