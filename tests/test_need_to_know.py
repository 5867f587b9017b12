"""
Whatever is done in whatever order, everybody may read exactly of those whom a small model, which knows nothing of the database, says.

The model is written from the rules in words: work about a person, and a tail after it; what was opened on purpose; who answers for all; who lives together;
what is reserved and what is protected.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, settings as how, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sussidiario.access import demo as cast
from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Staff, Team
from sussidiario.casework import actions as casework, policy as cases
from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.casework.models import Case
from sussidiario.foundation.areas import Area
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.people import actions as people, policy
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person
from sussidiario.privacy.actions import emergency, grants
from sussidiario.privacy.models import Grant
from tests.database import once

TAIL = timedelta(days=30)
HOURS = timedelta(hours=4)
START = datetime(2016, 11, 15, 9, tzinfo=ZoneInfo("Europe/Rome"))
BORN = date(1970, 5, 3)

PHASES = tuple(phase for phase in Phase if phase is not Phase.shrink)
"""A story that fails is told as it was found: making it shorter takes minutes on a database."""

OPERATORS = {"chiara.brambilla", "davide.colombo"}
TEAM_OF = {"lucia.ferrario": "minori", "elena.galbiati": "minori", "paola.villa": "anziani", "giulia.mandelli": "adulti"}
AREA_OF = {"minori": Area.MINORS, "anziani": Area.ELDERLY, "adulti": Area.ADULTS}
HEADS = {
    "roberta.meregalli": frozenset({"direzione", "minori", "disabili"}),
    "giovanni.casati": frozenset({"direzione", "segretariato", "adulti", "anziani"}),
}
AUDITOR, NETWORK, PARTNER, MANDATE, OFFICE = "antonio.pirovano", "marta.vismara", "luca.perego", "federica.tagliabue", "silvia.cattaneo"
ALONE = {**TEAM_OF, **dict.fromkeys(OPERATORS, "segretariato"), PARTNER: "accoglienza", NETWORK: "rete"}
TEAMS = HEADS | {name: frozenset({team}) for name, team in ALONE.items()}
EVERYBODY = sorted({*OPERATORS, *TEAM_OF, *HEADS, AUDITOR, NETWORK, PARTNER, MANDATE, OFFICE})
PERSONS = ("anna", "bruno", "carla")
"""Anna and Bruno live together."""


@dataclass
class Charge:
    """A worker in charge of a case, until a day."""

    worker: str
    until: date | None = None


@dataclass
class Following:
    """A case: of whom, which group is in charge, and who in it and before."""

    person: str
    team: str
    charges: list[Charge]
    closed: date | None = None


@dataclass
class World:
    """All that the rules speak of."""

    now: datetime = START
    cases: list[Following] = field(default_factory=list)
    met: list[tuple[str, str, date]] = field(default_factory=list)
    grants: list[tuple[str, str, date, date]] = field(default_factory=list)
    emergencies: list[tuple[str, str, datetime]] = field(default_factory=list)
    reserved: set[str] = field(default_factory=set)
    protected: set[str] = field(default_factory=set)
    together: set[str] = field(default_factory=lambda: {"anna", "bruno"})

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def lately(self, ended: date | None) -> bool:
        return ended is None or ended >= self.today - TAIL

    def opened(self, who: str, person: str) -> bool:
        teams = TEAMS.get(who, frozenset())
        granted = any(person == opened and team in teams and first <= self.today < until for opened, team, first, until in self.grants)
        return granted or any((who, person) == (staff, opened) and self.now < until for staff, opened, until in self.emergencies)

    def follows(self, who: str, person: str) -> bool:
        """Their own work is about the person, or the person was opened to them."""
        met = any((who, person) == (staff, other) and on >= self.today - TAIL for staff, other, on in self.met)
        worked = any(case.person == person and (self.charged(who, case) or (case.team in groups(who) and self.lately(case.closed))) for case in self.cases)
        return met or worked or self.opened(who, person)

    def charged(self, who: str, case: Following) -> bool:
        return any(charge.worker == who and self.lately(charge.until) for charge in case.charges)

    def exists(self, who: str, person: str) -> bool:
        if person in self.protected:
            return who == NETWORK
        return self.opened(who, person) if who == PARTNER else who not in {MANDATE, OFFICE}

    def reads(self, who: str, person: str) -> bool:
        if not self.exists(who, person) or person in self.protected:
            return self.exists(who, person)
        ordinary = person not in self.reserved
        if self.follows(who, person) or (ordinary and (who in HEADS or who == AUDITOR)):
            return True
        beside = self.together - {person} if person in self.together else set()
        return ordinary and who not in HEADS and any(self.follows(who, other) for other in beside)

    def reads_case(self, who: str, case: Following) -> bool:
        if case.person in self.protected or not self.exists(who, case.person):
            return False
        if self.opened(who, case.person) or (case.person not in self.reserved and (who in HEADS or who == AUDITOR)):
            return True
        still = who in TEAM_OF and any(other.person == case.person and other.team in groups(who) and other.closed is None for other in self.cases)
        return self.charged(who, case) or (case.team in groups(who) and (self.lately(case.closed) or still))


def groups(who: str) -> frozenset[str]:
    """Groups whose cases are somebody's work."""
    return TEAMS[who] if who in TEAM_OF or who in HEADS else frozenset()


class Confidence(RuleBasedStateMachine):
    """Cases opened, handed over, closed; persons met, opened, kept closer; days and hours that pass."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = transaction.atomic()
        self.kept.__enter__()
        self.staff = once(cast.create_staff)
        self.world = World()
        self.persons = {
            name: Person.objects.create(given_name=name.title(), family_name="Galli", birth_on=BORN, birth_precision="day", registered_at=START)
            for name in PERSONS
        }
        people.index_names(self.persons.values())
        people.form([(self.persons["anna"], 1), (self.persons["bruno"], 2)], on=START.date(), by=self.act("chiara.brambilla"), at=START)
        self.cases: dict[int, Following] = {}
        self.given: dict[int, int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.kept.__exit__(None, None, None)

    def act(self, who: str) -> Actor:
        return actor(Staff.objects.get(username=who), on=self.world.today, at=self.world.now)

    @contextmanager
    def tried(self) -> Iterator[None]:
        """What is refused leaves everything as it was; the model is told only of what was done."""
        try:
            with transaction.atomic():
                yield
        except (NotAllowed, Refusal, Forbidden, Person.DoesNotExist):
            pass

    @rule(hours=st.integers(1, 6))
    def hours_pass(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)

    @rule(days=st.sampled_from([1, 29, 30, 31, 90]))
    def days_pass(self, days: int) -> None:
        self.world.now += timedelta(days=days)

    @rule(person=st.sampled_from(PERSONS), worker=st.sampled_from(sorted(TEAM_OF)))
    def take_in_charge(self, person: str, worker: str) -> None:
        team = TEAM_OF[worker]
        head = self.act(next(name for name, teams in HEADS.items() if team in teams))
        with self.tried():
            case = casework.propose(person=self.persons[person], area=AREA_OF[team], why="serve", by=self.act("davide.colombo"), at=self.world.now)
            casework.open_case(case, worker=self.staff[worker], on=self.world.today, by=head, at=self.world.now)
            self.cases[case.pk] = Following(person, team, [Charge(worker)])
            self.world.cases.append(self.cases[case.pk])

    @rule(data=st.data(), to=st.sampled_from(sorted(TEAM_OF)))
    def hand_over(self, data: st.DataObject, to: str) -> None:
        if self.cases:
            number = data.draw(st.sampled_from(sorted(self.cases)))
            following = self.cases[number]
            with self.tried():
                casework.hand_over(
                    Case.objects.get(pk=number), to=self.staff[to], on=self.world.today, why="ferie", by=self.act("giovanni.casati"), at=self.world.now
                )
                following.charges[-1].until = self.world.today
                following.charges.append(Charge(to))
                following.team = TEAM_OF[to]

    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        if self.cases:
            number = data.draw(st.sampled_from(sorted(self.cases)))
            following = self.cases[number]
            with self.tried():
                casework.close(
                    Case.objects.get(pk=number),
                    reason=ClosingReason.SOLVED,
                    outcome=Outcome.AUTONOMY,
                    on=self.world.today,
                    by=self.act("giovanni.casati"),
                    at=self.world.now,
                )
                following.closed = following.charges[-1].until = self.world.today

    @rule(person=st.sampled_from(PERSONS), who=st.sampled_from(sorted({*OPERATORS, *TEAM_OF})))
    def meet(self, person: str, who: str) -> None:
        with self.tried():
            people.recognise(self.persons[person], family_name="Galli", born_on=BORN, by=self.act(who), at=self.world.now)
            self.world.met.append((who, person, self.world.today))

    @rule(
        person=st.sampled_from(PERSONS),
        team=st.sampled_from(["accoglienza", "anziani", "segretariato"]),
        by=st.sampled_from(sorted({*TEAM_OF, *HEADS})),
        days=st.sampled_from([0, 5, 40]),
    )
    def grant(self, person: str, team: str, by: str, days: int) -> None:
        last = self.world.today + timedelta(days=days)
        with self.tried():
            given = grants.give(
                Person.objects.get(pk=self.persons[person].pk),
                team=Team.objects.get(code=team),
                purpose="un aiuto insieme",
                from_on=self.world.today,
                last_on=last,
                by=self.act(by),
                at=self.world.now,
            )
            self.given[given.pk] = len(self.world.grants)
            self.world.grants.append((person, team, self.world.today, last + timedelta(days=1)))

    @rule(data=st.data())
    def end_grant(self, data: st.DataObject) -> None:
        if self.given:
            number = data.draw(st.sampled_from(sorted(self.given)))
            with self.tried():
                grants.end(Grant.objects.get(pk=number), why="non serve più", by=self.act("giovanni.casati"), at=self.world.now)
                person, team, first, _until = self.world.grants[self.given[number]]
                self.world.grants[self.given[number]] = (person, team, first, self.world.today)

    @rule(person=st.sampled_from(PERSONS), who=st.sampled_from(sorted({*OPERATORS, *TEAM_OF, *HEADS})))
    def open_in_an_emergency(self, person: str, who: str) -> None:
        with self.tried():
            emergency.open_emergency(
                Person.objects.get(pk=self.persons[person].pk), reason="È svenuta e non si sa chi chiamare.", by=self.act(who), at=self.world.now
            )
            self.world.emergencies.append((who, person, self.world.now + HOURS))

    @rule(person=st.sampled_from(PERSONS), closer=st.booleans())
    def reserve(self, person: str, *, closer: bool) -> None:
        verb: Callable[..., Person] = people.reserve if closer else people.unreserve
        with self.tried():
            verb(self.persons[person], why="tribunale", by=self.act("lucia.ferrario"), at=self.world.now)
            (self.world.reserved.add if closer else self.world.reserved.discard)(person)

    @rule(person=st.sampled_from(PERSONS))
    def protect(self, person: str) -> None:
        with self.tried():
            people.protect(self.persons[person], team=Team.objects.get(code="rete"), why="in pericolo", by=self.act(NETWORK), at=self.world.now)
            self.world.protected.add(person)
            self.world.reserved.discard(person)
            self.world.together.discard(person)

    @rule(person=st.sampled_from(PERSONS))
    def unprotect(self, person: str) -> None:
        with self.tried():
            people.unprotect(self.persons[person], why="non serve più", by=self.act(NETWORK), at=self.world.now)
            self.world.protected.discard(person)

    @invariant()
    def everybody_reads_of_whom_the_model_says(self) -> None:
        names = {person.pk: name for name, person in self.persons.items()}
        for who in EVERYBODY:
            asking = self.act(who)
            for found, expected in ((policy.existing_to, self.world.exists), (policy.visible_to, self.world.reads)):
                told = {names[pk] for pk in found(asking).values_list("pk", flat=True)}
                assert told == {name for name in PERSONS if expected(who, name)}, (who, found.__name__)
            listed = policy.readable_among(asking, list(names))
            assert {names[pk] for pk in listed} == told, (who, "in a list")
            lines = policy.search(asking, "galli")
            assert {names[pk] for pk in policy.readable_found(asking, lines)} == told & {names[line.pk] for line in lines}, (who, "in a search")
            told_cases = set(cases.visible_to(asking).values_list("pk", flat=True))
            assert told_cases == {number for number, following in self.cases.items() if self.world.reads_case(who, following)}, (who, "cases")

    @invariant()
    def tiers_are_what_the_model_says(self) -> None:
        for name, person in self.persons.items():
            tier = Tier.PROTECTED if name in self.world.protected else Tier.RESERVED if name in self.world.reserved else Tier.ORDINARY
            assert Person.objects.get(pk=person.pk).tier == tier


@pytest.mark.django_db
def test_everybody_reads_of_exactly_those_whom_the_rules_say(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TAIL_DAYS = TAIL.days
    settings.SUSSIDIARIO_EMERGENCY_HOURS = HOURS // timedelta(hours=1)

    run_state_machine_as_test(Confidence, settings=how(max_examples=5, stateful_step_count=14, deadline=None, phases=PHASES))
