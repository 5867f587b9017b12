"""The worker's day, first page after sign-in; the household's page."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.rules import Role
from sussidiario.benefits.lifecycle import ApplicationState, ListState
from sussidiario.benefits.models import Application
from sussidiario.benefits.policy import applications as benefits, awards, payments
from sussidiario.benefits.rules import attestations
from sussidiario.benefits.rules.payments import ANSWERED_WITHIN
from sussidiario.casework import policy as casework
from sussidiario.desks import policy as desks
from sussidiario.desks.lifecycle import Booking
from sussidiario.dossier import policy, rules
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act, Seal
from sussidiario.journal.timeline import timeline
from sussidiario.people import policy as people
from sussidiario.people.models import Household, Person
from sussidiario.planning.models import Mandate
from sussidiario.privacy.policy import emergency as emergencies, grants, readings as readings_of_all, staff
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.templatetags.ui import nav_url
from sussidiario.ui.verbs import Verb

A_FEW = 10
"""Rows of each part of the day; the page they come from has them all."""


@doors.page(policy.may_have_a_day)
def today(request: StaffRequest) -> HttpResponse:
    """Show what needs them now, in order, by what they do here."""
    actor = request.actor
    day: dict[str, Any] = {"day": writing.weekday(actor.on), "today": actor.on, "asked": _asked(actor)} | _the_money(actor, request.now)
    if actor.has(Role.DESK_OPERATOR, Role.SERVICE_HEAD):
        day |= _at_the_desks(actor)
    if actor.has(Role.SERVICE_HEAD):
        day |= _to_decide(actor) | {"leaving": list(staff.leaving(actor)[:A_FEW])}
    if actor.has(Role.ACCESS_OFFICE):
        day |= _the_accounts(actor)
    if actor.has(Role.SOCIAL_WORKER):
        day |= _my_cases(actor)
    if actor.has(*people.FOR_ALL) or people.keeping(actor):
        day |= _to_review(actor)
    if actor.teams and not actor.has(*people.FOR_ALL, Role.MANDATE_OFFICE, Role.ACCESS_OFFICE):
        day |= _opened_to_us(actor)
    if people.keeping(actor):
        day |= _kept(actor)
    if actor.has(Role.AUDITOR):
        day |= _the_book(request)
    if actor.has(Role.MANDATE_OFFICE):
        day |= _the_account()
    return render(request, "dossier/today.html", day)


@doors.record(policy.households_visible_to, reads=lambda household: household)
def household(request: StaffRequest, household: Household) -> HttpResponse:
    """Show one household as a whole: members, cases, appointments, contacts, one timeline; of each only what the reader may see."""
    actor = request.actor
    everyone = list(people.members_existing_to(actor).of(household).in_order())
    members, past = ([each for each in everyone if (each.until_on is None) == now] for now in (True, False))
    persons = [membership.person for membership in members]
    since = min((membership.from_on for membership in members), default=household.opened_on)
    page = {
        "title": _title(household, persons),
        "members": [(membership, membership.person.age_on(actor.on)) for membership in members],
        "past": past,
        "cases": list(casework.known_to(actor).of_any(persons, household).with_all().newest_first()),
        "readable": set(casework.visible_to(actor).of_any(persons, household).values_list("pk", flat=True)),
        "appointments": list(desks.appointments_visible_to(actor).of_persons(persons).within(actor.on, actor.on + 13 * rules.SOON).booked().in_order()[:A_FEW]),
        "contacts": list(desks.contacts_visible_to(actor).of_persons(persons).closed().newest_first()[:A_FEW]),
        "entries": timeline(actor, [pseudonym(household), *(pseudonym(person) for person in persons)]),
        "facts": _facts(household, len(members), since),
        "standing": (_("sciolta"), "closed") if household.closed_on else (_("convivente"), "open"),
        "verbs": _verbs(actor, household),
    }
    return render(request, "dossier/household.html", page)


def _title(household: Household, persons: list[Person]) -> str:
    """Call a household by the family name of its reference person, who comes first; by its number where there is none."""
    name = persons[0].family_name if persons else ""
    return _("Famiglia {name}").format(name=name) if name else str(household)


def _verbs(actor: Actor, household: Household) -> list[Verb]:
    """What can be done about a household from its page."""
    changes = [
        (_("Aggiungi una persona"), "people:join"),
        (_("Registra un'uscita"), "people:leave"),
        (_("Correggi le relazioni"), "people:restate"),
        (_("Dividi la famiglia"), "people:split"),
        (_("Unisci a un'altra famiglia"), "people:merge"),
    ]
    verbs = [Verb(label, nav_url(name, household.pk), people.may_change_household(actor, household)) for label, name in changes if nav_url(name, household.pk)]
    proposal = f"{reverse('casework:propose')}?household={household.pk}"
    return [*verbs[:1], Verb(_("Proponi la presa in carico"), proposal, casework.may_propose(actor)), *verbs[1:]]


def _facts(household: Household, count: int, since: Any) -> list[tuple[str, str]]:
    """What the band says of a household."""
    return [
        (_("Quartiere"), household.neighbourhood.name if household.neighbourhood else ""),
        (_("Componenti"), str(count)),
        (_("Costituita il"), writing.day(household.opened_on)),
        (_("Così dal"), writing.day(since)),
    ]


def _at_the_desks(actor: Actor) -> dict[str, Any]:
    """Who waits now and who comes today, at all the desks; what the operator began to write and has not finished."""
    appointments = list(desks.appointments_of_day(actor, actor.on).holding().in_order())
    waiting = [appointment for appointment in appointments if appointment.state in {Booking.ARRIVED, Booking.CALLED}]
    coming = [appointment for appointment in appointments if appointment.state == Booking.BOOKED]
    tickets = list(desks.tickets_of_day(actor, actor.on).waiting().in_order())
    return {
        "desks": True,
        "waiting": [*waiting, *tickets],
        "coming": coming,
        "at_desks": [
            (_("Ricevute"), writing.number(sum(appointment.state == Booking.SERVED for appointment in appointments))),
            (_("In attesa"), writing.number(len(waiting) + len(tickets))),
            (_("Da ricevere"), writing.number(len(coming))),
        ],
        "drafts": list(desks.contacts_visible_to(actor).drafts_of(actor.staff)[:A_FEW]),
        "misplaced": list(desks.appointments_visible_to(actor).misplaced().in_order()[:A_FEW]),
    }


def _to_decide(actor: Actor) -> dict[str, Any]:
    """Proposals that wait for the head, longest first; deadlines of the service that have passed."""
    proposals = casework.visible_to(actor).proposed().with_all().by_wait()
    shown = [(case, (actor.on - case.proposed_on).days) for case in proposals[:A_FEW]]
    overdue = casework.deadlines_visible_to(actor).overdue(actor.on).count()
    return {
        "decide": True,
        "proposals": shown,
        "proposals_count": proposals.count(),
        "service": [(_("Attesa più lunga, in giorni"), writing.number(shown[0][1] if shown else 0)), (_("Scadenze passate"), writing.number(overdue))],
    }


def _asked(actor: Actor) -> list[tuple[str, str, int, list[tuple[Application, str, str, int]]]]:
    """
    Requests for a benefit that wait for whoever looks into them, approves, or decides: of each part of the work its name, whose page has all, how many.

    Of each request its state, and what is to be heeded of its ISEE.
    """
    parts = (
        ("domande", _("Domande da istruire"), benefits.to_complete(actor)),
        ("isee", _("Domande con l'ISEE che scade"), benefits.to_complete(actor).with_isee_until(actor.on + attestations.SOON)),
        ("approvazioni", _("Benefici da approvare"), benefits.to_approve(actor)),
        ("anticipi", _("Anticipi urgenti da ratificare"), awards.to_ratify(actor)),
        ("decisioni", _("Benefici da decidere"), benefits.to_decide(actor)),
    )
    found = []
    for key, title, waiting in parts:
        some = list(waiting.with_all().by_wait()[: A_FEW + 1])
        rows = [(each, _(ApplicationState(each.state).label), _to_heed(each, actor.on), (actor.on - each.received_on).days) for each in some[:A_FEW]]
        if rows:
            found.append((key, title, waiting.count() if len(some) > A_FEW else len(some), rows))
    return found


def _to_heed(application: Application, day: date) -> str:
    """What is to be heeded of the ISEE of a request that waits, in a few words; nothing where it serves, or there is none."""
    if application.attestation is None:
        return ""
    standing = attestations.standing(application.attestation.valid_until, today=day, asked_until=application.asked_until)
    return _(attestations.TO_HEED[standing]) if standing in attestations.TO_HEED else ""


def _the_money(actor: Actor, now: datetime) -> dict[str, Any]:
    """Lists of payments that wait for them; for who pays, how many payments came back or were not answered in time, and what is to be returned."""
    if not actor.has(Role.ACCOUNTANT, Role.SERVICE_HEAD, Role.EXECUTIVE):
        return {}
    lists = payments.waiting_for(actor)
    shown = [(each, _(ListState(each.state).label)) for each in lists.newest_first()[:A_FEW]]
    pays = actor.has(Role.ACCOUNTANT)
    troubled = payments.payments_visible_to(actor)
    return {
        "lists": shown,
        "lists_count": lists.count() if len(shown) == A_FEW else len(shown),
        "lists_title": _("Elenchi di pagamento in corso") if pays else _("Elenchi di pagamento da firmare"),
        "signs": pays or actor.has(Role.EXECUTIVE),
        "pays": pays,
        "excess": awards.debts_visible_to(actor).too_much() if pays else 0,
        "returned": troubled.to_mend().count() if pays else 0,
        "stuck": troubled.stuck(now - timedelta(days=ANSWERED_WITHIN)).count() if pays else 0,
    }


def _to_review(actor: Actor) -> dict[str, Any]:
    """Emergency accesses that wait for a verdict, the longest first; and how many in all."""
    waiting = emergencies.to_review(actor)
    shown = emergencies.lines(actor, waiting.with_all().oldest_first()[:A_FEW])
    return {"emergencies": shown, "emergencies_count": waiting.count() if len(shown) == A_FEW else len(shown)}


def _kept(actor: Actor) -> dict[str, Any]:
    """Whom the centre keeps, the last to come first."""
    kept = people.kept_by(actor)
    return {"keeps": True, "kept": list(kept.latest_first()[:A_FEW]), "kept_count": kept.count()}


def _opened_to_us(actor: Actor) -> dict[str, Any]:
    """Persons opened to the worker's groups by who is in charge of them: all that who works for an outside body has here."""
    granted = list(grants.granted_to(actor).with_all().by_end()[: A_FEW + 1])
    return {"is_partner": actor.has(Role.PARTNER), "granted": granted[:A_FEW], "more_granted": len(granted) > A_FEW}


def _my_cases(actor: Actor) -> dict[str, Any]:
    """Deadlines of the worker's own cases, passed and coming, and what plans ask before benefits are paid; cases that became theirs these days."""
    mine = casework.visible_to(actor).followed_by(actor.pk)
    deadlines = casework.deadlines_visible_to(actor).mine(actor.pk).due_by(actor.on + rules.SOON).by_day()
    asked = awards.conditions_visible_to(actor).to_keep(actor.on + rules.SOON).with_award().in_order()
    return {
        "mine": True,
        "conditions": [(condition, rules.due(condition.due_on, today=actor.on)) for condition in asked[:A_FEW]],
        "due": [(deadline, rules.due(deadline.due_on, today=actor.on)) for deadline in deadlines[: 2 * A_FEW]],
        "mine_count": mine.open().count(),
        "new": list(mine.given_since(actor.on - rules.SOON).with_all()[:A_FEW]),
    }


def _the_book(request: StaffRequest) -> dict[str, Any]:
    """How the book stands, for who checks it."""
    readings = readings_of_all.readings_visible_to(request.actor).filter(at__date=request.actor.on).count()
    return {"book": True, "standing": [*_standing(), (_("Schede di persone aperte oggi"), writing.number(readings))]}


def _the_account() -> dict[str, Any]:
    """What the account is drawn from, for who publishes it."""
    mandate = Mandate.objects.order_by("-pk").first()
    facts = [(_("Mandato"), mandate.title), (_("Caricato"), writing.instant(mandate.loaded_at))] if mandate else []
    return {"account": True, "mandate": mandate, "standing": [*facts, *_standing()]}


def _the_accounts(actor: Actor) -> dict[str, Any]:
    """Whose last day is near, for who closes accounts."""
    accounts = staff.visible_to(actor)
    return {"office": True, "last_days": list(accounts.leaving().order_by("until_on", "pk")[:A_FEW]), "accounts_count": accounts.open().count()}


def _standing() -> list[tuple[str, str]]:
    """Where the book has got to."""
    seal = Seal.objects.order_by("-number").first()
    sealed = f"{seal}, {writing.instant(seal.sealed_at)}" if seal else _("nessuno")
    return [(_("Ultimo sigillo"), sealed), (_("Atti non ancora sigillati"), writing.number(Act.objects.unsealed().count()))]
