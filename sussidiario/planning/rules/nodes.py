"""
YAML read with its line numbers, one kind of value at a time.

Every reader takes the spot where a value stands, notes what is wrong with it, and returns the value or None: so one pass finds
all the mistakes of a file. YAML's own guesses (`no` is false, `012` is ten, `12:30` is 750) are not followed: a text is the
characters that were typed.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sussidiario.foundation.period import Period
from sussidiario.planning.rules.mistakes import Mistake, Wrong, shown

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_NULL = "tag:yaml.org,2002:null"
_BOOL = "tag:yaml.org,2002:bool"
_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,2}(?:_?[0-9]{3}){0,4}|[1-9][0-9]{0,14})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 2200)
"""Years a mandate may speak of; outside them somebody mistyped."""


@dataclass
class Reader:
    """A file being read: its text, the mistakes found so far, the keys already used with their line, the days that named periods refer to."""

    text: str
    found: list[Mistake] = field(default_factory=list)
    taken: dict[tuple[str, str], int] = field(default_factory=dict)
    days: Period | None = None

    @property
    def last_line(self) -> int:
        """Number of the last line; an empty file has one."""
        return max(1, self.text.count("\n") + (not self.text.endswith("\n")))

    def line(self, index: int) -> int:
        """Number of the line that holds the character at `index`."""
        return min(self.text.count("\n", 0, index) + 1, self.last_line)

    def wrong(self, wrong: Wrong, line: int, **values: object) -> None:
        """Note a mistake."""
        self.found.append(Mistake(min(line, self.last_line), wrong.name, tuple((name, shown(value, limit=300)) for name, value in values.items())))

    def compose(self) -> Node | None:
        """Read the text as one YAML document; on a mistake of syntax note it and return None."""
        loader = yaml.SafeLoader("")
        try:
            loader = yaml.SafeLoader(self.text)
            node = loader.get_single_node()
        except yaml.reader.ReaderError as error:
            self.wrong(Wrong.NOT_PRINTABLE, self.line(error.position))
        except yaml.MarkedYAMLError as error:
            opened = error.context_mark if any(word in (error.context or "") for word in ("flow", "quoted")) else None
            mark = opened or error.problem_mark or error.context_mark  # what was left open is found missing many lines later
            self._syntax(mark.index if mark else 0, error.problem or error.context or "")
        except RecursionError:
            self.wrong(Wrong.TOO_DEEP, self.line(loader.index))
        except (ValueError, OverflowError) as error:  # an escape such as "\UFFFFFFFF" names no character
            self._syntax(loader.index, str(error))
        else:
            if node is None:
                self.wrong(Wrong.EMPTY_FILE, 1)
            return node
        return None

    def _syntax(self, index: int, problem: str) -> None:
        line = self.line(index)
        typed = self.text.split("\n")[line - 1]
        if "\t" in typed[: len(typed) - len(typed.lstrip())]:
            self.wrong(Wrong.TAB, line)
        else:
            self.wrong(Wrong.SYNTAX, line, problem=problem)


@dataclass(frozen=True)
class Spot:
    """Where a value stands: its node, the field it belongs to, and the line to name if it is wrong."""

    node: Node
    field: str
    line: int


Reads = Callable[[Reader, Spot], T | None]


@dataclass(frozen=True)
class Field:
    """One field of an object of the file, and what reads it."""

    name: str
    reads: Reads[Any]
    required: bool = False


@dataclass(frozen=True)
class Entry:
    """The fields of an object that could be read, and the line of each that is written."""

    values: dict[str, Any]
    lines: dict[str, int]


def entry(reader: Reader, spot: Spot, kind: str, fields: tuple[Field, ...]) -> Entry | None:
    """Read an object of the file: `kind` is its name in messages, `fields` all that it may hold, read in that order."""
    names = [each.name for each in fields]
    if not isinstance(spot.node, MappingNode):
        reader.wrong(Wrong.NOT_FIELDS, spot.line, field=spot.field, fields=", ".join(names))
        return None
    lines, guessed, spots = _pairs(reader, spot.node, kind, names)
    values = {}
    for each in fields:
        if each.name in spots:
            value = each.reads(reader, spots[each.name])
            if value is not None:
                values[each.name] = value
        elif each.required and each.name not in guessed:
            reader.wrong(Wrong.MISSING, reader.line(spot.node.start_mark.index), kind=kind, field=each.name)
    return Entry(values, lines)


def _pairs(reader: Reader, node: MappingNode, kind: str, names: list[str]) -> tuple[dict[str, int], set[str], dict[str, Spot]]:
    """Take the fields apart: the line of each name, the names that a misspelling probably meant, and the spot of each known one."""
    lines: dict[str, int] = {}
    guessed: set[str] = set()
    spots: dict[str, Spot] = {}
    for key, value in node.value:
        line = reader.line(key.start_mark.index)
        name = key.value if isinstance(key, ScalarNode) else "?"
        if name in lines:
            reader.wrong(Wrong.FIELD_TWICE, line, field=name, first=lines[name])
            continue
        lines[name] = line
        if name in names:
            inline = isinstance(value, ScalarNode) and value.tag != _NULL
            spots[name] = Spot(value, name, reader.line(value.start_mark.index) if inline else line)
        elif near := get_close_matches(name, [each for each in names if each not in lines], 1):
            guessed.add(near[0])
            reader.wrong(Wrong.MISSPELT_FIELD, line, field=name, kind=kind, near=near[0])
        else:
            reader.wrong(Wrong.UNKNOWN_FIELD, line, field=name, kind=kind, fields=", ".join(names))
    return lines, guessed, spots


def several(reads: Reads[T]) -> Reads[tuple[T, ...]]:
    """Read a list of what `reads` reads."""

    def listed(reader: Reader, spot: Spot) -> tuple[T, ...] | None:
        if not isinstance(spot.node, SequenceNode):
            reader.wrong(Wrong.NOT_LIST, spot.line, field=spot.field)
            return None
        spots = [Spot(node, spot.field, reader.line(node.start_mark.index)) for node in spot.node.value]
        return tuple(value for value in [reads(reader, each) for each in spots] if value is not None)

    return listed


def typed(reader: Reader, spot: Spot) -> str | None:
    """Read a single value as it was typed, without the spaces around it."""
    if not isinstance(spot.node, ScalarNode):
        reader.wrong(Wrong.NOT_TEXT, spot.line, field=spot.field)
        return None
    value: str = spot.node.value.strip()
    if not value or spot.node.tag == _NULL:
        reader.wrong(Wrong.NO_VALUE, spot.line, field=spot.field)
        return None
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in value.replace("\n", "")):
        reader.wrong(Wrong.NOT_PRINTABLE, spot.line)
        return None
    return value


def text(limit: int) -> Reads[str]:
    """Read a text of at most `limit` characters."""

    def read(reader: Reader, spot: Spot) -> str | None:
        value = typed(reader, spot)
        if value is not None and len(value) > limit:
            reader.wrong(Wrong.TOO_LONG, spot.line, field=spot.field, length=len(value), limit=limit)
            return None
        return value

    return read


def matching(pattern: str, wrong: Wrong, *, limit: int = 80) -> Reads[str]:
    """Read a text of one form, or note `wrong`."""
    form = re.compile(pattern, re.ASCII)

    def read(reader: Reader, spot: Spot) -> str | None:
        value = typed(reader, spot)
        if value is not None and (len(value) > limit or not form.fullmatch(value)):
            reader.wrong(wrong, spot.line, field=spot.field, given=shown(value))
            return None
        return value

    return read


def one_of(choices: type[E]) -> Reads[E]:
    """Read one of the values of an enumeration."""

    def read(reader: Reader, spot: Spot) -> E | None:
        value = typed(reader, spot)
        if value is None:
            return None
        chosen = next((choice for choice in choices if choice.value == value), None)
        if chosen is None:
            reader.wrong(Wrong.NOT_ONE_OF, spot.line, field=spot.field, given=shown(value), choices=", ".join(choices))
        return chosen

    return read


def whole(reader: Reader, spot: Spot) -> int | None:
    """Read a whole number; underscores may part its thousands."""
    value = typed(reader, spot)
    if value is None:
        return None
    if not _WHOLE.fullmatch(value):
        reader.wrong(Wrong.NOT_WHOLE, spot.line, field=spot.field, given=shown(value))
        return None
    return int(value)


def day(reader: Reader, spot: Spot) -> date | None:
    """Read a day."""
    value = typed(reader, spot)
    if value is None:
        return None
    try:
        read = date.fromisoformat(value if _DATE.fullmatch(value) else "")
    except ValueError:
        read = date.min
    if read.year not in YEARS:
        reader.wrong(Wrong.NOT_DATE, spot.line, field=spot.field, given=shown(value))
        return None
    return read


def yes_no(reader: Reader, spot: Spot) -> bool | None:
    """Read `true` or `false`."""
    value = typed(reader, spot)
    if value is None:
        return None
    if value not in {"true", "false"} or spot.node.tag != _BOOL:
        reader.wrong(Wrong.NOT_YES_NO, spot.line, field=spot.field, given=shown(value))
        return None
    return value == "true"
