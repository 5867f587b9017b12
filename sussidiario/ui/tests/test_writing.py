"""How numbers, days and instants are written."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from sussidiario.ui import writing

MINUS, SPACE = writing.MINUS, writing.NO_BREAK


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567"), (-1000, f"{MINUS}1.000"), (None, "")])
def test_thousands_are_apart(value: int | None, written: str) -> None:
    assert writing.number(value) == written


@pytest.mark.parametrize(("value", "written"), [(4, "+4"), (0, "0"), (-4, f"{MINUS}4"), (1500, "+1.500"), (None, "")])
def test_a_change_has_its_sign(value: int | None, written: str) -> None:
    assert writing.signed(value) == written


@pytest.mark.parametrize(("value", "written"), [(63, f"63{SPACE}%"), (0, f"0{SPACE}%"), (None, "")])
def test_a_share_keeps_its_sign_on_the_same_line(value: int | None, written: str) -> None:
    assert writing.percent(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2016, 5, 3), "3 maggio 2016"),
        (date(2016, 5, 1), "1º maggio 2016"),
        (date(2016, 5, 21), "21 maggio 2016"),
        (datetime(2016, 5, 2, 23, 30, tzinfo=UTC), "3 maggio 2016"),
        (None, ""),
    ],
)
def test_a_day_is_written_in_full(value: date | None, written: str) -> None:
    assert writing.day(value) == written


def test_a_day_is_said_with_its_weekday() -> None:
    assert writing.weekday(date(2016, 5, 3)) == "martedì 3 maggio 2016"
    assert writing.weekday(date(2016, 5, 1)) == "domenica 1º maggio 2016"


def test_a_month_is_said_with_its_year() -> None:
    assert writing.month(date(2016, 5, 1)) == "maggio 2016"
    assert writing.month(None) == ""


@pytest.mark.parametrize(
    ("cents", "decimals", "italian", "english"),
    [
        (125050, True, "1.250,50 €", "€1,250.50"),
        (125050, False, "1.251 €", "€1,251"),
        (-8005, True, f"{MINUS}80,05 €", f"{MINUS}€80.05"),
        (0, True, "0,00 €", "€0.00"),
        (None, True, "", ""),
    ],
)
def test_money_is_written_as_its_reader_writes_it(cents: int | None, decimals: bool, italian: str, english: str) -> None:  # noqa: FBT001  a row of the table
    here = writing.euro(cents, decimals=decimals)
    with translation.override("en"):
        there = writing.euro(cents, decimals=decimals)

    assert (here, there) == (italian, english)


def test_in_english_everything_is_written_the_british_way() -> None:
    at = datetime(2016, 5, 3, 7, 5, tzinfo=UTC)

    with translation.override("en"):
        written = (writing.day(date(2016, 5, 1)), writing.weekday(date(2016, 11, 15)), writing.instant(at), writing.number(-1000), writing.percent(63))

    assert written == ("1 May 2016", "Tuesday 15 November 2016", "3 May 2016 at 9.05", f"{MINUS}1,000", "63%")


def test_an_instant_is_told_as_it_was_here() -> None:
    at = datetime(2016, 5, 3, 7, 5, tzinfo=UTC)

    assert writing.hour(at) == "9.05"
    assert writing.instant(at) == "3 maggio 2016, ore 9.05"
    assert (writing.hour(None), writing.instant(None)) == ("", "")
