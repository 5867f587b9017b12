"""A small city: two neighbourhoods, a mandate of four figures, and people taken in charge one by one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from django.core.cache import cache

from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.accountability import actions
from sussidiario.accountability.models import Edition
from sussidiario.journal import actions as journal, archive
from sussidiario.journal.models import Act, Seal
from sussidiario.planning import actions as planning
from sussidiario.planning.models import Mandate
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood
from tests.database import once

DAY = date(2017, 5, 15)
MORNING = datetime(2017, 5, 15, 8, tzinfo=UTC)

MANDATE = """
mandate:
  key: town-2012-2017
  municipality: "108033"
  title: {it: Città di prova, en: Town of trial}
  from: 2012-05-21
  until: 2017-06-26
  source: Inventata.
chapters:
  - key: social
    title: {it: Politiche sociali, en: Social policies}
    video: https://example.org/video
    commitments:
      - key: near
        title: {it: Servizi vicini, en: Services near}
        words: Aprire sportelli nei quartieri.
        results:
          - key: kept
            title: Servizi mantenuti
            points: [Tutti aperti]
            targets:
              - key: elderly
                figure: casework.people_in_charge
                where: {area: elderly}
                period: 2016
                published: 12
                unit: persons
                title: {it: Anziani in carico, en: Elderly in charge}
              - {key: grants, figure: projects.co_designed, period: 2016, published: 777, unit: items, title: Contributi concessi}
              - key: offices
                figure: desks.decentralised_offices
                measure: change
                period: mandate
                compared_with: before_mandate
                published: 1
                published_from: 1
                published_to: 2
                unit: items
                title: Uffici in più
  - key: beyond
    title: Cooperazione
    beyond_promises: true
    results:
      - key: hosting
        title: Segretariato nei centri
        targets:
          - {key: hosting-share, figure: desks.civic_centres_hosting_share, period: mandate, published: 67, unit: percent, title: Centri con il segretariato}
"""


HEAD, OFFICE, AUDITOR = ("giovanni", Role.SERVICE_HEAD), ("federica", Role.MANDATE_OFFICE), ("antonio", Role.AUDITOR)


def someone(username: str, *roles: Role) -> Actor:
    staff = Staff.objects.create(username=username, given_name=username.capitalize(), family_name="Riva")
    for role in roles:
        RoleHeld.objects.create(staff=staff, role=role, from_on=date(2012, 1, 1))
    return actor(staff, on=DAY)


@dataclass
class Town:
    """What the stories do: take in charge, close, open a desk, seal."""

    mandate: Mandate
    head: Actor
    persons: int = 0
    cases: dict[int, str] = field(default_factory=dict)

    def take_in_charge(self, number: int = 1, *, on: date = date(2016, 3, 1), area: str = "elderly", neighbourhood: str = "centro") -> list[Act]:
        return [self._write("casework.case.opened", on, person, area, neighbourhood) for person in self._new(number)]

    def close(self, act: Act, *, on: date) -> Act:
        _label, _colon, pk = act.record.partition(":")
        return self._write("casework.case.closed", on, int(pk), act.area, act.neighbourhood)

    def _new(self, number: int) -> range:
        self.persons += number
        return range(self.persons - number + 1, self.persons + 1)

    def _write(self, act: str, on: date, person: int, area: str, neighbourhood: str) -> Act:
        subject = journal.pseudonym_of("people.person", person)
        facts = {"subject": subject, "area": area, "neighbourhood": neighbourhood, "measure": "person"}
        return self._keep(act, on, f"casework.case:{person}", facts)

    def open_desk(self, centre: CivicCentre, *, on: date) -> Act:
        facts = {"subject": journal.pseudonym(centre), "neighbourhood": centre.neighbourhood.code, "measure": "secretariat"}
        return self._keep("desks.desk.opened", on, "desks.desk:1", facts)

    def open_centre(self, centre: CivicCentre) -> Act:
        return self._keep("territory.civic_centre.opened", centre.opened_on, f"territory.civiccentre:{centre.pk}", {"subject": journal.pseudonym(centre)})

    def _keep(self, act: str, on: date, record: str, facts: dict[str, Any]) -> Act:
        at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
        prepared = journal.entry(act, on=on, at=at, record=record, by_id=self.head.pk, **facts)
        prepared.save(force_insert=True)
        return prepared

    def seal(self, *, days: int = 0) -> Seal:
        sealed = archive.seal(at=MORNING + timedelta(days=days))
        assert sealed is not None
        return sealed


@pytest.fixture(autouse=True)
def _nothing_kept_from_other_tests() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@dataclass(frozen=True)
class Published:
    """The town with its account published, and those who have to do with it."""

    town: Town
    office: Actor
    auditor: Actor
    edition: Edition


def _publish() -> Published:
    office = someone(*OFFICE)
    town = _town(someone(*HEAD), office)
    town.seal()
    edition = actions.publish(name="anno-2016", title="Bilancio 2016", by=office, at=MORNING)
    return Published(town, office, someone(*AUDITOR), edition)


@pytest.fixture
def _published(request: pytest.FixtureRequest, db: None) -> Published | None:
    """What a story that begins with a published account begins with: written once for all of them."""
    return once(_publish) if "published" in request.fixturenames else None


@pytest.fixture
def published(_published: Published) -> Edition:
    return _published.edition


@pytest.fixture
def office(_published: Published | None) -> Actor:
    return _published.office if _published else someone(*OFFICE)


@pytest.fixture
def auditor(_published: Published | None) -> Actor:
    return _published.auditor if _published else someone(*AUDITOR)


@pytest.fixture
def head(_published: Published | None) -> Actor:
    return _published.town.head if _published else someone(*HEAD)


@pytest.fixture
def town(_published: Published | None, head: Actor, office: Actor) -> Town:
    """Three centres, two with a desk; twelve elderly people in charge in 2016, in two neighbourhoods; nothing sealed yet, but for what is published."""
    return _published.town if _published else _town(head, office)


def _town(head: Actor, office: Actor) -> Town:
    centres = _centres()
    with NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        file.write(MANDATE)
        file.flush()
        town = Town(planning.load(Path(file.name), by=office, at=MORNING), head)
    for centre in centres:
        town.open_centre(centre)
    town.open_desk(centres[0], on=date(2011, 1, 10))
    town.open_desk(centres[1], on=date(2014, 2, 3))
    town.take_in_charge(7)
    town.take_in_charge(5, on=date(2015, 2, 2), neighbourhood="cederna")
    return town


def _centres() -> list[CivicCentre]:
    monza = Municipality.objects.create(istat_code="108033", name="Monza", catastal_code="F704", postcode="20900", ambito="Monza")
    places = [
        Neighbourhood.objects.create(code=code, name=code.title(), municipality=monza, position=n) for n, code in enumerate(("centro", "cederna", "triante"))
    ]
    return [CivicCentre.objects.create(code=place.code, name=place.name, address="via", neighbourhood=place, opened_on=date(2010, 1, 1)) for place in places]
