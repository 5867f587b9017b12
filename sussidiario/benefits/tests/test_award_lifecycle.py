"""Every state by every verb, of awards, instalments and debts: what is not in the table cannot happen."""

import itertools
from typing import Any

import pytest

from sussidiario.benefits.lifecycle import AWARD, DEBT, INSTALMENT, RUNNING, AwardState, DebtState, InstalmentState
from sussidiario.benefits.rules.plans import UNPAID
from sussidiario.foundation.lifecycle import Forbidden, Life

AWARDS = {
    ("active", "revise"): "active",
    ("active", "suspend"): "suspended",
    ("suspended", "resume"): "active",
    ("active", "revoke"): "revoked",
    ("suspended", "revoke"): "revoked",
    ("active", "conclude"): "concluded",
    ("concluded", "reopen"): "active",
}
INSTALMENTS = {
    ("planned", "hold"): "held",
    ("held", "release"): "planned",
    ("planned", "list"): "listed",
    ("listed", "unlist"): "planned",
    ("listed", "pay"): "paid",
    ("listed", "fail"): "failed",
    ("paid", "fail"): "failed",
    ("failed", "reopen"): "planned",
    ("planned", "cancel"): "cancelled",
    ("held", "cancel"): "cancelled",
    ("failed", "cancel"): "cancelled",
}
DEBTS = {
    ("open", "recover"): "open",
    ("open", "settle"): "recovered",
    ("open", "waive"): "waived",
    ("open", "lower"): "open",
    ("open", "clear"): "cleared",
    ("open", "exceed"): "excess",
    ("recovered", "exceed"): "excess",
    ("waived", "exceed"): "excess",
    ("excess", "exceed"): "excess",
    ("excess", "give_back"): "recovered",
    ("excess", "give_all_back"): "cleared",
}

TABLES: list[tuple[Life[Any], list[Any], dict[tuple[str, str], str]]] = [
    (AWARD, list(AwardState), AWARDS),
    (INSTALMENT, list(InstalmentState), INSTALMENTS),
    (DEBT, list(DebtState), DEBTS),
]
CASES = [
    (life, state, verb, table.get((state.value, verb))) for life, states, table in TABLES for state, verb in itertools.product(states, [*life.moves, "forget"])
]


@pytest.mark.parametrize(("life", "state", "verb", "after"), CASES, ids=lambda each: str(each) if isinstance(each, str) else "")
def test_nothing_moves_but_as_the_table_says(life: Life[Any], state: Any, verb: str, after: str | None) -> None:
    if after is not None:
        assert life.after(state, verb) == after
    else:
        with pytest.raises(Forbidden):
            life.after(state, verb)


def test_what_is_granted_is_paid_and_a_debt_is_open_from_the_first() -> None:
    assert AWARD.starts == {AwardState.ACTIVE}
    assert INSTALMENT.starts == {InstalmentState.PLANNED, InstalmentState.HELD}
    assert DEBT.starts == {DebtState.OPEN}


def test_what_may_be_cancelled_is_what_is_unpaid() -> None:
    assert {state for state in InstalmentState if INSTALMENT.allows(state, "cancel")} == UNPAID


def test_what_runs_is_what_may_be_revoked() -> None:
    assert {state for state in AwardState if AWARD.allows(state, "revoke")} == RUNNING
