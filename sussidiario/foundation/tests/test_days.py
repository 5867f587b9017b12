"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from sussidiario.foundation import days

TODAY = date(2016, 12, 20)  # a Tuesday
EVER = st.dates(min_value=date(1850, 1, 1), max_value=date(2150, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("oggi", date(2016, 12, 20)),
        ("Domani", date(2016, 12, 21)),
        ("dopodomani", date(2016, 12, 22)),
        ("ieri", date(2016, 12, 19)),
        ("l’altro ieri", date(2016, 12, 18)),
        ("tomorrow", date(2016, 12, 21)),
        ("3/5/2016", date(2016, 5, 3)),
        ("3.5.2016", date(2016, 5, 3)),
        ("03-05-2016", date(2016, 5, 3)),
        ("3 5 16", date(2016, 5, 3)),
        ("2016-05-03", date(2016, 5, 3)),
        ("3 mag 2016", date(2016, 5, 3)),
        ("3 maggio 2016", date(2016, 5, 3)),
        ("1º maggio 2016", date(2016, 5, 1)),
        ("1° Maggio 2016", date(2016, 5, 1)),
        ("3mag", date(2017, 5, 3)),
        ("3 may 2016", date(2016, 5, 3)),
        ("  3  /  5  / 2016 ", date(2016, 5, 3)),
        ("12 sett. 2016", date(2016, 9, 12)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, meant: date) -> None:
    assert days.parse(typed, today=TODAY) == meant


@pytest.mark.parametrize(("typed", "meant"), [("mercoledì", date(2016, 12, 21)), ("lun", date(2016, 12, 26)), ("martedi", date(2016, 12, 27))])
def test_a_weekday_alone_is_the_next_one_and_never_today(typed: str, meant: date) -> None:
    assert days.parse(typed, today=TODAY) == meant


@pytest.mark.parametrize(("typed", "meant"), [("3/1", date(2017, 1, 3)), ("20/12", TODAY), ("1/12", date(2016, 12, 1)), ("29/2", date(2016, 2, 29))])
def test_without_a_year_it_is_the_nearest_day_of_that_name(typed: str, meant: date) -> None:
    assert days.parse(typed, today=TODAY) == meant


@pytest.mark.parametrize(("typed", "year"), [("3/5/26", 2026), ("3/5/27", 1927), ("3/5/52", 1952), ("3/5/00", 2000)])
def test_two_digits_are_the_latest_year_not_far_ahead(typed: str, year: int) -> None:
    assert days.parse(typed, today=TODAY).year == year


@pytest.mark.parametrize("typed", ["31/2", "29/2/2015", "0/5", "3/13/2016", "2016-02-30", "31 aprile"])
def test_a_day_that_the_calendar_lacks_is_told_apart(typed: str) -> None:
    with pytest.raises(days.NoSuchDay):
        days.parse(typed, today=TODAY)


@pytest.mark.parametrize("typed", ["", "presto", "3", "3/5/201", "3 xyz", "ma", "3 ma", "12345", "3//5", "/5"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(days.NotADay):
        days.parse(typed, today=TODAY)


@given(day=EVER, today=EVER)
def test_a_full_date_means_itself_whatever_day_it_is(day: date, today: date) -> None:
    assert days.parse(f"{day.day}/{day.month}/{day.year:04d}", today=today) == day
    assert days.parse(day.isoformat(), today=today) == day


@given(day=EVER, today=EVER)
def test_a_day_without_a_year_keeps_day_and_month_and_stays_near(day: date, today: date) -> None:
    read = days.parse(f"{day.day}/{day.month}", today=today)

    assert (read.day, read.month) == (day.day, day.month)
    assert abs(read - today) <= timedelta(days=183) or (day.month, day.day) == (2, 29)


@given(text=st.text(max_size=20))
def test_whatever_is_typed_it_is_a_day_or_a_refusal(text: str) -> None:
    try:
        days.parse(text, today=TODAY)
    except (days.NotADay, days.NoSuchDay):
        return
