"""Every state by every verb: what is not in the table cannot happen."""

import itertools

import pytest

from sussidiario.casework.lifecycle import LIFE, LIVE, CaseState
from sussidiario.foundation.lifecycle import Forbidden

POSSIBLE = {
    ("proposed", "open_case"): "open",
    ("proposed", "decline"): "declined",
    ("open", "write_entry"): "open",
    ("open", "correct_entry"): "open",
    ("open", "add_deadline"): "open",
    ("open", "complete_deadline"): "open",
    ("open", "hand_over"): "open",
    ("open", "close"): "closed",
    ("closed", "reopen"): "open",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(CaseState, [*LIFE.moves, "forget"])))
def test_a_case_moves_only_as_the_table_says(state: CaseState, verb: str) -> None:
    if (state, verb) in POSSIBLE:
        assert LIFE.after(state, verb) == POSSIBLE[state, verb]
    else:
        with pytest.raises(Forbidden):
            LIFE.after(state, verb)


def test_a_case_begins_as_a_proposal() -> None:
    assert LIFE.starts == {CaseState.PROPOSED}


def test_only_a_proposed_or_open_case_keeps_the_place_of_its_subject_in_the_area() -> None:
    assert {CaseState.PROPOSED, CaseState.OPEN} == LIVE
