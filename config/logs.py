"""
Logs without personal data.

A line says when, how grave, which part, and for a request its method, the address as the URLconf writes it (`persone/<int:pk>/`) and how
it was answered. It never says what was asked or typed: not the filled-in address, not the query, not the message of an exception
(`duplicate key (RSSMRA...)`), only its type and the places in the code it passed. What is missing to understand an error is found by
doing it again in the invented city.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from django.http import HttpRequest

HIDDEN = "…"
PERSONAL = (
    (re.compile(r"\?\S*"), "?" + HIDDEN),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), HIDDEN),
    (re.compile(r"\b[A-Za-z]{6}\w{2}[A-Za-z]\w{2}[A-Za-z]\w{3}[A-Za-z]\b"), HIDDEN),  # a fiscal code, also where homonyms have letters for digits
    (re.compile(r"\b\d{11}\b"), HIDDEN),  # a provisional one
    (re.compile(r"\b(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b"), r"\1.0"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), HIDDEN),  # a birth
)
"""What is recognised by its form in words that we did not write ourselves."""

UNANSWERED = "no such address"


class Discreet(logging.Formatter):
    """Writes a record without what it was about."""

    def __init__(self) -> None:
        super().__init__(datefmt="%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        """Write the line, and below it the way of an exception."""
        lines = [f"{self.formatTime(record, self.datefmt)} {record.levelname} {record.name}: {said(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += way(record.exc_info[1])
        return "\n".join(lines)


def said(record: logging.LogRecord) -> str:
    """Give the words of a record: those of the code, without what was put in their places unless it is a number."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        route = request.resolver_match.route if request.resolver_match else UNANSWERED
        return f"{getattr(record, 'status_code', '')} {request.method if request.method in METHODS else HIDDEN} {route}"
    if record.name == "gunicorn.error" and record.levelno <= logging.INFO:
        return record.getMessage()  # of the server itself: where it listens, which worker began
    args = record.args if isinstance(record.args, tuple) else ()
    try:
        words = str(record.msg) % tuple(each if isinstance(each, int | float) else HIDDEN for each in args) if args else str(record.msg)
    except (TypeError, ValueError):
        words = str(record.msg)
    return scrubbed(words)


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


def scrubbed(words: str) -> str:
    """Take out what is recognised as personal by its form."""
    for form, instead in PERSONAL:
        words = form.sub(instead, words)
    return words


def way(error: BaseException) -> Iterator[str]:
    """Say the type of an exception and where it passed, the cause first; never its message, which may quote what was typed."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from way(before)
    for step in traceback.extract_tb(error.__traceback__):
        yield f"  {step.filename}:{step.lineno} in {step.name}"
    yield f"  {type(error).__module__}.{type(error).__qualname__}"


def network(address: str) -> str:
    """Shorten an address to its network: enough to see where an attack comes from, not who asked."""
    try:
        known = ip_address(address)
    except ValueError:
        return "-"
    return str(ip_network((known, 24 if known.version == 4 else 48), strict=False).network_address)  # noqa: PLR2004  IPv4
