"""Receive, put off, answer and refuse what persons ask about what is known of them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.lifecycle.rights import REQUEST, RequestState, Right
from sussidiario.privacy.models import RightsRequest
from sussidiario.privacy.policy import rights as policy
from sussidiario.privacy.rules import rights as rules
from sussidiario.ui import writing


@transaction.atomic
def receive(kind: Right, *, words: str, received_on: date, person: Person | None = None, name: str = "", by: Actor, at: datetime) -> RightsRequest:
    """
    Register what somebody asks. The term, of a month, runs from the day it was received, whenever it is registered.

    :raises NotAllowed: if `by` does not answer requests.
    :raises Refusal: if it is not said who asks, or with which words, the day is to come, or the person is not there.
    """
    policy.may_handle_any(by).require()
    if person is not None and not people.existing_to(by).filter(pk=person.pk).exists():
        raise Refusal(_("Questa persona non è in anagrafe."), field="name")
    if person is None and not name.strip():
        raise Refusal(_("Scrivi chi chiede."), field="name")
    words = required(words, field="words", otherwise=_("Scrivi che cosa chiede, con le sue parole."))
    if received_on > by.on:
        raise Refusal(_("Questo giorno deve ancora venire."), field="received_on")
    request = RightsRequest.objects.create(
        person=person,
        name=name.strip(),
        kind=kind.value,
        words=words,
        received_on=received_on,
        due_on=rules.due_on(received_on),
        registered_by=by.staff,
    )
    _tell("privacy.request.received", request, on=received_on, by=by, at=at)
    return request


@transaction.atomic
def extend(request: RightsRequest, *, until_on: date, why: str, by: Actor, at: datetime) -> RightsRequest:
    """
    Put the term off, once, by two months at most, and say why: the person is told within the first month.

    :raises NotAllowed: if `by` does not answer requests.
    :raises Forbidden: if it is answered already.
    :raises Refusal: if it was put off already, the first term has passed, no reason is given, or the day is not within the two months.
    """
    request = _locked(request)
    policy.may_handle(by, request).require()
    state = REQUEST.after(RequestState(request.state), "extend")
    if request.extended_on is not None:
        raise Refusal(_("Il termine è già stato prorogato: non si proroga due volte."))
    if by.on > request.due_on:
        raise Refusal(_("Il termine è passato: non si proroga più, si risponde."))
    latest = rules.latest_on(request.received_on)
    if not request.due_on < until_on <= latest:
        raise Refusal(_("Scrivi un giorno dopo il termine e non oltre il {day}.").format(day=writing.day(latest)), field="until_on")
    why = required(why, field="why", otherwise=_("Scrivi perché: va detto alla persona."))
    request.state, request.due_on, request.extended_on, request.extended_why = state, until_on, by.on, why
    request.save(update_fields=["state", "due_on", "extended_on", "extended_why"])
    _tell("privacy.request.extended", request, on=by.on, by=by, at=at, why=request.extended_why)
    return request


@transaction.atomic
def answer(request: RightsRequest, *, words: str, by: Actor, at: datetime) -> RightsRequest:
    """
    Close a request with what the person was told.

    :raises NotAllowed: if `by` does not answer requests.
    :raises Forbidden: if it is answered already.
    :raises Refusal: if nothing is said.
    """
    return _close(request, "answer", words=words, by=by, at=at)


@transaction.atomic
def refuse(request: RightsRequest, *, words: str, by: Actor, at: datetime) -> RightsRequest:
    """
    Refuse a request, with why: the person may complain to the Garante or go to court, and is told (article 12(4)).

    :raises NotAllowed: if `by` does not answer requests.
    :raises Forbidden: if it is answered already.
    :raises Refusal: if no reason is given.
    """
    return _close(request, "refuse", words=words, by=by, at=at)


def _close(request: RightsRequest, verb: str, *, words: str, by: Actor, at: datetime) -> RightsRequest:
    request = _locked(request)
    policy.may_handle(by, request).require()
    state = REQUEST.after(RequestState(request.state), verb)
    words = required(words, field="words", otherwise=_("Scrivi che cosa si dice alla persona."))
    request.state, request.answer, request.closed_on, request.handled_by = state, words, by.on, by.staff
    request.save(update_fields=["state", "answer", "closed_on", "handled_by"])
    _tell(f"privacy.request.{state.value}", request, on=by.on, by=by, at=at)
    return request


def _tell(act: str, request: RightsRequest, *, on: date, by: Actor, at: datetime, why: str = "") -> None:
    journal.record(act, request, on=on, at=at, by=by, subject=request.person, why=why, detail={"kind": request.kind, "due": request.due_on.isoformat()})


def _locked(request: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
