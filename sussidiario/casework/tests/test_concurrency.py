"""Two at the same time, on both databases: one does it, the other is told."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sussidiario.access.decision import NotAllowed
from sussidiario.casework import actions
from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.casework.models import Case, Charge
from sussidiario.casework.tests.town import AT, DESK, HEAD, OTHER_HEAD, PAOLA, STEFANO, TODAY, Town
from sussidiario.foundation.areas import Area
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from tests.database import once

Together = Callable[..., list[Any]]


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The town, committed: others come at it on connections of their own."""
    return once(Town)


def test_two_heads_assign_the_same_proposal_and_one_does(town: Town, together: Together) -> None:
    proposed = town.propose(town.teresa)
    one, other = town.act_as(HEAD), town.act_as(OTHER_HEAD)

    results = together(
        lambda: actions.open_case(proposed, worker=town.worker(PAOLA), on=TODAY, by=one, at=AT),
        lambda: actions.open_case(proposed, worker=town.worker(STEFANO), on=TODAY, by=other, at=AT),
    )

    assert sorted(type(result).__name__ for result in results) == ["Case", "Forbidden"]
    assert [result.state for result in results if isinstance(result, Forbidden)] == ["open"]
    assert Charge.objects.open().count() == 1
    assert Act.objects.filter(act="casework.case.opened").count() == 1


def test_two_desks_propose_the_same_person_and_one_does(town: Town, together: Together) -> None:
    by = town.act_as(DESK)

    def propose() -> Case:
        return actions.propose(person=town.teresa, area=Area.ELDERLY, why="sola", by=by, at=AT)

    results = together(propose, propose, propose)

    assert sorted(type(result).__name__ for result in results) == ["Case", "Refusal", "Refusal"]
    assert Case.objects.count() == Act.objects.filter(act="casework.case.proposed").count() == 1


def test_a_caseload_passes_while_its_worker_closes_a_case(town: Town, together: Together) -> None:
    persons = [town.person("Persona", f"Numero {index}", born=date(1930, 1, 1)) for index in range(6)]
    cases = [town.opened(person, worker=PAOLA, on=date(2016, 11, 1)) for person in persons]
    head, paola = town.act_as(HEAD), town.act_as(PAOLA)

    passed, closed = together(
        lambda: actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(STEFANO)], on=TODAY, why="congedo", by=head, at=AT),
        lambda: actions.close(cases[3], reason=ClosingReason.SOLVED, outcome=Outcome.FAMILY, on=TODAY, by=paola, at=AT),
    )

    cases[3].refresh_from_db()
    if isinstance(closed, NotAllowed):  # she was no longer in charge
        assert (cases[3].state, cases[3].worker, len(passed)) == ("open", town.worker(STEFANO), 6)
    else:
        assert (cases[3].state, cases[3].worker, len(passed)) == ("closed", None, 5)
    assert not Case.objects.open().followed_by(town.worker(PAOLA).pk).exists()
    assert Charge.objects.open().count() == Case.objects.open().count()
    assert Act.objects.filter(act="casework.case.handed_over").count() == len(passed)


def test_a_caseload_seen_with_a_case_just_closed_does_not_pass(town: Town, together: Together) -> None:
    persons = [town.person("Persona", f"Numero {index}", born=date(1930, 1, 1)) for index in range(3)]
    cases = [town.opened(person, worker=PAOLA, on=date(2016, 11, 1)) for person in persons]
    seen = {case.pk: town.worker(STEFANO).pk for case in cases}
    head, paola = town.act_as(HEAD), town.act_as(PAOLA)

    passed, closed = together(
        lambda: actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(STEFANO)], on=TODAY, why="congedo", seen=seen, by=head, at=AT),
        lambda: actions.close(cases[0], reason=ClosingReason.SOLVED, outcome=Outcome.FAMILY, on=TODAY, by=paola, at=AT),
    )

    assert isinstance(passed, Refusal) != isinstance(closed, NotAllowed)


def test_a_caseload_passes_once_however_many_press_the_button(town: Town, together: Together) -> None:
    persons = [town.person("Persona", f"Numero {index}", born=date(1930, 1, 1)) for index in range(4)]
    for person in persons:
        town.opened(person, worker=PAOLA, on=date(2016, 11, 1))
    head = town.act_as(HEAD)

    def pass_on() -> list[Case]:
        return actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(STEFANO)], on=TODAY, why="congedo", by=head, at=AT)

    results = together(pass_on, pass_on)

    assert sorted(type(result).__name__ for result in results) == ["Refusal", "list"]
    assert Act.objects.filter(act="casework.case.handed_over").count() == 4
