"""The pages on which a request is received, and told of until nothing is missing."""

from typing import TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import applications as verbs
from sussidiario.benefits.forms.applications import AskForm, DocumentForm, FactsForm, ReceiveForm
from sussidiario.benefits.forms.awards import Reason
from sussidiario.benefits.models import Application, Instalment, Measure
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.rules import deciding
from sussidiario.benefits.views import telling
from sussidiario.benefits.views.acting import Act, act
from sussidiario.benefits.views.applications import readable
from sussidiario.casework import policy as casework
from sussidiario.casework.models import Case
from sussidiario.desks import policy as desks
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed

M = TypeVar("M", bound=Model)


@doors.page(policy.may_receive, methods=doors.FORM)
def receive(request: StaffRequest) -> HttpResponse:
    """Receive a request of `?person=`, perhaps out of `?contact=` or `?case=`; without any, say where to begin."""
    actor = request.actor
    contact = _asked(request, "contact", desks.contacts_visible_to(actor))
    case = _asked(request, "case", casework.visible_to(actor).with_all())
    person = _asked(request, "person", people.visible_to(actor)) or (contact.person if contact else None) or (_person_of(actor, case) if case else None)
    if person is None:
        return render(request, "benefits/receive_whom.html")
    doors.shows(request, person)
    measures = list(Measure.objects.offered(actor.on).with_papers().by_name())
    form = ReceiveForm(typed(request), measures=measures, today=actor.on, initial={"why": contact.request if contact else ""})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        measure = next(measure for measure in measures if measure.pk == asked["measure"])
        received = attempt(
            form,
            lambda: verbs.receive(measure, person=person, why=asked["why"], contact=contact, case=case, on=asked["on"], by=actor, at=request.now),
        )
        if received:
            messages.success(request, _("Domanda n. {number} ricevuta. Ora scrivi quello che la persona dichiara.").format(number=received))
            return redirect("benefits:declare", received.pk)
    waiting = [(each, telling.state_of(each)) for each in policy.visible_to(actor).of(person.pk).pending().with_all().by_wait()]
    papers = [(measure.name, [paper.what for paper in measure.required.all()]) for measure in measures]
    context = {"form": form, "person": person, "age": person.age_on(actor.on), "contact": contact, "case": case, "waiting": waiting, "papers": papers}
    return render(request, "benefits/receive.html", context)


@doors.record(readable, policy.may_work_on, reads=lambda application: application.person, methods=doors.FORM)
def declare(request: StaffRequest, application: Application) -> HttpResponse:
    """Write the facts that the regulation asks, and who is to be paid."""
    telling.in_time(application, "declare")
    had = deciding.had(application.measure.formula, Instalment.objects.had_for(application), application.received_on)
    form = FactsForm(typed(request), application=application, had=had, today=request.actor.on)
    page = _page(
        application,
        title=_("Quello che dichiara"),
        verb=_("Scrivi quanto dichiara"),
        consequence=_(
            "Il regolamento viene applicato subito a questi dati: la risposta si legge sulla pagina della domanda. Quel che non si sa ancora può aspettare."
        ),
    )
    return act(
        request,
        page,
        form,
        lambda: verbs.declare(application, declared=form.declared, payee=form.payee, by=request.actor, at=request.now),
        lambda _done: _("Scritto."),
    )


@doors.record(readable, policy.may_work_on, reads=lambda application: application.person, methods=doors.FORM)
def receive_document(request: StaffRequest, application: Application) -> HttpResponse:
    """Write down that a paper has come."""
    telling.in_time(application, "receive_document")
    awaited = [document for document in application.documents.order_by("pk") if document.received_on is None]
    if not awaited:
        messages.info(request, _("Non manca nessun documento."))
        return redirect(application)
    form = DocumentForm(typed(request), documents=awaited, today=request.actor.on)
    page = _page(
        application,
        title=_("Documento arrivato"),
        verb=_("Segna come arrivato"),
        consequence=_("Resta scritto quando è arrivato. Il documento si conserva nel fascicolo, come oggi."),
    )

    def do() -> Application:
        paper = next(document for document in awaited if document.pk == form.cleaned_data["document"])
        return verbs.receive_document(application, document=paper, on=form.cleaned_data["on"], by=request.actor, at=request.now)

    return act(request, page, form, do, lambda _done: _("Segnato: ora manca qualcosa in meno."))


@doors.record(readable, policy.may_work_on, reads=lambda application: application.person, methods=doors.FORM)
def ask_documents(request: StaffRequest, application: Application) -> HttpResponse:
    """Ask for papers."""
    telling.in_time(application, "ask_documents")
    form = AskForm(typed(request))
    page = _page(
        application,
        title=_("Chiedi documenti"),
        verb=_("Chiedi questi documenti"),
        consequence=_("La domanda aspetta finché non arrivano, e non può essere proposta prima."),
    )
    return act(
        request,
        page,
        form,
        lambda: verbs.ask_documents(application, what=form.papers, by=request.actor, at=request.now),
        lambda _done: _("Documenti chiesti: la domanda li aspetta."),
    )


@doors.record(readable, policy.may_work_on, reads=lambda application: application.person, methods=doors.FORM)
def complete(request: StaffRequest, application: Application) -> HttpResponse:
    """Say that nothing is missing."""
    telling.in_time(application, "complete")
    form = Form(request.POST if request.method == "POST" else None)
    missing = verbs.missing_of(application)
    page = _page(
        application,
        title=_("La domanda è completa"),
        verb=_("Segna come completa"),
        consequence=_("Manca ancora: {missing}.").format(missing="; ".join(missing))
        if missing
        else _("Da oggi la domanda può essere proposta: la trova chi propone nel gruppo {team}.").format(team=application.team or "—"),
    )
    return act(
        request,
        page,
        form,
        lambda: verbs.complete(application, by=request.actor, at=request.now),
        lambda _done: _("Domanda completa: ora si può proporre la decisione."),
    )


@doors.record(readable, policy.may_withdraw, reads=lambda application: application.person, methods=doors.FORM)
def withdraw(request: StaffRequest, application: Application) -> HttpResponse:
    """Write down that who asked does not ask any more."""
    telling.in_time(application, "withdraw")
    form = Reason(typed(request), help_text=_("Quello che la persona ha detto."))
    page = _page(
        application,
        title=_("Domanda ritirata"),
        verb=_("Segna come ritirata"),
        consequence=_("La domanda finisce qui, senza una decisione. Se serve, se ne può fare un'altra."),
    )
    return act(
        request,
        page,
        form,
        lambda: verbs.withdraw(application, **form.cleaned_data, by=request.actor, at=request.now),
        lambda _done: _("Domanda ritirata."),
    )


def _page(application: Application, *, title: str, verb: str, consequence: str) -> Act:
    facts = [
        (_("Misura"), application.measure.name),
        (_("Numero"), str(application)),
        (_("Ricevuta il"), writing.day(application.received_on)),
    ]
    return Act(
        title=title,
        verb=verb,
        consequence=consequence,
        back=application.get_absolute_url(),
        label=str(application.person),
        about=str(application.person),
        facts=facts,
        asked=application.why,
    )


def _asked(request: StaffRequest, name: str, among: QuerySet[M]) -> M | None:
    """The record that the address names, among those that may be seen."""
    number = request.GET.get(name, "")
    return get_object_or_404(among, pk=number) if number.isdecimal() else None


def _person_of(actor: Actor, case: Case) -> Person | None:
    """Who asks, out of a case: its person, or of a family the one by whom it is called."""
    if case.person is not None or case.household is None:
        return case.person
    first = people.members_existing_to(actor).of(case.household).open().in_order().first()
    return first.person if first else None
