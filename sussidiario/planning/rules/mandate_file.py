"""
The format of a mandate file: which fields, and what must hold among them. docs/mandate-format.md explains it to who writes one.

`read` gives the mandate, or every mistake of the file with its line. Nothing is half read.
"""

from datetime import date
from typing import Any, TypeVar

from yaml.nodes import MappingNode

from sussidiario.foundation.areas import Area
from sussidiario.foundation.figure import Unit
from sussidiario.foundation.period import Period
from sussidiario.planning.rules import nodes, written
from sussidiario.planning.rules.mistakes import Mistake, Wrong, shown
from sussidiario.planning.rules.nodes import Entry, Field, Reader, Spot
from sussidiario.planning.rules.written import Column, Measured

W = TypeVar("W")

TITLE, PARAGRAPH, ADDRESS = 200, 2000, 300
"""Longest title, text and address, in characters."""

MANDATE_WORD, BEFORE_WORD = "mandate", "before_mandate"
"""Periods by name: the days of the mandate, and the twelve months before it."""


def read(data: bytes) -> written.Mandate | tuple[Mistake, ...]:
    """Read a mandate file from its bytes: the mandate, or all its mistakes by line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return (Mistake(data.count(b"\n", 0, error.start) + 1, Wrong.NOT_UTF8.name),)
    reader = Reader(text.replace("\r\n", "\n").replace("\r", "\n"))
    node = reader.compose()
    mandate = _file(reader, Spot(node, "file", 1)) if node else None
    if mandate is None or reader.found:
        return tuple(sorted(set(reader.found)))
    return mandate


# Values of our own


def _period(reader: Reader, spot: Spot) -> Period | None:
    value = nodes.typed(reader, spot)
    if value is None:
        return None
    if value in {MANDATE_WORD, BEFORE_WORD}:
        return _year_before(reader.days.start) if reader.days and value == BEFORE_WORD else reader.days
    try:
        period = Period.parse(value)
    except ValueError:
        period = None
    if period is None or period.start.year not in nodes.YEARS or period.end.year not in nodes.YEARS:
        reader.wrong(Wrong.NOT_PERIOD, spot.line, field=spot.field, given=shown(value))
        return None
    return period


def _year_before(day: date) -> Period:
    """Twelve months up to `day`; the year before 29 February starts on the 28th."""
    start = day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
    return Period(start, day)


def _words(limit: int) -> nodes.Reads[written.Words]:
    """Read words: a text, which is Italian, or a text for each language."""
    languages = (Field("it", nodes.text(limit), required=True), Field("en", nodes.text(limit)))

    def read_words(reader: Reader, spot: Spot) -> written.Words | None:
        if not isinstance(spot.node, MappingNode):
            value = nodes.text(limit)(reader, spot)
            return None if value is None else written.Words(value)
        entry = nodes.entry(reader, spot, spot.field, languages)
        return written.Words(**entry.values) if entry and "it" in entry.values else None

    return read_words


_title, _paragraph = _words(TITLE), _words(PARAGRAPH)
_key = nodes.matching(r"[a-z0-9]+(-[a-z0-9]+)*", Wrong.NOT_KEY)
_figure = nodes.matching(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", Wrong.NOT_FIGURE)
_municipality = nodes.matching(r"[0-9]{6}", Wrong.NOT_MUNICIPALITY)
_address = nodes.matching(r"https://[^\s/<>\"'\\]+\.[^\s<>\"'\\]+", Wrong.NOT_ADDRESS, limit=ADDRESS)


# Objects, from the smallest: the fields of each, then how it is read

WHERE = (
    Field("area", nodes.one_of(Area)),
    Field("neighbourhood", _key),
    Field("municipality", _municipality),
    Field("measure", _key),
    Field("partner", _key),
)


def _where(reader: Reader, spot: Spot) -> dict[str, str] | None:
    entry = nodes.entry(reader, spot, "where", WHERE)
    return {name: str(value) for name, value in entry.values.items()} if entry else None


TARGET = (
    Field("key", _key, required=True),
    Field("figure", _figure, required=True),
    Field("where", _where),
    Field("measure", nodes.one_of(Measured)),
    Field("period", _period, required=True),
    Field("compared_with", _period),
    Field("published", nodes.whole, required=True),
    Field("published_from", nodes.whole),
    Field("published_to", nodes.whole),
    Field("unit", nodes.one_of(Unit), required=True),
    Field("column", nodes.one_of(Column)),
    Field("title", _title, required=True),
    Field("words", _paragraph),
    Field("note", _paragraph),
)


def _target(reader: Reader, spot: Spot) -> written.Target | None:
    before = len(reader.found)
    entry = nodes.entry(reader, spot, "target", TARGET)
    if entry is None:
        return None
    _claim(reader, entry, "target")
    _check_period(reader, entry)
    _check_comparison(reader, entry)
    _check_numbers(reader, entry)
    return _built(reader, before, written.Target, entry)


RESULT = (
    Field("key", _key, required=True),
    Field("title", _title, required=True),
    Field("text", _paragraph),
    Field("points", nodes.several(_paragraph)),
    Field("targets", nodes.several(_target)),
)


def _result(reader: Reader, spot: Spot) -> written.Result | None:
    before = len(reader.found)
    entry = nodes.entry(reader, spot, "result", RESULT)
    if entry is None:
        return None
    _claim(reader, entry, "result")
    return _built(reader, before, written.Result, entry)


COMMITMENT = (
    Field("key", _key, required=True),
    Field("title", _title, required=True),
    Field("words", _paragraph),
    Field("results", nodes.several(_result)),
)


def _commitment(reader: Reader, spot: Spot) -> written.Commitment | None:
    before = len(reader.found)
    entry = nodes.entry(reader, spot, "commitment", COMMITMENT)
    if entry is None:
        return None
    _claim(reader, entry, "commitment")
    return _built(reader, before, written.Commitment, entry)


CHAPTER = (
    Field("key", _key, required=True),
    Field("title", _title, required=True),
    Field("video", _address),
    Field("beyond_promises", nodes.yes_no),
    Field("commitments", nodes.several(_commitment)),
    Field("results", nodes.several(_result)),
)


def _chapter(reader: Reader, spot: Spot) -> written.Chapter | None:
    before = len(reader.found)
    entry = nodes.entry(reader, spot, "chapter", CHAPTER)
    if entry is None:
        return None
    _claim(reader, entry, "chapter")
    beyond = entry.values.get("beyond_promises", None if "beyond_promises" in entry.lines else False)
    if beyond is True and "commitments" in entry.lines:
        reader.wrong(Wrong.BEYOND_WITH_COMMITMENTS, entry.lines["commitments"])
    if beyond is False and "results" in entry.lines:
        reader.wrong(Wrong.RESULTS_WITHOUT_COMMITMENT, entry.lines["results"])
    return _built(reader, before, written.Chapter, entry)


MANDATE = (
    Field("key", _key, required=True),
    Field("municipality", _municipality, required=True),
    Field("title", _title, required=True),
    Field("from", nodes.day, required=True),
    Field("until", nodes.day, required=True),
    Field("source", _paragraph, required=True),
)


def _mandate(reader: Reader, spot: Spot) -> dict[str, Any] | None:
    entry = nodes.entry(reader, spot, "mandate", MANDATE)
    if entry is None:
        return None
    start, until = entry.values.pop("from", None), entry.values.pop("until", None)
    if start is None or until is None:
        return None
    if until <= start:
        reader.wrong(Wrong.ENDS_BEFORE_START, entry.lines["until"], start=start, until=until)
    else:
        reader.days = Period(start, until)
    return entry.values | {"from_on": start, "until_on": until}


FILE = (
    Field("mandate", _mandate, required=True),  # first: the periods of the rest may refer to its days
    Field("chapters", nodes.several(_chapter), required=True),
)


def _file(reader: Reader, spot: Spot) -> written.Mandate | None:
    entry = nodes.entry(reader, spot, "file", FILE)
    if entry is None or reader.found:
        return None
    return written.Mandate(**entry.values["mandate"], chapters=entry.values["chapters"])


# What must hold among the fields of one object


def _built(reader: Reader, before: int, kind: type[W], entry: Entry) -> W | None:
    """Make the object, unless a mistake was found in it, or in the mandate whose days its periods may need."""
    return None if len(reader.found) > before or reader.days is None else kind(**entry.values)


def _claim(reader: Reader, entry: Entry, kind: str) -> None:
    """Take the key of an object; one kind never uses it twice in a file."""
    if (key := entry.values.get("key")) is None:
        return
    if first := reader.taken.get((kind, key)):
        reader.wrong(Wrong.KEY_TAKEN, entry.lines["key"], given=key, first=first, kind=kind)
    else:
        reader.taken[kind, key] = entry.lines["key"]


def _check_period(reader: Reader, entry: Entry) -> None:
    period, days = entry.values.get("period"), reader.days
    if period and days and not period.overlaps(days):
        reader.wrong(Wrong.PERIOD_ELSEWHERE, entry.lines["period"], given=period, start=days.start, until=days.end)


def _check_comparison(reader: Reader, entry: Entry) -> None:
    """Hold that a change names an earlier period and both of its ends or neither, and that nothing else names any."""
    if "measure" in entry.lines and "measure" not in entry.values:
        return
    if entry.values.get("measure", Measured.VALUE) is Measured.VALUE:
        for name in ("compared_with", "published_from", "published_to"):
            if name in entry.lines:
                reader.wrong(Wrong.NEEDLESS_COMPARISON, entry.lines[name], field=name)
        return
    if "compared_with" not in entry.lines:
        reader.wrong(Wrong.NO_COMPARISON, entry.lines["measure"])
    period, compared = entry.values.get("period"), entry.values.get("compared_with")
    if period and compared and compared.start >= period.start:
        reader.wrong(Wrong.COMPARED_WITH_LATER, entry.lines["compared_with"], given=compared, period=period)
    for name, other in (("published_from", "published_to"), ("published_to", "published_from")):
        if name in entry.lines and other not in entry.lines:
            reader.wrong(Wrong.ONE_END, entry.lines[name], field=name, other=other)


def _check_numbers(reader: Reader, entry: Entry) -> None:
    """Hold that numbers are in range and that the two ends of a change differ by it."""
    values, is_change = entry.values, entry.values.get("measure") is Measured.CHANGE
    for name in ("published", "published_from", "published_to"):
        if (number := values.get(name)) is None:
            continue
        if number < 0 and not (is_change and name == "published"):
            reader.wrong(Wrong.NEGATIVE, entry.lines[name], field=name)
        elif values.get("unit") is Unit.PERCENT and abs(number) > 100:  # noqa: PLR2004  a percentage
            reader.wrong(Wrong.NOT_PERCENT, entry.lines[name], field=name, given=number)
    start, end, change = (values.get(name) for name in ("published_from", "published_to", "published"))
    if is_change and start is not None and end is not None and change not in {None, end - start}:
        reader.wrong(Wrong.ENDS_DO_NOT_ADD_UP, entry.lines["published"], start=start, end=end, change=end - start, given=change)


FORMAT = {"file": FILE, "mandate": MANDATE, "chapter": CHAPTER, "commitment": COMMITMENT, "result": RESULT, "target": TARGET, "where": WHERE}
"""Every kind of object and its fields, from the whole file down: what docs/mandate-format.md must explain."""
