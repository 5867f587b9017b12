"""Who prepares what the national register is sent, and who sees it: whoever answers for the service, and who checks."""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor, who_writes
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.access.rules import Role
from sussidiario.benefits.models import Transmission, TransmissionQuerySet

READERS = (Role.SERVICE_HEAD, Role.AUDITOR)


def visible_to(actor: Actor) -> TransmissionQuerySet:
    """What was prepared, for who prepares it and who checks."""
    return Transmission.objects.all() if actor.has(*READERS) else Transmission.objects.none()


def may_read(actor: Actor) -> Decision:
    """Who prepares them, and who checks."""
    return allowed_if(actor.has(*READERS), _("I dati per il SIUSS li vede chi dirige il servizio e chi controlla."))


def may_make(actor: Actor) -> Decision:
    """The service head."""
    return who_writes(actor, actor.has(Role.SERVICE_HEAD), _("I dati per il SIUSS li prepara la responsabile del servizio."))


def may_download(actor: Actor, transmission: Transmission) -> Decision:
    """The service head: who checks reads what was sent on its page, and takes no file with everybody's data away."""
    return may_make(actor)
