"""Who opens the registry, who writes in it."""

from datetime import date

import pytest

from sussidiario.access.actor import Actor
from sussidiario.access.rules import Role
from sussidiario.people import actions, policy
from sussidiario.people.models import Household, Person
from sussidiario.people.tests.conftest import AT, met, registered, someone


@pytest.mark.parametrize("role", [Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.SERVICE_HEAD])
def test_who_works_with_people_sees_those_their_work_is_about_and_writes(operator: Actor, role: Role) -> None:
    person = registered(operator, "Anna")
    household = actions.form([(person, 1)], on=operator.on, by=operator, at=AT)
    actor = someone("qualcuna", role)
    met(actor, person)

    assert list(policy.visible_to(actor)) == [person]
    assert list(policy.households_visible_to(actor)) == [household]
    assert policy.may_register(actor)
    assert policy.may_correct(actor, person)
    assert policy.may_move(actor, person)
    assert policy.may_record_death(actor, person)
    assert policy.may_form_household(actor, person)
    assert policy.may_change_household(actor, household)


def test_who_checks_sees_and_does_not_write(operator: Actor, auditor: Actor) -> None:
    person = registered(operator, "Anna")

    assert list(policy.visible_to(auditor)) == [person]
    assert policy.may_register(auditor).reason == "Chi controlla il registro non può scriverci."


def test_the_mandate_office_does_not_know_persons(operator: Actor, mandate_office: Actor) -> None:
    registered(operator, "Anna")

    assert not policy.visible_to(mandate_office).exists()
    assert not policy.households_visible_to(mandate_office).exists()
    assert policy.may_search(mandate_office).reason == "L'anagrafe è di chi lavora con le persone: il tuo ruolo non la apre."
    assert policy.may_register(mandate_office).reason == "Il tuo ruolo non registra persone."


def test_who_has_died_does_not_move_and_dies_once(operator: Actor) -> None:
    person = Person(given_name="Anna", died_on=date(2016, 1, 1))

    assert policy.may_move(operator, person).reason == "La persona è deceduta."
    assert policy.may_record_death(operator, person).reason == "La morte è già registrata."
    assert policy.may_correct(operator, person)


def test_a_dissolved_household_does_not_change(operator: Actor) -> None:
    household = Household(opened_on=date(2010, 1, 1), closed_on=date(2016, 1, 1))

    assert policy.may_change_household(operator, household).reason == "La famiglia è sciolta."
