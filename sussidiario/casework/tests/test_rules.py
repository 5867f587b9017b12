"""To whom a case goes, how a caseload is split, what is due when, what looks odd."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, strategies as st

from sussidiario.casework import rules
from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.casework.rules import Load
from sussidiario.foundation.areas import Area

numbers = st.integers(0, 200)
loads = st.lists(st.builds(Load, worker=st.integers(1, 10_000), open=numbers, overdue=numbers), min_size=1, max_size=8, unique_by=lambda load: load.worker)
cases = st.lists(st.tuples(st.integers(1, 10_000), st.sampled_from([area.value for area in Area])), max_size=60, unique_by=lambda case: case[0])


@given(loads)
def test_nobody_of_the_group_has_less_to_do_than_who_is_suggested(group: list[Load]) -> None:
    suggestion = rules.suggest(group)

    assert suggestion is not None
    chosen = next(load for load in group if load.worker == suggestion.worker)
    assert all((chosen.open, chosen.overdue) <= (other.open, other.overdue) for other in group)


@pytest.mark.parametrize(
    ("group", "why"),
    [
        ([Load(1, 12)], rules.ALONE),
        ([Load(1, 12), Load(2, 9)], rules.LIGHTEST),
        ([Load(1, 9, 3), Load(2, 9, 1)], rules.FEWER_OVERDUE),
        ([Load(1, 9, 1), Load(2, 9, 1)], rules.ALIKE),
    ],
)
def test_a_suggestion_says_why(group: list[Load], why: str) -> None:
    suggestion = rules.suggest(group)

    assert suggestion is not None
    assert suggestion.why.message == why
    assert suggestion.why.message.format(**suggestion.why.values)


def test_an_empty_group_has_nobody_to_suggest() -> None:
    assert rules.suggest([]) is None


@given(cases, loads)
def test_a_split_gives_every_case_to_exactly_one_receiver(some: list[tuple[int, str]], receivers: list[Load]) -> None:
    shared = rules.split(some, receivers, {})

    assert list(shared) == [case for case, _area in some]
    assert set(shared.values()) <= {load.worker for load in receivers}


@given(cases, loads)
def test_a_split_levels_the_loads(some: list[tuple[int, str]], receivers: list[Load]) -> None:
    given_ = Counter(rules.split(some, receivers, {}).values())

    after = {load.worker: load.open + given_[load.worker] for load in receivers}
    for load in receivers:
        if given_[load.worker]:
            assert after[load.worker] <= min(after.values()) + 1


@given(cases, loads)
def test_the_same_facts_split_the_same_way(some: list[tuple[int, str]], receivers: list[Load]) -> None:
    assert rules.split(some, receivers, {}) == rules.split(some, receivers, {})


def test_a_case_goes_to_who_works_on_its_area_even_if_busier() -> None:
    shared = rules.split([(1, "elderly"), (2, "minors")], [Load(7, open=30), Load(8, open=2)], {7: frozenset({"elderly"}), 8: frozenset({"adults"})})

    assert shared == {1: 7, 2: 8}


def test_a_caseload_is_handed_over_to_somebody() -> None:
    with pytest.raises(ValueError, match="somebody"):
        rules.split([(1, "elderly")], [], {})


@pytest.mark.parametrize(
    ("opened_on", "days", "due"),
    [
        (date(2016, 11, 15), 15, date(2016, 11, 30)),
        (date(2016, 11, 15), 4, date(2016, 11, 21)),  # a Saturday
        (date(2016, 11, 15), 5, date(2016, 11, 21)),  # a Sunday
    ],
)
def test_what_is_due_at_the_weekend_is_due_on_monday(opened_on: date, days: int, due: date) -> None:
    assert rules.due_on(opened_on, days) == due


@given(st.dates(date(2012, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_a_deadline_is_never_early_nor_at_the_weekend(opened_on: date, days: int) -> None:
    due = rules.due_on(opened_on, days)

    assert days <= (due - opened_on).days <= days + 2
    assert due.weekday() < 5


def test_the_day_of_a_deadline_is_the_last_good_one() -> None:
    assert not rules.is_overdue(date(2016, 11, 15), date(2016, 11, 15))
    assert rules.is_overdue(date(2016, 11, 14), date(2016, 11, 15))
    assert not rules.is_overdue(None, date(2016, 11, 15))


@pytest.mark.parametrize(
    ("area", "age", "message"),
    [
        (Area.MINORS, 17, None),
        (Area.MINORS, 18, rules.GROWN_UP),
        (Area.ADULTS, 17, rules.STILL_A_MINOR),
        (Area.ADULTS, 18, None),
        (Area.ADULTS, 64, None),
        (Area.ADULTS, 65, rules.BY_NOW_ELDERLY),
        (Area.ELDERLY, 12, rules.STILL_A_MINOR),
        (Area.ELDERLY, 64, rules.NOT_ELDERLY),
        (Area.ELDERLY, 65, None),
        (Area.ELDERLY, None, rules.AGE_UNKNOWN),
        (Area.DISABLED, None, None),
        (Area.DISABLED, 3, None),
        (Area.DISABLED, 90, None),
    ],
)
def test_an_age_that_does_not_go_with_the_area_is_noticed(area: Area, age: int | None, message: str | None) -> None:
    warning = rules.age_warning(area, age)

    assert (warning.message if warning else None) == message


def test_death_is_both_the_reason_and_the_outcome_or_neither() -> None:
    for reason in ClosingReason:
        for outcome in Outcome:
            mistake = rules.closing_mistake(Area.MINORS, reason, outcome)
            assert (mistake is None) == ((reason is ClosingReason.DEATH) == (outcome is Outcome.DECEASED))


def test_coming_of_age_closes_only_cases_of_minors() -> None:
    assert rules.closing_mistake(Area.MINORS, ClosingReason.CAME_OF_AGE, Outcome.FAMILY) is None
    assert rules.closing_mistake(Area.ADULTS, ClosingReason.CAME_OF_AGE, Outcome.FAMILY) is not None
