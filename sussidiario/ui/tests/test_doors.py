import inspect
import re

import pytest
from django.conf import LazySettings
from django.test import Client

from sussidiario.access.actor import Actor
from sussidiario.access.rules import Role
from sussidiario.journal import actions as journal
from sussidiario.journal.domain import person_ground
from sussidiario.journal.models import Reading
from tests.invented.apps import InventedConfig
from tests.invented.models import Thing
from tests.invented.work import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.invented.urls")]


@pytest.fixture
def worker(client: Client) -> Actor:
    """A social worker, signed in."""
    ada = somebody(Role.SOCIAL_WORKER)
    client.force_login(ada.staff)
    return ada


@pytest.fixture
def head(client: Client) -> Actor:
    """A service head, signed in."""
    eva = somebody(Role.SERVICE_HEAD, username="eva")
    client.force_login(eva.staff)
    return eva


def same(page: str) -> str:
    """A page without its address and its token, which are never twice the same."""
    return re.sub(r'/cose/\d+/|value="\w{64}"', "", page)


def test_a_public_page_is_open_to_who_is_not_signed_in(client: Client) -> None:
    assert client.get("/cose/finestra/").content == b"da fuori"


@pytest.mark.parametrize("address", ["/cose/", "/cose/1/", "/cose/senza-porta/"])
def test_anything_else_asks_them_to_sign_in_even_where_a_door_was_forgotten(client: Client, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (302, f"/accesso/login/?next={address}")


def test_who_may_not_is_told_why(client: Client) -> None:
    client.force_login(somebody().staff)

    answer = client.get("/cose/")

    assert answer.status_code == 403
    assert "Non lavori qui." in answer.content.decode()


def test_a_record_that_one_may_not_see_does_not_exist(client: Client, worker: Actor) -> None:
    secret = Thing.objects.create(name="segreto", is_secret=True)

    hidden, missing = client.get(f"/cose/{secret.pk}/"), client.get(f"/cose/{secret.pk + 1}/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert same(hidden.content.decode()) == same(missing.content.decode())
    assert not Reading.objects.exists()


def test_a_record_that_one_may_see_and_not_touch_says_why(client: Client, worker: Actor) -> None:
    thing = Thing.objects.create(name="armadio")

    for answer in (client.get(f"/cose/{thing.pk}/chiudi/"), client.post(f"/cose/{thing.pk}/chiudi/")):
        assert answer.status_code == 403
        assert "«armadio» la chiude chi dirige." in answer.content.decode()

    thing.refresh_from_db()
    assert thing.is_open
    assert not Reading.objects.exists()


def test_who_may_does(client: Client, head: Actor) -> None:
    thing = Thing.objects.create(name="armadio")

    assert client.post(f"/cose/{thing.pk}/chiudi/")["Location"] == "/cose/"

    thing.refresh_from_db()
    assert not thing.is_open


def test_who_comes_too_late_is_told_so(client: Client, head: Actor) -> None:
    thing = Thing.objects.create(name="armadio", is_open=False)

    answer = client.post(f"/cose/{thing.pk}/chiudi/")

    assert answer.status_code == 409


def test_opening_a_record_is_a_reading_once_and_doing_something_to_it_is_not(client: Client, head: Actor) -> None:
    thing = Thing.objects.create(name="armadio")

    client.get(f"/cose/{thing.pk}/?da=lista")
    client.post(f"/cose/{thing.pk}/chiudi/")

    reading = Reading.objects.get()
    assert (reading.by_id, reading.record, reading.subject) == (head.pk, f"invented.thing:{thing.pk}", journal.pseudonym(thing))
    assert reading.address == f"/cose/{thing.pk}/"


def test_a_page_that_only_shows_answers_to_nothing_else(client: Client, head: Actor) -> None:
    thing = Thing.objects.create(name="armadio")

    answers = [client.post("/cose/"), client.post(f"/cose/{thing.pk}/")]

    assert [(answer.status_code, answer["Allow"], answer.content) for answer in answers] == [(405, "GET, HEAD", b"")] * 2
    assert not Reading.objects.exists()


def test_a_form_that_comes_back_shows_what_opening_it_does_and_is_a_reading(client: Client, head: Actor) -> None:
    thing = Thing.objects.create(name="armadio")

    client.post(f"/cose/{thing.pk}/chiudi/", {"perché": ""})

    assert Reading.objects.get().record == f"invented.thing:{thing.pk}"


def test_a_page_opened_again_at_once_is_the_same_reading(client: Client, head: Actor, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = "2016-11-15T10:00"
    thing = Thing.objects.create(name="armadio")

    for _ in range(2):
        client.get(f"/cose/{thing.pk}/")
    client.head(f"/cose/{thing.pk}/")

    assert Reading.objects.count() == 1


def test_a_reading_says_on_what_ground_where_a_domain_says_it(client: Client, head: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InventedConfig, "person_ground", "tests.invented.policy.ground")
    monkeypatch.setattr("sussidiario.ui.doors.person_ground", inspect.unwrap(person_ground))
    thing = Thing.objects.create(name="armadio")

    client.get(f"/cose/{thing.pk}/")

    assert Reading.objects.values_list("ground", "purpose").get() == ("role", "verifica dell'armadio")


def test_a_page_of_a_person_is_not_kept_by_the_browser(client: Client, head: Actor) -> None:
    thing = Thing.objects.create(name="armadio")

    assert "no-store" in client.get(f"/cose/{thing.pk}/")["Cache-Control"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_get_that_writes_is_an_error_of_ours(client: Client, worker: Actor, method: str) -> None:
    with pytest.raises(AssertionError, match="a GET may only ask: INSERT"):
        getattr(client, method)("/cose/sbadata/")

    assert not Thing.objects.exists()


def test_a_post_may_write(client: Client, worker: Actor) -> None:
    client.post("/cose/sbadata/")

    assert Thing.objects.count() == 1


def test_a_role_that_has_ended_opens_nothing(client: Client, worker: Actor) -> None:
    held = worker.staff.roles_held.get()
    held.until_on = held.from_on
    held.save()

    assert client.get("/cose/").status_code == 403
