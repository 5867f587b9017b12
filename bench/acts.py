"""
What recording costs: actions with their acts, against the same actions writing the same rows and no act.

Cases are proposed, opened and closed through the actions, each in its own transaction on a database in a file. One case in two is told to
a journal that writes nothing, in turns, so that both sides meet the same disk and the same growth of the tables.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from bench.result import Measure, Result
from bench.scratch import database
from sussidiario.access import demo as access
from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff
from sussidiario.casework import actions as casework
from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.casework.models import Case
from sussidiario.foundation.areas import Area
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act
from sussidiario.people.models import Person

CLAIM = "An action with its act takes at most 1.5 times what the same rows take without it."
SIZE = 600
"""Cases taken through their life, half of them with acts."""

DAY = date(2016, 11, 15)
AT = datetime(2016, 11, 15, 9, tzinfo=UTC)


def run(size: int | None = None) -> Result:
    """Take cases through their life, with acts and without, in turns."""
    with tempfile.TemporaryDirectory() as folder, database(Path(folder) / "acts.sqlite3"):
        staff = access.create_staff()
        head, desk = (actor(staff[name], on=DAY) for name in ("giovanni.casati", "chiara.brambilla"))
        persons = Person.objects.bulk_create(Person(pseudonym=f"Persona {number}", registered_at=AT) for number in range(size or SIZE))
        taken: dict[str, dict[bool, list[float]]] = {verb: {True: [], False: []} for verb in ("propose", "open_case", "close")}
        for number, person in enumerate(persons):
            recorded = number % 2 == 0
            with _silence(not recorded):
                for verb, seconds in _life(person, desk, head, staff["paola.villa"]):
                    taken[verb][recorded].append(seconds)
        expected = 3 * ((len(persons) + 1) // 2)
        written = Act.objects.filter(act__startswith="casework.case.").count()
    if written != expected:
        message = f"{written} acts were written, {expected} were expected"
        raise AssertionError(message)
    every = [_measure("the three verbs of a case", taken, *taken), *(_measure(f"casework.{verb}", taken, verb) for verb in taken)]
    return Result(every, {"cases": len(persons)})


def _life(person: Person, desk: Actor, head: Actor, worker: Staff) -> Iterator[tuple[str, float]]:
    """Propose, open and close a case; seconds of each verb."""
    case, seconds = _timed(lambda: casework.propose(person=person, area=Area.ELDERLY, why="Vive sola", on=DAY - timedelta(days=9), by=desk, at=AT))
    yield "propose", seconds
    case, seconds = _timed(lambda: casework.open_case(case, worker=worker, on=DAY - timedelta(days=5), by=head, at=AT))
    yield "open_case", seconds
    case, seconds = _timed(lambda: casework.close(case, reason=ClosingReason.SOLVED, outcome=Outcome.AUTONOMY, on=DAY, by=head, at=AT))
    yield "close", seconds


def _timed(verb: Callable[[], Case]) -> tuple[Case, float]:
    start = time.perf_counter()
    case = verb()
    return case, time.perf_counter() - start


def _measure(what: str, taken: dict[str, dict[bool, list[float]]], *verbs: str) -> Measure:
    """Median milliseconds of the verbs together, with their acts against without."""
    ours, theirs = (1000 * sum(median(taken[verb][recorded]) for verb in verbs) for recorded in (True, False))
    return Measure(what, ours, theirs, "ms", ours / theirs, at_most=1.5)


@contextmanager
def _silence(silent: bool) -> Iterator[None]:  # noqa: FBT001  one of two sides
    """Have the journal write nothing, while it is silent."""
    record = journal.record
    if silent:
        journal.record = lambda *_args, **_facts: None  # type: ignore[assignment]  # the other side of the comparison
    try:
        yield
    finally:
        journal.record = record
