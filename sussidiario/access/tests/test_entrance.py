"""Wrong answers are counted before they are looked at; what happened at the door is written down, and forgotten in time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from sussidiario.access.actions import entrance
from sussidiario.access.actions.entrance import Caller
from sussidiario.access.demo import create_staff
from sussidiario.access.entering import MOST_WRONG, MOST_WRONG_FROM_AN_ADDRESS, Outcome
from sussidiario.access.models import Guesses, SignIn, Staff
from tests.database import once

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DESK = Caller(address="10.0.0.7", agent="Firefox · Windows", device="desk")


@pytest.fixture
def paola(db: None) -> Staff:
    return once(create_staff)["paola.villa"]


def tries(name: str, count: int, *, at: datetime = NOW, caller: Caller = DESK) -> list[bool]:
    """Try so many times, and be wrong each time."""
    return [entrance.take_try(name, caller=caller, at=at) for _ in range(count)]


def test_after_five_wrong_answers_nobody_listens_any_more(db: None) -> None:
    assert tries("paola.villa", MOST_WRONG + 1) == [True] * MOST_WRONG + [False]
    assert entrance.is_locked("paola.villa", at=NOW)


def test_a_name_that_is_nobody_s_closes_like_any_other(db: None) -> None:
    assert tries("nessuno", MOST_WRONG + 1)[-1] is False
    assert tries("un.altro", 1) == [True]


def test_capitals_and_spaces_are_no_way_round(db: None) -> None:
    tries("paola.villa", MOST_WRONG)

    assert tries(" Paola.VILLA ", 1) == [False]


def test_it_opens_again_after_a_quarter_of_an_hour_and_closes_for_longer_the_next_time(db: None) -> None:
    tries("paola.villa", MOST_WRONG)
    later = NOW + timedelta(minutes=15)

    assert tries("paola.villa", MOST_WRONG, at=later) == [True] * MOST_WRONG
    assert tries("paola.villa", 1, at=later + timedelta(minutes=29)) == [False]
    assert tries("paola.villa", 1, at=later + timedelta(minutes=30)) == [True]


def test_slow_mistakes_do_not_add_up(db: None) -> None:
    assert all(tries("paola.villa", 1, at=NOW + timedelta(minutes=16 * number))[0] for number in range(20))


def test_a_right_answer_gives_back_one_try_and_only_that(db: None) -> None:
    tries("paola.villa", MOST_WRONG - 1)
    entrance.take_try("paola.villa", caller=DESK, at=NOW)
    entrance.give_back("paola.villa", caller=DESK, at=NOW)

    assert not entrance.is_locked("paola.villa", at=NOW)
    assert tries("paola.villa", 2) == [True, False]


def test_who_came_in_all_the_way_starts_from_nothing(db: None) -> None:
    tries("paola.villa", MOST_WRONG)

    entrance.settle("paola.villa")

    assert tries("paola.villa", MOST_WRONG) == [True] * MOST_WRONG


def test_an_address_that_guesses_many_names_is_closed_too(db: None) -> None:
    heard = [entrance.take_try(f"nome.{number}", caller=DESK, at=NOW) for number in range(MOST_WRONG_FROM_AN_ADDRESS + 1)]

    assert heard.count(True) == MOST_WRONG_FROM_AN_ADDRESS
    assert tries("paola.villa", 1) == [False]
    assert tries("paola.villa", 1, caller=Caller(address="10.0.0.8")) == [True]


def test_no_name_that_was_typed_can_be_read_back(db: None) -> None:
    tries("la mia password segreta", 1)

    assert all("segreta" not in row.key for row in Guesses.objects.all())


def test_a_hundred_hands_have_as_many_tries_as_one(together: Callable[..., list[Any]]) -> None:
    heard = together(*[lambda: entrance.take_try("paola.villa", caller=Caller(), at=NOW)] * 24)

    assert sorted(map(str, heard)) == ["False"] * (24 - MOST_WRONG) + ["True"] * MOST_WRONG


def test_a_code_of_the_app_is_good_once_also_for_two_at_the_same_moment(together: Callable[..., list[Any]]) -> None:
    staff = create_staff()["paola.villa"]
    app = Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "x"})

    heard = together(*[lambda: entrance.spend_code(app, 59_000_000)] * 4)

    assert sorted(heard) == [False, False, False, True]
    assert not entrance.spend_code(app, 58_999_999)
    assert entrance.spend_code(app, 59_000_001)


def test_a_device_is_new_until_somebody_came_in_from_it(paola: Staff) -> None:
    first = entrance.note(Outcome.ENTERED, staff=paola, caller=DESK, at=NOW)
    again = entrance.note(Outcome.ENTERED, staff=paola, caller=DESK, at=NOW + timedelta(days=1))
    home = entrance.note(Outcome.ENTERED, staff=paola, caller=Caller(device="home"), at=NOW + timedelta(days=2))

    assert [(line.pk, vars(line)["is_new"]) for line in SignIn.objects.of(paola).with_is_new()] == [(home.pk, True), (again.pk, False), (first.pk, True)]


def test_after_a_year_the_history_is_forgotten(paola: Staff) -> None:
    entrance.note(Outcome.ENTERED, staff=paola, caller=DESK, at=NOW - timedelta(days=367))
    kept = entrance.note(Outcome.LEFT, staff=paola, caller=DESK, at=NOW - timedelta(days=365))
    tries("paola.villa", 1, at=NOW - timedelta(days=2))

    assert entrance.sweep(at=NOW) == 1
    assert list(SignIn.objects.all()) == [kept]
    assert not Guesses.objects.exists()


def test_all_the_sessions_of_one_person_end_and_nobody_else_s(paola: Staff) -> None:
    hers, also_hers, other = Client(), Client(), Client()
    hers.force_login(paola)
    also_hers.force_login(paola)
    other.force_login(create_staff()["stefano.riva"])

    assert entrance.end_sessions(paola) == 2
    assert [client.get("/stile/").wsgi_request.user for client in (hers, also_hers)] == [AnonymousUser()] * 2
    assert other.get("/stile/").wsgi_request.user.is_authenticated
