"""How an emergency access is asked for, how long it lasts, and how long it may wait for its review."""

from datetime import date, datetime, timedelta

from sussidiario.privacy.lifecycle.emergency import EmergencyState

LETTERS = 20
"""As many as a reason has at least: a few words that another can judge."""

PATIENCE = 3
"""Days that an access may wait for its review before its line says so louder."""


def says_why(reason: str) -> bool:
    """Tell whether a reason has enough letters to be one."""
    return sum(character.isalpha() for character in reason) >= LETTERS


def until(opened_at: datetime, *, hours: int) -> datetime:
    """Instant at which an access ends by itself."""
    return opened_at + timedelta(hours=hours)


def state(*, until_at: datetime, closed_at: datetime | None, reviewed_at: datetime | None, at: datetime) -> EmergencyState:
    """Tell where at an instant an access is: it holds up to, and without, its end."""
    if reviewed_at is not None:
        return EmergencyState.REVIEWED
    return EmergencyState.HOLDING if at < until_at and (closed_at is None or at < closed_at) else EmergencyState.OVER


def waits_too_long(opened_on: date, *, on: date) -> bool:
    """Tell whether a review has been waited for beyond patience."""
    return (on - opened_on).days >= PATIENCE
