"""How a person is written on a page: name, age, date of birth as far as it is known."""

from datetime import date

from sussidiario.foundation.words import gettext_noop
from sussidiario.people.lifecycle import Tier

NAMELESS = gettext_noop("Senza nome")


def full_name(given_name: str, family_name: str, pseudonym: str) -> str:
    """Given and family name, or the pseudonym; empty when there is none of them."""
    return " ".join(filter(None, [given_name, family_name])) or pseudonym


def redacted(given_name: str, family_name: str, pseudonym: str) -> str:
    """How a person is written for who may only know that there is one: given name and an initial, or the beginning of the pseudonym."""
    if given_name or family_name:
        return " ".join(filter(None, [given_name, f"{family_name[:1]}." if family_name else ""]))
    return f"{pseudonym[:1]}…"


def outline(tier: str, birth_on: date | None, neighbourhood: str | None) -> tuple[str, str]:
    """Year of birth and neighbourhood, which who may only know that there is one is told besides: unless the record is kept closer than an ordinary one."""
    if tier != Tier.ORDINARY:
        return "", ""
    return str(birth_on.year) if birth_on else "", neighbourhood or ""


def age(birth_on: date | None, day: date) -> int | None:
    """Whole years on `day`, or None when the birth is not known or later."""
    if birth_on is None or birth_on > day:
        return None
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))
