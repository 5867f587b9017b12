"""How a person is written on a page: name, age, date of birth as far as it is known."""

from datetime import date

from sussidiario.foundation.words import gettext_noop

NAMELESS = gettext_noop("Senza nome")


def full_name(given_name: str, family_name: str, pseudonym: str) -> str:
    """Given and family name, or the pseudonym; empty when there is none of them."""
    return " ".join(filter(None, [given_name, family_name])) or pseudonym


def redacted(given_name: str, family_name: str, pseudonym: str) -> str:
    """How a person is written for who may only know that there is one: given name and an initial, or the beginning of the pseudonym."""
    if given_name or family_name:
        return " ".join(filter(None, [given_name, f"{family_name[:1]}." if family_name else ""]))
    return f"{pseudonym[:1]}…"


def age(birth_on: date | None, day: date) -> int | None:
    """Whole years on `day`, or None when the birth is not known or later."""
    if birth_on is None or birth_on > day:
        return None
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))
