"""
What is sealed: the acts, and the readings; each in a chain of parts of its own.

A part of the acts says what may be counted: not who wrote them, why, or on which record. A part of the readings says when one was, and
proves the rest by a keyed digest without telling it: who read of whom is in the database only, and for as long as readings are kept.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings

from sussidiario.journal import keys, rules
from sussidiario.journal.models import Act, Part, Reading, ReadingSeal, Seal

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Series:
    """One chain of parts: whose rows, under which seals, in which columns; and how rows are spelled for a file."""

    rows: Any
    seals: Any
    called: str
    prefix: str
    columns: tuple[str, ...]
    schema: pa.Schema
    spell: Callable[[list[Row]], list[Any]]
    adds: tuple[str, ...] = ()

    @property
    def manifest(self) -> tuple[str, ...]:
        """What a manifest says of its part, in order."""
        return ("number", "first", "last", "count", "sha256", "previous", "sealed_at", *self.adds)

    def part(self, number: int) -> Path:
        """Where the part of a seal is kept."""
        return Path(settings.SUSSIDIARIO_ARCHIVE) / f"{self.prefix}{number:06d}.parquet"

    def batch(self, rows: list[Row]) -> pa.RecordBatch:
        """Rows as a file has them."""
        return pa.record_batch([pa.array(column, field.type) for column, field in zip(self.spell(rows), self.schema, strict=True)], schema=self.schema)

    def says(self, sealed: Part) -> dict[str, object]:
        """The manifest of a seal, from its row."""
        return {name: _plain(getattr(sealed, name)) for name in self.manifest}


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

READING_SCHEMA = pa.schema([("id", pa.int64()), ("at", pa.timestamp("us", tz="UTC")), ("fingerprint", pa.string())])
"""What a part says of a reading."""

READ = ("at", "by_id", "record", "subject", "address", "ground", "channel", "purpose", "slot")
"""The columns that the fingerprint of a reading covers."""


def sign_reading(key: bytes, values: Mapping[str, object]) -> str:
    """Compute the fingerprint of a reading."""
    return rules.fingerprint(key, {name: values[name] for name in READ})


def _spell_acts(rows: list[Row]) -> list[Any]:
    columns = list(zip(*rows, strict=True))
    at, detail = SCHEMA.get_field_index("at"), SCHEMA.get_field_index("detail")
    columns[at] = tuple(value.astimezone(UTC) for value in columns[at])
    columns[detail] = tuple(json.dumps(value, sort_keys=True, ensure_ascii=False) for value in columns[detail])
    return columns


def _spell_readings(rows: list[Row]) -> list[Any]:
    key = keys.current()
    signed = [sign_reading(key, dict(zip(READ, values, strict=True))) for _number, *values in rows]
    return [[row[0] for row in rows], [row[1].astimezone(UTC) for row in rows], signed]


def _plain(value: object) -> object:
    return rules.instant(value) if isinstance(value, datetime) else value


ACTS = Series(Act, Seal, "seal", "", tuple(_COLUMNS), SCHEMA, _spell_acts)
READINGS = Series(Reading, ReadingSeal, "readings' seal", "readings-", ("id", *READ), READING_SCHEMA, _spell_readings, adds=("key", "until"))
