"""The invented town in the registry: in bulk, the rows and the acts that the actions would have written."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import pytest

from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act
from sussidiario.people import actions, demo
from sussidiario.people.actions import households
from sussidiario.people.demo.bulk import Bulk, morning
from sussidiario.people.demo.invented import InventedHousehold, InventedPerson
from sussidiario.people.demo.population import LAST_DAY, population
from sussidiario.people.demo.story import LOADED_ON, WHY_DIFFERENT, Die, Form, Identify, Join, Move, Register, Step, steps
from sussidiario.people.demo.streets import CITY
from sussidiario.people.lifecycle import AddressKind, IdentifierKind
from sussidiario.people.models import Address, Household, Identifier, Membership, NameToken, Person, PersonToken
from sussidiario.territory.demo import NEIGHBOURHOODS
from sussidiario.territory.models import Municipality, Neighbourhood

pytestmark = pytest.mark.django_db

SEED = 2012


@pytest.fixture
def clerk() -> Staff:
    staff = Staff.objects.create(username="anna", given_name="Anna", family_name="Corti")
    RoleHeld.objects.create(staff=staff, role=Role.DESK_OPERATOR, from_on=date(2011, 1, 1))
    return staff


@pytest.fixture
def quarters() -> dict[str, Neighbourhood]:
    city = Municipality.objects.create(istat_code="108033", name="Monza", catastal_code="F704", postcode="20900", ambito="Monza")
    return {
        code: Neighbourhood.objects.create(code=code, name=name, municipality=city, position=position)
        for position, (code, name) in enumerate(NEIGHBOURHOODS, start=1)
    }


@pytest.fixture(scope="module")
def some() -> list[InventedHousehold]:
    """A household of every kind there is, among them some where people died, moved, were born or came after the register was loaded."""
    found: list[InventedHousehold] = []
    kinds: Counter[str] = Counter()
    for household in islice(population(SEED), 9_000):
        changes = "later" if any(step.day > LOADED_ON for step in steps(household)) else "before"
        widowed = "widowed" if household.members and household.former else ""
        label = f"{household.kind} {changes} {widowed}"
        kinds[label] += 1
        if kinds[label] == 1:
            found.append(household)
    assert {"no fixed abode", "dissolved", "a pseudonym", "a health code (STP)", "a passport"} <= {household.kind for household in found}
    assert any(household.former and household.members for household in found)
    return found


class Players:
    """Tells invented steps to the actions, one after the other."""

    def __init__(self, staff: Staff, quarters: dict[str, Neighbourhood]) -> None:
        self.quarters = quarters
        self.by = cache(lambda day: actor(staff, on=day))
        self.persons: dict[int, Person] = {}
        self.households: dict[int, Household] = {}

    def play(self, invented: list[InventedHousehold]) -> None:
        """Everything of the day on which the register was loaded, household by household; then day by day."""
        told = [(household.number, step) for household in invented for step in steps(household)]
        for number, step in [each for each in told if each[1].day == LOADED_ON]:
            self.do(number, step)
        for number, step in sorted((each for each in told if each[1].day != LOADED_ON), key=lambda each: each[1].day):
            self.do(number, step)

    def do(self, number: int, step: Step) -> None:
        by, at = self.by(step.day), morning(step.day)
        match step:
            case Register(person=person):
                self.register(step, by)
            case Identify(person=person, paper=paper):
                actions.add_identifier(self.of(person), kind=IdentifierKind(paper.kind), value=paper.value, country=paper.country, by=by, at=at)
            case Move(person=person):
                kind = AddressKind.RESIDENCE if step.fixed else AddressKind.NO_FIXED_ABODE
                place = self.quarters.get(step.neighbourhood)
                actions.move(self.of(person), kind=kind, street=step.street, place=CITY, neighbourhood=place, on=step.on, by=by, at=at)
            case Form(members=members):
                related = [(self.of(member), member.relation) for member in members]
                self.households[number] = households.form(related, on=step.on, by=by, at=at)
            case Join(person=person):
                households.join(self.households[number], self.of(person), relation=person.relation, on=step.on, by=by, at=at)
            case Die(person=person):
                actions.record_death(self.of(person), on=step.day, by=by, at=at)

    def of(self, invented: InventedPerson) -> Person:
        return self.persons[invented.number]

    def register(self, step: Register, by: Actor) -> None:
        invented = step.person
        self.persons[invented.number] = actions.register(
            given_name=invented.given_name,
            family_name=invented.family_name,
            pseudonym=invented.pseudonym,
            also_called=invented.also_called,
            sex=invented.sex,
            birth_on=invented.birth_on,
            birth_precision=invented.birth_precision,
            birthplace=invented.birthplace,
            birthplace_name=invented.birthplace_name,
            citizenship=invented.citizenship,
            second_citizenship=invented.second_citizenship,
            fiscal_code=invented.fiscal_code,
            phone=invented.phone,
            email=invented.email,
            neighbourhood=self.quarters.get(step.neighbourhood),
            why_different=WHY_DIFFERENT,
            by=by,
            at=morning(step.day),
        )


def written(*, after: int = 0) -> dict[str, list[Any]]:
    """All that is in the registry, and in the book after an act, with names in the place of numbers."""
    persons = {
        person.pk: f"{person.fiscal_code}{person.pseudonym}{person.given_name} {person.family_name} {person.birth_on}" for person in Person.objects.all()
    }
    assert len(set(persons.values())) == len(persons)
    homes = {membership.household_id: persons[membership.person_id] for membership in Membership.objects.filter(relation=1).order_by("pk")}
    called = {f"people.person:{pk}": name for pk, name in persons.items()} | {f"people.household:{pk}": f"home of {name}" for pk, name in homes.items()}
    called |= {f"people.address:{each.pk}": f"where {persons[each.person_id]} is, from {each.from_on}" for each in Address.objects.all()}
    called |= {journal.pseudonym_of("people.person", pk): name for pk, name in persons.items()}
    called |= {journal.pseudonym_of("people.household", pk): name for pk, name in homes.items()}
    told = ("act", "on", "at", "by_id", "why", "municipality", "neighbourhood", "area", "quantity", "amount", "detail")
    return {
        "persons": sorted((persons[row["id"]], sorted((name, str(value)) for name, value in row.items() if name != "id")) for row in Person.objects.values()),
        "papers": sorted((persons[paper.person_id], paper.kind, paper.value, paper.country) for paper in Identifier.objects.all()),
        "addresses": sorted(
            (persons[address.person_id], address.kind, address.street, address.place, str(address.neighbourhood_id), address.from_on, str(address.until_on))
            for address in Address.objects.all()
        ),
        "households": sorted((homes[home.pk], home.opened_on, str(home.closed_on), str(home.neighbourhood_id)) for home in Household.objects.all()),
        "memberships": sorted(
            (homes[one.household_id], persons[one.person_id], one.relation, one.from_on, str(one.until_on), one.why) for one in Membership.objects.all()
        ),
        "words": sorted((persons[person], token) for person, token in PersonToken.objects.values_list("person", "token__token")),
        "counts": sorted(NameToken.objects.values_list("token", "persons")),
        "acts": [[called[act.record], called[act.subject], *(getattr(act, name) for name in told)] for act in Act.objects.filter(pk__gt=after).order_by("pk")],
    }


def empty() -> None:
    """Take everything out of the registry; acts stay in the book, where they are."""
    for model in (PersonToken, NameToken, Membership, Household, Address, Identifier, Person):
        model.objects.all().delete()


def test_the_bulk_path_writes_what_the_actions_write(clerk: Staff, quarters: dict[str, Neighbourhood], some: list[InventedHousehold]) -> None:
    Players(clerk, quarters).play(some)
    by_the_actions = written()
    last = Act.objects.order_by("-pk").values_list("pk", flat=True)[0]
    empty()

    bulk = Bulk(quarters, by=clerk.pk)
    bulk.tell(some[:30])
    bulk.write()
    bulk.tell(some[30:])
    bulk.write()
    bulk.finish()
    actions.index_names(Person.objects.order_by("pk"))

    in_bulk = written(after=last)
    assert in_bulk.keys() == by_the_actions.keys()
    for what, rows in in_bulk.items():
        assert rows == by_the_actions[what], what


def test_acts_written_in_bulk_are_signed(clerk: Staff, quarters: dict[str, Neighbourhood], some: list[InventedHousehold]) -> None:
    bulk = Bulk(quarters, by=clerk.pk)
    bulk.tell(some[:10])
    bulk.write()
    bulk.finish()

    assert all(act.fingerprint == journal.sign(act) for act in Act.objects.all())


def test_the_town_is_written_with_whom_the_register_does_not_know(quarters: dict[str, Neighbourhood]) -> None:
    said: list[str] = []

    count = demo.fill(seed=SEED, persons=2_000, say=said.append)

    assert count == Person.objects.count() > 2_000
    assert said == [f"    {count} persons"]
    assert Act.objects.filter(act="people.person.registered", by=None).count() == count
    assert Person.objects.filter(fiscal_code="").exists()
    assert Person.objects.filter(died_on__isnull=False, died_on__lte=LAST_DAY).exists()
    assert Household.objects.filter(closed_on__isnull=False).exists()
    assert Membership.objects.open().count() >= 2_000


def test_somebody_can_be_registered_after_the_town_was_written(clerk: Staff, quarters: dict[str, Neighbourhood]) -> None:
    demo.fill(seed=SEED, persons=200)

    person = actions.register(given_name="Zaira", family_name="Nuova", why_different="di prova", by=actor(clerk, on=LAST_DAY), at=morning(LAST_DAY))

    assert Person.objects.search("zaira nuova")[0].pk == person.pk
