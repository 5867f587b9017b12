"""Who may load a mandate. Reading one needs no permission: all of it is published."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied
from sussidiario.access.rules import Role
from sussidiario.planning.models import Mandate


def visible_to(actor: Actor) -> QuerySet[Mandate]:
    """Every mandate, for everyone."""
    return Mandate.objects.all()


def may_load(actor: Actor | None) -> Decision:
    """Allow the mandate office; and the command line (no actor), whose user already holds the whole machine."""
    if actor is None or actor.has(Role.MANDATE_OFFICE):
        return Allowed()
    return Denied(_("Il mandato lo carica l'ufficio di mandato."))
