"""How far a deadline is."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from sussidiario.dossier import rules

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_yesterday_is_one_day_late() -> None:
    due = rules.due(date(2016, 11, 14), today=date(2016, 11, 15))

    assert due.is_overdue
    assert due.late == 1


@given(today=DAYS, ahead=st.integers(0, 400))
def test_what_is_due_today_or_later_is_not_overdue(today: date, ahead: int) -> None:
    due = rules.due(today + timedelta(days=ahead), today=today)

    assert not due.is_overdue
    assert due.days == ahead
