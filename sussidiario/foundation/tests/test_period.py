"""Half-open stretches of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from sussidiario.foundation.period import Period

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
PERIODS = st.builds(lambda start, length: Period(start, start + timedelta(days=length)), DAYS, st.integers(1, 5000))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2016", date(2016, 1, 1), date(2017, 1, 1)),
        (" 2016 ", date(2016, 1, 1), date(2017, 1, 1)),
        ("2013-2016", date(2013, 1, 1), date(2017, 1, 1)),
        ("2012-05-21/2017-06-26", date(2012, 5, 21), date(2017, 6, 26)),
    ],
)
def test_a_period_is_read_as_plans_write_it(text: str, start: date, end: date) -> None:
    assert Period.parse(text) == Period(start, end)


@pytest.mark.parametrize("text", ["", "16", "2016-2013", "2012-05-21", "2012-05-21/2012-05-21", "2012-13-01/2013-01-01", "dal 2012"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  of either kind: not of the form, or no such days
        Period.parse(text)


def test_a_period_that_ends_before_it_starts_cannot_be() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2016, 1, 1), date(2016, 1, 1))


@given(period=PERIODS)
def test_what_a_period_writes_it_reads_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(period=PERIODS)
def test_the_first_day_is_in_and_the_last_is_out(period: Period) -> None:
    assert period.start in period
    assert period.end - timedelta(days=1) in period
    assert period.end not in period
    assert period.start - timedelta(days=1) not in period


@given(one=PERIODS, other=PERIODS)
def test_two_overlap_when_they_share_a_day(one: Period, other: Period) -> None:
    shared = max(one.start, other.start)

    assert one.overlaps(other) == other.overlaps(one) == (shared in one and shared in other)


def test_neighbours_do_not_overlap() -> None:
    assert not Period.year(2015).overlaps(Period.year(2016))
