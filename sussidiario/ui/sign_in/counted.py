"""A second factor is guessed no faster than a password: the two are counted together."""

from collections.abc import Callable
from typing import TypeVar

from allauth.core import context
from django.core.exceptions import ValidationError

from sussidiario.access import clock
from sussidiario.access.actions import entrance
from sussidiario.access.entering import Outcome
from sussidiario.access.models import Staff
from sussidiario.ui.sign_in.adapters import TOO_MANY
from sussidiario.ui.sign_in.caller import caller

T = TypeVar("T")


def counted(staff: Staff, check: Callable[[], T]) -> T:
    """
    Look at an answer, if any is still listened to for this account, and count it if it is wrong.

    :raises ValidationError: if it is wrong, or comes after too many that were.
    """
    here, at = caller(context.request), clock.real()
    if not entrance.take_try(staff.username, caller=here, at=at):
        entrance.note(Outcome.LOCKED, staff=staff, caller=here, at=at)
        raise ValidationError(TOO_MANY, code="too_many_login_attempts")
    try:
        answer = check()
    except ValidationError:
        entrance.note(Outcome.SECOND_WRONG, staff=staff, caller=here, at=at)
        raise
    entrance.give_back(staff.username, caller=here, at=at)
    return answer
