"""Two at the same time, on both databases: an account is not closed while something is put in its hands."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from sussidiario.access.models import Staff
from sussidiario.casework import actions as casework
from sussidiario.casework.models import Case
from sussidiario.casework.tests.town import AT, HEAD, PAOLA, STEFANO, TODAY, Town
from sussidiario.foundation.refusal import Refusal
from sussidiario.privacy.actions import staff as actions

Together = Callable[..., list[Any]]

OFFICE = "silvia.cattaneo"

WHILE = 0.5
"""Seconds for which who comes first keeps the other waiting."""


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The town, committed: others come at it on connections of their own."""
    return Town()


def assign(town: Town) -> Callable[[], Case]:
    proposed, head = town.propose(town.teresa), town.act_as(HEAD)
    return lambda: casework.open_case(proposed, worker=town.worker(PAOLA), on=TODAY, by=head, at=AT)


def hand_over(town: Town) -> Callable[[], Case]:
    case, head = town.opened(worker=STEFANO), town.act_as(HEAD)
    return lambda: casework.hand_over(case, to=town.worker(PAOLA), on=TODAY, why="Nuova zona.", by=head, at=AT)


@pytest.mark.parametrize("closed_first", [True, False])
@pytest.mark.parametrize("giving", [assign, hand_over])
def test_an_account_does_not_close_while_a_case_is_put_in_its_hands(
    town: Town, together: Together, giving: Callable[[Town], Callable[[], Case]], *, closed_first: bool
) -> None:
    office, give, begun = town.act_as(OFFICE), giving(town), threading.Event()

    def close() -> Staff:
        return actions.close(town.worker(PAOLA), by=office, at=AT)

    first, second = (close, give) if closed_first else (give, close)

    def before() -> Any:
        with transaction.atomic():
            done = first()
            begun.set()
            time.sleep(WHILE)
        return done

    def after() -> Any:
        begun.wait(timeout=20)
        return second()

    done, refused = together(before, after)

    assert isinstance(done, Staff if closed_first else Case)
    assert isinstance(refused, Refusal)
    assert Case.objects.open().followed_by(town.worker(PAOLA).pk).exists() != closed_first
    assert Staff.objects.get(pk=town.worker(PAOLA).pk).is_active != closed_first
