"""Logs tell of nobody: real requests with names, codes and births in them, and an error of ours, leave none of it behind."""

import logging
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from config.logs import Discreet, network, scrubbed
from sussidiario.access.models import Staff
from sussidiario.people.models import Person
from tests import town as invented
from tests.architecture.house import ROOT

TYPED = ("galinberti", "Galimberti", "Anna", "1938", "RSSMRA70E03F704X", "Diallo", "chi.non.esiste", "rossi@example.it", "192.0.2.77", "127.0.0.1")
"""What is typed or asked in these stories, beside what the town knows."""


@pytest.fixture
def written() -> Iterator[StringIO]:
    """Whatever any logger writes, in the form in which the installation writes it."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.setLevel(before)
    root.removeHandler(handler)


def signed_in(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Staff.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def secrets_of(town: invented.Town) -> set[str]:
    """Names, codes, births and pseudonyms of everybody in the town, and what was typed."""
    known = {
        str(words)
        for person in Person.objects.filter(pk__in=[each.pk for each in town.persons.values()])
        for words in (person.given_name, person.family_name, person.pseudonym, person.fiscal_code, person.birth_on)
        if words
    }
    return known | set(TYPED)


def test_of_searches_registrations_and_errors_the_log_keeps_nothing_typed(town: invented.Town, written: StringIO, settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.invented.urls"
    operator = signed_in("chiara.brambilla")

    operator.get("/persone/?q=galinberti+anna+1938")
    operator.post("/persone/nuova/", {"family_name": "Galimberti", "given_name": "Anna", "birth": "31/2/1938", "fiscal_code": "RSSMRA70E03F704X"})
    operator.get("/persone/Galimberti/Anna?q=Diallo")
    operator.get("/persone/999999/?q=Diallo")
    operator.get("/", headers={"host": "galimberti.example"})
    Client(enforce_csrf_checks=True).post("/accesso/login/", {"login": "chi.non.esiste", "password": "Galimberti1938"}, REMOTE_ADDR="192.0.2.77")
    broken = operator.get("/cose/rotta/?q=Anna+Galimberti")

    log = written.getvalue()
    assert broken.status_code == 500
    assert "500 GET cose/rotta/" in log
    assert "tests.invented.views" in log, "the type of the exception and its way are there"
    assert "404 GET persone/<int:pk>/" in log
    assert sorted(words for words in secrets_of(town) if words.lower() in log.lower()) == []


def test_of_words_that_are_not_ours_what_has_the_form_of_personal_data_is_taken_out() -> None:
    said = scrubbed("GET /x?q=Anna mail rossi@example.it code RSSMRA70E03F704X or RSSMRAT0ELPF7LQX born 1938-04-02 from 192.0.2.77 id 12345678901")

    assert said == "GET /x?… mail … code … or … born … from 192.0.2.0 id …"


def test_what_is_put_into_a_message_is_left_out_unless_it_is_a_number(written: StringIO) -> None:
    logging.getLogger("somebody.elses").warning("sent %s to %s, attempt %d", "a letter", "Anna Galimberti", 3)
    badly = logging.LogRecord("somebody.elses", logging.WARNING, "", 1, "badly %d written", ("Anna",), None)

    assert "sent … to …, attempt 3" in written.getvalue()
    assert Discreet().format(badly).endswith("badly %d written")
    assert "Anna" not in written.getvalue()


def test_of_an_exception_its_type_and_its_way_remain_and_those_of_its_cause(written: StringIO) -> None:
    try:
        try:
            int("Anna Galimberti")
        except ValueError as cause:
            message = "no such person: Galimberti"
            raise LookupError(message) from cause
    except LookupError:
        logging.getLogger("somebody").exception("it broke")

    log = written.getvalue()
    assert "builtins.ValueError" in log
    assert "builtins.LookupError" in log
    assert "test_logs.py" in log
    assert "Galimberti" not in log


@pytest.mark.parametrize(
    ("address", "shown"), [("192.0.2.77", "192.0.2.0"), ("2001:db8:1:2::9", "2001:db8:1::"), ("Anna", "-"), ("", "-")], ids=["four", "six", "a name", "nothing"]
)
def test_an_address_is_shortened_to_its_network(address: str, shown: str) -> None:
    assert network(address) == shown


def test_the_words_of_queries_are_never_logged(settings: LazySettings) -> None:
    assert logging.getLogger("django.db.backends").getEffectiveLevel() >= logging.WARNING
    assert [handler for handler in logging.getLogger("django").handlers if "Mail" in type(handler).__name__] == []


@pytest.fixture
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[str, Path]]:
    """The application behind gunicorn, as an installation runs it, with its log of accesses; its database is a copy of the tests' own, empty as it is."""
    request.getfixturevalue("django_db_setup")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as made, closing(sqlite3.connect(tmp_path / "db.sqlite3")) as copy:
        made.backup(copy)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, environment = tmp_path / "log", os.environ | {"SUSSIDIARIO_DEMO": "1", "SUSSIDIARIO_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment["SUSSIDIARIO_DATABASE"] = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--access-logfile", "-"]
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out) as server:
        try:
            _wait(port)
            yield f"127.0.0.1:{port}", log
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = "the server does not answer"
    raise AssertionError(message)


def _open(base: str, path: str, **headers: str) -> int:
    asked = HTTPConnection(base, timeout=20)
    asked.request("GET", path, headers=headers)
    answer = asked.getresponse()
    answer.read()
    asked.close()
    assert not any(sign.isdigit() for sign in answer.headers.get("Server", "")), "no version of the server is told"
    return answer.status


def test_the_servers_own_log_says_which_address_and_not_what_was_asked(served: tuple[str, Path]) -> None:
    base, log = served
    found = [
        _open(base, "/stile/?q=Galimberti+Anna", Referer="http://x/?q=Galimberti", **{"User-Agent": "Anna"}),
        _open(base, "/persone/Galimberti"),
        _open(base, "/sportelli/calendari/segretissimo.ics"),
        _open(base, "/%00Galimberti", Host="Galimberti.example"),
    ]
    time.sleep(0.3)

    lines = log.read_text(encoding="utf-8")
    assert found == [200, 404, 404, 400]
    assert "127.0.0.0 GET stile/ 200" in lines
    assert "GET sportelli/calendari/<str:token>.ics 404" in lines
    assert [words for words in ("Galimberti", "Anna", "segretissimo", "127.0.0.1 ") if words in lines] == []
