"""
What follows from the facts of casework: to whom a case goes, how a caseload is split, which deadlines begin, what looks odd.

Odd is not forbidden: a warning says so, and whoever decides decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.foundation.areas import Area
from sussidiario.foundation.words import gettext_noop

OF_AGE = 18
ELDERLY = 65
"""Age from which the services' elderly area is meant for a person."""


@dataclass(frozen=True)
class Load:
    """What a worker has on their desk: open cases, and deadlines that have passed."""

    worker: int
    open: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class Words:
    """A sentence for a page: a message to translate, and what fills it."""

    message: str
    values: Mapping[str, int | str]


@dataclass(frozen=True)
class Suggestion:
    """To whom a case might go, and why."""

    worker: int
    why: Words


ALONE = gettext_noop("È l'unica persona del gruppo; casi aperti: {open}.")
LIGHTEST = gettext_noop("Ha il carico più leggero del gruppo; casi aperti: {open}, contro {average} in media.")
FEWER_OVERDUE = gettext_noop("A parità di casi aperti ({open}), ha meno scadenze passate: {overdue}.")
ALIKE = gettext_noop("Nessuno del gruppo ha meno casi aperti: ne segue {open}, contro {average} in media.")


def suggest(loads: Sequence[Load]) -> Suggestion | None:
    """
    Suggest the worker with the fewest open cases; among equals, with the fewest deadlines passed; among equals, the first.

    None if there is nobody.
    """
    if not loads:
        return None
    best, *others = sorted(loads, key=attrgetter("open", "overdue"))
    values: dict[str, int | str] = {"open": best.open, "overdue": best.overdue, "average": round(sum(load.open for load in loads) / len(loads))}
    return Suggestion(best.worker, Words(_why(best, others), values))


def _why(best: Load, others: Sequence[Load]) -> str:
    if not others:
        return ALONE
    if others[0].open > best.open:
        return LIGHTEST
    return FEWER_OVERDUE if others[0].overdue > best.overdue else ALIKE


def split(cases: Iterable[tuple[int, str]], receivers: Sequence[Load], areas: Mapping[int, frozenset[str]]) -> dict[int, int]:
    """
    Split a caseload: each case, in order, to whom has then the fewest open cases among those whose groups work on its area.

    Where nobody's does, among all of them. Among equals the first in `receivers` has it, so the same facts split the same way.
    `cases` are numbers with their areas; `areas` are those of each receiver's groups.

    :raises ValueError: if there is nobody to receive them.
    """
    if not receivers:
        message = "a caseload is handed over to somebody"
        raise ValueError(message)
    open_cases = {load.worker: load.open for load in receivers}
    shared: dict[int, int] = {}
    for case, area in cases:
        fit = [worker for worker in open_cases if area in areas.get(worker, frozenset())] or list(open_cases)
        chosen = min(fit, key=open_cases.__getitem__)
        open_cases[chosen] += 1
        shared[case] = chosen
    return shared


def due_on(opened_on: date, days: int) -> date:
    """Day by which something due within `days` of the taking in charge is to be done; a Saturday or a Sunday passes to Monday."""
    day = opened_on + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)  # noqa: PLR2004  Saturday is 5


def earliest(days: Iterable[date]) -> date | None:
    """First of these days, or None."""
    return min(days, default=None)


def is_overdue(due: date | None, today: date) -> bool:
    """Tell whether a deadline has passed: its day is the last good one."""
    return due is not None and due < today


GROWN_UP = gettext_noop("Ha {age} anni: l'area «famiglia e minori» è per chi ne ha meno di 18.")
STILL_A_MINOR = gettext_noop("È minorenne (età: {age}): per chi ha meno di 18 anni c'è l'area «famiglia e minori».")
NOT_ELDERLY = gettext_noop("Ha {age} anni: l'area «anziani» di solito è per chi ne ha almeno 65.")
BY_NOW_ELDERLY = gettext_noop("Ha {age} anni: dai 65 di solito si passa all'area «anziani».")
AGE_UNKNOWN = gettext_noop("Non si conosce l'età della persona: verifica che l'area sia quella giusta.")


def age_warning(area: Area, age: int | None) -> Words | None:
    """Say what is odd about a person of this age in this area, if anything is. The disabled area is for every age."""
    if area is Area.DISABLED:
        return None
    if age is None:
        return Words(AGE_UNKNOWN, {})
    values = {"age": age}
    if area is Area.MINORS:
        return Words(GROWN_UP, values) if age >= OF_AGE else None
    if age < OF_AGE:
        return Words(STILL_A_MINOR, values)
    if area is Area.ELDERLY:
        return Words(NOT_ELDERLY, values) if age < ELDERLY else None
    return Words(BY_NOW_ELDERLY, values) if age >= ELDERLY else None


DEATH_MISMATCH = gettext_noop("Il decesso va indicato sia come motivo sia come situazione alla chiusura.")
ONLY_MINORS = gettext_noop("La maggiore età chiude solo i casi dell'area «famiglia e minori».")


def closing_mistake(area: Area, reason: ClosingReason, outcome: Outcome) -> Words | None:
    """Say why this reason and this outcome cannot both be true of a case of this area, if they cannot."""
    if (reason is ClosingReason.DEATH) != (outcome is Outcome.DECEASED):
        return Words(DEATH_MISMATCH, {})
    if reason is ClosingReason.CAME_OF_AGE and area is not Area.MINORS:
        return Words(ONLY_MINORS, {})
    return None
