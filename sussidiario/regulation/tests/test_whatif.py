"""A head asks what a new threshold would do before it is approved."""

import json
from datetime import date

import numpy as np
import pytest

from sussidiario.regulation import whatif
from sussidiario.regulation.assessing import assess
from sussidiario.regulation.parameters import current
from sussidiario.regulation.tests import at_random
from sussidiario.regulation.whatif import Moved, Outcome

ON = date(2016, 9, 1)
DRAFT = (
    current()
    .changed("income_support.isee_ceiling", 600_000, ON)
    .changed("income_support.threshold[0]", 60_000, ON)
    .changed("income_support.ceiling[3]", 50_000, ON)
)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    drawn = at_random.columns("income_support", 3000, ON, np.random.default_rng(3))
    groups = {"neighbourhood": np.where(np.arange(3000) % 3 > 0, "centro", "cederna")}
    return whatif.compare("income_support", drawn, ON, current(), DRAFT, budget=1_000_000, groups=groups)


def test_each_case_is_counted_once(outcome: Outcome) -> None:
    every = outcome.all

    assert every.cases == 3000 == every.enter + every.leave + every.more + every.less + every.same + every.out
    assert min(every.enter, every.leave, every.more, every.less, every.same, every.out) > 0
    assert outcome.left == 1_000_000 - every.cost_after


def test_the_groups_add_up_to_all(outcome: Outcome) -> None:
    groups = outcome.by["neighbourhood"]

    assert {name: moved.cases for name, moved in groups.items()} == {"cederna": 1000, "centro": 2000}
    for name in Moved.__dataclass_fields__:
        assert sum(getattr(moved, name) for moved in groups.values()) == getattr(outcome.all, name)


def test_it_is_what_assessing_one_by_one_would_count() -> None:
    drawn = at_random.columns("income_support", 200, ON, np.random.default_rng(4))
    pairs = [
        (assess("income_support", case, ON).total, assess("income_support", case, ON, parameters=DRAFT).total)
        for case in at_random.households("income_support", drawn)
    ]

    found = whatif.compare("income_support", drawn, ON, current(), DRAFT).all

    assert (found.cost_before, found.cost_after) == (sum(before for before, _after in pairs), sum(after for _before, after in pairs))
    assert found.enter == sum(not before and after > 0 for before, after in pairs)
    assert found.leave == sum(before > 0 and not after for before, after in pairs)
    assert found.granted_before == sum(before > 0 for before, _after in pairs)
    assert found.granted_after == sum(after > 0 for _before, after in pairs)
    assert found.difference == found.cost_after - found.cost_before


def test_the_same_figures_change_nothing() -> None:
    drawn = at_random.columns("emergency_food", 500, ON, np.random.default_rng(5))

    found = whatif.compare("emergency_food", drawn, ON, current(), current()).all

    assert (found.enter, found.leave, found.more, found.less) == (0, 0, 0, 0)
    assert found.cost_before == found.cost_after > 0


def test_an_outcome_is_kept_whole_beside_the_decision(outcome: Outcome) -> None:
    assert Outcome.from_json(json.loads(json.dumps(outcome.as_json()))) == outcome
    assert [change.path for change in outcome.changes] == ["income_support.isee_ceiling", "income_support.threshold[0]", "income_support.ceiling[3]"]


def test_no_cases_cost_nothing() -> None:
    assert whatif.compare("emergency_food", {}, ON, current(), current()).all == Moved()
