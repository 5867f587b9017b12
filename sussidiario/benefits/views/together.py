"""Many requests for a measure at once, as the regulation answers: one page to propose, one to decide. Each says what it would cost before it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import deciding as verbs
from sussidiario.benefits.forms.applications import outcome_words
from sussidiario.benefits.forms.together import TogetherForm, seal
from sussidiario.benefits.models import Application, ApplicationQuerySet, Measure, MeasureQuerySet
from sussidiario.benefits.policy import applications as policy, budget
from sussidiario.benefits.rules import deciding, plans
from sussidiario.benefits.rules.deciding import Outcome
from sussidiario.benefits.views import telling
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt
from sussidiario.ui.paging import page_of

Told = tuple[int, str]
"""A message, and its level."""


MOST_REASONS = 5
"""Reasons why some could not be granted that are told at once."""


@dataclass(frozen=True)
class Asked:
    """One of many requests: what would come of it, and whether it stays where it is, for want of a fact or of an approval."""

    application: Application
    outcome: Outcome
    lacks: bool = False
    waits: bool = False

    @property
    def stays(self) -> bool:
        """Whether it cannot be picked."""
        return self.lacks or self.waits


@dataclass(frozen=True)
class Page:
    """What the page says: its title, the words on its button, what will happen, and what it says when there is nothing to do."""

    title: str
    verb: str
    consequence: str
    empty: str


def with_formula(actor: Actor) -> MeasureQuerySet:
    """Measures on which the regulation answers."""
    return budget.measures_visible_to(actor).with_formula()


def ways(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """What this reader may do on several requests together: in words, and for which measures, with the address of each."""
    found = []
    if policy.may_propose(actor):
        found.append((_("Proponi insieme:"), _ways(policy.to_propose_together(actor), "benefits:propose_together")))
    if policy.may_decide(actor):
        found.append((_("Decidi insieme:"), _ways(policy.to_confirm_together(actor), "benefits:confirm_together")))
    return [(verb, measures) for verb, measures in found if measures]


@doors.record(with_formula, policy.may_propose_together, methods=doors.FORM)
def propose(request: StaffRequest, measure: Measure) -> HttpResponse:
    """Propose what the regulation answers on the complete requests for a measure, but on those left out."""
    actor = request.actor
    found = list(policy.to_propose_together(actor).of_measure(measure.pk).in_brief().by_wait())
    answers = deciding.assessed_many(measure.formula, [(each.declared, each.received_on) for each in found])
    asked = [Asked(each, answer.outcome, lacks=answer.lacks) for each, answer in zip(found, answers, strict=True)]
    page = Page(
        title=_("Proponi insieme"),
        verb=_("Proponi"),
        consequence=_("Le proposte vanno alla responsabile del servizio, ognuna con la risposta del regolamento e le sue ragioni. Chi propone non decide."),
        empty=_("Nessuna domanda completa aspetta una proposta"),
    )

    def do(chosen: frozenset[int]) -> list[Told]:
        proposed = verbs.propose_all(measure, among=chosen, by=actor, at=request.now)
        words = ngettext("{number} domanda proposta: ora decide la responsabile.", "{number} domande proposte: ora decide la responsabile.", len(proposed))
        return [(messages.SUCCESS, words.format(number=writing.number(len(proposed))))]

    return _shown(request, measure, asked, page, do)


@doors.record(with_formula, policy.may_confirm_together, methods=doors.FORM)
def confirm(request: StaffRequest, measure: Measure) -> HttpResponse:
    """Decide as proposed on the requests for a measure on which the regulation was followed, but on those left out."""
    actor = request.actor
    found = list(policy.to_confirm_together(actor).of_measure(measure.pk).in_brief().by_wait())
    waiting = policy.waiting_among(actor, found)
    asked = [
        Asked(
            each,
            Outcome(bool(each.proposed), each.proposed_amount or 0, each.proposed_months or 0),
            waits=each.pk in waiting,
        )
        for each in found
    ]
    page = Page(
        title=_("Decidi insieme"),
        verb=_("Decidi come proposto"),
        consequence=_("Quelle da accogliere impegnano subito la somma sul bilancio; delle altre parte il termine per il ricorso."),
        empty=_("Nessuna proposta del regolamento aspetta la tua decisione"),
    )

    def do(chosen: frozenset[int]) -> list[Told]:
        return _told(verbs.confirm_all(measure, among=chosen, by=actor, at=request.now))

    return _shown(request, measure, asked, page, do)


def _shown(request: StaffRequest, measure: Measure, asked: Sequence[Asked], page: Page, do: Callable[[frozenset[int]], list[Told]]) -> HttpResponse:
    """Draw the page: what it would cost, then the requests, all ticked; when it is sent do it, tell what came of it, and show what is left."""
    possible = [each for each in asked if not each.stays]
    some = page_of(request, asked)
    here = [each.application.pk for each in some if not each.stays]
    others = [each.application.pk for each in possible if each.application.pk not in set(here)]
    seen = seal((each.application.pk, each.outcome.total) for each in possible)
    form = TogetherForm(request.POST if request.method == "POST" else None, page=here, others=others, seen=seen)
    if request.method == "POST" and form.is_valid() and (told := attempt(form, lambda: do(form.chosen))) is not None:
        for level, words in told:
            messages.add_message(request, level, words)
        return redirect(request.path)
    ticked = {str(number) for number in here}
    if request.method == "POST":
        typed_again = request.POST.copy()
        typed_again["seen"] = seen
        form.data, ticked = typed_again, set(request.POST.getlist("pick"))
    shown = {each.pk: each for each in Application.objects.with_all().filter(pk__in=[each.application.pk for each in some])}
    rows = [_row(shown[each.application.pk], each, ticked=str(each.application.pk) in ticked) for each in some]
    context = {"measure": measure, "words": page, "form": form, "page": some, "rows": rows, "possible": len(possible)}
    return render(request, "benefits/together.html", {**context, **_counted(request.actor, measure, asked, possible)})


def _row(application: Application, each: Asked, *, ticked: bool) -> dict[str, Any]:
    """A line of the page: of what is refused the articles, and not the reasons, which tell of the household and are read on its own page."""
    outcome = outcome_words(each.outcome, monthly=application.measure.monthly).capitalize()
    against = "" if each.outcome.grant else ", ".join(deciding.articles_against(telling.assessment_of(application)))
    return {"application": application, "asked": each, "outcome": outcome, "against": against, "ticked": ticked}


def _counted(actor: Actor, measure: Measure, asked: Sequence[Asked], possible: Sequence[Asked]) -> dict[str, Any]:
    """How many of each, and what they would cost in each year against what is left."""
    granted = [each for each in possible if each.outcome.grant]
    facts = [
        (_("Da accogliere"), writing.number(len(granted))),
        (_("Da non accogliere"), writing.number(len(possible) - len(granted))),
        (_("Restano fuori"), writing.number(len(asked) - len(possible))),
        (_("Costo in tutto"), writing.euro(sum(each.outcome.total for each in granted))),
    ]
    cost = plans.cost_by_year(
        plans.plan(
            amount=each.outcome.amount,
            months=each.outcome.months,
            from_month=each.application.from_month or deciding.month_of(actor.on),
            granted_on=actor.on,
            monthly=measure.monthly,
        )
        for each in granted
    )
    left = budget.left_for(measure) if cost else {}
    years = [(year, cents, left.get(year, 0), max(cents - left.get(year, 0), 0)) for year, cents in sorted(cost.items())]
    return {"facts": facts, "years": years}


def _told(decided: verbs.Decided) -> list[Told]:
    """Say what came of it: how many were granted and refused, how many wait, and why some could not be granted."""
    granted, refused = len(decided.granted), len(decided.refused)
    told: list[Told] = []
    if granted or refused:
        words = _("Accolte: {granted}. Non accolte: {refused}.")
        told.append((messages.SUCCESS, words.format(granted=writing.number(granted), refused=writing.number(refused))))
    if waiting := len(decided.waiting):
        words = ngettext("{number} aspetta un'approvazione.", "{number} aspettano un'approvazione.", waiting)
        told.append((messages.INFO, words.format(number=writing.number(waiting))))
    for application, why in decided.held[:MOST_REASONS]:
        told.append((messages.WARNING, _("La domanda {number} resta proposta. {why}").format(number=application, why=why)))
    if more := len(decided.held[MOST_REASONS:]):
        words = ngettext(
            "Resta proposta un'altra domanda: chi prova ad accoglierla legge perché.",
            "Restano proposte altre {number} domande: chi prova ad accoglierle, una per una, legge perché.",
            more,
        )
        told.append((messages.WARNING, words.format(number=writing.number(more))))
    return told


def _ways(found: ApplicationQuerySet, name: str) -> list[tuple[str, str]]:
    """Measures with more than one request: one alone is looked at by itself."""
    return [(f"{measure} ({writing.number(many)})", reverse(name, args=[pk])) for pk, measure, many in found.by_measure() if many > 1]
