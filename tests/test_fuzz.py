"""
Hostile input at every address, by everyone of the cast: whatever comes, nobody gets an error of ours, and nothing is written in the log as one.

The corpus is fixed and its mix is drawn from a seed, the address's name and the database: what fails today fails tomorrow, and what one database is not
asked the other is. Forms are opened first, and sent as they stand with some of their fields poisoned: so that what is poisoned reaches the verb, not only
the first check of the form. Nothing that a POST writes is kept.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from copy import deepcopy
from html.parser import HTMLParser
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from django.core import signing
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client

from sussidiario.access.models import Staff
from tests import town as invented
from tests.architecture.addresses import Address, addresses, parts
from tests.architecture.test_access import OPEN_TO, _path

LONG = "abbàsso " * 12_500
"""A hundred thousand characters."""

TEXTS = (
    "",
    "\0",
    "Anna\0Galimberti",
    "\ud800",
    "Galimberti\udfff",
    "\u202eassu\u202c",
    "\u200b\u200d\ufeff",
    "\u2028\u2029\x85\x0b\x1f\x7f",
    "\U0010ffff\ufffe\uffff",
    "a\u0301\u0327\u0323" * 300,
    "🏳️‍🌈👩‍👩‍👧‍👦",
    "İıẞßﬀ",
    LONG,
    "9" * 5000,
    "' OR 1=1; DROP TABLE people_person; --",
    '"\\" UNION SELECT * FROM access_staff',
    "%s %d %(name)s %%",
    "{0} {x.__class__} {{ settings.SECRET_KEY }} {% debug %}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "//altrove.example/",
    "\r\nSet-Cookie: a=b",
    "None",
    "null",
    "true",
    "[]",
    "{}",
    "NaN",
    "inf",
    "-1",
    "0",
    "1",
    "2",
    "3",
    "٣",
    "²",
    "½",
    "1e309",
    "0x10",
    "1_000",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "170141183460469231731687303715884105728",
    "0,01",
    "99999999999999999999999,99",
    "-5,00",
    "31/2/2016",
    "0/0/0",
    "1/1/0",
    "1/1/1",
    "31/12/9999",
    "1/1/10000",
    "1/1/99999999999999999999",
    "29/2/1900",
    "2016-11-15",
    "2016-W46",
    "-1-01-01",
    "9999-12-31",
    "0001-01-01",
    "+275760-09-13",
    "oggi",
    "domani",
    "circa 99999999999999 anni",
    "circa -1 anni",
    "circa 2015 anni",
    "circa ² anni",
    "24:00",
    "25.61",
    "RSSMRA70E03F704X",
    "ABCDEF00A00A000A",
    "LMNPQR" * 4,
    "adults",
    "elderly",
    "person",
    "x@" + "y" * 300 + ".it",
    "Anna",
    "De Luca Marco 21/6/1975",
)
"""What is written in fields and queries. Lone surrogates travel where a sender can put them: in JSON."""

NUMBERS = ("0", "2147483648", "9223372036854775807", "9223372036854775808", "9" * 60, "9" * 5000, "00000001")
PATHS = ("x", "%00", "%ED%A0%80", "%F0%9F%92%A9", "..", "%2e%2e%2f", "a" * 3000, "%252e", "-", "_", "%0d%0aX:y", "' OR 1=1", "<b>")
QUERIES = (
    "q",
    "page",
    "pagina",
    "persona",
    "person",
    "contact",
    "household",
    "on",
    "giorno",
    "day",
    "at",
    "area",
    "state",
    "order",
    "next",
    "g",
    "formato",
    "pk",
)
TYPES = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded; charset=utf-7",
    "x",
    "",
)
BODIES = (
    b"",
    b"\xff\xfe\x00",
    b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.exe"\r\nContent-Type: x\r\n\r\nMZ\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n',
    b"[" * 20_000 + b"]" * 20_000,
    json.dumps({"a": "\ud800", "b": [None, 1e308, {"c": "\0"}]}).encode(),
    b"a=" + b"x" * 1_100_000,
    b"&".join(b"a%d=1" % number for number in range(600)),
    b"%zz=%&&==&a=%00&a=%ff",
)
HEADERS: tuple[dict[str, str], ...] = (
    {"host": "altrove.example"},
    {"host": "localhost:99999"},
    {"host": "[::1"},
    {"host": "a\0b"},
    {"cookie": 'sessionid="; csrftoken=\0; messages=x; author=1:x:y'},
    {"cookie": "sessionid=" + "x" * 4000},
    {"cookie": "django_language=../../etc; author=" + "é" * 40},
    {"accept-language": "x" * 3000 + ",it;q=2,*;q=-1"},
    {"accept-language": "\0"},
    {"hx-request": "true", "hx-current-url": "%ZZ;javascript:", "hx-current-url-uri-autoencoded": "true"},
    {"hx-request": "true", "hx-trigger": "\ud7ff", "hx-prompt": "a%00"},
    {"x-form": "/" + "x" * 499},
    {"x-form": "/\0\r\n"},
    {"x-forwarded-for": "x,,1.2.3.4.5"},
    {"x-forwarded-proto": "gopher"},
    {"accept-encoding": "gzip;q=x, \0"},
    {"referer": "http://[::1", "origin": "null"},
    {"range": "bytes=9-1,a"},
    {"if-modified-since": "Mon, 99 Foo 9999 99:99:99 GMT", "if-none-match": 'W/"'},
    {"authorization": "Bearer ...", "content-encoding": "br"},
    {"x-http-method-override": "DELETE"},
    {"content-length": "-1"},
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X" * 300)
TOKENS = ("", ".", "::", "x:y:z", signing.dumps({"user": 1}, salt="of another"), signing.dumps(1, salt="of another")[:-1], "\ufffd" * 20)


class Asked(HTMLParser):
    """The forms of a page: what each field would send if it were sent now."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        name = known.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and known.get("value"):
            self.fields[self._select] = self.fields.get(self._select) or known["value"]
        elif tag in {"input", "textarea"} and name and not self.fields.get(name):
            self.fields[name] = known.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.fields.setdefault(self._select, "")
            self._select = ""


class Attack:
    """One address under attack by everyone."""

    def __init__(self, address: Address, clients: Sequence[Client], records: dict[str, int]) -> None:
        self.address, self.clients = address, clients
        self.random = Random(f"{connection.vendor} {address.route}")  # noqa: S311  a mix, no secret
        self.path = _path(address, records)
        self.found: list[str] = []

    def run(self) -> list[str]:
        """Try everything; say what went wrong."""
        insiders = self._insiders()
        client = self.random.choice(insiders)
        self._ask(client, "GET", self.path + "?" + self._query())
        self._ask(client, "GET", self.path, headers=self.random.choice(HEADERS))
        self._ask(self.random.choice(self.clients), self.random.choice(METHODS), self.path + "?" + self._query())
        self._ask(client, "POST", self.path, body=self.random.choice(BODIES), kind=self.random.choice(TYPES))
        if "<" in self.address.route:
            self._ask(client, self.random.choice(("GET", "POST")), self._elsewhere())
        for body in self._poisoned(insiders[0]):
            self._ask(insiders[0], "POST", self.path + "?" + self._query() * self.random.randrange(2), body=body.encode())
        return self.found

    def _insiders(self) -> list[Client]:
        """One who, as the access document says, can open the page; or everybody."""
        places = OPEN_TO.get(self.address.name, [])
        return [self.clients[self.random.choice(places)]] if places else list(self.clients)

    def _query(self) -> str:
        names = self.random.sample(QUERIES, 3)
        return "&".join(f"{name}={self._said(self.random.choice(TEXTS))[:4000]}" for name in names)

    def _elsewhere(self) -> str:
        bad = self.random.choice(NUMBERS)
        return self.address.filled(pk=bad, key=self.random.choice(PATHS), name=self.random.choice(PATHS), token=self.random.choice((*PATHS, *TOKENS)))

    def _poisoned(self, client: Client) -> Iterator[str]:
        """The page's own form as it would be sent, each time with other fields poisoned."""
        page = self._ask(client, "GET", self.path)
        asked = Asked()
        asked.feed(page.content.decode(errors="replace") if not page.streaming else "")
        names = [name for name in asked.fields if name != "csrfmiddlewaretoken"] or ["name", "on", "why"]
        for number in range(1 + min(len(names) // 3, 3)):
            poisoned = self.random.sample(names, 1 if number % 2 else self.random.randint(1, len(names)))
            sent = [(name, self.random.choice(TEXTS) if name in poisoned else value) for name, value in asked.fields.items()]
            if number % 3 == 0:
                sent += [(self.random.choice(names), self.random.choice(TEXTS)), ("inatteso", "x"), ("_state", "x"), ("pk", "1"), ("id", "")]
            yield "&".join(f"{quote(name)}={self._said(value)}" for name, value in sent)

    @staticmethod
    def _said(text: str) -> str:
        return quote(text.encode("utf-8", "surrogatepass"))

    def _ask(self, client: Client, method: str, path: str, *, body: bytes = b"", kind: str = "application/x-www-form-urlencoded", headers: Any = None) -> Any:
        cookies = client.cookies
        client.cookies = deepcopy(cookies)  # who is signed out, or speaks another language, is so for this once
        with transaction.atomic():
            response = client.generic(method, path, body, kind, headers=headers)
            transaction.set_rollback(True)
        if response.status_code >= 500 or response.exc_info:  # type: ignore[attr-defined]  # the test client's
            self.found.append(f"{method} {path[:200]} {headers or ''} {body[:300]!r} {kind}: {_why(response)}")
        client.cookies = cookies
        return response


def _why(response: HttpResponseBase) -> str:
    info = getattr(response, "exc_info", None)
    return f"{response.status_code} {info[1]!r:.200}" if info else str(response.status_code)


def everyone() -> list[Client]:
    """A browser for each of the cast, and one for who is not signed in."""
    clients = [Client(raise_request_exception=False)]
    for username in invented.WHO.values():
        client = Client(raise_request_exception=False)
        client.force_login(Staff.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        clients.append(client)
    return clients


@pytest.mark.django_db
@pytest.mark.parametrize("part", parts())
def test_no_hostile_input_anywhere_is_an_error_of_ours(whole_town: invented.Town, caplog: pytest.LogCaptureFixture, part: str) -> None:
    clients, records = everyone(), invented.records(whole_town)

    found = [wrong for address in parts()[part] for wrong in Attack(address, clients, records).run()]

    assert found == [], "\n".join(found)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR and not record.name.startswith("django.security")] == []


def test_most_pages_are_opened_before_they_are_attacked() -> None:
    shut = [address.route for address in addresses() if address.is_ours and not OPEN_TO.get(address.name)]

    assert len(shut) < len(addresses()) / 3, shut
