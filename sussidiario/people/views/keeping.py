"""Somebody of whom one may know only that they exist; and how a record is kept closer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.journal.domain import person_notes
from sussidiario.people import actions, policy
from sussidiario.people.forms import ReasonForm, RecogniseForm, TeamReasonForm
from sussidiario.people.models import Person
from sussidiario.people.rules import display
from sussidiario.ui import doors, limits
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.verbs import Verb


@limits.as_one_guesses
@doors.record(policy.existing_to, methods=doors.FORM)
def existence(request: StaffRequest, person: Person) -> HttpResponse:
    """Say that somebody is known and whom to call; open their record to who shows that they have them before them."""
    actor, back = request.actor, request.GET.get("next", "")
    onward = back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else person.get_absolute_url()
    if policy.visible_to(actor).filter(pk=person.pk).exists():
        return redirect(onward)
    may = policy.may_recognise(actor, person)
    form = RecogniseForm(typed(request), today=actor.on) if may else None
    if request.method == "POST" and form is None:
        may.require()
    if form is not None and request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        met = attempt(
            form,
            lambda: actions.recognise(
                person, family_name=known["family_name"], born_on=known["born_on"], fiscal_code=known["fiscal_code"], by=actor, at=request.now
            ),
        )
        if met:
            messages.success(request, _("Riconosciuta. La sua scheda è aperta per i prossimi giorni, e resta scritto chi l'ha aperta."))
            return redirect(onward)
    page = {
        "person": person,
        "form": form,
        "may": may,
        "band": _band(person),
        "follows": ", ".join(notes[person.pk] for notes in (ask(actor, [person.pk]) for ask in person_notes()) if person.pk in notes),
        "keeps": _keeps(actor, person),
    }
    return render(request, "people/existence.html", page)


@doors.record(policy.visible_to, policy.may_reserve, reads=lambda person: person, methods=doors.FORM)
def reserve(request: StaffRequest, person: Person) -> HttpResponse:
    """Reserve a record."""
    consequence = _("D'ora in poi la leggono solo le persone il cui lavoro la riguarda, non più chi risponde di tutto il servizio.")
    form = ReasonForm(typed(request))
    return _ask(request, person, form, actions.reserve, verb=_("Rendi riservata"), consequence=consequence, done=_("La scheda è riservata."))


@doors.record(policy.visible_to, policy.may_reserve, reads=lambda person: person, methods=doors.FORM)
def unreserve(request: StaffRequest, person: Person) -> HttpResponse:
    """Make a reserved record ordinary."""
    consequence = _("La leggerà di nuovo anche chi risponde di tutto il servizio.")
    form = ReasonForm(typed(request))
    return _ask(request, person, form, actions.unreserve, verb=_("Rendi ordinaria"), consequence=consequence, done=_("La scheda è ordinaria."))


@doors.record(policy.existing_to, policy.may_protect, methods=doors.FORM)
def protect(request: StaffRequest, person: Person) -> HttpResponse:
    """Protect a person."""
    consequence = _("D'ora in poi esiste solo per il tuo centro: gli altri non la trovano in nessuna pagina, ricerca, conteggio o famiglia.")
    form = TeamReasonForm(typed(request), teams=policy.keeping(request.actor))
    return _ask(request, person, form, actions.protect, verb=_("Proteggi"), consequence=consequence, done=_("Ora esiste solo per il tuo centro."))


@doors.record(policy.visible_to, policy.may_protect, reads=lambda person: person, methods=doors.FORM)
def unprotect(request: StaffRequest, person: Person) -> HttpResponse:
    """Let a protected person exist for everybody again."""
    consequence = _("Tornerà a esistere per tutti, come scheda ordinaria.")
    form = ReasonForm(typed(request))
    return _ask(request, person, form, actions.unprotect, verb=_("Togli la protezione"), consequence=consequence, done=_("La protezione è tolta."))


@doors.record(policy.existing_to, policy.may_protect, methods=doors.FORM)
def keep_whereabouts(request: StaffRequest, person: Person) -> HttpResponse:
    """Take off a record where somebody is to be found."""
    consequence = _("Indirizzo, quartiere, telefono e posta escono dalla scheda e li conosce solo il tuo centro. Gli altri non vedranno che c'erano.")
    form = TeamReasonForm(typed(request), teams=policy.keeping(request.actor))
    return _ask(
        request,
        person,
        form,
        actions.keep_whereabouts,
        verb=_("Custodisci i recapiti"),
        consequence=consequence,
        done=_("I recapiti sono custoditi."),
    )


def _band(person: Person) -> list[tuple[str, str]]:
    """What all who work with people may know."""
    birth, neighbourhood = display.outline(person.tier, person.birth_on, person.neighbourhood.name if person.neighbourhood else None)
    return [(_("Nascita"), birth), (_("Quartiere"), neighbourhood)]


def _keeps(actor: Actor, person: Person) -> list[Verb]:
    """What the network may do about somebody it does not follow."""
    if not policy.keeping(actor):
        return []
    may = policy.may_protect(actor, person)
    known = policy.persons_of_whereabouts(actor).filter(pk=person.pk).exists()
    shown = [Verb(_("Recapiti custoditi"), reverse("people:whereabouts", args=[person.pk]))] if known else []
    return [
        *shown,
        Verb(_("Custodisci i recapiti"), reverse("people:keep_whereabouts", args=[person.pk]), may),
        Verb(_("Proteggi"), reverse("people:protect", args=[person.pk]), may),
    ]


@doors.record(policy.persons_of_whereabouts, reads=lambda person: person)
def whereabouts(request: StaffRequest, person: Person) -> HttpResponse:
    """Show where a person is to be found, to the group that keeps it."""
    kept = policy.whereabouts_visible_to(request.actor).filter(person=person).newest_first()
    return render(request, "people/whereabouts.html", {"person": person, "whereabouts": kept})


def _ask(request: StaffRequest, person: Person, form: ReasonForm, action: Callable[..., object], *, verb: str, consequence: str, done: str) -> HttpResponse:
    """Ask why, and whatever else the form asks; and do it."""
    if request.method == "POST" and form.is_valid():
        turned = attempt(form, lambda: action(person, **form.cleaned_data, by=request.actor, at=request.now))
        if turned:
            messages.success(request, done)
            return redirect(person)
    called = person.name if policy.visible_to(request.actor).filter(pk=person.pk).exists() else person.redacted
    return render(request, "people/keep.html", {"form": form, "person": person, "called": called, "verb": verb, "consequence": consequence})
