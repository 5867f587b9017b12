"""Receive a request for a benefit, with its facts and papers, until it can be looked into."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.models import Team
from sussidiario.access.rules import Role
from sussidiario.benefits import figures
from sussidiario.benefits.actions import payees
from sussidiario.benefits.actions.applications.checks import counted, happened, locked
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState, Channel, PayeeKind
from sussidiario.benefits.models import Application, Document, Measure, Payee
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.rules import deciding
from sussidiario.casework.models import Case, team_of
from sussidiario.desks.models import Contact
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people.models import Household, Person
from sussidiario.regulation.facts import Given
from sussidiario.ui import writing


@transaction.atomic
def receive(
    measure: Measure,
    *,
    person: Person,
    why: str = "",
    contact: Contact | None = None,
    case: Case | None = None,
    channel: Channel | None = None,
    declared: Mapping[str, Given] | None = None,
    payee: Payee | None = None,
    from_month: date | None = None,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Application:
    """
    Receive a request for a measure, from a desk's contact, a case, or a person's page; `on` is today unless told. Its papers are asked for at once.

    It goes to the group that follows the case; else to that of the social worker who received it, or of the measure's area; of a protected person, to the
    group that protects them.

    :raises NotAllowed: if `by` does not receive requests.
    :raises Refusal: if the measure is not given on that day, the person has died, the contact or the case is of somebody else, or the person or their
        household has already asked and waits for an answer; or who is paid would give away somebody whom a group protects.
    """
    policy.may_receive(by).require()
    on = happened(on or by.on, by=by)
    if measure.from_on > on or (measure.until_on is not None and measure.until_on <= on):
        raise Refusal(_("Il {day} questa misura non si può chiedere.").format(day=writing.day(on)), field="measure")
    person = _alive(person, on)
    household = Household.objects.open().of(person).first() if measure.of_household else None
    _same_person(person, household, contact, case)
    _not_twice(measure, person, household)
    if payee is not None:
        payees.hide(person, PayeeKind(payee.kind))
    application = Application.objects.create(
        number=_next_number(on.year),
        year=on.year,
        measure=measure,
        person=person,
        household=household,
        case=case,
        contact=contact,
        team=_team(measure, person, case, by),
        channel=(channel or (Channel.CASE if case else Channel.DESK)).value,
        why=why.strip(),
        received_on=on,
        received_by=by.staff,
        declared=_kept(measure, declared or {}),
        payee=payee,
        from_month=deciding.month_of(from_month) if from_month else None,
    )
    papers = measure.required.order_by("pk")
    Document.objects.bulk_create([Document(application=application, required=paper, what=paper.what, asked_on=on) for paper in papers])
    journal.record(figures.RECEIVED, application, on=on, at=at, by=by, detail={"channel": application.channel}, **counted(application))
    return application


@transaction.atomic
def declare(application: Application, *, declared: Mapping[str, Given], payee: Mapping[str, Any] | None = None, by: Actor, at: datetime) -> Application:
    """
    Write the facts that the regulation asks, as they are declared or were checked, and who is to be paid (what `payees.write` takes), if it is known.

    What was complete has to be checked again.

    :raises NotAllowed: if `by` does not work on requests.
    :raises Forbidden: if a decision was proposed already.
    :raises Refusal: at its field, if a fact is not of its kind, or who is to be paid is not told as it must.
    """
    application = locked(application)
    policy.may_work_on(by, application).require()
    state = APPLICATION.after(ApplicationState(application.state), "declare")
    application.declared = _kept(application.measure, declared)
    if payee is not None and not _is_paid(application.payee, payee):
        payees.hide(application.person, payee.get("kind", PayeeKind.BENEFICIARY))
        application.payee = payees.write(person=application.person, **payee)
    application.state, application.completed_on = state, None
    application.save(update_fields=["declared", "payee", "state", "completed_on"])
    journal.record(figures.DECLARED, application, on=by.on, at=at, by=by, **counted(application))
    return application


@transaction.atomic
def receive_document(application: Application, *, document: Document, on: date | None = None, by: Actor, at: datetime) -> Application:
    """
    Write down that a paper has come; `on` is today unless told.

    :raises NotAllowed: if `by` does not work on requests.
    :raises Forbidden: if the request is not waiting for papers.
    :raises Refusal: if the paper is of another request or had come already, or the day is still to come or before the request.
    """
    application = locked(application)
    policy.may_work_on(by, application).require()
    application.state = APPLICATION.after(ApplicationState(application.state), "receive_document")
    on = happened(on or by.on, application, by=by)
    paper = Document.objects.select_for_update().get(pk=document.pk)
    if paper.application_id != application.pk:
        raise Refusal(_("Il documento è di un'altra domanda."), field="document")
    if paper.received_on is not None:
        raise Refusal(_("Il documento era già arrivato il {day}.").format(day=writing.day(paper.received_on)), field="document")
    paper.received_on = on
    paper.save(update_fields=["received_on"])
    journal.record(figures.DOCUMENT_RECEIVED, application, on=on, at=at, by=by, why=paper.what, **counted(application))
    return application


@transaction.atomic
def ask_documents(application: Application, *, what: Iterable[str], by: Actor, at: datetime) -> Application:
    """
    Ask for papers, beside those that the measure requires, or again for one that came and was not good. The request waits for them.

    :raises NotAllowed: if `by` does not work on requests.
    :raises Forbidden: if a decision was proposed already.
    :raises Refusal: if no paper is named.
    """
    application = locked(application)
    policy.may_work_on(by, application).require()
    state = APPLICATION.after(ApplicationState(application.state), "ask_documents")
    named = list(dict.fromkeys(name.strip()[:120] for name in what if name.strip()))
    if not named:
        raise Refusal(_("Scrivi quali documenti servono, uno per riga."), field="what")
    for name in named:
        Document.objects.update_or_create(application=application, what=name, defaults={"asked_on": by.on, "received_on": None})
    application.state, application.completed_on = state, None
    application.save(update_fields=["state", "completed_on"])
    journal.record(figures.DOCUMENTS_ASKED, application, on=by.on, at=at, by=by, why="; ".join(named), **counted(application))
    return application


@transaction.atomic
def complete(application: Application, *, by: Actor, at: datetime) -> Application:
    """
    Say that nothing is missing: from now on the time of the decision runs.

    :raises NotAllowed: if `by` does not work on requests.
    :raises Forbidden: if it is not a request that waits for something.
    :raises Refusal: if a paper has not come, a fact that the regulation asks was not declared, or nobody is named to be paid: it says which.
    """
    application = locked(application)
    policy.may_work_on(by, application).require()
    state = APPLICATION.after(ApplicationState(application.state), "complete")
    if missing := missing_of(application):
        raise Refusal(_("Non è completa. Manca: {missing}.").format(missing="; ".join(missing)))
    application.state, application.completed_on = state, by.on
    application.save(update_fields=["state", "completed_on"])
    journal.record(figures.COMPLETED, application, on=by.on, at=at, by=by, detail={"waited": (by.on - application.received_on).days}, **counted(application))
    return application


@transaction.atomic
def withdraw(application: Application, *, why: str, by: Actor, at: datetime) -> Application:
    """
    Write down that who asked does not ask any more; it ends today.

    :raises NotAllowed: if `by` does not receive requests.
    :raises Forbidden: if it was decided already, or money was advanced.
    :raises Refusal: if no reason is given.
    """
    application = locked(application)
    policy.may_withdraw(by, application).require()
    state = APPLICATION.after(ApplicationState(application.state), "withdraw")
    why = required(why, field="why", otherwise=_("Scrivi perché la domanda è ritirata."))
    application.state, application.decided_on, application.decision = state, by.on, why
    application.save(update_fields=["state", "decided_on", "decision"])
    journal.record(figures.WITHDRAWN, application, on=by.on, at=at, by=by, why=why, **counted(application))
    return application


def missing_of(application: Application) -> list[str]:
    """What is missing before a request can be looked into: papers, facts, who is to be paid."""
    papers = list(application.documents.filter(received_on__isnull=True).order_by("pk").values_list("what", flat=True))
    formula = application.measure.formula
    assessment = deciding.assessed(formula, application.declared, application.received_on)
    names = {fact.name: fact.label for fact in deciding.facts(formula)}
    facts = [_(names[name]) for name in assessment.missing] if assessment else []
    return [*papers, *facts, *([] if application.payee_id else [_("chi riscuote e come")])]


def _is_paid(now: Payee | None, payee: Mapping[str, Any]) -> bool:
    """Tell whether who is to be paid is what is written already: a payee is not written twice."""
    return now is not None and all(getattr(now, name) == value for name, value in payee.items())


def _kept(measure: Measure, declared: Mapping[str, Given]) -> dict[str, Any]:
    try:
        return deciding.kept(measure.formula, declared)
    except deciding.Mistaken as mistaken:
        raise Refusal(_("Questo valore non va bene."), field=mistaken.name) from None


def _alive(person: Person, on: date) -> Person:
    """Lock the person, so that two requests of theirs come one after the other."""
    found = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if found.died_on is not None and found.died_on <= on:
        raise Refusal(_("La persona è deceduta."))
    return found


def _same_person(person: Person, household: Household | None, contact: Contact | None, case: Case | None) -> None:
    if contact is not None and contact.person_id != person.pk:
        raise Refusal(_("Il contatto riguarda un'altra persona."))
    if case is None or case.person_id == person.pk:
        return
    homes = {household.pk} if household else set(Household.objects.of(person).values_list("pk", flat=True))
    if case.household_id not in homes:
        raise Refusal(_("Il caso riguarda un'altra persona."))


def _not_twice(measure: Measure, person: Person, household: Household | None) -> None:
    """Of those who live with them, whoever a group protects is left out: nobody learns of them here."""
    pending = Application.objects.pending().filter(measure=measure)
    if waiting := pending.of(person.pk).first():
        day = writing.day(waiting.received_on)
        raise Refusal(_("C'è già una domanda per questa misura, la n. {number} del {day}.").format(number=waiting, day=day), field="measure")
    shared = pending.filter(household=household, person__kept_by__isnull=True).first() if household else None
    if shared:
        day = writing.day(shared.received_on)
        raise Refusal(_("La famiglia ha già chiesto questa misura con la domanda n. {number} del {day}.").format(number=shared, day=day), field="measure")


def _next_number(year: int) -> int:
    """Next number of the year. Who asks holds a row that all who ask hold: numbers are given one after the other."""
    list(Measure.objects.order_by("pk").select_for_update(no_key=True)[:1])
    last = Application.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _team(measure: Measure, person: Person, case: Case | None, by: Actor) -> Team | None:
    if person.kept_by_id is not None:
        return Team.objects.get(pk=person.kept_by_id)
    if case is not None and case.team_id is not None:
        return case.team
    of_worker = team_of(by.staff, measure.area, by.on) if by.has(Role.SOCIAL_WORKER) else None
    return of_worker or Team.objects.filter(area=measure.area, body="").order_by("pk").first()
