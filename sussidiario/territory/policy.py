"""Who may change the places of the city."""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.access.rules import Role


def may_open_centre(actor: Actor) -> Decision:
    """The service head keeps the list of civic centres."""
    return allowed_if(actor.has(Role.SERVICE_HEAD), _("L'elenco dei centri civici lo tiene la responsabile del servizio."))
