"""The one door whose GET may write: a provider sends people back by GET, and coming in is written down."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from sussidiario.ui.doors import Door


def way_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let everyone in, as `doors.public` does; for the steps of the sign-in alone."""
    opened = login_not_required(never_cache(view))
    opened.door = Door("public")  # type: ignore[attr-defined]  # read by the test that walks every address
    return opened
