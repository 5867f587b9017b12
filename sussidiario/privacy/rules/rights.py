"""By when a person who asks must be answered (GDPR, article 12(3); the days by Regulation 1182/71, article 3)."""

from datetime import date

from sussidiario.privacy.rules.terms import months_after

MONTHS = 1
"""Months within which a request is answered."""

MORE = 2
"""Months by which, once, the term may be put off, where requests are many or complex; the person is told why within the first."""


def due_on(received_on: date) -> date:
    """Last day to answer, or to say that it takes longer."""
    return months_after(received_on, MONTHS)


def latest_on(received_on: date) -> date:
    """Last day to which the term may be put off."""
    return months_after(received_on, MONTHS + MORE)


def days_left(due: date, today: date) -> int:
    """Days until the term; below nought, days since."""
    return (due - today).days
