"""
What the rules about who may see whom cost on lists and search: the very same question with them and without.

A city of a million persons and five thousand staff (see `bench.city`): each list is asked as its page asks it (filters, order, what is read along, 25
lines), of the policy's queryset and of the plain manager, in turns, warm, by several members of staff; median of many. The search is by a mistyped name,
with telling which of the persons found are readable, against the search alone. SQLite in a file that is kept in var/bench, then PostgreSQL in a
cluster that is thrown away. SUSSIDIARIO_DATABASE names one database to be filled, kept and asked instead.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

import django

from bench import search
from bench.result import Measure, Result

CLAIM = (
    "With the rules about who may see whom, every list and the search among 1,000,000 persons with 5,000 staff take at most 1.5 times as long as the same "
    "question without them, on SQLite and on PostgreSQL."
)
SIZE = 1_000_000
AT_MOST = 1.5
ASKING = 10
"""How many members of staff of each role ask."""

RUNS = 15
"""How many times each."""

A_FEW = 2
"""How many times each, of what is only reported."""

PAGE = 25


@dataclass(frozen=True)
class Asked:
    """Median milliseconds of each question with the rules and without; whether a claim is made of it; and what was found out beside."""

    claimed: dict[str, tuple[float, float]] = field(default_factory=dict)
    known: dict[str, tuple[float, float]] = field(default_factory=dict)
    beside: dict[str, float | int | str] = field(default_factory=dict)


def run(size: int | None = None) -> Result:
    """Make what is not made yet, ask, compare."""
    size = size or SIZE
    measures: list[Measure] = []
    reported: dict[str, float | int | str] = {"persons": size, "members of staff of each role who ask": ASKING, "times each": RUNS}
    for vendor, said in search.everywhere("visibility", size):
        found = Asked(**said)
        for what, (ours, theirs) in found.claimed.items():
            measures.append(Measure(f"{vendor}, {what}", ours, theirs, "ms", ours / theirs, at_most=AT_MOST))
        for what, (ours, theirs) in found.known.items():
            measures.append(Measure(f"{vendor}, {what}", ours, theirs, "ms", ours / theirs))
        reported |= {f"{vendor}, {what}": value for what, value in found.beside.items()}
    return Result(measures, reported)


# What follows runs in that process.

Question = Callable[[Any], object]
"""What is asked for a member of staff (an actor)."""


def ask(size: int) -> Asked:
    """Make the city, then ask each question with the rules and without, in turns."""
    from bench import city  # noqa: PLC0415  once Django is set up
    from sussidiario.access.rules import Role  # noqa: PLC0415  once Django is set up

    found = Asked(beside=dict(city.fill(size)))
    staff = {role: _actors(role) for role in (Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.SERVICE_HEAD)}
    for what, role, ours, theirs in _lists():
        found.claimed[what] = _compared(staff[role], ours, theirs)
    names = search.mistyped(size)
    for role, who in (Role.DESK_OPERATOR, "desk"), (Role.SOCIAL_WORKER, "social worker"), (Role.SERVICE_HEAD, "head"):
        found.claimed[f"search by a mistyped name ({who})"] = _searched(staff[role], names)
    for what, role, ours, theirs in _beside():
        found.known[what] = _compared(staff[role], ours, theirs, runs=A_FEW)
    return found


def _actors(role: str) -> list[Any]:
    """Some of those who hold a role, from one end of the staff to the other."""
    from bench.city import NOW, TODAY  # noqa: PLC0415  once Django is set up
    from sussidiario.access.actor import actor  # noqa: PLC0415  once Django is set up
    from sussidiario.access.models import Staff  # noqa: PLC0415  once Django is set up

    holding = Staff.objects.filter(roles_held__role=role).order_by("pk")
    step = max(1, holding.count() // ASKING)
    return [actor(staff, on=TODAY, at=NOW) for staff in list(holding)[::step][:ASKING]]


def _lists() -> list[tuple[str, Any, Question, Question]]:
    """Each list: what it is, whose, with the rules and without."""
    from bench.city import TODAY  # noqa: PLC0415  once Django is set up
    from sussidiario.access.rules import Role  # noqa: PLC0415  once Django is set up
    from sussidiario.casework import policy as casework  # noqa: PLC0415  once Django is set up
    from sussidiario.casework.models import Case  # noqa: PLC0415  once Django is set up
    from sussidiario.desks import policy as desks  # noqa: PLC0415  once Django is set up
    from sussidiario.desks.models import Appointment, Contact, Desk  # noqa: PLC0415  once Django is set up

    desk = Desk.objects.order_by("pk")[0]

    def mine(cases: Any, actor: Any) -> object:
        return list(cases.followed_by(actor.pk).in_state("open").with_all().by_deadline()[:PAGE])

    def every(cases: Any, actor: Any) -> object:
        return list(cases.in_state("open").with_all().by_deadline()[:PAGE])

    def proposals(cases: Any, actor: Any) -> object:
        return list(cases.proposed().with_all().by_wait()[:PAGE])

    def contacts(found: Any, actor: Any) -> object:
        return list(found.kept().newest_first()[:PAGE])

    def today(found: Any, actor: Any) -> object:
        return list(found.at(desk).with_person().in_order()[:PAGE])

    def pair(asked: Callable[[Any, Any], object], rules: Callable[[Any], Any], plain: Callable[[], Any]) -> tuple[Question, Question]:
        return lambda actor: asked(rules(actor), actor), lambda actor: asked(plain(), actor)

    return [
        ("my cases (social worker)", Role.SOCIAL_WORKER, *pair(mine, casework.visible_to, Case.objects.all)),
        ("all cases (head)", Role.SERVICE_HEAD, *pair(every, casework.visible_to, Case.objects.all)),
        ("proposals (head)", Role.SERVICE_HEAD, *pair(proposals, casework.visible_to, Case.objects.all)),
        ("contacts (desk)", Role.DESK_OPERATOR, *pair(contacts, desks.contacts_visible_to, Contact.objects.with_all)),
        ("contacts (social worker)", Role.SOCIAL_WORKER, *pair(contacts, desks.contacts_visible_to, Contact.objects.with_all)),
        (
            "today's appointments of a desk (desk)",
            Role.DESK_OPERATOR,
            *pair(today, lambda actor: desks.appointments_of_day(actor, TODAY), lambda: Appointment.objects.with_all().on(TODAY)),
        ),
    ]


def _beside() -> list[tuple[str, Any, Question, Question]]:
    """What is known, and claimed of nothing: a person's page, and the counts under the lists."""
    from sussidiario.access.rules import Role  # noqa: PLC0415  once Django is set up
    from sussidiario.casework import policy as casework  # noqa: PLC0415  once Django is set up
    from sussidiario.casework.models import Case  # noqa: PLC0415  once Django is set up
    from sussidiario.desks import policy as desks  # noqa: PLC0415  once Django is set up
    from sussidiario.desks.models import Contact  # noqa: PLC0415  once Django is set up
    from sussidiario.people import policy as people  # noqa: PLC0415  once Django is set up
    from sussidiario.people.models import Person  # noqa: PLC0415  once Django is set up
    from sussidiario.ui.paging import Pages  # noqa: PLC0415  once Django is set up

    followed = {case.worker_id: case.person_id for case in Case.objects.open().filter(person__tier="ordinary")}

    def page(persons: Any, actor: Any) -> object:
        return persons.filter(pk=followed.get(actor.pk, actor.pk)).first()

    def counted(found: Any) -> object:
        return Pages(found, PAGE).count

    return [
        (
            "one person's page (social worker)",
            Role.SOCIAL_WORKER,
            lambda actor: page(people.visible_to(actor), actor),
            lambda actor: page(Person.objects.all(), actor),
        ),
        (
            "one person's page (desk)",
            Role.DESK_OPERATOR,
            lambda actor: page(people.visible_to(actor), actor),
            lambda actor: page(Person.objects.all(), actor),
        ),
        (
            "the count above the open cases (head)",
            Role.SERVICE_HEAD,
            lambda actor: counted(casework.visible_to(actor).in_state("open")),
            lambda actor: counted(Case.objects.in_state("open")),
        ),
        (
            "the count above the contacts (desk)",
            Role.DESK_OPERATOR,
            lambda actor: counted(desks.contacts_visible_to(actor).kept()),
            lambda actor: counted(Contact.objects.kept()),
        ),
    ]


def _searched(actors: list[Any], names: list[str]) -> tuple[float, float]:
    """Each name asked in turn by one of the actors, with telling who is readable, and without any rule."""
    from sussidiario.people import policy  # noqa: PLC0415  once Django is set up
    from sussidiario.people.models import Person  # noqa: PLC0415  once Django is set up

    def ours(asked: tuple[Any, str]) -> object:
        actor, name = asked
        return policy.readable_found(actor, policy.search(actor, name))

    return _compared([(actors[place % len(actors)], name) for place, name in enumerate(names)], ours, lambda asked: Person.objects.search(asked[1]), runs=1)


def _compared(askers: list[Any], ours: Question, theirs: Question, *, runs: int = RUNS) -> tuple[float, float]:
    """
    Median milliseconds of both, asked in turns after once that is not counted.

    Now the one is first and now the other: who asks second finds what the first has read, and takes a tenth less for that.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    for time_round in range(runs + 1):
        for place, asker in enumerate(askers):
            for question, into in [(ours, taken[0]), (theirs, taken[1])][:: -1 if (place + time_round) % 2 else 1]:
                start = time.perf_counter()
                question(asker)
                if time_round:
                    into.append((time.perf_counter() - start) * 1000)
    return median(taken[0]), median(taken[1])


if __name__ == "__main__":
    django.setup()
    print(json.dumps(asdict(ask(int(sys.argv[1])))))
