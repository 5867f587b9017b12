"""
Five years of people who come to the desks, invented from a seed number.

Each operator's day is cut into the slots of the desk they are at: in each, somebody with an appointment, somebody without, or nobody;
on afternoons without desk the telephone rings. Nobody comes twice in a day, and nobody is received in two places.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from sussidiario.desks import rules
from sussidiario.desks.demo import words
from sussidiario.desks.demo.places import FIRST, PLACES, SLOT_MINUTES, Place, at
from sussidiario.desks.lifecycle import Access, Channel, Interlocutor, Need, Outcome
from sussidiario.desks.rules import Slot
from sussidiario.foundation.areas import Area
from sussidiario.foundation.period import Period

BOOKED, WALKED = 0.48, 0.3
"""Of the slots of a desk, those with an appointment and those with somebody without."""

KEPT, MISSED = 0.86, 0.08
"""Of the appointments, those kept and those missed; the rest is cancelled."""

PATIENT, SAYS_WHO, CALLED_BY_NUMBER = 0.93, 0.83, 0.7
"""Of those without appointment, who waits to the end and who says their name; in the busiest room, who is called on the screen."""

REASON_WRITTEN, SECOND_NEED, ACCOMPANIED = 0.6, 0.25, 0.15
INFORMED, REFERRED = 0.58, 0.27
"""Of the contacts, those that end with information and with a referral; the rest with a proposal."""

RINGS = (0, 1, 1, 2, 2, 3)
"""How many times the telephone rings on an afternoon without desk."""

REGULARS = 0.55
"""Of those who come, those who are among the few thousands who come again and again."""

AHEAD = {1: 6, 2: 9, 3: 10, 5: 12, 7: 14, 9: 12, 12: 9, 16: 6, 20: 3}
"""How many days before an appointment is fixed, and how often."""

ACCESSES = {Access.SPONTANEOUS: 78, Access.SENT: 18, Access.SUMMONED: 4}
INTERLOCUTORS = {Interlocutor.PERSON: 74, Interlocutor.RELATIVE: 20, Interlocutor.INSTITUTION: 4, Interlocutor.OTHER: 2}
CHANNELS = {Channel.PHONE: 7, Channel.E_MAIL: 2, Channel.WRITTEN: 1}
OLD = 65
FRIDAY = 4

T = TypeVar("T")


@dataclass(frozen=True)
class Talk:
    """A conversation: what will be written of it."""

    started_at: datetime
    closed_at: datetime
    channel: Channel
    access: Access
    interlocutor: Interlocutor
    sender: str
    accompanied: bool
    area: Area
    needs: tuple[Need, ...]
    request: str
    answer: str
    outcome: Outcome
    referred_to: str
    minutes: int


@dataclass(kw_only=True)
class Coming:
    """Somebody who comes to a desk, or calls it, on a day; what did not happen is None."""

    centre: str
    operator: str
    day: date
    called_at: datetime | None = None
    served_at: datetime | None = None
    talk: Talk | None = None


@dataclass(kw_only=True)
class Booked(Coming):
    """By appointment."""

    person: int
    starts_at: time
    booked_at: datetime
    reason: str
    cancelled_at: datetime | None = None
    missed_at: datetime | None = None
    arrived_at: datetime | None = None
    number: int | None = None


@dataclass(kw_only=True)
class Walked(Coming):
    """Without appointment."""

    person: int | None
    arrived_at: datetime
    number: int = 0
    left_at: datetime | None = None


@dataclass(kw_only=True)
class Rang(Coming):
    """From a distance."""

    person: int | None


Visit = Booked | Walked | Rang


@dataclass
class Inventor:
    """Draws everything from one source of chance. `births` says the year of birth of each of the persons who may come."""

    chance: Random
    births: Mapping[int, int]
    closures: Mapping[str, Sequence[tuple[Period, str]]]
    everyone: list[int] = field(init=False)
    regulars: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.everyone = sorted(self.births)
        self.regulars = self.chance.sample(self.everyone, k=max(1, len(self.everyone) // 4))

    def invent(self, days: Iterable[date]) -> list[Visit]:
        """Everybody who comes on these days, day by day."""
        visits: list[Visit] = []
        for day in days:
            came: set[int] = set()
            here = [visit for place in PLACES if place.opened_on <= day for visit in self._at(place, day, came)]
            _give_numbers(here)
            visits += here
        return visits

    def _at(self, place: Place, day: date, came: set[int]) -> Iterator[Visit]:
        """Everybody who comes to a desk, or calls it, on a day."""
        if day.weekday() > FRIDAY or rules.why_closed(day, self.closures.get(place.centre, ())):
            return
        shift = place.shift_on(day)
        for slot in rules.slots_on(day, shift.hours, minutes=SLOT_MINUTES):
            draw = self.chance.random()
            if draw < BOOKED:
                yield self._booked(place, shift.operator, slot, came)
            elif draw < BOOKED + WALKED:
                yield self._walked(place, shift.operator, slot, came)
        if day.weekday() in shift.mornings and day.weekday() not in shift.afternoons:
            yield from self._telephone(place, shift.operator, day, came)

    def _booked(self, place: Place, operator: str, slot: Slot, came: set[int]) -> Booked:
        """An appointment: fixed some days before, then kept, missed or cancelled."""
        begins = at(slot.day, slot.starts_at.hour, slot.starts_at.minute)
        booked_at = self._before(slot.day, max(place.opened_on, FIRST))
        need = self._need()
        visit = Booked(
            centre=place.centre,
            operator=operator,
            day=slot.day,
            person=self._somebody(came),
            starts_at=slot.starts_at,
            booked_at=booked_at,
            reason=need.label if self._happens(REASON_WRITTEN) else "",
        )
        draw = self.chance.random()
        if draw < KEPT:
            visit.arrived_at = begins + timedelta(minutes=self.chance.randint(-14, 2), seconds=self.chance.randint(0, 59))
            self._received(visit, max(begins, visit.arrived_at), need)
        elif draw < KEPT + MISSED:
            visit.missed_at = begins + timedelta(minutes=15, seconds=self.chance.randint(0, 59))
        else:
            visit.cancelled_at = self._between(booked_at, begins)
        return visit

    def _walked(self, place: Place, operator: str, slot: Slot, came: set[int]) -> Walked:
        """Somebody without appointment: they wait, and are received or go away."""
        begins = at(slot.day, slot.starts_at.hour, slot.starts_at.minute)
        person = self._somebody(came) if self._happens(SAYS_WHO) else None
        arrived_at = begins - timedelta(minutes=self.chance.randint(2, 40), seconds=self.chance.randint(0, 59))
        visit = Walked(centre=place.centre, operator=operator, day=slot.day, person=person, arrived_at=arrived_at)
        if self._happens(PATIENT):
            self._received(visit, begins, self._need())
        else:
            visit.left_at = arrived_at + timedelta(minutes=self.chance.randint(20, 50))
        return visit

    def _telephone(self, place: Place, operator: str, day: date, came: set[int]) -> Iterator[Rang]:
        """Calls, messages and letters, each in a quarter of an hour of its own."""
        for quarter in sorted(self.chance.sample(range(10), k=self.chance.choice(RINGS))):
            started = at(day, 14) + timedelta(minutes=quarter * 15, seconds=self.chance.randint(0, 59))
            visit = Rang(centre=place.centre, operator=operator, day=day, person=self._somebody(came) if self._happens(SAYS_WHO) else None)
            visit.talk = self._talk(visit.person, day, started, self._one_of(CHANNELS), self._need())
            yield visit

    def _received(self, visit: Booked | Walked, from_at: datetime, need: Need) -> None:
        """The conversation begins."""
        visit.served_at = from_at + timedelta(seconds=self.chance.randint(20, 59))
        if visit.centre == PLACES[0].centre and self._happens(CALLED_BY_NUMBER):
            visit.called_at = visit.served_at - timedelta(seconds=15)
        visit.talk = self._talk(visit.person, visit.day, visit.served_at, Channel.IN_PERSON, need)

    def _talk(self, person: int | None, day: date, started_at: datetime, channel: Channel, need: Need) -> Talk:
        """What is said, and what comes of it; nobody unknown is proposed."""
        chance = self.chance
        needs = {need, self._need()} if self._happens(SECOND_NEED) else {need}
        draw = chance.random()
        outcome = Outcome.INFORMATION if draw < INFORMED or person is None else Outcome.REFERRAL if draw < INFORMED + REFERRED else Outcome.PROPOSAL
        access = self._one_of(ACCESSES)
        minutes = chance.randint(6, 15) if channel is Channel.IN_PERSON else chance.randint(3, 11)
        is_old = person is not None and day.year - self.births[person] >= OLD
        return Talk(
            started_at=started_at,
            closed_at=started_at + timedelta(minutes=minutes, seconds=chance.randint(0, 59)),
            channel=channel,
            access=access,
            interlocutor=self._one_of(INTERLOCUTORS),
            sender=chance.choice(words.SENDERS) if access is Access.SENT else "",
            accompanied=self._happens(ACCOMPANIED),
            area=words.AREAS.get(need) or (Area.ELDERLY if is_old else Area.ADULTS),
            needs=tuple(each for each in Need if each in needs),
            request=chance.choice(words.ASKED[need]),
            answer=words.PROPOSED if outcome is Outcome.PROPOSAL else chance.choice(words.TOLD),
            outcome=outcome,
            referred_to=chance.choice(words.SENT_TO[need]) if outcome is Outcome.REFERRAL else "",
            minutes=minutes,
        )

    def _need(self) -> Need:
        return self._one_of(words.WEIGHTS)

    def _one_of(self, weighted: Mapping[T, int]) -> T:
        return self.chance.choices(tuple(weighted), tuple(weighted.values()))[0]

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _somebody(self, came: set[int]) -> int:
        """Somebody who has not come today."""
        while True:
            person = self.chance.choice(self.regulars if self._happens(REGULARS) else self.everyone)
            if person not in came:
                came.add(person)
                return person

    def _before(self, day: date, since: date) -> datetime:
        """A working hour of one of the three weeks before `day`; the same morning, where the desk is no older."""
        ahead = min(self._one_of(AHEAD), (day - since).days)
        booked_on = _working(day - timedelta(days=ahead))
        if booked_on < since or booked_on == day:
            return at(day, 8, self.chance.randint(15, 39), self.chance.randint(0, 59))
        return at(booked_on, self.chance.randint(9, 16), self.chance.randint(0, 59), self.chance.randint(0, 59))

    def _between(self, earliest: datetime, latest: datetime) -> datetime:
        """A working hour between two instants; a few minutes after the first, if there is none."""
        day = _working(earliest.date() + timedelta(days=self.chance.randint(0, max(0, (latest.date() - earliest.date()).days))))
        moment = at(day, self.chance.randint(8, 16), self.chance.randint(0, 59), self.chance.randint(0, 59))
        return moment if earliest < moment < latest else earliest + timedelta(minutes=5)


def _working(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def _give_numbers(visits: Sequence[Visit]) -> None:
    """Give who comes the next number of the day at that desk, with and without appointment apart."""
    last: dict[tuple[str, bool], int] = {}
    came = [(visit.arrived_at, visit) for visit in visits if not isinstance(visit, Rang) and visit.arrived_at]
    for _when, visit in sorted(came, key=lambda each: each[0]):
        key = (visit.centre, isinstance(visit, Booked))
        visit.number = last[key] = last.get(key, 0) + 1
