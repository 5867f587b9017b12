"""
Make what was granted: the months it takes, the money it is promised, what is paid when. All of it, or nothing.

Called by the verbs that decide, within their transaction: whether it may be granted was asked by them, and they write it in the book.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions.money import Promised, Purse
from sussidiario.benefits.lifecycle import InstalmentState
from sussidiario.benefits.models import Application, Award, Commitment, Condition, Incompatibility, Instalment, Measure, Payee, Slot
from sussidiario.benefits.rules import plans
from sussidiario.benefits.rules.plans import Asked, Planned
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.people.models import Household, Membership, Person
from sussidiario.ui import writing


@dataclass(frozen=True)
class Grant:
    """What is to be granted: cents of each month, or the one sum; months; from which; the number of who is paid; what is asked first."""

    application: Application
    amount: int
    months: int
    from_month: date
    payee: int
    conditions: Sequence[Asked] = ()
    urgent: bool = False

    @property
    def measure(self) -> Measure:
        """What of."""
        return self.application.measure

    def plan(self, on: date) -> tuple[Planned, ...]:
        """What is paid when, granted on a day: what is urgent at once. Nothing, where nothing is granted."""
        if self.amount <= 0 or self.months <= 0:
            return ()
        monthly = self.measure.monthly and not self.urgent
        return plans.plan(amount=self.amount, months=self.months, from_month=self.from_month, granted_on=on, monthly=monthly, conditions=self.conditions)

    @cached_property
    def taken(self) -> tuple[date, ...]:
        """Months it takes."""
        return plans.months_from(self.from_month, self.months)


_Place = tuple[str, date, int, int | None]
"""A month that an award takes, as its slot is written: of what, which month, whose, and of which household where it is of all of it."""

AWARD = ("application_id", "measure_id", "person_id", "household_id", "payee_id", "amount", "months", "from_month", "urgent", "granted_on")
COMMITMENT = ("award_id", "line_id", "year", "number", "on", "amount")
SLOT = ("award_id", "name", "month", "person_id", "household_id")
INSTALMENT = ("award_id", "number", "month", "due_on", "amount", "state", "commitment_id", "condition_id")
"""Columns of what is written of an award."""


@dataclass(frozen=True)
class _Made:
    """An award with all that belongs to it, before it is written."""

    award: Award
    grant: Grant
    promised: Sequence[Promised]
    slots: Sequence[_Place]


def create(
    application: Application,
    *,
    amount: int,
    months: int,
    from_month: date,
    payee: Payee,
    conditions: Sequence[Asked] = (),
    urgent: bool = False,
    by: Actor,
    at: datetime,
) -> Award:
    """
    Make the award of a request: see `create_many`.

    :raises Refusal: if a month is taken, or the money is not enough.
    """
    made = create_many([Grant(application, amount, months, from_month, payee.pk, conditions, urgent)], by=by, at=at)[0]
    if isinstance(made, Refusal):
        raise made
    return made


def create_many(grants: Sequence[Grant], *, by: Actor, at: datetime) -> list[Award | Refusal]:
    """
    Make the awards of many requests, one after the other: for each, in order, its award, or why it cannot be.

    Who asks, their households and the lines of the budget are held until the end of the transaction, always in this order: of two who ask at
    the same time for the same month, or for the last money, the second sees what the first took. As many questions for one as for many.
    """
    months = _Months(grants, by.on)
    planned = [grant.plan(by.on) for grant in grants]
    purse = Purse(each.due_on.year for plan in planned for each in plan)
    results = [_make(grant, plan, months, purse, by) for grant, plan in zip(grants, planned, strict=True)]
    _write([each for each in results if isinstance(each, _Made)])
    purse.settle()
    return [each.award if isinstance(each, _Made) else each for each in results]


class _Months:
    """Which months of what are taken by the persons and households of some grants, held against whoever else asks."""

    def __init__(self, grants: Sequence[Grant], on: date) -> None:
        persons = {grant.application.person_id for grant in grants}
        list(Person.objects.select_for_update(of=("self",)).filter(pk__in=persons).order_by("pk").values_list("pk", flat=True))
        living = Membership.objects.on(on).filter(person__in=persons).order_by("pk").values_list("person", "household")
        self._homes: dict[int, int] = dict(living)
        homes = {home for grant in grants if (home := self.home(grant)) is not None}
        list(Household.objects.select_for_update(of=("self",)).filter(pk__in=homes).order_by("pk").values_list("pk", flat=True))
        self._against: dict[int, dict[int, Incompatibility]] = defaultdict(dict)
        for each in Incompatibility.objects.select_related("one", "other").order_by("pk"):
            self._against[each.one_id][each.other_id] = self._against[each.other_id][each.one_id] = each
        self._taken: dict[tuple[str, date, str, int], Award] = {}
        taken = [month for grant in grants for month in grant.taken]
        if taken:
            # Of the persons, and of the households: each looked up in its index, which no database does with the two as alternatives.
            some = Slot.objects.filter(month__gte=min(taken), month__lte=max(taken)).select_related("award__measure")
            for slot in some.filter(person__in=persons).union(some.filter(award__household__in=homes)).order_by("pk"):
                self._keep(slot.name, slot.month, slot.award)

    def home(self, grant: Grant) -> int | None:
        """The household that asks, or where who asks lives."""
        return grant.application.household_id or self._homes.get(grant.application.person_id)

    def refusal(self, grant: Grant) -> Refusal | None:
        """Say what has a month of the grant already, if anything has."""
        names = [(str(grant.measure.pk), grant.measure.of_household), *((str(other), True) for other in self._against[grant.measure.pk])]
        for name, month, (who, key) in ((name, month, each) for name, of_all in names for month in grant.taken for each in self._whose(grant, of_all)):
            award = self._taken.get((name, month, who, key))
            if award is not None:
                words = _("{month} è già coperto da «{measure}», concessa il {day} dal mese di {since}.")
                said = words.format(
                    month=writing.month(month).capitalize(), measure=award.measure, day=writing.day(award.granted_on), since=writing.month(award.from_month)
                )
                return Refusal(said, field="from_month")
        return None

    def take(self, award: Award, grant: Grant) -> list[_Place]:
        """Take the months of a grant; they are not written yet."""
        slots = list(self._slots(award, grant))
        for name, month, _person, _household in slots:
            self._keep(name, month, award)
        return slots

    def _slots(self, award: Award, grant: Grant) -> Iterator[_Place]:
        """The months that an award takes, of its measure and of what does not go with it."""
        names = [(str(grant.measure.pk), grant.measure.of_household)]
        names += [(each.slot, each.one.of_household and each.other.of_household) for each in self._against[grant.measure.pk].values()]
        for name, of_all in names:
            for month in grant.taken:
                yield name, month, award.person_id, award.household_id if of_all else None

    def _whose(self, grant: Grant, of_all: bool) -> list[tuple[str, int]]:  # noqa: FBT001  it reads as a sentence
        home = self.home(grant) if of_all else None
        person = ("person", grant.application.person_id)
        return [person, ("household", home)] if home is not None else [person]

    def _keep(self, name: str, month: date, award: Award) -> None:
        self._taken[name, month, "person", award.person_id] = award
        if award.household_id is not None:
            self._taken[name, month, "household", award.household_id] = award


def _make(grant: Grant, plan: Sequence[Planned], months: _Months, purse: Purse, by: Actor) -> _Made | Refusal:
    """Take the months and the money of one grant, or say why not."""
    if not plan:
        return Refusal(_("Scrivi quanto si concede."), field="amount")
    if refusal := months.refusal(grant):
        return refusal
    try:
        promised = purse.take(grant.measure, plan)
    except Refusal as refusal:
        return refusal
    award = Award(
        application=grant.application,
        measure=grant.measure,
        person_id=grant.application.person_id,
        household_id=months.home(grant),
        payee_id=grant.payee,
        amount=grant.amount,
        months=grant.months,
        from_month=grant.from_month,
        urgent=grant.urgent,
        granted_on=by.on,
    )
    return _Made(award, grant, promised, months.take(award, grant))


def _write(made: Sequence[_Made]) -> None:
    """Write the rows, table by table: those that nothing belongs to, which are most, without asking for their numbers."""
    awards = [each.award for each in made]
    for award, number in zip(awards, journal.insert_numbered(Award, AWARD, map(attrgetter(*AWARD), awards)), strict=True):
        award.pk = number
    conditions = {id(each): [Condition(award=each.award, what=asked.what, due_on=asked.due_on) for asked in each.grant.conditions] for each in made}
    Condition.objects.bulk_create(row for rows in conditions.values() for row in rows)
    promised = [(each, part) for each in made for part in each.promised]
    commitments = journal.insert_numbered(
        Commitment, COMMITMENT, ((each.award.pk, part.line, part.year, part.number, each.award.granted_on, part.amount) for each, part in promised)
    )
    journal.insert_values(Slot, SLOT, ((each.award.pk, *slot) for each in made for slot in each.slots))
    paying = zip(promised, commitments, strict=True)
    journal.insert_values(Instalment, INSTALMENT, (row for (each, part), number in paying for row in _instalments(each, part, number, conditions[id(each)])))


def _instalments(made: _Made, promised: Promised, commitment: int, conditions: Sequence[Condition]) -> Iterator[tuple[Any, ...]]:
    for each in promised.pays:
        condition = None if each.condition is None else conditions[each.condition].pk
        state = InstalmentState.PLANNED if condition is None else InstalmentState.HELD
        yield made.award.pk, each.number, each.month, each.due_on, each.amount, state.value, commitment, condition
