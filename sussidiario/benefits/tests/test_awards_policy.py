"""Who sees what of an award, of a debt and of the money, and who may do what: the whole matrix, in small."""

from datetime import date, timedelta

import pytest

from sussidiario.access.decision import Denied
from sussidiario.benefits.actions import awards
from sussidiario.benefits.models import Award, BudgetLine, Debt
from sussidiario.benefits.policy import awards as policy, budget
from sussidiario.benefits.rules.plans import Asked
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, AUDITOR, DESK, EXECUTIVE, HEAD, MANDATE, OTHER_WORKER, TODAY, WORKER, Place
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.people.lifecycle import Tier

VERBS = tuple(policy.MAY)
CHANGES = ("revise", "suspend", "resume", "conclude", "revoke", "ask_debt")
MATRIX = {
    # sees the award, reads of the person, sees what is asked back, may ...
    HEAD: (True, True, True, ("change_payee", "add_condition", *CHANGES)),
    EXECUTIVE: (True, False, True, ()),
    ACCOUNTANT: (True, False, True, ("conclude",)),
    AUDITOR: (True, True, True, ()),
    WORKER: (True, True, True, ("change_payee", "add_condition")),
    DESK: (True, True, True, ()),
    OTHER_WORKER: (False, False, False, ("change_payee", "add_condition")),
    MANDATE: (False, False, False, ()),
}
NETWORK, PARTNER, OFFICE = "marta.vismara", "luca.perego", "silvia.cattaneo"
TAIL = timedelta(days=30)


@pytest.fixture
def award(place: Place) -> Award:
    """Carlo's, received at the desk, proposed by a worker, granted by the head; some of it asked back, something asked first."""
    place.line(1_000_000)
    place.line(1_000_000, year=2017)
    award = place.granted(months=3, conditions=[Asked("Iscrizione", date(2016, 12, 10))])
    Debt.objects.create(award=award, amount=1_000, why="calcolo sbagliato", asked_on=TODAY)
    return award


@pytest.mark.parametrize("username", MATRIX)
def test_the_matrix(place: Place, award: Award, username: str) -> None:
    actor = place.act_as(username)
    sees, reads, debts, verbs = MATRIX[username]

    assert policy.visible_to(actor).filter(pk=award.pk).exists() is sees
    assert policy.reads_of(actor, award) is reads
    assert policy.conditions_visible_to(actor).exists() is reads
    assert policy.debts_visible_to(actor).exists() is debts
    assert tuple(verb for verb in VERBS if policy.MAY[verb](actor, award)) == verbs


@pytest.mark.parametrize("username", [*MATRIX, NETWORK, PARTNER, OFFICE])
def test_every_no_has_its_reason(place: Place, award: Award, username: str) -> None:
    actor = place.act_as(username)
    decisions = [policy.MAY[verb](actor, award) for verb in VERBS]
    decisions += [policy.may_recover(actor, Debt.objects.get()), policy.may_waive(actor, Debt.objects.get()), policy.may_advance(actor, award.application)]
    decisions += [budget.may_open_line(actor), budget.may_open_measure(actor), budget.may_set_level(actor), budget.may_read_budget(actor)]
    decisions += [policy.may_read_awards(actor), policy.may_read_debts(actor), policy.may_read_advances(actor), budget.may_read_measures(actor)]

    assert all(decision.reason for decision in decisions if isinstance(decision, Denied))


@pytest.mark.parametrize("username", [MANDATE, NETWORK, PARTNER, OFFICE, OTHER_WORKER])
def test_for_who_has_nothing_to_do_with_it_there_is_no_award(place: Place, award: Award, username: str) -> None:
    actor = place.act_as(username)

    assert not policy.visible_to(actor).exists()
    assert not policy.debts_visible_to(actor).exists()
    assert timeline(actor, record=reference(award)) == []


@pytest.mark.parametrize(
    ("what", "who"),
    [
        ("may_recover", {ACCOUNTANT}),
        ("may_waive", {EXECUTIVE}),
    ],
)
def test_who_ends_a_debt(place: Place, award: Award, what: str, who: set[str]) -> None:
    assert {username for username in MATRIX if getattr(policy, what)(place.act_as(username), Debt.objects.get())} == who


def test_who_says_that_a_condition_is_kept(place: Place, award: Award) -> None:
    condition = award.conditions.get()

    assert {username for username in (HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR, DESK, WORKER) if policy.may_meet_condition(place.act_as(username), condition)} == {
        HEAD,
        WORKER,
    }


@pytest.mark.parametrize(
    ("may", "who"),
    [
        ("may_read_measures", {HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR, WORKER, OTHER_WORKER, DESK}),
        ("may_read_budget", {HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR}),
        ("may_open_measure", {HEAD}),
        ("may_open_line", {ACCOUNTANT}),
        ("may_set_level", {EXECUTIVE}),
    ],
)
def test_who_says_what_may_be_asked_for_and_with_which_money(place: Place, may: str, who: set[str]) -> None:
    assert {username for username in MATRIX if getattr(budget, may)(place.act_as(username))} == who


def test_the_money_of_somebody_protected_is_for_their_group_alone(place: Place, award: Award) -> None:
    team = place.worker(NETWORK).memberships.get().team
    type(place.carlo).objects.filter(pk=place.carlo.pk).update(tier=Tier.PROTECTED.value, kept_by=team)

    assert [username for username in MATRIX if policy.visible_to(place.act_as(username)).exists()] == []
    assert [username for username in MATRIX if policy.debts_visible_to(place.act_as(username)).exists()] == []
    assert BudgetLine.objects.get(year=2016).committed == 40_000


def test_of_somebody_reserved_the_money_is_read_and_the_person_is_not(place: Place, award: Award) -> None:
    type(place.carlo).objects.filter(pk=place.carlo.pk).update(tier=Tier.RESERVED.value)

    assert policy.visible_to(place.act_as(ACCOUNTANT)).exists()
    assert not policy.reads_of(place.act_as(ACCOUNTANT), award)
    assert not policy.visible_to(place.act_as(AUDITOR)).exists()


def test_an_award_is_a_worker_s_work_until_a_tail_after_it_ends(place: Place, award: Award) -> None:
    later = TODAY + timedelta(days=200)
    assert policy.visible_to(place.act_as(WORKER, on=later)).exists()

    awards.revoke(award, from_month=date(2016, 11, 1), why="trasferito", by=place.act_as(HEAD, on=later), at=AT)

    assert policy.visible_to(place.act_as(WORKER, on=later + TAIL)).exists()
    assert not policy.visible_to(place.act_as(WORKER, on=later + TAIL + timedelta(days=1))).exists()
