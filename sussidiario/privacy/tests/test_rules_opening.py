"""How long what was opened stays open, and where in its life it is."""

import itertools
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.privacy.lifecycle.emergency import EMERGENCY, EmergencyState
from sussidiario.privacy.lifecycle.grants import GRANT, GrantState
from sussidiario.privacy.rules import emergency, grants
from sussidiario.privacy.tests.opening import TEN, WHY


@pytest.mark.parametrize(
    ("from_on", "last_on"),
    [(date(2016, 11, 15), date(2017, 11, 14)), (date(2016, 1, 1), date(2016, 12, 31)), (date(2016, 2, 29), date(2017, 2, 27))],
)
def test_a_year_ends_on_the_eve_of_the_same_day(from_on: date, last_on: date) -> None:
    assert grants.latest(from_on, months=12) == last_on


@given(from_on=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 60))
def test_the_longest_grant_has_about_as_many_days_as_its_months(from_on: date, months: int) -> None:
    assert months * 28 - 1 <= (grants.latest(from_on, months=months) - from_on).days <= months * 31


@given(days=st.lists(st.dates(date(2016, 1, 1), date(2017, 1, 1)), min_size=4, max_size=4))
def test_periods_overlap_if_some_day_is_in_both(days: list[date]) -> None:
    (a, b), (c, d) = sorted(days[:2]), sorted(days[2:])

    shared = any(a <= c + timedelta(n) < b for n in range((d - c).days))

    assert grants.overlap(a, b, c, d) == (shared if a < b and c < d else grants.overlap(c, d, a, b))


@pytest.mark.parametrize(
    ("on", "ended_on", "state"),
    [
        (date(2016, 11, 14), None, GrantState.COMING),
        (date(2016, 11, 15), None, GrantState.HOLDING),
        (date(2016, 12, 31), None, GrantState.HOLDING),
        (date(2017, 1, 1), None, GrantState.EXPIRED),
        (date(2016, 11, 30), date(2016, 12, 1), GrantState.HOLDING),
        (date(2016, 12, 1), date(2016, 12, 1), GrantState.ENDED),
        (date(2017, 1, 1), date(2016, 12, 1), GrantState.ENDED),
        (date(2016, 11, 14), date(2016, 11, 14), GrantState.ENDED),
    ],
)
def test_a_grant_holds_from_its_first_day_to_its_last(on: date, ended_on: date | None, state: GrantState) -> None:
    assert grants.state(from_on=date(2016, 11, 15), until_on=date(2017, 1, 1), ended_on=ended_on, on=on) == state


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(GrantState, ["end", "forget"])))
def test_a_grant_is_taken_back_only_while_it_is_not_over(state: GrantState, verb: str) -> None:
    if (state, verb) in {(GrantState.COMING, "end"), (GrantState.HOLDING, "end")}:
        assert GRANT.after(state, verb) == GrantState.ENDED
    else:
        with pytest.raises(Forbidden):
            GRANT.after(state, verb)


@given(before=st.integers(1, 10_000), after=st.integers(0, 10_000), closed=st.one_of(st.none(), st.integers(0, 240)))
def test_it_holds_from_its_opening_to_its_end_or_its_closing(before: int, after: int, closed: int | None) -> None:
    until = emergency.until(TEN, hours=4)
    closed_at = TEN + timedelta(minutes=closed) if closed is not None else None
    end = min(until, closed_at or until)

    def state(at: datetime) -> EmergencyState:
        return emergency.state(until_at=until, closed_at=closed_at, reviewed_at=None, at=at)

    assert state(end + timedelta(seconds=after)) == EmergencyState.OVER
    assert state(end - timedelta(seconds=before)) == EmergencyState.HOLDING


def test_once_reviewed_it_is_reviewed() -> None:
    assert emergency.state(until_at=TEN, closed_at=TEN, reviewed_at=TEN, at=TEN) == EmergencyState.REVIEWED


@pytest.mark.parametrize(("reason", "enough"), [("urgente", False), ("." * 60, False), ("   emergenza vera    ", False), (WHY, True)])
def test_a_reason_is_some_words(reason: str, enough: bool) -> None:  # noqa: FBT001  a table
    assert emergency.says_why(reason) is enough


def test_from_the_third_day_a_review_waits_too_long() -> None:
    assert [days for days in range(5) if emergency.waits_too_long(TEN.date(), on=TEN.date() + timedelta(days=days))] == [3, 4]


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(EmergencyState, ["close", "review", "forget"])))
def test_an_access_moves_only_as_the_table_says(state: EmergencyState, verb: str) -> None:
    possible = {(EmergencyState.HOLDING, "close"): EmergencyState.OVER, (EmergencyState.OVER, "review"): EmergencyState.REVIEWED}

    if (state, verb) in possible:
        assert EMERGENCY.after(state, verb) == possible[state, verb]
    else:
        with pytest.raises(Forbidden):
            EMERGENCY.after(state, verb)
