from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from sussidiario.access.rules import Role
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act
from sussidiario.journal.timeline import timeline
from tests.invented.models import Thing
from tests.invented.work import AT, ON, opened, somebody

pytestmark = pytest.mark.django_db


def test_a_timeline_is_newest_first_and_without_what_was_voided() -> None:
    first, mistaken = opened("cosa"), opened("sbaglio")
    thing = Thing.objects.get(name="cosa")
    last = journal.record("invented.thing.closed", thing, on=ON, at=AT, by=None, subject=thing)
    journal.void(mistaken, by=None, at=AT, on=ON, why="errore")

    entries = timeline(somebody(Role.SOCIAL_WORKER), [first.subject, mistaken.subject])

    assert [entry.act for entry in entries] == [last, first]
    assert entries[0].record == thing


def test_an_act_on_a_record_that_one_may_not_see_is_not_in_ones_timeline() -> None:
    act = opened("segreto")
    Thing.objects.update(is_secret=True)

    assert timeline(somebody(Role.SOCIAL_WORKER), [act.subject]) == []
    assert [entry.act for entry in timeline(somebody(Role.SERVICE_HEAD, username="eva"), [act.subject])] == [act]


def test_a_timeline_asks_once_for_acts_and_once_for_each_kind_of_record(django_assert_num_queries: Callable[[int], AbstractContextManager[object]]) -> None:
    ada = somebody(Role.SOCIAL_WORKER)
    subjects = [opened(f"cosa {number}").subject for number in range(30)]

    for some in (subjects[:3], subjects):
        with django_assert_num_queries(2):
            assert len(timeline(ada, some)) == len(some)

    assert Act.objects.count() == 30
