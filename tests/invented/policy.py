from django.db.models import QuerySet

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied
from sussidiario.access.rules import Role
from tests.invented.models import Thing


def visible_to(actor: Actor) -> QuerySet[Thing]:
    """Whoever works sees things; secret ones only the service head."""
    things = Thing.objects.order_by("pk")
    return things if actor.has(Role.SERVICE_HEAD) else things.filter(is_secret=False)


def may_work(actor: Actor) -> Decision:
    return Allowed() if actor.roles else Denied("Non lavori qui.")


def may_close(actor: Actor, thing: Thing) -> Decision:
    return Allowed() if actor.has(Role.SERVICE_HEAD) else Denied(f"«{thing}» la chiude chi dirige.")


def ground(actor: Actor, thing: Thing) -> tuple[str, str]:
    """How one may read of a thing; no domain declares it, but for a test."""
    return "role" if actor.has(Role.SERVICE_HEAD) else "", f"verifica dell'{thing}"
