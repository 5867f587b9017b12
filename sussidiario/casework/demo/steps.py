"""Who does what happens in the invented town: proposals, assignments to who has least, hand-overs when somebody leaves."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from random import Random
from typing import Any

from django.utils import timezone

from sussidiario.access import clock
from sussidiario.access.models import Staff
from sussidiario.casework import rules
from sussidiario.casework.demo import words
from sussidiario.casework.demo.cohorts import Path
from sussidiario.casework.demo.drafts import Draft
from sussidiario.casework.demo.workforce import Worker, Workforce

FROM_THE_DESK = 0.6
"""How many proposals come from a desk, of those that do not follow a contact written there."""

RECEIVERS = 3
"""To how many colleagues the cases of who leaves are handed over."""


@dataclass(frozen=True, slots=True)
class Step:
    """One call of an action of casework, with everything it is given. `case` is the case's number in the order of proposals."""

    verb: str
    case: int
    at: datetime
    on: date
    by: Staff
    values: Mapping[str, Any]


def steps(paths: Sequence[Path], drafts: list[Draft], *, workforce: Workforce, chance: Random, until: date) -> Iterator[Step]:
    """Decide who does each thing, in the order in which they are written down."""
    drafts.sort(key=lambda draft: draft.at)
    leaving = [
        (timezone.make_aware(datetime.combine(worker.until, time(7, 45))), worker)
        for area in workforce.workers.values()
        for worker in area
        if worker.until is not None and worker.until < until
    ]
    deciding = _Deciding(paths, workforce, chance)
    for draft in drafts:
        while leaving and min(leaving, key=lambda each: each[0])[0] <= draft.at:
            at, worker = leaving.pop(leaving.index(min(leaving, key=lambda each: each[0])))
            yield from deciding.leave(worker, at)
        if (step := deciding.decide(draft)) is not None:
            yield step


class _Deciding:
    """What is known while things happen: which case is whose, and how many each has."""

    def __init__(self, paths: Sequence[Path], workforce: Workforce, chance: Random) -> None:
        self._paths, self._workforce, self._chance = paths, workforce, chance
        self._numbers: dict[int, int] = {}
        self._worker: dict[int, Worker] = {}
        self._since: dict[int, date] = {}
        self._open: Counter[int] = Counter()

    def decide(self, draft: Draft) -> Step | None:
        """Say who does it; None if nobody can: there is no colleague to hand over to."""
        path, day = self._paths[draft.path], clock.day(draft.at)
        area = path.area.value
        if draft.verb == "propose":
            self._numbers[draft.path] = len(self._numbers)
            return self._step(draft, self._proposer(path, day), self._subject(path))
        number, head = self._numbers[draft.path], self._workforce.heads[area]
        if draft.verb in {"open_case", "reopen"}:
            return self._step(draft, head, self._assign(number, self._lightest(area, day), draft.on))
        if draft.verb == "decline":
            return self._step(draft, head, {})
        worker = self._worker[number]
        if draft.verb in {"hand_over", "close"}:
            # It may be written down after who leaves has handed everything over: then it is not of a day before.
            draft = replace(draft, on=max(draft.on, self._since[number]))
        if draft.verb == "hand_over":
            colleagues = [each for each in self._workforce.at_work(area, day) if each.staff != worker.staff]
            if not colleagues:
                return None
            self._open[worker.staff.pk] -= 1
            return self._step(draft, head, self._assign(number, self._chance.choice(colleagues), draft.on))
        if draft.verb == "close":
            self._open[worker.staff.pk] -= 1
            del self._worker[number]
        return self._step(draft, worker.staff, {})

    def leave(self, worker: Worker, at: datetime) -> Iterator[Step]:
        """Hand over everything of who leaves, as the rule splits it."""
        area, day = worker.team.area, clock.day(at)
        cases = sorted(number for number, each in self._worker.items() if each.staff == worker.staff)
        others = [each for each in self._workforce.at_work(area, day) if each.staff != worker.staff]
        receivers = sorted(others, key=lambda each: self._open[each.staff.pk])[:RECEIVERS]
        if not cases or not receivers:
            return
        areas: dict[int, set[str]] = defaultdict(set)
        for each_area in self._workforce.workers:
            for each in self._workforce.at_work(each_area, day):
                areas[each.staff.pk].add(each_area)
        of_area = {number: self._paths[path].area.value for path, number in self._numbers.items() if number in set(cases)}
        loads = [rules.Load(each.staff.pk, self._open[each.staff.pk]) for each in receivers]
        shared = rules.split([(number, of_area[number]) for number in cases], loads, {staff: frozenset(of) for staff, of in areas.items()})
        by_staff = {each.staff.pk: each for each in receivers}
        self._open[worker.staff.pk] = 0
        passed = {number: self._assign(number, by_staff[shared[number]], day) for number in cases}
        values = {"from_worker": worker.staff, "to": [each.staff for each in receivers], "why": words.LEFT, "passed": passed}
        yield Step("hand_over_caseload", -1, at, day, self._workforce.heads[area], values)

    def _step(self, draft: Draft, by: Staff, values: Mapping[str, Any]) -> Step:
        return Step(draft.verb, self._numbers[draft.path], draft.at, draft.on, by, {**draft.values, **values})

    def _assign(self, number: int, worker: Worker, on: date) -> dict[str, Any]:
        self._worker[number], self._since[number] = worker, on
        self._open[worker.staff.pk] += 1
        return {"worker": worker.staff, "team": worker.team}

    def _lightest(self, area: str, day: date) -> Worker:
        return min(self._workforce.at_work(area, day), key=lambda each: self._open[each.staff.pk])

    def _proposer(self, path: Path, day: date) -> Staff:
        if path.asked is not None:
            return Staff(pk=path.asked.operator)
        desks = self._workforce.desks_on(day)
        if desks and self._chance.random() < FROM_THE_DESK:
            return self._chance.choice(desks)
        return self._chance.choice(self._workforce.at_work(path.area.value, day)).staff

    def _subject(self, path: Path) -> dict[str, Any]:
        asked = path.asked.contact if path.asked else None
        kind = "household" if path.household else "person"
        return {kind: path.subject.pk, "area": path.area, "contact": asked, "place": path.subject.neighbourhood}
