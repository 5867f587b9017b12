"""What was said: written in one page, read in another, found again in a list."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision
from sussidiario.desks import actions, policy
from sussidiario.desks.forms import ContactFilter, ContactForm, WhyForm
from sussidiario.desks.lifecycle import Access, Channel, Interlocutor, Outcome, Writing
from sussidiario.desks.models import Contact, Desk
from sussidiario.desks.views.line import tried
from sussidiario.desks.views.pick import picker
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.kept import Kept
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb

SHAPES = {"draft": "open", "closed": "done", "discarded": "closed"}


def about(contact: Contact) -> models.Model:
    """Whose content the page of a contact is."""
    return contact.person or contact


@doors.page(policy.may_read_contacts)
def contacts(request: StaffRequest) -> HttpResponse:
    """List the contacts, newest first."""
    visible = policy.contacts_visible_to(request.actor)
    form = ContactFilter(request.GET, desks=policy.desks_visible_to(request.actor).in_order(), today=request.actor.on)
    found = visible.kept()
    if form.is_valid():
        found = found.asked(
            mine=request.actor.staff if form.cleaned_data["mine"] else None, **{name: form.cleaned_data[name] for name in ("desk", "outcome", "from_on")}
        )
    page = page_of(request, found.newest_first())
    return render(request, "desks/contacts.html", {"form": form, "page": page, "rows": [(contact, _state(contact)) for contact in page]})


@doors.record(policy.desks_visible_to, policy.may_receive, methods=doors.VERB)
def start(request: StaffRequest, desk: Desk) -> HttpResponse:
    """Begin a contact that came neither by appointment nor by ticket; `persona` says about whom, if it is known."""
    asked = request.POST.get("persona") or request.GET.get("persona") or ""
    person = get_object_or_404(people.visible_to(request.actor), pk=asked) if asked.isdecimal() else None
    channel = Channel.IN_PERSON if person else Channel.PHONE
    return redirect(actions.start_contact(desk, person=person, channel=channel, by=request.actor, at=request.now))


@doors.record(policy.contacts_visible_to, reads=about, methods=doors.FORM)
def contact(request: StaffRequest, contact: Contact) -> HttpResponse:
    """Write a contact, while it is a draft of one's own; read it, afterwards."""
    may = policy.may_write(request.actor, contact)
    if contact.state != Writing.DRAFT or not may:
        if request.method == "POST":
            messages.error(request, _("Questo contatto non si può più scrivere."))
            return redirect(contact)
        return _read(request, contact, may)
    form = ContactForm(typed(request) or _draft(contact), initial=_first(contact, request))
    if request.method == "POST" and form.is_valid():
        closed = attempt(form, lambda: actions.close_contact(contact, **form.cleaned_data, by=request.actor, at=request.now))
        if closed:
            messages.success(request, _("Contatto chiuso."))
            return redirect(closed)
    return render(request, "desks/contact_form.html", {"contact": contact, "form": form, "facts": _origin(contact)})


@doors.record(policy.contacts_visible_to, policy.may_write, methods=doors.VERB)
def draft(request: StaffRequest, contact: Contact) -> HttpResponse:
    """Keep what has been typed: called by the page while one types, and by a button that also leaves."""
    wanted = {name: values for name, values in request.POST.lists() if name in ContactForm.base_fields}
    actions.save_draft(contact, typed=wanted, by=request.actor, at=request.now)
    leave = request.POST.get("leave")
    if leave is None:
        return HttpResponse(status=204)
    if leave == "identify":
        return redirect("desks:identify", contact.pk)
    messages.success(request, _("Bozza salvata: la ritrovi fra i contatti da finire."))
    return redirect("desks:today")


@doors.record(policy.contacts_visible_to, policy.may_write, methods=doors.FORM)
def identify(request: StaffRequest, contact: Contact) -> HttpResponse:
    """Say whom a contact is about."""
    if request.method != "POST":
        return picker(request, title=_("Chi è la persona?"), back=contact.get_absolute_url(), facts=_origin(contact), by_post=True)
    asked = request.POST.get("persona", "")
    person: Person | None = get_object_or_404(people.visible_to(request.actor), pk=asked) if asked.isdecimal() else None
    tried(request, lambda: actions.identify(contact, person, by=request.actor, at=request.now))
    return redirect(contact)


@doors.record(policy.contacts_visible_to, policy.may_write, methods=doors.FORM)
def discard(request: StaffRequest, contact: Contact) -> HttpResponse:
    """Throw a contact away, with its reason."""
    form = WhyForm(typed(request))
    if request.method == "POST" and form.is_valid():
        gone = attempt(form, lambda: actions.discard_contact(contact, why=form.cleaned_data["why"], by=request.actor, at=request.now))
        if gone:
            messages.success(request, _("Contatto scartato."))
            return redirect("desks:today")
    return render(request, "desks/discard.html", {"contact": contact, "form": form, "facts": _origin(contact)})


def panel(actor: Actor, person: Person) -> tuple[str, dict[str, Any]] | None:
    """Tell, on the page of a person, the appointments to come and the latest contacts, to who may see them."""
    if not policy.may_read_contacts(actor):
        return None
    desk = policy.desks_visible_to(actor).open_on(actor.on).in_order().first()
    latest = policy.contacts_visible_to(actor).of(person).kept().newest_first()[:5]
    context = {
        "person": person,
        "appointments": list(policy.appointments_visible_to(actor).of(person).booked().filter(day__gte=actor.on).in_order()),
        "contacts": [(contact, _state(contact)) for contact in latest],
        "desk": desk if desk and policy.may_receive(actor, desk) else None,
    }
    return "desks/panel.html", context


def _read(request: StaffRequest, contact: Contact, may: Decision) -> HttpResponse:
    """Show a contact that is not being written by who looks at it."""
    context = {
        "contact": contact,
        "is_draft": contact.state == Writing.DRAFT,
        "state": _state(contact),
        "facts": [*_origin(contact), (_("Operatore"), str(contact.operator))],
        "came": _came(contact),
        "needs": [_(need.get_need_display()) for need in contact.needs.in_order()],
        "verbs": _next_verbs(request.actor, contact, may) if contact.state == Writing.CLOSED else [],
        "entries": timeline(request.actor, record=reference(contact)),
    }
    return render(request, "desks/contact.html", context)


def _state(contact: Contact) -> tuple[str, str]:
    """The state of a contact in words and by shape; of a closed one, its outcome."""
    if contact.state == Writing.CLOSED:
        return _(Outcome(contact.outcome).label), "attention" if contact.outcome == Outcome.PROPOSAL else "done"
    return _(Writing(contact.state).label), SHAPES[contact.state]


def _origin(contact: Contact) -> list[tuple[str, str]]:
    """Where and when, and how it began."""
    facts = [(_("Giorno"), writing.weekday(contact.on)), (_("Sportello"), contact.desk.name)]
    if contact.appointment:
        facts.append((_("Con appuntamento"), f"{contact.appointment.starts_at.hour}.{contact.appointment.starts_at.minute:02d}"))
    if contact.ticket:
        facts.append((_("Con il biglietto"), contact.ticket.label))
    return facts


def _came(contact: Contact) -> list[tuple[str, str]]:
    """How and why the person came, as the record says it."""
    if contact.state != Writing.CLOSED:
        return []
    return [
        (_("Come è avvenuto"), _(Channel(contact.channel).label)),
        (_("Perché è venuta"), _(Access(contact.access).label)),
        (_("Con chi si è parlato"), _(Interlocutor(contact.interlocutor).label)),
        (_("Chi l'ha inviata o ha segnalato"), contact.sender),
        (_("Accompagnata"), _("sì") if contact.accompanied else _("no")),
        (_("Presente o informata"), _("sì") if contact.informed else _("no")),
        (_("Minuti"), str(contact.minutes)),
    ]


def _next_verbs(actor: Actor, contact: Contact, may: Decision) -> list[Verb]:
    """What usually comes after a contact: the proposal it ended with, another appointment, the next in the line."""
    line = Verb(_("Torna alla fila"), reverse("desks:today"), policy.may_read_line(actor))
    if contact.person is None:
        return [line]
    again = reverse("desks:calendar", args=[contact.desk_id])
    follow_up = Verb(_("Fissa un altro appuntamento"), f"{again}?{urlencode({'persona': contact.person.pk})}", policy.may_receive(actor, contact.desk))
    proposal = _proposal(contact) if contact.outcome == Outcome.PROPOSAL else ""
    first = [Verb(_("Proponi la presa in carico"), proposal, may)] if proposal else []
    return [*first, line, follow_up]


def _proposal(contact: Contact) -> str:
    """Where a taking in charge is proposed, if a domain above knows how."""
    try:
        address = reverse("casework:propose")
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode({'contact': contact.pk, 'person': contact.person_id})}"


def _draft(contact: Contact) -> Kept | None:
    """What was typed before, to fill the form with."""
    return Kept(contact.draft) if contact.draft else None


def _first(contact: Contact, request: StaffRequest) -> dict[str, Any]:
    """What the form says before anybody types: most people come by themselves and speak for themselves."""
    return {
        "channel": contact.channel,
        "access": Access.SPONTANEOUS.value,
        "interlocutor": Interlocutor.PERSON.value,
        "informed": True,
        "minutes": max(1, min(600, round((request.now - contact.started_at).total_seconds() / 60))),
    }
