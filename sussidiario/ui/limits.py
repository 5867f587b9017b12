"""
How often one may ask: so that nobody reads the whole city out of the search, tries passwords all day, or keeps the others from being served.

What is counted: every search for persons and every answer given while one types, and every wrong guess of who somebody is, for each member of
staff; every public page and every failed sign-in, for each network address. The counts are files, one byte for each time, that all workers of
a machine append to: the place where a byte lands is how many there are, exactly, without a lock, a query or a service. They are named by
keyed digests, so that no address and no name lies about, and thrown away when their time is over.

Of sign-ins it keeps the flood away, for each address, before the database is asked anything. It does not replace what closes an account, or an
address, after too many wrong answers (`access.actions.entrance`): that one tells right from wrong, counts for all machines, and lasts longer each time.

The clock is the machine's: time passes here also where the city's stands still.
"""

import logging
import os
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

View = TypeVar("View", bound=Callable[..., HttpResponse])

SPANS = {"m": 60, "h": 3600}
RATE = re.compile(r"(\d+)/([mh])")
PUBLIC, SEARCH, SIGN_IN, RECOGNISE = "public", "search", "sign_in", "recognise"
GUESSES = (SIGN_IN, RECOGNISE)
"""Limits of what is right or wrong: what is right does not count."""

SIGNING_IN = frozenset({"account_login", "account_reauthenticate", "mfa_authenticate", "mfa_reauthenticate", "mfa_login_webauthn"})
"""Addresses of django-allauth at which one may try a secret."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rate:
    """So many times in so many seconds."""

    most: int
    seconds: int


def rates(said: str) -> tuple[Rate, ...]:
    """
    Read `120/m,1500/h`; nothing and `0` are no limit.

    :raises ImproperlyConfigured: if it is written otherwise.
    """
    if said in {"", "0"}:
        return ()
    found = [RATE.fullmatch(word.strip()) for word in said.split(",")]
    if not all(found):
        message = f"{said!r} is no limit: write how many in a minute and in an hour, as 120/m,1500/h, or 0 for none"
        raise ImproperlyConfigured(message)
    return tuple(Rate(int(each[1]), SPANS[each[2]]) for each in found if each)


def as_one_types(view: View) -> View:
    """Count every request of this view among the searches: it says something of persons while one types."""
    view.limit = SEARCH  # type: ignore[attr-defined]  # kept on the view, as its door is
    return view


def as_one_guesses(view: View) -> View:
    """Count what is sent to this view, until it is right: whoever knows a year of birth would soon have tried its days."""
    view.limit = RECOGNISE  # type: ignore[attr-defined]  # likewise
    return view


class LimitsMiddleware:
    """Counts what is limited before the view is asked, and answers 429 to who asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; what was right was no guess, and does not count."""
        response = self.get_response(request)
        guess = getattr(request, "guess", None)
        if guess is not None and response.status_code == 302:  # noqa: PLR2004  on to where they wanted to go
            forgive(*guess)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponse | None:
        """Say when to come back, to who asks too often."""
        counted = _counted(request, view)
        if counted is None:
            return None
        name, who = counted
        if name in GUESSES:
            request.guess = counted  # type: ignore[attr-defined]  # ours, until the answer
        wait = count(name, who)
        return _too_many(request, wait) if wait else None


def address_of(request: HttpRequest) -> str:
    """
    Network address of who asks: as the proxy in front saw it, where there is one (it appends what it saw to `X-Forwarded-For`).

    Of an IPv6 address the network: who has one has them all.
    """
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2] if settings.SUSSIDIARIO_BEHIND_PROXY else ""
    said = seen.strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(said)
    except ValueError:
        return "unknown"
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)  # noqa: PLR2004  IPv6


def count(name: str, who: str) -> int:
    """Count one more of `who`; return how many seconds they must wait, or 0."""
    now, wait = time.time(), 0
    for rate in rates(settings.SUSSIDIARIO_LIMITS[name]):
        if _place(_file(name, who, rate, now)) - _size(_file(name, who, rate, now, forgiven=True)) > rate.most:
            wait = max(wait, rate.seconds - int(now % rate.seconds))
    return wait


def forgive(name: str, who: str) -> None:
    """Take one back."""
    now = time.time()
    for rate in rates(settings.SUSSIDIARIO_LIMITS[name]):
        _place(_file(name, who, rate, now, forgiven=True))


def _counted(request: HttpRequest, view: Callable[..., HttpResponse]) -> tuple[str, str] | None:
    """Which limit a request falls under, and whose it is; None where there is none."""
    if request.resolver_match and request.resolver_match.view_name in SIGNING_IN:
        return (SIGN_IN, address_of(request)) if request.method == "POST" else None
    if request.user.is_authenticated:
        limit = getattr(view, "limit", SEARCH if request.GET.get("q", "").strip() else None)
        asks = limit == SEARCH or (limit == RECOGNISE and request.method == "POST")
        return (str(limit), str(request.user.pk)) if asks else None
    return (PUBLIC, address_of(request)) if not getattr(view, "login_required", True) else None


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Say it on a page, or in the place where the answer would have stood."""
    whole = "HX-Request" not in request.headers
    response = render(request, "ui/too_many.html" if whole else "ui/parts/too_many.html", {"wait": wait}, status=429)
    response["Retry-After"] = str(wait)
    return response


def _file(name: str, who: str, rate: Rate, now: float, *, forgiven: bool = False) -> Path:
    folder = Path(settings.SUSSIDIARIO_LIMITS_FOLDER) / f"{rate.seconds}-{int(now // rate.seconds)}"
    return folder / salted_hmac("limits", f"{name} {who} {forgiven}").hexdigest()


def _place(path: Path) -> int:
    """Append a byte to the file; return which it is. Where nothing can be written nobody is kept out, and the log says so."""
    try:
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        except FileNotFoundError:
            _begin(path.parent)
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, b".")
            return os.lseek(file, 0, os.SEEK_CUR)
        finally:
            os.close(file)
    except OSError:
        logger.exception("no limit holds: its folder cannot be written")
        return 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _begin(folder: Path) -> None:
    """Make the folder of a minute or an hour, and throw away those before the last."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    span, _dash, number = folder.name.partition("-")
    for other in folder.parent.glob(f"{span}-*"):
        if int(other.name.partition("-")[2]) < int(number) - 1:
            shutil.rmtree(other, ignore_errors=True)
