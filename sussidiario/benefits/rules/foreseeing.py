"""
What a draft of the regulation would do to the requests that were made: which of them can be asked, of what household each is, and what may be said of few.

Each is looked at as if it had come on one day, with what it declared: an attestation that held on the day it was received holds on that one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sussidiario.benefits.rules.deciding import asked, facts, known
from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation.facts import Given, Kind
from sussidiario.regulation.whatif import Moved

FEWEST = 5
"""The least number of requests that a cell of a breakdown may speak of, as in the public account."""

ADULT = 18


class HouseholdKind(State):
    """Of what kind a household is."""

    ALONE = "alone", gettext_noop("una persona sola")
    ADULTS = "adults", gettext_noop("più adulti, senza minorenni")
    ONE_PARENT = "one_parent", gettext_noop("un adulto con minorenni")
    WITH_MINORS = "with_minors", gettext_noop("più adulti con minorenni")
    UNKNOWN = "unknown", gettext_noop("non noto")


@dataclass(frozen=True)
class Lived:
    """Somebody in a household from a day to a day, and when they were born."""

    from_on: date
    until_on: date | None
    birth_on: date | None


@dataclass(frozen=True)
class Asked:
    """A request without anybody in it: what it declared, when it came, where from, and who lived there."""

    declared: Mapping[str, Any]
    received_on: date
    neighbourhood: str = ""
    household: Sequence[Lived] = ()


@dataclass(frozen=True)
class Caseload:
    """The requests that the regulation can be asked about, as columns; the groups of each; and how many lack a fact."""

    columns: Mapping[str, list[Given]]
    groups: Mapping[str, list[str]]
    left_out: int = 0


NEIGHBOURHOOD, HOUSEHOLD = "neighbourhood", "household"


def caseload(formula: str, requests: Iterable[Asked], on: date) -> Caseload:
    """Lay the requests out as if they had come on a day; those without a fact that the formula needs are counted and left out."""
    asks = facts(formula)
    columns: dict[str, list[Given]] = {fact.name: [] for fact in asks}
    groups: dict[str, list[str]] = {NEIGHBOURHOOD: [], HOUSEHOLD: []}
    left_out = 0
    for request in requests:
        given = known(formula, request.declared)
        if any(not fact.optional and fact.name not in given and asked(fact, given) for fact in asks):
            left_out += 1
            continue
        for fact in asks:
            value = given.get(fact.name)
            columns[fact.name].append(value + (on - request.received_on) if fact.kind is Kind.DAY and isinstance(value, date) else value)
        groups[NEIGHBOURHOOD].append(request.neighbourhood)
        groups[HOUSEHOLD].append(household_kind(request).value)
    return Caseload(columns, groups, left_out)


def household_kind(request: Asked) -> HouseholdKind:
    """Say of what kind the household of a request is: as it declared, or else as the registry had it on the day it came."""
    members, minors = request.declared.get("household_members"), request.declared.get("minors")
    if members is None or (minors is None and members > 1):
        there = [each for each in request.household if each.from_on <= request.received_on and (each.until_on is None or request.received_on < each.until_on)]
        if there or members is None:
            members, minors = len(there), sum(_is_minor(each, request.received_on) for each in there)
    return _kind(members, minors or 0)


def _kind(members: int, minors: int) -> HouseholdKind:
    if not members:
        return HouseholdKind.UNKNOWN
    if members == 1:
        return HouseholdKind.ALONE
    if not minors:
        return HouseholdKind.ADULTS
    return HouseholdKind.ONE_PARENT if members - minors == 1 else HouseholdKind.WITH_MINORS


def _is_minor(person: Lived, on: date) -> bool:
    born = person.birth_on
    return born is not None and on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < ADULT


@dataclass(frozen=True)
class Row:
    """One row of a breakdown: a group, or several told together because one of them is small."""

    names: tuple[str, ...]
    moved: Moved


def told(groups: Mapping[str, Moved]) -> list[Row]:
    """
    Give the rows of a breakdown that point at nobody: of every row, each number is zero or not small.

    Groups with a small number are told together, the smallest first, until no number of theirs is small, or it is all there is of it. If that
    takes all of them nothing is told: the whole is told already.
    """
    total = _sum(groups.values())
    by_size = sorted(groups, key=lambda name: (groups[name].cases, name))
    small = [name for name in by_size if not _is_safe(groups[name])]
    rows: list[tuple[str, ...]] = [(name,) for name in by_size if name not in small]
    waiting: tuple[str, ...] = ()
    for name in small:
        waiting += (name,)
        if len(waiting) > 1 and _is_safe(_sum(groups[each] for each in waiting), total):
            rows, waiting = [*rows, waiting], ()
    while waiting and rows:
        waiting += rows.pop(0)
        if _is_safe(_sum(groups[each] for each in waiting), total):
            rows, waiting = [*rows, waiting], ()
    if waiting or (len(rows) == 1 and small):
        return []
    return [Row(tuple(sorted(names)), _sum(groups[name] for name in names)) for names in sorted(rows, key=lambda names: (len(names) > 1, sorted(names)))]


def cells(moved: Moved) -> tuple[int, ...]:
    """Numbers of a row that speak of requests; those to which nothing happens are one, since the others and the sum tell it."""
    return moved.enter, moved.leave, moved.more, moved.less, moved.same + moved.out


def _is_safe(moved: Moved, total: Moved | None = None) -> bool:
    whole: Collection[int] = cells(total) if total else cells(Moved())
    return all(count == 0 or count >= FEWEST or count == of for count, of in zip(cells(moved), whole, strict=True))


def _sum(some: Iterable[Moved]) -> Moved:
    found = list(some)
    return Moved(**{field.name: sum(getattr(each, field.name) for each in found) for field in fields(Moved)})
