"""Who is asking, on which day: what every policy and every action is given."""

from dataclasses import dataclass
from datetime import date

from sussidiario.access.models import Held, Membership, RoleHeld, Staff
from sussidiario.access.rules import Role


@dataclass(frozen=True)
class Actor:
    """A member of staff with the roles and teams that hold on one day."""

    staff: Staff
    on: date
    roles: frozenset[Role]
    teams: frozenset[int]

    @property
    def pk(self) -> int:
        """Primary key of the member of staff."""
        return self.staff.pk

    def has(self, *roles: Role) -> bool:
        """Tell whether at least one of `roles` is held."""
        return not self.roles.isdisjoint(roles)


def actor(staff: Staff, *, on: date) -> Actor:
    """Read the roles and teams of `staff` as they hold on the day `on`: two queries, whatever they are."""
    roles = RoleHeld.objects.filter(Held.on(on), staff=staff).values_list("role", flat=True)
    teams = Membership.objects.filter(Held.on(on), staff=staff).values_list("team_id", flat=True)
    return Actor(staff=staff, on=on, roles=frozenset(Role(role) for role in roles), teams=frozenset(teams))
