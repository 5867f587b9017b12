"""Taken in charge, handed over, closed, taken in charge again; and what the book says of each."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sussidiario.access.decision import NotAllowed
from sussidiario.casework import actions
from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.casework.models import Case, Charge
from sussidiario.casework.tests.town import AT, AUDITOR, DESK, ELENA, GIULIA, HEAD, LUCIA, PAOLA, STEFANO, TODAY, Town
from sussidiario.foundation.areas import Area
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym, reference
from sussidiario.journal.models import Act

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def told(case: Case) -> list[str]:
    """What the book says of a case, oldest first."""
    return list(Act.objects.filter(record=reference(case)).order_by("pk").values_list("act", flat=True))


def test_a_proposal_waits_without_anybody_in_charge(town: Town) -> None:
    case = town.propose(town.teresa)

    assert (case.state, case.worker, case.team, case.proposed_by) == ("proposed", None, None, town.worker(DESK))
    act = Act.objects.get(record=reference(case))
    assert (act.act, act.on, act.by) == ("casework.case.proposed", TODAY, town.worker(DESK))
    assert (act.subject, act.area, act.measure, act.neighbourhood, act.why) == (pseudonym(town.teresa), "elderly", "person", "triante", "")


def test_a_person_is_proposed_once_in_an_area_and_again_in_another(town: Town) -> None:
    town.propose(town.teresa)

    with pytest.raises(Refusal) as refused:
        town.propose(town.teresa)
    town.propose(town.teresa, area=Area.DISABLED)

    assert refused.value.field == "area"
    assert refused.value.message == "C'è già una proposta in quest'area, del 15 novembre 2016."
    assert Case.objects.count() == 2


def test_who_is_in_charge_already_is_not_proposed_again(town: Town) -> None:
    town.opened(town.teresa, worker=PAOLA)

    with pytest.raises(Refusal, match="È già in carico in quest'area dal 15 novembre 2016: la segue Paola Villa"):
        town.propose(town.teresa)


def test_the_database_itself_refuses_a_second_live_case(town: Town) -> None:
    case = town.propose(town.teresa)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(person=town.teresa, area="elderly", why="di nuovo", proposed_on=TODAY, proposed_by=case.proposed_by)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "open"},
        {"state": "closed"},
        {"state": "declined", "declined_on": TODAY},
        {"opened_on": TODAY},
        {"household_id": 1},
        {"state": "forgotten"},
    ],
)
def test_a_case_cannot_be_in_a_state_without_its_facts(town: Town, facts: dict[str, object]) -> None:
    case = town.propose(town.teresa)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**facts)


def test_a_household_is_taken_in_charge_as_a_household(town: Town) -> None:
    case = town.opened(household=town.family, area=Area.MINORS, worker=LUCIA)

    assert case.subject == town.family
    assert list(Act.objects.filter(subject=pseudonym(town.family)).values_list("measure", flat=True)) == ["household", "household"]


def test_a_proposal_is_about_one_subject_who_is_alive_and_has_a_reason(town: Town) -> None:
    town.teresa.died_on = YESTERDAY
    town.teresa.save()
    by = town.act_as(DESK)

    for subject in ({"person": town.teresa}, {}, {"person": town.amir, "household": town.family}):
        with pytest.raises(Refusal):
            actions.propose(**subject, area=Area.ELDERLY, why="sola", by=by, at=AT)
    with pytest.raises(Refusal) as refused:
        actions.propose(person=town.amir, area=Area.MINORS, why="  ", by=by, at=AT)

    assert refused.value.field == "why"
    assert not Case.objects.exists()


def test_opening_puts_a_worker_in_charge_and_starts_the_offices_deadlines(town: Town) -> None:
    for what, days in (("primo colloquio", 10), ("progetto scritto", 60)):
        actions.set_standard(area=Area.ELDERLY, what=what, days=days, source="direzione", on=date(2016, 1, 1), by=town.act_as(HEAD), at=AT)
    proposed = town.propose(town.teresa, on=date(2016, 11, 7))

    case = actions.open_case(proposed, worker=town.worker(PAOLA), on=TODAY, by=town.act_as(HEAD), at=AT)

    assert (case.state, case.worker, case.team and case.team.code, case.opened_on) == ("open", town.worker(PAOLA), "anziani", TODAY)
    assert list(case.charges.values_list("worker", "from_on", "until_on")) == [(town.worker(PAOLA).pk, TODAY, None)]
    assert list(case.deadlines.order_by("due_on").values_list("what", "due_on")) == [
        ("primo colloquio", date(2016, 11, 25)),
        ("progetto scritto", date(2017, 1, 16)),
    ]
    assert case.next_due_on == date(2016, 11, 25)
    act = Act.objects.get(act="casework.case.opened")
    assert (act.on, act.detail, act.subject, act.measure) == (TODAY, {"waited": 8}, pseudonym(town.teresa), "person")


def test_a_case_is_opened_once(town: Town) -> None:
    case = town.opened(town.teresa)

    with pytest.raises(Forbidden):
        actions.open_case(case, worker=town.worker(STEFANO), on=TODAY, by=town.act_as(HEAD), at=AT)

    assert told(case) == ["casework.case.proposed", "casework.case.opened"]


@pytest.mark.parametrize("worker", [DESK, HEAD])
def test_only_a_social_worker_is_put_in_charge(town: Town, worker: str) -> None:
    proposed = town.propose(town.teresa)

    with pytest.raises(Refusal) as refused:
        actions.open_case(proposed, worker=town.worker(worker), on=TODAY, by=town.act_as(HEAD), at=AT)

    assert refused.value.field == "worker"


@pytest.mark.parametrize("on", [date(2016, 11, 1), TOMORROW])
def test_a_case_is_not_opened_before_its_proposal_nor_in_the_future(town: Town, on: date) -> None:
    proposed = town.propose(town.teresa, on=date(2016, 11, 7))

    with pytest.raises(Refusal) as refused:
        actions.open_case(proposed, worker=town.worker(PAOLA), on=on, by=town.act_as(HEAD), at=AT)

    assert refused.value.field == "on"


def test_spells_of_the_same_person_in_an_area_never_overlap(town: Town) -> None:
    town.closed(town.opened(on=date(2016, 9, 1)), on=date(2016, 10, 10))
    again = town.propose(town.teresa, on=date(2016, 10, 1))

    with pytest.raises(Refusal, match="finito il 10 ottobre 2016") as refused:
        actions.open_case(again, worker=town.worker(PAOLA), on=date(2016, 10, 3), by=town.act_as(HEAD), at=AT)
    actions.open_case(again, worker=town.worker(PAOLA), on=date(2016, 10, 10), by=town.act_as(HEAD), at=AT)

    assert refused.value.field == "on"


def test_a_declined_proposal_says_why_and_leaves_room_for_another(town: Town) -> None:
    proposed = town.propose(town.teresa)

    case = actions.decline(proposed, why="basta l'assistenza domiciliare", on=TODAY, by=town.act_as(HEAD), at=AT)
    town.propose(town.teresa)

    assert (case.state, case.declined_on, case.closing_words) == ("declined", TODAY, "basta l'assistenza domiciliare")
    assert told(case) == ["casework.case.proposed", "casework.case.declined"]
    with pytest.raises(Forbidden):
        actions.open_case(case, worker=town.worker(PAOLA), on=TODAY, by=town.act_as(HEAD), at=AT)


def test_a_proposal_is_not_declined_without_saying_why(town: Town) -> None:
    with pytest.raises(Refusal) as refused:
        actions.decline(town.propose(town.teresa), why="", on=TODAY, by=town.act_as(HEAD), at=AT)

    assert refused.value.field == "why"


def test_a_case_handed_over_has_one_worker_in_charge_at_a_time(town: Town) -> None:
    case = town.opened(on=date(2016, 11, 1))

    case = actions.hand_over(case, to=town.worker(STEFANO), on=date(2016, 11, 10), why="equilibrio dei carichi", by=town.act_as(PAOLA), at=AT)

    assert case.worker == town.worker(STEFANO)
    assert list(Charge.objects.order_by("pk").values_list("worker__username", "from_on", "until_on")) == [
        (PAOLA, date(2016, 11, 1), date(2016, 11, 10)),
        (STEFANO, date(2016, 11, 10), None),
    ]
    assert Act.objects.get(act="casework.case.handed_over").why == "equilibrio dei carichi"


@pytest.mark.parametrize(
    ("to", "on", "why", "field"),
    [
        (PAOLA, TODAY, "ferie", "to"),
        (DESK, TODAY, "ferie", "to"),
        (STEFANO, TOMORROW, "ferie", "on"),
        (STEFANO, date(2016, 10, 1), "ferie", "on"),
        (STEFANO, TODAY, " ", "why"),
    ],
)
def test_a_case_is_not_handed_over_to_no_one_in_particular(town: Town, to: str, on: date, why: str, field: str) -> None:
    case = town.opened(on=date(2016, 11, 1))

    with pytest.raises(Refusal) as refused:
        actions.hand_over(case, to=town.worker(to), on=on, why=why, by=town.act_as(HEAD), at=AT)

    assert refused.value.field == field
    assert Charge.objects.count() == 1


def test_a_closed_case_is_nobodys_and_says_why_and_how_it_ended(town: Town) -> None:
    case = town.opened(on=date(2016, 11, 1))

    case = actions.close(case, reason=ClosingReason.SOLVED, outcome=Outcome.HOME_CARE, words=" sta meglio ", on=TODAY, by=town.act_as(PAOLA), at=AT)

    assert (case.state, case.worker, case.closed_on, case.closing_reason, case.outcome, case.closing_words) == (
        "closed",
        None,
        TODAY,
        "solved",
        "home_care",
        "sta meglio",
    )
    assert not Charge.objects.open().exists()
    act = Act.objects.get(act="casework.case.closed")
    assert (act.on, act.detail, act.why) == (TODAY, {"reason": "solved", "outcome": "home_care"}, "sta meglio")


def test_a_closed_case_cannot_be_handed_over_or_closed_again(town: Town) -> None:
    case = town.closed(town.opened())

    with pytest.raises(Forbidden):
        actions.hand_over(case, to=town.worker(STEFANO), on=TODAY, why="ferie", by=town.act_as(HEAD), at=AT)
    with pytest.raises(Forbidden):
        town.closed(case)


def test_a_case_is_not_closed_before_who_follows_it_began_nor_against_reason(town: Town) -> None:
    case = town.opened(on=date(2016, 11, 1))
    by = town.act_as(PAOLA)

    with pytest.raises(Refusal) as too_early:
        actions.close(case, reason=ClosingReason.SOLVED, outcome=Outcome.FAMILY, on=date(2016, 10, 31), by=by, at=AT)
    with pytest.raises(Refusal) as absurd:
        actions.close(case, reason=ClosingReason.DEATH, outcome=Outcome.FAMILY, on=TODAY, by=by, at=AT)

    assert (too_early.value.field, absurd.value.field) == ("on", "outcome")


def test_a_reopened_case_begins_a_second_spell_and_forgets_nothing(town: Town) -> None:
    case = town.closed(town.opened(on=date(2016, 9, 1)), on=date(2016, 10, 1))

    case = actions.reopen(case, worker=town.worker(STEFANO), why="è caduta", on=TODAY, by=town.act_as(PAOLA), at=AT)

    assert (case.state, case.opened_on, case.reopened_on, case.since, case.closed_on) == ("open", date(2016, 9, 1), TODAY, TODAY, None)
    assert (case.closing_reason, case.outcome, case.closing_words) == ("", "", "")
    assert told(case) == ["casework.case.proposed", "casework.case.opened", "casework.case.closed", "casework.case.reopened"]
    assert [charge.until_on for charge in case.charges.order_by("pk")] == [date(2016, 10, 1), None]


def test_a_case_is_not_reopened_beside_another_live_one_nor_before_it_ended(town: Town) -> None:
    case = town.closed(town.opened(on=date(2016, 9, 1)), on=date(2016, 10, 1))

    with pytest.raises(Refusal) as too_early:
        actions.reopen(case, worker=town.worker(PAOLA), why="è caduta", on=date(2016, 9, 20), by=town.act_as(HEAD), at=AT)
    town.propose(town.teresa)
    with pytest.raises(Refusal, match="C'è già una proposta"):
        actions.reopen(case, worker=town.worker(PAOLA), why="è caduta", on=TODAY, by=town.act_as(HEAD), at=AT)

    assert too_early.value.field == "on"


@pytest.mark.parametrize("username", [DESK, LUCIA, AUDITOR])
def test_only_the_head_decides_on_a_proposal(town: Town, username: str) -> None:
    proposed = town.propose(town.teresa)

    with pytest.raises(NotAllowed):
        actions.open_case(proposed, worker=town.worker(PAOLA), on=TODAY, by=town.act_as(username), at=AT)
    with pytest.raises(NotAllowed):
        actions.decline(proposed, why="no", on=TODAY, by=town.act_as(username), at=AT)


def test_a_worker_closes_and_hands_over_only_what_they_are_in_charge_of(town: Town) -> None:
    case = town.opened(worker=PAOLA)

    with pytest.raises(NotAllowed):
        actions.close(case, reason=ClosingReason.SOLVED, outcome=Outcome.FAMILY, on=TODAY, by=town.act_as(STEFANO), at=AT)
    with pytest.raises(NotAllowed):
        actions.hand_over(case, to=town.worker(STEFANO), on=TODAY, why="ferie", by=town.act_as(ELENA), at=AT)


def test_the_place_of_an_act_is_where_the_person_lives_now(town: Town) -> None:
    case = town.opened()
    town.teresa.neighbourhood = None
    town.teresa.save()

    town.closed(case)

    assert list(Act.objects.filter(record=reference(case)).order_by("pk").values_list("neighbourhood", flat=True)) == ["triante", "triante", ""]


def test_somebody_without_a_group_of_the_area_follows_in_the_group_they_have(town: Town) -> None:
    case = town.opened(town.teresa, worker=GIULIA)

    assert case.team is not None
    assert case.team.code == "adulti"
