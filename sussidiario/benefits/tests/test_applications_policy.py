"""Who sees what of a request, and who may do what with it: the whole matrix, in small."""

from datetime import timedelta

import pytest

from sussidiario.access import actions as accounts
from sussidiario.access.decision import Denied
from sussidiario.access.models import Team
from sussidiario.access.rules import Role
from sussidiario.benefits.actions import applications
from sussidiario.benefits.models import Application
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.tests.town import (
    ACCOUNTANT,
    AT,
    AUDITOR,
    DESK,
    EXECUTIVE,
    GIULIA,
    HEAD,
    LUCIA,
    MANDATE,
    NETWORK,
    OFFICE,
    OTHER_DESK,
    OTHER_HEAD,
    PAOLA,
    PARTNER,
    TODAY,
    Town,
)
from sussidiario.journal.actions import pseudonym, reference
from sussidiario.journal.models import Act
from sussidiario.journal.timeline import timeline
from sussidiario.people import actions as people, policy as persons
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person
from tests.database import once

VERBS = ("complete", "declare", "receive_document", "ask_documents", "propose", "grant", "approve", "refuse", "send_back", "withdraw")
PAPERS = ("complete", "declare", "receive_document", "ask_documents", "withdraw")
MATRIX: dict[str, tuple[bool, tuple[str, ...]]] = {
    # of a request that Chiara received and Giulia proposed, within the threshold: sees it, may ...
    DESK: (True, PAPERS),
    OTHER_DESK: (False, PAPERS),
    GIULIA: (True, ("complete", "declare", "receive_document", "ask_documents", "propose", "withdraw")),
    PAOLA: (False, ("complete", "declare", "receive_document", "ask_documents", "propose", "withdraw")),
    HEAD: (True, ("grant", "refuse", "send_back")),
    OTHER_HEAD: (True, ("grant", "refuse", "send_back")),
    EXECUTIVE: (False, ()),
    ACCOUNTANT: (False, ()),
    AUDITOR: (True, ()),
    NETWORK: (False, PAPERS),
    PARTNER: (False, ()),
    MANDATE: (False, ()),
    OFFICE: (False, ()),
}
TAIL = timedelta(days=30)
DAY = timedelta(days=1)


@pytest.fixture
def town(db: None) -> Town:
    return once(Town)


@pytest.fixture
def proposed(town: Town) -> Application:
    return town.proposed(town.completed())


def sees(town: Town, username: str, application: Application, *, after: timedelta = timedelta()) -> bool:
    return policy.visible_to(town.act_as(username, on=TODAY + after)).filter(pk=application.pk).exists()


def follows(town: Town, username: str, person: Person, *, after: timedelta = timedelta()) -> bool:
    return persons.visible_to(town.act_as(username, on=TODAY + after)).filter(pk=person.pk).exists()


@pytest.mark.parametrize("username", MATRIX)
def test_the_matrix(town: Town, proposed: Application, username: str) -> None:
    visible, verbs = MATRIX[username]

    assert sees(town, username, proposed) is visible
    assert {verb for verb in VERBS if policy.MAY[verb](town.act_as(username), proposed)} == set(verbs)


@pytest.mark.parametrize("username", MATRIX)
def test_every_no_has_its_reason(town: Town, proposed: Application, username: str) -> None:
    decisions = [policy.MAY[verb](town.act_as(username), proposed) for verb in VERBS]

    assert all(decision.reason for decision in decisions if isinstance(decision, Denied))


@pytest.mark.parametrize("username", MATRIX)
def test_who_may_read_an_act_is_who_may_read_its_request(town: Town, proposed: Application, username: str) -> None:
    entries = timeline(town.act_as(username), record=reference(proposed))

    assert bool(entries) is MATRIX[username][0]


def test_above_the_threshold_an_executive_sees_it_and_approves_and_only_then_the_head_grants(town: Town) -> None:
    application = town.above()
    executive, head = town.act_as(EXECUTIVE), town.act_as(HEAD)

    assert policy.to_approve(executive).get() == application
    assert sees(town, EXECUTIVE, application)
    assert policy.may_approve(executive, application)
    assert policy.may_send_back(executive, application)
    assert not policy.may_grant(head, application)

    applications.approve(application, by=executive, at=AT)

    assert not policy.to_approve(executive).exists()
    assert sees(town, EXECUTIVE, application)
    assert not policy.may_approve(executive, application)
    assert policy.may_grant(head, application)


def test_who_approved_as_an_executive_does_not_decide_as_the_head(town: Town) -> None:
    application = town.above()
    accounts.give_role(town.staff[EXECUTIVE], Role.SERVICE_HEAD, from_on=TODAY, given_by=None)
    applications.approve(application, by=town.act_as(EXECUTIVE), at=AT)

    assert not policy.may_grant(town.act_as(EXECUTIVE), application)
    assert not policy.may_refuse(town.act_as(EXECUTIVE), application)


def test_who_proposed_does_not_decide_whatever_role_they_have(town: Town, proposed: Application) -> None:
    accounts.give_role(town.staff[GIULIA], Role.SERVICE_HEAD, from_on=TODAY, given_by=None)
    giulia = town.act_as(GIULIA)

    assert [bool(policy.MAY[verb](giulia, proposed)) for verb in ("grant", "refuse", "send_back")] == [False, False, False]
    assert not policy.to_decide(giulia).exists()


def test_who_received_it_does_not_decide_either(town: Town, proposed: Application) -> None:
    accounts.give_role(town.staff[DESK], Role.SERVICE_HEAD, from_on=TODAY, given_by=None)

    assert not policy.may_grant(town.act_as(DESK), proposed)


def test_what_is_proposed_to_be_refused_is_not_granted(town: Town) -> None:
    application = town.proposed(town.completed(), grant=False, why="non è residente")

    assert not policy.may_grant(town.act_as(HEAD), application)
    assert policy.may_refuse(town.act_as(HEAD), application)


def test_a_request_is_its_group_s_until_a_tail_after_it_ends(town: Town) -> None:
    application = town.received()

    assert all(sees(town, username, application, after=400 * DAY) for username in (DESK, GIULIA))

    applications.withdraw(application, why="ha trovato lavoro", by=town.act_as(DESK), at=AT)

    assert all(sees(town, username, application, after=TAIL) for username in (DESK, GIULIA))
    assert not any(sees(town, username, application, after=TAIL + DAY) for username in (DESK, GIULIA))
    assert sees(town, HEAD, application, after=400 * DAY)


def test_while_it_is_paid_it_is_still_the_work_of_who_proposed_it(town: Town, proposed: Application) -> None:
    applications.grant(proposed, by=town.act_as(HEAD), at=AT)

    assert sees(town, GIULIA, proposed, after=100 * DAY)
    assert follows(town, GIULIA, town.teresa, after=100 * DAY)


def test_a_new_request_opens_what_the_group_decided_before(town: Town, proposed: Application) -> None:
    applications.refuse(proposed, why="non è residente", by=town.act_as(HEAD), at=AT)
    later = TODAY + TAIL + 30 * DAY
    assert not sees(town, GIULIA, proposed, after=later - TODAY)

    town.received(on=later)

    assert sees(town, GIULIA, proposed, after=later - TODAY)


@pytest.mark.parametrize(("username", "follow"), [(DESK, True), (GIULIA, True), (LUCIA, False), (OTHER_DESK, False), (EXECUTIVE, False)])
def test_who_works_on_a_request_follows_its_person(town: Town, username: str, follow: bool) -> None:  # noqa: FBT001  what is expected
    town.received()

    assert follows(town, username, town.teresa) is follow


def test_a_person_is_followed_until_a_tail_after_the_request_ends(town: Town) -> None:
    applications.withdraw(town.received(), why="ha trovato lavoro", by=town.act_as(DESK), at=AT)

    assert follows(town, GIULIA, town.teresa, after=TAIL)
    assert not follows(town, GIULIA, town.teresa, after=TAIL + DAY)


def test_of_who_is_reserved_only_those_at_work_on_it_see_the_request(town: Town, proposed: Application) -> None:
    Person.objects.filter(pk=town.teresa.pk).update(tier=Tier.RESERVED)

    seen = {username for username in MATRIX if sees(town, username, proposed)}

    # Giovanni heads the group of adults, whose request it is; Roberta does not.
    assert seen == {DESK, GIULIA, HEAD}


def test_of_who_is_protected_only_the_group_that_keeps_them_sees_the_request(town: Town) -> None:
    application = town.proposed(town.completed())
    network = Team.objects.get(protects=True)
    Person.objects.filter(pk=town.teresa.pk).update(tier=Tier.PROTECTED, kept_by=network)
    Application.objects.filter(pk=application.pk).update(team=network)

    assert {username for username in MATRIX if sees(town, username, application)} == {NETWORK}


def test_who_is_protected_asks_no_more_where_others_read(town: Town) -> None:
    waiting, done = town.received(), town.proposed(town.completed(measure=town.gift), amount=9_000, months=1, why="bolletta")
    applications.grant(done, by=town.act_as(HEAD), at=AT)

    people.protect(town.teresa, team=Team.objects.get(protects=True), why="è in pericolo", by=town.act_as(NETWORK), at=AT)

    waiting.refresh_from_db()
    assert waiting.state == "withdrawn"
    assert not any(sees(town, username, waiting) for username in MATRIX if username != NETWORK)


def test_that_they_are_protected_is_not_among_the_acts_of_the_household_they_lived_in(town: Town) -> None:
    done = town.proposed(town.completed(town.carlo, measure=town.gift), amount=9_000, months=1, why="bolletta")
    applications.grant(done, by=town.act_as(HEAD), at=AT)
    waiting = town.received(town.carlo)

    people.protect(town.carlo, team=Team.objects.get(protects=True), why="è in pericolo", by=town.act_as(NETWORK), at=AT)

    ended = Act.objects.filter(act__in=["benefits.application.withdrawn", "benefits.award.revoked"])
    assert waiting.household == town.family
    assert sorted(ended.values_list("act", "subject")) == [
        ("benefits.application.withdrawn", pseudonym(town.carlo)),
        ("benefits.award.revoked", pseudonym(town.carlo)),
    ]


def test_a_request_of_who_is_protected_goes_to_the_group_that_keeps_them(town: Town) -> None:
    lina = people.register(pseudonym="Lina", by=town.act_as(NETWORK), at=AT)

    application = town.received(lina, by=NETWORK)

    assert application.team is not None
    assert application.team.protects
    assert {username for username in MATRIX if sees(town, username, application)} == {NETWORK}


def test_each_finds_what_waits_for_them(town: Town) -> None:
    received, proposed = town.received(), town.proposed(town.completed(town.carlo))

    assert list(policy.to_complete(town.act_as(GIULIA))) == [received]
    assert list(policy.to_decide(town.act_as(HEAD))) == [proposed]
    assert not policy.to_complete(town.act_as(DESK)).exists()
    assert not policy.to_complete(town.act_as(PAOLA)).exists()
    assert not policy.to_decide(town.act_as(GIULIA)).exists()
    assert not policy.to_approve(town.act_as(HEAD)).exists()
