"""
Who may open what: every address, driven by everyone of the cast, is what docs/access.csv says.

`make access` writes the document again; the change is then read as any other change of rights is: line by line.
"""

import csv
import io
import os
from pathlib import Path

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve

from sussidiario.access.models import Staff
from sussidiario.planning.models import Chapter, Target
from tests import town as invented
from tests.architecture.addresses import Address, addresses

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/access.csv"

ABOUT = {
    "people": "person",
    "people:unreserve": "reserved person",
    "people:unprotect": "protected person",
    "people:join": "household",
    "people:restate": "household",
    "people:split": "household",
    "people:merge": "household",
    "people:leave": "household",
    "dossier": "household",
    "desks": "desk",
    "desks:revoke_calendar": "calendar",
    "desks:appointment": "appointment",
    "desks:move": "appointment",
    "desks:cancel": "appointment",
    "desks:arrive": "appointment",
    "desks:call": "appointment",
    "desks:serve": "appointment",
    "desks:no_show": "appointment",
    "desks:call_ticket": "ticket",
    "desks:serve_ticket": "ticket",
    "desks:leave": "ticket",
    "desks:contact": "contact",
    "desks:draft": "draft",
    "desks:identify": "draft",
    "desks:discard": "draft",
    "casework": "case",
    "casework:assign": "proposal",
    "casework:decline": "proposal",
    "casework:reopen": "closed case",
    "casework:correct_entry": "entry",
    "casework:complete_deadline": "deadline",
    "privacy:staff:account": "account",
    "privacy:staff:give_role": "account",
    "privacy:staff:join": "account",
    "privacy:staff:password": "account",
    "privacy:staff:second_factor": "account",
    "privacy:staff:last_day": "account",
    "privacy:staff:close": "account",
    "privacy:staff:reopen": "account",
    "privacy:staff:end_role": "role",
    "privacy:staff:leave": "membership",
    "privacy:give": "person",
    "privacy:grants_of": "person",
    "privacy:who_read": "person",
    "privacy:receive_request_from": "person",
    "privacy:grant": "grant",
    "privacy:end_grant": "grant",
    "privacy:emergency_open": "reserved person",
    "privacy:emergency": "emergency",
    "privacy:emergency_close": "emergency",
    "privacy:emergency_review": "emergency",
    "privacy:request": "request",
    "privacy:extend_request": "request",
    "privacy:answer_request": "request",
    "privacy:refuse_request": "request",
    "privacy:letter": "request",
    "privacy:answer": "answer",
    "privacy:disposal": "disposal",
    "privacy:approve_disposal": "disposal",
    "privacy:reject_disposal": "disposal",
    "privacy:carry_out": "disposal",
    "privacy:export": "export",
    "privacy:download": "export",
    "accountability": "act",
}
"""Which of the town's records stands in the place `pk` of an address, by its name, or by its domain where the name is not here."""


def _path(address: Address, records: dict[str, int]) -> str:
    """Put the town's own records in the places of an address."""
    about = ABOUT.get(address.name) or ABOUT.get(address.name.partition(":")[0], "")
    key = Chapter.objects.order_by("position")[0].key if address.name == "accountability:chapter" else Target.objects.order_by("pk")[0].key
    return address.filled(pk=records.get(about, 1), key=key, name="prova-2016")


def _answer(client: Client, path: str) -> str:
    """Say in a word or two how an address answers; nothing that a POST writes is kept."""
    response = client.get(path)
    if response.status_code == 405:
        with transaction.atomic():
            response = client.post(path)
            transaction.set_rollback(True)
        return f"POST {_said(response)}"
    return _said(response)


def _said(response: HttpResponseBase) -> str:
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
    records = invented.records(town)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["address", "name", *clients])
    for address in sorted((each for each in addresses() if each.is_ours), key=lambda each: each.route):
        path = _path(address, records)
        writer.writerow([f"/{address.route}", address.name, *(_answer(client, path) for client in clients.values())])
    return out.getvalue()


@pytest.mark.django_db
def test_every_address_answers_everyone_as_the_document_says_and_nobody_with_an_error(town: invented.Town) -> None:
    found = _document(town)

    if os.environ.get("WRITE_ACCESS"):
        DOCUMENT.write_text(found, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(found)))
    assert [row["address"] for row in rows if any(answer.removeprefix("POST ").startswith("5") for answer in row.values())] == []
    assert found == DOCUMENT.read_text(encoding="utf-8"), "run `make access` and read what changed"
