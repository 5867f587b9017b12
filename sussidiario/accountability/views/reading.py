"""What everyone reads: the account, its chapters, its figures, its editions and the seals they rest on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from sussidiario.accountability import policy
from sussidiario.accountability.engine import account
from sussidiario.accountability.models import Edition
from sussidiario.accountability.views import shown
from sussidiario.journal.models import Seal
from sussidiario.ui import doors
from sussidiario.ui.paging import page_of


@doors.public
def cover(request: HttpRequest) -> HttpResponse:
    """Open the account: a few big numbers and its chapters."""
    current = account.current()
    context = {"account": shown.show(current) if current else None, "editions": Edition.objects.latest_first()[:3]}
    return render(request, "accountability/account.html", context)


@doors.public
def whole(request: HttpRequest) -> HttpResponse:
    """Show all of it on one page, to read from beginning to end or to print."""
    return render(request, "accountability/whole.html", {"account": _account()})


@doors.public
def chapter(request: HttpRequest, key: str) -> HttpResponse:
    """Show one chapter: promised, done, changed."""
    found = _account()
    here = found.chapter(key)
    if here is None:
        raise Http404
    place = found.chapters.index(here)
    following = found.chapters[place + 1] if place + 1 < len(found.chapters) else None
    return render(request, "accountability/chapter.html", {"account": found, "chapter": here, "following": following})


@doors.public
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """Show one figure with its definition, its course and its proof."""
    return _figure(request, _account(), key)


@doors.public
def editions(request: HttpRequest) -> HttpResponse:
    """List the editions."""
    actor = getattr(request, "actor", None)
    may = policy.may_publish(actor) if actor else None
    page = page_of(request, Edition.objects.latest_first())
    return render(request, "accountability/editions.html", {"page": page, "may_publish": may})


@doors.public
def edition(request: HttpRequest, name: str) -> HttpResponse:
    """Show an edition as it was published."""
    found = get_object_or_404(Edition.objects.select_related("seal"), name=name)
    return render(request, "accountability/edition.html", {"edition": found, "account": shown.show(found.account, edition=name)})


@doors.public
def edition_figure(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Show one figure as an edition froze it."""
    found = get_object_or_404(Edition, name=name)
    return _figure(request, shown.show(found.account, edition=name), key, found)


@doors.public
def seals(request: HttpRequest) -> HttpResponse:
    """Show the chain of the seals, and how to verify it."""
    page = page_of(request, Seal.objects.order_by("-number"))
    return render(request, "accountability/seals.html", {"page": page})


def _account() -> shown.Account:
    """Say the current account, or 404 before there is one."""
    current = account.current()
    if current is None:
        raise Http404
    return shown.show(current)


def _figure(request: HttpRequest, found: shown.Account, key: str, edition: Edition | None = None) -> HttpResponse:
    here = found.card(key)
    if here is None:
        raise Http404
    chapter, card = here
    actor = getattr(request, "actor", None)
    names = [edition.name, key] if edition else [key]
    kind = "edition_figure" if edition else "figure"
    context = {
        "account": found,
        "chapter": chapter,
        "card": card,
        "edition": edition,
        "facts": card.facts,
        "may_see_acts": bool(actor and edition is None and card.is_computed and policy.may_see_acts(actor)),
        "csv_url": reverse(f"accountability:{kind}_csv", args=names),
        "json_url": reverse(f"accountability:{kind}_json", args=names),
    }
    return render(request, "accountability/figure.html", context)
