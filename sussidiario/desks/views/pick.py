"""Whom it is about: found in the registry, by name or date or code."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render

from sussidiario.people import policy as people
from sussidiario.people.views.rows import recognise_first, rows
from sussidiario.ui.doors import StaffRequest


def picker(request: StaffRequest, *, title: str, back: str, facts: Sequence[tuple[str, str]] = (), by_post: bool = False) -> HttpResponse:
    """
    Ask which person is meant, on a page of its own: a search by `?q=`, whose results lead back here with `persona`.

    `by_post` sends the choice by a button, for verbs; otherwise it is a link, that adds it to the address.
    """
    q = request.GET.get("q", "")
    found = people.indexed_to(request.actor).search(q) if q.strip() else []
    query = request.GET.copy()
    for gone in ("q", "persona"):
        query.pop(gone, None)
    context = {
        "title": title,
        "back": back,
        "facts": facts,
        "by_post": by_post,
        "q": q,
        "found": [(row, recognise_first(row, request.get_full_path()) if row.is_redacted else "") for row in rows(request.actor, found)],
        "kept": [(name, value) for name, values in query.lists() for value in values],
        "query": query.urlencode(),
    }
    return render(request, "desks/pick.html", context)
