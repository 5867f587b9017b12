"""
Days as people type them: `3/5`, `3 mag`, `3.5.2016`, `1º maggio`, `oggi`, `domani`, `lunedì`, `2016-05-03`.

Italian and English words are read alike. What day it is today is given by who asks.
"""

import re
import unicodedata
from datetime import date, timedelta


class NotADay(ValueError):
    """What was typed is not in any of the forms that are understood."""


class NoSuchDay(ValueError):
    """It reads as a day, but the calendar has none like it: `31/2`."""


AHEAD = 10
"""A year of two digits is the latest that lies no more than so many years ahead of today: in 2016 `26` is 2026, `27` is 1927."""

LETTERS = 3
"""How much of the name of a month or weekday has to be typed."""

_NEAR = {
    "oggi": 0,
    "today": 0,
    "domani": 1,
    "tomorrow": 1,
    "dopodomani": 2,
    "ieri": -1,
    "yesterday": -1,
    "l'altro ieri": -2,
    "altro ieri": -2,
    "avantieri": -2,
}
_WEEKDAYS = (
    ("lunedi", "monday"),
    ("martedi", "tuesday"),
    ("mercoledi", "wednesday"),
    ("giovedi", "thursday"),
    ("venerdi", "friday"),
    ("sabato", "saturday"),
    ("domenica", "sunday"),
)
_MONTHS = (
    ("gennaio", "january"),
    ("febbraio", "february"),
    ("marzo", "march"),
    ("aprile", "april"),
    ("maggio", "may"),
    ("giugno", "june"),
    ("luglio", "july"),
    ("agosto", "august"),
    ("settembre", "september"),
    ("ottobre", "october"),
    ("novembre", "november"),
    ("dicembre", "december"),
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?")
_WORDS = re.compile(r"(\d{1,2})[°o]?\s*([a-z]{3,})\.?(?:\s+(\d{4}|\d{2}))?")


def parse(text: str, *, today: date) -> date:
    """
    Read a day. Without a year it is the one nearest to `today`, and of two equally near the later; a weekday alone is the next one.

    :raises NotADay: if it is in no form that is understood.
    :raises NoSuchDay: if there is no such day in the calendar.
    """
    words = _plain(text)
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if (weekday := _named(words, _WEEKDAYS)) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if match := _ISO.fullmatch(words):
        return _exact(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        return _in_some_year(int(match[1]), int(match[2]), match[3], today)
    if (match := _WORDS.fullmatch(words)) and (month := _named(match[2], _MONTHS)) is not None:
        return _in_some_year(int(match[1]), month + 1, match[3], today)
    message = f"not a day: {text!r}"
    raise NotADay(message)


def _plain(text: str) -> str:
    """Lower case, without accents and ordinal marks, single spaces."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter))
    return " ".join(bare.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def _named(word: str, names: tuple[tuple[str, str], ...]) -> int | None:
    """Position of the name that begins with `word`, of which enough letters are there."""
    if len(word) < LETTERS:
        return None
    return next((position for position, spellings in enumerate(names) if any(name.startswith(word) for name in spellings)), None)


def _in_some_year(day: int, month: int, year: str | None, today: date) -> date:
    """Complete a day and a month with the year that was typed, or with the nearest."""
    if year is not None:
        return _exact(int(year) if len(year) == len("2016") else _century(int(year), today), month, day)
    near = range(max(today.year - 4, date.min.year), min(today.year + 4, date.max.year) + 1)
    found = [candidate for each in near if (candidate := _maybe(each, month, day))]
    if not found:
        return _exact(today.year, month, day)
    return min(found, key=lambda candidate: (abs((candidate - today).days), -candidate.toordinal()))


def _century(year: int, today: date) -> int:
    latest = today.year + AHEAD
    return latest - (latest - year) % 100


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _exact(year: int, month: int, day: int) -> date:
    found = _maybe(year, month, day)
    if found is None:
        message = f"no such day: {day}/{month}/{year}"
        raise NoSuchDay(message)
    return found
