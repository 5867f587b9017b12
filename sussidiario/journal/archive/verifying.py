"""Recomputing the book: everything in it that is not as it was written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection

from sussidiario.journal import crosswalk, keys, rules
from sussidiario.journal.actions.rotation import ROTATED
from sussidiario.journal.archive.proof import Proof, Verdict
from sussidiario.journal.archive.sealing import BATCH, digest, spelled
from sussidiario.journal.archive.series import ACTS, READ, READINGS, Series, sign_reading
from sussidiario.journal.archive.sweeping import SWEPT
from sussidiario.journal.models import Act, Part, Reading, ReadingSeal, Seal

CHANGED, ADDED, MISSING = "its row is not as it was written", "its row was added after", "its row is missing"


@dataclass(frozen=True)
class Finding:
    """One thing that `verify` found: in which part or row, and what. A finding that is not `wrong` says what can no longer be proved."""

    where: str
    what: str
    wrong: bool = True


def verify(*, witness: str = "") -> Iterator[Finding]:
    """
    Recompute the whole book and yield everything that is not as it was written.

    Every act's fingerprint and reason; every part's digest, range and count; every manifest's link; every sealed row against the database.
    `witness` is a chain that somebody outside wrote down: a book without it is shorter than the one they saw, or another one.
    """
    proof = Proof()
    yield from _chain(ACTS, lambda sealed, after: _acts(sealed, proof, after=after))
    yield from _tail(proof)
    yield from _rotations()
    swept = {detail["number"]: detail for detail in Act.objects.filter(act=SWEPT).values_list("detail", flat=True)}
    yield from _chain(READINGS, lambda sealed, after: _readings(sealed, swept, after=after))
    if witness and not any(seals.objects.filter(chain=witness).exists() for seals in (Seal, ReadingSeal)):
        yield Finding("book", f"no seal has the chain {witness}: whoever wrote it down saw another book, or a longer one")


def _rotations() -> Iterator[Finding]:
    """Check that the crosswalk is as the latest rotation left it, and that a rotation tells of every key."""
    told = list(Act.objects.filter(act=ROTATED).order_by("pk").values_list("detail", flat=True))
    if (told[-1]["sha256"] if told else crosswalk.NOTHING) != crosswalk.digest():
        yield Finding("crosswalk", "it is not as the latest rotation left it")
    named = {name for detail in told for name in (detail["to"], *detail["from"])}
    used = set(Act.objects.order_by().values_list("key", flat=True).distinct()) - {""}
    for name in sorted(used - named) if len(used) > 1 else ():
        yield Finding(f"key {name}", "acts are signed with it and no rotation tells of it: run `sussidiario journal rotate`")


def _chain(series: Series, rows: Callable[[Any, int], Iterator[Finding]]) -> Iterator[Finding]:
    """Check one chain of seals, and the `rows` under each."""
    previous, after = rules.GENESIS, 0
    for number, sealed in enumerate(series.seals.objects.order_by("number"), start=1):
        yield from _seal(series, sealed, number=number, previous=previous, after=after)
        if _is_removed(sealed) or _holds(series, sealed):
            yield from rows(sealed, after)
        previous, after = sealed.chain, sealed.last


def _seal(series: Series, sealed: Part, *, number: int, previous: str, after: int) -> Iterator[Finding]:
    """Check one seal: its place in the chain, its manifest and its file."""
    where = f"{series.called} {sealed.number}"
    path, manifest = series.part(sealed.number), series.part(sealed.number).with_suffix(".json")
    if sealed.number != number:
        yield Finding(where, f"{series.called} {number} is missing before it")
    if sealed.previous != previous or sealed.first <= after:
        yield Finding(where, "it does not follow the seal before it")
    if rules.chain(series.says(sealed)) != sealed.chain:
        yield Finding(where, "its row is not as it was sealed")
    if not manifest.exists():
        yield Finding(where, f"its manifest {manifest.name} is missing")
    elif manifest.read_bytes() != spelled(series.says(sealed), sealed.chain):
        yield Finding(where, f"its manifest {manifest.name} is not as it was sealed")
    if _is_removed(sealed):
        if path.exists():
            yield Finding(where, f"its part {path.name} is still there, and its readings were removed")
    elif not path.exists():
        yield Finding(where, f"its part {path.name} is missing")
    elif not _holds(series, sealed):
        yield Finding(where, f"its part {path.name} is not as it was sealed")


def _is_removed(sealed: Part) -> bool:
    return isinstance(sealed, ReadingSeal) and sealed.removed_at is not None


def _holds(series: Series, sealed: Part) -> bool:
    """Tell whether the file of a part is the one that was sealed."""
    path = series.part(sealed.number)
    return path.exists() and digest(path) == sealed.sha256


def _acts(sealed: Seal, proof: Proof, *, after: int) -> Iterator[Finding]:
    """Check each act of a sealed part against its row in the database, also where numbers were skipped after the seal before."""
    written = pq.read_table(ACTS.part(sealed.number))
    places = {number: place for place, number in enumerate(written["id"].to_pylist())}
    fingerprints = written["fingerprint"].to_pylist()
    unproved: list[tuple[int, Act]] = []
    for act in Act.objects.filter(pk__gt=after, pk__lte=sealed.last).order_by("pk").iterator(BATCH):
        place = places.pop(act.pk, None)
        if place is None:
            yield Finding(f"act {act.pk}", f"{ADDED} seal {sealed.number}")
        elif (verdict := proof.of(act)) is Verdict.UNPROVED:
            unproved.append((place, act))
        elif verdict is Verdict.BROKEN or act.fingerprint != fingerprints[place]:
            yield Finding(f"act {act.pk}", f"{CHANGED} (seal {sealed.number})")
    for missing in sorted(places):
        yield Finding(f"act {missing}", f"{MISSING} (seal {sealed.number})")
    yield from _unproved(sealed, unproved, written)


def _unproved(sealed: Seal, acts: list[tuple[int, Act]], written: pa.Table) -> Iterator[Finding]:
    """Compare with their part the acts that no key proves: it has all of an act but its record, who wrote it, and why."""
    different = []
    for start in range(0, len(acts), BATCH):
        some = acts[start : start + BATCH]
        if _as_written([act for _, act in some]) != written.take([place for place, _ in some]).combine_chunks():
            different += [act for place, act in some if _as_written([act]) != written.take([place]).combine_chunks()]
    for act in different:
        yield Finding(f"act {act.pk}", f"{CHANGED} (seal {sealed.number})")
    if len(acts) > len(different):
        what = f"{len(acts) - len(different)} acts cannot be verified by key; its part holds, and says what they say"
        yield Finding(f"seal {sealed.number}", what, wrong=False)


def _as_written(acts: list[Act]) -> pa.Table:
    return pa.Table.from_batches([ACTS.batch([tuple(getattr(act, name) for name in ACTS.columns) for act in acts])])


def _tail(proof: Proof) -> Iterator[Finding]:
    """
    Check the acts that no seal has closed yet.

    On SQLite a number that is not there is an act taken away: it draws numbers in the transaction that writes the row. PostgreSQL draws
    them before, and one that is not there may be of a transaction that was undone: nothing can be said.
    """
    gaps = connection.vendor == "sqlite"
    last = Seal.objects.order_by("-number").values_list("last", flat=True).first() or 0
    expected = last + 1
    for act in Act.objects.filter(pk__gt=last).order_by("pk").iterator(BATCH):
        if gaps and act.pk != expected:
            yield _gap(expected, act.pk - 1)
        expected = act.pk + 1
        verdict = proof.of(act)
        if verdict is Verdict.BROKEN:
            yield Finding(f"act {act.pk}", f"{CHANGED} (not sealed yet)")
        elif verdict is Verdict.UNPROVED:
            yield Finding(f"act {act.pk}", "no key that is held proves it (not sealed yet)", wrong=act.pk not in proof.erased)
    if gaps and (drawn := _last_drawn()) >= expected:
        yield _gap(expected, drawn)


def _gap(first: int, last: int) -> Finding:
    return Finding(f"act {first}" if first == last else f"acts {first}-{last}", f"{MISSING} (not sealed yet)")


def _last_drawn() -> int:
    """The highest number that SQLite ever gave an act."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal_act'")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _readings(sealed: ReadingSeal, swept: dict[int, dict[str, Any]], *, after: int) -> Iterator[Finding]:
    """Check each reading of a part against its row; of a part that was removed, that it was by rule and that nothing of it is left."""
    where, rows = f"{READINGS.called} {sealed.number}", Reading.objects.filter(pk__gt=after, pk__lte=sealed.last).order_by("pk")
    if sealed.removed_at:
        told = swept.get(sealed.number)
        if told is None or sealed.until >= rules.months_before(sealed.removed_at, told["months"]) or told["count"] != sealed.count:
            yield Finding(where, "its readings were removed, and no act says by which rule")
        if rows.exists():
            yield Finding(where, "it is marked as removed, and readings of it are still there")
        return
    key = keys.held().get(sealed.key)
    written = pq.read_table(READINGS.part(sealed.number)).to_pydict()
    expected = dict(zip(written["id"], zip(written["at"], written["fingerprint"], strict=True), strict=True))
    for reading in rows.iterator(BATCH):
        at, fingerprint = expected.pop(reading.pk, (None, ""))
        if at is None:
            yield Finding(f"reading {reading.pk}", f"{ADDED} {where}")
        elif at != reading.at or (key and sign_reading(key, {name: getattr(reading, name) for name in READ}) != fingerprint):
            yield Finding(f"reading {reading.pk}", f"{CHANGED} ({where})")
    for missing in sorted(expected):
        yield Finding(f"reading {missing}", f"{MISSING} ({where})")
    if key is None:
        yield Finding(where, "its readings cannot be verified by key; its part holds, and has them all", wrong=False)
