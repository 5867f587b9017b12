"""The pages that belong to no domain, and those for when something does not go."""

import pytest
from django.conf import LazySettings
from django.test import Client, RequestFactory
from django.utils.translation import gettext
from django.views.defaults import server_error

from sussidiario.access.demo import CAST, PASSWORD, create_staff

pytestmark = pytest.mark.django_db


def test_the_front_page_lets_everyone_in(client: Client) -> None:
    page = client.get("/")

    assert page.status_code == 200
    assert page.content.decode().count("<h1>") == 1
    assert "/accesso/login/" in page.content.decode()


def test_the_style_guide_shows_every_component(client: Client) -> None:
    page = client.get("/stile/").content.decode()

    for part in ("s-band", "s-verbs", "s-chips", "s-table", "s-pages", "s-empty", "s-person--locked", "s-suggest__none", "s-facts", "s-notice--stop"):
        assert part in page
    for part in ("s-errors", "s-timeline", "s-bars", "s-curve", "s-figure__missing", "s-progress", "s-card"):
        assert part in page


def test_a_page_can_be_read_by_who_listens(client: Client) -> None:
    page = client.get("/stile/").content.decode()

    assert '<html lang="it">' in page
    assert 'href="#main"' in page
    assert page.count("<main") == page.count("<h1>") == 1


def test_the_language_chosen_is_kept(client: Client) -> None:
    back = client.post("/lingua/", {"language": "en", "next": "/stile/"})

    assert back.headers["Location"] == "/stile/"
    assert '<html lang="en">' in client.get("/").content.decode()


def test_a_day_is_echoed_in_full_or_with_what_is_wrong(client: Client) -> None:
    said, wrong, empty = (client.get(f"/giorno/?g={typed}").json() for typed in ("3.5.2016", "31/2", ""))

    assert said == {"said": "martedì 3 maggio 2016", "wrong": False}
    assert wrong["wrong"]
    assert "non esiste" in wrong["said"]
    assert empty == {"said": "", "wrong": False}


def test_the_sign_in_lists_the_cast_of_the_invented_city(client: Client) -> None:
    page = client.get("/accesso/login/").content.decode()

    assert all(member.username in page for member in CAST)
    assert PASSWORD in page


def test_a_real_city_lists_nobody(client: Client, settings: LazySettings) -> None:
    settings.DEMO = False

    page = client.get("/accesso/login/").content.decode()

    assert PASSWORD not in page
    assert CAST[0].username not in page


def test_one_of_the_cast_signs_in_with_one_button(client: Client) -> None:
    create_staff()

    entered = client.post("/accesso/login/", {"login": "paola.villa", "password": PASSWORD, "next": "/stile/"})

    assert entered.headers["Location"] == "/stile/"
    assert "Paola Villa" in client.get("/stile/").content.decode()


def test_a_wrong_password_says_so_and_tells_nothing_else(client: Client) -> None:
    create_staff()

    page = client.post("/accesso/login/", {"login": "paola.villa", "password": "sbagliata"}).content.decode()

    assert 'role="alert"' in page


def test_nobody_signs_up(client: Client) -> None:
    page = client.get("/accesso/signup/")

    assert "password1" not in page.content.decode()


def test_an_address_that_leads_nowhere_says_so_kindly(client: Client) -> None:
    page = client.get("/da-nessuna-parte/")

    assert page.status_code == 404
    assert "Questa pagina non c’è" in page.content.decode()


def test_a_form_without_its_token_is_refused_with_words() -> None:
    page = Client(enforce_csrf_checks=True).post("/lingua/", {"language": "en"})

    assert page.status_code == 403
    assert next(template.name for template in page.templates) == "403_csrf.html"


def test_a_breakdown_of_ours_has_a_page_that_needs_nothing() -> None:
    page = server_error(RequestFactory().get("/"))

    assert page.status_code == 500
    assert "Qualcosa si è rotto da parte nostra" in page.content.decode()


def test_words_of_the_source_are_italian() -> None:
    assert gettext("Vai al contenuto") == "Vai al contenuto"
