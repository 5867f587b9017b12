"""
Write the attestations of the ISEE and look them up.

Every look-up hangs on a request and on the code under which the national register knows its measure: nobody looks at a household's means for any other
reason (d.p.c.m. 159/2013, art. 11).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions.applications.checks import counted, locked
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState, IseeKind, Source
from sussidiario.benefits.models import Application, Attestation, Listed, LookUp
from sussidiario.benefits.policy import isee as policy
from sussidiario.benefits.rules import attestations as rules, deciding, inps
from sussidiario.benefits.rules.attestations import Certified, Member
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.ui import writing

USUAL = frozenset({IseeKind.ORDINARY.value, IseeKind.CURRENT.value})
"""Kinds that are looked for unless another is asked for."""


@transaction.atomic
def look_up(application: Application, *, kind: IseeKind | None = None, by: Actor, at: datetime) -> LookUp:
    """
    Look for the attestation that holds for a request: of anybody of the household, on the day it was received, or presented since.

    What is found goes with the request, and its figures are among the facts that the regulation asks; that nothing was found is written too. Of
    several, one that held that day comes first, then the current one, then the last presented; `kind` asks for one of another kind. What was complete
    has to be checked again, unless nothing changes.

    :raises NotAllowed: if `by` does not work on requests, or the measure asks for no means.
    :raises Forbidden: if a decision was proposed already.
    """
    application = _asked(application, by)
    kinds = frozenset({kind.value}) if kind else USUAL
    day = application.received_on
    holding = Attestation.objects.of_any(_home(application, by)).of_kinds(kinds).holding(day, by=by.on)
    return _found(application, holding.for_a_request(day).first(), by=by, at=at)


@transaction.atomic
def write(application: Application, *, certified: Certified, declarant: Person | None = None, by: Actor, at: datetime) -> LookUp:
    """
    Write what is on an attestation that somebody brought, and have it go with the request. Days are kept as they are on the paper.

    One that is there already, with the same protocol and kind, is not written twice.

    :raises NotAllowed: as for looking up.
    :raises Forbidden: likewise.
    :raises Refusal: at its field, if it cannot be so, is of another household, had expired when the request was received, or is there with other figures.
    """
    application = _asked(application, by)
    certified = replace(certified, protocol=rules.protocol(certified.protocol))
    attestation = _written(application, certified, declarant=declarant, source=Source.TYPED, sha256="", by=by, at=at)
    return _found(application, attestation, by=by, at=at)


@transaction.atomic
def load(application: Application, *, content: bytes, kind: IseeKind | None = None, by: Actor, at: datetime) -> LookUp:
    """
    Write the attestations that are in a file of INPS, one for each kind, and have one go with the request: the usual, or of the `kind` asked for.

    The same file changes nothing the second time.

    :raises NotAllowed: as for looking up.
    :raises Forbidden: likewise.
    :raises Refusal: if it is not such a file, or as for writing.
    """
    application = _asked(application, by)
    try:
        found = inps.read(content)
    except inps.Unreadable as unreadable:
        raise Refusal(_(unreadable.message), field="file") from None
    kinds = frozenset({kind.value}) if kind else USUAL
    if not any(each.kind.value in kinds for each in found):
        named = ", ".join(_(each.kind.label) for each in found)
        raise Refusal(_("Nel file non c'è l'ISEE di questo tipo: c'è {kinds}.").format(kinds=named), field="kind")
    digest = hashlib.sha256(content).hexdigest()
    home = _home(application, by)
    declarant = next((person for person in home.values() if person.fiscal_code and person.fiscal_code == found[0].declarant), None)
    try:
        written = [_written(application, each, declarant=declarant, source=Source.INPS, sha256=digest, by=by, at=at) for each in found]
    except Refusal as refusal:
        raise Refusal(refusal.message, field="file") from None
    usual = sorted((each for each in written if each.kind in kinds), key=lambda each: each.kind != IseeKind.CURRENT)
    return _found(application, usual[0], by=by, at=at)


@transaction.atomic
def correct(attestation: Attestation, *, certified: Certified, why: str, by: Actor, at: datetime) -> Attestation:
    """
    Write again the figures of an attestation that was typed wrong; who is in it stays. The requests that wait take them, and are checked again.

    On what was proposed or decided stays written what was known then.

    :raises NotAllowed: if `by` does not receive requests, or it came from the file of INPS.
    :raises Refusal: at its field, if it cannot be so, no reason is given, or the protocol is of another.
    """
    attestation = Attestation.objects.select_for_update(of=("self",)).get(pk=attestation.pk)
    policy.may_correct(by, attestation).require()
    why = required(why, field="why", otherwise=_("Scrivi che cosa era sbagliato."))
    members = tuple(Member(each.family_name, each.given_name, each.fiscal_code) for each in attestation.members.order_by("pk"))
    certified = replace(certified, protocol=rules.protocol(certified.protocol), members=members)
    if wrong := next(rules.mistakes(certified, today=by.on), None):
        raise Refusal(wrong.said(_), field=wrong.field)
    changed = {**_figures(certified), "kind": certified.kind.value, "protocol": certified.protocol, "omissions": certified.omissions}
    if Attestation.objects.filter(protocol=certified.protocol, kind=certified.kind.value).exclude(pk=attestation.pk).exists():
        raise Refusal(_("Un'attestazione con questo protocollo c'è già."), field="protocol")
    for name, value in changed.items():
        setattr(attestation, name, value)
    attestation.save(update_fields=list(changed))
    waiting = attestation.applications.filter(state__in=[ApplicationState.RECEIVED, ApplicationState.COMPLETE]).with_all()
    for application in waiting.select_for_update(of=("self",)).by_wait():
        _take(application, attestation)
    journal.record(figures.ATTESTATION_CORRECTED, attestation, on=by.on, at=at, by=by, why=why, subject=attestation.subject)
    return attestation


def home_of(application: Application, by: Actor) -> list[Person]:
    """Who lived with whoever asked on the day they asked, of those who exist for who reads; whoever asked comes first."""
    return list(_home(application, by).values())


def _asked(application: Application, by: Actor) -> Application:
    """The request, locked, if means may be looked up for it now."""
    application = locked(application)
    policy.may_look_up(by, application).require()
    APPLICATION.after(ApplicationState(application.state), "declare")
    return application


def _home(application: Application, by: Actor) -> dict[int, Person]:
    persons = {application.person_id: application.person}
    if application.household is not None:
        members = people.members_existing_to(by).of(application.household).on(application.received_on)
        persons |= {each.person_id: each.person for each in members.in_order() if each.person_id != application.person_id}
    return persons


def _written(application: Application, certified: Certified, *, declarant: Person | None, source: Source, sha256: str, by: Actor, at: datetime) -> Attestation:
    if wrong := next(rules.mistakes(certified, today=by.on), None):
        raise Refusal(wrong.said(_), field=wrong.field)
    if certified.valid_until < application.received_on:
        day = writing.day(application.received_on)
        raise Refusal(_("Quando la domanda è arrivata, il {day}, l'attestazione era già scaduta.").format(day=day), field="valid_until")
    home = _home(application, by)
    members = _recognised(certified.members, home, by)
    if not any(each.person in home for each in members):
        raise Refusal(_("Nell'attestazione non c'è nessuno della famiglia di chi ha fatto la domanda."), field="members")
    figures_of = _figures(certified)
    there = Attestation.objects.filter(protocol=certified.protocol, kind=certified.kind.value).first()
    if there is not None:
        if any(getattr(there, name) != value for name, value in figures_of.items()):
            raise Refusal(_("Un'attestazione con questo protocollo c'è già, con altri valori: controlla quelli che hai scritto."), field="protocol")
        return there
    attestation = Attestation.objects.create(
        kind=certified.kind.value,
        protocol=certified.protocol,
        declarant=declarant,
        omissions=certified.omissions,
        source=source.value,
        sha256=sha256,
        written_by=by.staff,
        written_at=at,
        **figures_of,
    )
    Listed.objects.bulk_create(
        Listed(
            attestation=attestation,
            family_name=each.family_name,
            given_name=each.given_name,
            fiscal_code=each.fiscal_code,
            relation=each.relation,
            person_id=each.person,
        )
        for each in members
    )
    journal.record(figures.ATTESTED, attestation, on=by.on, at=at, by=by, **counted(application))
    return attestation


def _figures(certified: Certified) -> dict[str, Any]:
    """What two writings of the same attestation cannot say differently."""
    names = ("presented_on", "valid_from", "valid_until", "isee", "ise", "isr", "isp", "scale")
    return {name: getattr(certified, name) for name in names}


def _recognised(members: Iterable[Member], home: Mapping[int, Person], by: Actor) -> list[Member]:
    """Say who of them is who in the registry: those at home by name or code, the others by code alone, among those who exist for who writes."""
    at_home = tuple(as_member(person) for person in home.values())
    compared = rules.compare(tuple(members), at_home)
    codes = [each.fiscal_code for each in compared.only_declared if each.fiscal_code]
    known = dict(people.existing_to(by).filter(fiscal_code__in=codes).values_list("fiscal_code", "pk")) if codes else {}
    same = [replace(declared, person=registered.person) for declared, registered in compared.both]
    return [*same, *(replace(each, person=known.get(each.fiscal_code)) for each in compared.only_declared)]


def as_member(person: Person, relation: str = "") -> Member:
    """Somebody of the registry, as an attestation would write them."""
    return Member(person.family_name, person.given_name or person.pseudonym, person.fiscal_code, relation, person.pk)


def _found(application: Application, attestation: Attestation | None, *, by: Actor, at: datetime) -> LookUp:
    """Write that the means were looked up, and have what was found go with the request."""
    measure = application.measure
    lookup = LookUp.objects.create(application=application, attestation=attestation, siuss_code=measure.siuss_code, by=by.staff, at=at)
    if attestation is not None:
        _take(application, attestation)
    detail = {"siuss_code": measure.siuss_code, "found": attestation is not None}
    journal.record(figures.LOOKED_UP, application, on=by.on, at=at, by=by, detail=detail, **counted(application))
    return lookup


def _take(application: Application, attestation: Attestation) -> None:
    """Have an attestation go with a request, and its figures be among the facts; if one changes, all has to be checked again."""
    declared = {**application.declared, **_facts(application, attestation)}
    if declared != application.declared:
        application.state, application.completed_on = APPLICATION.after(ApplicationState(application.state), "declare"), None
    application.declared, application.attestation = declared, attestation
    application.save(update_fields=["declared", "attestation", "state", "completed_on"])


def _facts(application: Application, attestation: Attestation) -> dict[str, Any]:
    """Of what the attestation says, what the regulation asks for this measure."""
    said: dict[str, Any] = {"isee": attestation.isee, "ise": attestation.ise, "isee_valid_until": attestation.valid_until}
    asked = {fact.name for fact in deciding.facts(application.measure.formula)}
    return deciding.kept(application.measure.formula, {name: value for name, value in said.items() if name in asked})
