"""
Nothing typed is ever lost.

What was typed in a form and not yet recorded is kept on the server, in the session, by the address of the form: while one types
(a draft), and when the form is sent after the sign-in has expired. The form is filled with it when its author comes back.
"""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

KEY = "kept"
"""Where in the session: a mapping from the address of a form to whose words they are and what they wrote."""

AUTHOR = "author"
"""Signed cookie by which words that come without a sign-in are given back to their author alone."""

AUTHOR_KNOWN_FOR = 60 * 60 * 24 * 7
MOST_FORMS = 12
MOST_WORDS = 64 * 1024
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password", "next"})


class Kept(MultiValueDict[str, str]):
    """What was typed earlier and not recorded: a form filled with it shows no errors, since nobody has sent it yet."""


def keep(request: HttpRequest, address: str, words: QueryDict, *, author: int) -> None:
    """Keep what `author` typed in the form at `address`; the oldest of too many forms is forgotten."""
    wanted = words.copy()
    for name in NEVER_KEPT:
        wanted.pop(name, None)
    body = wanted.urlencode()
    if len(body) > MOST_WORDS:
        return
    kept: dict[str, Any] = dict(request.session.get(KEY, {}))
    kept.pop(address, None)
    kept[address] = {"author": author, "body": body}
    request.session[KEY] = dict(list(kept.items())[-MOST_FORMS:])


def forget(request: HttpRequest, address: str) -> None:
    """Forget what was typed in the form at `address`."""
    if address in request.session.get(KEY, {}):
        request.session[KEY] = {other: words for other, words in request.session[KEY].items() if other != address}


def found(request: HttpRequest) -> Kept | None:
    """Give back what whoever is signed in typed in this form earlier, or nothing."""
    words = request.session.get(KEY, {}).get(request.get_full_path())
    return Kept(QueryDict(words["body"]).lists()) if words and words["author"] == request.user.pk else None


def quiet(form: BaseForm) -> None:
    """Take the errors off a form that was filled with what was kept."""
    if isinstance(form.data, Kept):
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # noqa: SLF001  Django offers no other way to say that nothing was checked


class KeptMiddleware:
    """Keeps a form sent after the sign-in expired, lets go of one that is sent in time, and remembers who is at work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; leave the signed name of who is signed in with their browser."""
        response = self.get_response(request)
        who = request.user.pk
        if who is not None and _author(request) != who:
            response.set_signed_cookie(AUTHOR, str(who), max_age=AUTHOR_KNOWN_FOR, httponly=True, samesite="Lax", secure=request.is_secure())
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Look at a form that is being sent, after its token was checked and before anyone is turned away."""
        if request.method != "POST" or not getattr(view, "login_required", True):
            return
        if request.user.is_authenticated:
            forget(request, request.get_full_path())
        elif (author := _author(request)) is not None:
            keep(request, request.get_full_path(), request.POST, author=author)


def _author(request: HttpRequest) -> int | None:
    """Read who was last signed in from this browser."""
    who = request.get_signed_cookie(AUTHOR, default=None, max_age=AUTHOR_KNOWN_FOR)
    return int(who) if who else None
