"""Say how long records are kept; propose, approve and carry out the disposal of those whose time is over."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sussidiario.access.actions.forgetting import forget_sign_in
from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import disposing as benefits
from sussidiario.benefits.models import Application
from sussidiario.casework import actions as casework
from sussidiario.casework.models import Case
from sussidiario.desks import actions as desks
from sussidiario.desks.models import Contact
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people import actions as people
from sussidiario.people.models import Person
from sussidiario.privacy.lifecycle.retention import DISPOSAL, DisposalState, Series
from sussidiario.privacy.models import Disposal, DisposalItem, Emergency, Export, Grant, RetentionRule, RightsRequest
from sussidiario.privacy.models.retention import GONE, LABELS, due
from sussidiario.privacy.policy import retention as policy

_BATCH = 2_000


@transaction.atomic
def set_rule(series: Series, *, years: int | None, basis: str, from_on: date, by: Actor, at: datetime) -> RetentionRule:
    """
    Say that a series is kept so many years, or for ever, from a day on.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if it is not said in base of what, the day is past, or there is a rule from that day.
    """
    policy.may_propose(by).require()
    basis = required(basis, field="basis", otherwise=_("Scrivi in base a che cosa: il piano di conservazione, un atto, una norma."))
    if from_on < by.on:
        raise Refusal(_("Un termine non cambia per i giorni passati: scrivi oggi o un giorno a venire."), field="from_on")
    try:
        with transaction.atomic():
            rule = RetentionRule.objects.create(series=series.value, years=years, basis=basis, from_on=from_on, set_by=by.staff, set_at=at)
    except IntegrityError:
        raise Refusal(_("C'è già un termine che vale da quel giorno."), field="from_on") from None
    journal.record("privacy.rule.set", rule, on=by.on, at=at, by=by, why=rule.basis, detail={"series": series.value, "years": years})
    return rule


@transaction.atomic
def propose(series: Series, *, by: Actor, at: datetime) -> Disposal:
    """
    Propose to dispose of every record of a series whose time is over today.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if no rule says how long the series is kept, it is kept for ever, nothing is due, or a disposal of it is standing.
    """
    policy.may_propose(by).require()
    rule = RetentionRule.objects.in_force(by.on).get(series)
    cut_on = rule.cut_on(by.on) if rule else None
    if rule is None or cut_on is None:
        raise Refusal(_("Questa serie si conserva per sempre, o nessun termine è stato stabilito."))
    if Disposal.objects.of(series).standing().exists():
        raise Refusal(_("C'è già uno scarto di questa serie da decidere o da eseguire."))
    numbers = due(series, cut_on).order_by("pk").values_list("pk", flat=True)
    count = numbers.count()
    if not count:
        raise Refusal(_("Non c'è niente da scartare."))
    try:
        with transaction.atomic():
            disposal = Disposal.objects.create(series=series.value, rule=rule, cut_on=cut_on, count=count, proposed_by=by.staff, proposed_at=at)
    except IntegrityError:
        raise Refusal(_("C'è già uno scarto di questa serie da decidere o da eseguire.")) from None
    remaining = numbers.iterator(_BATCH)
    while some := list(islice(remaining, _BATCH)):
        DisposalItem.objects.bulk_create(DisposalItem(disposal=disposal, record=f"{LABELS[series]}:{number}") for number in some)
    _tell("privacy.disposal.proposed", disposal, by=by, at=at)
    return disposal


@transaction.atomic
def approve(disposal: Disposal, *, authorisation: str, authorised_on: date, by: Actor, at: datetime) -> Disposal:
    """
    Approve, with the archive authority's authorisation.

    :raises NotAllowed: if `by` proposed it, or has nothing to do with it.
    :raises Forbidden: if it is decided already.
    :raises Refusal: if the authorisation has no number, or is of a day to come.
    """
    disposal = _locked(disposal)
    policy.may_decide(by, disposal).require()
    state = DISPOSAL.after(DisposalState(disposal.state), "approve")
    authorisation = required(authorisation, field="authorisation", otherwise=_("Scrivi il numero dell'autorizzazione della Soprintendenza."))
    if authorised_on > by.on:
        raise Refusal(_("Questo giorno deve ancora venire."), field="authorised_on")
    disposal.state, disposal.authorisation, disposal.authorised_on = state, authorisation, authorised_on
    disposal.decided_by, disposal.decided_at = by.staff, at
    disposal.save(update_fields=["state", "authorisation", "authorised_on", "decided_by", "decided_at"])
    _tell("privacy.disposal.approved", disposal, by=by, at=at, why=disposal.authorisation)
    return disposal


@transaction.atomic
def reject(disposal: Disposal, *, words: str, by: Actor, at: datetime) -> Disposal:
    """
    Reject: the records stay as they are.

    :raises NotAllowed: if `by` proposed it, or has nothing to do with it.
    :raises Forbidden: if it is decided already.
    :raises Refusal: if no reason is given.
    """
    disposal = _locked(disposal)
    policy.may_decide(by, disposal).require()
    state = DISPOSAL.after(DisposalState(disposal.state), "reject")
    words = required(words, field="words", otherwise=_("Scrivi perché: lo legge chi l'ha proposto."))
    disposal.state, disposal.words, disposal.decided_by, disposal.decided_at = state, words, by.staff, at
    disposal.save(update_fields=["state", "words", "decided_by", "decided_at"])
    _tell("privacy.disposal.rejected", disposal, by=by, at=at, why=disposal.words)
    return disposal


def carry_out(disposal: Disposal, *, most: int | None = None, by: Actor, at: datetime) -> int:
    """
    Dispose of what was approved, or of so many records at `most`, and return how many are left.

    Each record is a transaction of its own: whoever stops half way leaves no record half disposed of, and begins again where they were.

    :raises NotAllowed: if `by` does not head the service.
    :raises Forbidden: if it is not approved, or is carried out already.
    """
    policy.may_carry_out(by, disposal).require()
    DISPOSAL.after(DisposalState(_fresh(disposal).state), "carry_out")
    done = 0
    while left := list(DisposalItem.objects.of(disposal).left().in_order()[:_BATCH]):
        for item in left:
            if most is not None and done >= most:
                return DisposalItem.objects.of(disposal).left().count()
            _dispose(item, disposal, by=by, at=at)
            done += 1
    _finish(disposal, by=by, at=at)
    return 0


@transaction.atomic
def _dispose(item: DisposalItem, disposal: Disposal, *, by: Actor, at: datetime) -> None:
    """Dispose of one record, unless its time is no longer over."""
    item = DisposalItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.done_at is not None:
        return
    series = Series(disposal.series)
    item.done_at, item.spared = at, not due(series, disposal.cut_on).filter(pk=item.number).exists()
    if not item.spared:
        _VERBS[series](item.number, disposal, by, at)
    item.save(update_fields=["done_at", "spared"])


@transaction.atomic
def _finish(disposal: Disposal, *, by: Actor, at: datetime) -> None:
    disposal = _locked(disposal)
    state = DISPOSAL.after(DisposalState(disposal.state), "carry_out")
    disposal.state, disposal.carried_out_at = state, at
    disposal.save(update_fields=["state", "carried_out_at"])
    _tell("privacy.disposal.carried_out", disposal, by=by, at=at)


def _contact(number: int, disposal: Disposal, by: Actor, at: datetime) -> None:
    desks.anonymise(Contact.objects.get(pk=number), why=str(disposal), on=by.on, by=by, at=at)


def _case(number: int, disposal: Disposal, by: Actor, at: datetime) -> None:
    casework.anonymise(Case.objects.get(pk=number), why=str(disposal), on=by.on, by=by, at=at)


def _benefit(number: int, disposal: Disposal, by: Actor, at: datetime) -> None:
    benefits.anonymise(Application.objects.get(pk=number), why=str(disposal), on=by.on, by=by, at=at)


def _person(number: int, disposal: Disposal, by: Actor, at: datetime) -> None:
    """Of a person also what the desks and confidences keep of them in words."""
    person = people.anonymise(Person.objects.get(pk=number), why=str(disposal), on=by.on, by=by, at=at)
    desks.forget_person(person)
    Grant.objects.filter(person=person).update(purpose=GONE)
    Grant.objects.filter(person=person).exclude(ended_why="").update(ended_why=GONE)
    Emergency.objects.filter(person=person).update(reason=GONE)
    Emergency.objects.filter(person=person).exclude(words="").update(words=GONE)
    _words_of_requests(person)


def _words_of_requests(person: Person) -> None:
    asked = RightsRequest.objects.filter(person=person)
    asked.update(words=GONE, answer=GONE, name="")
    asked.filter(extended_on__isnull=False).update(extended_why=GONE)


def _export(number: int, disposal: Disposal, by: Actor, at: datetime) -> None:
    export = Export.objects.select_for_update(of=("self",)).get(pk=number)
    export.purpose = GONE
    export.save(update_fields=["purpose"])
    journal.erase_reasons(records=[journal.reference(export)], by=by, at=at, on=by.on, why=str(disposal))


def _sign_in(number: int, _disposal: Disposal, _by: Actor, _at: datetime) -> None:
    forget_sign_in(number)


_VERBS: Mapping[Series, Callable[[int, Disposal, Actor, datetime], None]] = {
    Series.CONTACTS: _contact,
    Series.CASES: _case,
    Series.PERSONS: _person,
    Series.BENEFITS: _benefit,
    Series.EXPORTS: _export,
    Series.SIGN_INS: _sign_in,
}
"""How a record of each series is disposed of."""


def _tell(act: str, disposal: Disposal, *, by: Actor, at: datetime, why: str = "") -> None:
    detail = {"series": disposal.series, "count": disposal.count, "until": disposal.cut_on.isoformat()}
    journal.record(act, disposal, on=by.on, at=at, by=by, why=why, detail=detail)


def _fresh(disposal: Disposal) -> Disposal:
    return Disposal.objects.get(pk=disposal.pk)


def _locked(disposal: Disposal) -> Disposal:
    return Disposal.objects.select_for_update(of=("self",)).get(pk=disposal.pk)
