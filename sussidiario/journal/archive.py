"""
The archive: the book's sealed parts, as files anyone can read and nobody can change unseen.

A part is a Parquet file of acts without who wrote them, why, and which record; its manifest is a JSON file beside it that
cites the digest of the part and the chain of the manifest before. The database keeps the same manifests as rows.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from sussidiario.journal import rules
from sussidiario.journal.actions import sign
from sussidiario.journal.models import Act, Seal

SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("act", pa.string()),
        ("on", pa.date32()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("subject", pa.string()),
        ("municipality", pa.string()),
        ("neighbourhood", pa.string()),
        ("area", pa.string()),
        ("measure", pa.string()),
        ("partner", pa.string()),
        ("quantity", pa.int64()),
        ("amount", pa.int64()),
        ("detail", pa.string()),
        ("voids", pa.int64()),
        ("fingerprint", pa.string()),
    ]
)
"""The columns that leave the database. Not `record`, `by`, `why`."""

_COLUMNS = [("voids_id" if name == "voids" else name) for name in SCHEMA.names]
_BATCH = 50_000


@dataclass(frozen=True)
class Finding:
    """One thing that `verify` found wrong: in which part or act, and what."""

    where: str
    what: str


def part(number: int) -> Path:
    """Where the part of a seal is kept."""
    return Path(settings.SUSSIDIARIO_ARCHIVE) / f"{number:06d}.parquet"


def parts() -> list[Path]:
    """Every sealed part, in order. A file that no seal in the database names is not one of them."""
    return [part(number) for number in Seal.objects.order_by("number").values_list("number", flat=True)]


def table(acts: Any) -> pa.Table:
    """Acts as the archive writes them, in memory: for the open tail."""
    return pa.concat_tables([SCHEMA.empty_table(), *(pa.Table.from_batches([batch]) for batch in _batches(acts))])


def seal(*, at: datetime) -> Seal | None:
    """
    Close the acts written since the last seal, and return the new seal, or None when there are none.

    The part is written beside its final name, the seal's row is inserted, the file takes its name, the transaction commits: a crash
    at any point leaves either no seal, or a seal with its file. A part with no seal is written over by the next one.
    """
    directory = Path(settings.SUSSIDIARIO_ARCHIVE)
    directory.mkdir(parents=True, exist_ok=True)
    with _alone(directory), transaction.atomic():
        previous = Seal.objects.order_by("-number").first()
        after, number = (previous.last, previous.number + 1) if previous else (0, 1)
        last = _last_act()
        if last is None or last <= after:
            return None
        acts = Act.objects.filter(pk__gt=after, pk__lte=last).order_by("pk")
        draft = directory / f"{number:06d}.parquet.draft"
        first, count = _write(draft, acts)
        manifest = {
            "number": number,
            "first": first,
            "last": last,
            "count": count,
            "sha256": _digest(draft),
            "previous": previous.chain if previous else rules.GENESIS,
            "sealed_at": rules.instant(at),
        }
        sealed = Seal.objects.create(**(manifest | {"sealed_at": at}), chain=rules.chain(manifest))
        draft.replace(part(number))
        _write_durably(part(number).with_suffix(".json"), _spelled(manifest, sealed.chain))
        _flush(directory)
    return sealed


def verify() -> Iterator[Finding]:
    """
    Recompute the whole book and yield everything that is not as it was written.

    Every act's fingerprint; every part's digest, range and count; every manifest's link; every sealed act against its row.
    """
    previous, after = rules.GENESIS, 0
    for number, sealed in enumerate(Seal.objects.order_by("number"), start=1):
        yield from _verify_seal(sealed, number=number, previous=previous, after=after)
        previous, after = sealed.chain, sealed.last
    for act in Act.objects.filter(pk__gt=after).order_by("pk").iterator(_BATCH):
        if sign(act) != act.fingerprint:
            yield Finding(f"act {act.pk}", "its row is not as it was written (not sealed yet)")


def _verify_seal(sealed: Seal, *, number: int, previous: str, after: int) -> Iterator[Finding]:
    """Check one seal: its place in the chain, its file, and every act in it."""
    where = f"seal {sealed.number}"
    manifest = {name: getattr(sealed, name) for name in ("number", "first", "last", "count", "sha256", "previous")}
    manifest["sealed_at"] = rules.instant(sealed.sealed_at)
    if sealed.number != number:
        yield Finding(where, f"seal {number} is missing before it")
    if sealed.previous != previous or sealed.first <= after:
        yield Finding(where, "it does not follow the seal before it")
    if rules.chain(manifest) != sealed.chain:
        yield Finding(where, "its row is not as it was sealed")
    yield from _verify_manifest(sealed, manifest)
    path = part(sealed.number)
    if not path.exists():
        yield Finding(where, f"its part {path.name} is missing")
        return
    if _digest(path) != sealed.sha256:
        yield Finding(where, f"its part {path.name} is not as it was sealed")
        return
    yield from _verify_acts(sealed, path, after=after)


def _verify_manifest(sealed: Seal, manifest: Mapping[str, object]) -> Iterator[Finding]:
    """Check the manifest beside a part against the seal's row."""
    path = part(sealed.number).with_suffix(".json")
    if not path.exists():
        yield Finding(f"seal {sealed.number}", f"its manifest {path.name} is missing")
    elif path.read_bytes() != _spelled(manifest, sealed.chain):
        yield Finding(f"seal {sealed.number}", f"its manifest {path.name} is not as it was sealed")


def _verify_acts(sealed: Seal, path: Path, *, after: int) -> Iterator[Finding]:
    """Check each act of a sealed part against its row in the database, also where numbers were skipped after the seal before."""
    written = pq.read_table(path)
    fingerprints = dict(zip(written["id"].to_pylist(), written["fingerprint"].to_pylist(), strict=True))
    for act in Act.objects.filter(pk__gt=after, pk__lte=sealed.last).order_by("pk").iterator(_BATCH):
        expected = fingerprints.pop(act.pk, None)
        if expected is None:
            yield Finding(f"act {act.pk}", f"its row was added after seal {sealed.number}")
        elif sign(act) != expected or act.fingerprint != expected:
            yield Finding(f"act {act.pk}", f"its row is not as it was written (seal {sealed.number})")
    for missing in sorted(fingerprints):
        yield Finding(f"act {missing}", f"its row is missing (seal {sealed.number})")


def _last_act() -> int | None:
    """
    Highest number that no earlier act can still slip under.

    On PostgreSQL numbers are drawn before they are committed, so writers are waited for; SQLite has one writer, and it is us.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE journal_act IN SHARE MODE")
    last: int | None = Act.objects.aggregate(Max("pk"))["pk__max"]
    return last


def _batches(acts: Any) -> Iterator[pa.RecordBatch]:
    """Read acts in batches of the archive's columns."""
    rows = acts.values_list(*_COLUMNS)
    batch: list[tuple[Any, ...]] = []
    for row in rows.iterator(_BATCH):
        batch.append(row)
        if len(batch) == _BATCH:
            yield _batch(batch)
            batch = []
    if batch:
        yield _batch(batch)


def _batch(rows: list[tuple[Any, ...]]) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True))
    at, detail = SCHEMA.get_field_index("at"), SCHEMA.get_field_index("detail")
    columns[at] = tuple(value.astimezone(UTC) for value in columns[at])
    columns[detail] = tuple(json.dumps(value, sort_keys=True, ensure_ascii=False) for value in columns[detail])
    return pa.record_batch([pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def _write(path: Path, acts: Any) -> tuple[int, int]:
    """Write acts to a Parquet file, durably; return the first number and how many."""
    first, count = 0, 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for batch in _batches(acts):
            first = first or batch.column(0)[0].as_py()
            count += batch.num_rows
            writer.write_batch(batch)
    _flush(path)
    return first, count


def _spelled(manifest: Mapping[str, object], chain: str) -> bytes:
    """Write a manifest as the file beside a part has it."""
    return json.dumps({**manifest, "chain": chain}, indent=1).encode()


def _write_durably(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    _flush(draft)
    draft.replace(path)


def _flush(path: Path) -> None:
    """Have the disk keep what was written to a file or a directory."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Let one process seal at a time on this machine; across machines the seal's unique number decides."""
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
