"""When a desk is open, what is free, whose turn it is."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from sussidiario.desks import rules
from sussidiario.desks.rules import Came, Hours, Slot, Turn
from sussidiario.foundation.period import Period

MONDAY = date(2016, 11, 7)
MORNING = Hours(0, time(9), time(12), 2)

days = st.dates(date(2012, 1, 1), date(2030, 12, 31))
times = st.times(time(7), time(20)).map(lambda at: at.replace(second=0, microsecond=0))
hours = st.builds(
    Hours,
    weekday=st.integers(0, 6),
    starts_at=times,
    ends_at=times,
    capacity=st.integers(1, 4),
    from_on=days,
    until_on=st.none() | days,
)
closures = st.lists(st.tuples(st.builds(lambda day, length: Period(day, day + timedelta(days=length)), days, st.integers(1, 30)), st.just("ferie")), max_size=3)


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY, time(hour, minute))


slot_minutes = st.sampled_from([15, 20, 30, 45])


def test_easter_falls_where_the_calendar_of_each_year_says() -> None:
    assert [rules.easter(year) for year in (1818, 1943, 2000, 2012, 2016, 2017, 2038)] == [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2000, 4, 23),
        date(2012, 4, 8),
        date(2016, 3, 27),
        date(2017, 4, 16),
        date(2038, 4, 25),
    ]


def test_2016_has_the_eleven_national_holidays_and_the_patron() -> None:
    assert sorted(rules.holidays(2016)) == [
        date(2016, 1, 1),
        date(2016, 1, 6),
        date(2016, 3, 28),
        date(2016, 4, 25),
        date(2016, 5, 1),
        date(2016, 6, 2),
        date(2016, 6, 6),
        date(2016, 8, 15),
        date(2016, 11, 1),
        date(2016, 12, 8),
        date(2016, 12, 25),
        date(2016, 12, 26),
    ]


def test_another_municipality_keeps_another_patron_or_none() -> None:
    assert date(2016, 12, 7) in rules.holidays(2016, patron=(12, 7, "Sant'Ambrogio"))
    assert date(2016, 6, 6) not in rules.holidays(2016, patron=None)


def test_saint_francis_is_a_holiday_again_from_2026() -> None:
    assert date(2025, 10, 4) not in rules.holidays(2025)
    assert date(2026, 10, 4) in rules.holidays(2026)


def test_when_the_patron_falls_on_a_national_holiday_the_nation_names_the_day() -> None:
    assert rules.holidays(2016, patron=(12, 26, "Santo Stefano martire"))[date(2016, 12, 26)] == "Santo Stefano"


def test_a_morning_of_three_hours_has_six_half_hours_and_twenty_minutes_too_few_are_left_out() -> None:
    assert [slot.starts_at for slot in rules.slots_on(MONDAY, [MORNING], minutes=30)] == [time(9), time(9, 30), time(10), time(10, 30), time(11), time(11, 30)]
    assert len(rules.slots_on(MONDAY, [Hours(0, time(9), time(9, 50), 1)], minutes=30)) == 1


def test_a_place_taken_is_not_free() -> None:
    (first, *_rest) = rules.slots([MONDAY], [MORNING], [], [(MONDAY, time(9), 1)], minutes=30)

    assert first.free == (2,)


def test_a_closure_has_its_reason_and_a_holiday_its_name() -> None:
    sick = [(Period(MONDAY, MONDAY + timedelta(days=1)), "operatrice malata")]

    assert rules.why_closed(MONDAY, sick) == "operatrice malata"
    assert rules.why_closed(MONDAY + timedelta(days=1), sick) == ""
    assert rules.why_closed(date(2016, 8, 15), sick) == "Ferragosto"


def test_one_books_neither_the_past_nor_too_far_nor_a_full_slot() -> None:
    slot = Slot(MONDAY, time(9), 30, 1)

    assert rules.why_not_bookable(slot, now=_at(8, 59)) == ""
    assert rules.why_not_bookable(slot, now=_at(9)) == "Quest'ora è già passata."
    assert rules.why_not_bookable(slot, now=datetime.combine(date(2016, 9, 7), time(9))) == "Si fissano appuntamenti per i prossimi 60 giorni."
    assert rules.why_not_bookable(Slot(MONDAY, time(9), 30, 1, frozenset({1})), now=_at(8)) == "A quest'ora tutti i posti sono presi."


def test_hours_that_cannot_be() -> None:
    assert rules.why_not_hours([MORNING, Hours(0, time(14), time(16), 1)], minutes=30) == ""
    assert rules.why_not_hours([MORNING, Hours(1, time(11), time(13), 1)], minutes=30) == ""
    assert rules.why_not_hours([MORNING, Hours(0, time(11), time(13), 1)], minutes=30) == "Due orari dello stesso giorno si sovrappongono."
    assert rules.why_not_hours([Hours(0, time(9), time(9, 20), 1)], minutes=30) == "Un orario deve durare almeno quanto un appuntamento."
    assert rules.why_not_hours([Hours(0, time(9), time(12), 0)], minutes=30) == "In ogni orario lavora almeno una persona."


@given(st.lists(days, max_size=10), st.lists(hours, max_size=6), closures, slot_minutes)
def test_no_slot_falls_on_a_closure_or_a_holiday(some: list[date], weekly: list[Hours], closed: list[tuple[Period, str]], minutes: int) -> None:
    for slot in rules.slots(some, weekly, closed, [], minutes=minutes):
        assert not any(slot.day in period for period, _ in closed)
        assert slot.day not in rules.holidays(slot.day.year)


@given(st.lists(days, max_size=10), st.lists(hours, max_size=6), slot_minutes)
def test_every_slot_lies_in_hours_in_force_that_day(some: list[date], weekly: list[Hours], minutes: int) -> None:
    for slot in rules.slots(some, weekly, [], [], minutes=minutes):
        assert any(
            each.weekday == slot.day.weekday() and each.holds_on(slot.day) and each.starts_at <= slot.starts_at and slot.ends.time() <= each.ends_at
            for each in weekly
        )


@given(st.lists(hours, max_size=6), slot_minutes, days)
def test_hours_that_are_accepted_never_cut_slots_that_overlap(weekly: list[Hours], minutes: int, day: date) -> None:
    if rules.why_not_hours(weekly, minutes=minutes):
        return

    cut = rules.slots_on(day, weekly, minutes=minutes)

    assert all(first.ends <= second.begins for first, second in pairwise(cut))


@given(st.integers(0, 12), st.integers(1, 4))
def test_giving_the_first_free_place_never_exceeds_the_capacity(askers: int, capacity: int) -> None:
    taken: list[tuple[date, time, int]] = []
    for _ in range(askers):
        (slot, *_later) = rules.slots([MONDAY], [Hours(0, time(9), time(10), capacity)], [], taken, minutes=30)
        if slot.free:
            taken.append((MONDAY, time(9), slot.free[0]))

    assert len(taken) == min(askers, capacity)
    assert {place for _, _, place in taken} == set(range(1, len(taken) + 1))


instants = st.datetimes(_at(8), _at(18))
booked = st.builds(
    lambda begins, arrived, number: Turn(rules.turn_of_booking(begins, arrived), Came.BOOKED, number, number), instants, instants, st.integers(1, 99)
)
walked = st.builds(lambda arrived, number: Turn(rules.turn_of_walk_in(arrived), Came.WALK_IN, number, number), instants, st.integers(1, 99))


@given(st.lists(booked | walked, max_size=12), booked | walked)
def test_who_comes_when_my_turn_has_come_does_not_pass_before_me(waiting: list[Turn], mine: Turn) -> None:
    arrives = mine.due + timedelta(minutes=1)
    late = Turn(rules.turn_of_booking(arrives + timedelta(minutes=5), arrives), Came.BOOKED, 1, 1)
    later = Turn(rules.turn_of_walk_in(arrives), Came.WALK_IN, 1, 1)

    order = rules.line([*waiting, mine, late, later])

    assert order.index(mine) < order.index(late) < order.index(later)


@given(st.lists(booked | walked, max_size=12))
def test_the_line_loses_and_invents_nobody(waiting: list[Turn]) -> None:
    assert sorted(rules.line(waiting), key=lambda turn: turn.order) == sorted(waiting, key=lambda turn: turn.order)


def test_at_the_same_minute_the_appointment_passes_before_and_who_is_late_loses_the_hour() -> None:
    nine = _at(9)

    assert rules.turn_of_booking(nine, nine - timedelta(minutes=20)) == nine
    assert rules.turn_of_booking(nine, nine + timedelta(minutes=10)) == nine
    assert rules.turn_of_booking(nine, nine + timedelta(minutes=11)) == nine + timedelta(minutes=11)
    assert [turn.came for turn in rules.line([Turn(nine, Came.WALK_IN, 1, 1), Turn(nine, Came.BOOKED, 2, 2)])] == [Came.BOOKED, Came.WALK_IN]


def test_the_wait_grows_with_those_before_and_shrinks_with_those_at_work() -> None:
    assert rules.wait_minutes(0, operators=2, minutes=30) == 0
    assert rules.wait_minutes(3, operators=2, minutes=30) == 30
    assert rules.wait_minutes(3, operators=1, minutes=30) == 90
    assert rules.wait_minutes(1, operators=0, minutes=30) == 30


def test_hours_are_read_as_people_type_them() -> None:
    assert rules.read_hours("9-12, 14.00-16.30") == ((time(9), time(12)), (time(14), time(16, 30)))
    assert rules.read_hours(" 8:30 – 13 e 14-15 ") == ((time(8, 30), time(13)), (time(14), time(15)))
    assert rules.read_hours("") == ()
    for wrong in ("mattina", "9", "12-9", "9-9", "25-26", "9.75-10"):
        with pytest.raises(ValueError, match=r".+"):
            rules.read_hours(wrong)


@given(st.lists(st.tuples(times, times).filter(lambda pair: pair[0] < pair[1]), max_size=4))
def test_hours_written_are_read_again(stretches: list[tuple[time, time]]) -> None:
    assert list(rules.read_hours(rules.say_hours(stretches))) == stretches
