"""What happens to an account besides its roles: a last day is planned, a password is given, a closed one opens again."""

import secrets
from datetime import date

from django.utils.translation import gettext as _

from sussidiario.access.actions import entrance
from sussidiario.access.actor import Actor
from sussidiario.access.decision import Denied
from sussidiario.access.models import Staff

LETTERS = "abcdefghkmnpqrstuvwxyz23456789"
"""Those that nobody takes for another when they are dictated."""


def plan_leaving(staff: Staff, *, until_on: date | None) -> Staff:
    """Say from which day an account opens nothing any more; None takes it back."""
    staff.until_on = until_on
    staff.save(update_fields=["until_on"])
    return staff


def give_password(staff: Staff) -> str:
    """Give somebody a new password, good until they choose their own at the next sign-in; their sessions end, and guessing is forgotten."""
    password = "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))
    staff.set_password(password)
    staff.must_choose_password = True
    staff.save(update_fields=["password", "must_choose_password"])
    entrance.settle(staff.username)
    entrance.end_sessions(staff)
    return password


def choose_password(staff: Staff, password: str) -> None:
    """Keep the password that somebody chose; every other session of theirs ends by itself, since it was opened with another."""
    staff.set_password(password)
    staff.must_choose_password = False
    staff.save(update_fields=["password", "must_choose_password"])


def reset_second_factor(staff: Staff) -> None:
    """Take away what somebody lost; they set up another at the next sign-in."""
    entrance.forget_second_factors(staff)
    entrance.settle(staff.username)
    entrance.end_sessions(staff)


def reopen(staff: Staff) -> Staff:
    """Open a closed account again; it holds no role and no team until they are given."""
    staff.is_active, staff.until_on = True, None
    staff.save(update_fields=["is_active", "until_on"])
    return staff


def hold(*staff: Staff) -> list[Staff]:
    """
    Let nobody change these accounts until the end of the transaction: none closes while something is put in its hands. Give them back as they are now.

    In one order, so that two who hold the same never wait for each other in a circle; what only refers to them goes on.
    """
    return list(Staff.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[each.pk for each in staff]).order_by("pk"))


def hold_open(by: Actor) -> None:
    """
    Hold the account of who takes something in hand.

    :raises NotAllowed: if it was closed since they came in.
    """
    if not all(staff.is_active for staff in hold(by.staff)):
        Denied(_("L’utenza è chiusa.")).require()
