"""Who follows the cases of the invented town: the social workers of the cast and colleagues enough for the work there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sussidiario.access import actions as access
from sussidiario.access.demo import SINCE
from sussidiario.access.models import Membership, RoleHeld, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.foundation.areas import Area


@dataclass(frozen=True)
class Colleague:
    """A social worker who is not of the cast: nobody signs in as them. `until` is the first day they are gone, if they left."""

    given_name: str
    family_name: str
    area: Area
    since: date = SINCE
    until: date | None = None

    @property
    def username(self) -> str:
        """As the cast's."""
        return f"{self.given_name}.{self.family_name}".lower().replace(" ", "")


COLLEAGUES = (
    Colleague("Anna", "Arosio", Area.ELDERLY),
    Colleague("Silvia", "Biffi", Area.ELDERLY),
    Colleague("Matteo", "Cazzaniga", Area.ELDERLY),
    Colleague("Rosella", "Dossi", Area.ELDERLY, until=date(2014, 10, 1)),
    Colleague("Ivan", "Erba", Area.ELDERLY),
    Colleague("Daniela", "Fossati", Area.ELDERLY),
    Colleague("Barbara", "Gatti", Area.ELDERLY),
    Colleague("Nadia", "Longoni", Area.ELDERLY, since=date(2013, 4, 2)),
    Colleague("Simone", "Mauri", Area.ELDERLY, since=date(2015, 3, 2)),
    Colleague("Cristina", "Oggioni", Area.ELDERLY, since=date(2016, 1, 11)),
    Colleague("Marta", "Pessina", Area.MINORS),
    Colleague("Tommaso", "Radaelli", Area.MINORS),
    Colleague("Ilaria", "Sironi", Area.MINORS, until=date(2015, 9, 1)),
    Colleague("Veronica", "Tremolada", Area.MINORS, since=date(2015, 8, 24)),
    Colleague("Carla", "Vergani", Area.DISABLED),
    Colleague("Luca", "Zappa", Area.DISABLED, since=date(2013, 10, 1)),
    Colleague("Fabio", "Brioschi", Area.ADULTS),
    Colleague("Monica", "Crippa", Area.ADULTS, since=date(2014, 2, 3)),
)
"""With the cast's six, about as many social workers as a city of this size had."""


@dataclass(frozen=True)
class Worker:
    """A social worker in the group of an area, from a day to a day."""

    staff: Staff
    team: Team
    since: date
    until: date | None


@dataclass(frozen=True)
class Workforce:
    """Who works in each area, who decides for it, and who receives at the desks since when."""

    workers: Mapping[str, tuple[Worker, ...]]
    heads: Mapping[str, Staff]
    desks: tuple[tuple[Staff, date], ...]

    def at_work(self, area: str, day: date) -> list[Worker]:
        """Who follows cases of an area on a day."""
        return [each for each in self.workers[area] if each.since <= day and (each.until is None or day < each.until)]

    def desks_on(self, day: date) -> list[Staff]:
        """Who receives at the desks on a day."""
        return [staff for staff, since in self.desks if since <= day]


def enlist(*, leaving_by: date) -> list[Staff]:
    """Create the colleagues, and end what those did who have left by a day."""
    teams = {team.area: team for team in Team.objects.exclude(area="")}
    return [_enlist(each, teams[each.area], leaving_by) for each in COLLEAGUES]


def _enlist(colleague: Colleague, team: Team, leaving_by: date) -> Staff:
    staff = Staff(username=colleague.username, given_name=colleague.given_name, family_name=colleague.family_name)
    staff.set_unusable_password()
    staff.save()
    held = access.give_role(staff, Role.SOCIAL_WORKER, from_on=colleague.since, given_by=None)
    membership = access.join_team(staff, team, on=colleague.since)
    if colleague.until is not None and colleague.until <= leaving_by:
        access.end_role(held, on=colleague.until)
        access.leave_team(membership, on=colleague.until)
    return staff


def workforce() -> Workforce:
    """Read who works where, as the roles and groups say."""
    held: dict[str, dict[int, RoleHeld]] = {role: {} for role in Role}
    for each in RoleHeld.objects.select_related("staff").order_by("pk"):
        held[each.role][each.staff_id] = each
    workers: dict[str, list[Worker]] = {area.value: [] for area in Area}
    heads: dict[str, Staff] = {}
    for member in Membership.objects.select_related("staff", "team").exclude(team__area="").order_by("staff__family_name", "staff__given_name", "pk"):
        if member.staff_id in held[Role.SOCIAL_WORKER]:
            workers[member.team.area].append(Worker(member.staff, member.team, member.from_on, member.until_on))
        if member.staff_id in held[Role.SERVICE_HEAD]:
            heads.setdefault(member.team.area, member.staff)
    desks = tuple((each.staff, each.from_on) for each in held[Role.DESK_OPERATOR].values())
    return Workforce({area: tuple(group) for area, group in workers.items()}, heads, desks)
