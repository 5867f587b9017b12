"""
What follows from the facts at a desk: when it is open, which slots are free, whose turn it is, how long the wait will be.

Days and times are those on the wall of the desk, without zone. A place is one of the seats at work in the same slot, from 1.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from sussidiario.foundation.period import Period
from sussidiario.foundation.words import gettext_noop

BOOK_AHEAD_DAYS = 60
"""How far ahead of today an appointment may be fixed."""

LATE_MINUTES = 10
"""Who comes to an appointment later than this keeps the right to be received, not the hour."""

GIVE_WAY_MINUTES = 15
"""How long who comes without appointment gives way to those who have one."""

_STRETCH = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[.:](\d{2}))?")

FIXED_HOLIDAYS = (
    (1, 1, 1950, gettext_noop("Capodanno")),
    (1, 6, 1986, gettext_noop("Epifania")),
    (4, 25, 1950, gettext_noop("Festa della Liberazione")),
    (5, 1, 1950, gettext_noop("Festa dei lavoratori")),
    (6, 2, 2001, gettext_noop("Festa della Repubblica")),
    (8, 15, 1950, gettext_noop("Ferragosto")),
    (10, 4, 2026, gettext_noop("San Francesco d'Assisi")),
    (11, 1, 1950, gettext_noop("Ognissanti")),
    (12, 8, 1950, gettext_noop("Immacolata")),
    (12, 25, 1950, gettext_noop("Natale")),
    (12, 26, 1950, gettext_noop("Santo Stefano")),
)
"""Month, day, first year, name. Laws 260/1949, 54/1977 and 336/2000, DPR 792/1985, law 151/2025."""

Patron = tuple[int, int, str]
"""Month and day of the patron saint of the municipality, and the name of the feast."""

SAN_GERARDO: Patron = (6, 6, gettext_noop("San Gerardo"))
"""The patron's feast that the desks of Monza keep."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm printed in Nature, 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int, *, patron: Patron | None = SAN_GERARDO) -> dict[date, str]:
    """Public holidays of `year` that are not Sundays by nature, with their names; the patron's feast is the municipality's own."""
    days = {date(year, month, day): name for month, day, since, name in FIXED_HOLIDAYS if year >= since}
    days[easter(year) + timedelta(days=1)] = gettext_noop("Lunedì dell'Angelo")
    if patron is not None:
        days.setdefault(date(year, patron[0], patron[1]), patron[2])
    return days


@dataclass(frozen=True)
class Hours:
    """A stretch of opening on a weekday (0 is Monday), with how many people work in it, while it is in force."""

    weekday: int
    starts_at: time
    ends_at: time
    capacity: int
    from_on: date = date.min
    until_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on `day`, which may be any weekday."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, order=True)
class Slot:
    """A stretch of a desk's day in which `capacity` people may be received; `taken` are the places already given."""

    day: date
    starts_at: time
    minutes: int
    capacity: int
    taken: frozenset[int] = frozenset()

    @property
    def begins(self) -> datetime:
        """First minute."""
        return datetime.combine(self.day, self.starts_at)

    @property
    def ends(self) -> datetime:
        """First minute after it."""
        return self.begins + timedelta(minutes=self.minutes)

    @property
    def free(self) -> tuple[int, ...]:
        """Places nobody has, lowest first."""
        return tuple(place for place in range(1, self.capacity + 1) if place not in self.taken)


def why_closed(day: date, closures: Iterable[tuple[Period, str]], *, patron: Patron | None = SAN_GERARDO) -> str:
    """Why a desk receives nobody on `day`, whatever its hours: the holiday, the reason of the closure, or nothing."""
    if name := holidays(day.year, patron=patron).get(day):
        return name
    return next((why for period, why in closures if day in period), "")


def slots_on(day: date, hours: Iterable[Hours], *, minutes: int) -> tuple[Slot, ...]:
    """Cut the hours of `day` into slots of `minutes`, in order; what is left at the end of a stretch is too short to receive anybody."""
    found = []
    for stretch in hours:
        if stretch.weekday != day.weekday() or not stretch.holds_on(day):
            continue
        ends = datetime.combine(day, stretch.ends_at)
        begins = datetime.combine(day, stretch.starts_at)
        while begins + timedelta(minutes=minutes) <= ends:
            found.append(Slot(day, begins.time(), minutes, stretch.capacity))
            begins += timedelta(minutes=minutes)
    return tuple(sorted(found))


def slots(
    days: Iterable[date],
    hours: Sequence[Hours],
    closures: Sequence[tuple[Period, str]],
    taken: Iterable[tuple[date, time, int]],
    *,
    minutes: int,
    patron: Patron | None = SAN_GERARDO,
) -> tuple[Slot, ...]:
    """Slots of `days` with the places already given in each; none on holidays and closures."""
    given: dict[tuple[date, time], set[int]] = {}
    for day, starts_at, place in taken:
        given.setdefault((day, starts_at), set()).add(place)
    open_days = [day for day in days if not why_closed(day, closures, patron=patron)]
    every = (slot for day in open_days for slot in slots_on(day, hours, minutes=minutes))
    return tuple(replace(slot, taken=frozenset(given.get((slot.day, slot.starts_at), ()))) for slot in every)


def why_not_bookable(slot: Slot, *, now: datetime, ahead_days: int = BOOK_AHEAD_DAYS) -> str:
    """Why no appointment may be fixed in `slot` at the wall's `now`: it began, it is too far, it is full; nothing if it may."""
    if slot.begins <= now.replace(tzinfo=None):
        return gettext_noop("Quest'ora è già passata.")
    if (slot.day - now.date()).days > ahead_days:
        return gettext_noop("Si fissano appuntamenti per i prossimi 60 giorni.")
    if not slot.free:
        return gettext_noop("A quest'ora tutti i posti sono presi.")
    return ""


def overlap(begins: datetime, minutes: int, other_begins: datetime, other_minutes: int) -> bool:
    """Tell whether two engagements share a minute."""
    return begins < other_begins + timedelta(minutes=other_minutes) and other_begins < begins + timedelta(minutes=minutes)


def why_not_hours(hours: Sequence[Hours], *, minutes: int) -> str:
    """Why these cannot be the hours of a desk: a stretch too short for one slot, nobody at work, or two that overlap."""
    for stretch in hours:
        if stretch.capacity < 1:
            return gettext_noop("In ogni orario lavora almeno una persona.")
        if _minute(stretch.ends_at) - _minute(stretch.starts_at) < minutes:
            return gettext_noop("Un orario deve durare almeno quanto un appuntamento.")
    ordered = sorted(hours, key=lambda each: (each.weekday, each.starts_at))
    for first, second in pairwise(ordered):
        if first.weekday == second.weekday and second.starts_at < first.ends_at:
            return gettext_noop("Due orari dello stesso giorno si sovrappongono.")
    return ""


def read_hours(text: str) -> tuple[tuple[time, time], ...]:
    """
    Read stretches of opening as people type them: `9-12`, `9.00-12.30, 14-16`, `8:30 - 13`; nothing is no opening.

    :raises ValueError: if it is none of these, or a stretch ends before it starts.
    """
    stretches = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;]| e ", text))):
        match = _STRETCH.fullmatch(part)
        if match is None:
            message = f"not hours: {part!r}"
            raise ValueError(message)
        starts_at, ends_at = time(int(match[1]), int(match[2] or 0)), time(int(match[3]), int(match[4] or 0))
        if ends_at <= starts_at:
            message = f"ends before it starts: {part!r}"
            raise ValueError(message)
        stretches.append((starts_at, ends_at))
    return tuple(stretches)


def say_hours(stretches: Iterable[tuple[time, time]]) -> str:
    """Write stretches of opening: `9.00-12.00, 14.00-16.30`."""
    return ", ".join(f"{starts.hour}.{starts.minute:02d}-{ends.hour}.{ends.minute:02d}" for starts, ends in stretches)


class Came(StrEnum):
    """How somebody in the waiting room came."""

    BOOKED = "booked"
    WALK_IN = "walk_in"


@dataclass(frozen=True)
class Turn:
    """Somebody in the waiting room: how they came, which record, and from when it is their turn."""

    due: datetime
    came: Came
    number: int
    key: int

    @property
    def order(self) -> tuple[datetime, bool, int]:
        """What the line is sorted by: the earlier turn, then who has an appointment, then the lower number."""
        return (self.due, self.came is Came.WALK_IN, self.number)


def turn_of_booking(begins: datetime, arrived: datetime) -> datetime:
    """From when it is the turn of somebody with an appointment: its hour, or the arrival of who comes more than `LATE_MINUTES` late."""
    return begins if arrived <= begins + timedelta(minutes=LATE_MINUTES) else arrived


def turn_of_walk_in(arrived: datetime) -> datetime:
    """From when it is the turn of somebody without appointment: `GIVE_WAY_MINUTES` after they came."""
    return arrived + timedelta(minutes=GIVE_WAY_MINUTES)


def line(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """
    Put the waiting room in the order in which it will be called.

    Nobody who comes later, and no appointment of a later hour, can go before somebody whose turn has come: no one waits for ever.
    """
    return tuple(sorted(turns, key=lambda turn: turn.order))


def wait_minutes(ahead: int, *, operators: int, minutes: int) -> int:
    """Estimate the wait of somebody with `ahead` people before them, received `operators` at a time for `minutes` each."""
    return ahead // max(operators, 1) * minutes


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
