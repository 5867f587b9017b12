"""
A city at work, for a benchmark: persons and households, staff, cases, desks, what was opened and what is kept close.

Everything is poured in without the actions, with chance that repeats itself. The last row written says of what city it is: a second run finds it and is quick.
"""

import hashlib
import random
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time as hour, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from bench import search
from sussidiario.access.models import Membership as TeamMembership, RoleHeld, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.casework.lifecycle import CaseState, ClosingReason, Outcome
from sussidiario.casework.models import Case, Charge
from sussidiario.desks.lifecycle import Access, Booking, Channel, Interlocutor, Outcome as Answered, Waiting, Writing
from sussidiario.desks.models import Appointment, Contact, Desk, Ticket
from sussidiario.foundation.areas import Area
from sussidiario.people.lifecycle import Acquaintance, Tier
from sussidiario.people.models import Household, Meeting, Membership, Person, PersonToken
from sussidiario.privacy.models import Emergency, Grant
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood

TODAY = date(2017, 5, 15)
NOW = datetime(2017, 5, 15, 10, 20, tzinfo=ZoneInfo("Europe/Rome"))
SINCE = date(2008, 9, 15)

WHOLE = 1_000_000
"""Persons for whom the numbers below are said; a smaller city has fewer of everything."""

STAFF, TEAMS, CASES, MEETINGS, GRANTS, EMERGENCIES, PROTECTED = 5_000, 400, 150_000, 3_000, 2_000, 20, 500
RESERVED = 100
"""One in how many persons is reserved."""

DESKS, DAYS, APPOINTMENTS, TICKETS, CONTACTS = 8, 60, 40, 20, 50
"""Desks, days, and how many come to each desk on each day."""

AREAS = tuple(area.value for area in Area)
LIVING_TOGETHER = (1, 2, 3, 4, 2, 1, 3)
BATCH = 2_000


def fill(size: int) -> dict[str, float]:
    """Make the city, unless it is there already; say how many seconds it took."""
    call_command("migrate", verbosity=0)
    if Team.objects.filter(code=_mark(size)).exists():
        return {}
    if Team.objects.exists():
        message = "the database holds something else, or half of it: give an empty one"
        raise RuntimeError(message)
    start = time.perf_counter()
    search.fill(size)
    _City(size).make()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    Team.objects.create(code=_mark(size), name="Banco di prova")
    return {"seconds to make the city": round(time.perf_counter() - start, 1)}


def _mark(size: int) -> str:
    """Say which city it is: how large, and made by which code."""
    return f"{size}-{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]}"


class _City:
    """A city in the making."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.chance = random.Random(search.SEED)
        self.persons = list(Person.objects.order_by("pk").values_list("pk", flat=True))

    def make(self) -> None:
        """Pour everything, what others lean on first."""
        self._place()
        self._staff()
        self._keep_close()
        self._live_together()
        self._cases()
        self._lines()
        self._openings()

    def _some(self, whole: int, least: int = 1) -> int:
        return max(least, whole * self.size // WHOLE)

    def _day(self, days: int) -> date:
        return TODAY - timedelta(days=self.chance.randrange(days))

    def _place(self) -> None:
        monza = Municipality.objects.create(istat_code="108033", name="Monza", catastal_code="F704", postcode="20900", ambito="Monza")
        centre = Neighbourhood.objects.create(code="centro", name="Centro", municipality=monza, position=1)
        self.desks = []
        for number in range(DESKS):
            place = CivicCentre.objects.create(code=f"c{number}", name=f"Centro civico {number}", address="via Lecco 12", neighbourhood=centre, opened_on=SINCE)
            self.desks.append(Desk.objects.create(civic_centre=place, name=f"Sportello {number}", kind="secretariat", opened_on=SINCE))
        Person.objects.update(neighbourhood=centre)
        self.centre = centre

    def _staff(self) -> None:
        """Six in ten are social workers, each in the group of an area; one in a hundred heads the service; the others work at the desks."""
        teams = [Team(code=f"g{number}", name=f"Gruppo {number}", area=AREAS[number % len(AREAS)]) for number in range(self._some(TEAMS, 12))]
        self.teams = Team.objects.bulk_create(teams)
        self.network = Team.objects.create(code="rete", name="Rete", protects=True)
        names = range(self._some(STAFF, 100))
        self.staff = Staff.objects.bulk_create(
            (Staff(username=f"s{number}", given_name="Anna", family_name=f"Riva {number}") for number in names), batch_size=BATCH
        )
        roles = [_role(number) for number in names]
        RoleHeld.objects.bulk_create((RoleHeld(staff=each, role=role, from_on=SINCE) for each, role in zip(self.staff, roles, strict=True)), batch_size=BATCH)
        heads = [each for each, role in zip(self.staff, roles, strict=True) if role == Role.SERVICE_HEAD]
        self.workers = [each for each, role in zip(self.staff, roles, strict=True) if role == Role.SOCIAL_WORKER]
        self.operators = [each for each, role in zip(self.staff, roles, strict=True) if role == Role.DESK_OPERATOR]
        belonging = [(worker, team) for worker, team in zip(self.workers, cycle(self.teams), strict=False)]
        self.team_of = {worker.pk: team for worker, team in belonging}
        belonging += [(head, self.teams[(place * 4 + more) % len(self.teams)]) for place, head in enumerate(heads) for more in range(4)]
        TeamMembership.objects.bulk_create((TeamMembership(staff=staff, team=team, from_on=SINCE) for staff, team in belonging), batch_size=BATCH)

    def _keep_close(self) -> None:
        """Some persons reserved; some protected, and in no index of names."""
        close = self.chance.sample(self.persons, self.size // RESERVED + self._some(PROTECTED, 5))
        protected = close[: self._some(PROTECTED, 5)]
        for some in _batches(close):
            Person.objects.filter(pk__in=some).update(tier=Tier.RESERVED.value)
        for some in _batches(protected):
            Person.objects.filter(pk__in=some).update(tier=Tier.PROTECTED.value, kept_by=self.network)
            PersonToken.objects.filter(person__in=some).delete()

    def _live_together(self) -> None:
        households: list[tuple[Any, ...]] = []
        members: list[tuple[Any, ...]] = []
        remaining, sizes = iter(self.persons), cycle(LIVING_TOGETHER)
        number = 0
        for number, size in enumerate(sizes, start=1):
            here = [person for person, _place in zip(remaining, range(size), strict=False)]
            if not here:
                break
            households.append((number, SINCE, self.centre.pk))
            members += [(number, person, 1 if place == 0 else 3, SINCE, "") for place, person in enumerate(here)]
        self.households = range(1, number)
        _pour(Household, ("id", "opened_on", "neighbourhood_id"), households)
        _pour(Membership, ("household_id", "person_id", "relation", "from_on", "why"), members)

    def _cases(self) -> None:
        """Six in ten open; of the others most closed over three years, some waiting, some declined. One in ten is of a household."""
        count = self._some(CASES)
        self.followed = self.chance.sample(self.persons, count)
        homes = iter(self.chance.sample(self.households, count // 10 + 1))
        made = [self._case(number, person, next(homes) if number % 10 == 0 else None) for number, person in enumerate(self.followed)]
        cases = Case.objects.bulk_create(made, batch_size=BATCH)
        Charge.objects.bulk_create((charge for case in cases for charge in self._charges(case)), batch_size=BATCH)

    def _case(self, number: int, person: int, household: int | None) -> Case:
        proposed = self._day(1000) - timedelta(days=200)
        proposer = self.chance.choice(self.operators)
        case = Case(area=self.chance.choice(AREAS), state=_state(number), why="Vive sola.", proposed_on=proposed, proposed_by=proposer)
        case.person_id, case.household_id = (None, household) if household else (person, None)
        worker = self.chance.choice(self.workers)
        if case.state in {CaseState.OPEN, CaseState.CLOSED}:
            case.opened_on, case.team = proposed + timedelta(days=5), self.team_of[worker.pk]
        if case.state == CaseState.OPEN:
            case.worker, case.next_due_on = worker, TODAY + timedelta(days=self.chance.randrange(-20, 90)) if number % 5 else None
        elif case.state == CaseState.CLOSED:
            case.closed_on = proposed + timedelta(days=5 + self.chance.randrange((TODAY - proposed).days - 5))
            case.closing_reason, case.outcome = ClosingReason.SOLVED.value, Outcome.AUTONOMY.value
        elif case.state == CaseState.DECLINED:
            case.declined_on, case.closing_words = proposed + timedelta(days=9), "Seguita altrove."
        return case

    def _charges(self, case: Case) -> Iterator[Charge]:
        """Who was in charge, and in one case of four somebody before them."""
        if case.opened_on is None:
            return
        began = case.opened_on
        if self.chance.randrange(4) == 0:
            handed = began + timedelta(days=20)
            if handed < (case.closed_on or TODAY):
                yield Charge(case=case, worker=self.chance.choice(self.workers), from_on=began, until_on=handed)
                began = handed
        yield Charge(case=case, worker=case.worker or self.chance.choice(self.workers), from_on=began, until_on=case.closed_on)

    def _lines(self) -> None:
        """Who came to the desks: half of them persons with a case, and of the tickets some of nobody known."""
        appointments, tickets, contacts = [], [], []
        for desk in self.desks:
            for past in range(DAYS):
                day = TODAY - timedelta(days=past)
                appointments += [self._appointment(desk, day, number) for number in range(self._some(APPOINTMENTS, 4))]
                tickets += [self._ticket(desk, day, number) for number in range(1, self._some(TICKETS, 2) + 1)]
                contacts += [self._contact(desk, day, number) for number in range(self._some(CONTACTS, 5))]
        Appointment.objects.bulk_create(appointments, batch_size=BATCH)
        Ticket.objects.bulk_create(tickets, batch_size=BATCH)
        Contact.objects.bulk_create(contacts, batch_size=BATCH)

    def _comer(self) -> int:
        return self.chance.choice(self.followed if self.chance.randrange(2) else self.persons)

    def _appointment(self, desk: Desk, day: date, number: int) -> Appointment:
        starts_at, at = hour(9 + number // 10, number % 2 * 30), _at(day, 8)
        made = Appointment(desk=desk, person_id=self._comer(), day=day, starts_at=starts_at, place=number % 10 + 1, minutes=30)
        made.booked_by, made.booked_at = self.chance.choice(self.operators), at
        if day < TODAY:
            made.state, made.number, made.arrived_at, made.called_at, made.served_at = Booking.SERVED.value, number + 1, at, at, at
        return made

    def _ticket(self, desk: Desk, day: date, number: int) -> Ticket:
        at, person = _at(day, 9), self._comer() if number % 3 else None
        return Ticket(desk=desk, day=day, number=number, person_id=person, state=Waiting.SERVED.value, arrived_at=at, called_at=at, served_at=at)

    def _contact(self, desk: Desk, day: date, number: int) -> Contact:
        at = _at(day, 9) + timedelta(minutes=5 * number)
        made = Contact(desk=desk, operator=self.chance.choice(self.operators), person_id=self._comer() if number % 10 else None, on=day)
        made.state, made.started_at, made.closed_at, made.minutes = Writing.CLOSED.value, at, at, 5
        made.channel, made.access, made.interlocutor = Channel.IN_PERSON.value, Access.SPONTANEOUS.value, Interlocutor.PERSON.value
        made.area, made.request, made.answer, made.outcome = AREAS[number % 4], "Chiede del bonus.", "Spiegato.", Answered.INFORMATION.value
        return made

    def _openings(self) -> None:
        """Who was met lately, who was opened to groups, and in an emergency: nobody who is protected."""
        free = list(Person.objects.filter(kept_by__isnull=True, pk__in=self.chance.sample(self.persons, self._some(GRANTS, 50))).order_by("pk"))
        Grant.objects.bulk_create(
            Grant(
                person=person,
                team=self.chance.choice(self.teams),
                purpose="Verifica.",
                from_on=day,
                until_on=day + timedelta(days=300),
                given_by=worker,
                given_at=NOW,
            )
            for person in free
            for day, worker in [(self._day(200), self.chance.choice(self.workers))]
        )
        Meeting.objects.bulk_create(
            Meeting(person_id=self._comer(), staff=self.chance.choice(self.staff), on=self._day(DAYS), how=Acquaintance.REGISTERED.value)
            for _number in range(self._some(MEETINGS, 50))
        )
        until = NOW + timedelta(hours=3)
        there = self.chance.sample(self.workers + self.operators, self._some(EMERGENCIES, 4))
        Emergency.objects.bulk_create(
            Emergency(person=person, staff=staff, reason="Ricoverata.", opened_at=NOW - timedelta(hours=1), until_at=until)
            for person, staff in zip(free, there, strict=False)
        )
        Staff.objects.filter(pk__in=[each.pk for each in there]).update(emergency_until=until)


def _role(number: int) -> Role:
    if number % 100 == 0:
        return Role.SERVICE_HEAD
    return Role.SOCIAL_WORKER if number % 10 < 6 else Role.DESK_OPERATOR


def _state(number: int) -> str:
    """Of a hundred: sixty open, thirty-five closed, two waiting, three declined; whatever the number ends in."""
    place = number * 37 % 100
    if place < 60:
        return CaseState.OPEN.value
    return CaseState.CLOSED.value if place < 95 else CaseState.PROPOSED.value if place < 97 else CaseState.DECLINED.value


def _at(day: date, clock: int) -> datetime:
    return datetime(day.year, day.month, day.day, clock, tzinfo=NOW.tzinfo)


def _batches(numbers: list[int]) -> Iterator[list[int]]:
    yield from (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))


def _pour(model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    into = f"{model._meta.db_table} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", list(rows))
