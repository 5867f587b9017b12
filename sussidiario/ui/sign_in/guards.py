"""
What stands between a session and the pages: how long it lasts, whether anybody is still before the screen, what it has proved.

Presence: after so many hours everybody signs in again; after so many minutes without a sign of anybody the screen is locked until
the password or a passkey is given; an account that is closed ends at once. What was being sent is kept, and found again in its form.
Proof: whoever has no second factor sets one up, and whoever was given a password chooses another, before anything else.

The last sign of somebody is in a cookie that we sign for the session it belongs to, so that nothing is written when a page is read.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import ResolverMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sussidiario.access import clock
from sussidiario.access.actions import entrance
from sussidiario.access.entering import Outcome
from sussidiario.access.models import Staff
from sussidiario.ui import kept
from sussidiario.ui.sign_in import proof
from sussidiario.ui.sign_in.adapters import ENTERED_AT
from sussidiario.ui.sign_in.caller import caller

SEEN = "seen"
"""Cookie: when there was last a sign of somebody, in seconds, signed for one session."""

FRESH = 30
"""Seconds for which the cookie is not written again."""

LOCKED = "screen_locked"
"""Where in the session: that the history already says that the screen was locked."""

OPEN_WHILE_LOCKED = frozenset({"access:lock", "account_logout"})
OPEN_WITHOUT_PROOF = frozenset({"account_logout", "account_reauthenticate", "account_change_password", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
LEAVING = frozenset({"mfa_deactivate_totp", "mfa_remove_webauthn"})

Answer = Callable[[HttpRequest], HttpResponse]


class PresenceMiddleware:
    """Ends a session that has lasted long enough, and locks one that nobody is before."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the session before anything else does; note afterwards that somebody was there."""
        if isinstance(request.user, Staff) and _is_over(request, request.user):
            _end(request, request.user)
        request.is_locked = isinstance(request.user, Staff) and _is_idle(request)  # type: ignore[attr-defined]  # a fact of ours, as below
        response = self.get_response(request)
        if isinstance(request.user, Staff) and not is_locked(request):
            _leave_sign(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponse | None:
        """Ask who is there, where nobody has been for a while; keep what was being sent."""
        if not is_locked(request) or not getattr(view, "login_required", True) or _name(request) in OPEN_WHILE_LOCKED:
            return None
        staff = request.user
        if not isinstance(staff, Staff):
            return None
        if not request.session.get(LOCKED):
            request.session[LOCKED] = True
            entrance.note(Outcome.IDLE, staff=staff, caller=caller(request), at=clock.real())
        if request.method == "POST":
            kept.keep(request, request.headers.get("X-Form") or request.get_full_path(), request.POST, author=staff.pk)
        return _ask_who(request)


class ProofMiddleware:
    """Leads to the second factor whoever has shown none, and to a password of their own whoever was given one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponse | None:
        """
        Look at what the session has proved.

        :raises Http404: for the pages of the second factor where none is asked for, and of the password where everybody knows it.
        """
        name, staff = _name(request), request.user
        if name.startswith("mfa_") and not settings.SUSSIDIARIO_MFA:
            raise Http404
        if name == "account_change_password" and settings.DEMO and not getattr(staff, "must_choose_password", False):
            raise Http404
        if not isinstance(staff, Staff) or not getattr(view, "login_required", True):
            return None
        if name in LEAVING and not get_adapter().can_delete_authenticator(_authenticator(staff, kwargs)):
            messages.error(request, _("È il solo secondo passaggio che hai: prima aggiungine un altro."))
            return redirect("mfa_index")
        if name in OPEN_WITHOUT_PROOF:
            return None
        if staff.must_choose_password and staff.has_usable_password():
            return redirect("account_change_password")
        return None if proof.has_second(request, staff) else _prove(staff, request, name)


def is_locked(request: HttpRequest) -> bool:
    """Tell whether nobody has been before the screen for so long that it is locked."""
    return bool(getattr(request, "is_locked", False))


def unlock(request: HttpRequest) -> None:
    """Take note that whoever is before the screen said who they are."""
    request.is_locked = False  # type: ignore[attr-defined]  # read by is_locked
    request.session.pop(LOCKED, None)


def _is_over(request: HttpRequest, staff: Staff) -> bool:
    """Tell whether the session has lasted its hours, or the account its days."""
    if not staff.may_enter(clock.day(clock.now())):
        return True
    hours = settings.SUSSIDIARIO_SESSION_HOURS
    return bool(hours) and time.time() - request.session.get(ENTERED_AT, 0) > hours * 3600


def _end(request: HttpRequest, staff: Staff) -> None:
    """End a session, and keep for its owner what they had not recorded yet."""
    entrance.note(Outcome.ENDED, staff=staff, caller=caller(request), at=clock.real())
    words = request.session.get(kept.KEY)
    request.session.flush()
    if words:
        request.session[kept.KEY] = words
    request.user = AnonymousUser()


def _signer(request: HttpRequest) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"{SEEN}:{request.session.session_key}")


def _is_idle(request: HttpRequest) -> bool:
    minutes = settings.SUSSIDIARIO_IDLE_MINUTES
    return bool(minutes) and not _was_seen(request, within=minutes * 60)


def _was_seen(request: HttpRequest, *, within: int) -> bool:
    try:
        _signer(request).unsign(request.COOKIES.get(SEEN, ""), max_age=within)
    except signing.BadSignature:
        return False
    return True


def _leave_sign(request: HttpRequest, response: HttpResponse) -> None:
    if settings.SUSSIDIARIO_IDLE_MINUTES and not _was_seen(request, within=FRESH):
        response.set_cookie(SEEN, _signer(request).sign("here"), httponly=True, samesite="Lax", secure=request.is_secure())


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if isinstance(match, ResolverMatch) else ""


def _ask_who(request: HttpRequest) -> HttpResponse:
    """Lead to the page that asks who is there, and from there back to where they were: to the form, not to where it was being sent."""
    script = request.headers.get("HX-Current-URL") if request.headers.get("HX-Request") else None
    came_from = script or (request.headers.get("Referer") if request.method != "GET" else None)
    where = _path(request, came_from) or request.get_full_path()
    ask = f"{reverse('access:lock')}?{urlencode({'next': where})}"
    if script:
        return HttpResponse(status=204, headers={"HX-Redirect": ask})
    return redirect(ask)


def _path(request: HttpRequest, address: str | None) -> str:
    """Read the path of an address of ours, or nothing."""
    parts = urlsplit(address or "")
    if parts.netloc != request.get_host() or not parts.path.startswith("/"):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _authenticator(staff: Staff, kwargs: dict[str, Any]) -> Authenticator:
    theirs = Authenticator.objects.filter(user=staff)
    return get_object_or_404(theirs, pk=kwargs["pk"]) if "pk" in kwargs else get_object_or_404(theirs, type=Authenticator.Type.TOTP)


def _prove(staff: Staff, request: HttpRequest, name: str) -> HttpResponse | None:
    """Ask for the second factor; where there is none, for one to be set up."""
    if not get_adapter().is_mfa_enabled(staff, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        return None if name.startswith("mfa_") else redirect("mfa_index")
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
