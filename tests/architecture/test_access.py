"""
Who may open what: every address, driven by everyone of the cast, is what docs/access.csv says.

`make access` writes the document again; the change is then read as any other change of rights is: line by line.
"""

import csv
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
from tests.architecture.addresses import Address, addresses, parts

HEADER = ["address", "name", "nobody signed in", *invented.WHO]

OURS = {f"/{address.route}": address.part for address in addresses() if address.is_ours}
"""Whose each address is, of those of which we wrote the view."""

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/access.csv"

OPEN_TO = {
    row["name"]: [place for place, answer in enumerate(list(row.values())[2:]) if answer == "yes"]
    for row in csv.DictReader(DOCUMENT.read_text(encoding="utf-8").splitlines())
}
"""By the name of an address, the places among the cast, after who is not signed in, of those to whom it opens."""

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
    "benefits": "application",
    "benefits:propose": "complete application",
    "benefits:grant": "proposed application",
    "benefits:refuse": "proposed application",
    "benefits:send_back": "proposed application",
    "benefits:approve": "large application",
    "benefits:advance": "complete application",
    "benefits:ratify": "advanced application",
    "benefits:deny": "advanced application",
    "benefits:award": "running award",
    "benefits:suspend": "running award",
    "benefits:resume": "suspended award",
    "benefits:revise": "running award",
    "benefits:revoke": "running award",
    "benefits:conclude": "running award",
    "benefits:change_payee": "running award",
    "benefits:add_condition": "running award",
    "benefits:ask_debt": "award",
    "benefits:meet_condition": "condition",
    "benefits:recover": "debt",
    "benefits:waive": "debt",
    "benefits:give_back": "debt",
    "benefits:measure": "measure",
    "benefits:change_measure": "measure",
    "benefits:close_measure": "measure",
    "benefits:simulate": "measure",
    "benefits:propose_together": "measure",
    "benefits:confirm_together": "measure",
    "benefits:attestation": "attestation",
    "benefits:correct_attestation": "attestation",
    "benefits:transmission": "transmission",
    "benefits:download_transmission": "transmission",
    "benefits:simulation": "simulation",
    "benefits:write_letter": "granted application",
    "benefits:letter": "letter",
    "benefits:letter_pdf": "letter",
    "benefits:letter_word": "letter",
    "benefits:attach_simulation": "simulation",
    "benefits:line": "budget line",
    "benefits:list": "sent list",
    "benefits:approve_list": "locked list",
    "benefits:authorise_list": "approved list",
    "benefits:send_list": "authorised list",
    "benefits:close_list": "sent list",
    "benefits:abandon_list": "locked list",
    "benefits:list_file": "sent list",
    "benefits:answer": "bank answer",
    "benefits:reopen": "failed instalment",
    "benefits:change_line": "budget line",
    "accountability": "act",
}
"""Which of the town's records stands in the place `pk` of an address, by its name, or by its domain where the name is not here."""


def _path(address: Address, records: dict[str, int]) -> str:
    """Put the town's own records in the places of an address."""
    about = ABOUT.get(address.name) or ABOUT.get(address.name.partition(":")[0], "")
    key = Chapter.objects.order_by("position")[0].key if address.name == "accountability:chapter" else Target.objects.order_by("pk")[0].key
    return address.filled(pk=records.get(about, 1), key=key, name="prova-2016", form="sepa")


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


def _rows(town: invented.Town, part: str) -> list[list[str]]:
    """Drive every address of a part with everyone."""
    clients = [Client()]
    for username in invented.WHO.values():
        clients.append(Client())
        clients[-1].force_login(Staff.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    records = invented.records(town)
    paths = {address: _path(address, records) for address in parts()[part] if address.is_ours}
    return sorted([f"/{address.route}", address.name, *(_answer(client, path) for client in clients)] for address, path in paths.items())


def _documented() -> list[list[str]]:
    with DOCUMENT.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _write(found: list[list[str]]) -> None:
    """Put these rows in the document in place of what it says of the same addresses, and leave out addresses that are no more."""
    rows = {row[0]: row for row in _documented() if row[0] in OURS} | {row[0]: row for row in found}
    with DOCUMENT.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *sorted(rows.values())])


@pytest.mark.django_db
@pytest.mark.parametrize("part", sorted(set(OURS.values())))
def test_every_address_answers_everyone_as_the_document_says_and_nobody_with_an_error(whole_town: invented.Town, part: str) -> None:
    found = _rows(whole_town, part)

    if os.environ.get("WRITE_ACCESS"):
        _write(found)
    assert [row[0] for row in found if any(answer.removeprefix("POST ").startswith("5") for answer in row[2:])] == []
    assert found == [row for row in _documented() if OURS.get(row[0]) == part], "run `make access` and read what changed"


def test_the_document_is_about_every_address_of_ours_and_no_other() -> None:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()

    assert lines[0] == ",".join(HEADER)
    assert [row[0] for row in _documented()] == sorted(OURS)
