"""Terms counted in months and years, by the calendar."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """
    Same day some months later (or earlier, for a negative number); the last of the month where there is no such day.

    So a term of a month from 31 January ends on 28 or 29 February (Regulation 1182/71, article 3(2)(c)).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
