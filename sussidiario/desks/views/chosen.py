"""The desk, and the window of it, at which one works today: chosen once, remembered while one is signed in."""

from collections.abc import Sequence
from datetime import date

from sussidiario.desks.models import Desk
from sussidiario.ui.doors import StaffRequest

KEY = "desk"


def remember(request: StaffRequest, desk: Desk, window: int | None) -> None:
    """Keep the choice."""
    request.session[KEY] = {"desk": desk.pk, "window": window}


def among(request: StaffRequest, desks: Sequence[Desk]) -> Desk | None:
    """Which of these desks was chosen; the first, if none was."""
    chosen = request.session.get(KEY, {}).get("desk")
    return next((desk for desk in desks if desk.pk == chosen), desks[0] if desks else None)


def window(request: StaffRequest) -> int | None:
    """Which window was chosen."""
    chosen: int | None = request.session.get(KEY, {}).get("window")
    return chosen


def day(text: str | None, *, otherwise: date) -> date:
    """Read a day in an address, or take the other."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise
