"""What follows from an award, whatever it is: nothing is lost and nothing is made, to the cent."""

import itertools
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given, strategies as some

from sussidiario.benefits.lifecycle import InstalmentState
from sussidiario.benefits.rules import accounts, plans, spending
from sussidiario.benefits.rules.plans import UNPAID, Asked, Owed, Planned

DAYS = some.dates(date(2010, 1, 1), date(2030, 12, 31))
MONTHS = DAYS.map(plans.month_of)
CENTS = some.integers(1, 1_000_000_00)
COUNTS = some.integers(1, 36)
CONDITIONS = some.lists(some.builds(Asked, some.text(min_size=1, max_size=5), DAYS), max_size=4)
OWED = some.lists(some.builds(Owed, MONTHS, CENTS, some.sampled_from(InstalmentState)), max_size=30)


def a_plan(amount: int, months: int, from_month: date, granted_on: date, *, monthly: bool, conditions: list[Asked] | None = None) -> tuple[Planned, ...]:
    return plans.plan(amount=amount, months=months, from_month=from_month, granted_on=granted_on, monthly=monthly, conditions=conditions or [])


@given(amount=CENTS, months=COUNTS, first=MONTHS, granted_on=DAYS, monthly=some.booleans())
def test_a_plan_pays_the_whole_sum_once_for_each_month_and_nothing_before_it_is_granted(
    *, amount: int, months: int, first: date, granted_on: date, monthly: bool
) -> None:
    plan = a_plan(amount, months, first, granted_on, monthly=monthly)

    assert sum(each.amount for each in plan) == amount * months
    assert [each.number for each in plan] == list(range(1, months + 1))
    assert len({each.month for each in plan}) == months
    assert plan[0].month == first
    assert all(each.month.day == 1 and each.due_on >= granted_on for each in plan)
    assert list(plan) == sorted(plan, key=lambda each: (each.due_on, each.month))


@given(CENTS, COUNTS, MONTHS, DAYS)
def test_what_is_monthly_is_due_on_its_day_unless_it_was_granted_later(amount: int, months: int, first: date, granted_on: date) -> None:
    for each in a_plan(amount, months, first, granted_on, monthly=True):
        assert each.due_on in {granted_on, each.month.replace(day=plans.PAY_DAY)}
        assert monthrange(each.month.year, each.month.month)[1] >= plans.PAY_DAY


@given(amount=CENTS, months=COUNTS, first=MONTHS, granted_on=DAYS, monthly=some.booleans())
def test_the_years_share_a_plan_out_without_losing_a_cent(*, amount: int, months: int, first: date, granted_on: date, monthly: bool) -> None:
    plan = a_plan(amount, months, first, granted_on, monthly=monthly)

    years = plans.by_year(plan)

    assert sum(each.amount for part in years.values() for each in part) == amount * months
    assert all(each.due_on.year == year for year, part in years.items() for each in part)


@given(CENTS, COUNTS, MONTHS, DAYS, CONDITIONS)
def test_each_payment_waits_for_the_last_thing_asked_before_it(amount: int, months: int, first: date, granted_on: date, conditions: list[Asked]) -> None:
    for each in a_plan(amount, months, first, granted_on, monthly=True, conditions=conditions):
        asked = [condition.due_on for condition in conditions if condition.due_on <= each.due_on]
        assert (each.condition is None) == (not asked)
        if each.condition is not None:
            assert conditions[each.condition].due_on == max(asked)


@pytest.mark.parametrize(("amount", "months"), [(0, 3), (-1, 3), (100, 0)])
def test_nothing_is_no_plan(amount: int, months: int) -> None:
    with pytest.raises(ValueError, match="nothing to pay"):
        a_plan(amount, months, date(2016, 1, 1), date(2016, 1, 1), monthly=True)


@given(some.lists(some.integers(1, 1_000), max_size=20), some.dictionaries(some.integers(1, 9), some.integers(0, 10_000), max_size=4))
def test_no_line_is_given_more_than_it_has_left(amounts: list[int], left: dict[int, int]) -> None:
    chosen = plans.allocate(amounts, left)

    if chosen is None:
        assert not any(cents >= sum(amounts) for cents in left.values())
    elif amounts:
        assert len(chosen) == len(amounts)
        for line in set(chosen):
            assert sum(amount for amount, place in zip(amounts, chosen, strict=True) if place == line) <= left[line]


@given(some.integers(1, 500), some.integers(1, 24), some.dictionaries(some.integers(1, 9), some.integers(0, 3_000), max_size=4))
def test_equal_payments_are_refused_only_when_they_do_not_fit(amount: int, count: int, left: dict[int, int]) -> None:
    fits = sum(cents // amount for cents in left.values()) >= count

    assert (plans.allocate([amount] * count, left) is not None) == fits


@given(OWED, MONTHS)
def test_what_ends_is_freed_or_owed_or_in_a_list_and_nothing_else(owed: list[Owed], from_month: date) -> None:
    done = plans.ending(owed, from_month)

    after = [each for each in owed if each.month >= from_month]
    assert done.freed + done.owed + done.listed == sum(each.amount for each in after if each.state != InstalmentState.CANCELLED)
    assert done.freed == sum(each.amount for each in after if each.state in UNPAID)
    assert done.owed == sum(each.amount for each in after if each.state == InstalmentState.PAID)


@given(OWED, MONTHS, CENTS)
def test_what_is_revised_differs_by_what_is_promised_before_and_after(owed: list[Owed], from_month: date, amount: int) -> None:
    def promised(new: int | None) -> int:
        changing = [each.month >= from_month and each.state in UNPAID for each in owed]
        return sum(new if new is not None and changes else each.amount for each, changes in zip(owed, changing, strict=True))

    assert plans.revised(owed, from_month, amount) == promised(amount) - promised(None)


@given(some.integers(1, 10_000), some.integers(0, 10_000))
def test_a_line_says_how_far_it_has_gone(amount: int, committed: int) -> None:
    reach = spending.reach(amount, min(committed, amount))

    assert (reach == spending.Reach.SPENT) == (committed >= amount)
    assert (reach == spending.Reach.EMPTY) == (committed == 0)
    if reach in {spending.Reach.NEAR, spending.Reach.FINE}:
        assert (reach == spending.Reach.NEAR) == (committed / amount >= 0.9)


@pytest.mark.parametrize("text", ["IT60X0542811101000000123456", "it60 x054 2811 1010 0000 0123 456", "DE89 3704 0044 0532 0130 00"])
def test_an_iban_is_read_as_people_write_it(text: str) -> None:
    read = accounts.iban(text)

    assert read == text.replace(" ", "").upper()
    assert accounts.grouped(read).replace(" ", "") == read
    assert read[4:-4] not in accounts.masked(read)


@pytest.mark.parametrize("text", ["", "IT60", "IT61X0542811101000000123456", "IT60X054281110100000012345", "ciao"])
def test_what_is_no_iban_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an IBAN"):
        accounts.iban(text)


@given(some.integers(0, 26), some.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_iban_is_always_found(place: int, digit: str) -> None:
    right = "IT60X0542811101000000123456"
    if not right[place].isdigit() or right[place] == digit:
        return

    with pytest.raises(ValueError, match="not an IBAN"):
        accounts.iban(right[:place] + digit + right[place + 1 :])


def test_a_firm_is_known_by_its_number_and_a_person_by_their_code() -> None:
    assert accounts.code("00743110157") == "00743110157"
    assert accounts.code("rccmnl83s18d969h") == "RCCMNL83S18D969H"
    with pytest.raises(ValueError, match="neither"):
        accounts.code("00743110158")


@given(some.dictionaries(some.dates(date(2015, 1, 1), date(2018, 12, 31)).map(plans.month_of), some.sampled_from([15_000, 20_000])))
def test_stretches_hold_every_month_once_with_its_sum_and_are_as_few_as_can_be(owed: dict[date, int]) -> None:
    found = plans.stretches(owed)

    assert {month: each.amount for each in found for month in plans.months_from(each.first, each.months)} == owed
    assert sum(each.months for each in found) == len(owed)
    assert all(plans.months_from(one.first, one.months + 1)[-1] != other.first or one.amount != other.amount for one, other in itertools.pairwise(found))
