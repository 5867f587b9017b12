"""
Which readings the officer is shown as unusual, and why in words.

Unusual is not wrong: each criterion says what it counts and from which number, and the officer asks. Nothing here decides about anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.words import gettext_noop

UNFOLLOWED = frozenset({"", "role", "emergency"})
"""Grounds on which one reads without following the person."""

_FRIDAY = 4


class Criterion(State):
    """Why a reading is unusual."""

    MANY = "many", gettext_noop("Molte persone non seguite in un giorno")
    OWN = "own", gettext_noop("Sé stessi o chi vive con sé")
    COLLEAGUE = "colleague", gettext_noop("Un collega o una collega")
    HOURS = "hours", gettext_noop("Fuori orario")
    EMERGENCY = "emergency", gettext_noop("Con un accesso d'emergenza")


EXPLAINED: Mapping[Criterion, str] = {
    Criterion.MANY: gettext_noop(
        "Chi in un giorno ha letto di molte persone diverse che non segue (almeno {persons}): per il solo ruolo, in emergenza o senza un titolo noto. "
        "Non contano le letture di chi segue la persona, del suo gruppo e dello sportello che l'ha ricevuta."
    ),
    Criterion.OWN: gettext_noop("Chi ha letto della persona che ha il suo stesso codice fiscale, o di chi oggi vive con lei, a qualunque titolo."),
    Criterion.COLLEAGUE: gettext_noop("Chi ha letto di una persona che ha il codice fiscale di un collega o di una collega, a qualunque titolo."),
    Criterion.HOURS: gettext_noop("Letture di sabato e di domenica, o prima delle {first} o dalle {last} in poi."),
    Criterion.EMERGENCY: gettext_noop("Letture con un accesso d'emergenza. Ognuno ha un motivo scritto e una verifica."),
}
"""What each criterion counts, with its numbers to be filled in."""


@dataclass(frozen=True)
class Limits:
    """The numbers of the criteria: different persons in a day, first hour of work, first hour after it."""

    persons: int
    first: int
    last: int


@dataclass(frozen=True)
class Read:
    """One reading, as far as the criteria look: by whom, of whom, when by the clock of the city, on what ground."""

    reader: int
    subject: str
    at: datetime
    ground: str


@dataclass(frozen=True)
class Close:
    """Who is close to whom: of each pseudonym, the members of staff who are that person or live with them, and those whose record it is."""

    homes: Mapping[str, frozenset[int]] = field(default_factory=dict)
    staff: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def subjects(self) -> frozenset[str]:
        """Every pseudonym that somebody here is close to."""
        return frozenset(self.homes) | frozenset(self.staff)


def is_crowd(persons: int, limits: Limits) -> bool:
    """Tell whether to have read of so many different persons, not followed, in a day is unusual."""
    return persons >= limits.persons


def is_out_of_hours(at: datetime, limits: Limits) -> bool:
    """Tell whether an instant, by the clock of the city, is at a weekend or outside the hours of work."""
    return at.weekday() > _FRIDAY or not limits.first <= at.hour < limits.last


def is_followed(ground: str) -> bool:
    """Tell whether who reads on this ground follows the person."""
    return ground not in UNFOLLOWED


def criteria(read: Read, close: Close, limits: Limits) -> tuple[Criterion, ...]:
    """Criteria that one reading meets by itself, in their order; how many persons were read of in the day is counted elsewhere."""
    owners = close.staff.get(read.subject, frozenset())
    is_own = read.reader in close.homes.get(read.subject, frozenset()) | owners
    met = {
        Criterion.OWN: is_own,
        Criterion.COLLEAGUE: bool(owners - {read.reader}),
        Criterion.HOURS: is_out_of_hours(read.at, limits),
        Criterion.EMERGENCY: read.ground == "emergency",
    }
    return tuple(criterion for criterion, holds in met.items() if holds)
