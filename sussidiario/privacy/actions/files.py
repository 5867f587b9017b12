"""Write exported rows to a file that says who asked for it, and delete it."""

import csv
import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from sussidiario.foundation.spreadsheet import safe
from sussidiario.privacy.lifecycle.exports import Format

Value = str | int | date | None
Row = Sequence[Value]


@dataclass(frozen=True)
class Mark:
    """What a file says of itself: all of it in words, who asked, and when."""

    words: str
    who: str
    at: datetime


def folder() -> Path:
    """Where exported files are kept: nobody else on the machine reads there."""
    path = Path(settings.SUSSIDIARIO_EXPORTS)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def write(rows: Iterable[Row], *, heads: Sequence[str], mark: Mark, form: Format) -> tuple[str, str]:
    """
    Write `rows` under `heads` and under `mark`, which says who asked, when and what for; return the file's name and its digest.

    The name is drawn, and says nothing. A file half written is taken away.
    """
    name = f"{secrets.token_hex(16)}.{form.value}"
    path = folder() / name
    try:
        path.touch(mode=0o600, exist_ok=False)
        _WRITERS[form](path, rows, heads, mark)
        return name, hashlib.sha256(path.read_bytes()).hexdigest()
    except BaseException:
        remove(name)
        raise


def read(name: str, sha256: str) -> bytes | None:
    """The bytes of a file, or None if it is not there or not as it was written."""
    path = folder() / name
    if not path.is_file():
        return None
    content = path.read_bytes()
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def remove(name: str) -> None:
    """Delete a file, if it is there."""
    (folder() / name).unlink(missing_ok=True)


def names() -> list[str]:
    """Every file that is there, with what it is called."""
    return sorted(path.name for path in folder().iterdir() if path.is_file())


def _csv(path: Path, rows: Iterable[Row], heads: Sequence[str], mark: Mark) -> None:
    """As Italian spreadsheets open it: semicolons, every cell between quotes, UTF-8 with its mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow([safe(mark.words)])
        writer.writerow([safe(head) for head in heads])
        writer.writerows([_plain(value) for value in row] for row in rows)


def _xlsx(path: Path, rows: Iterable[Row], heads: Sequence[str], mark: Mark) -> None:
    """With the mark in its first line, at the head and the foot of every printed page, and among the properties of the document."""
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = safe(mark.who)
    book.properties.title = book.properties.description = safe(mark.words)
    book.properties.created = book.properties.modified = mark.at.replace(tzinfo=None)
    sheet = book.create_sheet("dati")
    sheet.freeze_panes = "A3"
    # An ampersand would begin a code of the header's own; Excel takes 255 characters.
    told = safe(mark.words)[:200].replace("&", "&&")
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = told[:250]

    def cell(value: Value) -> Any:
        if not isinstance(value, str):
            return value
        written = WriteOnlyCell(sheet, safe(value))
        written.data_type = "s"
        return written

    sheet.append([cell(mark.words)])
    sheet.append([cell(head) for head in heads])
    for row in rows:
        sheet.append([cell(value) for value in row])
    book.save(path)


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return safe(value)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


_WRITERS: Mapping[Format, Callable[[Path, Iterable[Row], Sequence[str], Mark], None]] = {Format.CSV: _csv, Format.XLSX: _xlsx}
