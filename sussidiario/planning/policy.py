"""Who may load a mandate. Reading one needs no permission: all of it is published."""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied
from sussidiario.access.rules import Role


def may_load(actor: Actor | None) -> Decision:
    """Allow the mandate office; and the command line (no actor), whose user already holds the whole machine."""
    if actor is None or actor.has(Role.MANDATE_OFFICE):
        return Allowed()
    return Denied(_("Il mandato lo carica l'ufficio di mandato."))
