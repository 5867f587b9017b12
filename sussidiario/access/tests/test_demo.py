"""The people who work in the invented city."""

from datetime import date

import pytest

from sussidiario.access.actor import actor
from sussidiario.access.demo import CAST, PASSWORD, TEAMS, create_staff
from sussidiario.access.models import Staff
from sussidiario.access.rules import Role
from sussidiario.foundation.areas import Area

pytestmark = pytest.mark.django_db


def test_every_role_and_every_area_has_somebody() -> None:
    staff = create_staff()

    asking = [actor(each, on=date(2016, 12, 31)) for each in staff.values()]
    assert {role for each in asking for role in each.roles} == set(Role)
    assert {area for _code, _name, area in TEAMS if area} == set(Area)
    assert all(each.teams for each in asking)


def test_each_of_the_cast_signs_in_with_the_one_password() -> None:
    staff = create_staff()

    assert list(staff) == [member.username for member in CAST]
    assert all(each.check_password(PASSWORD) for each in staff.values())


def test_creating_the_cast_again_changes_nothing() -> None:
    create_staff()
    held = {each.username: each.roles_held.count() for each in Staff.objects.all()}

    create_staff()

    assert {each.username: each.roles_held.count() for each in Staff.objects.all()} == held
