"""Signing in with a password: the same words and the same work for everybody, at a speed at which nobody guesses."""

from datetime import date
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.test import Client
from django.urls import NoReverseMatch, reverse

from config import settings as real
from sussidiario.access.actor import actor
from sussidiario.access.demo import PASSWORD, create_staff
from sussidiario.access.entering import MOST_WRONG, Outcome
from sussidiario.access.models import SignIn, Staff
from tests.database import once
from tests.sign_in.codes import enter

TODAY = "/oggi/"


@pytest.fixture
def cast(db: None) -> dict[str, Staff]:
    return once(create_staff)


def outcomes() -> list[str]:
    return list(SignIn.objects.order_by("pk").values_list("outcome", flat=True))


def test_somebody_comes_in_and_it_is_written_down(client: Client, cast: dict[str, Staff]) -> None:
    client.defaults |= {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux) Firefox/149.0", "REMOTE_ADDR": "10.1.2.3"}

    assert enter(client) == TODAY

    line = SignIn.objects.get()
    assert (line.staff, line.outcome, line.how, line.address, line.agent) == (cast["paola.villa"], "entered", "password", "10.1.2.3", "Firefox · Linux")


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client, cast: dict[str, Staff]) -> None:
    assert enter(client, password="sbagliata") == enter(client, "nessuno") != ""
    assert outcomes() == [Outcome.WRONG, Outcome.WRONG]
    assert SignIn.objects.filter(staff=None).count() == 1


@pytest.mark.parametrize("name", ["paola.villa", "nessuno", "stefano.riva"])
def test_every_answer_costs_one_hashing(client: Client, cast: dict[str, Staff], settings: LazySettings, name: str) -> None:
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    Staff.objects.update(password=make_password(PASSWORD))
    Staff.objects.filter(username="stefano.riva").update(is_active=False)

    with (
        patch.object(Argon2PasswordHasher, "encode", autospec=True, side_effect=Argon2PasswordHasher.encode) as made,
        patch.object(Argon2PasswordHasher, "verify", autospec=True, side_effect=Argon2PasswordHasher.verify) as checked,
    ):
        enter(client, name, "sbagliata")

    assert made.call_count + checked.call_count == 1


def test_after_five_wrong_passwords_not_even_the_right_one_opens(client: Client, cast: dict[str, Staff]) -> None:
    for _ in range(MOST_WRONG):
        enter(client, password="sbagliata")

    assert "Troppi tentativi" in enter(client)
    assert outcomes() == [Outcome.WRONG] * MOST_WRONG + [Outcome.LOCKED]


def test_an_unknown_name_is_closed_with_the_same_words(client: Client, cast: dict[str, Staff]) -> None:
    known = [enter(client, password="sbagliata") for _ in range(MOST_WRONG + 1)]
    unknown = [enter(client, "nessuno", "sbagliata") for _ in range(MOST_WRONG + 1)]

    assert known == unknown


def test_an_old_hash_is_written_anew_at_the_sign_in(client: Client, cast: dict[str, Staff], settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    Staff.objects.filter(username="paola.villa").update(password=make_password(PASSWORD, hasher="pbkdf2_sha256"))

    enter(client)

    assert Staff.objects.get(username="paola.villa").password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("closed", [{"is_active": False}, {"until_on": date(2017, 5, 15)}])
def test_a_closed_account_is_answered_like_a_wrong_password(client: Client, cast: dict[str, Staff], closed: dict[str, object]) -> None:
    Staff.objects.filter(username="paola.villa").update(**closed)

    assert enter(client) == enter(client, "nessuno")


def test_until_the_day_before_the_last_one_opens(client: Client, cast: dict[str, Staff]) -> None:
    Staff.objects.filter(username="paola.villa").update(until_on=date(2017, 5, 16))

    assert enter(client) == TODAY


def test_after_the_last_day_somebody_holds_nothing(cast: dict[str, Staff]) -> None:
    paola = cast["paola.villa"]
    paola.until_on = date(2017, 5, 16)

    assert actor(paola, on=date(2017, 5, 15)).roles
    assert not actor(paola, on=date(2017, 5, 16)).roles
    assert not actor(paola, on=date(2017, 5, 16)).teams


def test_leaving_is_written_down(client: Client, cast: dict[str, Staff]) -> None:
    enter(client)

    client.post("/accesso/logout/")

    assert outcomes() == [Outcome.ENTERED, Outcome.LEFT]


def test_another_browser_is_noticed(client: Client, cast: dict[str, Staff]) -> None:
    enter(client)
    other = Client()
    enter(other)

    assert "prima volta che entri da questo apparecchio" in other.get("/stile/").content.decode()
    page = other.get("/accesso/storico/").content.decode()
    assert page.count("apparecchio nuovo") == 2


def test_the_history_is_one_s_own(client: Client, cast: dict[str, Staff]) -> None:
    enter(client, "stefano.riva")
    other = Client()
    enter(other)

    page = other.get("/accesso/storico/")

    assert [line.staff for line in page.context["page"]] == [cast["paola.villa"]]


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "account_reset_password_done", "account_set_password"])
def test_what_there_is_no_mail_for_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("address", ["signup/", "email/", "password/reset/", "password/reset/key/a-b/", "password/set/", "confirm-email/", "login/code/"])
def test_nothing_answers_there(client: Client, cast: dict[str, Staff], address: str) -> None:
    enter(client)

    assert client.get(f"/accesso/{address}").status_code == 404


def test_a_given_password_is_changed_before_anything_else(client: Client, cast: dict[str, Staff], settings: LazySettings) -> None:
    settings.DEMO = False
    Staff.objects.filter(username="paola.villa").update(must_choose_password=True)
    enter(client)

    turned = client.get("/persone/")
    same = client.post("/accesso/password/", {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD})
    chosen = "lago cavallo finestra blu"
    changed = client.post("/accesso/password/", {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen})

    assert turned.headers["Location"] == "/accesso/password/"
    assert "È la stessa di adesso" in same.content.decode()
    assert changed.headers["Location"] == TODAY
    assert client.get("/persone/").status_code == 200
    assert enter(Client(), password=chosen) == TODAY


def test_everybody_s_password_in_the_invented_city_stays(client: Client, cast: dict[str, Staff]) -> None:
    enter(client)

    assert client.get("/accesso/password/").status_code == 404
