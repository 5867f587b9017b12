"""
Dates of birth as they are said at a desk: `3/5/1970`, `3 maggio 70`, only the year `1970`, or only an age, `circa 45`.

Italian and English words are read alike. What is not known is filled with the first of January, and how much is known is kept beside it.
"""

import re
from dataclasses import dataclass
from datetime import date

from sussidiario.foundation import days
from sussidiario.foundation.words import gettext_noop
from sussidiario.people.lifecycle import BirthPrecision

OLDEST = 125
"""Years that nobody has lived beyond."""

_YEAR = re.compile(r"(?:nel\s+|del\s+|in\s+)?(\d{4})")
_AGE = re.compile(r"(?:circa|ca\.?|età|eta|about|aged)\s+(\d{1,3})(?:\s+(?:ann[io]|years?))?|(\d{1,3})\s+(?:ann[io]|years?)(?:\s+circa)?")
_NO_YEAR = re.compile(r"\d{1,2}\s*[/.\- ]\s*(?:\d{1,2}|[^\W\d]+)")
_SHORT_YEAR = re.compile(r".*\D\d{2}")


class NotABirth(ValueError):
    """What was typed is no date of birth; the message says what to type."""


@dataclass(frozen=True)
class Birth:
    """A date and how much of it is known."""

    on: date
    precision: BirthPrecision


def read(text: str, *, today: date) -> Birth:
    """
    Read a date of birth, a year or an age.

    :raises NotABirth: if it is none of them, is to come, or is too long ago.
    """
    said = " ".join(text.lower().split())
    if match := _YEAR.fullmatch(said):
        return _checked(Birth(_january(int(match[1])), BirthPrecision.YEAR), today)
    if match := _AGE.fullmatch(said):
        return _checked(Birth(_january(today.year - int(match[1] or match[2])), BirthPrecision.ESTIMATED), today)
    if _NO_YEAR.fullmatch(said):
        raise NotABirth(gettext_noop("Scrivi anche l'anno di nascita."))
    try:
        on = days.parse(said, today=today)
    except days.NoSuchDay:
        raise NotABirth(gettext_noop("Questo giorno non esiste nel calendario. Controlla giorno e mese.")) from None
    except days.NotADay:
        raise NotABirth(gettext_noop("Scrivi per esempio 3/5/1970; se non si sa, solo l'anno 1970, oppure circa 45 anni.")) from None
    if on > today and _SHORT_YEAR.fullmatch(said):
        on = on.replace(year=on.year - 100)
    return _checked(Birth(on, BirthPrecision.DAY), today)


def _january(year: int) -> date:
    try:
        return date(year, 1, 1)
    except ValueError:
        raise NotABirth(gettext_noop("Questo anno non può essere: controllalo.")) from None


def _checked(birth: Birth, today: date) -> Birth:
    if birth.on > today:
        raise NotABirth(gettext_noop("Questo giorno deve ancora venire."))
    if birth.on.year < today.year - OLDEST:
        raise NotABirth(gettext_noop("È troppo tempo fa: controlla l'anno."))
    return birth
