"""How a person is written on a page: name, age, date of birth as far as it is known."""

from datetime import date

from sussidiario.foundation.words import gettext_noop

NAMELESS = gettext_noop("Senza nome")


def full_name(given_name: str, family_name: str, pseudonym: str) -> str:
    """Given and family name, or the pseudonym; empty when there is none of them."""
    return " ".join(filter(None, [given_name, family_name])) or pseudonym


def age(birth_on: date | None, day: date) -> int | None:
    """Whole years on `day`, or None when the birth is not known or later."""
    if birth_on is None or birth_on > day:
        return None
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))
