"""A person opened in an emergency: the reason first, some hours, and a verdict."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.test import Client

from sussidiario.access import actor as asking
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Staff
from sussidiario.casework import policy as cases
from sussidiario.desks import policy as desks
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import emergency as actions
from sussidiario.privacy.lifecycle.emergency import EmergencyState, Verdict
from sussidiario.privacy.models import Emergency
from sussidiario.privacy.policy import emergency as policy
from sussidiario.privacy.tests.conftest import nothing_opened
from sussidiario.privacy.tests.opening import (
    DESK,
    GIULIA,
    HEAD,
    LUCIA,
    MANDATE,
    NETWORK,
    OFFICE,
    OFFICER,
    OTHER_DESK,
    OTHER_HEAD,
    PAOLA,
    PARTNER,
    TEN,
    WHY,
    opened,
    protected,
    reads,
    reserved,
    reviewed,
    someone,
)
from tests import town as invented

Enter = Callable[[str], Client]


@pytest.fixture
def town(town: invented.Town) -> invented.Town:
    """The small town, before anybody was opened to anybody."""
    return nothing_opened(town)


# Opening


@pytest.mark.django_db
def test_it_opens_all_that_every_domain_keeps_for_four_hours_and_then_nothing(town: invented.Town) -> None:
    assert not reads(town, GIULIA, "anna", TEN)

    emergency = opened(town)

    holding, over = someone(town, GIULIA, TEN + timedelta(hours=4, seconds=-1)), someone(town, GIULIA, TEN + timedelta(hours=4))
    assert emergency.until_at == TEN + timedelta(hours=4)
    assert town.persons["anna"] in people.visible_to(holding)
    assert town.cases["anna"] in cases.visible_to(holding)
    assert desks.appointments_visible_to(holding).filter(person=town.persons["anna"]).exists()
    assert town.persons["anna"] not in people.visible_to(over)
    assert town.cases["anna"] not in cases.visible_to(over)
    assert not desks.appointments_visible_to(over).filter(person=town.persons["anna"]).exists()


@pytest.mark.django_db
def test_who_asks_at_no_instant_has_none(town: invented.Town) -> None:
    opened(town)

    timeless = asking.actor(Staff.objects.get(username=GIULIA), on=invented.DAY)

    assert town.persons["anna"] not in people.visible_to(timeless)


@pytest.mark.django_db
def test_it_opens_nothing_to_anybody_else(town: invented.Town) -> None:
    opened(town, OTHER_DESK, "marco")

    assert reads(town, OTHER_DESK, "marco", TEN)
    assert not reads(town, "samira.elamrani", "marco", TEN)


@pytest.mark.django_db
def test_how_long_it_lasts_is_a_setting(town: invented.Town, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_EMERGENCY_HOURS = 1

    assert opened(town).until_at == TEN + timedelta(hours=1)


@pytest.mark.django_db
def test_a_reserved_record_opens(town: invented.Town) -> None:
    reserved(town)

    opened(town, OTHER_HEAD)

    assert reads(town, OTHER_HEAD, "anna", TEN)


@pytest.mark.django_db
@pytest.mark.parametrize("username", [GIULIA, DESK, HEAD, OTHER_HEAD, OFFICER, PARTNER, OFFICE, MANDATE])
def test_a_protected_person_does_not_exist_in_an_emergency_either(town: invented.Town, enter: Enter, username: str) -> None:
    protected(town)
    by, client = someone(town, username), enter(username)

    answers = [client.get(f"/riservatezza/persone/{pk}/emergenza/") for pk in (town.persons["anna"].pk, 999_999)]

    assert [answer.status_code for answer in answers] == [404, 404]
    with pytest.raises(Person.DoesNotExist):
        actions.open_emergency(town.persons["anna"], reason=WHY, by=by, at=TEN)


@pytest.mark.django_db
def test_who_becomes_protected_is_closed_at_once_and_only_their_group_knows_and_judges(town: invented.Town, enter: Enter) -> None:
    emergency = opened(town)
    protected(town)
    later = TEN + timedelta(hours=5)

    assert not reads(town, GIULIA, "anna", TEN)
    assert not policy.holding(someone(town, GIULIA)).exists()
    assert "Anna" not in enter(GIULIA).get("/oggi/").content.decode()
    for username in (GIULIA, PAOLA, HEAD, OFFICER):
        assert not policy.visible_to(someone(town, username)).exists(), username
    assert policy.to_review(someone(town, NETWORK)).get() == emergency
    assert reviewed(town, emergency, NETWORK, at=later).reviewed_by == town.staff[NETWORK]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "reason"),
    [
        (OFFICER, "In emergenza aprono solo sportelli, assistenti sociali e responsabili del servizio."),
        (NETWORK, "In emergenza aprono solo sportelli, assistenti sociali e responsabili del servizio."),
        (PAOLA, "La scheda è già aperta per te: non serve un accesso d'emergenza."),
        (HEAD, "La scheda è già aperta per te: non serve un accesso d'emergenza."),
    ],
)
def test_whose_role_does_not_or_who_reads_already_is_told_so(town: invented.Town, enter: Enter, username: str, reason: str) -> None:
    with pytest.raises(NotAllowed) as denied:
        opened(town, username)

    assert denied.value.reason == reason
    assert enter(username).get(f"/riservatezza/persone/{town.persons['anna'].pk}/emergenza/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "   ", "urgente", "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"])
def test_without_a_reason_nothing_opens(town: invented.Town, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        opened(town, reason=reason)

    assert refusal.value.field == "reason"
    assert not Emergency.objects.exists()


@pytest.mark.django_db
def test_it_is_in_the_book_with_its_reason(town: invented.Town) -> None:
    emergency = opened(town)

    act = Act.objects.filter(act="privacy.emergency.opened").latest("pk")

    assert (act.by, act.why, act.record, act.at) == (town.staff[GIULIA], WHY, f"privacy.emergency:{emergency.pk}", TEN)


# Closing


@pytest.mark.django_db
@pytest.mark.parametrize("username", [GIULIA, HEAD, OFFICER])
def test_closed_it_opens_nothing_more(town: invented.Town, username: str) -> None:
    emergency = opened(town)
    at = TEN + timedelta(minutes=30)

    actions.close_emergency(emergency, by=someone(town, username, at), at=at)

    assert not reads(town, GIULIA, "anna", at)
    assert Staff.objects.get(username=GIULIA).emergency_until is None
    assert Act.objects.get(act="privacy.emergency.closed").by == town.staff[username]
    with pytest.raises(Forbidden):
        actions.close_emergency(emergency, by=someone(town, username, at), at=at)


@pytest.mark.django_db
def test_a_colleague_does_not_close_it(town: invented.Town) -> None:
    with pytest.raises(NotAllowed):
        actions.close_emergency(opened(town), by=someone(town, LUCIA), at=TEN)


@pytest.mark.django_db
def test_closing_one_leaves_the_other(town: invented.Town) -> None:
    first, later = opened(town), TEN + timedelta(hours=1)
    second = opened(town, who="leo", at=later)

    actions.close_emergency(first, by=someone(town, GIULIA, later), at=later)

    assert Staff.objects.get(username=GIULIA).emergency_until == second.until_at
    assert reads(town, GIULIA, "leo", later)
    assert not reads(town, GIULIA, "anna", later)


@pytest.mark.django_db
def test_when_it_is_over_another_may_be_opened(town: invented.Town) -> None:
    first, later = opened(town), TEN + timedelta(hours=6)

    second = opened(town, at=later)

    first.refresh_from_db()
    assert first.closed_at == first.until_at
    assert second.pk != first.pk
    assert reads(town, GIULIA, "anna", later)


# Judging


@pytest.mark.django_db
@pytest.mark.parametrize("username", [HEAD, OTHER_HEAD, OFFICER])
def test_a_head_or_the_officer_says_whether_it_was_right(town: invented.Town, username: str) -> None:
    emergency, later = opened(town), TEN + timedelta(hours=5)

    judged = reviewed(town, emergency, username, at=later, verdict=Verdict.NOT_JUSTIFIED)

    assert (judged.state_at(later), judged.verdict, judged.closed_at) == (EmergencyState.REVIEWED, "not_justified", emergency.until_at)
    assert Act.objects.get(act="privacy.emergency.reviewed").detail == {"verdict": "not_justified"}
    assert not policy.to_review(someone(town, OTHER_HEAD, later)).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("username", [GIULIA, PAOLA, LUCIA, DESK, PARTNER, NETWORK, OFFICE, MANDATE])
def test_nobody_else_does(town: invented.Town, username: str) -> None:
    with pytest.raises(NotAllowed):
        reviewed(town, opened(town), username, at=TEN + timedelta(hours=5))


@pytest.mark.django_db
def test_a_head_does_not_judge_their_own(town: invented.Town) -> None:
    reserved(town)
    emergency, later = opened(town, OTHER_HEAD), TEN + timedelta(hours=5)

    with pytest.raises(NotAllowed, match="Hai aperto tu"):
        reviewed(town, emergency, OTHER_HEAD, at=later)

    assert not policy.to_review(someone(town, OTHER_HEAD, later)).exists()
    assert policy.to_review(someone(town, HEAD, later)).exists()


@pytest.mark.django_db
def test_it_is_judged_when_it_is_over_once_and_in_words(town: invented.Town) -> None:
    emergency, later = opened(town), TEN + timedelta(hours=5)

    with pytest.raises(Forbidden):
        reviewed(town, emergency, at=TEN)
    with pytest.raises(Refusal) as refusal:
        actions.review_emergency(emergency, verdict=Verdict.JUSTIFIED, words=" ", by=someone(town, HEAD, later), at=later)
    reviewed(town, emergency, at=later)
    with pytest.raises(Forbidden):
        reviewed(town, emergency, OFFICER, at=later)

    assert refusal.value.field == "words"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"until_at": TEN},
        {"closed_at": TEN - timedelta(minutes=1)},
        {"closed_at": TEN + timedelta(hours=5)},
        {"verdict": "justified"},
        {"words": "bene"},
    ],
)
def test_the_database_refuses_what_can_never_be(town: invented.Town, wrong: dict[str, Any]) -> None:
    emergency = opened(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        Emergency.objects.filter(pk=emergency.pk).update(**wrong)


@pytest.mark.django_db
def test_the_database_refuses_ones_own_judge_and_two_at_once(town: invented.Town) -> None:
    emergency = opened(town)
    whole = {"reviewed_at": TEN, "verdict": "justified", "words": "bene", "closed_at": TEN}

    with pytest.raises(IntegrityError), transaction.atomic():
        Emergency.objects.filter(pk=emergency.pk).update(reviewed_by=emergency.staff, **whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        Emergency.objects.create(person=emergency.person, staff=emergency.staff, reason=WHY, opened_at=TEN, until_at=emergency.until_at)


def test_two_judge_at_once_and_one_does(transactional_db: None, together: Callable[..., list[Any]]) -> None:
    town = nothing_opened(invented.build())
    emergency, later = opened(town), TEN + timedelta(hours=5)

    results = together(
        lambda: reviewed(town, emergency, HEAD, at=later),
        lambda: reviewed(town, emergency, OFFICER, at=later, verdict=Verdict.NOT_JUSTIFIED),
    )

    assert sorted(type(result).__name__ for result in results) == ["Emergency", "Forbidden"]
    assert Act.objects.filter(act="privacy.emergency.reviewed").count() == 1


def test_opened_twice_at_once_it_is_opened_once(transactional_db: None, together: Callable[..., list[Any]]) -> None:
    town = nothing_opened(invented.build())

    results = together(lambda: opened(town), lambda: opened(town))

    assert sorted(type(result).__name__ for result in results) in (["Emergency", "Refusal"], ["Emergency", "NotAllowed"])
    assert Emergency.objects.count() == 1
