"""What the articles imply whatever the household: who is poorer never gets less, and nobody gets more than the most."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from sussidiario.regulation.assessing import assess
from sussidiario.regulation.facts import Fact, Given, Kind
from sussidiario.regulation.measures import MEASURES
from sussidiario.regulation.parameters import current
from sussidiario.regulation.tests import at_random, oracle
from sussidiario.regulation.tests.at_random import DAYS

GOOD: dict[str, Given] = {
    "resident": True,
    "isee_valid_until": oracle.ON,
    "notice_served": True,
    "registered_lease": True,
    "other_home": False,
    "residence_months": 40,
    "cadastral_class": "A3",
    "cause": "dismissal",
    "landlord_stops": True,
    "lease_months_left": 40,
    "report": True,
    "helped_this_month": False,
    "disconnection": True,
}
"""What everybody answers here, so that most are granted something."""

LESS_WITH = [
    ("income_support", "isee"),
    ("income_support", "monthly_income"),
    ("blameless_arrears", "ise"),
    ("blameless_arrears", "isee"),
    ("blameless_arrears", "already_received"),
    ("service_copayment", "isee"),
    ("emergency_food", "monthly_income"),
    ("emergency_utilities", "isee"),
    ("emergency_utilities", "received_this_year"),
]
MORE_WITH = [
    ("income_support", "household_members"),
    ("income_support", "minors"),
    ("income_support", "disabled_members"),
    ("income_support", "rent"),
    ("blameless_arrears", "residence_months"),
    ("service_copayment", "price"),
    ("emergency_food", "household_members"),
    ("emergency_food", "infants"),
    ("emergency_utilities", "household_members"),
    ("emergency_utilities", "bill"),
]


EDGES = [int(edge) for edge in at_random.EDGES]
FEW = st.integers(0, 10)
MONEY = st.sampled_from(EDGES) | st.integers(0, 100_000)


def likely_value(fact: Fact) -> st.SearchStrategy[Any]:
    match fact.kind:
        case Kind.COUNT:
            return FEW
        case Kind.CENTS:
            return MONEY
        case Kind.CHOICE:
            return st.sampled_from([value for value, _label in fact.choices])
        case _:
            return st.booleans()


def likely(measure: str) -> st.SearchStrategy[dict[str, Any]]:
    """Households that give every fact, and might be granted something."""
    return st.fixed_dictionaries({fact.name: likely_value(fact) for fact in MEASURES[measure].facts if fact.name not in GOOD}).map(GOOD.__or__)


def pair(data: Any, measure: str, name: str) -> tuple[int, int]:
    """Two households that differ in one thing: what the one with less of it gets in all, and the one with more."""
    case = data.draw(likely(measure))
    amounts = FEW if MEASURES[measure].fact(name).kind is Kind.COUNT else MONEY
    less, more = sorted(data.draw(st.tuples(amounts, amounts)))
    return assess(measure, case | {name: less}, oracle.ON).total, assess(measure, case | {name: more}, oracle.ON).total


@pytest.mark.parametrize("measure", MEASURES)
def test_many_of_these_households_are_granted_something(measure: str) -> None:
    seen = []

    @settings(deadline=None, database=None, derandomize=True)
    @given(case=likely(measure))
    def look(case: dict[str, Given]) -> None:
        seen.append(assess(measure, case, oracle.ON))

    look()

    assert [answer.missing for answer in seen if answer.missing] == []
    assert sum(answer.granted for answer in seen) > len(seen) / 10


@pytest.mark.parametrize(("measure", "name"), LESS_WITH)
@settings(deadline=None)
@given(data=st.data())
def test_who_has_more_never_gets_more(measure: str, name: str, data: Any) -> None:
    less, more = pair(data, measure, name)

    assert more <= less


@pytest.mark.parametrize(("measure", "name"), MORE_WITH)
@settings(deadline=None)
@given(data=st.data())
def test_who_needs_more_never_gets_less(measure: str, name: str, data: Any) -> None:
    less, more = pair(data, measure, name)

    assert more >= less


@pytest.mark.parametrize("measure", MEASURES)
@settings(deadline=None)
@given(data=st.data())
def test_nobody_gets_more_than_the_most(measure: str, data: Any) -> None:
    case = data.draw(likely(measure))

    answer = assess(measure, case, oracle.ON)

    most = {"income_support": 60_000, "blameless_arrears": 1_200_000, "emergency_food": 45_000, "emergency_utilities": 65_000}
    assert 0 <= answer.amount <= most.get(measure, case.get("price", 0))
    assert answer.total == answer.amount * answer.months
    assert answer.granted == (answer.total > 0) == all(reason.met for reason in answer.reasons)


@settings(deadline=None)
@given(people=st.integers(0, 50), on=st.sampled_from(DAYS))
@pytest.mark.parametrize(
    "path", ["income_support.threshold", "income_support.ceiling", "emergency_food.need", "emergency_food.income_ceiling", "emergency_utilities.ceiling"]
)
def test_one_more_person_never_lowers_a_threshold(path: str, people: int, on: date) -> None:
    table = current().at(on)

    assert table.bracket(path, people + 1) >= table.bracket(path, people)


@settings(deadline=None)
@given(isee=st.integers(0, 10**10), on=st.sampled_from(DAYS))
@pytest.mark.parametrize("path", ["income_support.months", "emergency_utilities.part"])
def test_every_value_falls_in_exactly_one_bracket(path: str, isee: int, on: date) -> None:
    thresholds, amounts = current().at(on).brackets(path)

    ends = [*thresholds[1:], 10**10 + 1]
    holding = [amount for begin, end, amount in zip(thresholds, ends, amounts, strict=True) if begin <= isee < end]

    assert holding == [current().at(on).bracket(path, isee)]
