"""Every state of a request by every verb: what is not in the table cannot happen."""

import itertools

import pytest

from sussidiario.benefits.lifecycle import APPLICATION, PENDING, ApplicationState
from sussidiario.foundation.lifecycle import Forbidden

POSSIBLE = {
    ("received", "complete"): "complete",
    ("received", "receive_document"): "received",
    ("received", "ask_documents"): "received",
    ("received", "declare"): "received",
    ("received", "advance"): "advanced",
    ("received", "withdraw"): "withdrawn",
    ("complete", "propose"): "proposed",
    ("complete", "ask_documents"): "received",
    ("complete", "declare"): "received",
    ("complete", "advance"): "advanced",
    ("complete", "withdraw"): "withdrawn",
    ("proposed", "approve"): "proposed",
    ("proposed", "grant"): "granted",
    ("proposed", "refuse"): "refused",
    ("proposed", "send_back"): "complete",
    ("proposed", "withdraw"): "withdrawn",
    ("advanced", "ratify"): "granted",
    ("advanced", "deny"): "refused",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(ApplicationState, [*APPLICATION.moves, "forget"])))
def test_a_request_moves_only_as_the_table_says(state: ApplicationState, verb: str) -> None:
    if (state, verb) in POSSIBLE:
        assert APPLICATION.after(state, verb) == POSSIBLE[state, verb]
    else:
        with pytest.raises(Forbidden):
            APPLICATION.after(state, verb)


def test_a_request_begins_received() -> None:
    assert APPLICATION.starts == {ApplicationState.RECEIVED}


def test_what_is_decided_or_withdrawn_waits_for_nothing() -> None:
    assert set(ApplicationState) - PENDING == {ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN}
