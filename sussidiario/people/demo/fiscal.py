"""
Fiscal codes for a whole town, fast and each once.

Two persons with the same data share their first fifteen characters: the second one's digits become letters, from the right (omocodia,
DM 23 December 1976, article 6), so that no code is issued twice.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations

from sussidiario.foundation import identifiers

_MONTHS = "ABCDEHLMPRST"
_DIGIT_PLACES = (14, 13, 12, 10, 9, 7, 6)
"""Where the digits are, from the right."""
_LETTERS = str.maketrans("0123456789", "LMNPQRSTUV")

_family = cache(identifiers.surname_letters)
_given = cache(identifiers.name_letters)


class Register:
    """The codes issued so far."""

    def __init__(self) -> None:
        self._issued: set[str] = set()

    def issue(self, *, family_name: str, given_name: str, birth_on: date, sex: str, place: str) -> str:
        """Issue the code that these data give, or its first variant that is nobody's yet."""
        day = birth_on.day + (40 if sex == "F" else 0)
        first = f"{_family(family_name)}{_given(given_name)}{birth_on.year % 100:02d}{_MONTHS[birth_on.month - 1]}{day:02d}{place}"
        code = first + identifiers.check_letter(first)
        if code in self._issued:
            code = next(variant for variant in variants(first) if variant not in self._issued)
        self._issued.add(code)
        return code


def variants(first: str) -> Iterator[str]:
    """Codes for homonyms, in order: one digit turned into a letter, from the right; then two, and so on."""
    for count in range(1, len(_DIGIT_PLACES) + 1):
        for chosen in combinations(_DIGIT_PLACES, count):
            signs = list(first)
            for place in chosen:
                signs[place] = signs[place].translate(_LETTERS)
            changed = "".join(signs)
            yield changed + identifiers.check_letter(changed)
