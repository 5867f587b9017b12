"""Households form, grow, part and come together; who lived with whom on any day can be told."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act
from sussidiario.people import actions
from sussidiario.people.models import Household, Membership, Person
from sussidiario.people.tests.conftest import AT, DAY, registered
from sussidiario.people.tests.test_actions_registry import refused
from sussidiario.territory.models import Neighbourhood

THEN = date(2014, 3, 10)


@pytest.fixture
def family(operator: Actor) -> list[Person]:
    return [registered(operator, name, "De Luca") for name in ("Marco", "Sara", "Leonardo", "Gaia")]


@pytest.fixture
def household(operator: Actor, family: list[Person]) -> Household:
    return actions.form(list(zip(family, (1, 2, 3, 3), strict=True)), on=THEN, by=operator, at=AT)


def members(household: Household) -> list[tuple[str, int]]:
    return [(membership.person.given_name, membership.relation) for membership in household.memberships.open().in_order()]


def test_a_household_is_formed_where_its_reference_person_lives(operator: Actor, family: list[Person], centre: Neighbourhood) -> None:
    Person.objects.filter(pk=family[0].pk).update(neighbourhood=centre)

    household = actions.form([(family[0], 1), (family[1], 2)], on=THEN, by=operator, at=AT)

    act = Act.objects.latest("pk")
    assert household.neighbourhood == centre
    assert members(household) == [("Marco", 1), ("Sara", 2)]
    assert (act.act, act.on, act.quantity, act.subject, act.neighbourhood) == ("people.household.formed", THEN, 2, pseudonym(household), "centro")


def test_a_household_has_one_reference_person(operator: Actor, family: list[Person]) -> None:
    assert refused(lambda: actions.form([(family[0], 2)], on=THEN, by=operator, at=AT))[0] == "relation"
    assert refused(lambda: actions.form([(family[0], 1), (family[1], 1)], on=THEN, by=operator, at=AT))[0] == "relation"
    assert refused(lambda: actions.form([(family[0], 1), (family[1], 77)], on=THEN, by=operator, at=AT))[0] == "relation"


def test_nobody_lives_in_two_households(operator: Actor, household: Household, family: list[Person]) -> None:
    found = refused(lambda: actions.form([(family[2], 1)], on=DAY, by=operator, at=AT))

    assert found == ("person", "Leonardo De Luca vive già in una famiglia: prima va registrata l'uscita.")
    assert Household.objects.count() == 1


def test_two_who_take_the_same_person_in_at_once(together: Callable[..., list[Any]], operator: Actor, household: Household) -> None:
    nonna, other = registered(operator, "Nonna", "Rossi"), registered(operator, "Ada", "Verdi")
    others = actions.form([(other, 1)], on=THEN, by=operator, at=AT)

    results = together(
        lambda: actions.join(household, nonna, relation=6, on=DAY, by=operator, at=AT),
        lambda: actions.join(others, nonna, relation=6, on=DAY, by=operator, at=AT),
    )

    [refusal] = [result for result in results if isinstance(result, Refusal)]
    assert refusal.message == "Nonna Rossi vive già in una famiglia: prima va registrata l'uscita."
    assert Membership.objects.open().filter(person=nonna).count() == 1


def test_somebody_joins(operator: Actor, household: Household) -> None:
    baby = registered(operator, "Tommaso", "De Luca")

    actions.join(household, baby, relation=3, on=DAY, why="nascita", by=operator, at=AT)

    act = Act.objects.latest("pk")
    assert members(household)[-1] == ("Tommaso", 3)
    assert (act.act, act.subject, act.detail, act.why) == ("people.household.joined", pseudonym(baby), {"relation": 3}, "nascita")


def test_there_is_one_reference_person_whoever_joins(operator: Actor, household: Household) -> None:
    baby = registered(operator, "Tommaso", "Bianchi")

    assert refused(lambda: actions.join(household, baby, relation=1, on=DAY, by=operator, at=AT)) == (
        "relation",
        "La famiglia ha già un intestatario: scegli un'altra relazione.",
    )
    assert refused(lambda: actions.join(household, baby, relation=3, on=date(2014, 3, 9), by=operator, at=AT))[0] == "on"
    assert refused(lambda: actions.join(household, baby, relation=3, on=date(2016, 11, 16), by=operator, at=AT))[0] == "on"


def test_somebody_leaves_and_what_was_stays_written(operator: Actor, household: Household, family: list[Person]) -> None:
    actions.leave(household, family[1], on=DAY, why="separazione", by=operator, at=AT)

    gone = household.memberships.get(person=family[1])
    assert (gone.until_on, gone.why) == (DAY, "separazione")
    assert len(household.memberships.on(THEN)) == 4
    assert members(household) == [("Marco", 1), ("Leonardo", 3), ("Gaia", 3)]
    assert Act.objects.latest("pk").act == "people.household.left"


def test_who_leaves_last_dissolves_the_household(operator: Actor) -> None:
    anna = registered(operator, "Anna")
    household = actions.form([(anna, 1)], on=THEN, by=operator, at=AT)

    actions.leave(household, anna, on=DAY, why="trasferita", by=operator, at=AT)

    household.refresh_from_db()
    assert household.closed_on == DAY
    with pytest.raises(NotAllowed, match="sciolta"):
        actions.join(household, anna, relation=1, on=DAY, by=operator, at=AT)


def test_a_wrong_leave_is_refused(operator: Actor, household: Household, family: list[Person]) -> None:
    stranger = registered(operator, "Ada", "Verdi")

    assert refused(lambda: actions.leave(household, family[1], on=DAY, why=" ", by=operator, at=AT))[0] == "why"
    assert refused(lambda: actions.leave(household, stranger, on=DAY, why="via", by=operator, at=AT))[0] == "members"


def test_nobody_leaves_before_they_came(operator: Actor, household: Household) -> None:
    baby = registered(operator, "Tommaso", "Bianchi")
    actions.join(household, baby, relation=3, on=DAY, by=operator, at=AT)

    assert refused(lambda: actions.leave(household, baby, on=date(2015, 1, 1), why="via", by=operator, at=AT))[0] == "on"


def test_some_found_a_household_of_their_own(operator: Actor, household: Household, family: list[Person]) -> None:
    new = actions.split(household, [(family[1], 1), (family[3], 3)], on=DAY, why="separazione", by=operator, at=AT)

    act = Act.objects.latest("pk")
    assert members(household) == [("Marco", 1), ("Leonardo", 3)]
    assert members(new) == [("Sara", 1), ("Gaia", 3)]
    assert (act.act, act.quantity, act.detail) == ("people.household.split", 2, {"into": new.pk})


def test_somebody_has_to_stay_when_a_household_splits(operator: Actor, household: Household, family: list[Person]) -> None:
    everybody = list(zip(family, (1, 2, 3, 3), strict=True))

    assert refused(lambda: actions.split(household, everybody, on=DAY, why="via", by=operator, at=AT))[0] == "members"


def test_two_households_become_one(operator: Actor, household: Household) -> None:
    nonna, zio = registered(operator, "Nonna", "Rossi"), registered(operator, "Zio", "Rossi")
    other = actions.form([(nonna, 1), (zio, 3)], on=THEN, by=operator, at=AT)

    missing = refused(lambda: actions.merge(household, other, relations={nonna.pk: 6}, on=DAY, why="insieme", by=operator, at=AT))
    actions.merge(household, other, relations={nonna.pk: 6, zio.pk: 18}, on=DAY, why="insieme", by=operator, at=AT)

    other.refresh_from_db()
    act = Act.objects.latest("pk")
    assert missing == ("relations", "Indica la relazione di Zio Rossi.")
    assert members(household)[-2:] == [("Nonna", 6), ("Zio", 18)]
    assert other.closed_on == DAY
    assert (act.act, act.quantity, act.detail) == ("people.household.merged", 2, {"from": other.pk})


def test_a_household_is_not_merged_with_itself(operator: Actor, household: Household) -> None:
    assert refused(lambda: actions.merge(household, household, relations={}, on=DAY, why="x", by=operator, at=AT))[0] == "other"


def test_the_relations_are_said_again_when_the_reference_person_changes(operator: Actor, household: Household, family: list[Person]) -> None:
    marco, sara, leo, gaia = family
    actions.leave(household, marco, on=DAY, why="trasferito", by=operator, at=AT)

    actions.restate(household, relations={sara.pk: 1, leo.pk: 3, gaia.pk: 3}, on=DAY, by=operator, at=AT)

    assert members(household) == [("Sara", 1), ("Leonardo", 3), ("Gaia", 3)]
    assert [(each.relation, each.until_on) for each in household.memberships.filter(person=sara).order_by("pk")] == [(2, DAY), (1, None)]
    assert Act.objects.latest("pk").quantity == 1


def test_relations_said_again_are_whole_and_new(operator: Actor, household: Household, family: list[Person]) -> None:
    marco, sara, leo, gaia = family
    same = {marco.pk: 1, sara.pk: 2, leo.pk: 3, gaia.pk: 3}

    assert refused(lambda: actions.restate(household, relations={marco.pk: 1}, on=DAY, by=operator, at=AT))[0] == "relations"
    assert refused(lambda: actions.restate(household, relations=same | {marco.pk: 2}, on=DAY, by=operator, at=AT))[0] == "relation"
    assert refused(lambda: actions.restate(household, relations=same, on=DAY, by=operator, at=AT)) == (None, "Non è cambiato niente.")


def test_who_checks_the_book_changes_no_household(auditor: Actor, household: Household, family: list[Person]) -> None:
    with pytest.raises(NotAllowed):
        actions.leave(household, family[0], on=DAY, why="prova", by=auditor, at=AT)
