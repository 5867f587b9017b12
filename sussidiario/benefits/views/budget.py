"""The money: the lines of a year, one line, and the pages that open and change them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import budget as verbs
from sussidiario.benefits.forms.budget import ChangeLineForm, FundForm, LineForm, YearFilter
from sussidiario.benefits.models import BudgetLine, BudgetLineQuerySet, Fund, Measure
from sussidiario.benefits.policy import budget as policy
from sussidiario.benefits.rules import spending
from sussidiario.benefits.views.acting import Act, act
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import typed

SHAPES = {spending.Reach.EMPTY: "closed", spending.Reach.FINE: "open", spending.Reach.NEAR: "attention", spending.Reach.SPENT: "stopped"}


def readable(actor: Actor) -> BudgetLineQuerySet:
    """Lines that may be opened, with their funds."""
    return policy.lines_visible_to(actor).with_all()


@doors.page(policy.may_read_budget)
def budget(request: StaffRequest) -> HttpResponse:
    """Show what may be spent in a year, what is promised, what is paid and what is left, line by line."""
    visible = policy.lines_visible_to(request.actor)
    form = YearFilter(request.GET, years=visible.years(), today=request.actor.on)
    year = (form.cleaned_data["year"] if form.is_valid() else None) or request.actor.on.year
    lines = list(visible.of_year(year))
    totals = {name: sum(getattr(line, name) for line in lines) for name in ("amount", "committed", "paid", "left")}
    context = {
        "form": form,
        "year": year,
        "rows": [(line, _said(line), ", ".join(sorted(measure.name for measure in line.measures.all()))) for line in lines],
        "totals": totals,
        "may_open": policy.may_open_line(request.actor),
    }
    return render(request, "benefits/budget.html", context)


@doors.record(readable)
def line(request: StaffRequest, line: BudgetLine) -> HttpResponse:
    """Show one line: what it pays for, how much of it is left, what happened to it."""
    facts = [
        (_("Fondo"), str(line.fund)),
        (_("Chi lo finanzia"), line.fund.source),
        (_("Anno"), str(line.year)),
        (_("Stanziamento"), writing.euro(line.amount)),
        (_("Impegnato"), writing.euro(line.committed)),
        (_("Pagato"), writing.euro(line.paid)),
        (_("Resta"), writing.euro(line.left)),
    ]
    context = {
        "line": line,
        "state": _said(line),
        "facts": facts,
        "measures": sorted(line.measures.all(), key=str),
        "may_change": policy.may_change_line(request.actor, line),
        "told": timeline(request.actor, record=reference(line)),
    }
    return render(request, "benefits/line.html", context)


@doors.page(policy.may_open_line, methods=doors.FORM)
def open_fund(request: StaffRequest) -> HttpResponse:
    """Name where money comes from."""
    form = FundForm(typed(request))
    page = _page(_("Apri un fondo"), _("Da qui in poi si possono aprire capitoli su questo fondo."))
    return act(
        request,
        page,
        form,
        lambda: verbs.open_fund(key=slugify(form.cleaned_data["name"])[:40], **form.cleaned_data, by=request.actor, at=request.now),
        lambda fund: _("Fondo aperto: {fund}.").format(fund=fund),
    )


@doors.page(policy.may_open_line, methods=doors.FORM)
def open_line(request: StaffRequest) -> HttpResponse:
    """Set money aside for a year."""
    funds = list(policy.funds_visible_to(request.actor).order_by("name", "pk"))
    measures = _measures(request.actor)
    form = LineForm(typed(request), funds=funds, measures=measures, initial={"year": request.actor.on.year})
    page = _page(_("Apri un capitolo"), _("Da subito le concessioni di queste misure possono impegnare questa somma, e non di più."))
    return act(
        request, page, form, lambda: _open(request, form, funds, measures), lambda line: _("Capitolo aperto."), to=lambda line: str(line.get_absolute_url())
    )


@doors.record(readable, policy.may_change_line, methods=doors.FORM)
def change_line(request: StaffRequest, line: BudgetLine) -> HttpResponse:
    """Change how much a line holds."""
    measures = _measures(request.actor)
    now = {"amount": line.amount, "measures": [measure.pk for measure in line.measures.all()]}
    form = ChangeLineForm(typed(request), measures=measures, initial=now)
    facts = [(_("Impegnato"), writing.euro(line.committed)), (_("Pagato"), writing.euro(line.paid)), (_("Resta"), writing.euro(line.left))]
    title = _("Cambia lo stanziamento")
    page = Act(title, title, _("Lo stanziamento non può scendere sotto quanto è già impegnato."), line.get_absolute_url(), str(line), facts=facts)
    return act(
        request,
        page,
        form,
        lambda: verbs.change_line(
            line,
            amount=form.cleaned_data["amount"],
            measures=_chosen(measures, form.cleaned_data["measures"]),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.now,
        ),
        lambda _done: _("Stanziamento cambiato."),
    )


def _open(request: StaffRequest, form: LineForm, funds: list[Fund], measures: list[Measure]) -> BudgetLine:
    typed_in = form.cleaned_data
    return verbs.open_line(
        next(fund for fund in funds if fund.pk == typed_in["fund"]),
        year=typed_in["year"],
        chapter=typed_in["chapter"],
        measures=_chosen(measures, typed_in["measures"]),
        amount=typed_in["amount"],
        by=request.actor,
        at=request.now,
    )


def _page(title: str, consequence: str) -> Act:
    return Act(title, title, consequence, reverse("benefits:budget"), _("Capitoli di spesa"))


def _measures(actor: Actor) -> list[Measure]:
    return list(policy.measures_visible_to(actor).by_name())


def _chosen(measures: list[Measure], some: list[int]) -> list[Measure]:
    return [measure for measure in measures if measure.pk in some]


def _said(line: BudgetLine) -> tuple[str, str]:
    """How far a line has gone, in words and by shape."""
    reach = spending.reach(line.amount, line.committed)
    return _(reach.label), SHAPES[reach]
