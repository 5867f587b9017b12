"""Whom it is about: found in the registry, by name or date or code."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sussidiario.people import policy as people
from sussidiario.ui.doors import StaffRequest


def picker(request: StaffRequest, *, title: str, back: str, facts: Sequence[tuple[str, str]] = (), by_post: bool = False) -> HttpResponse:
    """
    Ask which person is meant, on a page of its own: a search by `?q=`, whose results lead back here with `persona`.

    `by_post` sends the choice by a button, for verbs; otherwise it is a link, that adds it to the address.
    """
    q = request.GET.get("q", "")
    found = people.search(request.actor, q) if q.strip() else []
    readable = people.readable_found(request.actor, found)
    query = request.GET.copy()
    for gone in ("q", "persona"):
        query.pop(gone, None)
    context = {
        "title": title,
        "back": back,
        "facts": facts,
        "by_post": by_post,
        "q": q,
        "found": [(person, person.age_on(request.actor.on), "" if person.pk in readable else _recognise(person.pk, request)) for person in found],
        "kept": [(name, value) for name, values in query.lists() for value in values],
        "query": query.urlencode(),
    }
    return render(request, "desks/pick.html", context)


def _recognise(person: int, request: StaffRequest) -> str:
    """Address at which somebody is recognised before coming back here."""
    return f"{reverse('people:existence', args=[person])}?{urlencode({'next': request.get_full_path()})}"
