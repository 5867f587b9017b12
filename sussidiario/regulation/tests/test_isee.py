"""The scale, the rounding and the validity of the indicator."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, strategies as st

from sussidiario.regulation import isee
from sussidiario.regulation.formula import NotInForce, Table
from sussidiario.regulation.isee import Changed, Regime
from sussidiario.regulation.measures import ISEE_PATHS
from sussidiario.regulation.parameters import Parameters, current

ON = date(2016, 9, 1)
NEW = date(2026, 3, 1)


@pytest.mark.parametrize(("members", "hundredths"), [(1, 100), (2, 157), (3, 204), (4, 246), (5, 285), (6, 320), (7, 355)])
def test_the_scale_grows_with_the_household(members: int, hundredths: int) -> None:
    assert isee.scale(members, ON) == hundredths


@pytest.mark.parametrize(("children", "general", "family"), [(0, 0, 0), (1, 0, 0), (2, 0, 10), (3, 20, 25), (4, 35, 40), (5, 50, 55), (8, 50, 55)])
def test_from_2026_two_regimes_stand_side_by_side(children: int, general: int, family: int) -> None:
    base = isee.scale(children + 2, NEW)

    assert isee.scale(children + 2, NEW, children=children) - base == general
    assert isee.scale(children + 2, NEW, children=children, regime=Regime.FAMILY_MEASURES) - base == family


def test_before_2026_there_is_one_regime_and_before_2015_another_law() -> None:
    with pytest.raises(NotInForce):
        isee.scale(3, date(2025, 12, 31), regime=Regime.FAMILY_MEASURES)
    with pytest.raises(NotInForce):
        isee.scale(3, date(2014, 12, 31))


def test_working_parents_and_infants_add_to_the_scale() -> None:
    assert isee.scale(3, ON, children=1, minors=1, parents_worked=True) == 224
    assert isee.scale(3, ON, children=1, minors=1, infants=1, parents_worked=True) == 234
    assert isee.scale(2, ON, children=1, minors=1, one_parent=True) == 177
    assert isee.scale(3, ON, children=1, minors=0, parents_worked=True) == 204


def test_disabled_members_add_to_the_scale_since_the_law_of_2016() -> None:
    assert isee.scale(3, ON, disabled=2) == 304
    assert isee.scale(3, date(2016, 5, 28), disabled=2) == 204


def test_the_scale_of_many_households_is_each_ones_scale() -> None:
    members, children = np.array([1, 4, 7]), np.array([0, 3, 5])

    many = isee.scale(members, ON, children=children, minors=children, infants=np.array([0, 1, 0]), parents_worked=np.array([False, True, True]))

    assert many.tolist() == [100, 246 + 20 + 30, 285 + 70 + 50 + 20]


def test_ise_takes_a_fifth_of_the_assets() -> None:
    assert isee.ise(1_000_000, 500_003, ON) == 1_100_001


@given(st.integers(0, 10**10), st.integers(100, 2000))
def test_isee_is_rounded_to_the_nearest_cent_half_up(ise: int, scale: int) -> None:
    found = isee.isee(ise, scale)

    assert -scale <= 2 * (100 * ise - found * scale) < scale


@pytest.mark.parametrize(
    ("presented_on", "until"),
    [
        (date(2015, 1, 2), date(2016, 1, 15)),
        (date(2018, 12, 31), date(2019, 1, 15)),
        (date(2019, 1, 1), date(2019, 12, 31)),
        (date(2019, 12, 31), date(2019, 12, 31)),
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2026, 6, 1), date(2026, 12, 31)),
    ],
)
def test_an_attestation_holds_by_the_rule_of_the_day_it_was_presented(presented_on: date, until: date) -> None:
    assert isee.valid_until(presented_on) == until


def test_a_current_indicator_holds_for_some_months_or_to_the_end_of_the_year() -> None:
    assert isee.current_valid_until(date(2021, 8, 31), Changed.INCOME) == date(2022, 2, 28)
    assert isee.current_valid_until(date(2016, 11, 5), Changed.INCOME) == date(2017, 1, 5)
    assert isee.current_valid_until(date(2021, 8, 31), Changed.ASSETS) == date(2021, 12, 31)


def test_it_reads_the_figures_that_are_said_to_be_its(monkeypatch: pytest.MonkeyPatch) -> None:
    version = Parameters.load()
    read: set[str] = set()
    found = Table.found

    def noted(self: Table, path: str) -> object:
        read.add(path)
        return found(self, path)

    monkeypatch.setattr(Table, "found", noted)
    for regime in Regime:
        isee.scale(3, NEW, regime=regime, parameters=version)
    isee.ise(1, 1, NEW, version)
    isee.valid_until(NEW, version)
    isee.current_valid_until(NEW, Changed.INCOME, version)

    assert read == set(ISEE_PATHS)
    assert current() == version
