"""What somebody means by what they typed in the search: words of a name, a date or year of birth, a code or the beginning of one."""

import re
from dataclasses import dataclass
from datetime import date

from sussidiario.people.rules import names

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"(18[89]|19\d|20\d)\d")
_CODE = re.compile(r"(?=.*\d)[A-Z0-9]{4,40}")
_CENTURIES = (1900, 2000)

MOST_WORDS = 6
"""Words beyond these are left out: nobody is called by more, and each costs."""


@dataclass(frozen=True)
class Asked:
    """The parts of a question. Every part that is there has to be true of whoever is found; `code` alone decides; `not_a_day` is only to be said."""

    words: tuple[str, ...] = ()
    born_on: tuple[date, ...] = ()
    born_in: int | None = None
    code: str = ""
    not_a_day: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.born_on or self.born_in or self.code)


def read(text: str) -> Asked:
    """
    Read what was typed: `rossi mario 3/5/1970`, `rosi 1970`, `RSSMRA70E`, `de luca`.

    A two-figure year means either century. A word with figures that is no date is the beginning of a code or of a paper's number.
    """
    rest: list[str] = []
    days: tuple[date, ...] = ()
    year: int | None = None
    code = not_a_day = ""
    for part in text.split():
        if _ISO.fullmatch(part) or _DAY.fullmatch(part):
            days = _days(part)
            not_a_day = "" if days else part
        elif _YEAR.fullmatch(part):
            year = int(part)
        elif _CODE.fullmatch(part.upper()):
            code = part.upper()
        else:
            rest.append(part)
    said = names.words(" ".join(rest))
    longer = tuple(word for word in said if len(word) > 1)
    return Asked(words=(longer or said)[:MOST_WORDS], born_on=days, born_in=year, code=code, not_a_day=not_a_day)


def _days(text: str) -> tuple[date, ...]:
    if match := _ISO.fullmatch(text):
        return _existing(int(match[1]), int(match[2]), int(match[3]))
    day, month, year = (int(figures) for figures in re.split(r"[/.\-]", text))
    if year >= 100:  # noqa: PLR2004  figures of a whole year
        return _existing(year, month, day)
    return tuple(found for century in _CENTURIES for found in _existing(century + year, month, day))


def _existing(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()
