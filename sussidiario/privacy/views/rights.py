"""Requests about one's own data: the queue with its terms, a request's page, and the letter that answers it."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, Denied
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import rights as actions
from sussidiario.privacy.forms.rights import CloseForm, ExtendForm, ReceiveForm
from sussidiario.privacy.lifecycle.rights import ARTICLES, ASKED, REQUEST, RequestState, Right
from sussidiario.privacy.models import RightsRequest
from sussidiario.privacy.policy import readings as reading, rights as policy
from sussidiario.privacy.policy.names import called as names
from sussidiario.privacy.rules import rights as rules
from sussidiario.privacy.views.pages import pages
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb

SOON = 7
"""Days before the term when a request begins to press."""

SHAPES = {RequestState.RECEIVED: "open", RequestState.ANSWERED: "done", RequestState.REFUSED: "stopped"}


def _about(asked: RightsRequest) -> Model:
    """Of whom a reading of the request is noted: of the person, or of the request itself where nobody known made it."""
    return asked.person or asked


@doors.page(policy.may_handle_any)
def requests(request: StaffRequest) -> HttpResponse:
    """List what waits for an answer, what is due first, first; or what was answered."""
    actor, is_closed = request.actor, request.GET.get("stato") == "chiuse"
    found = policy.visible_to(actor)
    listed = found.closed().newest_first() if is_closed else found.received().by_term()
    page = page_of(request, listed)
    called = names(actor, [each.person for each in page if each.person])
    rows = [(each, called[each.person_id] if each.person_id else each.name, _(Right(each.kind).label), _term(each, actor)) for each in page]
    context = {"page": page, "rows": rows, "is_closed": is_closed, "late": found.late(actor.on).count(), "pages": pages(actor, "requests")}
    return render(request, "privacy/requests.html", context)


@doors.page(policy.may_handle_any, methods=doors.FORM)
def receive(request: StaffRequest) -> HttpResponse:
    """Register a request of somebody who is not in the registry."""
    return _receive(request, None)


@doors.record(people.existing_to, policy.may_handle_any_of, methods=doors.FORM)
def receive_from(request: StaffRequest, person: Person) -> HttpResponse:
    """Register a request of a person of the registry."""
    return _receive(request, person)


@doors.record(policy.visible_to, reads=_about)
def request(request: StaffRequest, asked: RightsRequest) -> HttpResponse:
    """Show a request: who asks what, by when it is answered, and the ways to answer it."""
    actor = request.actor
    facts = [
        (_("Che cosa chiede"), f"{_(Right(asked.kind).label)} (art. {ARTICLES[Right(asked.kind)]} GDPR)"),
        (_("Ricevuta il"), writing.day(asked.received_on)),
        (_("Da rispondere entro"), writing.day(asked.due_on)),
        (_("Registrata da"), str(asked.registered_by)),
        (_("Prorogata il"), writing.day(asked.extended_on)),
        (_("Chiusa il"), f"{writing.day(asked.closed_on)}, {asked.handled_by}" if asked.closed_on else ""),
    ]
    context = {
        "asked": asked,
        "name": _name(actor, asked),
        "facts": facts,
        "term": _term(asked, actor),
        "verbs": _verbs(actor, asked),
        "ways": _ways(actor, asked),
        "told": timeline(actor, record=reference(asked)),
    }
    return render(request, "privacy/request.html", context)


@doors.record(policy.visible_to, policy.may_handle, reads=_about, methods=doors.FORM)
def extend(request: StaffRequest, asked: RightsRequest) -> HttpResponse:
    """Put the term off."""
    _in_time(asked, "extend")
    latest = rules.latest_on(asked.received_on)
    form = ExtendForm(typed(request), today=request.actor.on, initial={"until_on": latest})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.extend(asked, **form.cleaned_data, by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Termine prorogato: dillo alla persona entro il {day}.").format(day=writing.day(rules.due_on(asked.received_on))))
            return redirect(asked)
    return render(request, "privacy/extend_request.html", {"form": form, "asked": asked, "name": _name(request.actor, asked), "latest": latest})


@doors.record(policy.visible_to, policy.may_handle, reads=_about, methods=doors.FORM)
def answer(request: StaffRequest, asked: RightsRequest) -> HttpResponse:
    """Answer, with what the person is told."""
    _in_time(asked, "answer")
    form = CloseForm(typed(request), initial={"words": _draft(asked)})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.answer(asked, words=form.cleaned_data["words"], by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Risposta scritta: stampala e consegnala."))
            return redirect("privacy:letter", asked.pk)
    return render(
        request, "privacy/answer_request.html", {"form": form, "asked": asked, "name": _name(request.actor, asked), "ways": _ways(request.actor, asked)}
    )


@doors.record(policy.visible_to, policy.may_handle, reads=_about, methods=doors.FORM)
def refuse(request: StaffRequest, asked: RightsRequest) -> HttpResponse:
    """Refuse, with why."""
    _in_time(asked, "refuse")
    form = CloseForm(typed(request))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.refuse(asked, words=form.cleaned_data["words"], by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Richiesta rifiutata: stampa la lettera e consegnala."))
            return redirect("privacy:letter", asked.pk)
    return render(request, "privacy/refuse_request.html", {"form": form, "asked": asked, "name": _name(request.actor, asked)})


@doors.record(policy.visible_to, reads=_about)
def letter(request: StaffRequest, asked: RightsRequest) -> HttpResponse:
    """Show the letter to be printed and handed over."""
    if asked.state == RequestState.RECEIVED:
        return redirect(asked)
    kind = Right(asked.kind)
    context = {"asked": asked, "name": asked.person.name if asked.person else asked.name, "what": _(ASKED[kind]), "articles": ARTICLES[kind]}
    return render(request, "privacy/letter.html", context)


def _receive(request: StaffRequest, person: Person | None) -> HttpResponse:
    form = ReceiveForm(typed(request), today=request.actor.on, is_known=person is not None, initial={"received_on": request.actor.on})
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        received = attempt(
            form,
            lambda: actions.receive(
                known["kind"], words=known["words"], received_on=known["received_on"], person=person, name=known["name"], by=request.actor, at=request.now
            ),
        )
        if received:
            messages.success(request, _("Richiesta registrata: si risponde entro il {day}.").format(day=writing.day(received.due_on)))
            return redirect(received)
    name = names(request.actor, [person])[person.pk] if person else ""
    return render(request, "privacy/receive_request.html", {"form": form, "person": person, "name": name})


def _name(actor: Actor, asked: RightsRequest) -> str:
    return names(actor, [asked.person])[asked.person.pk] if asked.person else asked.name


def _term(asked: RightsRequest, actor: Actor) -> tuple[str, str]:
    """What the term is, in words, and how it is drawn."""
    state = RequestState(asked.state)
    if state != RequestState.RECEIVED:
        return _(state.label), SHAPES[state]
    left = rules.days_left(asked.due_on, actor.on)
    if left < 0:
        return ngettext("scaduta da {days} giorno", "scaduta da {days} giorni", -left).format(days=-left), "stopped"
    if left == 0:
        return _("scade oggi"), "attention"
    return ngettext("resta {days} giorno", "restano {days} giorni", left).format(days=left), "attention" if left <= SOON else "open"


def _verbs(actor: Actor, asked: RightsRequest) -> list[Verb]:
    """What may be done with it, and if not why."""
    state = RequestState(asked.state)

    def may(verb: str) -> Decision:
        if not REQUEST.allows(state, verb):
            return Denied(_("La richiesta è già {state}.").format(state=_(state.label)))
        if verb == "extend" and (asked.extended_on or actor.on > asked.due_on):
            return Denied(_("È già stata prorogata.") if asked.extended_on else _("Il termine è passato."))
        return policy.may_handle(actor, asked)

    verbs = [Verb(_(move.label), reverse(f"privacy:{verb}_request", args=[asked.pk]), may(verb)) for verb, move in REQUEST.moves.items()]
    return verbs if state == RequestState.RECEIVED else [Verb(_("La lettera da stampare"), reverse("privacy:letter", args=[asked.pk])), *verbs]


def _ways(actor: Actor, asked: RightsRequest) -> list[tuple[str, str]]:
    """The pages by which what is asked is done."""
    if asked.person is None or asked.state != RequestState.RECEIVED:
        return []
    ways: list[tuple[str, Any, str]] = [
        (_("Chi ha visto la scheda: prepara la stampa"), reading.may_answer(actor), "privacy:who_read"),
        (_("Correggi i dati"), people.may_correct(actor, asked.person), "people:correct"),
        (_("La scheda della persona"), policy.may_handle(actor, asked), "people:person"),
    ]
    return [(label, reverse(name, args=[asked.person.pk])) for label, may, name in ways if may]


def _draft(asked: RightsRequest) -> str:
    """How an answer may begin, by what was asked."""
    return {
        Right.ACCESS: _("Le consegniamo quello che è scritto di lei e l'elenco di chi lo ha letto negli ultimi mesi, con giorno, ora e motivo."),
        Right.CORRECTION: _("Abbiamo corretto i dati che ci ha indicato, e avvisato chi li aveva ricevuti da noi."),
        Right.OBJECTION: _("Da oggi non usiamo più i dati che ci ha indicato, se non per conservarli o per difendere un diritto."),
        Right.ERASURE: _("Abbiamo cancellato i suoi dati, tranne quelli che la legge ci obbliga a conservare."),
    }[Right(asked.kind)]


def _in_time(asked: RightsRequest, verb: str) -> None:
    if not REQUEST.allows(state := RequestState(asked.state), verb):
        raise Forbidden(state, verb)
