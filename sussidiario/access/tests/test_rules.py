"""Roles that one person may not hold together."""

import itertools

import pytest

from sussidiario.access.rules import Role, conflict

TOGETHER = {
    frozenset({Role.DESK_OPERATOR, Role.SOCIAL_WORKER}),
    frozenset({Role.DESK_OPERATOR, Role.SERVICE_HEAD}),
    frozenset({Role.SOCIAL_WORKER, Role.SERVICE_HEAD}),
    frozenset({Role.SOCIAL_WORKER, Role.NETWORK}),
    frozenset({Role.MANDATE_OFFICE, Role.SERVICE_HEAD}),
    frozenset({Role.EXECUTIVE, Role.SERVICE_HEAD}),
}
"""The only pairs that one person may hold."""


@pytest.mark.parametrize(("asked", "held"), list(itertools.permutations(Role, 2)))
def test_every_pair_of_roles(asked: Role, held: Role) -> None:
    expected = None if frozenset({asked, held}) in TOGETHER else held

    assert conflict(asked, frozenset({held})) is expected


def test_whoever_checks_the_book_does_nothing_else() -> None:
    assert all(conflict(Role.AUDITOR, frozenset({other})) for other in Role if other is not Role.AUDITOR)


def test_no_role_is_in_conflict_with_none() -> None:
    assert [conflict(role, frozenset()) for role in Role] == [None] * len(Role)


def test_a_role_is_its_value_and_carries_its_label() -> None:
    assert Role("auditor") is Role.AUDITOR
    assert all(role.label for role in Role)
