"""Who works here, and two neighbourhoods."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.people.actions import register
from sussidiario.people.models import Meeting, Person
from sussidiario.territory.models import Municipality, Neighbourhood

DAY = date(2016, 11, 15)
AT = datetime(2016, 11, 15, 9, tzinfo=UTC)
MAY = date(1970, 5, 3)


def someone(username: str, *roles: Role) -> Actor:
    staff = Staff.objects.create(username=username, given_name=username.capitalize(), family_name="Riva")
    for role in roles:
        RoleHeld.objects.create(staff=staff, role=role, from_on=date(2012, 1, 1))
    return actor(staff, on=DAY)


def registered(by: Actor, given_name: str, family_name: str = "", birth_on: date | None = None, **details: Any) -> Person:
    """Somebody registered, whoever looks alike."""
    return register(given_name=given_name, family_name=family_name, birth_on=birth_on, why_different="di prova", by=by, at=AT, **details)


def met(by: Actor, person: Person) -> Person:
    """Somebody whom `by` had before them today."""
    Meeting.objects.create(person=person, staff=by.staff, on=by.on, how="recognised")
    return person


@pytest.fixture
def operator(db: None) -> Actor:
    return someone("chiara", Role.DESK_OPERATOR)


@pytest.fixture
def auditor(db: None) -> Actor:
    return someone("antonio", Role.AUDITOR)


@pytest.fixture
def mandate_office(db: None) -> Actor:
    return someone("federica", Role.MANDATE_OFFICE)


@pytest.fixture
def centre(db: None) -> Neighbourhood:
    city, _created = Municipality.objects.get_or_create(
        istat_code="108033", defaults={"name": "Monza", "catastal_code": "F704", "postcode": "20900", "ambito": "Monza"}
    )
    return Neighbourhood.objects.create(code="centro", name="Centro", municipality=city, position=1)


@pytest.fixture
def cederna(centre: Neighbourhood) -> Neighbourhood:
    return Neighbourhood.objects.create(code="cederna", name="Cederna", municipality=centre.municipality, position=2)


@pytest.fixture
def browser(settings: LazySettings, operator: Actor) -> Client:
    """The operator at work on the day of these stories."""
    settings.SUSSIDIARIO_TODAY = "2016-11-15"
    client = Client()
    client.force_login(operator.staff, backend="django.contrib.auth.backends.ModelBackend")
    return client
