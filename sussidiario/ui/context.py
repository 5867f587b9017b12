"""What the shell around every page needs to know."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sussidiario.access.actor import Actor
from sussidiario.access.models import Staff
from sussidiario.access.rules import Role
from sussidiario.journal.domain import banners
from sussidiario.ui.sign_in import guards, proof


def shell(request: HttpRequest) -> dict[str, object]:
    """Tell the templates who is at work, with which roles, and whether this is the invented city."""
    actor = None if _is_at_the_door(request) else getattr(request, "actor", None)
    return {
        "actor": actor,
        "roles": {role.name.lower(): actor is not None and actor.has(role) for role in Role},
        "banners": partial(_banners, actor),
        "institution": settings.SUSSIDIARIO_INSTITUTION,
        "is_demo": settings.DEMO,
    } | _sign_in(request)


def _sign_in(request: HttpRequest) -> dict[str, object]:
    """Tell them how people come in here, and which frame stands around the pages about it: the workspace, for whoever may go there."""
    is_in = isinstance(getattr(request, "user", None), Staff) and not _is_at_the_door(request)
    return {
        "asks_second": settings.SUSSIDIARIO_MFA,
        "provider": settings.SUSSIDIARIO_OIDC["name"] if settings.SUSSIDIARIO_OIDC["url"] else "",
        "idle_seconds": settings.SUSSIDIARIO_IDLE_MINUTES * 60 if is_in else 0,
        "frame": "ui/workspace.html" if is_in else "ui/public.html",
    }


def _is_at_the_door(request: HttpRequest) -> bool:
    """Tell whether somebody has signed in and has still to show who they are: nothing of their work is shown around the page that asks."""
    staff = getattr(request, "user", None)
    if not isinstance(staff, Staff):
        return False
    return guards.is_locked(request) or staff.must_choose_password or not proof.has_second(request, staff)


def _banners(actor: Actor | None) -> list[dict[str, Any]]:
    """What must be seen on every page: asked by the page that shows it, and not by parts of pages."""
    return [context | {"template": template} for ask in banners() for template, context in ask(actor)] if actor else []
