"""
Propose and decide many requests at once, exactly as the regulation answers: the same rows and acts as one by one, in as many questions as for one.

What somebody wants otherwise than the regulation is done one by one, with its reason; and so is what is asked for somebody whom a group protects. A
request that lacks a fact is not answered: it is completed first.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.rules import clash
from sussidiario.benefits import figures
from sussidiario.benefits.actions import awards
from sussidiario.benefits.actions.applications.checks import counted
from sussidiario.benefits.actions.applications.decisions import PROPOSAL, total
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState
from sussidiario.benefits.models import Application, ApplicationQuerySet, Award, Measure
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.rules import deciding
from sussidiario.benefits.rules.deciding import Answer, Outcome
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal

BLOCK = 1_000
"""Requests that are held in memory at a time."""

DECISION = ("state", "decided_by", "decided_on", "decision", "appeal_until")
"""What a decision writes on a request."""


@dataclass(frozen=True)
class Decided:
    """What came of many requests: those granted, refused, waiting for an approval; those that could not be granted, with why; and those that lack a fact."""

    granted: Sequence[Application] = ()
    refused: Sequence[Application] = ()
    waiting: Sequence[Application] = ()
    held: Sequence[tuple[Application, str]] = ()
    lacking: Sequence[Application] = ()

    def __add__(self, other: "Decided") -> "Decided":
        return Decided(*((*getattr(self, each.name), *getattr(other, each.name)) for each in fields(self)))


@transaction.atomic
def decide_all(measure: Measure, *, proposed_by: Actor, by: Actor, at: datetime) -> Decided:
    """
    Propose what the regulation answers on every complete request for a measure, and decide on it: who proposes and who decides are two.

    :raises NotAllowed: if `proposed_by` does not propose, `by` does not decide, or they are one person.
    :raises Refusal: if the regulation has no formula for the measure.
    """
    if proposed_by.pk == by.pk:
        raise NotAllowed(_("Chi propone non decide: lo fa un'altra persona."))
    policy.may_propose(proposed_by).require()
    policy.may_decide(by).require()
    _with_formula(measure)
    seen = set(policy.to_propose_together(by).of_measure(measure.pk).values_list("pk", flat=True))
    decided = Decided()
    for some in _blocks(policy.to_propose_together(proposed_by), measure):
        answers = _proposed(measure, some, proposed_by, at)
        answered = [each for each in some if each.pk in answers]
        done = _confirmed([each for each in answered if each.pk in seen], partial(_against, answers), by, at)
        decided += replace(done, lacking=[each for each in some if each.pk not in answers])
        journal.rewrite(Application, _explained(answered, answers), dict.fromkeys((*PROPOSAL, *DECISION)))
    return decided


@transaction.atomic
def propose_all(measure: Measure, *, among: Collection[int] | None = None, by: Actor, at: datetime) -> list[Application]:
    """
    Propose what the regulation answers on every complete request for a measure that the actor sees, or on those `among` some, the longest waiting first.

    :raises NotAllowed: if `by` is no social worker.
    :raises Refusal: if the regulation has no formula for the measure.
    """
    policy.may_propose(by).require()
    _with_formula(measure)
    proposed: list[Application] = []
    for some in _blocks(policy.to_propose_together(by), measure, among):
        answers = _proposed(measure, some, by, at)
        answered = [each for each in some if each.pk in answers]
        journal.rewrite(Application, _explained(answered, answers), PROPOSAL)
        proposed += answered
    return proposed


@transaction.atomic
def confirm_all(measure: Measure, *, among: Collection[int] | None = None, by: Actor, at: datetime) -> Decided:
    """
    Decide as proposed on every request for a measure on which what the regulation answers was proposed, or on those `among` some, the longest waiting first.

    What is above the actor's level waits; what the budget does not hold, or a month forbids, stays proposed, and why is told.

    :raises NotAllowed: if `by` does not decide.
    """
    policy.may_decide(by).require()
    decided = Decided()
    for some in _blocks(policy.to_confirm_together(by), measure, among):
        done = _confirmed(some, _grounds, by, at)
        journal.rewrite(Application, (*done.granted, *done.refused), DECISION)
        decided += done
    return decided


def _blocks(found: ApplicationQuerySet, measure: Measure, among: Collection[int] | None = None) -> Iterator[list[Application]]:
    """
    Hold the requests found for a measure, or those of them `among` some, those that wait longest first, a block at a time.

    What a block was is let go before the next: with all of them alive at once, a third of the time would go in looking for what is not.
    """
    numbers = [each for each in found.of_measure(measure.pk).by_wait().values_list("pk", "state") if among is None or each[0] in among]
    for start in range(0, len(numbers), BLOCK):
        block = dict(numbers[start : start + BLOCK])
        # Found before it was held: what somebody else has moved since is left out.
        held = Application.objects.filter(pk__in=block, state__in=set(block.values()))
        some = list(held.to_decide_together().select_for_update(of=("self",)).by_wait())
        for application in some:
            application.measure = measure
        yield some


def _proposed(measure: Measure, some: Sequence[Application], by: Actor, at: datetime) -> dict[int, Answer]:
    """
    Propose where no fact is lacking, and write the acts; what changes on the requests is written by who calls.

    Gives what the regulation answers on each of those.
    """
    _one_hand(by)
    found = deciding.assessed_many(measure.formula, [(each.declared, each.received_on) for each in some])
    answers = {application.pk: answer for application, answer in zip(some, found, strict=True) if not answer.lacks}
    answered = [each for each in some if each.pk in answers]
    for application in answered:
        _propose(application, answers[application.pk].outcome, by)
    journal.write(_act(figures.PROPOSED, each, by, at, amount=total(each), detail={"grant": each.proposed}) for each in answered)
    return answers


def _against(answers: Mapping[int, Answer], application: Application) -> str:
    """Why the regulation refuses."""
    return deciding.against(answers[application.pk].explained)


def _grounds(application: Application) -> str:
    """Why it is refused as proposed."""
    return deciding.grounds(application.assessment, application.proposal)


def _with_formula(measure: Measure) -> None:
    if not measure.formula:
        raise Refusal(_("Il regolamento non ha una formula per questa misura: le domande si guardano una per una."))


def _explained(some: Iterable[Application], answers: Mapping[int, Answer]) -> Iterator[Application]:
    """Give each request with its explanation, to be written. It is not held on: whoever wants it reads it in its row."""
    for application in some:
        application.assessment = answers[application.pk].explained.as_json()
        yield application
        del application.assessment


def _propose(application: Application, outcome: Outcome, by: Actor) -> None:
    application.assessed_on, application.proposed, application.proposal = by.on, outcome.grant, ""
    application.proposed_amount, application.proposed_months = (outcome.amount, outcome.months) if outcome.grant else (None, None)
    application.from_month = deciding.month_of(application.from_month or by.on)
    application.state = APPLICATION.after(ApplicationState(application.state), "propose")
    application.proposed_by, application.proposed_on = by.staff, by.on


def _confirmed(proposed: Sequence[Application], why: Callable[[Application], str], by: Actor, at: datetime) -> Decided:
    """Decide as proposed on what may be decided now, and write the acts; the rest stays as it is. What changes on the requests is written by who calls."""
    _one_hand(by)
    mine = [each for each in proposed if by.pk not in {each.proposed_by_id, each.received_by_id}]
    waits = policy.waiting_among(by, mine)
    granted = [each for each in mine if each.proposed and each.pk not in waits]
    refused = [each for each in mine if each.proposed is False and each.pk not in waits]
    made, held = _granted(granted, by, at)
    for application in made:
        application.state = APPLICATION.after(ApplicationState(application.state), "grant")
        application.decision = ""
    for application in refused:
        application.state = APPLICATION.after(ApplicationState(application.state), "refuse")
        application.decision = why(application)
        application.appeal_until = deciding.appeal_until(by.on)
    for application in (*made, *refused):
        application.decided_by, application.decided_on = by.staff, by.on
    journal.write(_act(figures.GRANTED, each, by, at, amount=total(each), detail=_waited(each, by)) for each in made)
    journal.write(_act(figures.REFUSED, each, by, at, why=each.decision, detail=_waited(each, by)) for each in refused)
    return Decided(made, refused, [each for each in mine if each.pk in waits], held)


def _granted(some: Sequence[Application], by: Actor, at: datetime) -> tuple[list[Application], list[tuple[Application, str]]]:
    """Make the awards; and why some could not be made."""
    grants, held = [], []
    for each in some:
        if each.payee_id is None or each.from_month is None:
            held.append((each, _("Manca chi riscuote e come: va scritto tra quanto è dichiarato.")))
        else:
            grants.append(awards.Grant(each, each.proposed_amount or 0, each.proposed_months or 0, each.from_month, each.payee_id))
    made = list(zip(grants, awards.create_many(grants, by=by, at=at), strict=True))
    held += [(grant.application, result.message) for grant, result in made if isinstance(result, Refusal)]
    return [grant.application for grant, result in made if isinstance(result, Award)], held


def _waited(application: Application, by: Actor) -> dict[str, int]:
    return {"waited": (by.on - application.received_on).days}


def _act(name: str, application: Application, by: Actor, at: datetime, **said: Any) -> journal.Row:
    """Prepare an act as `journal.record` would have written it."""
    counts = counted(application)
    subject = journal.pseudonym(counts.pop("subject"))
    return journal.line(name, on=by.on, at=at, record=journal.reference(application), by_id=by.pk, subject=subject, **counts, **said)


def _one_hand(by: Actor) -> None:
    """As `journal.record` asks for each act: nobody acts with two roles that one person may not hold together."""
    if (two := clash(by.roles)) is not None:
        one, other = (_(role.label) for role in two)
        raise NotAllowed(_("Hai due ruoli che una sola persona non può avere insieme: «{one}» e «{other}».").format(one=one, other=other))
