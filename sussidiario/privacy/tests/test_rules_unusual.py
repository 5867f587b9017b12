"""Which readings are unusual: the criteria, one by one and at their edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from sussidiario.privacy.rules import terms, unusual
from sussidiario.privacy.rules.unusual import Close, Criterion, Limits, Read

LIMITS = Limits(persons=20, first=7, last=20)
TUESDAY = datetime(2016, 11, 15, 10, tzinfo=UTC)
NEAR = Close(homes={"own": frozenset({1}), "sister": frozenset({1})}, staff={"own": frozenset({1}), "mate": frozenset({2})})


def read(*, reader: int = 1, subject: str = "other", at: datetime = TUESDAY, ground: str = "case") -> Read:
    return Read(reader=reader, subject=subject, at=at, ground=ground)


def test_a_worker_who_reads_of_whom_they_follow_in_the_morning_is_nothing_unusual() -> None:
    assert unusual.criteria(read(), NEAR, LIMITS) == ()


@pytest.mark.parametrize(("persons", "expected"), [(0, False), (19, False), (20, True), (21, True)])
def test_a_crowd_begins_at_its_number(persons: int, *, expected: bool) -> None:
    assert unusual.is_crowd(persons, LIMITS) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (TUESDAY.replace(hour=6, minute=59), True),
        (TUESDAY.replace(hour=7), False),
        (TUESDAY.replace(hour=19, minute=59), False),
        (TUESDAY.replace(hour=20), True),
        (datetime(2016, 11, 18, 10, tzinfo=UTC), False),
        (datetime(2016, 11, 19, 10, tzinfo=UTC), True),
        (datetime(2016, 11, 20, 10, tzinfo=UTC), True),
    ],
)
def test_hours_and_weekends(at: datetime, *, expected: bool) -> None:
    assert unusual.is_out_of_hours(at, LIMITS) is expected


def test_who_reads_of_themselves_or_of_who_lives_with_them_is_shown_whatever_the_ground() -> None:
    assert unusual.criteria(read(subject="own"), NEAR, LIMITS) == (Criterion.OWN,)
    assert unusual.criteria(read(subject="sister"), NEAR, LIMITS) == (Criterion.OWN,)
    assert unusual.criteria(read(reader=3, subject="sister"), NEAR, LIMITS) == ()


def test_who_reads_of_a_colleague_is_shown_and_the_colleague_of_themselves_is_not_one() -> None:
    assert unusual.criteria(read(subject="mate"), NEAR, LIMITS) == (Criterion.COLLEAGUE,)
    assert unusual.criteria(read(reader=2, subject="mate"), NEAR, LIMITS) == (Criterion.OWN,)


def test_an_emergency_at_night_meets_two_criteria() -> None:
    assert unusual.criteria(read(at=TUESDAY.replace(hour=23), ground="emergency"), NEAR, LIMITS) == (Criterion.HOURS, Criterion.EMERGENCY)


def test_every_criterion_is_explained_with_its_numbers() -> None:
    values = {"persons": LIMITS.persons, "first": LIMITS.first, "last": LIMITS.last}

    said = {criterion: words.format(**values) for criterion, words in unusual.EXPLAINED.items()}

    assert set(said) == set(Criterion)
    assert "(almeno 20)" in said[Criterion.MANY]
    assert "7" in said[Criterion.HOURS]


@given(st.dates(min_value=date(2012, 1, 1), max_value=date(2030, 1, 1)), st.integers(-60, 60))
def test_months_go_forth_and_back_within_three_days(day: date, months: int) -> None:
    there = terms.months_after(day, months)

    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert abs(terms.months_after(there, -months) - day) <= timedelta(days=3)


def test_a_month_from_the_end_of_january_is_the_end_of_february() -> None:
    assert terms.months_after(date(2016, 1, 31), 1).isoformat() == "2016-02-29"
