"""
Who writes and reads the letters of the office, and what they see of the register of protocol.

Who reads a request reads its letters. The register has no gaps for who keeps an eye on it; whose letters they do not read, they see that there is
one, and neither to whom nor about what. Who heads the service changes the templates.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor, who_writes
from sussidiario.access.decision import Decision, Denied, allowed_if
from sussidiario.access.rules import Role
from sussidiario.benefits.models import Application, Letter, LetterQuerySet, ProtocolEntry, ProtocolEntryQuerySet, Template, TemplateQuerySet
from sussidiario.benefits.policy import applications

WATCHING = (Role.SERVICE_HEAD, Role.AUDITOR)
"""Who reads the register."""


def visible_to(actor: Actor) -> LetterQuerySet:
    """Letters of the requests that `actor` reads."""
    return Letter.objects.filter(application__in=applications.visible_to(actor))


def entries_visible_to(actor: Actor) -> ProtocolEntryQuerySet:
    """Every entry, for who reads the register: of some there is nothing to read but that they are there."""
    return ProtocolEntry.objects.all() if actor.has(*WATCHING) else ProtocolEntry.objects.none()


def entries_open_to(actor: Actor) -> ProtocolEntryQuerySet:
    """Entries of which `actor` reads to whom and about what: those of the letters they read."""
    return entries_visible_to(actor).filter(Exists(visible_to(actor).filter(protocol=OuterRef("pk"))))


def templates_visible_to(actor: Actor) -> TemplateQuerySet:
    """Templates hold nothing of anybody: who writes letters or checks sees them."""
    return Template.objects.all() if may_read_templates(actor) else Template.objects.none()


def may_write(actor: Actor, application: Application) -> Decision:
    """Who works on requests, of those they read."""
    if application.disposed_on is not None:
        return Denied(_("La domanda è stata scartata: non c'è più a chi scrivere."))
    return who_writes(actor, actor.has(*applications.WORKERS), _("Le lettere le scrive chi segue la domanda."))


def may_read_register(actor: Actor) -> Decision:
    """Who heads the service, and who checks."""
    return allowed_if(actor.has(*WATCHING), _("Il registro di protocollo lo legge la responsabile del servizio, e chi controlla."))


def may_read_templates(actor: Actor) -> Decision:
    """Who writes letters, and who checks."""
    return allowed_if(actor.has(*applications.WORKERS, Role.AUDITOR), _("I modelli li vede chi scrive le lettere."))


def may_change_template(actor: Actor) -> Decision:
    """Who heads the service."""
    return allowed_if(actor.has(Role.SERVICE_HEAD), _("I modelli delle lettere li cambia la responsabile del servizio."))
