"""Money, as it is typed and as it is written."""

import pytest
from hypothesis import given, strategies as st

from sussidiario.foundation.money import Cents, euro, parse


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("80", 8000),
        ("0,5", 50),
        ("80,50", 8050),
        ("1250,5", 125050),
        ("1.250,50", 125050),
        ("1 250,50", 125050),
        ("500.000", 50000000),
        ("€ 80", 8000),
        ("80 €", 8000),
        ("  12,00  ", 1200),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, cents: int) -> None:
    assert parse(typed) == cents


@pytest.mark.parametrize("typed", ["", "ottanta", "12.50", "1.25,00", "-5", "5,123", ",5", "1.2500", "5 5"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse(typed)


@pytest.mark.parametrize(
    ("cents", "decimals", "written"),
    [
        (125050, True, "1.250,50 €"),
        (0, True, "0,00 €"),
        (-8005, True, "-80,05 €"),
        (50000000, False, "500.000 €"),
        (125050, False, "1.251 €"),
        (125049, False, "1.250 €"),
    ],
)
def test_an_amount_is_written_the_italian_way(cents: int, *, decimals: bool, written: str) -> None:
    assert euro(Cents(cents), decimals=decimals).replace("\N{NO-BREAK SPACE}", " ") == written


@given(cents=st.integers(min_value=0, max_value=10**12))
def test_what_is_written_is_read_back(cents: int) -> None:
    assert parse(euro(Cents(cents))) == cents
