"""How long records are kept, what falls due, and what was disposed of."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, Denied
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.privacy.actions import retention as actions
from sussidiario.privacy.forms.retention import ApproveForm, RejectForm, RuleForm
from sussidiario.privacy.lifecycle.retention import COUNTED_FROM, DISPOSAL, DisposalState, Series
from sussidiario.privacy.models import Disposal, RetentionRule
from sussidiario.privacy.models.retention import due
from sussidiario.privacy.policy import retention as policy
from sussidiario.privacy.views.pages import pages
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb

AT_A_TIME = 200
"""Records disposed of while somebody waits for the page; `sussidiario privacy dispose` does them all."""

SHAPES = {
    DisposalState.PROPOSED: "waiting",
    DisposalState.APPROVED: "attention",
    DisposalState.CARRIED_OUT: "done",
    DisposalState.REJECTED: "closed",
}


@dataclass(frozen=True)
class Line:
    """One series: how long it is kept and what falls due today."""

    series: Series
    name: str
    counted: str
    years: str
    basis: str
    cut_on: date | None
    due: int


@doors.page(policy.may_read)
def retention(request: StaffRequest) -> HttpResponse:
    """Show the table of how long each series is kept, and what falls due today."""
    actor = request.actor
    in_force = policy.rules_visible_to(actor).in_force(actor.on)
    lines = [_line(series, in_force.get(series), actor.on) for series in Series]
    standing = {disposal.series: disposal for disposal in policy.disposals_visible_to(actor).standing().newest_first()}
    context = {
        "rows": [(line, standing.get(line.series.value)) for line in lines],
        "past": [(_(Series(rule.series).label), rule.kept_for, rule) for rule in policy.rules_visible_to(actor).newest_first()],
        "may_propose": bool(policy.may_propose(actor)),
        "pages": pages(actor, "retention"),
    }
    return render(request, "privacy/retention.html", context)


@doors.page(policy.may_propose, methods=doors.FORM)
def set_rule(request: StaffRequest) -> HttpResponse:
    """Say how long a series is kept, from a day on."""
    form = RuleForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.set_rule(**form.cleaned_data, by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Termine stabilito."))
            return redirect("privacy:retention")
    return render(request, "privacy/set_rule.html", {"form": form})


@doors.page(policy.may_propose, methods=doors.VERB)
def propose(request: StaffRequest) -> HttpResponse:
    """Propose to dispose of what falls due today in a series."""
    series = request.POST.get("series", "")
    if series not in set(Series):
        messages.error(request, _("Scegli che cosa scartare."))
        return redirect("privacy:retention")
    try:
        disposal = actions.propose(Series(series), by=request.actor, at=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("privacy:retention")
    messages.success(request, _("Scarto proposto: ora lo decide un'altra persona."))
    return redirect(disposal)


@doors.page(policy.may_read)
def disposals(request: StaffRequest) -> HttpResponse:
    """List what was proposed and disposed of."""
    page = page_of(request, policy.disposals_visible_to(request.actor).newest_first())
    rows = [(disposal, _(Series(disposal.series).label), _state(disposal)) for disposal in page]
    return render(request, "privacy/disposals.html", {"page": page, "rows": rows, "pages": pages(request.actor, "disposals")})


@doors.record(policy.disposals_visible_to)
def disposal(request: StaffRequest, disposal: Disposal) -> HttpResponse:
    """Show a disposal: what, by which rule, who decided, and each record by its number."""
    actor = request.actor
    items = page_of(request, disposal.items.in_order())
    told = _("n. {number} del {day}").format(number=disposal.authorisation, day=writing.day(disposal.authorised_on))
    facts = [
        (_("Che cosa"), _(Series(disposal.series).label)),
        (_("Fino al giorno"), writing.day(disposal.cut_on)),
        (_("Termine"), disposal.rule.kept_for),
        (_("In base a"), disposal.rule.basis),
        (_("Schede"), writing.number(disposal.count)),
        (_("Proposto da"), f"{disposal.proposed_by}, {writing.instant(disposal.proposed_at)}"),
        (_("Deciso da"), f"{disposal.decided_by}, {writing.instant(disposal.decided_at)}" if disposal.decided_by else ""),
        (_("Autorizzazione"), told if disposal.authorisation else ""),
        (_("Eseguito il"), writing.instant(disposal.carried_out_at)),
    ]
    context = {
        "disposal": disposal,
        "facts": facts,
        "state": _state(disposal),
        "verbs": _verbs(actor, disposal),
        "page": items,
        "told": timeline(actor, record=reference(disposal)),
    }
    return render(request, "privacy/disposal.html", context)


@doors.record(policy.disposals_visible_to, policy.may_decide, methods=doors.FORM)
def approve(request: StaffRequest, disposal: Disposal) -> HttpResponse:
    """Approve, with the authorisation."""
    _in_time(disposal, "approve")
    form = ApproveForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.approve(disposal, **form.cleaned_data, by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Scarto approvato: ora si può eseguire."))
            return redirect(disposal)
    return render(request, "privacy/approve_disposal.html", {"form": form, "disposal": disposal, "series": _(Series(disposal.series).label)})


@doors.record(policy.disposals_visible_to, policy.may_decide, methods=doors.FORM)
def reject(request: StaffRequest, disposal: Disposal) -> HttpResponse:
    """Reject, with why."""
    _in_time(disposal, "reject")
    form = RejectForm(typed(request))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.reject(disposal, words=form.cleaned_data["words"], by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Scarto respinto: le schede restano come sono."))
            return redirect(disposal)
    return render(request, "privacy/reject_disposal.html", {"form": form, "disposal": disposal, "series": _(Series(disposal.series).label)})


@doors.record(policy.disposals_visible_to, policy.may_carry_out, methods=doors.FORM)
def carry_out(request: StaffRequest, disposal: Disposal) -> HttpResponse:
    """Carry out, so many records at a time."""
    _in_time(disposal, "carry_out")
    if request.method == "POST":
        left = actions.carry_out(disposal, most=AT_A_TIME, by=request.actor, at=request.now)
        if not left:
            messages.success(request, _("Scarto eseguito."))
            return redirect(disposal)
        messages.info(request, ngettext("Resta {left} scheda: continua.", "Restano {left} schede: continua.", left).format(left=writing.number(left)))
        return redirect("privacy:carry_out", disposal.pk)
    left = disposal.items.left().count()
    context = {"disposal": disposal, "series": _(Series(disposal.series).label), "left": left, "most": min(left, AT_A_TIME)}
    return render(request, "privacy/carry_out.html", context)


def _line(series: Series, rule: RetentionRule | None, today: date) -> Line:
    cut_on = rule.cut_on(today) if rule else None
    counted = _(COUNTED_FROM[series]) if cut_on else ""
    years, basis = (rule.kept_for, rule.basis) if rule else ("", "")
    return Line(series, _(series.label), counted, years, basis, cut_on, due(series, cut_on).count() if cut_on else 0)


def _state(disposal: Disposal) -> tuple[str, str]:
    state = DisposalState(disposal.state)
    return _(state.label), SHAPES[state]


def _verbs(actor: Actor, disposal: Disposal) -> list[Verb]:
    """What may be done with it, and if not why."""
    may = {"approve": policy.may_decide(actor, disposal), "reject": policy.may_decide(actor, disposal), "carry_out": policy.may_carry_out(actor, disposal)}
    names = {"approve": "privacy:approve_disposal", "reject": "privacy:reject_disposal", "carry_out": "privacy:carry_out"}

    def decision(verb: str) -> Decision:
        return may[verb] if DISPOSAL.allows(DisposalState(disposal.state), verb) else Denied(_("Ora lo scarto è {state}.").format(state=_state(disposal)[0]))

    return [Verb(_(move.label), reverse(names[verb], args=[disposal.pk]), decision(verb)) for verb, move in DISPOSAL.moves.items()]


def _in_time(disposal: Disposal, verb: str) -> None:
    if not DISPOSAL.allows(state := DisposalState(disposal.state), verb):
        raise Forbidden(state, verb)
