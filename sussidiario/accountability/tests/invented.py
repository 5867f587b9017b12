"""A small invented book: acts of a domain that does not exist, their figures, and the same figures counted by hand in plain Python."""

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from sussidiario.foundation.figure import Figure, Measure, Unit, flow, present_at_end, present_during
from sussidiario.foundation.period import Period
from sussidiario.journal import archive

OPENED, REOPENED, CLOSED, GRANTED = "care.case.opened", "care.case.reopened", "care.case.closed", "care.grant.made"
FIRST = date(2012, 1, 1)


def _figure(key: str, **facts: object) -> Figure:
    words = {"key": f"care.{key}", "title": key, "definition": key, "unit": Unit.PERSONS, "dimensions": ("area", "neighbourhood")}
    return Figure(**(words | facts))  # type: ignore[arg-type]  # facts are those of a figure, spelled in the tests


_spells = {"opened": (OPENED, REOPENED), "closed": (CLOSED,), "by": ("subject", "area")}
in_charge = _figure("in_charge", counts=(OPENED, REOPENED, CLOSED), rows=present_during(**_spells), measure=Measure.SUBJECTS)
at_end = _figure("at_end", counts=(OPENED, REOPENED, CLOSED), rows=present_at_end(**_spells), measure=Measure.SUBJECTS)
granted = _figure("granted", counts=(GRANTED,), rows=flow(GRANTED), measure=Measure.ACTS)
helped = _figure("helped", counts=(GRANTED,), rows=flow(GRANTED), measure=Measure.SUBJECTS)
hours = _figure("hours", counts=(GRANTED,), rows=flow(GRANTED), measure=Measure.QUANTITY)
waited = _figure("waited", counts=(GRANTED,), rows=flow(GRANTED), measure=Measure.MEDIAN)
spent = _figure("spent", counts=(GRANTED,), rows=flow(GRANTED), measure=Measure.AMOUNT, unit=Unit.CENTS)
share = _figure("share", counts=(GRANTED,), rows=flow(GRANTED), measure=Measure.SUBJECTS, unit=Unit.PERCENT, over=in_charge)
FIGURES = (in_charge, at_end, granted, helped, hours, waited, spent, share)


@dataclass(frozen=True)
class Written:
    """One act, as the archive keeps it."""

    id: int
    act: str
    on: date
    at: datetime
    subject: str
    area: str = "elderly"
    neighbourhood: str = "centro"
    quantity: int = 1
    amount: int | None = None
    voids: int | None = None


def instant(days: int) -> datetime:
    """An instant so many days into the book."""
    return datetime(2012, 1, 1, 10, tzinfo=UTC) + timedelta(days=days)


def table(acts: Iterable[Written]) -> pa.Table:
    """The acts with every column of the archive."""
    blank = {"municipality": "108033", "measure": "", "partner": "", "detail": "{}", "fingerprint": ""}
    return pa.Table.from_pylist([blank | asdict(act) for act in acts], schema=archive.SCHEMA)


# Counting by hand.


def standing(acts: Sequence[Written], as_of: datetime | None) -> list[Written]:
    """Acts that were known at `as_of` and that nothing known by then had voided."""
    known = [act for act in acts if as_of is None or act.at <= as_of]
    voided = {act.voids for act in known if act.voids is not None}
    return [act for act in known if act.voids is None and act.id not in voided]


def _spelled(acts: Sequence[Written], holds: Callable[[date, date | None], bool]) -> list[Written]:
    """Openings whose spell, from its day to the day of the next act on the same person and area, is one that `holds`."""
    found = []
    for act in acts:
        if act.act not in {OPENED, REOPENED}:
            continue
        same = [each for each in acts if each.act in {OPENED, REOPENED, CLOSED} and (each.subject, each.area) == (act.subject, act.area)]
        later = [each for each in same if (each.on, each.id) > (act.on, act.id)]
        ended = min(later, key=lambda each: (each.on, each.id)).on if later else None
        if holds(act.on, ended):
            found.append(act)
    return found


def by_hand(figure: Figure, acts: Sequence[Written], period: Period) -> list[Written]:
    """The acts that count."""
    if figure is in_charge:
        return _spelled(acts, lambda start, end: start < period.end and (end is None or end > period.start))
    if figure is at_end:
        return _spelled(acts, lambda start, end: start < period.end and (end is None or end >= period.end))
    return [act for act in acts if act.act == GRANTED and act.on in period]


def drawn(figure: Figure, acts: Sequence[Written]) -> int:
    """The number drawn from the acts that count."""
    match figure.measure:
        case Measure.ACTS:
            return len(acts)
        case Measure.SUBJECTS:
            return len({act.subject for act in acts})
        case Measure.QUANTITY:
            return sum(act.quantity for act in acts)
        case Measure.AMOUNT:
            return sum(act.amount or 0 for act in acts)
        case Measure.MEDIAN:
            return math.floor(statistics.median([act.quantity for act in acts] or [0]))
