"""Two at the same time, on both databases: an account is not closed while something is put in its hands."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Staff
from sussidiario.casework import actions as casework
from sussidiario.casework.tests.town import AT, DESK, HEAD, PAOLA, STEFANO, TODAY, Town
from sussidiario.desks import actions as desks
from sussidiario.desks.models import Desk
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal
from sussidiario.privacy.actions import staff as actions
from sussidiario.privacy.policy.staff import in_hands
from sussidiario.territory.models import CivicCentre
from tests.database import once

Together = Callable[..., list[Any]]

OFFICE = "silvia.cattaneo"

WHILE = 0.5
"""Seconds for which who comes first keeps the other waiting."""


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The town, committed: others come at it on connections of their own."""
    return once(Town)


Given = tuple[str, Callable[[], Any]]
"""Whose account is to be closed, and what puts something in its hands."""


def assign(town: Town) -> Given:
    proposed, head = town.propose(town.teresa), town.act_as(HEAD)
    return PAOLA, lambda: casework.open_case(proposed, worker=town.worker(PAOLA), on=TODAY, by=head, at=AT)


def hand_over(town: Town) -> Given:
    case, head = town.opened(worker=STEFANO), town.act_as(HEAD)
    return PAOLA, lambda: casework.hand_over(case, to=town.worker(PAOLA), on=TODAY, why="Nuova zona.", by=head, at=AT)


def propose(town: Town) -> Given:
    paola = town.act_as(PAOLA)
    return PAOLA, lambda: casework.propose(person=town.carlo, area=Area.ADULTS, why="Ha perso il lavoro.", by=paola, at=AT)


def begin_to_write(town: Town) -> Given:
    operator = town.act_as(DESK)
    centre = CivicCentre.objects.create(code="triante", name="Triante", address="via Foscolo 1", neighbourhood=town.place, opened_on=TODAY)
    desk = Desk.objects.create(civic_centre=centre, name="Segretariato", slot_minutes=30, opened_on=TODAY)
    return DESK, lambda: desks.start_contact(desk, by=operator, at=AT)


@pytest.mark.parametrize("closed_first", [True, False])
@pytest.mark.parametrize("giving", [assign, hand_over, propose, begin_to_write])
def test_an_account_does_not_close_while_something_is_put_in_its_hands(
    town: Town, together: Together, giving: Callable[[Town], Given], *, closed_first: bool
) -> None:
    (whose, give), office, begun = giving(town), town.act_as(OFFICE), threading.Event()

    def close() -> Staff:
        return actions.close(town.worker(whose), by=office, at=AT)

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

    assert isinstance(done, Staff) == closed_first
    assert isinstance(refused, Refusal | NotAllowed)
    assert in_hands(town.worker(whose)).any != closed_first
    assert Staff.objects.get(pk=town.worker(whose).pk).is_active != closed_first
