"""
Who may open what: every address, driven by everyone of the cast, is what docs/access.csv says.

`make access` writes the document again; the change is then read as any other change of rights is: line by line.
"""

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from sussidiario.access.models import Staff
from tests import town as invented

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/access.csv"


def _addresses() -> Iterator[tuple[str, str, str]]:
    """Route, name and namespace of every address of ours."""
    yield from _within(get_resolver().url_patterns, "", "")


def _within(patterns: list[URLPattern | URLResolver], route: str, namespace: str) -> Iterator[tuple[str, str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name or not str(pattern.pattern):
                yield from _within(pattern.url_patterns, route + str(pattern.pattern), pattern.app_name or namespace)
        elif pattern.callback.__module__.startswith("sussidiario."):
            yield route + str(pattern.pattern), str(pattern.name), namespace


def _filled(route: str, name: str, town: invented.Town) -> str:
    """Put the town's own records in the places of a route."""
    for place, value in town.places(name).items():
        route = route.replace(place, str(value))
    assert "<" not in route, f"the town has no record for {name}: {route}"
    return "/" + route


def _answer(client: Client, path: str) -> str:
    """Say in a word or two how an address answers; nothing that a POST writes is kept."""
    response = client.get(path)
    if response.status_code == 405:
        with transaction.atomic():
            response = client.post(path)
            transaction.set_rollback(True)
        return f"POST {_said(response)}"
    return _said(response)


def _said(response: HttpResponse) -> str:
    if response.status_code in {301, 302, 303}:
        to = response.headers["Location"].partition("?")[0]
        return "sign in" if to.startswith("/accesso/") else f"on to {resolve(to).view_name}"
    if response.status_code == 403:
        context = getattr(response, "context", None)
        return f"denied: {context['reason']}" if context and "reason" in context else "denied"
    return {200: "yes", 204: "yes", 400: "asks again", 404: "not found", 409: "too late"}.get(response.status_code, str(response.status_code))


def _document(town: invented.Town) -> str:
    """Drive every address with everyone."""
    clients = {"nobody signed in": Client()}
    for words, username in invented.WHO.items():
        clients[words] = Client()
        clients[words].force_login(Staff.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["address", "name", *clients])
    for route, name, namespace in sorted(_addresses()):
        full = f"{namespace}:{name}" if namespace else name
        path = _filled(route, full, town)
        writer.writerow(["/" + route, full, *(_answer(client, path) for client in clients.values())])
    return out.getvalue()


@pytest.mark.django_db
def test_every_address_answers_everyone_as_the_document_says(town: invented.Town) -> None:
    found = _document(town)

    if os.environ.get("WRITE_ACCESS"):
        DOCUMENT.write_text(found, encoding="utf-8")
    assert found == DOCUMENT.read_text(encoding="utf-8"), "run `make access` and read what changed"


@pytest.mark.django_db
def test_nobody_gets_an_error(town: invented.Town) -> None:
    rows = list(csv.DictReader(io.StringIO(_document(town))))

    assert rows
    assert [row["address"] for row in rows if any(answer.removeprefix("POST ").startswith("5") for answer in row.values())] == []
