"""One case, many cases, and the articles written a second time by hand: the same cent."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sussidiario.regulation.assessing import assess, assess_many
from sussidiario.regulation.facts import Fact, Given, Kind
from sussidiario.regulation.measures import MEASURES
from sussidiario.regulation.tests import at_random, oracle

ROWS = 400


@pytest.mark.parametrize("on", at_random.DAYS, ids=str)
@pytest.mark.parametrize("measure", MEASURES)
def test_many_cases_are_each_explained_as_one_case_is(measure: str, on: date) -> None:
    drawn = at_random.columns(measure, ROWS, on, np.random.default_rng(on.toordinal()))

    many = assess_many(measure, drawn, on)

    one = [assess(measure, case, on) for case in at_random.households(measure, drawn)]
    assert [many.explain(row) for row in range(ROWS)] == one
    assert many.granted.tolist() == [answer.granted for answer in one]
    assert many.amount.tolist() == [answer.amount for answer in one]
    assert many.months.tolist() == [answer.months for answer in one]
    assert many.total.tolist() == [answer.total for answer in one]


@pytest.mark.parametrize("measure", MEASURES)
def test_the_formulas_give_what_the_articles_written_by_hand_give(measure: str) -> None:
    drawn = at_random.columns(measure, 10_000, oracle.ON, np.random.default_rng(7))
    many = assess_many(measure, drawn, oracle.ON)
    whole = [fact.name for fact in MEASURES[measure].facts if fact.optional or fact.when]

    found, by_hand = [], []
    for row, case in enumerate(at_random.households(measure, drawn)):
        if not any(column[row] for column in many.missing.values()):
            found.append((bool(many.granted[row]), int(many.amount[row]), int(many.months[row])))
            by_hand.append(oracle.ORACLE[measure]({name: 0 if value is None and name in whole else value for name, value in case.items()}))

    assert found == by_hand
    assert 1000 < sum(granted for granted, _amount, _months in found) < len(found) > 8000


def values(fact: Fact) -> st.SearchStrategy[Given]:
    """Everything a fact may be, nothing included."""
    edges = [int(edge) for edge in at_random.EDGES if edge <= fact.largest] if fact.kind in {Kind.CENTS, Kind.COUNT} else []
    match fact.kind:
        case Kind.YES_NO:
            return st.none() | st.booleans()
        case Kind.CHOICE:
            return st.none() | st.sampled_from([value for value, _label in fact.choices])
        case Kind.DAY:
            return st.none() | st.dates(oracle.ON - timedelta(days=3), oracle.ON + timedelta(days=3))
        case _:
            return st.none() | st.integers(0, fact.largest) | st.sampled_from(edges)


def cases(measure: str) -> st.SearchStrategy[dict[str, Given]]:
    return st.fixed_dictionaries({fact.name: values(fact) for fact in MEASURES[measure].facts})


@settings(deadline=None)
@given(data=st.data(), measure=st.sampled_from(list(MEASURES)))
def test_whatever_is_given_the_two_ways_agree(data: Any, measure: str) -> None:
    listed = data.draw(st.lists(cases(measure), min_size=1, max_size=20))
    columns = {fact.name: [case[fact.name] for case in listed] for fact in MEASURES[measure].facts}

    many = assess_many(measure, columns, oracle.ON)

    assert [many.explain(row) for row in range(len(listed))] == [assess(measure, case, oracle.ON) for case in listed]
