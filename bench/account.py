"""
What all the figures of the account cost over ten million acts: DuckDB over the sealed parts against the same figures through the ORM.

The acts are invented by DuckDB straight into parts, and copied into a SQLite database with the indexes of the journal. Both are kept in
`var/bench`. Both sides answer every figure of the mandate of Monza that is computed, and in the same run they must answer alike.
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import duckdb
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from bench.result import Measure, Result
from sussidiario.accountability.engine import Ask, Split, figure, reader
from sussidiario.accountability.engine.question import dimensions, where
from sussidiario.accountability.rules.years import years
from sussidiario.benefits import figures as benefits
from sussidiario.casework import figures as casework
from sussidiario.desks import figures as desks
from sussidiario.foundation.figure import Figure, percent
from sussidiario.foundation.period import Period
from sussidiario.journal.models import Act, ActQuerySet
from sussidiario.planning import actions as planning
from sussidiario.territory import figures as territory

CLAIM = "All the figures of the account over 10,000,000 acts take DuckDB, over the sealed parts, at least 20 times less than the same figures through the ORM."
SIZE = 10_000_000
PART = 500_000
"""Acts in a part."""

KEPT = Path(__file__).resolve().parent.parent / "var/bench"
RUNS = 5

INVENTED = """
CREATE TEMP TABLE invented AS
WITH persons AS (
    SELECT number, md5(number::VARCHAR) AS subject, hash(number) AS chance,
           DATE '2012-05-21' + (hash(number, 1) % 1700)::INTEGER AS opened,
           CASE WHEN hash(number, 2) % 100 < 57 THEN 'elderly' WHEN hash(number, 2) % 100 < 68 THEN 'adults'
                WHEN hash(number, 2) % 100 < 87 THEN 'minors' ELSE 'disabled' END AS area,
           'q' || (hash(number, 3) % 10) AS neighbourhood
    FROM range(?) AS each(number)
), steps AS (
    SELECT *, step, CASE
        WHEN step = 0 THEN opened
        WHEN step = 8 THEN opened + (60 + chance % 900)::INTEGER
        ELSE opened + (hash(number, step) % 800)::INTEGER END AS happened
    FROM persons, range(9) AS each(step)
    WHERE step < 8 OR chance % 100 < 65
), acts AS (
    SELECT CASE step WHEN 0 THEN 'casework.case.opened' WHEN 8 THEN 'casework.case.closed'
                     WHEN 1 THEN 'desks.contact.closed' WHEN 2 THEN 'desks.appointment.served' WHEN 3 THEN 'benefits.application.granted'
                     ELSE 'casework.diary.written' END AS act,
           happened, subject, neighbourhood, area,
           CASE WHEN step <> 3 THEN 'person' WHEN hash(number, 4) % 10 = 0 THEN 'blameless-arrears' ELSE 'living-contribution' END AS measure
    FROM steps
    UNION ALL SELECT 'territory.civic_centre.opened', DATE '2010-01-04', md5('centre' || centre), 'q' || centre, '', '' FROM range(8) AS each(centre)
    UNION ALL SELECT 'desks.desk.opened', DATE '2011-01-10' + (365 * centre)::INTEGER, md5('centre' || centre), 'q' || centre, '', 'secretariat'
    FROM range(5) AS each(centre)
)
SELECT row_number() OVER (ORDER BY happened, subject, act) AS id, * FROM acts
"""

WRITTEN = """
CREATE TEMP VIEW written AS
WITH mistakes AS (SELECT *, row_number() OVER (ORDER BY id) AS place FROM invented WHERE id % 1000 = 7)
SELECT id, act, happened, subject, neighbourhood, area, measure, NULL::BIGINT AS voids FROM invented
UNION ALL
SELECT (SELECT max(id) FROM invented) + place, act, happened, subject, neighbourhood, area, measure, id FROM mistakes
"""
"""The acts, and after them one in a thousand voided by an act that copies it."""

COLUMNS = """
id, act, happened AS "on", happened::TIMESTAMP AT TIME ZONE 'UTC' AS "at", subject, '108033' AS municipality, neighbourhood, area, measure, '' AS partner,
1::BIGINT AS quantity, NULL::BIGINT AS amount, '{}' AS detail, voids, md5(id::VARCHAR) || md5(subject) AS fingerprint
"""


def run(size: int | None = None) -> Result:
    """Invent what is not kept yet, ask both sides, compare their answers and their times."""
    size = size or SIZE
    parts, database = _kept(size)
    asks, splits = _questions()
    engine, first = _engine(parts, asks)
    pages, _first = _engine(parts, asks, splits)
    orm, answers = _orm(database, asks)
    wall, cpu = (median(each) for each in zip(*engine, strict=True))
    with reader.over(parts) as book:
        counted = {ask: answer.number for ask, answer in book.answers(asks)[0].items()}
        acts = book.size()
    if counted != answers:
        message = f"the two sides differ: {[(ask.figure.key, ask.where, counted[ask], answers[ask]) for ask in asks if counted[ask] != answers[ask]]}"
        raise AssertionError(message)
    return Result(
        [
            Measure(f"all figures over {size:,} acts", wall, orm[0], "s", orm[0] / wall, at_least=20 if size >= SIZE else None),
            Measure("the same, in CPU of all cores", cpu, orm[1], "s", orm[1] / cpu),
        ],
        {
            "figures": len(asks),
            "acts that stand": acts,
            "both sides answer alike": "yes",
            "first time in a process, with Ibis making the SQL": f"{first[0]:.2f} s",
            "every page of the account, with years, neighbourhoods and areas": f"{median(wall for wall, _cpu in pages):.2f} s",
            "database": f"SQLite, {database.stat().st_size / 1e9:.1f} GB",
            "parts": f"{len(parts)}, {sum(part.stat().st_size for part in parts) / 1e9:.2f} GB",
        },
    )


def _questions() -> tuple[list[Ask], list[Split]]:
    """What the account of Monza asks of the book: its figures that are computed; and, for its pages, their breakdowns."""
    mandate, _sha256 = planning.read(Path(settings.SUSSIDIARIO_MANDATE))
    asks = [Ask(found, each.period, where(each.where), each.compared_with) for each in mandate.targets() if (found := figure(each.figure))]
    return asks, [Split(ask, by) for ask in asks for by in dimensions(ask.figure) if by not in dict(ask.where)]


def _engine(parts: list[Path], asks: list[Ask], splits: list[Split] | None = None) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    """Seconds, of the clock and of CPU, of each of some runs from opening the parts to the last answer, and of the first one before them."""
    if splits:
        mandate, _sha256 = planning.read(Path(settings.SUSSIDIARIO_MANDATE))
        whole = Period(mandate.from_on, mandate.until_on)
        asks = asks + [Ask(ask.figure, period, ask.where) for ask in asks for _label, period in years(whole, ask.period)]
    taken = []
    for _run in range(RUNS + 1):
        start, cpu = time.perf_counter(), time.process_time()
        with reader.over(parts) as book:
            book.answers(asks, splits or ())
        taken.append((time.perf_counter() - start, time.process_time() - cpu))
    return taken[1:], taken[0]


# The same figures through the ORM.


def _orm(database: Path, asks: list[Ask]) -> tuple[tuple[float, float], dict[Ask, int]]:
    """Seconds, of the clock and of CPU, to answer everything, one query for each number; and the answers."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(database)
    Act.objects.order_by("pk").first()
    start, cpu = time.perf_counter(), time.process_time()
    answers = {ask: _asked(ask) for ask in asks}
    taken = time.perf_counter() - start, time.process_time() - cpu
    connection.close()
    connection.settings_dict["NAME"] = before
    return taken, answers


def _asked(ask: Ask) -> int:
    now = _drawn(ask.figure, ask.period, dict(ask.where))
    return now - _drawn(ask.figure, ask.compared_with, dict(ask.where)) if ask.compared_with else now


def _drawn(of: Figure, period: Period, given: dict[str, str]) -> int:
    number = REFERENCE[of.key](period, given)
    return percent(number, REFERENCE[of.over.key](period, {})) if of.over else number


def _standing() -> ActQuerySet:
    return Act.objects.filter(voids__isnull=True, voided_by__isnull=True)


def _openings(starts: tuple[str, ...], ends: tuple[str, ...], by: tuple[str, ...], until: Q, **given: str) -> ActQuerySet:
    """Openings after which nothing on the same thing happened in the days of `until`."""
    same = {name: OuterRef(name) for name in by}
    later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    return _standing().filter(~Exists(_standing().filter(later, until, act__in=starts + ends, **same)), act__in=starts, **given)


def _subjects(rows: ActQuerySet) -> int:
    number: int = rows.aggregate(number=Count("subject", distinct=True))["number"]
    return number


def _in_charge(period: Period, given: dict[str, str]) -> int:
    rows = _openings(casework.STARTS, casework.ENDS, ("subject", "area", "measure"), Q(on__lte=period.start), measure="person", **given)
    return _subjects(rows.filter(on__lt=period.end))


def _at_end(starts: tuple[str, ...], ends: tuple[str, ...], by: tuple[str, ...], period: Period, **given: str) -> ActQuerySet:
    return _openings(starts, ends, by, Q(on__lt=period.end), **given).filter(on__lt=period.end)


def _offices(period: Period, given: dict[str, str]) -> int:
    return _at_end((desks.DESK_OPENED,), (desks.DESK_CLOSED,), ("subject", "measure"), period, **given).count()


def _secretariats(period: Period, given: dict[str, str]) -> int:
    return _offices(period, given | {"measure": desks.SECRETARIAT})


def _hosting(period: Period, given: dict[str, str]) -> int:
    rows = _at_end((desks.DESK_OPENED,), (desks.DESK_CLOSED,), ("subject", "measure"), period, measure=desks.SECRETARIAT, **given)
    return _subjects(rows)


def _centres(period: Period, given: dict[str, str]) -> int:
    rows = _at_end((territory.CENTRE_OPENED,), (territory.CENTRE_CLOSED,), ("subject",), period, **given)
    return _subjects(rows)


def _granted(period: Period, given: dict[str, str]) -> ActQuerySet:
    return _standing().filter(act__in=benefits.contributions_granted.counts, on__gte=period.start, on__lt=period.end, **given)


REFERENCE: dict[str, Callable[[Period, dict[str, str]], int]] = {
    casework.people_in_charge.key: _in_charge,
    desks.decentralised_offices.key: _offices,
    desks.secretariat_desks.key: _secretariats,
    desks.civic_centres_hosting_share.key: _hosting,
    territory.civic_centres.key: _centres,
    benefits.contributions_granted.key: lambda period, given: _granted(period, given).count(),
    benefits.blameless_arrears_households.key: lambda period, given: _subjects(_granted(period, given | {"measure": benefits.BLAMELESS_ARREARS})),
}


# The invented acts.


def _kept(size: int) -> tuple[list[Path], Path]:
    """Parts and database of `size` acts, invented once; anew when they are invented in another way."""
    named = f"account-{size}-{hashlib.sha256((INVENTED + WRITTEN + COLUMNS).encode()).hexdigest()[:8]}"
    folder, database = KEPT / named, KEPT / f"{named}.sqlite3"
    if not (folder / "whole").exists():
        folder.mkdir(parents=True, exist_ok=True)
        database.unlink(missing_ok=True)
        with duckdb.connect() as invented:
            invented.execute("SET TimeZone = 'UTC'")
            invented.execute(INVENTED, [int(size / 8.66)])
            invented.execute(WRITTEN)
            _write_parts(invented, folder)
            _write_database(invented, database)
        (folder / "whole").touch()
    return sorted(folder.glob("*.parquet")), database


def _write_parts(invented: duckdb.DuckDBPyConnection, folder: Path) -> None:
    row = invented.execute("SELECT max(id) FROM written").fetchone()
    last = row[0] if row else 0
    for number, first in enumerate(range(1, last + 1, PART), start=1):
        part = folder / f"{number:06d}.parquet"
        rows = f"SELECT {COLUMNS} FROM written WHERE id BETWEEN {first} AND {first + PART - 1} ORDER BY id"
        invented.execute(f"COPY ({rows}) TO '{part}' (FORMAT parquet, COMPRESSION zstd)")


def _write_database(invented: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Make the journal's table with Django's migrations, and fill it; its indexes are taken off meanwhile."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(database)
    call_command("migrate", "journal", verbosity=0)
    connection.close()
    connection.settings_dict["NAME"] = before
    filled = ("id", "act", "on", "at", "subject", "municipality", "neighbourhood", "area", "measure", "partner", "quantity", "amount", "detail", "voids_id")
    names = ", ".join(f'"{name}"' for name in (*filled, "fingerprint", "record", "why", "why_digest", "key", "form"))
    with sqlite3.connect(database) as into:
        indexes = into.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'journal_act' AND sql IS NOT NULL").fetchall()
        into.execute("PRAGMA synchronous = OFF")
        for name, _sql in indexes:
            into.execute(f'DROP INDEX "{name}"')
        statement = f"INSERT INTO journal_act ({names}) VALUES ({', '.join('?' * (len(filled) + 6))})"
        for batch in _batches(invented):
            into.executemany(statement, batch)
        for _name, sql in indexes:
            into.execute(sql)
        into.execute("ANALYZE")


def _batches(invented: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[object, ...]]]:
    spelled = COLUMNS.replace('happened AS "on"', 'happened::VARCHAR AS "on"').replace(
        "happened::TIMESTAMP AT TIME ZONE 'UTC' AS \"at\"", "happened::VARCHAR || ' 00:00:00' AS \"at\""
    )
    found = invented.execute(f"SELECT {spelled}, 'casework.case:' || id, '', '', '', {Act.FORM} FROM written ORDER BY id")
    while batch := found.fetchmany(100_000):
        yield batch
