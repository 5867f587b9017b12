"""Give and revoke the secret addresses at which calendar programs read a desk's day."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from sussidiario.access.actor import Actor
from sussidiario.desks import policy
from sussidiario.desks.actions.desk import lock, wall
from sussidiario.desks.models import Calendar, Desk
from sussidiario.journal import actions as journal


def digest(token: str) -> str:
    """What is kept of the secret of an address."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def give_calendar(desk: Desk, *, by: Actor, at: datetime) -> tuple[Calendar, str]:
    """
    Give `by` an address for this desk, and its secret, which is not kept; the one they had, if any, stops answering.

    :raises NotAllowed: if `by` does not work at the desks.
    """
    desk = lock(desk)
    policy.may_have_calendar(by, desk).require()
    Calendar.objects.live().of(by.staff, [desk]).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    calendar = Calendar.objects.create(staff=by.staff, desk=desk, digest=digest(token), given_at=at)
    journal.record("desks.calendar.given", calendar, on=wall(at).date(), at=at, by=by, neighbourhood=desk.neighbourhood)
    return calendar, token


@transaction.atomic
def revoke_calendar(calendar: Calendar, *, by: Actor, at: datetime) -> Calendar:
    """
    Stop an address from answering.

    :raises NotAllowed: if it is somebody else's.
    """
    calendar = Calendar.objects.select_for_update(of=("self",)).get(pk=calendar.pk)
    policy.may_revoke(by, calendar).require()
    if calendar.revoked_at is None:
        calendar.revoked_at = at
        calendar.save(update_fields=["revoked_at"])
        journal.record("desks.calendar.revoked", calendar, on=wall(at).date(), at=at, by=by)
    return calendar
