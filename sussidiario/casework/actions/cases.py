"""Take in charge, decline, close, take in charge again."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sussidiario.access.actions import accounts
from sussidiario.access.actor import Actor
from sussidiario.access.models import Staff
from sussidiario.casework import figures, policy, rules
from sussidiario.casework.actions.checks import counted, group_of, happened, locked, not_before, put_in_charge
from sussidiario.casework.actions.closing import written_closed
from sussidiario.casework.lifecycle import LIFE, CaseState, ClosingReason, Outcome
from sussidiario.casework.models import Case, Charge, Deadline, Standard
from sussidiario.desks.models import Contact
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people.models import Household, Person
from sussidiario.ui import writing


@transaction.atomic
def propose(
    *,
    person: Person | None = None,
    household: Household | None = None,
    area: Area,
    why: str,
    contact: Contact | None = None,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """
    Propose that a person, or a household, be taken in charge in an area; `on` is today unless told.

    :raises NotAllowed: if `by` does not meet people, or their account closed meanwhile: a proposal stays in the hands of who made it.
    :raises Refusal: if no reason is given, the person has died or the household is dissolved, the contact is about somebody else, or the
        subject has already a proposed or open case in this area.
    """
    policy.may_propose(by).require()
    accounts.hold_open(by)
    on = happened(on or by.on, by=by)
    why = required(why, field="why", otherwise=_("Scrivi perché proponi la presa in carico."))
    subject = _alive(person, household, on)
    if contact is not None and (person is None or contact.person_id != person.pk):
        raise Refusal(_("Il contatto riguarda un'altra persona."))
    if live := Case.objects.live().of(subject).in_area(area).first():
        raise Refusal(_already(live), field="area")
    case = Case.objects.create(person=person, household=household, area=area.value, why=why, contact=contact, proposed_on=on, proposed_by=by.staff)
    journal.record(figures.CASE_PROPOSED, case, on=on, at=at, by=by, **counted(case))
    return case


@transaction.atomic
def open_case(case: Case, *, worker: Staff, on: date, by: Actor, at: datetime) -> Case:
    """
    Take in charge from the day `on`, and put `worker` in charge. The office's own deadlines begin.

    :raises NotAllowed: if `by` does not decide.
    :raises Forbidden: if it is no longer a proposal.
    :raises Refusal: if the worker cannot follow it, or the day is still to come, before the proposal, or before an earlier case of the
        same subject in the area ended.
    """
    case = locked(case)
    policy.may_open_case(by, case).require()
    state = LIFE.after(CaseState(case.state), "open_case")
    happened(on, by=by)
    not_before(on, case.proposed_on, words=_("La presa in carico è stata proposta il {day}: non può iniziare prima."))
    not_before(on, _last_end(case), words=_("Un caso precedente nella stessa area è finito il {day}: questo non può iniziare prima."))
    put_in_charge(case, worker, group_of(worker, case, by=by, field="worker"), on)
    standards = Standard.objects.in_force(case.area, on)
    deadlines = [Deadline(case=case, what=each.what, due_on=rules.due_on(on, each.days), set_by=by.staff) for each in standards]
    Deadline.objects.bulk_create(deadlines)
    case.state, case.opened_on, case.next_due_on = state, on, rules.earliest(each.due_on for each in deadlines)
    case.save(update_fields=["state", "worker", "team", "opened_on", "next_due_on"])
    journal.record(figures.CASE_OPENED, case, on=on, at=at, by=by, detail={"waited": (on - case.proposed_on).days}, **counted(case))
    return case


@transaction.atomic
def decline(case: Case, *, why: str, on: date, by: Actor, at: datetime) -> Case:
    """
    Decide not to take in charge.

    :raises NotAllowed: if `by` does not decide.
    :raises Forbidden: if it is no longer a proposal.
    :raises Refusal: if no reason is given, or the day is still to come or before the proposal.
    """
    case = locked(case)
    policy.may_decline(by, case).require()
    state = LIFE.after(CaseState(case.state), "decline")
    why = required(why, field="why", otherwise=_("Scrivi perché la proposta non è accolta: chi l'ha fatta lo leggerà."))
    happened(on, by=by)
    not_before(on, case.proposed_on, words=_("La presa in carico è stata proposta il {day}: non si decide prima."))
    case.state, case.declined_on, case.closing_words = state, on, why
    case.save(update_fields=["state", "declined_on", "closing_words"])
    journal.record(figures.CASE_DECLINED, case, on=on, at=at, by=by, why=why, **counted(case))
    return case


@transaction.atomic
def close(case: Case, *, reason: ClosingReason, outcome: Outcome, words: str = "", on: date, by: Actor, at: datetime) -> Case:
    """
    Close the case: `on` is the first day no longer in charge. What is left to be done stays written, and lapses.

    :raises NotAllowed: if `by` is neither in charge nor the service head.
    :raises Forbidden: if it is not open.
    :raises Refusal: if reason and outcome contradict each other, or the day is still to come or before who is in charge began.
    """
    case = locked(case)
    policy.may_close(by, case).require()
    LIFE.after(CaseState(case.state), "close")
    if mistake := rules.closing_mistake(Area(case.area), reason, outcome):
        raise Refusal(_(mistake.message), field="outcome")
    happened(on, by=by)
    charge = Charge.objects.open().get(case=case)
    not_before(on, charge.from_on, words=_("Chi segue il caso ha iniziato il {day}: non si chiude prima."))
    return written_closed(case, reason=reason, outcome=outcome, words=words.strip(), on=on, by=by, at=at)


@transaction.atomic
def reopen(case: Case, *, worker: Staff, why: str, on: date, by: Actor, at: datetime) -> Case:
    """
    Take in charge again from the day `on`, with `worker` in charge. How it had been closed stays in the book.

    :raises NotAllowed: if `by` is neither of the group that followed it nor the service head.
    :raises Forbidden: if it is not closed.
    :raises Refusal: if no reason is given, the worker cannot follow it, the person has died, the subject has by now another live case in the
        area, or the day is still to come or before the last closing.
    """
    case = locked(case)
    policy.may_reopen(by, case).require()
    state = LIFE.after(CaseState(case.state), "reopen")
    why = required(why, field="why", otherwise=_("Scrivi perché il caso si riapre."))
    if live := Case.objects.live().of(_alive(case.person, case.household, on)).in_area(case.area).first():
        raise Refusal(_already(live))
    happened(on, by=by)
    not_before(on, _last_end(case), words=_("Il caso è finito il {day}: non può ricominciare prima."))
    put_in_charge(case, worker, group_of(worker, case, by=by, field="worker"), on)
    case.state, case.reopened_on, case.closed_on = state, on, None
    case.closing_reason = case.outcome = case.closing_words = ""
    case.save(update_fields=["state", "worker", "team", "reopened_on", "closed_on", "closing_reason", "outcome", "closing_words"])
    journal.record(figures.CASE_REOPENED, case, on=on, at=at, by=by, why=why, **counted(case))
    return case


def _alive(person: Person | None, household: Household | None, on: date) -> Person | Household:
    """
    Lock and give the one subject, so that two proposals about it come one after the other.

    :raises Refusal: if there is not exactly one, or on that day the person had died or the household was dissolved.
    """
    if person is not None and household is None:
        found = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if found.died_on is not None and found.died_on <= on:
            raise Refusal(_("La persona è deceduta."))
        return found
    if household is None or person is not None:
        raise Refusal(_("Indica una persona, oppure una famiglia."))
    family = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    if family.closed_on is not None and family.closed_on <= on:
        raise Refusal(_("La famiglia è sciolta."))
    return family


def _already(live: Case) -> str:
    """Say that there is a live case already, and since when."""
    if live.opened_on is None:
        return _("C'è già una proposta in quest'area, del {day}.").format(day=writing.day(live.proposed_on))
    return _("È già in carico in quest'area dal {day}: la segue {worker}.").format(day=writing.day(live.since), worker=live.worker)


def _last_end(case: Case) -> date | None:
    """Day on which the last case of the subject in the area ended, this one included."""
    ends = Case.objects.of(case.subject).in_area(case.area)
    last: date | None = ends.aggregate(last=Max("closed_on"))["last"]
    return last
