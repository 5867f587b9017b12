"""
How fast a person is found among a million when the name is mistyped.

A million invented persons; two hundred questions, each the names of one of them with one slip of the fingers, in either order. They are asked,
warm, of our search and of a plain scan `LIKE '%..%'` of the same columns of the same table, on the same connection, in turns: SQLite in a file that
is kept in var/bench, then PostgreSQL in a cluster that is thrown away. SUSSIDIARIO_DATABASE names one database to be filled, kept and asked instead.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

from bench.result import Measure, Result, p95
from tests.cluster import Cluster

CLAIM = (
    "A person is found among 1,000,000 by a mistyped name at least 50 times faster, at the median, than by a plain `LIKE '%..%'` scan of the same table, "
    "on SQLite and on PostgreSQL."
)
ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var/bench"
SIZE = 1_000_000
SEED = 1
QUESTIONS = 200
SCANS = 25
"""How many of the questions the scan is asked: it is slow, and steady."""

FASTER = 50
SEARCHED = ("given_name", "family_name", "pseudonym", "also_called")
SCANNED = "id, given_name, family_name, birth_on"
SHORTEST = 4
"""Letters of a word that a slip is made in."""

BATCH = 20_000


@dataclass(frozen=True)
class Asked:
    """Milliseconds of each question to our search and to the scan, and what was found out beside."""

    ours: list[float]
    theirs: list[float]
    beside: dict[str, float | int | str] = field(default_factory=dict)


def run(size: int | None = None) -> Result:
    """Fill what is not filled yet, ask, compare."""
    size = size or SIZE
    measures: list[Measure] = []
    reported: dict[str, float | int | str] = {"persons": size, "questions to our search": QUESTIONS, "questions to the scan": SCANS}
    for vendor, said in everywhere("search", size):
        found = Asked(**said)
        ours, theirs = median(found.ours), median(found.theirs)
        measures += [
            Measure(f"{vendor}, median", ours, theirs, "ms", theirs / ours, at_least=FASTER if size >= SIZE else None),
            Measure(f"{vendor}, 95th percentile", p95(found.ours), p95(found.theirs), "ms", p95(found.theirs) / p95(found.ours)),
        ]
        reported |= {f"{vendor}, {what}": value for what, value in found.beside.items()}
    return Result(measures, reported)


def everywhere(name: str, size: int) -> Iterator[tuple[str, Any]]:
    """What `python -m bench.NAME size` says of each database, each in a process of its own whose one database it is."""
    if url := os.environ.get("SUSSIDIARIO_DATABASE"):
        yield url.partition(":")[0], _apart(name, url, size)
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    yield "SQLite", _apart(name, f"sqlite:///{KEPT / f'{name}-{size}.sqlite3'}", size)
    with cluster() as url:
        yield "PostgreSQL", _apart(name, url, size)


@contextmanager
def cluster() -> Iterator[str]:
    """Address of a PostgreSQL that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="sussidiario-bench-") as folder:
        Path(folder).chmod(0o755)  # the cluster in it belongs to another user
        cluster = Cluster(Path(folder) / "postgresql")
        cluster.start()
        try:
            yield cluster.url.replace("/sussidiario?", "/postgres?")
        finally:
            cluster.stop()


def _apart(name: str, url: str, size: int) -> Any:
    environment = os.environ | {"SUSSIDIARIO_DATABASE": url, "SUSSIDIARIO_DEMO": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run([sys.executable, "-m", f"bench.{name}", str(size)], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


# What follows runs in that process.


def ask(size: int) -> Asked:
    """Fill the database, then ask our search and the scan in turns."""
    from sussidiario.people.models import NameToken, Person  # noqa: PLC0415  once Django is set up

    beside: dict[str, float | int | str] = dict(fill(size))
    beside["different words of names"] = NameToken.objects.count()
    questions = mistyped(size)
    for question in questions:
        Person.objects.search(question)
    ours, theirs = [], []
    _scan(questions[0])
    for place, question in enumerate(questions):
        ours.append(_timed(partial(Person.objects.search, question)))
        if place % (QUESTIONS // SCANS) == 0:
            theirs.append(_timed(partial(_scan, question)))
    return Asked(ours, theirs, beside)


def fill(size: int) -> dict[str, float]:
    """Invent the persons and index their names, unless they are there already; say how many seconds each took."""
    from sussidiario.people.actions import index_names  # noqa: PLC0415  once Django is set up
    from sussidiario.people.models import NameToken, Person  # noqa: PLC0415  once Django is set up

    call_command("migrate", verbosity=0)
    if NameToken.objects.exists() and Person.objects.count() == size:
        return {}
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_person")
        invented = _invented(size)
        while some := list(islice(invented, BATCH)):
            _pour(cursor, some)
    between = time.perf_counter()
    index_names(_everybody())
    end = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return {"seconds to invent the persons": round(between - start, 1), "seconds to index their names": round(end - between, 1)}


COLUMNS = (
    *SEARCHED,
    "sex",
    "birth_on",
    "birth_precision",
    "birthplace",
    "birthplace_name",
    "citizenship",
    "second_citizenship",
    "fiscal_code",
    "phone",
    "email",
)


def _invented(size: int) -> Iterator[tuple[object, ...]]:
    """Rows of exactly `size` invented persons, the same ones at every call."""
    from sussidiario.people.demo.population import population  # noqa: PLC0415  once Django is set up

    persons = (person for household in population(SEED, size) for person in household.members)
    for person in islice(persons, size):
        yield (*(getattr(person, column) for column in COLUMNS), "2017-01-01 09:00:00+00", "ordinary")


def _pour(cursor: Any, rows: Iterable[tuple[object, ...]]) -> None:
    columns = (*COLUMNS, "registered_at", "tier")
    into = f"people_person ({', '.join(columns)})"
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", list(rows))


def _everybody() -> Iterator[Any]:
    """Every person, some at a time: a question left open for minutes would keep SQLite from tidying its log."""
    from sussidiario.people.models import Person  # noqa: PLC0415  once Django is set up

    last = 0
    while some := list(Person.objects.only(*SEARCHED, "disposed_on").filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from some
        last = some[-1].pk


def mistyped(size: int) -> list[str]:
    """Names of persons from the whole table, one word of each mistyped, in either order."""
    chance = random.Random(SEED)
    asked: list[str] = []
    with connection.cursor() as cursor:
        some = "given_name <> '' AND family_name <> '' AND id %% %s = 0"
        cursor.execute(f"SELECT given_name, family_name FROM people_person WHERE {some} ORDER BY id", [size // (2 * QUESTIONS) or 1])
        named = cursor.fetchall()
    for given, family in named:
        words = [max(given.split(), key=len), max(family.split(), key=len)]
        mistyped = chance.randrange(2)
        if len(words[mistyped]) >= SHORTEST and words[mistyped].isalpha():
            words[mistyped] = _slip(chance, words[mistyped].lower())
            chance.shuffle(words)
            asked.append(" ".join(words))
    return asked[:QUESTIONS]


def _slip(chance: random.Random, word: str) -> str:
    """Make one slip in a word: a letter dropped, doubled, changed, or swapped with the next."""
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    other = chance.choice("abcdefghilmnoprstuvz")
    return chance.choice((before + after, before + letter + letter + after, before + other + after, before + after[0] + letter + after[1:]))


def _scan(question: str) -> list[tuple[object, ...]]:
    """Look for every word of the question in every name, as is done without an index of words."""
    words = question.split()
    each = " OR ".join(f"{column} LIKE %s" for column in SEARCHED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {SCANNED} FROM people_person WHERE {' AND '.join(f'({each})' for _word in words)} LIMIT 25",
            [f"%{word}%" for word in words for _column in SEARCHED],
        )
        rows: list[tuple[object, ...]] = cursor.fetchall()
        return rows


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    django.setup()
    print(json.dumps(asdict(ask(int(sys.argv[1])))))
