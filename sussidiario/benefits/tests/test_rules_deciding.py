"""What follows from a request: its facts are kept and read back, a proposal that differs is seen, who else must approve."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from sussidiario.benefits.rules import deciding
from sussidiario.benefits.rules.deciding import Mistaken, Outcome
from sussidiario.benefits.tests.town import POOR, RICH
from sussidiario.regulation.facts import LARGEST, Fact, Given, Kind
from sussidiario.regulation.measures import MEASURES

ON = date(2016, 11, 15)


def of(fact: Fact) -> st.SearchStrategy[Given]:
    """Whatever a fact may be, or nothing."""
    if fact.kind is Kind.DAY:
        return st.none() | st.dates(date(1970, 1, 1), date(2100, 1, 1))
    if fact.kind is Kind.YES_NO:
        return st.none() | st.booleans()
    if fact.kind is Kind.CHOICE:
        return st.none() | st.sampled_from([value for value, _label in fact.choices])
    return st.none() | st.integers(0, LARGEST[fact.kind])


cases = st.sampled_from(sorted(MEASURES)).flatmap(
    lambda key: st.tuples(st.just(key), st.fixed_dictionaries({fact.name: of(fact) for fact in MEASURES[key].facts}))
)


@given(cases)
def test_what_is_declared_is_read_back_as_it_was(case: tuple[str, dict[str, Given]]) -> None:
    formula, facts = case

    known = deciding.known(formula, deciding.kept(formula, facts))

    assert known == {fact.name: facts[fact.name] for fact in MEASURES[formula].facts if facts[fact.name] is not None and deciding.asked(fact, facts)}


@given(cases)
def test_what_the_regulation_answers_differs_from_itself_in_nothing(case: tuple[str, dict[str, Given]]) -> None:
    formula, facts = case

    assessment = deciding.assessed(formula, deciding.kept(formula, facts), ON)

    assert assessment is not None
    assert not deciding.differs(deciding.outcome_of(assessment), assessment)
    assert bool(deciding.against(assessment)) is not assessment.granted


@given(cases)
def test_every_fact_declared_is_said(case: tuple[str, dict[str, Given]]) -> None:
    formula, facts = case

    declared = deciding.declared(formula, deciding.kept(formula, facts))

    assert all(deciding.said(fact, value) for fact, value in declared)


@pytest.mark.parametrize(("name", "value"), [("isee", -1), ("isee", "many"), ("resident", 2), ("isee_valid_until", "tomorrow")])
def test_what_cannot_be_is_told_by_its_name(name: str, value: Any) -> None:
    with pytest.raises(Mistaken) as mistaken:
        deciding.kept("income_support", {name: value})

    assert mistaken.value.name == name


@pytest.mark.parametrize(
    ("proposed", "differs"),
    [
        (Outcome(grant=True, amount=48_000, months=4), False),
        (Outcome(grant=True, amount=48_001, months=4), True),
        (Outcome(grant=True, amount=48_000, months=3), True),
        (Outcome(grant=False), True),
    ],
)
def test_a_proposal_differs_by_a_cent_a_month_or_the_answer(proposed: Outcome, differs: bool) -> None:  # noqa: FBT001  what is expected
    assessment = deciding.assessed("income_support", deciding.kept("income_support", POOR), ON)

    assert deciding.differs(proposed, assessment) is differs


def test_where_the_regulation_says_nothing_every_proposal_needs_a_reason() -> None:
    assert deciding.assessed("", {}, ON) is None
    assert deciding.differs(Outcome(grant=False), None)
    assert deciding.facts("") == ()


def test_a_refusal_is_grounded_on_the_proposal_else_on_the_regulation() -> None:
    assessment = deciding.assessed("income_support", deciding.kept("income_support", RICH), ON)
    assert assessment is not None

    assert deciding.grounds(assessment.as_json(), "") == "L'ISEE di 6.500,01 € supera il limite di 6.500,00 €."
    assert deciding.grounds(assessment.as_json(), "non risiede qui") == "non risiede qui"
    assert deciding.grounds(None, "") == ""


def is_paused(day: date) -> bool:
    """Told in other words: August, and until 2014 half of September."""
    return day.month == 8 or (day.year < 2015 and day.month == 9 and day.day <= 15)


@pytest.mark.parametrize(
    ("decided_on", "until"),
    [
        (date(2016, 6, 1), date(2016, 7, 31)),
        (date(2016, 6, 2), date(2016, 9, 1)),
        (date(2016, 7, 15), date(2016, 10, 14)),
        (date(2016, 8, 1), date(2016, 10, 30)),
        (date(2016, 8, 31), date(2016, 10, 30)),
        (date(2016, 9, 1), date(2016, 10, 31)),
        (date(2014, 7, 15), date(2014, 10, 29)),
    ],
)
def test_august_does_not_count_for_the_court(decided_on: date, until: date) -> None:
    assert deciding.appeal_until(decided_on) == until


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_an_appeal_ends_after_sixty_days_or_a_hundred_and_twenty(day: date) -> None:
    running = [each for each in (day + timedelta(days=number) for number in range(1, 120)) if not is_paused(each)]
    assert deciding.appeal_until(day) == running[59]
    assert deciding.president_until(day) - day == timedelta(days=120)
    assert deciding.month_of(day).day == 1


def test_what_was_had_already_is_known_of_what_was_granted() -> None:
    given = [(date(2015, 12, 1), 10_000), (date(2016, 3, 1), 20_000), (date(2016, 11, 1), 5_000)]

    assert deciding.had("blameless_arrears", given, ON) == {"already_received": 35_000}
    assert deciding.had("emergency_utilities", given, ON) == {"received_this_year": 25_000}
    assert deciding.had("emergency_food", given, ON) == {"helped_this_month": True}
    assert deciding.had("emergency_food", given[:2], ON) == deciding.had("emergency_utilities", [], ON) == deciding.had("income_support", given, ON) == {}
