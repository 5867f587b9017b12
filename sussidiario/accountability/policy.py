"""Who may publish the account, and who may go from a figure to the acts behind it. Reading the account needs no permission."""

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.access.rules import Role
from sussidiario.accountability.models import Edition, EditionQuerySet
from sussidiario.journal.models import Act, ActQuerySet


def may_publish(actor: Actor) -> Decision:
    """Allow the mandate office: who makes the figures does not publish them."""
    return allowed_if(actor.has(Role.MANDATE_OFFICE), _("Le edizioni del bilancio le pubblica l'ufficio di mandato."))


def may_see_acts(actor: Actor) -> Decision:
    """Allow the auditor: who checks the book writes nothing in it and publishes nothing from it."""
    return allowed_if(actor.has(Role.AUDITOR), _("Gli atti dietro una cifra li vede solo chi fa la revisione del registro."))


def acts_visible_to(actor: Actor) -> ActQuerySet:
    """Every act for the auditor, none for anybody else."""
    return Act.objects.select_related("by", "voids") if may_see_acts(actor) else Act.objects.none()


def visible_to(actor: Actor) -> EditionQuerySet:
    """Every edition, for everybody: they are published."""
    return Edition.objects.latest_first()
