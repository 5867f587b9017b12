"""
Closing the book: its sealed parts, as files anyone can read and nobody can change unseen.

A part is a Parquet file; its manifest is a JSON file beside it that
cites the digest of the part and the chain of the manifest before. The database keeps the same manifests as rows.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from sussidiario.journal import keys, rules
from sussidiario.journal.archive.series import ACTS, READINGS, Series
from sussidiario.journal.models import ReadingSeal, Seal

BATCH = 50_000


def part(number: int) -> Path:
    """Where the part of a seal of acts is kept."""
    return ACTS.part(number)


def parts() -> list[Path]:
    """Every sealed part of the acts, in order. A file that no seal in the database names is not one of them."""
    return [part(number) for number in Seal.objects.order_by("number").values_list("number", flat=True)]


def table(acts: Any) -> pa.Table:
    """Acts as the archive writes them, in memory: for the open tail."""
    return pa.concat_tables([ACTS.schema.empty_table(), *(pa.Table.from_batches([batch]) for batch in _batches(ACTS, acts))])


def seal(*, at: datetime) -> Seal | None:
    """
    Close the acts written since the last seal, and return the new seal, or None when there are none.

    The part is written beside its final name, the seal's row is inserted, the file takes its name, the transaction commits: a crash
    at any point leaves either no seal, or a seal with its file. A part with no seal is written over by the next one.
    """
    sealed: Seal | None = _seal(ACTS, at=at, adds={})
    return sealed


def seal_readings(*, at: datetime) -> ReadingSeal | None:
    """Close, in the same way, the readings noted since their last seal; the manifest tells the key, and when the latest of them was."""
    sealed: ReadingSeal | None = _seal(READINGS, at=at, adds={"key": rules.key_id(keys.current())})
    return sealed


def _seal(series: Series, *, at: datetime, adds: dict[str, object]) -> Any:
    directory = Path(settings.SUSSIDIARIO_ARCHIVE)
    directory.mkdir(parents=True, exist_ok=True)
    with alone(directory), transaction.atomic():
        previous = series.seals.objects.order_by("-number").first()
        after, number = (previous.last, previous.number + 1) if previous else (0, 1)
        last = _last(series)
        if last is None or last <= after:
            return None
        rows = series.rows.objects.filter(pk__gt=after, pk__lte=last).order_by("pk")
        draft = series.part(number).with_suffix(".parquet.draft")
        first, count = _write(series, draft, rows)
        said = {"number": number, "first": first, "last": last, "count": count, "sha256": digest(draft), "sealed_at": at}
        said |= {"previous": previous.chain if previous else rules.GENESIS, **adds}
        if "until" in series.adds:
            said["until"] = rows.aggregate(Max("at"))["at__max"]
        sealed = series.seals(**said)
        sealed.chain = rules.chain(series.says(sealed))
        sealed.save(force_insert=True)
        draft.replace(series.part(number))
        _write_durably(series.part(number).with_suffix(".json"), spelled(series.says(sealed), sealed.chain))
        flush(directory)
    return sealed


def _last(series: Series) -> int | None:
    """
    Highest number that no earlier row can still slip under.

    On PostgreSQL numbers are drawn before they are committed, so writers are waited for; SQLite has one writer, and it is us.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {series.rows._meta.db_table} IN SHARE MODE")
    last: int | None = series.rows.objects.aggregate(Max("pk"))["pk__max"]
    return last


def _batches(series: Series, found: Any) -> Iterator[pa.RecordBatch]:
    """Read rows in batches of the archive's columns."""
    batch: list[tuple[Any, ...]] = []
    for row in found.values_list(*series.columns).iterator(BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield series.batch(batch)
            batch = []
    if batch:
        yield series.batch(batch)


def _write(series: Series, path: Path, found: Any) -> tuple[int, int]:
    """Write rows to a Parquet file, durably; return the first number and how many."""
    first, count = 0, 0
    with pq.ParquetWriter(path, series.schema, compression="zstd") as writer:
        for batch in _batches(series, found):
            first = first or batch.column(0)[0].as_py()
            count += batch.num_rows
            writer.write_batch(batch)
    flush(path)
    return first, count


def spelled(manifest: Mapping[str, object], chain: str) -> bytes:
    """Spell a manifest as the file beside a part has it."""
    return json.dumps({**manifest, "chain": chain}, indent=1).encode()


def _write_durably(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    flush(draft)
    draft.replace(path)


def flush(path: Path) -> None:
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
def alone(directory: Path) -> Iterator[None]:
    """Let one process seal at a time on this machine; across machines the seal's unique number decides."""
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
