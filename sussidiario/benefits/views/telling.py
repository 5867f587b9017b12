"""How the pages say what a request is: its state, what the regulation answers and by which way, its reader's next verbs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.benefits.forms.applications import outcome_words
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState
from sussidiario.benefits.models import Application, Document
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.rules import deciding
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.regulation.assessment import Assessment, Step as Chained
from sussidiario.ui import writing
from sussidiario.ui.verbs import Verb

SHAPES = {
    ApplicationState.RECEIVED: "waiting",
    ApplicationState.COMPLETE: "open",
    ApplicationState.PROPOSED: "waiting",
    ApplicationState.ADVANCED: "attention",
    ApplicationState.GRANTED: "done",
    ApplicationState.REFUSED: "stopped",
    ApplicationState.WITHDRAWN: "closed",
}

ORDER = ("grant", "approve", "propose", "receive_document", "complete", "declare", "refuse", "ask_documents", "send_back", "withdraw")
"""Verbs of a request, the most likely first."""


@dataclass(frozen=True)
class Used:
    """A figure of the regulation that was read."""

    label: str
    value: str
    article: str
    since: str


@dataclass(frozen=True)
class Step:
    """One formula on the way to the answer."""

    label: str
    value: str
    formula: str
    article: str
    used: Sequence[Used]


@dataclass(frozen=True)
class Answer:
    """What the regulation answers, in words: what it would have, why not, why, what it could not see, and the way there."""

    granted: bool
    outcome: str
    against: Sequence[tuple[str, str]]
    for_it: Sequence[tuple[str, str]]
    missing: Sequence[str]
    steps: Sequence[Step]


def state_of(application: Application) -> tuple[str, str]:
    """The state of a request, in words and by shape."""
    state = ApplicationState(application.state)
    return _(state.label), SHAPES[state]


def assessment_of(application: Application) -> Assessment | None:
    """What the regulation answered when a decision was proposed, else what it answers now; nothing where the measure has no formula."""
    if application.assessment is not None and application.state not in {ApplicationState.RECEIVED, ApplicationState.COMPLETE}:
        return Assessment.from_json(application.assessment)
    return deciding.assessed(application.measure.formula, application.declared, application.received_on)


def answer_of(application: Application) -> Answer | None:
    """The same in words."""
    assessment = assessment_of(application)
    if assessment is None:
        return None
    labels = {fact.name: fact.label for fact in deciding.facts(application.measure.formula)}
    reasons = [(reason.met, reason.words(_), reason.article) for reason in assessment.reasons if reason.article or not assessment.missing]
    return Answer(
        granted=assessment.granted,
        outcome=outcome_words(deciding.outcome_of(assessment), monthly=application.measure.monthly).capitalize(),
        against=[(words, article) for met, words, article in reasons if not met],
        for_it=[(words, article) for met, words, article in reasons if met],
        missing=[_(labels.get(name, name)) for name in assessment.missing],
        steps=[_step(step) for step in assessment.chain],
    )


def _step(step: Chained) -> Step:
    used = [Used(_(each.label), each.value.words(_), each.article, writing.day(each.since)) for each in step.used]
    return Step(_(step.label), step.value.words(_), _(step.formula), step.article, used)


def proposed_of(application: Application) -> str:
    """What is proposed, in words; nothing where nothing is."""
    if application.proposed is None:
        return ""
    outcome = deciding.Outcome(application.proposed, application.proposed_amount or 0, application.proposed_months or 0)
    return outcome_words(outcome, monthly=application.measure.monthly).capitalize()


def differs(application: Application) -> bool:
    """Tell whether what is proposed is not what the regulation answered."""
    return bool(application.proposal) and application.assessment is not None


def facts_of(application: Application, actor: Actor) -> list[tuple[str, str]]:
    """What the band says of a request."""
    facts = [(_("Misura"), application.measure.name), (_("Numero"), str(application)), (_("Ricevuta il"), writing.day(application.received_on))]
    if application.decided_on:
        facts.append((_("Conclusa il"), writing.day(application.decided_on)))
    else:
        waited = (actor.on - application.received_on).days
        facts.append((_("In attesa da"), ngettext("{days} giorno", "{days} giorni", waited).format(days=waited)))
    if application.team:
        facts.append((_("Gruppo"), application.team.name))
    return facts


def declared_of(application: Application) -> list[tuple[str, str]]:
    """What was declared, in words."""
    return [(_(fact.label), deciding.said(fact, given, _)) for fact, given in deciding.declared(application.measure.formula, application.declared)]


def verbs_of(actor: Actor, application: Application, documents: Sequence[Document]) -> list[Verb]:
    """What may be done about a request in its state, most likely first, with the reason of what this reader may not do."""
    possible = [verb for verb in ORDER if APPLICATION.allows(ApplicationState(application.state), verb)]
    if all(document.received_on for document in documents) and "receive_document" in possible:
        possible.remove("receive_document")
    if "approve" in possible and not policy.missing_levels(application):
        possible.remove("approve")
    if application.proposed is False:
        possible = [verb for verb in ("refuse", *possible) if verb != "grant"]
    moves = APPLICATION.moves
    return [
        Verb(_(moves[verb].label), reverse(f"benefits:{verb}", args=[application.pk]), policy.MAY[verb](actor, application), back=moves[verb].back)
        for verb in dict.fromkeys(possible)
    ]


def in_time(application: Application, verb: str) -> None:
    """
    Check, before its page is shown, that the verb is still possible.

    :raises Forbidden: if somebody did something else first.
    """
    if not APPLICATION.allows(ApplicationState(application.state), verb):
        raise Forbidden(ApplicationState(application.state), verb)
