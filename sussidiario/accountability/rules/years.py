"""The years in which a figure's course is told."""

from datetime import timedelta

from sussidiario.foundation.period import Period


def years(mandate: Period, period: Period) -> list[tuple[str, Period]]:
    """
    Calendar years from the start of the mandate to the end of the period, each with the part of it inside the mandate.

    Empty if there is no more than one: a single year is no course.
    """
    last = min(mandate.end, period.end) - timedelta(days=1)
    found = []
    for number in range(mandate.start.year, last.year + 1):
        year = Period.year(number)
        found.append((str(number), Period(max(year.start, mandate.start), min(year.end, mandate.end))))
    return found if len(found) > 1 else []
