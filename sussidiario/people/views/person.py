"""A person's page, and the pages of what may be written on it."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, Denied
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.domain import person_notes, person_panels
from sussidiario.journal.timeline import timeline
from sussidiario.people import actions, policy
from sussidiario.people.forms import CorrectForm, DeathForm, MoveForm, PaperForm
from sussidiario.people.lifecycle import AddressKind, IdentifierKind, Sex, Tier
from sussidiario.people.models import Membership, Person
from sussidiario.people.rules import countries
from sussidiario.people.views.rows import born
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.verbs import Verb


@doors.record(policy.visible_to, reads=lambda person: person, instead=doors.Instead(policy.existing_to, "people:existence"))
def person(request: StaffRequest, person: Person) -> HttpResponse:
    """Show a person: who they are, with whom and where they live, their papers, what other domains know, and what happened."""
    actor = request.actor
    memberships = list(person.memberships.newest_first())
    now = next((membership for membership in memberships if membership.until_on is None), None)
    addresses = list(person.addresses.newest_first())
    page = {
        "person": person,
        "band": _band(actor, person),
        "follows": ", ".join(notes[person.pk] for notes in (ask(actor, [person.pk]) for ask in person_notes()) if person.pk in notes),
        "verbs": _verbs(actor, person, lives_somewhere=any(address.until_on is None for address in addresses), household=now),
        "known": list(_known(person)),
        "membership": now,
        "lives_with": list(policy.members_existing_to(actor).of(now.household).open().in_order()) if now else [],
        "lived_with": [membership for membership in memberships if membership.until_on is not None],
        "addresses": addresses,
        "whereabouts": policy.whereabouts_visible_to(actor).filter(person=person).newest_first() if policy.keeping(actor) else [],
        "papers": person.identifiers.in_order(),
        "corrections": person.corrections.newest_first(),
        "panels": [render_to_string(*panel, request=request) for panel in (ask(actor, person) for ask in person_panels()) if panel is not None],
        "entries": timeline(actor, [pseudonym(person), *(pseudonym(membership.household) for membership in memberships)]),
        "may_add_paper": policy.may_correct(actor, person),
        "may_move": policy.may_move(actor, person),
    }
    return render(request, "people/person.html", page)


@doors.record(policy.visible_to, policy.may_correct, reads=lambda person: person, methods=doors.FORM)
def correct(request: StaffRequest, person: Person) -> HttpResponse:
    """Correct or complete what is known."""
    form = CorrectForm(typed(request), person=person, today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        corrected = attempt(form, lambda: actions.correct(person, why=form.cleaned_data["why"], by=request.actor, at=request.now, **form.details))
        if corrected:
            messages.success(request, _("Dati corretti. Quello che c'era prima resta scritto in fondo alla scheda."))
            return redirect(corrected)
    return render(request, "people/correct.html", {"form": form, "person": person, "known": list(_known(person))})


@doors.record(policy.visible_to, policy.may_correct, reads=lambda person: person, methods=doors.FORM)
def add_paper(request: StaffRequest, person: Person) -> HttpResponse:
    """Add a paper or a code."""
    form = PaperForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        added = attempt(
            form,
            lambda: actions.add_identifier(
                person,
                kind=IdentifierKind(known["kind"]),
                value=known["value"],
                country=known["country"],
                expires_on=known["expires_on"],
                by=request.actor,
                at=request.now,
            ),
        )
        if added:
            messages.success(request, _("Aggiunto: {kind}.").format(kind=_(added.get_kind_display())))
            return redirect(person)
    return render(request, "people/paper.html", {"form": form, "person": person, "papers": person.identifiers.in_order()})


@doors.record(policy.visible_to, policy.may_move, reads=lambda person: person, methods=doors.FORM)
def move(request: StaffRequest, person: Person) -> HttpResponse:
    """Record where they are to be found."""
    form = MoveForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        moved = attempt(
            form,
            lambda: actions.move(
                person,
                kind=AddressKind(known["kind"]),
                street=known["street"],
                place=known["place"],
                neighbourhood=known["neighbourhood"],
                on=known["on"],
                by=request.actor,
                at=request.now,
            ),
        )
        if moved:
            messages.success(request, _("Indirizzo registrato dal {day}.").format(day=writing.day(moved.from_on)))
            return redirect(person)
    return render(request, "people/move.html", {"form": form, "person": person, "addresses": person.addresses.newest_first().open()})


@doors.record(policy.visible_to, policy.may_record_death, reads=lambda person: person, methods=doors.FORM)
def record_death(request: StaffRequest, person: Person) -> HttpResponse:
    """Record that they died."""
    form = DeathForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        recorded = attempt(form, lambda: actions.record_death(person, on=form.cleaned_data["on"], by=request.actor, at=request.now))
        if recorded:
            messages.success(request, _("Decesso registrato."))
            return redirect(recorded)
    return render(request, "people/death.html", {"form": form, "person": person, "membership": person.memberships.open().newest_first().first()})


def _verbs(actor: Actor, person: Person, *, lives_somewhere: bool, household: Membership | None) -> list[Verb]:
    """What may be done, most likely first: to say where somebody lives, if nobody has yet."""
    move = Verb(_("Registra un cambio di indirizzo") if lives_somewhere else _("Scrivi dove vive"), _page("move", person), policy.may_move(actor, person))
    paper = Verb(_("Aggiungi un documento o un codice"), _page("add_paper", person), policy.may_correct(actor, person))
    correct = Verb(_("Correggi i dati"), _page("correct", person), policy.may_correct(actor, person))
    death = Verb(_("Registra il decesso"), _page("record_death", person), policy.may_record_death(actor, person))
    family = Verb(_("Scrivi con chi vive"), _page("form", person), _may_form(actor, person, household))
    verbs = [move, correct, paper, family, death] if not lives_somewhere else [correct, move, paper, family, death]
    return [*verbs, *_closer(actor, person)]


def _closer(actor: Actor, person: Person) -> Iterator[Verb]:
    """Verbs by which a record is kept closer, to those whose verbs they are."""
    if policy.keeping(actor):
        label = _("Togli la protezione") if person.tier == Tier.PROTECTED else _("Proteggi")
        yield Verb(label, _page("unprotect" if person.tier == Tier.PROTECTED else "protect", person), policy.may_protect(actor, person))
        yield Verb(_("Custodisci i recapiti"), _page("keep_whereabouts", person), policy.may_protect(actor, person))
    elif policy.may_reserve(actor, person):
        reserved = person.tier == Tier.RESERVED
        yield Verb(_("Rendi la scheda ordinaria") if reserved else _("Rendi la scheda riservata"), _page("unreserve" if reserved else "reserve", person))


def _may_form(actor: Actor, person: Person, household: Membership | None) -> Decision:
    return Denied(_("Vive già in una famiglia: si cambia dalla pagina della famiglia.")) if household else policy.may_form_household(actor, person)


def _page(name: str, person: Person) -> str:
    return reverse(f"people:{name}", args=[person.pk])


def _band(actor: Actor, person: Person) -> list[tuple[str, str]]:
    age = person.age_on(person.died_on or actor.on)
    facts = [
        (_("Nascita"), born(person.birth_on, person.birth_precision)),
        (_("Età"), str(age) if age is not None and not person.died_on else ""),
        (_("Quartiere"), person.neighbourhood.name if person.neighbourhood else ""),
        (_("Codice fiscale"), person.fiscal_code),
    ]
    if person.tier != Tier.ORDINARY:
        facts.append((_("Riservatezza"), _(person.get_tier_display())))
    return [*facts, (_("Decesso"), writing.day(person.died_on))] if person.died_on else facts


def _known(person: Person) -> Iterator[tuple[str, str]]:
    """What is known beyond the band; what is not is left out."""
    citizenship = ", ".join(_(countries.name(code)) for code in (person.citizenship, person.second_citizenship) if code)
    yield from (
        (label, value)
        for label, value in (
            (_("Pseudonimo"), person.pseudonym),
            (_("Altri nomi"), person.also_called),
            (_("Sesso"), _(Sex(person.sex).label) if person.sex else ""),
            (_("Luogo di nascita"), person.birthplace_name),
            (_("Cittadinanza"), citizenship),
            (_("Telefono"), person.phone),
            (_("Posta elettronica"), person.email),
            (_("Registrata il"), writing.day(person.registered_at)),
        )
        if value
    )
