"""The key of the journal changes, and no figure does."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction

from sussidiario.accountability import engine
from sussidiario.accountability.engine.question import Answer, Ask, Split, dimensions
from sussidiario.casework import actions as casework
from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.foundation.period import Period
from sussidiario.journal import actions as journal, archive
from sussidiario.journal.timeline import timeline
from tests.town import DAY, Town, at

PERIODS = (Period.year(2016), Period.parse("2012-2017"))

Figures = tuple[Mapping[Ask, Answer], Mapping[Split, Mapping[str, Answer]]]


def every_figure() -> Figures:
    """Every figure there is, in a year and in all of them, and broken down by everything it can be."""
    asks = [Ask(figure, period) for figure in engine.figures().values() for period in PERIODS]
    splits = [Split(ask, by) for ask in asks for by in dimensions(ask.figure)]
    with engine.book(tail=True) as book:
        return book.answers(asks, splits)


def under(key: bytes, settings: LazySettings) -> None:
    """Go over to a key: the one in use becomes the former one."""
    archive.seal(at=at(20))
    settings.SUSSIDIARIO_KEYS_BEFORE = [settings.SUSSIDIARIO_KEY, *settings.SUSSIDIARIO_KEYS_BEFORE]
    settings.SUSSIDIARIO_KEY = key
    journal.rotate(by=None, at=at(20))


def more_work(town: Town) -> None:
    """Close a case of somebody who was in charge, and take them in charge again: new acts about who is already in the book."""
    head = town.actor("giovanni.casati")
    case = casework.close(town.cases["anna"], reason=ClosingReason.SOLVED, outcome=Outcome.AUTONOMY, on=DAY, by=head, at=at(11))
    casework.reopen(case, worker=town.staff["paola.villa"], why="Di nuovo sola", on=DAY, by=head, at=at(12))


def told(town: Town) -> list[Any]:
    """The timeline of somebody, as the head of the service reads it."""
    entries = timeline(town.actor("giovanni.casati"), [journal.pseudonym(town.persons["anna"])])
    return [(entry.act.act, entry.act.on) for entry in entries]


def test_no_figure_changes_with_the_key_nor_does_a_timeline(town: Town, settings: LazySettings) -> None:
    before, story = every_figure(), told(town)

    under(b"the second key", settings)

    assert every_figure() == before
    assert told(town) == story
    assert sum(answer.number for answer in before[0].values()) > 20
    assert [finding for finding in archive.verify() if finding.wrong] == []


@pytest.mark.parametrize("keys", [1, 2])
def test_what_is_done_afterwards_counts_as_if_the_key_had_never_changed(town: Town, settings: LazySettings, keys: int) -> None:
    before = every_figure()
    with transaction.atomic():  # the same work with the first key, and then undone
        more_work(town)
        expected, story = every_figure(), told(town)
        transaction.set_rollback(True)

    for number in range(keys):
        under(f"key number {number}".encode(), settings)
    settings.SUSSIDIARIO_KEYS_BEFORE = []
    more_work(town)

    assert every_figure() == expected != before
    assert told(town) == story
    assert [finding for finding in archive.verify() if finding.wrong] == []
