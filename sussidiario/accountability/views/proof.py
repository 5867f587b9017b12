"""What the auditor checks: from a figure to the acts it was counted from, from an act to its record."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sussidiario.access.actor import Actor
from sussidiario.accountability import engine, policy
from sussidiario.accountability.engine import account
from sussidiario.accountability.engine.proof import Proof
from sussidiario.accountability.rules import frozen
from sussidiario.accountability.views import shown
from sussidiario.foundation.period import Period
from sussidiario.journal.actions import MEASURABLE, sign
from sussidiario.journal.domain import finders, hidden_subjects
from sussidiario.journal.models import Act, Seal
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.paging import page_of


@doors.page(policy.may_see_acts)
def acts_of(request: StaffRequest, key: str) -> HttpResponse:
    """List the acts that a figure of the current account was counted from, latest first, with its breakdowns unprotected."""
    current = account.current()
    card = next((each for each in frozen.cards(current) if each["key"] == key), None) if current else None
    if current is None or card is None or current["seal"] is None or (ask := account.question(card)) is None:
        raise Http404
    seal = Seal.objects.get(number=current["seal"]["number"])
    mandate = Period(date.fromisoformat(current["mandate"]["from_on"]), date.fromisoformat(current["mandate"]["until_on"]))
    named = account.names()
    with engine.book(upto=seal) as book:
        broken = [shown.breakdown(each, card["unit"]) for each in account.breakdowns(card, mandate, book, named)]
        page = page_of(request, Proof(book, ask, card["acts"] or 0))
    acts = policy.acts_visible_to(request.actor).in_bulk(page.object_list)
    rows = [(acts[pk], shown.area(acts[pk].area), named["neighbourhood"].get(acts[pk].neighbourhood, "")) for pk in page.object_list if pk in acts]
    context = {"card": shown.card(card, mandate, current["seal"]), "page": page, "rows": rows, "seal": seal, "broken": broken}
    return render(request, "accountability/acts.html", context)


@doors.record(policy.acts_visible_to, reads=lambda act: act)
def act(request: StaffRequest, act: Act) -> HttpResponse:
    """
    Show one act whole: every column, the seal that closes it, whether it is as it was written, and its record.

    Of an act about somebody who does not exist for the reader, only what is counted of it: figures must be proved, and that is not of whom.
    """
    seal = Seal.objects.filter(first__lte=act.pk, last__gte=act.pk).first()
    voided_by = Act.objects.filter(voids=act).first()
    is_hidden = act.subject != "" and Act.objects.about(*hidden_subjects()(request.actor)).filter(pk=act.pk).exists()
    record = None if is_hidden else _record(request.actor, act)
    context = {"act": act, "seal": seal, "voided_by": voided_by, "is_intact": sign(act) == act.fingerprint, "record": record}
    return render(request, "accountability/act.html", context | {"address": _address(record), "facts": _facts(act, PUBLIC if is_hidden else WHOLE)})


PUBLIC = ("act", "on", "at", *(name for name in MEASURABLE if name != "detail"))
"""Columns of an act about somebody hidden."""

WHOLE = ("act", "on", "at", "record", "subject", "by", "why", *MEASURABLE)


def _facts(act: Act, columns: Sequence[str]) -> list[tuple[str, str]]:
    """These columns of an act, in the words of its fields; those with nothing in them are left out."""
    labels = {field.name: str(field.verbose_name) for field in Act._meta.concrete_fields}
    found = []
    for column in columns:
        value = getattr(act, column)
        match column:
            case "on":
                value = writing.day(value)
            case "at":
                value = writing.instant(value)
            case "area":
                value = shown.area(value)
            case "neighbourhood":
                value = account.places().get(value, value)
            case "amount":
                value = writing.euro(value)
            case "detail":
                value = json.dumps(value, ensure_ascii=False) if value else ""
        if value not in ("", None):
            found.append((labels[column].capitalize(), str(value)))
    return found


def _record(actor: Actor, act: Act) -> Any:
    """The record the act was written on, if `actor` may see it: found by its label, for the account knows no domain's models."""
    label, _colon, pk = act.record.partition(":")
    find = finders().get(label)
    return find(actor).filter(pk=pk).first() if find else None


def _address(record: Any) -> str:
    """Page of a record, or nothing if it has none."""
    address = getattr(record, "get_absolute_url", None)
    return str(address()) if address else ""
