"""
The money of the budget lines, promised and freed. Whoever takes some holds the lines of its year until the end of the transaction.

Called by the verbs that grant and change; nothing here is somebody's verb, and nothing is written in the book.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import F, Max
from django.utils.translation import gettext as _

from sussidiario.benefits.models import BudgetLine, Commitment, Measure
from sussidiario.benefits.rules import plans
from sussidiario.benefits.rules.plans import Planned
from sussidiario.foundation.refusal import Refusal
from sussidiario.ui import writing


class Promised(NamedTuple):
    """A commitment to be written: of which line, its number in the line's year, its cents, and what of the plan it pays."""

    line: int
    year: int
    number: int
    amount: int
    pays: tuple[Planned, ...]


class Purse:
    """
    The lines of some years, held: who asks second waits, then sees what the first took.

    All lines of a year are held, always in the same order: two grants never wait for each other, and the numbers of commitments follow.
    """

    def __init__(self, years: Iterable[int]) -> None:
        some = sorted(set(years))
        self._lines = {line.pk: line for line in BudgetLine.objects.select_for_update(of=("self",)).filter(year__in=some).order_by("pk")}
        self._paying: dict[int, list[int]] = defaultdict(list)
        for line, measure in BudgetLine.measures.through.objects.filter(budgetline__in=self._lines).order_by("pk").values_list("budgetline", "measure"):
            self._paying[measure].append(line)
        numbers = Commitment.objects.filter(year__in=some).values("year").annotate(last=Max("number")).order_by("year")
        self._numbers = Counter({row["year"]: row["last"] for row in numbers})
        self._taken: Counter[int] = Counter()

    def take(self, measure: Measure, planned: Sequence[Planned]) -> list[Promised]:
        """
        Promise the money of a plan: a commitment for each line that pays some of it. They are not written yet: see `settle`.

        :raises Refusal: if in some year no line pays for the measure, or what is left does not hold the whole plan.
        """
        chosen = {year: self._choose(measure, year, part) for year, part in plans.by_year(planned).items()}
        made = []
        for year, lines in chosen.items():
            for line, part in lines.items():
                amount = sum(each.amount for each in part)
                self._lines[line].committed += amount
                self._taken[line] += amount
                self._numbers[year] += 1
                made.append(Promised(line, year, self._numbers[year], amount, part))
        return made

    def settle(self) -> None:
        """Write on the lines what was taken."""
        for line, amount in sorted(self._taken.items()):
            BudgetLine.objects.filter(pk=line).update(committed=F("committed") + amount)
        self._taken.clear()

    def _choose(self, measure: Measure, year: int, part: Sequence[Planned]) -> Mapping[int, tuple[Planned, ...]]:
        """Which line pays which of the payments of a year, those with most left first."""
        lines = [self._lines[line] for line in self._paying[measure.pk] if self._lines[line].year == year]
        if not lines:
            raise Refusal(_("Nessun capitolo di spesa del {year} paga «{measure}».").format(year=year, measure=measure), field="amount")
        left = {line.pk: line.left for line in sorted(lines, key=lambda line: (-line.left, line.pk))}
        places = plans.allocate([each.amount for each in part], left)
        if places is None:
            words = _("Per «{measure}» nel {year} restano {left}: ne servirebbero {needed}.")
            needed, all_left = writing.euro(sum(each.amount for each in part)), writing.euro(sum(left.values()))
            raise Refusal(words.format(measure=measure, year=year, left=all_left, needed=needed), field="amount")
        found: dict[int, tuple[Planned, ...]] = {}
        for place, each in zip(places, part, strict=True):
            found[place] = (*found.get(place, ()), each)
        return found


def by_commitment(changes: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Sum up by commitment what changes on it. Cents."""
    found: Counter[int] = Counter()
    for commitment, cents in changes:
        found[commitment] += cents
    return found


def change(changes: Mapping[int, int]) -> None:
    """
    Promise more, or free some, on commitments that are there, by their number in the table. Cents.

    :raises Refusal: if a line has not as much left.
    """
    held = {each.pk: each for each in Commitment.objects.filter(pk__in=[pk for pk, cents in changes.items() if cents])}
    lines = {
        line.pk: line for line in BudgetLine.objects.select_for_update(of=("self",)).filter(pk__in={each.line_id for each in held.values()}).order_by("pk")
    }
    by_line: Counter[int] = Counter()
    for pk, each in held.items():
        by_line[each.line_id] += changes[pk]
    for pk, cents in by_line.items():
        if cents > lines[pk].left:
            words = _("Sul capitolo {line} restano {left}: ne servirebbero altri {needed}.")
            raise Refusal(words.format(line=lines[pk], left=writing.euro(lines[pk].left), needed=writing.euro(cents)), field="amount")
    for pk in held:
        Commitment.objects.filter(pk=pk).update(amount=F("amount") + changes[pk])
    for pk, cents in by_line.items():
        BudgetLine.objects.filter(pk=pk).update(committed=F("committed") + cents)
