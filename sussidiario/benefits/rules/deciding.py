"""What follows from a request: which of its facts the regulation asks, what it answers, and how long a refusal may be appealed against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sussidiario.regulation.assessing import Assessed, assess, assess_many
from sussidiario.regulation.assessment import Assessment, Translate, Value
from sussidiario.regulation.facts import ALREADY_RECEIVED, HELPED_THIS_MONTH, RECEIVED_THIS_YEAR, Fact, Given, Kind
from sussidiario.regulation.measures import FACTS, MEASURES

APPEAL_DAYS = 60
"""
Days in which a refusal may be brought before the regional administrative court, from when it is known: d.lgs. 104/2010, art. 29 (before, l. 1034/1971).

It is a term of a trial, and does not run in August (see `pause`). From memory, as surely as one knows what one applies every year: the letter says a day on
which it is certainly in time, and a lawyer counts it again. That it moves on when it ends on a holiday is left out.
"""

SHORTER_SINCE = 2015

PRESIDENT_DAYS = 120
"""Days for the extraordinary appeal to the President of the Republic: DPR 1199/1971, art. 9. No trial, so August counts. From memory."""


def pause(year: int) -> tuple[date, date]:
    """
    First and last day of a year on which the terms of trials do not run: L. 742/1969, art. 1; d.lgs. 104/2010, art. 54, c. 2.

    Until 2014 the pause lasted to 15 September; d.l. 132/2014, art. 16, shortened it from 2015. From memory; the shortening less surely than the rest.
    """
    return date(year, 8, 1), date(year, 8, 31) if year >= SHORTER_SINCE else date(year, 9, 15)


def appeal_until(decided_on: date) -> date:
    """Last day on which a refusal decided on a day may be brought before the court; the days of the pause are not counted, and none begins in it."""
    first, last = pause(decided_on.year)
    until = decided_on + timedelta(days=APPEAL_DAYS)
    if decided_on > last or until < first:
        return until
    return until + (last - max(decided_on, first - timedelta(days=1)))


def president_until(decided_on: date) -> date:
    """Last day of the appeal to the President against what was decided on a day."""
    return decided_on + timedelta(days=PRESIDENT_DAYS)


def month_of(day: date) -> date:
    """First day of the month of a day."""
    return day.replace(day=1)


def facts(formula: str) -> tuple[Fact, ...]:
    """Give the facts that a formula of the regulation asks, in its order; none where there is no formula."""
    return MEASURES[formula].facts if formula else ()


def fact(name: str) -> Fact:
    """Give a fact by its name, which means the same in every formula."""
    return FACTS[name]


def asked(fact: Fact, given: Mapping[str, Given]) -> bool:
    """Tell whether a fact is asked at all, the others being as given."""
    if fact.when is None:
        return True
    name, choices = fact.when
    return given.get(name) in choices


def kept(formula: str, given: Mapping[str, Given]) -> dict[str, Any]:
    """
    Turn what was declared into what a column of JSON holds: of the facts that the formula asks, those that were given.

    :raises Mistaken: if one of them is not of its kind.
    """
    found: dict[str, Any] = {}
    for fact in facts(formula):
        value = given.get(fact.name)
        if value is None or value == "" or not asked(fact, given):
            continue
        try:
            fact.encode(value)
        except ValueError as error:
            raise Mistaken(fact.name) from error
        found[fact.name] = value.isoformat() if isinstance(value, date) else value
    return found


def had(formula: str, given: Iterable[tuple[date, int]], on: date) -> dict[str, Given]:
    """
    Say of the facts that a formula asks those that its own awards tell: what somebody has had of it, in all, in the year and in the month of a day.

    Nothing where they had nothing here: they may have had it elsewhere.
    """
    some = list(given)
    told: dict[str, Given] = {
        ALREADY_RECEIVED.name: sum(cents for _month, cents in some),
        RECEIVED_THIS_YEAR.name: sum(cents for month, cents in some if month.year == on.year),
        HELPED_THIS_MONTH.name: any(month == month_of(on) for month, _cents in some),
    }
    asks = {fact.name for fact in facts(formula)}
    return {name: value for name, value in told.items() if value and name in asks}


class Mistaken(ValueError):
    """What was declared for the fact `name` cannot be."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def known(formula: str, declared: Mapping[str, Any]) -> dict[str, Given]:
    """Read back what `kept` wrote."""
    return {fact.name: _read(fact, declared[fact.name]) for fact in facts(formula) if fact.name in declared}


def _read(fact: Fact, value: Any) -> Given:
    given: Given = date.fromisoformat(value) if fact.kind is Kind.DAY else value
    return given


def declared(formula: str, kept_facts: Mapping[str, Any]) -> list[tuple[Fact, Given]]:
    """What was declared, in the order in which the formula asks it."""
    given = known(formula, kept_facts)
    return [(fact, given[fact.name]) for fact in facts(formula) if fact.name in given]


def said(fact: Fact, given: Given, translate: Translate = str) -> str:
    """Say what was declared of a fact."""
    number = fact.encode(given)
    return Value(fact.kind, number, fact.choices[number][1] if fact.choices else "").words(translate)


def assessed(formula: str, declared: Mapping[str, Any], on: date) -> Assessment | None:
    """Ask the regulation, as it was on the day the request was received; nothing where the measure has no formula."""
    return assess(formula, known(formula, declared), on) if formula else None


@dataclass(frozen=True)
class Outcome:
    """What is proposed, or decided: whether to grant, how many cents (of a month, or the one sum), for how many months."""

    grant: bool
    amount: int = 0
    months: int = 0

    @property
    def total(self) -> int:
        """Cents in all."""
        return self.amount * self.months


@dataclass(frozen=True)
class Answer:
    """What the regulation answers on one of many requests; it is explained when somebody asks why."""

    many: Assessed
    row: int

    @property
    def outcome(self) -> Outcome:
        """What it would have."""
        if not self.many.granted[self.row]:
            return Outcome(grant=False)
        return Outcome(grant=True, amount=int(self.many.amount[self.row]), months=int(self.many.months[self.row]))

    @property
    def lacks(self) -> bool:
        """Whether it could not be answered for want of a fact."""
        return any(column[self.row] for column in self.many.missing.values())

    @cached_property
    def explained(self) -> Assessment:
        """The whole answer."""
        return self.many.explain(self.row)


def assessed_many(formula: str, requests: Sequence[tuple[Mapping[str, Any], date]]) -> list[Answer]:
    """As `assessed`, of many requests: what was declared in each, and the day it was received. One run for each of the days."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for place, (_declared, on) in enumerate(requests):
        by_day[on].append(place)
    answers: dict[int, Answer] = {}
    for on, places in by_day.items():
        given = [known(formula, requests[place][0]) for place in places]
        columns = {fact.name: [each.get(fact.name) for each in given] for fact in facts(formula)}
        many = assess_many(formula, columns, on, rows=len(places))
        answers |= {place: Answer(many, row) for row, place in enumerate(places)}
    return [answers[place] for place in range(len(requests))]


def outcome_of(assessment: Assessment) -> Outcome:
    """What the regulation would have."""
    return Outcome(assessment.granted, assessment.amount, assessment.months) if assessment.granted else Outcome(grant=False)


def differs(proposed: Outcome, assessment: Assessment | None) -> bool:
    """Tell whether a proposal is not what the regulation answered, or the regulation says nothing: then it needs a reason of its own."""
    return assessment is None or proposed != outcome_of(assessment)


def against(assessment: Assessment | None, translate: Translate = str) -> str:
    """Say why the regulation refuses, one reason after the other; nothing where it does not."""
    return " ".join(reason.words(translate) for reason in assessment.reasons if not reason.met) if assessment else ""


def articles_against(assessment: Assessment | None) -> list[str]:
    """The articles by which the regulation refuses, each once: they say of nobody what the reasons say."""
    return list(dict.fromkeys(reason.article for reason in assessment.reasons if not reason.met and reason.article)) if assessment else []


def grounds(assessment: Mapping[str, Any] | None, proposal: str, translate: Translate = str) -> str:
    """Say why a request is refused as proposed: what the proposal says of its own, else why the regulation refuses."""
    return proposal or against(Assessment.from_json(assessment) if assessment else None, translate)
