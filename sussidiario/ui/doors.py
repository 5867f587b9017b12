"""
The doors: how a view says who may come in, finds the record it is about, and has the reading noted.

Every view of the house stands behind exactly one of these. Without a sign-in nobody enters but through `public`.
Not visible is 404; visible and not allowed is 403 with the reason; what a page does not answer to is 405; a GET may only SELECT.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, Protocol

from django.contrib.auth.decorators import login_not_required
from django.db import connection, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django_htmx.middleware import HtmxDetails

from sussidiario.access import clock
from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import Decision, NotAllowed
from sussidiario.access.models import Staff
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.journal.actions import note_reading
from sussidiario.journal.domain import person_ground
from sussidiario.journal.models import Channel

View = Callable[..., HttpResponse]
Finds = Callable[[Actor], models.QuerySet[Any]]
May = Callable[[Actor], Decision]
Allows = Callable[[Actor, Any], Decision]
About = Callable[[Any], models.Model]

SHOW = ("GET", "HEAD")
"""What a page that shows something answers to."""

FORM = (*SHOW, "POST")
"""What a page with a form answers to."""

VERB = ("POST",)
"""What a button without a page answers to."""


class Visit(HttpRequest):
    """A request of anybody: when they asked."""

    now: datetime
    htmx: HtmxDetails


class StaffRequest(Visit):
    """A request of somebody signed in: who they are today, when they asked, and whose content their page turned out to show (see `shows`)."""

    actor: Actor
    shown: models.Model


@dataclass(frozen=True)
class Door:
    """What a view declared: kept on it, so that a test can walk every address and ask."""

    kind: str
    finds: Finds | None = None
    allows: Callable[..., Decision] | None = None
    reads: bool = False
    methods: Collection[str] = FORM


class Guarded(Protocol):
    """A view behind a door."""

    door: Door

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer a request that came through the door."""


def public(view: View) -> View:
    """Let everyone in, signed in or not; for pages with nothing personal."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with _reading_only(request):
            return view(request, **kwargs)

    return _keep(login_not_required(guarded), Door("public"))


def page(may: May, *, methods: Collection[str] = SHOW) -> Callable[[View], View]:
    """
    Let in the staff that `may(actor)` allows; for pages about no single record: lists, searches, forms that create. `methods` as for `record`.

    Where such a form turns out to be about somebody, it says so with `shows`.
    """

    def door(view: View) -> View:
        @wraps(view)
        @never_cache
        def guarded(request: StaffRequest, **kwargs: Any) -> HttpResponse:
            may(request.actor).require()
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            with _reading_only(request):
                answer = view(request, **kwargs)
            if answer.status_code == HTTPStatus.OK and (subject := getattr(request, "shown", None)):
                _note(request, subject, subject)
            return answer

        return _keep(guarded, Door("page", allows=may, methods=methods))

    return door


def shows(request: StaffRequest, subject: models.Model) -> None:
    """Say, behind `page`, whose content is shown: once it is, that is noted as a reading, as behind `record`. A name alone is not content."""
    request.shown = subject


@dataclass(frozen=True)
class Instead:
    """Where to lead who may know that a record exists and not what is in it: whom `finds(actor)` shows, to the address named `to`."""

    finds: Finds
    to: str


def record(
    finds: Finds,
    allows: Allows | None = None,
    *,
    reads: About | None = None,
    instead: Instead | None = None,
    methods: Collection[str] = SHOW,
    channel: Channel = Channel.PAGE,
) -> Callable[[View], View]:
    """
    Find the record of `pk` among those `finds(actor)` shows, or 404; ask `allows(actor, record)`, or 403; hand it to the view.

    `instead` leads elsewhere, by a GET, who may know only that there is one. `reads` says whose content the page shows: that it was opened, or
    that it came back with what was typed, is noted as a reading, with the ground on which the actor reads (see `note_reading`). `methods`
    says whether the view shows something, asks in a form, or does what a button says; `channel`, that what it gives is a page, or a file that is taken away.
    """

    def door(view: View) -> View:
        @wraps(view)
        @never_cache
        def guarded(request: StaffRequest, pk: int, **kwargs: Any) -> HttpResponse:
            found = finds(request.actor).filter(pk=pk).first()
            if found is None and instead is not None and request.method == "GET" and instead.finds(request.actor).filter(pk=pk).exists():
                return redirect(instead.to, pk)
            if found is None:
                raise Http404
            if allows is not None:
                allows(request.actor, found).require()
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if reads is not None and request.method == "GET":
                _note(request, found, reads(found), channel)
            with _reading_only(request):
                answer = view(request, found, **kwargs)
            if reads is not None and request.method == "POST" and answer.status_code == HTTPStatus.OK:
                _note(request, found, reads(found), channel)
            return answer

        return _keep(guarded, Door("record", finds=finds, allows=allows, reads=reads is not None, methods=methods))

    return door


class ActorMiddleware:
    """Puts on the request who is at work and the instant it came, and turns a denial into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say who is at work and when, and pass the request on."""
        request.now = clock.now()  # type: ignore[attr-defined]  # StaffRequest is this request, typed
        if request.user.is_authenticated and isinstance(request.user, Staff):
            request.actor = actor(request.user, on=clock.day(request.now), at=request.now)  # type: ignore[attr-defined]  # likewise
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show why, to who was denied or came too late."""
        if isinstance(exception, NotAllowed):
            return render(request, "ui/denied.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, Forbidden):
            return render(request, "ui/too_late.html", {"state": exception.state}, status=409)
        return None


def _keep(view: Any, door: Door) -> View:
    view.door = door
    kept: View = view
    return kept


def _note(request: StaffRequest, record: models.Model, subject: models.Model | None, channel: Channel = Channel.PAGE) -> None:
    """Note that a page with somebody's content was opened, and on what ground."""
    ground, purpose = asked(request.actor, subject or record) if (asked := person_ground()) else ("", "")
    note_reading(record, subject=subject, by=request.actor, at=request.now, address=request.path, ground=ground, purpose=purpose, channel=channel)


def _reading_only(request: HttpRequest) -> AbstractContextManager[object]:
    """Keep a GET from writing: whatever it runs that is not a question is an error of ours."""
    return connection.execute_wrapper(_only_questions) if request.method in {"GET", "HEAD"} else nullcontext()


def _only_questions(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001  Django's signature
    if not sql.lstrip("( \n").upper().startswith(("SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "DECLARE", "EXPLAIN")):
        message = f"a GET may only ask: {sql[:80]}"
        raise AssertionError(message)
    return execute(sql, params, many, context)
