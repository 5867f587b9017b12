"""Find a person: the list of those who answer, and what is suggested while one types."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.people import policy
from sussidiario.people.forms import SearchForm
from sussidiario.people.models import Found
from sussidiario.people.models.persons import PAGE
from sussidiario.people.rules import asking
from sussidiario.people.views.rows import rows
from sussidiario.ui import doors, limits
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.verbs import Verb

SUGGESTED = 7
"""How many persons are suggested while one types."""


@doors.page(policy.may_search)
def search(request: StaffRequest) -> HttpResponse:
    """List who answers to `?q=`, best first, and offer to register who is not there: as many questions however many are found."""
    q = request.GET.get("q", "").strip()
    found = _found(request.actor, q, limit=PAGE + 1, told_apart=True)
    lines = rows(request.actor, found[:PAGE])
    register = reverse("people:register") + (f"?{urlencode({'q': q})}" if q else "")
    page = {
        "form": SearchForm(request.GET),
        "q": q,
        "rows": lines,
        "some_redacted": any(line.is_redacted for line in lines),
        "more": len(found) > PAGE,
        "not_a_day": asking.read(q).not_a_day,
        "register_url": register,
        "verbs": [Verb(_("Registra una persona nuova"), register, policy.may_register(request.actor))],
    }
    return render(request, "people/search.html", page)


@limits.as_one_types
@doors.page(policy.may_search)
def suggest(request: StaffRequest) -> HttpResponse:
    """Suggest who answers to what is being typed in the search at the top of every page."""
    q = request.GET.get("q", "").strip()
    found = _found(request.actor, q, limit=SUGGESTED)
    more = f"{reverse('people:search')}?{urlencode({'q': q})}"
    return render(request, "ui/components/suggestions.html", {"people": rows(request.actor, found), "q": q, "more_url": more})


def _found(actor: Actor, q: str, *, limit: int, told_apart: bool = False) -> list[Found]:
    """Who answers among all who exist for the actor: first those whom a group of theirs alone keeps, who are in no index."""
    kept = policy.kept_by(actor).search_few(q, limit=limit) if policy.keeping(actor) else []
    return [*kept, *policy.search(actor, q, limit=limit, told_apart=told_apart)][:limit]
