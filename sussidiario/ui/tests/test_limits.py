"""How often one may ask."""

from collections.abc import Callable
from pathlib import Path
from string import hexdigits
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory

from sussidiario.access.demo import create_staff
from sussidiario.access.models import Guesses, SignIn, Staff
from sussidiario.ui import limits
from sussidiario.ui.limits import Rate, rates
from tests.database import once

WRONG = {"login": "paola.villa", "password": "non è questa"}


@pytest.fixture
def strict(settings: LazySettings) -> None:
    """Let everything be asked three times in an hour."""
    settings.SUSSIDIARIO_LIMITS = {"public": "3/h", "search": "3/h", "recognise": "3/h", "sign_in": "3/h"}


@pytest.fixture
def cast(db: None) -> dict[str, Staff]:
    return once(create_staff)


def signed_in(who: Staff) -> Client:
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


def status(client: Client, path: str, **more: Any) -> int:
    return client.get(path, **more).status_code


@pytest.mark.parametrize(("said", "read"), [("0", ()), ("", ()), ("20/m", (Rate(20, 60),)), ("20/m, 120/h", (Rate(20, 60), Rate(120, 3600)))])
def test_a_limit_is_read_as_it_is_written(said: str, read: tuple[Rate, ...]) -> None:
    assert rates(said) == read


@pytest.mark.parametrize("said", ["many", "20", "20/d", "-1/m", "20/m;30/h"])
def test_a_limit_written_otherwise_is_refused(said: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        rates(said)


@pytest.mark.usefixtures("strict", "db")
def test_who_opens_too_many_public_pages_is_told_when_to_come_back() -> None:
    client = Client()
    assert [status(client, "/stile/") for _ in range(3)] == [200] * 3

    refused = client.get("/")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "Troppe richieste" in refused.content.decode()
    assert status(client, "/", REMOTE_ADDR="192.0.2.7") == 200, "somebody else is not kept out"


@pytest.mark.usefixtures("strict", "db")
def test_it_is_said_in_the_language_of_who_reads() -> None:
    client = Client(headers={"accept-language": "en"})

    pages = [client.get("/") for _ in range(4)]

    assert '<html lang="en">' in pages[-1].content.decode()


@pytest.mark.usefixtures("strict")
def test_searches_are_counted_for_each_member_of_staff_wherever_they_search(cast: dict[str, Staff]) -> None:
    client = signed_in(cast["chiara.brambilla"])
    search, suggest = "/persone/?q=anna", "/persone/suggerimenti/?q=an"

    assert [status(client, path) for path in (search, suggest, suggest, suggest, search)] == [200, 200, 200, 429, 429]
    assert status(client, "/persone/") == 200, "a page that searches nothing is not counted"
    assert status(signed_in(cast["paola.villa"]), search) == 200, "nor is a colleague kept out"


@pytest.mark.usefixtures("strict")
def test_what_is_asked_while_one_types_answers_with_a_line_in_its_place(cast: dict[str, Staff]) -> None:
    client = signed_in(cast["chiara.brambilla"])

    answers = [client.post("/persone/nuova/somiglianze/", {"family_name": "Riva"}, headers={"hx-request": "true"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "<html" not in answers[-1].content.decode()
    assert "data-said" in answers[-1].content.decode()


@pytest.mark.usefixtures("strict", "cast")
def test_passwords_are_not_tried_all_day() -> None:
    client = Client()

    tried = [client.post("/accesso/login/", WRONG | {"login": f"chi.{number}"}).status_code for number in range(4)]

    assert tried == [200, 200, 200, 429]
    assert status(client, "/accesso/login/") == 200, "the page itself opens"


@pytest.mark.usefixtures("strict", "cast")
def test_who_tries_too_often_costs_the_database_nothing_more(django_assert_num_queries: Callable[..., Any]) -> None:
    client = Client()
    for number in range(3):
        client.post("/accesso/login/", WRONG | {"login": f"chi.{number}"})
    before = (SignIn.objects.count(), Guesses.objects.count())

    with django_assert_num_queries(0):
        assert client.post("/accesso/login/", WRONG).status_code == 429

    assert before == (SignIn.objects.count(), Guesses.objects.count()) == (3, 4)


@pytest.mark.usefixtures("strict", "db")
def test_a_sign_in_that_succeeds_is_no_guess() -> None:
    for _ in range(2):
        assert limits.count("sign_in", "192.0.2.7") == 0
        limits.forgive("sign_in", "192.0.2.7")

    assert [limits.count("sign_in", "192.0.2.7") > 0 for _ in range(4)] == [False, False, False, True]


@pytest.mark.usefixtures("strict", "db")
def test_a_query_more_is_never_asked_of_the_database(django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(0):
        assert status(Client(), "/") == 200


@pytest.mark.usefixtures("strict")
def test_of_twenty_who_ask_at_once_exactly_three_are_served(together: Callable[..., list[Any]]) -> None:
    waits = together(*[lambda: limits.count("public", "192.0.2.7")] * 20)

    assert sorted(wait > 0 for wait in waits) == [False] * 3 + [True] * 17


@pytest.mark.usefixtures("strict")
def test_what_was_counted_is_thrown_away_and_names_nobody(settings: LazySettings) -> None:
    folder = Path(settings.SUSSIDIARIO_LIMITS_FOLDER)
    (folder / "3600-1").mkdir(parents=True)
    (folder / "3600-1" / "old").touch()

    limits.count("public", "192.0.2.7")

    assert not (folder / "3600-1").exists()
    [counted] = [path.name for path in folder.rglob("*") if path.is_file()]
    assert set(counted) <= set(hexdigits)


@pytest.mark.usefixtures("strict")
def test_nobody_is_kept_out_by_a_folder_that_cannot_be_written(settings: LazySettings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    settings.SUSSIDIARIO_LIMITS_FOLDER = tmp_path / "file"

    assert [limits.count("public", "192.0.2.7") for _ in range(5)] == [0] * 5
    assert "no limit holds" in caplog.text


@pytest.mark.parametrize(
    ("behind", "forwarded", "found"),
    [
        (False, "203.0.113.9", "192.0.2.7"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (True, "", "192.0.2.7"),
        (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (True, "robaccia", "unknown"),
    ],
)
def test_the_address_is_the_one_that_the_proxy_saw(settings: LazySettings, *, behind: bool, forwarded: str, found: str) -> None:
    settings.SUSSIDIARIO_BEHIND_PROXY = behind
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="192.0.2.7")

    assert limits.address_of(request) == found
