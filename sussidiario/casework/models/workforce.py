"""Who may follow a case: social workers, in their groups, on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from sussidiario.access.models import Held, Membership, RoleHeld, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.casework.models.cases import Case
from sussidiario.casework.models.deadlines import Deadline
from sussidiario.casework.rules import Load, split


def workers_on(day: date) -> QuerySet[Staff]:
    """Social workers on `day`, by name."""
    held = RoleHeld.objects.filter(Held.on(day), role=Role.SOCIAL_WORKER).values("staff")
    return Staff.objects.filter(pk__in=held, is_active=True).order_by("family_name", "given_name", "pk")


def memberships_on(day: date) -> QuerySet[Membership]:
    """Who is in which group on `day`, first joined first, with the groups."""
    return Membership.objects.filter(Held.on(day)).select_related("team").order_by("pk")


def team_of(worker: Staff, area: str, day: date) -> Team | None:
    """Group in which a worker follows a case of this area on `day`: theirs for the area, else the first they joined, else none."""
    teams = [membership.team for membership in memberships_on(day).filter(staff=worker)]
    return min(teams, key=lambda team: team.area != area, default=None)


def loads(workers: Iterable[Staff], *, on: date) -> list[Load]:
    """What each of these workers has on their desk on the day `on`, in the order given: two queries."""
    numbers = [worker.pk for worker in workers]
    open_cases = dict(Case.objects.open().filter(worker__in=numbers).order_by("worker").values_list("worker").annotate(Count("pk")))
    overdue = Deadline.objects.overdue(on).per_worker(numbers)
    return [Load(number, open_cases.get(number, 0), overdue.get(number, 0)) for number in numbers]


def share_out(cases: Iterable[Case], to: Sequence[Staff], *, on: date) -> dict[int, int]:
    """How a caseload is shared out among these workers: number of worker by number of case. Three queries."""
    areas: dict[int, frozenset[str]] = {}
    for membership in memberships_on(on).filter(staff__in=to):
        areas[membership.staff_id] = areas.get(membership.staff_id, frozenset()) | {membership.team.area}
    return split([(case.pk, case.area) for case in cases], loads(to, on=on), areas)


@dataclass(frozen=True)
class Candidate:
    """A social worker to whom a case may go: the groups they are in, and what is on their desk."""

    worker: Staff
    teams: tuple[Team, ...]
    load: Load

    def works_on(self, area: str) -> bool:
        """Tell whether one of their groups is the area's."""
        return any(team.area == area for team in self.teams)


def candidates(day: date) -> list[Candidate]:
    """Every social worker who is in some group on `day`, by name, with their loads: four queries."""
    teams: dict[int, list[Team]] = {}
    for membership in memberships_on(day):
        teams.setdefault(membership.staff_id, []).append(membership.team)
    workers = [worker for worker in workers_on(day) if worker.pk in teams]
    return [Candidate(worker, tuple(teams[worker.pk]), load) for worker, load in zip(workers, loads(workers, on=day), strict=True)]


def followers() -> QuerySet[Staff]:
    """Who follows open cases, by name: whether they still work here or not."""
    return Staff.objects.filter(pk__in=Case.objects.open().values("worker")).order_by("family_name", "given_name", "pk")


def by_area(workers: Iterable[Staff]) -> dict[int, dict[str, int]]:
    """How many open cases of each area these workers have: one query."""
    found: dict[int, dict[str, int]] = {}
    numbers = [worker.pk for worker in workers]
    rows = Case.objects.open().filter(worker__in=numbers).order_by("worker", "area").values_list("worker", "area").annotate(Count("pk"))
    for worker, area, number in rows:
        found.setdefault(worker or 0, {})[area] = number
    return found
