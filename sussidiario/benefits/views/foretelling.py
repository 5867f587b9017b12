"""How the pages say what a draft of the regulation would do: in sentences first, then in numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Self

from django.forms import BoundField
from django.utils.translation import gettext as _, ngettext

from sussidiario.benefits.forms.simulations import SimulationForm, bracket, named, written
from sussidiario.benefits.models import Simulation
from sussidiario.benefits.rules import foreseeing
from sussidiario.benefits.rules.drafting import Figure
from sussidiario.benefits.rules.foreseeing import HouseholdKind, Row
from sussidiario.regulation.whatif import Moved, Outcome
from sussidiario.ui import writing

DIGEST = 12
"""How many characters of a digest a page shows."""


@dataclass(frozen=True)
class Scale:
    """Figures that stand together, with their words, what they are today, and the field for the draft."""

    label: str
    description: str
    article: str
    figures: Sequence[tuple[str, str, BoundField]]


def scales(form: SimulationForm) -> list[Scale]:
    """Lay out the figures of a form, those of one scale together."""
    found = []
    for label, some in groupby(form.figures, key=lambda figure: figure.label):
        figures = list(some)
        rows = [(bracket(figure), written(figure.kind, figure.value), form[figure.path]) for figure in figures]
        description = figures[0].description if len(figures) == 1 or figures[0].by else ""
        found.append(Scale(_(label), "" if description == label else description, figures[0].article, rows))
    return found


@dataclass(frozen=True)
class Breakdown:
    """One way of grouping the requests: its rows, with small groups together, and how many requests something changes for in each."""

    rows: Sequence[tuple[str, str, Moved]]
    chart: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Found:
    """What came out, as the page tells it."""

    sentences: Sequence[str]
    changes: Sequence[tuple[str, str, str, str]]
    all: Moved
    budget: int | None
    left_before: int | None
    left_after: int | None
    neighbourhoods: Breakdown
    households: Breakdown
    notes: Sequence[str]
    versions: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, simulation: Simulation) -> Self:
        """Read it off a simulation."""
        outcome = Outcome.from_json(simulation.outcome)
        figures = [Figure.from_json(each) for each in simulation.changes]
        return cls(
            sentences=_sentences(simulation, outcome, figures),
            changes=[(named(each), each.article, written(each.kind, each.value), written(each.kind, each.draft or 0)) for each in figures],
            all=outcome.all,
            budget=outcome.budget,
            left_before=None if outcome.budget is None else outcome.budget - outcome.all.cost_before,
            left_after=outcome.left,
            neighbourhoods=_breakdown(outcome.by.get(foreseeing.NEIGHBOURHOOD, {}), {"": _("non noto")}),
            households=_breakdown(outcome.by.get(foreseeing.HOUSEHOLD, {}), {kind.value: _(kind.label) for kind in HouseholdKind}),
            notes=_notes(outcome, simulation.outcome["left_out"]),
            versions=[(_("Impronta dei valori di oggi"), outcome.before[:DIGEST]), (_("Impronta dei valori proposti"), outcome.after[:DIGEST])],
        )


def period(simulation: Simulation) -> str:
    """Say of which requests, with the last day as people name it."""
    last = simulation.until_on - timedelta(days=1)
    return _("dal {first} al {last}").format(first=writing.day(simulation.from_on), last=writing.day(last))


def difference(simulation: Simulation) -> int:
    """Cents that the draft costs more, or less than zero."""
    return Outcome.from_json(simulation.outcome).all.difference


def facts(simulation: Simulation) -> list[tuple[str, str]]:
    """Say of what, by whom, when, with which figures."""
    return [
        (_("Misura"), str(simulation.measure)),
        (_("Domande ricevute"), period(simulation)),
        (_("Fatta da"), str(simulation.run_by)),
        (_("Il"), writing.instant(simulation.run_at)),
        *([(_("Allegata a"), simulation.decision)] if simulation.decision else []),
    ]


def _breakdown(groups: Mapping[str, Moved], words: Mapping[str, str]) -> Breakdown:
    rows = [(*_together(row, words), row.moved) for row in foreseeing.told(groups)]
    return Breakdown(rows, [(label, each.enter + each.leave + each.more + each.less) for label, _names, each in rows])


def _together(row: Row, words: Mapping[str, str]) -> tuple[str, str]:
    """Name a row; of groups told together the first and how many others, and then all their names."""
    names = [words.get(name, name) for name in row.names]
    others = len(names) - 1
    if not others:
        return names[0], ""
    return ngettext("{first} e {count} altro", "{first} e altri {count}", others).format(first=names[0], count=others), ", ".join(names)


def _notes(outcome: Outcome, left_out: int) -> list[str]:
    """Say how it was counted, and what was not."""
    some = ngettext(
        "Guarda {count} domanda, accolta o no, e anche chi aspetta.", "Guarda {count} domande, accolte o no, e anche chi aspetta.", outcome.all.cases
    )
    missing = ngettext(
        "{count} domanda resta fuori: manca un dato che la formula chiede.", "{count} domande restano fuori: manca un dato che la formula chiede.", left_out
    )
    return [
        some.format(count=writing.number(outcome.all.cases)),
        *([missing.format(count=writing.number(left_out))] if left_out else []),
        _("Ogni domanda conta come se fosse arrivata il {day}, con quello che dichiarava.").format(day=writing.day(outcome.on)),
        _("Le domande ritirate, e quelle di persone protette, non ci sono."),
        _("I gruppi in cui un numero è più piccolo di {count} si dicono insieme ad altri.").format(count=foreseeing.FEWEST),
    ]


def _sentences(simulation: Simulation, outcome: Outcome, figures: Sequence[Figure]) -> list[str]:
    found = outcome.all
    if not found.cases:
        return [_("Nel periodo non è arrivata nessuna domanda che il regolamento possa valutare: non c'è niente da confrontare.")]
    return [
        _("{draft}: {enter}, {leave}.").format(draft=_drafted(figures), enter=_enter(found.enter), leave=_leave(found.leave)),
        _("Tra le domande che restano accolte {more} e {less}.").format(more=_more(found.more), less=_less(found.less)),
        _cost(found),
        _money(outcome, simulation.from_on.year),
    ]


def _drafted(figures: Sequence[Figure]) -> str:
    if len(figures) == 1:
        (figure,) = figures
        return _("Con «{figure}» a {draft} invece di {value}").format(
            figure=named(figure), draft=written(figure.kind, figure.draft or 0), value=written(figure.kind, figure.value)
        )
    return _("Con i {count} valori proposti").format(count=len(figures))


def _enter(count: int) -> str:
    return ngettext("entra {count} domanda", "entrano {count} domande", count).format(count=writing.number(count)) if count else _("non entra nessuna domanda")


def _leave(count: int) -> str:
    return ngettext("ne esce {count}", "ne escono {count}", count).format(count=writing.number(count)) if count else _("non ne esce nessuna")


def _more(count: int) -> str:
    return ngettext("{count} ha di più", "{count} hanno di più", count).format(count=writing.number(count)) if count else _("nessuna ha di più")


def _less(count: int) -> str:
    return ngettext("{count} ha di meno", "{count} hanno di meno", count).format(count=writing.number(count)) if count else _("nessuna ha di meno")


def _cost(found: Moved) -> str:
    sums = {name: writing.euro(cents) for name, cents in (("now", found.cost_before), ("then", found.cost_after), ("difference", abs(found.difference)))}
    if not found.difference:
        return _("La spesa resta di {now}.").format(**sums)
    if found.difference > 0:
        return _("La spesa sale da {now} a {then}: {difference} in più.").format(**sums)
    return _("La spesa scende da {now} a {then}: {difference} in meno.").format(**sums)


def _money(outcome: Outcome, year: int) -> str:
    if outcome.budget is None or outcome.left is None:
        return _("Nel {year} non c'è un capitolo di spesa per questa misura.").format(year=year)
    sums = {"budget": writing.euro(outcome.budget), "left": writing.euro(abs(outcome.left)), "year": year}
    if outcome.left < 0:
        return _("I capitoli del {year} hanno per questa misura {budget}: mancherebbero {left}.").format(**sums)
    return _("I capitoli del {year} hanno per questa misura {budget}: resterebbero {left}.").format(**sums)
