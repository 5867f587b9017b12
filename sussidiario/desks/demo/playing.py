"""Play invented visits through the actions, one thing after the other, up to a moment: what comes later has not happened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from sussidiario.access import clock
from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff
from sussidiario.desks import actions
from sussidiario.desks.demo.plan import Booked, Talk, Visit, Walked
from sussidiario.desks.models import Appointment, Contact, Desk, Ticket
from sussidiario.people.models import Person

WINDOW = 1
WHY_CANCELLED = "non può venire"


@dataclass
class Stage:
    """Who plays, and where; the contacts begun so far."""

    desks: Mapping[str, Desk]
    staff: Mapping[str, Staff]
    contacts: list[Contact] = field(default_factory=list)
    actors: dict[tuple[str, date], Actor] = field(default_factory=dict)

    def by(self, visit: Visit, at: datetime) -> Actor:
        """The operator of a visit, as they are on a day."""
        key = (visit.operator, clock.day(at))
        if key not in self.actors:
            self.actors[key] = actor(self.staff[visit.operator], on=key[1])
        return self.actors[key]


Verb = Callable[[datetime], None]
Step = tuple[datetime | None, Verb]


class Script:
    """What happens in one visit, and when."""

    contact: Contact

    def __init__(self, stage: Stage, visit: Visit) -> None:
        self.stage = stage
        self.visit = visit
        self.person = Person.objects.get(pk=visit.person) if visit.person else None
        self.desk = stage.desks[visit.centre]

    def steps(self) -> list[Step]:
        """Every verb with its instant, or None if it does not happen."""
        talk = self.visit.talk
        return [(talk.closed_at, partial(self.close, talk))] if talk else []

    def close(self, talk: Talk, at: datetime) -> None:
        """The contact is closed."""
        self.stage.contacts.remove(self.contact)
        actions.close_contact(self.contact, **{name: getattr(talk, name) for name in CLOSING}, by=self.by(at), at=at)

    def by(self, at: datetime) -> Actor:
        """Whoever does it."""
        return self.stage.by(self.visit, at)

    def began(self, contact: Contact) -> None:
        """A contact has begun."""
        self.contact = contact
        self.stage.contacts.append(contact)


class OfBooked(Script):
    """A visit by appointment."""

    appointment: Appointment

    def __init__(self, stage: Stage, visit: Booked) -> None:
        super().__init__(stage, visit)
        self.whose = Person.objects.get(pk=visit.person)
        self.booked = visit

    def steps(self) -> list[Step]:
        """Fixed; cancelled, or missed, or kept."""
        visit = self.booked
        return [
            (visit.booked_at, self.book),
            (visit.cancelled_at, lambda at: self._take(actions.cancel(self.appointment, why=WHY_CANCELLED, by=self.by(at), at=at))),
            (visit.missed_at, lambda at: self._take(actions.no_show(self.appointment, by=self.by(at), at=at))),
            (visit.arrived_at, lambda at: self._take(actions.arrive(self.appointment, by=self.by(at), at=at))),
            (visit.called_at, lambda at: self._take(actions.call(self.appointment, window=WINDOW, by=self.by(at), at=at))),
            (visit.served_at, lambda at: self.began(actions.serve(self.appointment, by=self.by(at), at=at))),
            *super().steps(),
        ]

    def book(self, at: datetime) -> None:
        """Fix the appointment."""
        visit = self.booked
        self._take(actions.book(self.desk, self.whose, day=visit.day, starts_at=visit.starts_at, reason=visit.reason, by=self.by(at), at=at))

    def _take(self, appointment: Appointment) -> None:
        self.appointment = appointment


class OfWalked(Script):
    """A visit without appointment."""

    ticket: Ticket

    def __init__(self, stage: Stage, visit: Walked) -> None:
        super().__init__(stage, visit)
        self.walked = visit

    def steps(self) -> list[Step]:
        """A ticket; then the conversation, or nothing."""
        visit = self.walked
        return [
            (visit.arrived_at, lambda at: self._take(actions.take_ticket(self.desk, person=self.person, by=self.by(at), at=at))),
            (visit.left_at, lambda at: self._take(actions.leave(self.ticket, by=self.by(at), at=at))),
            (visit.called_at, lambda at: self._take(actions.call_ticket(self.ticket, window=WINDOW, by=self.by(at), at=at))),
            (visit.served_at, lambda at: self.began(actions.serve_ticket(self.ticket, by=self.by(at), at=at))),
            *super().steps(),
        ]

    def _take(self, ticket: Ticket) -> None:
        self.ticket = ticket


class OfRang(Script):
    """A contact from a distance."""

    def steps(self) -> list[Step]:
        """The telephone is answered."""
        talk = self.visit.talk
        return [(talk.started_at, partial(self.answer, talk)), *super().steps()] if talk else []

    def answer(self, talk: Talk, at: datetime) -> None:
        """The contact begins."""
        self.began(actions.start_contact(self.desk, person=self.person, channel=talk.channel, by=self.by(at), at=at))


CLOSING = ("channel", "access", "interlocutor", "sender", "accompanied", "area", "needs", "request", "answer", "outcome", "referred_to", "minutes")
"""What is said of a conversation when it is closed."""


def play(visits: Iterable[Visit], *, desks: Mapping[str, Desk], staff: Mapping[str, Staff], until: datetime) -> list[Contact]:
    """Do what happens in these visits up to the instant `until`, in the order in which it happens; return the contacts still being written."""
    stage = Stage(desks, staff)
    steps = [(at, verb) for visit in visits for at, verb in _script(stage, visit).steps() if at is not None and at <= until]
    for at, verb in sorted(steps, key=lambda step: step[0]):
        verb(at)
    return stage.contacts


def _script(stage: Stage, visit: Visit) -> Script:
    if isinstance(visit, Booked):
        return OfBooked(stage, visit)
    return OfWalked(stage, visit) if isinstance(visit, Walked) else OfRang(stage, visit)
