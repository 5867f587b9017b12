"""What every answer says to the browser, and what is too much to be read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sussidiario.access.demo import create_staff

pytestmark = pytest.mark.django_db

EVERY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGES = ("/", "/accesso/login/", "/bilancio/sigilli/", "/non-esiste/", "/oggi/")


@pytest.fixture
def worker() -> Client:
    client = Client()
    client.force_login(create_staff()["paola.villa"], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_shut_to_what_is_not_ours(client: Client, path: str) -> None:
    headers = client.get(path).headers

    assert {name: headers.get(name) for name in EVERY} == EVERY
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_nothing_inline_and_nothing_from_elsewhere_is_run(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/oggi/", "/persone/", "/", "/non-esiste/", "/bilancio/edizioni/nuova/"])
def test_nothing_shown_to_who_is_signed_in_is_kept_errors_included(worker: Client, path: str) -> None:
    kept = worker.get(path).headers.get("Cache-Control", "")

    assert {"no-store", "private"} <= set(kept.replace(" ", "").split(","))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_a_page_is_asked_for_in_no_other_way_than_those_that_the_doors_know(worker: Client, method: str) -> None:
    assert worker.generic(method, "/persone/").status_code == 405


def test_a_file_is_refused_wherever_it_is_sent(worker: Client) -> None:
    refused = worker.post("/persone/nuova/", {"family_name": "Riva", "f": SimpleUploadedFile("a.exe", b"MZ")})

    assert refused.status_code == 413
    assert "non si caricano file" in refused.content.decode()


@pytest.mark.parametrize(("typed", "answer"), [({"family_name": "x" * 1_100_000}, 413), ({f"f{number}": "x" for number in range(501)}, 400)])
def test_what_is_too_long_is_refused_on_a_page_of_ours(worker: Client, typed: dict[str, str], answer: int) -> None:
    refused = worker.post("/persone/nuova/", "&".join(f"{name}={words}" for name, words in typed.items()), content_type="application/x-www-form-urlencoded")

    assert refused.status_code == answer
    assert "Non è stato scritto nulla" in refused.content.decode()


def test_a_name_that_is_not_ours_is_answered_without_repeating_it(client: Client) -> None:
    refused = client.get("/", headers={"host": "altrove.example"})

    assert refused.status_code == 400
    assert "altrove" not in refused.content.decode()
