"""A person opened to another group: by whom, to whom, for how long, and what they see."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from sussidiario.access import actions as access
from sussidiario.access.decision import NotAllowed
from sussidiario.casework import actions as casework, policy as cases
from sussidiario.foundation.areas import Area
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people import actions as registry, policy as people
from sussidiario.privacy.actions import grants as actions
from sussidiario.privacy.lifecycle.grants import GrantState
from sussidiario.privacy.models import Grant
from sussidiario.privacy.policy import grants as policy
from sussidiario.privacy.tests.conftest import nothing_opened
from sussidiario.privacy.tests.opening import (
    AT,
    DAY,
    DESK,
    GIULIA,
    HEAD,
    LAST,
    NETWORK,
    OFFICE,
    OFFICER,
    OTHER_HEAD,
    PAOLA,
    PARTNER,
    STEFANO,
    granted,
    protected,
    reserved,
    team,
)
from tests import town as invented


@pytest.fixture
def town(town: invented.Town) -> invented.Town:
    """The small town, before anybody was opened to anybody."""
    return nothing_opened(town)


# Who opens, to whom


@pytest.mark.django_db
def test_who_is_in_charge_opens_a_person_to_a_partner_who_then_reads_them_and_nobody_else(town: invented.Town) -> None:
    partner = town.actor(PARTNER)
    assert not people.existing_to(partner).exists()

    granted(town)

    assert list(people.existing_to(partner)) == list(people.visible_to(partner)) == [town.persons["anna"]]
    assert list(cases.visible_to(partner)) == [town.cases["anna"]]
    assert not cases.entries_visible_to(partner).filter(private=True).exists()
    act = Act.objects.filter(act="privacy.grant.given").latest("pk")
    assert (act.by, act.why, act.partner) == (town.staff[PAOLA], "Accoglienza diurna dal lunedì al venerdì.", "accoglienza")


@pytest.mark.django_db
def test_it_ends_by_itself_and_leaves_no_tail(town: invented.Town) -> None:
    granted(town)

    on_the_last = town.actor(PARTNER, on=LAST)
    the_day_after = town.actor(PARTNER, on=LAST + timedelta(days=1))

    assert people.visible_to(on_the_last).exists()
    assert not people.existing_to(the_day_after).exists()
    assert not cases.visible_to(the_day_after).exists()
    assert not policy.visible_to(the_day_after).exists()


@pytest.mark.django_db
def test_it_begins_on_its_day(town: invented.Town) -> None:
    granted(town, from_on=date(2016, 12, 1))

    assert not people.visible_to(town.actor(PARTNER)).exists()
    assert people.visible_to(town.actor(PARTNER, on=date(2016, 12, 1))).exists()


@pytest.mark.django_db
def test_taken_back_it_ends_at_once(town: invented.Town) -> None:
    grant = actions.end(granted(town), why="Non frequenta più.", by=town.actor(STEFANO), at=AT)

    assert grant.state_on(DAY) == GrantState.ENDED
    assert not people.existing_to(town.actor(PARTNER)).exists()
    assert Act.objects.get(act="privacy.grant.ended").why == "Non frequenta più."
    with pytest.raises(Forbidden):
        actions.end(grant, why="ancora", by=town.actor(PAOLA), at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("username", [PAOLA, STEFANO, HEAD])
def test_who_is_in_charge_their_group_and_its_head_may_open(town: invented.Town, username: str) -> None:
    assert policy.may_give(town.actor(username), town.persons["anna"])


@pytest.mark.django_db
@pytest.mark.parametrize("username", [GIULIA, OTHER_HEAD, OFFICER, DESK, PARTNER, NETWORK, OFFICE])
def test_nobody_else_may(town: invented.Town, username: str) -> None:
    with pytest.raises(NotAllowed) as denied:
        granted(town, by=username)

    assert denied.value.reason == "Lo decide chi ha in carico la persona."
    assert not Grant.objects.exists()


@pytest.mark.django_db
def test_who_was_let_in_lets_in_nobody(town: invented.Town) -> None:
    granted(town, to="adulti")

    assert people.visible_to(town.actor(GIULIA)).filter(pk=town.persons["anna"].pk).exists()
    assert not policy.may_give(town.actor(GIULIA), town.persons["anna"])


@pytest.mark.django_db
def test_where_nobody_is_in_charge_any_head_opens_an_ordinary_record_and_not_a_reserved_one(town: invented.Town) -> None:
    professor, head = town.persons["professor"], town.actor(OTHER_HEAD)
    assert policy.may_give(head, professor)

    registry.reserve(professor, why="Salute.", by=head, at=AT)
    professor.refresh_from_db()

    assert not policy.may_give(head, professor)


@pytest.mark.django_db
def test_of_a_household_in_charge_each_who_lives_in_it_may_be_granted(town: invented.Town) -> None:
    head = town.actor(OTHER_HEAD)
    worker = town.actor("lucia.ferrario")
    case = casework.propose(household=town.households["de luca"], area=Area.MINORS, why="Difficoltà.", by=worker, at=AT)
    casework.open_case(case, worker=town.staff["elena.galbiati"], on=DAY, by=head, at=AT)

    assert policy.may_give(town.actor("elena.galbiati"), town.persons["sara"])
    assert not policy.may_give(town.actor("elena.galbiati"), town.persons["anna"])


@pytest.mark.django_db
def test_a_protected_person_is_opened_to_nobody_and_what_was_granted_opens_no_more(town: invented.Town) -> None:
    granted(town)
    person = protected(town)

    assert policy.may_give(town.actor(NETWORK), person).reason == "Una persona protetta non si apre ad altri."
    assert not people.existing_to(town.actor(PARTNER)).exists()
    for username in (PARTNER, PAOLA, HEAD, OFFICER):
        assert not policy.visible_to(town.actor(username)).exists(), username
    assert policy.visible_to(town.actor(NETWORK)).exists()


@pytest.mark.django_db
def test_a_reserved_person_is_opened_by_who_is_in_charge(town: invented.Town) -> None:
    reserved(town)

    granted(town)

    assert people.visible_to(town.actor(PARTNER)).get() == town.persons["anna"]


# What cannot be typed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"purpose": "  "}, "purpose", "Scrivi per che cosa"),
        ({"from_on": date(2016, 11, 14)}, "from_on", "Il giorno è passato"),
        ({"from_on": date(2016, 12, 2), "last_on": date(2016, 12, 1)}, "last_on", "Finisce prima di iniziare"),
        ({"last_on": date(2017, 11, 15)}, "last_on", "al massimo 12 mesi, cioè fino al 14 novembre 2017"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(town: invented.Town, typed: dict[str, Any], field: str, words: str) -> None:
    right: dict[str, Any] = {"team": team(), "purpose": "Accoglienza.", "from_on": DAY, "last_on": LAST}

    with pytest.raises(Refusal) as refusal:
        actions.give(town.persons["anna"], **(right | typed), by=town.actor(PAOLA), at=AT)

    assert refusal.value.field == field
    assert words in refusal.value.message
    assert not Grant.objects.exists()


@pytest.mark.django_db
def test_how_long_it_may_last_is_a_setting(town: invented.Town, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_GRANT_MONTHS = 1

    with pytest.raises(Refusal, match="al massimo 1 mese"):
        granted(town, last_on=date(2016, 12, 15))


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["mandato", "revisione", "accessi"])
def test_a_group_where_nobody_reads_is_offered_to_nobody(town: invented.Town, code: str) -> None:
    assert team(code) not in policy.teams_to_open_to(town.actor(PAOLA))
    with pytest.raises(Refusal) as refusal:
        granted(town, to=code)

    assert refusal.value.field == "team"


@pytest.mark.django_db
def test_the_same_group_is_not_given_the_same_days_twice_and_may_go_on_after_them(town: invented.Town) -> None:
    granted(town)

    with pytest.raises(Refusal) as refusal:
        granted(town, from_on=LAST, last_on=LAST)
    after = granted(town, from_on=LAST + timedelta(days=1), last_on=date(2017, 3, 1))

    assert refusal.value.field == "from_on"
    assert after.state_on(DAY) == GrantState.COMING
    assert granted(town, to="rete").team == team("rete")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"until_on": DAY},
        {"purpose": ""},
        {"ended_on": DAY},
        {"ended_why": "perché"},
        {"ended_on": date(2017, 1, 1), "ended_why": "dopo la fine"},
    ],
)
def test_the_database_refuses_what_can_never_be(town: invented.Town, wrong: dict[str, Any]) -> None:
    grant = granted(town)
    if "ended_why" in wrong and "ended_on" in wrong:
        wrong |= {"ended_by": town.staff[PAOLA]}

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(**wrong)


# Who knows of it


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "sees"), [(PAOLA, 1), (STEFANO, 1), (HEAD, 1), (OTHER_HEAD, 1), (OFFICER, 1), (PARTNER, 1), (GIULIA, 0), (DESK, 0), (NETWORK, 0)]
)
def test_a_grant_is_known_to_who_it_concerns(town: invented.Town, username: str, sees: int) -> None:
    granted(town)

    assert policy.visible_to(town.actor(username)).count() == sees


@pytest.mark.django_db
def test_a_partner_does_not_learn_to_whom_else_a_person_is_open(town: invented.Town) -> None:
    granted(town)
    granted(town, to="adulti")

    assert [grant.team.code for grant in policy.visible_to(town.actor(PARTNER))] == ["accoglienza"]


@pytest.mark.django_db
@pytest.mark.parametrize(("username", "may"), [(PAOLA, True), (STEFANO, True), (HEAD, True), (OTHER_HEAD, True), (OFFICER, False), (PARTNER, False)])
def test_it_is_taken_back_by_who_gave_it_their_group_and_the_heads(town: invented.Town, username: str, may: bool) -> None:  # noqa: FBT001  a table
    grant = granted(town)

    assert bool(policy.may_end(town.actor(username), grant)) is may


def test_two_give_the_same_at_once_and_one_does(transactional_db: None, together: Callable[..., list[Any]]) -> None:
    town = nothing_opened(invented.build())
    one, other = town.actor(PAOLA), town.actor(STEFANO)

    def give(by: Any) -> Grant:
        return actions.give(town.persons["anna"], team=team(), purpose="Accoglienza.", from_on=DAY, last_on=LAST, by=by, at=AT)

    results = together(lambda: give(one), lambda: give(other))

    assert sorted(type(result).__name__ for result in results) == ["Grant", "Refusal"]
    assert Grant.objects.count() == 1


@pytest.mark.django_db
def test_who_leaves_the_group_loses_what_was_granted_to_it(town: invented.Town) -> None:
    granted(town)

    access.leave_team(town.staff[PARTNER].memberships.get(), on=DAY)

    assert not people.existing_to(town.actor(PARTNER)).exists()
