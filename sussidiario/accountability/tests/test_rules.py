from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from sussidiario.accountability.rules import comparing, disclosure
from sussidiario.accountability.rules.comparing import Status
from sussidiario.accountability.rules.frozen import Card
from sussidiario.accountability.rules.years import years
from sussidiario.accountability.tests import invented
from sussidiario.foundation.period import Period
from sussidiario.territory import figures as territory

MANDATE = Period(date(2012, 5, 21), date(2017, 6, 26))


def card(**facts: int | None) -> Card:
    said = {"it": "", "en": ""}
    blank = {"published": 0, "published_from": None, "published_to": None, "computed": None, "before": None, "after": None, "acts": None}
    words = {"key": "k", "figure": "f", "title": said, "words": said, "note": said, "column": "changed", "unit": "items"}
    rest: dict[str, object] = {"where": {}, "period": "2016", "compared_with": None, "status": "", "definition": "", "counts": [], "breakdowns": []}
    return words | rest | blank | facts  # type: ignore[return-value]  # a card, spelled out


@given(st.lists(st.integers(-40, 40)))
def test_a_breakdown_is_shown_only_without_counts_from_one_to_four(counted: list[int]) -> None:
    assert disclosure.may_be_shown(counted) is not any(1 <= abs(value) <= 4 for value in counted)


@given(st.lists(st.integers(0, 1000), min_size=1), st.integers(0, 1000))
def test_one_more_cell_never_makes_a_breakdown_less_protected(counted: list[int], more: int) -> None:
    assert not disclosure.may_be_shown([*counted, more]) or disclosure.may_be_shown(counted)


def test_a_figure_is_personal_unless_it_says_that_it_counts_places() -> None:
    assert disclosure.is_personal(invented.in_charge)
    assert disclosure.is_personal(invented.share)
    assert not disclosure.is_personal(territory.civic_centres)


@pytest.mark.parametrize(
    ("facts", "expected", "difference"),
    [
        ({"published": 1000}, Status.NOT_COMPUTED, None),
        ({"published": 1000, "computed": 1000}, Status.EQUAL, 0),
        ({"published": 1000, "computed": 999}, Status.DIFFERENT, -1),
        ({"published": 0, "computed": 0}, Status.EQUAL, 0),
        ({"published": 30, "published_from": 40, "published_to": 70, "computed": 30, "before": 40, "after": 70}, Status.EQUAL, 0),
        ({"published": 30, "published_from": 40, "published_to": 70, "computed": 30, "before": 41, "after": 71}, Status.DIFFERENT, 0),
        ({"published": 4, "computed": 4, "before": 1, "after": 5}, Status.EQUAL, 0),
    ],
)
def test_equal_is_equal_to_the_unit_and_to_both_ends(facts: dict[str, int], expected: Status, difference: int | None) -> None:
    assert comparing.status(card(**facts)) is expected
    assert comparing.difference(card(**facts)) == difference


def test_the_course_of_a_figure_is_told_by_the_years_of_the_mandate_up_to_its_period() -> None:
    assert [(label, str(period)) for label, period in years(MANDATE, Period.year(2014))] == [
        ("2012", "2012-05-21/2013-01-01"),
        ("2013", "2013"),
        ("2014", "2014"),
    ]
    assert [label for label, _period in years(MANDATE, MANDATE)] == ["2012", "2013", "2014", "2015", "2016", "2017"]
    assert str(years(MANDATE, MANDATE)[-1][1]) == "2017-01-01/2017-06-26"


def test_a_single_year_is_no_course() -> None:
    assert years(MANDATE, Period.year(2012)) == []


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(1, 4000), st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 4000))
def test_years_follow_one_another_without_gaps_inside_the_mandate(start: date, length: int, other: date, days: int) -> None:
    mandate = Period(start, date.fromordinal(start.toordinal() + length))

    found = [period for _label, period in years(mandate, Period(other, date.fromordinal(other.toordinal() + days)))]

    assert all(one.end == two.start for one, two in pairwise(found))
    assert all(mandate.start <= period.start < period.end <= mandate.end for period in found)
