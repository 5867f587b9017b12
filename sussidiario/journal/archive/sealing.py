"""
Closing the book: its sealed parts, as files anyone can read and nobody can change unseen.

A part is a Parquet file of acts without who wrote them, why, and which record; its manifest is a JSON file beside it that
cites the digest of the part and the chain of the manifest before. The database keeps the same manifests as rows.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from sussidiario.journal import rules
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
BATCH = 50_000


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
            "sha256": digest(draft),
            "previous": previous.chain if previous else rules.GENESIS,
            "sealed_at": rules.instant(at),
        }
        sealed = Seal.objects.create(**(manifest | {"sealed_at": at}), chain=rules.chain(manifest))
        draft.replace(part(number))
        _write_durably(part(number).with_suffix(".json"), spelled(manifest, sealed.chain))
        _flush(directory)
    return sealed


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
    for row in rows.iterator(BATCH):
        batch.append(row)
        if len(batch) == BATCH:
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


def spelled(manifest: Mapping[str, object], chain: str) -> bytes:
    """Spell a manifest as the file beside a part has it."""
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


def digest(path: Path) -> str:
    """Digest of a file, as a manifest cites it."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Let one process seal at a time on this machine; across machines the seal's unique number decides."""
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
