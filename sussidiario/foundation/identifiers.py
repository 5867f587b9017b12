"""
The codes that Italy knows a person by: fiscal code (with its homonym variants), STP and ENI.

The fiscal code is laid down by the decree of 12 March 1974 (as replaced by DM 23 December 1976): three letters of the surname, three of the
name, two digits of the year, a letter for the month, two digits for day and sex, four characters for the place of birth
(the Belfiore code), one check letter. When two persons would share a code, digits are replaced by letters from the right
(omocodia, art. 6); read here digit by digit, because libraries that read them as numbers stumble.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sussidiario.foundation.letters import plain
from sussidiario.foundation.words import gettext_noop

LENGTH = 16
PROVISIONAL_LENGTH = 11

_MONTHS = "ABCDEHLMPRST"
_HOMONYM_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")
_DIGIT_PLACES = (6, 7, 9, 10, 12, 13, 14)
_LETTER_PLACES = (0, 1, 2, 3, 4, 5, 11, 15)
_FEMALE_DAYS = 40
_ODD = dict(zip("0123456789", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21), strict=True)) | dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23), strict=True)
)
_EVEN = {sign: value for value, sign in enumerate("0123456789")} | {sign: value for value, sign in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_SEPARATORS = re.compile(r"[\s.\-]+")
_CENTURIES = (2100, 2000, 1900, 1800)
_HEALTH_CODE = re.compile(r"(STP|ENI)(\d{13})")
_REGIONS = range(1, 21)


class Invalid(ValueError):
    """A code that cannot be right. `message` is a sentence with places for `values`: translate the one, then fill in the others."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values

    def said(self, translate: Callable[[str], str]) -> str:
        """Say it in the language of `translate`."""
        return translate(self.message).format(**self.values)


@dataclass(frozen=True)
class FiscalCode:
    """
    A fiscal code that is right, and what it says.

    A provisional one (11 digits, given before the data are known) says nothing: its `sex` and `place` are empty.
    """

    code: str
    sex: str = ""
    year: int = 0
    month: int = 0
    day: int = 0
    place: str = ""
    is_homonym: bool = False

    @property
    def is_provisional(self) -> bool:
        """Tell whether it is the 11-digit one."""
        return len(self.code) == PROVISIONAL_LENGTH

    def born_by(self, day: date) -> date | None:
        """Latest birth date, not after `day`, that the two digits of the year can mean; None for a provisional code."""
        born = (candidate for century in _CENTURIES if (candidate := self._born(century)) is not None and candidate <= day)
        return next(born, None)

    def can_be_born(self, day: date) -> bool:
        """Tell whether `day` is written in the code, in whichever century."""
        return self.is_provisional or (day.year % 100, day.month, day.day) == (self.year, self.month, self.day)

    def _born(self, century: int) -> date | None:
        exists = self.month and self.day <= monthrange(century + self.year, self.month)[1]
        return date(century + self.year, self.month, self.day) if exists else None


def compact(text: str) -> str:
    """Capital letters and digits, without the spaces, points and hyphens that people write between them."""
    return _SEPARATORS.sub("", text).upper()


def read_fiscal_code(text: str) -> FiscalCode:
    """
    Read a fiscal code.

    :raises Invalid: saying which character is wrong and what was expected there.
    """
    code = compact(text)
    if code.isdigit() and code.isascii():
        return _read_provisional(code)
    if len(code) != LENGTH:
        raise Invalid(gettext_noop("Il codice fiscale ha 16 caratteri: questo ne ha {length}."), length=len(code))
    _check_signs(code)
    found = _read_birth(code)
    expected = check_letter(code[:15])
    if code[15] != expected:
        raise Invalid(
            gettext_noop("La lettera di controllo non torna: per questi caratteri è {expected}, qui c'è {found}. Un carattere è stato scritto male."),
            expected=expected,
            found=code[15],
        )
    return found


def check_letter(code: str) -> str:
    """Sixteenth character for the first fifteen, which are capitals and digits."""
    return chr(65 + sum((_EVEN if place % 2 else _ODD)[sign] for place, sign in enumerate(code)) % 26)


def undone(code: str) -> str:
    """First fifteen characters with the homonym letters turned back into digits: what two persons of the same data share."""
    signs = list(code[:15])
    for place in _DIGIT_PLACES:
        if place < len(signs):
            signs[place] = signs[place].translate(_HOMONYM_DIGITS)
    return "".join(signs)


def write_fiscal_code(*, family_name: str, given_name: str, birth_on: date, sex: str, place: str) -> str:
    """Write the code that these data give (the true one may differ, for homonyms); `sex` is F or M, `place` a Belfiore code."""
    day = birth_on.day + (_FEMALE_DAYS if sex == "F" else 0)
    first = f"{surname_letters(family_name)}{name_letters(given_name)}{birth_on.year % 100:02d}{_MONTHS[birth_on.month - 1]}{day:02d}{place}"
    return first + check_letter(first)


def surname_letters(name: str) -> str:
    """First three characters: consonants, then vowels, then X."""
    consonants, vowels = _parted(name)
    return (consonants + vowels + "XXX")[:3]


def name_letters(name: str) -> str:
    """Second three characters: as for the surname, but with four consonants or more the second is left out."""
    consonants, vowels = _parted(name)
    if len(consonants) > 3:  # noqa: PLR2004  the rule's own number
        consonants = consonants[0] + consonants[2:]
    return (consonants + vowels + "XXX")[:3]


def differences(code: FiscalCode, *, family_name: str = "", given_name: str = "", birth_on: date | None = None, sex: str = "") -> Mapping[str, Invalid]:
    """What the code says otherwise than was typed, by field. A warning and not an error: names change, registers err, homonyms exist."""
    if code.is_provisional:
        return {}
    found: dict[str, Invalid] = {}
    said = gettext_noop("Il codice fiscale comincia con {code}; da questo cognome verrebbe {typed}.")
    if family_name and surname_letters(family_name) != code.code[:3]:
        found["family_name"] = Invalid(said, code=code.code[:3], typed=surname_letters(family_name))
    if given_name and name_letters(given_name) != code.code[3:6]:
        said = gettext_noop("Nel codice fiscale il nome è {code}; da questo nome verrebbe {typed}.")
        found["given_name"] = Invalid(said, code=code.code[3:6], typed=name_letters(given_name))
    if birth_on and not code.can_be_born(birth_on):
        said = (
            gettext_noop("Il codice fiscale dice nata il {day}/{month}/{year:02d}.")
            if code.sex == "F"
            else gettext_noop("Il codice fiscale dice nato il {day}/{month}/{year:02d}.")
        )
        found["birth_on"] = Invalid(said, day=code.day, month=code.month, year=code.year)
    if sex and sex != code.sex:
        said = gettext_noop("Il codice fiscale è di una donna.") if code.sex == "F" else gettext_noop("Il codice fiscale è di un uomo.")
        found["sex"] = Invalid(said)
    return found


def read_health_code(text: str) -> str:
    """
    Read an STP or ENI code: three letters and thirteen digits, the first of which are the region (circular of the Ministry of Health n. 5 of 24 March 2000).

    :raises Invalid: saying what is wrong.
    """
    code = compact(text)
    if len(code) != LENGTH:
        raise Invalid(gettext_noop("Il codice STP o ENI ha 16 caratteri: questo ne ha {length}."), length=len(code))
    match = _HEALTH_CODE.fullmatch(code)
    if match is None:
        raise Invalid(gettext_noop("Il codice comincia con STP o ENI e continua con 13 cifre."))
    if int(match[2][:2]) not in _REGIONS:
        raise Invalid(gettext_noop("Le prime due cifre sono quelle della regione, da 01 a 20: qui c'è {region}."), region=match[2][:2])
    return code


def _check_signs(code: str) -> None:
    for place, sign in enumerate(code):
        if place in _LETTER_PLACES and not ("A" <= sign <= "Z"):
            raise Invalid(gettext_noop("Il carattere n. {place} è una lettera: qui c'è {sign}."), place=place + 1, sign=sign)
        if place in _DIGIT_PLACES and not ("0" <= sign.translate(_HOMONYM_DIGITS) <= "9"):
            raise Invalid(gettext_noop("Il carattere n. {place} è una cifra: qui c'è {sign}."), place=place + 1, sign=sign)
    if code[8] not in _MONTHS:
        raise Invalid(gettext_noop("Il carattere n. 9 è il mese, una lettera tra {months}: qui c'è {sign}."), months=_MONTHS, sign=code[8])


def _read_birth(code: str) -> FiscalCode:
    digits = undone(code)
    year, month, written = int(digits[6:8]), _MONTHS.index(code[8]) + 1, int(digits[9:11])
    day = written % _FEMALE_DAYS
    found = FiscalCode(code, "F" if written > _FEMALE_DAYS else "M", year, month, day, digits[11:15], is_homonym=digits != code[:15])
    if not day or written > _FEMALE_DAYS + 31 or found.born_by(date.max) is None:
        raise Invalid(
            gettext_noop("I caratteri n. 10 e 11 sono il giorno di nascita (più 40 per le donne): {written} in questo mese non esiste."),
            written=f"{written:02d}",
        )
    return found


def _read_provisional(code: str) -> FiscalCode:
    """Read the 11 digits, of which the last checks the others (DM 23 December 1976, as for VAT numbers)."""
    if len(code) != PROVISIONAL_LENGTH:
        raise Invalid(gettext_noop("Un codice fiscale provvisorio ha 11 cifre, uno definitivo 16 caratteri: questo ne ha {length}."), length=len(code))
    doubled = (sum(divmod(2 * int(sign), 10)) if place % 2 else int(sign) for place, sign in enumerate(code[:10]))
    expected = str(-sum(doubled) % 10)
    if code[10] != expected:
        raise Invalid(gettext_noop("L'ultima cifra, di controllo, non torna: per queste è {expected}, qui c'è {found}."), expected=expected, found=code[10])
    return FiscalCode(code)


def _parted(name: str) -> tuple[str, str]:
    """Consonants and vowels of a name, in order; whatever is not a letter is left out."""
    letters = [letter for letter in plain(name).upper() if letter.isalpha()]
    return "".join(letter for letter in letters if letter not in "AEIOU"), "".join(letter for letter in letters if letter in "AEIOU")
