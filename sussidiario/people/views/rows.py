"""Persons in a list: one line each, with who follows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.journal.domain import person_notes
from sussidiario.people.models import Found
from sussidiario.people.rules import display
from sussidiario.ui import writing


@dataclass(frozen=True)
class Row:
    """One line: what the components of a list of persons read."""

    pk: int
    name: str
    url: str
    age: int | None
    born: str
    neighbourhood: str
    follows: str
    note: str


def rows(actor: Actor, found: Sequence[Found]) -> list[Row]:
    """Lines of the persons found; one question for each domain that has something to say about them all."""
    said: dict[int, list[str]] = {}
    if found:
        for notes in person_notes():
            for pk, words in notes(actor, [each.pk for each in found]).items():
                said.setdefault(pk, []).append(words)
    return [row(each, on=actor.on, follows=", ".join(said.get(each.pk, []))) for each in found]


def row(found: Found, *, on: date, follows: str = "", note: str = "") -> Row:
    """Line of one person."""
    return Row(
        pk=found.pk,
        name=found.name or _(display.NAMELESS),
        url=reverse("people:person", args=[found.pk]),
        age=None if found.died_on else found.age_on(on),
        born=born(found.birth_on, found.birth_precision),
        neighbourhood=found.neighbourhood or "",
        follows=follows,
        note=note or _notes(found),
    )


def born(birth_on: date | None, precision: str) -> str:
    """Write a date of birth as far as it is known."""
    if birth_on is None:
        return ""
    if precision == "day":
        return writing.day(birth_on)
    return str(birth_on.year) if precision == "year" else _("intorno al {year}").format(year=birth_on.year)


def _notes(found: Found) -> str:
    if found.died_on:
        return _("deceduta o deceduto il {day}").format(day=writing.day(found.died_on))
    return _("anche: {names}").format(names=found.also_called) if found.also_called else ""
