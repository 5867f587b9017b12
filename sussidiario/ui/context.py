"""What the shell around every page needs to know."""

from django.conf import settings
from django.http import HttpRequest

from sussidiario.access.rules import Role


def shell(request: HttpRequest) -> dict[str, object]:
    """Tell the templates who is at work, with which roles, and whether this is the invented city."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "roles": {role.name.lower(): actor is not None and actor.has(role) for role in Role},
        "institution": settings.SUSSIDIARIO_INSTITUTION,
        "is_demo": settings.DEMO,
    }
