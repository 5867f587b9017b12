"""The same numbers for machines: open data of the account, of an edition, of one figure. Nothing here that the pages do not show."""

import csv
import io
import json
from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from sussidiario.accountability.engine import account
from sussidiario.accountability.models import Edition
from sussidiario.accountability.rules import frozen
from sussidiario.accountability.rules.comparing import Status
from sussidiario.accountability.rules.frozen import Account, Card
from sussidiario.ui import doors

COLUMNS = (
    "chapter",
    "key",
    "title",
    "unit",
    "period",
    "compared_with",
    "where",
    "computed",
    "before",
    "after",
    "published",
    "status",
    "acts",
    "figure",
    "definition",
    "seal",
    "chain",
)
"""Columns of the downloads; docs/open-data.md says what each holds."""


@doors.public
def data(request: HttpRequest, kind: str) -> HttpResponse:
    """Give every figure of the current account."""
    return _download(_current(), kind, "bilancio-sociale")


@doors.public
def edition_data(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Give every figure of an edition, as it was frozen."""
    return _download(get_object_or_404(Edition, name=name).account, kind, f"bilancio-sociale-{name}")


@doors.public
def figure_data(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give one figure of the current account with its breakdowns."""
    return _figure(_current(), key, kind)


@doors.public
def edition_figure_data(request: HttpRequest, name: str, key: str, kind: str) -> HttpResponse:
    """Give one figure of an edition with its breakdowns."""
    return _figure(get_object_or_404(Edition, name=name).account, key, kind)


def _current() -> Account:
    current = account.current()
    if current is None:
        raise Http404
    return current


def _rows(of: Account) -> list[dict[str, object]]:
    """Every figure as a row. While it is not computed no number is given, not even the published one: it is not ours to state."""
    seal = of["seal"]
    rows = []
    for chapter in of["chapters"]:
        for card in frozen.cards_of(chapter):
            counted = card["status"] != Status.NOT_COMPUTED
            where = ";".join(f"{name}={value}" for name, value in card["where"].items())
            own: dict[str, object] = {"chapter": chapter["key"], "title": card["title"]["it"], "where": where}
            own |= {name: card[name] for name in ("key", "unit", "period", "compared_with", "status", "figure", "definition")}
            own |= {name: card[name] if counted else None for name in ("computed", "before", "after", "published", "acts")}
            rows.append(own | {"seal": seal["number"] if seal else None, "chain": seal["chain"] if seal else None})
    return rows


def _download(of: Account, kind: str, name: str) -> HttpResponse:
    rows = _rows(of)
    if kind == "csv":
        return _csv(COLUMNS, ([row[column] for column in COLUMNS] for row in rows), name)
    mandate = {column: of["mandate"][column] for column in ("key", "from_on", "until_on", "sha256")}
    return _json({"mandate": mandate, "seal": of["seal"], "figures": [{column: row[column] for column in COLUMNS[:-2]} for row in rows]}, name)


def _figure(of: Account, key: str, kind: str) -> HttpResponse:
    row = next((row for row in _rows(of) if row["key"] == key), None)
    card = next((card for card in frozen.cards(of) if card["key"] == key), None)
    if row is None or card is None:
        raise Http404
    if kind == "csv":
        return _csv(("by", "code", "label", "value"), _cells(card), key)
    return _json({"seal": of["seal"], **{column: row[column] for column in COLUMNS[:-2]}, "breakdowns": card["breakdowns"]}, key)


def _cells(card: Card) -> Iterable[list[object]]:
    """The total first, then every breakdown that may be shown."""
    if card["computed"] is not None:
        yield ["total", "", "", card["computed"]]
    for each in card["breakdowns"]:
        for cell in each["cells"]:
            yield [each["by"], cell["code"], cell["label"], cell["value"]]


def _csv(columns: Iterable[str], rows: Iterable[Iterable[object]], name: str) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    return _attached(out.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def _json(content: object, name: str) -> HttpResponse:
    return _attached(json.dumps(content, ensure_ascii=False, indent=1), "application/json", f"{name}.json")


def _attached(content: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
