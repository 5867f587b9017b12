"""Persons in a list: one line each, with who follows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.journal.domain import person_notes
from sussidiario.people import policy
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
    is_redacted: bool = False


def rows(actor: Actor, found: Sequence[Found]) -> list[Row]:
    """
    Lines of the persons found: of those whose content `actor` may not read, only that there is somebody and whom to call.

    At most one question for whose content may be read, and one for each domain that has something to say about them all.
    """
    said: dict[int, list[str]] = {}
    read = policy.readable_found(actor, found)
    if found:
        for notes in person_notes():
            for pk, words in notes(actor, [each.pk for each in found]).items():
                said.setdefault(pk, []).append(words)
    return [(row if each.pk in read else redacted)(each, on=actor.on, follows=", ".join(said.get(each.pk, []))) for each in found]


def redacted(found: Found, *, on: date, follows: str = "") -> Row:
    """Line of somebody of whom one may know only that they exist."""
    birth, neighbourhood = found.outline
    return Row(
        pk=found.pk,
        name=found.redacted or _(display.NAMELESS),
        url=reverse("people:existence", args=[found.pk]),
        age=None,
        born=birth,
        neighbourhood=neighbourhood,
        follows=follows,
        note="",
        is_redacted=True,
    )


def recognise_first(line: Row, back: str) -> str:
    """Address at which somebody is recognised before going on to `back`."""
    return f"{line.url}?{urlencode({'next': back})}"


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
