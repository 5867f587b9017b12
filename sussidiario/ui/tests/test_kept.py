"""Nothing typed is ever lost."""

import pytest
from django import forms
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, QueryDict
from django.test import Client, RequestFactory

from sussidiario.access.demo import PASSWORD, create_staff
from sussidiario.access.models import Staff
from sussidiario.ui import kept
from sussidiario.ui.forms import typed
from tests.database import once

pytestmark = pytest.mark.django_db
FORM = "/bozze/dimentica/"
"""An address behind the sign-in that takes a form."""


class Diary(forms.Form):
    on = forms.DateField(label="Quando")
    words = forms.CharField(label="Che cosa")


@pytest.fixture
def cast() -> dict[str, Staff]:
    return once(create_staff)


def enter(client: Client, username: str) -> None:
    client.post("/accesso/login/", {"login": username, "password": PASSWORD})


def opened(client: Client, address: str, who: Staff) -> HttpRequest:
    """A request that opens a form with the browser's session."""
    request = RequestFactory().get(address)
    request.session = client.session
    request.user = who
    return request


def test_a_form_sent_after_the_sign_in_expired_is_there_when_its_author_returns(client: Client, cast: dict[str, Staff]) -> None:
    enter(client, "paola.villa")
    client.get("/stile/")
    del client.cookies["sessionid"]

    turned_away = client.post(FORM, {"words": "Visita a casa", "csrfmiddlewaretoken": "x"})
    enter(client, "paola.villa")

    assert turned_away.headers["Location"] == f"/accesso/login/?next={FORM}"
    found = typed(opened(client, FORM, cast["paola.villa"]))
    assert found is not None
    assert dict(found.lists()) == {"words": ["Visita a casa"]}


def test_a_colleague_at_the_same_desk_does_not_find_it(client: Client, cast: dict[str, Staff]) -> None:
    enter(client, "paola.villa")
    client.get("/stile/")
    del client.cookies["sessionid"]
    client.post(FORM, {"words": "Visita a casa"})

    enter(client, "stefano.riva")

    assert typed(opened(client, FORM, cast["stefano.riva"])) is None


def test_a_stranger_s_form_is_not_kept(client: Client) -> None:
    client.post(FORM, {"words": "Visita a casa"})

    assert kept.KEY not in client.session


def test_a_forged_author_is_nobody(client: Client, cast: dict[str, Staff]) -> None:
    client.cookies[kept.AUTHOR] = f"{cast['paola.villa'].pk}:forged"

    client.post(FORM, {"words": "Visita a casa"})

    assert kept.KEY not in client.session


def test_a_draft_is_kept_while_one_types_and_let_go_when_it_is_sent(client: Client, cast: dict[str, Staff]) -> None:
    enter(client, "paola.villa")

    answer = client.post("/bozze/", {"words": "Visi"}, headers={"X-Form": FORM})

    assert answer.status_code == 204
    assert typed(opened(client, FORM, cast["paola.villa"])) is not None
    client.post(FORM, {"words": "Visita"})
    assert typed(opened(client, FORM, cast["paola.villa"])) is None


def test_a_draft_can_be_forgotten(client: Client, cast: dict[str, Staff]) -> None:
    enter(client, "paola.villa")
    client.post("/bozze/", {"words": "Visi"}, headers={"X-Form": "/casi/7/diario/"})

    back = client.post("/bozze/dimentica/", {"address": "/casi/7/diario/"})

    assert back.headers["Location"] == "/casi/7/diario/"
    assert typed(opened(client, "/casi/7/diario/", cast["paola.villa"])) is None


@pytest.mark.parametrize("address", ["https://altrove.example/", "//altrove.example/"])
def test_forgetting_never_leads_elsewhere(client: Client, cast: dict[str, Staff], address: str) -> None:
    enter(client, "paola.villa")

    assert client.post("/bozze/dimentica/", {"address": address}).headers["Location"] == "/"


def test_a_form_is_kept_for_its_own_address_alone(client: Client, cast: dict[str, Staff]) -> None:
    enter(client, "paola.villa")
    client.post("/bozze/", {"words": "Visi"}, headers={"X-Form": "/casi/7/diario/"})

    assert typed(opened(client, "/casi/8/diario/", cast["paola.villa"])) is None


def test_passwords_are_never_kept_and_too_much_is_not_either() -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()  # a session of its own

    kept.keep(request, "/a/", QueryDict("words=uno&password=segreta&csrfmiddlewaretoken=x"), author=1)
    kept.keep(request, "/b/", QueryDict("words=" + "a" * kept.MOST_WORDS), author=1)

    assert request.session[kept.KEY] == {"/a/": {"author": 1, "body": "words=uno"}}


def test_of_too_many_forms_the_oldest_is_forgotten() -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()

    for number in range(kept.MOST_FORMS + 1):
        kept.keep(request, f"/{number}/", QueryDict("words=uno"), author=1)

    assert next(iter(request.session[kept.KEY])) == "/1/"
    assert len(request.session[kept.KEY]) == kept.MOST_FORMS


def test_a_form_filled_with_what_was_kept_shows_no_errors() -> None:
    form = Diary(kept.Kept({"words": ["Visita"]}))

    html = str(form)

    assert 'value="Visita"' in html
    assert "s-errors" not in html
    assert "aria-invalid" not in html


def test_a_form_that_is_sent_is_what_was_posted() -> None:
    request = RequestFactory().post("/a/", {"words": "Visita"})

    assert typed(request) is request.POST
