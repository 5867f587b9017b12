"""Somebody to act, on a day to act on, and the two acts they do."""

from datetime import UTC, date, datetime

from sussidiario.access import actions as access
from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff
from sussidiario.access.rules import Role
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act
from tests.invented.models import Thing

ON = date(2016, 3, 1)
AT = datetime(2016, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)


def somebody(*roles: Role, username: str = "ada") -> Actor:
    """A member of staff who has held `roles` since before the day."""
    staff = Staff.objects.create(username=username, given_name="Ada", family_name="Riva")
    for role in roles:
        access.give_role(staff, role, from_on=date(2016, 1, 1), given_by=None)
    return actor(staff, on=ON)


def opened(name: str = "cosa", *, by: Actor | None = None) -> Act:
    """Open a thing: its row and its act."""
    thing = Thing.objects.create(name=name)
    return journal.record("invented.thing.opened", thing, on=ON, at=AT, by=by, subject=thing, neighbourhood="triante", area="elderly")
