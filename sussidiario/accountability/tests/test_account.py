from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sussidiario.accountability import engine
from sussidiario.accountability.engine import account
from sussidiario.accountability.rules import frozen
from sussidiario.accountability.rules.frozen import Account, Breakdown, Card
from sussidiario.accountability.tests.conftest import DAY, MORNING, Town
from sussidiario.foundation.period import Period
from sussidiario.journal import actions as journal

pytestmark = pytest.mark.django_db


def card(of: Account | None, key: str) -> Card:
    assert of is not None
    return next(card for card in frozen.cards(of) if card["key"] == key)


def breakdown(of: Card, by: str) -> Breakdown:
    return next(each for each in of["breakdowns"] if each["by"] == by)


def test_every_figure_stands_beside_the_published_one(town: Town) -> None:
    seal = town.seal()

    found = account.up_to(seal, town.mandate)

    statuses = {each["key"]: (each["published"], each["computed"], each["status"]) for each in frozen.cards(found)}
    assert statuses == {
        "elderly": (12, 12, "equal"),
        "grants": (777, None, "not_computed"),
        "offices": (1, 1, "equal"),
        "hosting-share": (67, 67, "equal"),
    }
    assert (card(found, "offices")["before"], card(found, "offices")["after"]) == (1, 2)


def test_the_account_cites_its_seal(town: Town) -> None:
    seal = town.seal()

    cited = account.up_to(seal, town.mandate)["seal"]

    assert cited == {"number": 1, "chain": seal.chain, "sealed_at": "2017-05-15T08:00:00.000000Z", "acts": 18, "last_on": DAY.isoformat()}


def test_before_the_first_seal_nothing_is_computed(town: Town) -> None:
    found = account.current()

    assert found is not None
    assert found["seal"] is None
    assert {each["computed"] for each in frozen.cards(found)} == {None}


def test_before_a_mandate_there_is_no_account(db: None) -> None:
    assert account.current() is None


def test_the_account_changes_by_one_after_the_next_seal_and_not_before(town: Town) -> None:
    town.seal()
    before = card(account.current(), "elderly")["computed"]

    town.take_in_charge(on=date(2016, 12, 30))
    unsealed = card(account.current(), "elderly")["computed"]
    town.seal(days=1)
    sealed = card(account.current(), "elderly")["computed"]

    assert (before, unsealed, sealed) == (12, 12, 13)


def test_the_live_account_counts_what_no_seal_has_closed(town: Town) -> None:
    town.seal()
    town.take_in_charge(on=date(2016, 12, 30))

    assert card(account.live(town.mandate), "elderly")["computed"] == 13


def test_the_live_account_can_be_asked_as_it_was_known(town: Town) -> None:
    town.take_in_charge(on=date(2016, 12, 30))

    known = account.live(town.mandate, as_of=MORNING.replace(year=2016, month=6))

    assert card(known, "elderly")["computed"] == 12


def test_a_voided_act_leaves_the_account_at_the_next_seal(town: Town) -> None:
    mistake = town.take_in_charge(on=date(2016, 12, 30))[0]
    town.seal()
    wrong = card(account.current(), "elderly")["computed"]

    journal.void(mistake, by=town.head, at=MORNING, on=DAY, why="Persona sbagliata")
    town.seal(days=1)

    assert (wrong, card(account.current(), "elderly")["computed"]) == (13, 12)


def test_once_computed_the_account_of_a_seal_costs_two_queries(town: Town) -> None:
    town.seal()
    account.current()

    with CaptureQueriesContext(connection) as queries:
        account.current()

    assert len(queries) == 2


def test_a_breakdown_with_every_cell_large_enough_is_told(town: Town) -> None:
    found = breakdown(card(account.up_to(town.seal(), town.mandate), "elderly"), "neighbourhood")

    assert found == {
        "by": "neighbourhood",
        "withheld": False,
        "cells": [{"code": "centro", "label": "Centro", "value": 7}, {"code": "cederna", "label": "Cederna", "value": 5}],
    }


def test_a_breakdown_with_a_small_cell_is_withheld_whole_and_its_numbers_are_nowhere(town: Town) -> None:
    town.take_in_charge(4, neighbourhood="triante")

    found = card(account.up_to(town.seal(), town.mandate), "elderly")

    assert found["computed"] == 16
    assert breakdown(found, "neighbourhood") == {"by": "neighbourhood", "withheld": True, "cells": []}


def test_a_course_with_a_small_year_is_withheld_too(town: Town) -> None:
    town.take_in_charge(2, on=date(2013, 1, 7))

    assert breakdown(card(account.up_to(town.seal(), town.mandate), "elderly"), "year")["withheld"]


def test_counts_of_places_need_no_protection(town: Town) -> None:
    found = card(account.up_to(town.seal(), town.mandate), "offices")

    assert [cell["value"] for cell in breakdown(found, "year")["cells"]] == [1, 1, 2, 2, 2, 2]


def test_the_auditor_sees_what_is_withheld(town: Town) -> None:
    town.take_in_charge(4, neighbourhood="triante")
    seal = town.seal()
    public = card(account.up_to(seal, town.mandate), "elderly")

    with engine.book(upto=seal) as book:
        told = account.breakdowns(public, Period(date(2012, 5, 21), date(2017, 6, 26)), book, account.names())

    assert [cell["value"] for each in told if each["by"] == "neighbourhood" for cell in each["cells"]] == [7, 5, 4]


def test_a_frozen_account_is_computed_again_from_its_seal(town: Town) -> None:
    seal = town.seal()
    first = account.up_to(seal, town.mandate)
    town.take_in_charge(3)
    town.seal(days=1)

    assert account.again(first, seal) == first


def test_a_book_cannot_stop_at_a_seal_and_have_a_tail(town: Town) -> None:
    seal = town.seal()

    with pytest.raises(ValueError, match="no tail"), engine.book(upto=seal, tail=True):
        pass
