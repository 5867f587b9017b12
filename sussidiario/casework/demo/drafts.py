"""
What happens along each way through the services, and when it is written down; not yet who does it.

Along one way everything is written down in the order in which it happened, as the actions would have it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sussidiario.access import clock
from sussidiario.casework import rules
from sussidiario.casework.demo import words
from sussidiario.casework.demo.cohorts import LOADED, Path, Spell
from sussidiario.casework.demo.days import Offices
from sussidiario.foundation.areas import Area

LOADED_BY = date(2012, 3, 31)

ENTRIES = {Area.ELDERLY: 230, Area.ADULTS: 110, Area.MINORS: 90, Area.DISABLED: 190}
"""Days from one entry of the diary to the next, more or less."""

HAND_OVERS = 1800
"""Days from one hand-over of a case to the next, more or less."""

REVIEWS = 400
"""Days from one deadline fixed by hand to the next, more or less."""

_LEAN = 3
_PRIVATE = 0.03
_MET = 0.9


@dataclass(frozen=True, slots=True)
class Draft:
    """Something that happens on a way, the day it happens and the instant it is written down."""

    at: datetime
    on: date
    verb: str
    path: int
    values: Mapping[str, Any]


class Drafting:
    """Writes what happens along a way, from its proposal to the day the town has come to."""

    def __init__(self, *, chance: Random, offices: Offices, until: date, standards_from: date) -> None:
        self._chance, self._offices, self._until, self._standards_from = chance, offices, until, standards_from

    def drafts(self, number: int, path: Path) -> Iterator[Draft]:
        """Everything along the way with this number, in order; nothing of the day the town has come to, nor after."""
        last: datetime | None = None
        for on, verb, values in self._happenings(path):
            # A case older than the system was written into it in its first months.
            loading = verb == "propose" and path.proposed_on < LOADED
            day = (self._offices.some(self._chance, LOADED, LOADED_BY) or LOADED) if loading else on
            at = last = self._offices.recorded(self._chance, day, after=last)
            if verb == "propose" and path.asked is not None:
                at = last = path.asked.at + timedelta(minutes=self._chance.randint(2, 15))
            if clock.day(at) >= self._until:
                return
            yield Draft(at, on, verb, number, values) if verb != "add_deadline" else self._to_come(at, number, values)

    def _to_come(self, at: datetime, number: int, values: Mapping[str, Any]) -> Draft:
        """A deadline: the day it is fixed is the day it is written, and its own day has not passed then."""
        day = clock.day(at)
        return Draft(at, day, "add_deadline", number, {**values, "due_on": max(values["due_on"], day)})

    def _happenings(self, path: Path) -> Iterator[tuple[date, str, dict[str, Any]]]:
        chance = self._chance
        yield path.proposed_on, "propose", {"why": chance.choice(words.WHY[path.area])}
        if path.declined_on is not None:
            yield path.declined_on, "decline", {"why": chance.choice(words.DECLINED)}
        for index, spell in enumerate(path.spells):
            yield spell.opened_on, *(("reopen", {"why": chance.choice(words.REOPENED)}) if index else ("open_case", {}))
            yield from sorted(self._within(path, spell, first=index == 0), key=lambda each: each[0])
            if spell.closed_on is not None:
                yield spell.closed_on, "close", {"reason": spell.reason, "outcome": spell.outcome, "words": chance.choice(words.CLOSED)}

    def _within(self, path: Path, spell: Spell, *, first: bool) -> Iterator[tuple[date, str, dict[str, Any]]]:
        """What happens between the opening and the end."""
        start, end = max(spell.opened_on, LOADED_BY), min(spell.closed_on or self._until, self._until)
        for day in self._every(ENTRIES[path.area], start, end):
            kind = self._chance.choices(list(words.OFTEN), list(words.OFTEN.values()))[0]
            yield day, "write_entry", {"kind": kind, "text": self._chance.choice(words.ENTRIES[kind]), "private": self._chance.random() < _PRIVATE}
        for day in self._every(HAND_OVERS, start + timedelta(days=60), end):
            yield day, "hand_over", {"why": self._chance.choice(words.HANDED_OVER)}
        if first and spell.opened_on >= self._standards_from:
            for what, days in words.STANDARDS[path.area]:
                yield from self._met(what, rules.due_on(spell.opened_on, days), spell.opened_on, end)
        yield from self._reviews(start, end)

    def _reviews(self, start: date, end: date) -> Iterator[tuple[date, str, dict[str, Any]]]:
        """Deadlines fixed by hand, never two of the same thing on the same day; for most open cases one is to come."""
        days = self._every(REVIEWS, start + timedelta(days=20), end)
        if end == self._until and end - timedelta(days=70) > start and self._chance.random() < 0.8:  # noqa: PLR2004  most
            days.append(self._offices.some(self._chance, end - timedelta(days=60), end - timedelta(days=5)) or end)
        for day in sorted(set(days)):
            due_on = self._offices.forward(day, self._chance.randint(8, 60))
            what = f"{self._chance.choice(words.TO_DO)} ({due_on:%d/%m})"
            yield day, "add_deadline", {"what": what, "due_on": due_on}
            yield from self._met(what, due_on, day + timedelta(days=6), end)

    def _met(self, what: str, due_on: date, after: date, end: date) -> Iterator[tuple[date, str, dict[str, Any]]]:
        """What is due is done, mostly some days before, sometimes some days after; lately, at times, not yet."""
        on_time = self._chance.random() < 0.85  # noqa: PLR2004  most
        done_on = self._offices.back(due_on, self._chance.randint(0, 5)) if on_time else self._offices.forward(due_on, self._chance.randint(1, 9))
        done_on = max(done_on, self._offices.forward(after + timedelta(days=1), 0))
        long_ago = due_on < self._until - timedelta(days=45)
        if (long_ago or self._chance.random() < _MET) and done_on < end:
            yield done_on, "complete_deadline", {"what": what}

    def _every(self, days: int, start: date, end: date) -> list[date]:
        """Open days from `start` to `end`, one every so many days, more or less."""
        found = []
        day = start + timedelta(days=self._chance.randint(_LEAN, max(days, _LEAN + 1)))
        while day < end:
            found.append(self._offices.forward(day, 0))
            day += timedelta(days=self._chance.randint(days // 2, days * 3 // 2))
        return [each for each in found if each < end]
