"""Roles are given and ended, teams joined and left, each from a day to a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sussidiario.access import actions
from sussidiario.access.models import RoleHeld, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.foundation.refusal import Refusal

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2016, 3, 1), date(2016, 4, 1), date(2016, 5, 1)


@pytest.fixture
def chiara() -> Staff:
    return Staff.objects.create(username="chiara", given_name="Chiara", family_name="Brambilla")


@pytest.fixture
def elderly() -> Team:
    return Team.objects.create(code="anziani", name="Anziani", area="elderly")


def test_a_role_is_given_from_a_day(chiara: Staff) -> None:
    held = actions.give_role(chiara, Role.DESK_OPERATOR, from_on=MARCH, given_by=None)

    assert (held.staff, held.role, held.from_on, held.until_on) == (chiara, Role.DESK_OPERATOR, MARCH, None)


def test_a_role_is_not_given_twice_for_the_same_days(chiara: Staff) -> None:
    actions.give_role(chiara, Role.DESK_OPERATOR, from_on=MARCH, given_by=None)

    with pytest.raises(Refusal) as refused:
        actions.give_role(chiara, Role.DESK_OPERATOR, from_on=MAY, given_by=None)
    assert refused.value.field == "role"


def test_an_incompatible_role_is_refused_while_the_other_lasts(chiara: Staff) -> None:
    actions.give_role(chiara, Role.SOCIAL_WORKER, from_on=MARCH, until_on=MAY, given_by=None)

    with pytest.raises(Refusal) as refused:
        actions.give_role(chiara, Role.AUDITOR, from_on=APRIL, given_by=None)
    assert "assistente sociale" in refused.value.message
    assert RoleHeld.objects.filter(role=Role.AUDITOR).count() == 0


def test_an_incompatible_role_may_begin_the_day_the_other_ends(chiara: Staff) -> None:
    actions.give_role(chiara, Role.SOCIAL_WORKER, from_on=MARCH, until_on=MAY, given_by=None)

    held = actions.give_role(chiara, Role.AUDITOR, from_on=MAY, given_by=None)

    assert held.from_on == MAY


def test_an_incompatible_role_may_end_before_the_other_begins(chiara: Staff) -> None:
    actions.give_role(chiara, Role.SOCIAL_WORKER, from_on=MAY, given_by=None)

    held = actions.give_role(chiara, Role.AUDITOR, from_on=MARCH, until_on=MAY, given_by=None)

    assert held.until_on == MAY


def test_an_ended_role_leaves_room_for_another(chiara: Staff) -> None:
    held = actions.give_role(chiara, Role.MANDATE_OFFICE, from_on=MARCH, given_by=None)

    actions.end_role(held, on=APRIL)

    assert actions.give_role(chiara, Role.DESK_OPERATOR, from_on=APRIL, given_by=None).role == Role.DESK_OPERATOR


def test_whoever_works_at_a_desk_may_become_a_social_worker_too(chiara: Staff) -> None:
    actions.give_role(chiara, Role.DESK_OPERATOR, from_on=MARCH, given_by=None)

    actions.give_role(chiara, Role.SOCIAL_WORKER, from_on=MARCH, given_by=None)

    assert chiara.roles_held.count() == 2


def test_joining_a_team_twice_changes_nothing(chiara: Staff, elderly: Team) -> None:
    first = actions.join_team(chiara, elderly, on=MARCH)

    second = actions.join_team(chiara, elderly, on=MAY)

    assert first == second
    assert second.from_on == MARCH


def test_a_team_that_was_left_can_be_joined_again(chiara: Staff, elderly: Team) -> None:
    actions.leave_team(actions.join_team(chiara, elderly, on=MARCH), on=APRIL)

    again = actions.join_team(chiara, elderly, on=MAY)

    assert [(each.from_on, each.until_on) for each in chiara.memberships.order_by("from_on")] == [(MARCH, APRIL), (MAY, None)]
    assert again.from_on == MAY


def test_nothing_is_held_until_a_day_before_it_began(chiara: Staff) -> None:
    held = actions.give_role(chiara, Role.DESK_OPERATOR, from_on=APRIL, given_by=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.end_role(held, on=MARCH)
