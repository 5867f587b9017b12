"""Who is asking, on which day: what every policy and every action is given."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from sussidiario.access.decision import Decision, Denied, allowed_if
from sussidiario.access.models import Held, Membership, RoleHeld, Staff
from sussidiario.access.rules import Role


@dataclass(frozen=True)
class Actor:
    """
    A member of staff with the roles and teams that hold on one day.

    `at` is the instant they ask: what is theirs for hours, and not for days, is not theirs without it.
    """

    staff: Staff
    on: date
    roles: frozenset[Role]
    teams: frozenset[int]
    at: datetime | None = None

    @property
    def pk(self) -> int:
        """Primary key of the member of staff."""
        return self.staff.pk

    def has(self, *roles: Role) -> bool:
        """Tell whether at least one of `roles` is held."""
        return not self.roles.isdisjoint(roles)


def actor(staff: Staff, *, on: date, at: datetime | None = None) -> Actor:
    """Read the roles and teams of `staff` as they hold on the day `on`: two queries, whatever they are. After their last day they hold none."""
    if staff.until_on is not None and on >= staff.until_on:
        return Actor(staff=staff, on=on, roles=frozenset(), teams=frozenset(), at=at)
    roles = RoleHeld.objects.filter(Held.on(on), staff=staff).values_list("role", flat=True)
    teams = Membership.objects.filter(Held.on(on), staff=staff).values_list("team_id", flat=True)
    return Actor(staff=staff, on=on, roles=frozenset(Role(role) for role in roles), teams=frozenset(teams), at=at)


def who_writes(actor: Actor, holds: bool, otherwise: str) -> Decision:  # noqa: FBT001  it reads as a sentence
    """As `allowed_if`, of those who write in the book: who checks it may not, whatever else holds."""
    return Denied(_("Chi controlla il registro non può scriverci.")) if actor.has(Role.AUDITOR) else allowed_if(holds, otherwise)
