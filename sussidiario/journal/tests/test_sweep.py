"""Readings are sealed like the acts, and removed when their time is over: whole parts, in the open."""

import json
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest
from django.conf import LazySettings
from django.core.management import call_command

from sussidiario.access.actor import Actor
from sussidiario.journal import actions as journal, archive, rules
from sussidiario.journal.archive.series import READINGS
from sussidiario.journal.models import Act, Reading, ReadingSeal
from tests.database import unlocked
from tests.invented.models import Thing
from tests.invented.work import AT, somebody

pytestmark = pytest.mark.django_db

LATER = AT.replace(year=2018, month=3, day=5)
"""Two years and four days after the first readings."""


@pytest.fixture
def ada(db: None) -> Actor:
    return somebody()


@pytest.fixture
def book(ada: Actor) -> list[int]:
    """Three sealed parts of two readings each, a day apart from the first to the second and a month to the third; and one reading not sealed yet."""
    thing = Thing.objects.create(name="cosa")
    for days in (0, 1, 30):
        for hours in (0, 1):
            journal.note_reading(thing, by=ada, at=AT + timedelta(days=days, hours=hours), address="/cose/1/", ground="charge")
        archive.seal_readings(at=AT + timedelta(days=days, hours=2))
    journal.note_reading(thing, by=ada, at=AT + timedelta(days=31), address="/cose/1/", ground="charge")
    return list(Reading.objects.order_by("pk").values_list("pk", flat=True))


def findings() -> list[tuple[str, str]]:
    return [(finding.where, finding.what) for finding in archive.verify()]


def test_readings_have_a_chain_of_their_own(book: list[int]) -> None:
    seals = list(ReadingSeal.objects.order_by("number"))

    assert [(sealed.first, sealed.last, sealed.count) for sealed in seals] == [(book[0], book[1], 2), (book[2], book[3], 2), (book[4], book[5], 2)]
    assert [sealed.previous for sealed in seals] == [rules.GENESIS, seals[0].chain, seals[1].chain]
    assert [sealed.until - AT for sealed in seals] == [timedelta(days=days, hours=1) for days in (0, 1, 30)]
    assert archive.parts() == []
    assert findings() == []


def test_a_part_of_the_readings_does_not_say_who_read_of_whom(book: list[int], settings: LazySettings) -> None:
    rows = pq.read_table(READINGS.part(1)).to_pylist()
    manifest = json.loads(READINGS.part(1).with_suffix(".json").read_text())

    assert [set(row) for row in rows] == [{"id", "at", "fingerprint"}] * 2
    assert (manifest["key"], manifest["until"]) == (rules.key_id(settings.SUSSIDIARIO_KEY), "2016-03-01T10:30:15.123456Z")


@pytest.mark.parametrize(
    ("column", "value"),
    [("ground", "team"), ("purpose", "altro"), ("address", "/"), ("subject", "0" * 32), ("slot", 1), ("at", datetime(2016, 3, 1, tzinfo=UTC))],
)
def test_a_changed_reading_is_named(book: list[int], column: str, value: object) -> None:
    with unlocked("journal_reading"):
        Reading.objects.filter(pk=book[1]).update(**{column: value})

    assert findings() == [(f"reading {book[1]}", "its row is not as it was written (readings' seal 1)")]


def test_a_deleted_reading_and_one_slipped_in_are_named(book: list[int], ada: Actor) -> None:
    with unlocked("journal_reading"):
        Reading.objects.filter(pk=book[0]).delete()
        Reading.objects.filter(pk=book[3]).update(id=book[0])

    assert sorted(findings()) == [
        (f"reading {book[0]}", "its row is not as it was written (readings' seal 1)"),
        (f"reading {book[3]}", "its row is missing (readings' seal 2)"),
    ]


def test_a_missing_part_of_the_readings_is_named(book: list[int]) -> None:
    READINGS.part(2).unlink()

    assert findings() == [("readings' seal 2", "its part readings-000002.parquet is missing")]


def test_what_is_older_than_two_years_is_removed_in_whole_parts(book: list[int]) -> None:
    removed = [sealed.number for sealed in archive.sweep(at=LATER)]

    assert removed == [1, 2]
    assert list(Reading.objects.order_by("pk").values_list("pk", flat=True)) == book[4:]
    assert [READINGS.part(number).exists() for number in (1, 2, 3)] == [False, False, True]
    assert all(READINGS.part(number).with_suffix(".json").exists() for number in (1, 2, 3))
    assert list(Act.objects.order_by("pk").values_list("act", "detail")) == [
        ("journal.readings.removed", {"number": number, "count": 2, "months": 24}) for number in (1, 2)
    ]
    assert findings() == []
    assert list(archive.sweep(at=LATER)) == []


def test_a_part_goes_when_its_latest_reading_is_old_enough_and_not_before(book: list[int], settings: LazySettings) -> None:
    latest = AT.replace(year=2018) + timedelta(hours=1)

    assert list(archive.sweep(at=latest)) == []
    assert [sealed.number for sealed in archive.sweep(at=latest + timedelta(microseconds=1))] == [1]
    settings.SUSSIDIARIO_READINGS_MONTHS = 12
    assert [sealed.number for sealed in archive.sweep(at=latest + timedelta(days=1))] == [2, 3]


def test_readings_that_were_never_sealed_are_not_removed(ada: Actor) -> None:
    journal.note_reading(Thing.objects.create(name="cosa"), by=ada, at=AT, address="/cose/1/")

    assert list(archive.sweep(at=LATER)) == []
    assert Reading.objects.count() == 1


def test_a_sweep_cut_short_leaves_a_file_that_the_next_takes_away(book: list[int]) -> None:
    content = READINGS.part(1).read_bytes()
    list(archive.sweep(at=LATER))
    READINGS.part(1).write_bytes(content)

    assert findings() == [("readings' seal 1", "its part readings-000001.parquet is still there, and its readings were removed")]
    list(archive.sweep(at=LATER))
    assert findings() == []


def test_readings_removed_by_no_rule_are_named(book: list[int]) -> None:
    with unlocked("journal_reading", "journal_readingseal"):
        ReadingSeal.objects.filter(number=3).update(removed_at=LATER)
        Reading.objects.filter(pk__in=book[4:5]).delete()
    READINGS.part(3).unlink()

    assert findings() == [
        ("readings' seal 3", "its readings were removed, and no act says by which rule"),
        ("readings' seal 3", "it is marked as removed, and readings of it are still there"),
    ]


def test_the_commands_seal_sweep_and_verify(ada: Actor, settings: LazySettings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.SUSSIDIARIO_TODAY = "2018-03-05T10:00"
    journal.note_reading(Thing.objects.create(name="cosa"), by=ada, at=AT, address="/cose/1/")

    for verb in ("seal", "sweep", "sweep", "seal", "verify"):
        call_command("journal", verb)

    sealed, act = ReadingSeal.objects.get(), Act.objects.get()
    assert [line.partition(", chain")[0] for line in capsys.readouterr().out.splitlines()] == [
        "nothing to seal",
        f"readings' seal 1: readings {sealed.first}-{sealed.last} (1)",
        "readings' seal 1: 1 readings removed, the latest of 2016-03-01",
        "nothing to remove",
        f"seal 1: acts {act.pk}-{act.pk} (1)",
        "the journal is as it was written: 1 seals, 1 of readings",
    ]


@pytest.mark.parametrize(
    ("at", "months", "before"),
    [((2018, 3, 5), 24, (2016, 3, 5)), ((2018, 3, 31), 1, (2018, 2, 28)), ((2016, 2, 29), 12, (2015, 2, 28)), ((2018, 1, 15), 1, (2017, 12, 15))],
)
def test_months_before_a_day_end_with_their_month(at: tuple[int, int, int], months: int, before: tuple[int, int, int]) -> None:
    assert rules.months_before(datetime(*at, tzinfo=UTC), months) == datetime(*before, tzinfo=UTC)
