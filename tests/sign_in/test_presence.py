"""A session lasts its hours; a screen that nobody is before is locked, and what was typed is found again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

from sussidiario.access.demo import PASSWORD, create_staff
from sussidiario.access.entering import Outcome
from sussidiario.access.models import SignIn, Staff
from sussidiario.ui import kept
from tests.database import once
from tests.sign_in.codes import enter

MORNING = datetime.fromisoformat("2026-03-02T08:00:00+00:00")
FORM = "/bozze/dimentica/"
"""An address behind the sign-in that takes a form."""


@pytest.fixture
def clock(db: None, settings: LazySettings) -> Iterator[time_machine.Traveller]:
    settings.SUSSIDIARIO_IDLE_MINUTES, settings.SUSSIDIARIO_SESSION_HOURS = 15, 10
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def paola(clock: time_machine.Traveller, client: Client) -> Staff:
    staff = once(create_staff)["paola.villa"]
    enter(client)
    return staff


def unlock(client: Client, where: str, password: str = PASSWORD) -> str:
    answer = client.post("/accesso/blocco/", {"password": password, "next": where})
    return str(answer.headers.get("Location") or " ".join(answer.context["form"].errors["password"]))


def test_who_is_at_work_is_never_asked(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    for _ in range(20):
        clock.shift(timedelta(minutes=14))
        assert client.get("/oggi/").status_code == 200


def test_after_a_quarter_of_an_hour_the_screen_is_locked_and_the_password_leads_back(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))

    turned = client.get("/persone/?q=anna")

    assert turned.headers["Location"] == "/accesso/blocco/?next=%2Fpersone%2F%3Fq%3Danna"
    page = client.get(turned.headers["Location"]).content.decode()
    assert "Schermo bloccato" in page
    assert "Paola Villa" in page
    assert "password" in page
    assert unlock(client, "/persone/?q=anna") == "/persone/?q=anna"
    assert client.get("/persone/?q=anna").status_code == 200
    assert list(SignIn.objects.order_by("pk").values_list("outcome", flat=True)) == [Outcome.ENTERED, Outcome.IDLE, Outcome.BACK]


def test_around_a_locked_screen_nothing_of_the_work_is_shown(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))

    locked, public = client.get("/accesso/blocco/"), client.get("/stile/")

    assert [page.context["actor"] for page in (locked, public)] == [None, None]
    assert [page.context["banners"]() for page in (locked, public)] == [[], []]


def test_locked_is_locked_on_every_page_of_the_staff_and_on_none_of_the_public(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))

    assert [client.get(address).status_code for address in ("/oggi/", "/persone/", "/accesso/storico/")] == [302] * 3
    assert client.get("/stile/").status_code == 200
    assert client.get("/oggi/").status_code == 302


def test_a_wrong_password_leaves_it_locked_and_counts(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))

    heard = [unlock(client, "/oggi/", "sbagliata") for _ in range(5)]

    assert set(heard) == {"La password non è questa."}
    assert "Troppi tentativi" in unlock(client, "/oggi/")
    assert client.get("/oggi/").status_code == 302


def test_a_form_sent_to_a_locked_screen_is_found_again(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))

    turned = client.post(FORM, {"words": "Visita a casa"}, headers={"Referer": f"http://testserver{FORM}"})

    assert turned.headers["Location"] == "/accesso/blocco/?next=%2Fbozze%2Fdimentica%2F"
    unlock(client, FORM)
    assert client.session[kept.KEY][FORM] == {"author": paola.pk, "body": "words=Visita+a+casa"}


def test_a_draft_that_comes_too_late_is_kept_for_its_form(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))

    client.post("/bozze/", {"words": "Visi"}, headers={"X-Form": "/casi/7/diario/"})

    assert client.session[kept.KEY]["/casi/7/diario/"]["body"] == "words=Visi"


def test_a_button_leads_back_to_the_page_it_stood_on(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))

    turned = client.post("/sportelli/biglietti/4/chiama/", headers={"Referer": "http://testserver/sportelli/?g=1"})

    assert turned.headers["Location"] == "/accesso/blocco/?next=%2Fsportelli%2F%3Fg%3D1"


def test_a_part_of_a_page_leads_the_whole_page_away(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))

    turned = client.get("/persone/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/casi/7/"})

    assert (turned.status_code, turned.headers["HX-Redirect"]) == (204, "/accesso/blocco/?next=%2Fcasi%2F7%2F")


@pytest.mark.parametrize("elsewhere", ["https://altrove.example/", "//altrove.example/", "javascript:alert(1)"])
def test_unlocking_never_leads_elsewhere(client: Client, paola: Staff, clock: time_machine.Traveller, elsewhere: str) -> None:
    clock.shift(timedelta(minutes=16))

    assert unlock(client, elsewhere) == "/oggi/"


def test_the_sign_of_presence_of_another_session_unlocks_nothing(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=16))
    other = Client()
    enter(other, "stefano.riva")

    client.cookies["seen"] = other.cookies["seen"].value

    assert client.get("/oggi/").status_code == 302


def test_without_the_sign_the_screen_is_locked(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    del client.cookies["seen"]

    assert client.get("/oggi/").headers["Location"].startswith("/accesso/blocco/")


def test_a_page_that_says_somebody_reads_keeps_it_open(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=14))
    told = client.post("/accesso/presenza/")
    clock.shift(timedelta(minutes=14))

    assert told.status_code == 204
    assert client.get("/oggi/").status_code == 200


def test_after_ten_hours_everybody_signs_in_again_and_drafts_are_there(client: Client, paola: Staff, clock: time_machine.Traveller) -> None:
    client.post("/bozze/", {"words": "Visi"}, headers={"X-Form": "/casi/7/diario/"})
    for _ in range(43):
        clock.shift(timedelta(minutes=14))
        turned = client.get("/oggi/")

    assert turned.headers["Location"] == "/accesso/login/?next=/oggi/"
    enter(client)
    assert client.session[kept.KEY]["/casi/7/diario/"]["body"] == "words=Visi"
    assert SignIn.objects.filter(outcome=Outcome.ENDED).count() == 1


@pytest.mark.parametrize("closed", [{"is_active": False}, {"until_on": date(2017, 5, 15)}])
def test_an_account_that_closes_ends_its_sessions_at_once(client: Client, paola: Staff, closed: dict[str, object]) -> None:
    Staff.objects.filter(pk=paola.pk).update(**closed)

    assert client.get("/oggi/").headers["Location"].startswith("/accesso/login/")


def test_where_both_are_zero_nothing_locks(client: Client, paola: Staff, clock: time_machine.Traveller, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_IDLE_MINUTES = settings.SUSSIDIARIO_SESSION_HOURS = 0
    clock.shift(timedelta(hours=9))

    assert client.get("/oggi/").status_code == 200
