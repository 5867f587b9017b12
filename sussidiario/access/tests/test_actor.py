"""Who is asking, on which day."""

from datetime import date
from typing import Any

import pytest

from sussidiario.access import actions
from sussidiario.access.actor import actor
from sussidiario.access.models import Staff, Team
from sussidiario.access.rules import Role

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2016, 3, 1), date(2016, 4, 1), date(2016, 5, 1)


@pytest.fixture
def chiara() -> Staff:
    staff = Staff.objects.create(username="chiara", given_name="Chiara", family_name="Brambilla")
    actions.give_role(staff, Role.DESK_OPERATOR, from_on=MARCH, until_on=MAY, given_by=None)
    actions.give_role(staff, Role.SERVICE_HEAD, from_on=MAY, given_by=None)
    actions.leave_team(actions.join_team(staff, Team.objects.create(code="sportelli", name="Sportelli"), on=MARCH), on=APRIL)
    return staff


@pytest.mark.parametrize(
    ("on", "roles", "teams"),
    [
        (date(2016, 2, 29), set(), 0),
        (MARCH, {Role.DESK_OPERATOR}, 1),
        (date(2016, 3, 31), {Role.DESK_OPERATOR}, 1),
        (APRIL, {Role.DESK_OPERATOR}, 0),
        (MAY, {Role.SERVICE_HEAD}, 0),
    ],
)
def test_roles_and_teams_are_those_of_the_day(chiara: Staff, on: date, roles: set[Role], teams: int) -> None:
    asking = actor(chiara, on=on)

    assert set(asking.roles) == roles
    assert len(asking.teams) == teams
    assert (asking.on, asking.pk) == (on, chiara.pk)


def test_having_one_of_several_roles_is_enough(chiara: Staff) -> None:
    asking = actor(chiara, on=MARCH)

    assert asking.has(Role.AUDITOR, Role.DESK_OPERATOR)
    assert not asking.has(Role.AUDITOR)
    assert not asking.has()


def test_it_takes_two_queries_whatever_is_held(chiara: Staff, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        actor(chiara, on=MARCH)
