"""
Deciding: every complete request for a measure in one command, against the same actions one request at a time.

Both write the same rows and the same acts, each decision with its reasons and the way to the number (`benefits/tests/test_deciding.py` compares them, column
by column). The loop is run on fewer requests than the command, in a database in a file, and both are said for one request: half of the loop before the
command and half after, that a machine which is slower at times is so for both; and both after a few requests that are not counted.
"""

import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings

from bench.result import Measure, Result
from bench.scratch import database
from sussidiario.access import demo as access
from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Team
from sussidiario.benefits.actions import applications
from sussidiario.benefits.lifecycle import ApplicationState, Macro, MeansTest, PaidBy
from sussidiario.benefits.models import Application, Award, BudgetLine, Fund, Measure as Benefit, Payee
from sussidiario.benefits.rules import deciding
from sussidiario.foundation.areas import Area
from sussidiario.journal.models import Act
from sussidiario.people.models import Household, Membership, Person
from sussidiario.regulation.facts import Given

CLAIM = "10,000 pending requests are decided with explanation by one command at least 20 times faster than one at a time."
SIZE = 10_000
ONE_IN = 20
"""One request in how many is decided by the loop, beside those of the command."""

FIRST = 20
"""Requests that each decides first, not counted: what is read once is read by then."""

DAY = date(2016, 11, 15)
AT = datetime(2016, 11, 15, 9, tzinfo=UTC)
DAYS = 60
"""Days over which the requests were received: the regulation is asked as it was on each."""


def run(size: int | None = None) -> Result:
    """Decide on some one by one, then on all the others at once."""
    count = size or SIZE
    alone = max(count // ONE_IN, 20)
    with tempfile.TemporaryDirectory() as folder, override_settings(SUSSIDIARIO_TODAY=DAY.isoformat()), database(Path(folder) / "decisions.sqlite3"):
        staff = access.create_staff()
        worker, head = (actor(staff[name], on=DAY) for name in ("giulia.mandelli", "giovanni.casati"))
        measures = {key: _measure(key) for key in ("first", "before", "together", "after", "last")}
        for key, measure in measures.items():
            _receive(measure, {"first": FIRST, "last": FIRST, "together": count}.get(key, alone // 2), worker)
        _one_by_one(measures["first"], worker, head)
        _at_once(measures["last"], worker, head)
        one = _timed(_one_by_one, measures["before"], worker, head)
        seconds = _timed(_at_once, measures["together"], worker, head)
        one += _timed(_one_by_one, measures["after"], worker, head)
        granted = Award.objects.filter(measure=measures["together"]).count()
        _check(count + alone + 2 * FIRST)
        reported: dict[str, float | int | str] = {
            "requests decided by the command": count,
            "of them granted": granted,
            "seconds": round(seconds, 2),
            "requests decided one by one": alone,
        }
    ours, theirs = seconds / count * 1000, one / alone * 1000
    return Result([Measure("one decision", ours, theirs, "ms", theirs / ours, at_least=20)], reported)


def _timed(decide: Callable[[Benefit, Actor, Actor], None], measure: Benefit, worker: Actor, head: Actor) -> float:
    started = time.perf_counter()
    decide(measure, worker, head)
    return time.perf_counter() - started


def _at_once(measure: Benefit, worker: Actor, head: Actor) -> None:
    call_command("benefits", "decide", measure=measure.key, proposed_by=worker.staff.username, by=head.staff.username, stdout=StringIO())


def _one_by_one(measure: Benefit, worker: Actor, head: Actor) -> None:
    for application in Application.objects.of_measure(measure.pk).with_all().by_wait():
        answer = deciding.assessed(measure.formula, application.declared, application.received_on)
        if answer is None:
            continue
        proposed = applications.propose(application, grant=answer.granted, amount=answer.amount, months=answer.months, by=worker, at=AT)
        applications.grant(proposed, by=head, at=AT) if answer.granted else applications.refuse(proposed, by=head, at=AT)


def _check(count: int) -> None:
    """See that both sides did all of their work."""
    ended = Application.objects.filter(state__in=[ApplicationState.GRANTED, ApplicationState.REFUSED], assessment__isnull=False).count()
    acts = Act.objects.filter(act__startswith="benefits.application.").count()
    if (ended, acts) != (count, 2 * count) or not Award.objects.exists():
        message = f"{ended} requests were decided with {acts} acts, {count} were expected"
        raise AssertionError(message)


def _measure(key: str) -> Benefit:
    measure = Benefit.objects.create(
        key=key,
        name=key,
        formula="income_support",
        siuss_code="A1.04",
        siuss_name=key,
        means_test=MeansTest.ISEE,
        macro=Macro.INCLUSION,
        area=Area.ADULTS,
        monthly=True,
        from_on=date(2012, 1, 1),
    )
    fund = Fund.objects.create(key=key, name=key, source="Comune")
    for year in (2016, 2017):
        BudgetLine.objects.create(fund=fund, year=year, chapter=key, amount=10**12).measures.add(measure)
    return measure


def _receive(measure: Benefit, count: int, worker: Actor) -> None:
    """Pour in complete requests of as many households, with chance that repeats itself."""
    chance = random.Random(f"decisions {measure.key}")
    persons = Person.objects.bulk_create(Person(pseudonym=f"{measure.key} {number}", registered_at=AT) for number in range(count))
    homes = Household.objects.bulk_create(Household(opened_on=date(2010, 1, 1)) for _ in persons)
    pairs = list(zip(persons, homes, strict=True))
    Membership.objects.bulk_create(Membership(household=home, person=person, relation=1, from_on=home.opened_on) for person, home in pairs)
    payees = Payee.objects.bulk_create(Payee(person=person, name=str(person), paid_by=PaidBy.CASH) for person in persons)
    team = Team.objects.get(area=Area.ADULTS)
    first = Application.objects.count()
    Application.objects.bulk_create(
        Application(
            number=first + number,
            year=DAY.year,
            measure=measure,
            person=person,
            household=home,
            team=team,
            state=ApplicationState.COMPLETE,
            received_on=(received := DAY - timedelta(days=chance.randrange(DAYS))),
            completed_on=received,
            declared=deciding.kept(measure.formula, _household(chance)),
            payee=payee,
        )
        for number, ((person, home), payee) in enumerate(zip(pairs, payees, strict=True), start=1)
    )


def _household(chance: random.Random) -> dict[str, Given]:
    members = chance.randint(1, 6)
    return {
        "resident": chance.random() < 0.95,
        "isee": chance.randrange(0, 900_000),
        "isee_valid_until": DAY + timedelta(days=chance.randrange(-30, 120)),
        "household_members": members,
        "minors": chance.randrange(members),
        "disabled_members": 0,
        "monthly_income": chance.randrange(0, 120_000),
        "rent": chance.randrange(0, 60_000),
    }
