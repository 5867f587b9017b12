"""What every answer says to the browser, beside what Django and its CSP say."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers

UNUSED = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
"""Powers of the browser that no page of ours asks for."""

PERMISSIONS = ", ".join([*(f"{name}=()" for name in UNUSED), "publickey-credentials-create=(self)", "publickey-credentials-get=(self)"])
"""Passkeys are the one that some do."""

METHODS = ("GET", "HEAD", "POST")
"""The ways in which a page may be asked for. A door notes a reading and forbids writing by them: by any other way it would do neither."""

ROUTE = "sussidiario.route"
"""Where, in the server's own notes of a request, its log finds which address answered: as the URLconf writes it, without what was filled in."""


class HeadersMiddleware:
    """Puts the headers on; nothing that is shown to somebody signed in is kept by browsers and proxies, errors included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and put the headers on what comes back."""
        response = self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Leave the address's own form for the log."""
        if request.resolver_match is not None:
            request.META[ROUTE] = request.resolver_match.route
