"""
Kinds of file the house reads, told by what is in them and never by their name.

A file is looked at in memory, and nothing of it is run, fetched or unpacked on the disk.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sussidiario.foundation import markup

UNPACKED = 40 * 1024 * 1024
"""Bytes that the parts of a document may have in all when they are unpacked."""
PARTS = 500
ELEMENTS = 200_000
"""Elements that a part may have."""
USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENTS, BODY = "[Content_Types].xml", "word/document.xml"
RELATIONS = ".rels"
MAY_LEAD_OUT = "/hyperlink"
"""The only relation of a document with something outside it that is not fetched when it is opened."""
WORKING = ("vbaproject.bin", "/activex/", "/embeddings/")
"""Parts that do something when a document is opened: macros, controls, objects inside it."""


NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class NotThis(ValueError):
    """The content is not of the kind it should be."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: in words, how its name ends, and the check of its content (raises `NotThis`)."""

    words: str | Promise
    suffix: str
    check: Callable[[bytes], object]


def text_of(content: bytes) -> str:
    """
    Read a text: UTF-8, or as older Windows programs write it.

    :raises NotThis: if it holds what no text does.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise NotThis(str(error)) from None
    if NO_TEXT.search(text):
        message = "a text has no control characters"
        raise NotThis(message)
    return text


def rows_of(content: bytes) -> list[list[str]]:
    """
    Read a CSV, whether its columns stand apart by semicolons, as spreadsheets write here, or by commas; empty lines are left out.

    :raises NotThis: if it is none, or its first line does not name at least two columns.
    """
    text = text_of(content)
    first = text.lstrip().partition("\n")[0]
    try:
        every = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
        rows = [row for row in every if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise NotThis(str(error)) from None
    if not rows or len(rows[0]) < 2 or first.startswith("<"):  # noqa: PLR2004  one column is a text
        message = "a table has columns"
        raise NotThis(message)
    return rows


def _check_xml(content: bytes) -> None:
    try:
        markup.read(content)
    except markup.NotXml as error:
        raise NotThis(str(error)) from None


def _check_docx(content: bytes) -> None:
    """Look into the parts of a Word document: all there, none too big, no macros, nothing fetched from outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error, markup.NotXml) as error:
        raise NotThis(str(error)) from None


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > PARTS or len(names) < len(parts) or sum(part.file_size for part in parts) > UNPACKED:
        message = "too many parts, or too big"
        raise NotThis(message)
    if any(part.compress_type not in USUAL for part in parts):
        message = "packed as no document is"
        raise NotThis(message)
    if not {CONTENTS, BODY} <= names or any(word in name.lower() for name in names for word in WORKING):
        message = "not a document, or one that does something by itself"
        raise NotThis(message)
    for part in parts:
        if part.filename.endswith((".xml", RELATIONS)):
            _check_part(part.filename, markup.read(archive.read(part), most=ELEMENTS))


def _check_part(name: str, root: Element) -> None:
    if name.endswith(RELATIONS) and any(_leads_out(each) for each in root):
        message = "a document that fetches something"
        raise NotThis(message)
    if name == CONTENTS and DOCUMENT not in {each.get("ContentType") for each in root}:
        message = "not a plain document"
        raise NotThis(message)


def _leads_out(relation: Element) -> bool:
    return relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(MAY_LEAD_OUT)


XML = Kind("XML", ".xml", _check_xml)
CSV = Kind("CSV", ".csv", rows_of)
DOCX = Kind(gettext_lazy("documento Word (.docx)"), ".docx", _check_docx)
