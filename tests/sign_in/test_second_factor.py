"""The second proof: nobody works without one, where it is asked for; it is guessed no faster than a password."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from sussidiario.access.demo import create_staff
from sussidiario.access.entering import MOST_WRONG, Outcome
from sussidiario.access.models import SignIn, Staff
from tests.database import once
from tests.sign_in.codes import SECRET, code, enter, give_app

ASK = "/accesso/due-passaggi/codice/"
MINE = "/accesso/due-passaggi/"


@pytest.fixture
def paola(db: None, settings: LazySettings) -> Staff:
    settings.SUSSIDIARIO_MFA = True
    cache.clear()  # django-allauth notes there, for its own part, which codes were used: other tests' among them
    return once(create_staff)["paola.villa"]


def answered(client: Client, said: str) -> str:
    answer = client.post(ASK, {"code": said})
    return str(answer.headers.get("Location") or " ".join(answer.context["form"].errors["code"]))


@pytest.mark.parametrize("address", ["/oggi/", "/persone/", "/casi/", "/accesso/storico/", "/nuclei/1/"])
def test_who_has_none_is_led_to_set_one_up_before_anything_else(client: Client, paola: Staff, address: str) -> None:
    enter(client)

    turned = client.get(address)

    assert turned.headers["Location"] == MINE
    assert "Scegli il tuo secondo passaggio" in client.get(MINE).content.decode()


def test_they_may_always_leave(client: Client, paola: Staff) -> None:
    enter(client)

    assert client.post("/accesso/logout/").headers["Location"] == "/"
    assert client.get("/oggi/").headers["Location"].startswith("/accesso/login/")


def test_an_app_is_set_up_and_the_codes_are_seen_once(client: Client, paola: Staff) -> None:
    enter(client)
    page = client.get("/accesso/due-passaggi/app/")
    secret = page.context["form"].secret

    done = client.post("/accesso/due-passaggi/app/", {"code": code(secret)})

    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert done.headers["Location"] == "/accesso/due-passaggi/riserva/"
    codes = client.get("/accesso/due-passaggi/riserva/").context["unused_codes"]
    assert len(codes) == 10
    assert all(re.fullmatch(r"\d{8}", each) for each in codes)
    again = client.get("/accesso/due-passaggi/riserva/").content.decode()
    assert codes[0] not in again
    assert client.get("/oggi/").status_code == 200
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_the_code_is_asked_for_at_the_sign_in(client: Client, paola: Staff) -> None:
    give_app(paola)

    assert enter(client, next="/persone/") == ASK
    assert client.get("/oggi/").status_code == 302
    assert answered(client, code()) == "/persone/"
    assert SignIn.objects.get().how == "password + app"


def test_a_code_is_good_once(client: Client, paola: Staff) -> None:
    give_app(paola)
    used = code()
    enter(client)
    answered(client, used)
    other = Client()
    enter(other)

    assert "non è questo" in answered(other, used)


def test_a_spare_code_is_good_once(client: Client, paola: Staff) -> None:
    give_app(paola)
    seed = get_adapter().encrypt("ab" * 40)
    spare = Authenticator.objects.create(user=paola, type=Authenticator.Type.RECOVERY_CODES, data={"seed": seed, "used_mask": 0})
    one = spare.wrap().generate_codes()[3]
    enter(client)
    first = answered(client, one)
    other = Client()
    enter(other)

    assert first == "/oggi/"
    assert "non è questo" in answered(other, one)
    assert SignIn.objects.get(outcome=Outcome.ENTERED).how == "password + codice di riserva"


def test_guesses_of_the_code_count_even_with_the_right_password_in_between(client: Client, paola: Staff) -> None:
    give_app(paola)
    heard = []
    for _ in range(MOST_WRONG):
        enter(client)
        heard.append(answered(client, "000000"))
        client.post("/accesso/logout/")

    assert all("non è questo" in said for said in heard)
    assert "Troppi tentativi" in enter(client)
    assert SignIn.objects.filter(outcome=Outcome.SECOND_WRONG).count() == MOST_WRONG


def test_who_is_already_at_the_second_step_is_closed_out_too(client: Client, paola: Staff) -> None:
    give_app(paola)
    enter(client)
    for _ in range(MOST_WRONG):
        answered(client, "000000")

    assert "Troppi tentativi" in answered(client, code())


def test_the_only_one_cannot_be_taken_away(client: Client, paola: Staff) -> None:
    give_app(paola)
    enter(client)
    answered(client, code())

    kept = client.post("/accesso/due-passaggi/app/togli/")

    assert kept.headers["Location"] == MINE
    assert Authenticator.objects.filter(user=paola, type="totp").exists()


def test_a_session_from_before_it_was_asked_for_shows_it_now(client: Client, paola: Staff, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_MFA = False
    give_app(paola)
    enter(client)
    before = client.get("/oggi/").status_code
    settings.SUSSIDIARIO_MFA = True

    turned = client.get("/persone/")

    assert before == 200
    assert [client.get(f"{MINE}{page}").headers["Location"].partition("?")[0] for page in ("", "passkey/aggiungi/", "riserva/nuovi/")] == [
        "/accesso/due-passaggi/conferma/"
    ] * 3
    assert turned.headers["Location"] == "/accesso/due-passaggi/conferma/?next=%2Fpersone%2F"
    client.post(turned.headers["Location"], {"code": code(), "next": "/persone/"})
    assert client.get("/persone/").status_code == 200


def test_where_it_is_off_there_are_no_pages_about_it(client: Client, paola: Staff, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_MFA = False
    give_app(paola)

    assert enter(client) == "/oggi/"
    assert client.get(MINE).status_code == 404
    assert "SUSSIDIARIO_MFA=1" in Client().get("/accesso/login/").content.decode()


def test_a_secret_outlives_the_change_of_the_key_while_the_old_one_is_named(client: Client, paola: Staff, settings: LazySettings) -> None:
    give_app(paola)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key"
    lost = get_adapter().decrypt(Authenticator.objects.get().data["secret"])
    settings.SECRET_KEY_FALLBACKS = [old]

    assert lost != SECRET
    assert get_adapter().decrypt(Authenticator.objects.get().data["secret"]) == SECRET


def test_before_the_account_is_changed_who_it_is_is_asked_again(client: Client, paola: Staff, settings: LazySettings) -> None:
    give_app(paola)
    enter(client)
    answered(client, code())
    session = client.session
    session["account_authentication_methods"] = [record | {"at": record["at"] - 601} for record in session["account_authentication_methods"]]
    session.save()

    turned = client.get("/accesso/due-passaggi/riserva/nuovi/")

    assert turned.headers["Location"] == "/accesso/conferma/?next=%2Faccesso%2Fdue-passaggi%2Friserva%2Fnuovi%2F"
    assert "Conferma che sei tu" in client.get(turned.headers["Location"]).content.decode()
