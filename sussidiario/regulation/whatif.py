"""
What would happen: the same cases under the figures as they are and under a draft of them, before anybody approves it.

It counts; it decides nothing. What it gives is kept beside the decision, as JSON.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

import numpy as np

from sussidiario.regulation.assessing import Assessed, assess_many
from sussidiario.regulation.facts import Column, Given
from sussidiario.regulation.parameters import Change, Parameters


@dataclass(frozen=True)
class Moved:
    """How many of some cases would enter, leave, get more, get less, get the same, or stay out; and what they cost, in cents."""

    cases: int = 0
    enter: int = 0
    leave: int = 0
    more: int = 0
    less: int = 0
    same: int = 0
    out: int = 0
    cost_before: int = 0
    cost_after: int = 0

    @property
    def granted_before(self) -> int:
        """How many are granted now."""
        return self.leave + self.more + self.less + self.same

    @property
    def granted_after(self) -> int:
        """How many would be."""
        return self.enter + self.more + self.less + self.same

    @property
    def difference(self) -> int:
        """What the draft would cost more, or less than zero if it saves."""
        return self.cost_after - self.cost_before


@dataclass(frozen=True)
class Outcome:
    """
    What a draft would do to these cases, in all and by each group of them.

    `by` has for each way of grouping (neighbourhood, kind of household) what happens to each group. `budget` is what there is to spend, or None.
    """

    measure: str
    on: date
    before: str
    after: str
    changes: tuple[Change, ...]
    all: Moved
    budget: int | None = None
    by: Mapping[str, Mapping[str, Moved]] = field(default_factory=dict)

    @property
    def left(self) -> int | None:
        """What would be left of the budget, or less than zero if it were not enough."""
        return None if self.budget is None else self.budget - self.all.cost_after

    def as_json(self) -> dict[str, Any]:
        """Give it in types that JSON has."""
        return {
            "measure": self.measure,
            "on": self.on.isoformat(),
            "before": self.before,
            "after": self.after,
            "changes": [[change.path, change.value, change.from_on.isoformat()] for change in self.changes],
            "all": asdict(self.all),
            "budget": self.budget,
            "by": {name: {group: asdict(moved) for group, moved in groups.items()} for name, groups in self.by.items()},
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read back what `as_json` gave."""
        return cls(
            given["measure"],
            date.fromisoformat(given["on"]),
            given["before"],
            given["after"],
            tuple(Change(path, value, date.fromisoformat(day)) for path, value, day in given["changes"]),
            Moved(**given["all"]),
            given["budget"],
            {name: {group: Moved(**moved) for group, moved in groups.items()} for name, groups in given["by"].items()},
        )


def compare(
    measure: str,
    columns: Mapping[str, Column | Sequence[Given]],
    on: date,
    before: Parameters,
    after: Parameters,
    *,
    budget: int | None = None,
    groups: Mapping[str, Column | Sequence[str]] | None = None,
) -> Outcome:
    """
    Assess the cases twice and tell the difference; `groups` names, for each way of grouping, the group of every row.

    :raises KeyError: if there is no such measure.
    :raises ValueError: if a fact is not of its kind, or the columns are not of one length.
    """
    now, then = (assess_many(measure, columns, on, version) for version in (before, after))
    moves = _moves(now, then)
    everybody = np.zeros(len(now), dtype=np.int64)
    by = {name: _by_group(np.asarray(column), moves) for name, column in (groups or {}).items()}
    (total,) = _counted(everybody, 1, moves)
    return Outcome(measure, on, before.digest, after.digest, after.changes, total, budget, by)


def _moves(now: Assessed, then: Assessed) -> dict[str, Column]:
    """For each row 1 in what happens to it, and what it costs under either."""
    both = now.granted & then.granted
    return {
        "cases": np.ones(len(now), dtype=np.int64),
        "enter": ~now.granted & then.granted,
        "leave": now.granted & ~then.granted,
        "more": both & (then.total > now.total),
        "less": both & (then.total < now.total),
        "same": both & (then.total == now.total),
        "out": ~now.granted & ~then.granted,
        "cost_before": now.total,
        "cost_after": then.total,
    }


def _by_group(column: Column, moves: Mapping[str, Column]) -> dict[str, Moved]:
    names, places = np.unique(column, return_inverse=True)
    return dict(zip((str(name) for name in names), _counted(places, len(names), moves), strict=True))


def _counted(places: Column, groups: int, moves: Mapping[str, Column]) -> list[Moved]:
    """Add the rows of each group up, in whole numbers."""
    sums = {name: np.zeros(groups, dtype=np.int64) for name in moves}
    for name, column in moves.items():
        np.add.at(sums[name], places, column.astype(np.int64))
    return [Moved(**{name: total.item(group) for name, total in sums.items()}) for group in range(groups)]
