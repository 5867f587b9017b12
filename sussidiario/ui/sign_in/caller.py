"""Where a request comes from: the network address, the browser in two words, and the mark that we leave with each browser."""

import secrets

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponseBase

from sussidiario.access import entering
from sussidiario.access.actions.entrance import Caller

DEVICE = "device"
"""Signed cookie that tells one browser from another; it says nothing of anybody."""

DEVICE_KNOWN_FOR = 60 * 60 * 24 * 365


def caller(request: HttpRequest) -> Caller:
    """Read where a request comes from. Behind a proxy the address is the one that the proxy saw."""
    return Caller(
        address=get_client_ip(request),
        agent=entering.device(request.headers.get("User-Agent", "")),
        device=request.get_signed_cookie(DEVICE, default="", max_age=DEVICE_KNOWN_FOR) or "",
    )


def mark(request: HttpRequest, response: HttpResponseBase, *, device: str) -> None:
    """Leave the mark with the browser, to know it when it comes back."""
    response.set_signed_cookie(DEVICE, device, max_age=DEVICE_KNOWN_FOR, httponly=True, samesite="Lax", secure=request.is_secure())


def new_mark() -> str:
    """Draw a mark for a browser that has none."""
    return secrets.token_urlsafe(12)
