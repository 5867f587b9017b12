"""Keep a person's record closer: reserve it, protect it, take off it where they are to be found; and back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sussidiario.access import clock
from sussidiario.access.actor import Actor
from sussidiario.access.models import Team
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.journal.domain import person_protected
from sussidiario.people import policy
from sussidiario.people.actions.words import forget_words, reword, words_of
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Address, Person, Whereabouts

REACHED = ("phone", "email", "neighbourhood")
"""What a person's own row says of where they are to be found."""


@transaction.atomic
def reserve(person: Person, *, why: str, by: Actor, at: datetime) -> Person:
    """
    Reserve a record: minors with measures of a court, health. From now on it is read by those whose work is about the person, not because of an office.

    :raises Refusal: if no reason is given, or it is reserved already.
    :raises NotAllowed: if `by` is neither a social worker nor the service head, or the record is protected.
    """
    return _turn(person, Tier.RESERVED, "people.person.reserved", why=why, by=by, at=at)


@transaction.atomic
def unreserve(person: Person, *, why: str, by: Actor, at: datetime) -> Person:
    """
    Make a reserved record ordinary again.

    :raises Refusal: if no reason is given, or it is ordinary already.
    :raises NotAllowed: if `by` is neither a social worker nor the service head, or the record is protected.
    """
    return _turn(person, Tier.ORDINARY, "people.person.unreserved", why=why, by=by, at=at)


@transaction.atomic
def protect(person: Person, *, team: Team, why: str, by: Actor, at: datetime) -> Person:
    """
    Protect a person: from now on they exist for `team` alone. They leave the index of names and the household they are written in, without a trace there.

    What the desks and the service had going on about them ends with it (`person_protected`): it would go on for nobody.

    :raises Refusal: if no reason is given, they are protected already, or the team protects nobody or is not one of the actor's.
    :raises NotAllowed: if `by` is not of the network.
    """
    person = _locked(person)
    policy.may_protect(by, person).require()
    why = required(why, field="why", otherwise=_("Scrivi perché."))
    if person.kept_by_id is not None:
        raise Refusal(_("È già protetta."))
    if not team.protects or team.pk not in policy.keeping(by):
        raise Refusal(_("Protegge solo un centro della rete, e chi ci lavora."), field="team")
    reword_to_nothing(person)
    person.tier, person.kept_by = Tier.PROTECTED.value, team
    person.save(update_fields=["tier", "kept_by"])
    person.identifiers.update(kept_by=team)
    _leave_home(person, by=by)
    for end in person_protected():
        end(person, by, at)
    journal.record("people.person.protected", person, on=by.on, at=at, by=by, subject=person, why=why, measure=Tier.PROTECTED.value)
    return person


@transaction.atomic
def unprotect(person: Person, *, why: str, by: Actor, at: datetime) -> Person:
    """
    Let a protected person exist for everybody again, as an ordinary record. They leave the household of those who stay protected.

    :raises Refusal: if no reason is given, or meanwhile somebody was registered with their fiscal code or a paper of theirs.
    :raises NotAllowed: if `by` is not of the network, or the person is not kept by a group of theirs.
    """
    person = _locked(person)
    policy.may_protect(by, person).require()
    if person.kept_by_id not in policy.keeping(by):
        raise Refusal(_("Non è protetta dal tuo centro."))
    why = required(why, field="why", otherwise=_("Scrivi perché."))
    person.tier, person.kept_by = Tier.ORDINARY.value, None
    try:
        with transaction.atomic():
            person.save(update_fields=["tier", "kept_by"])
            person.identifiers.update(kept_by=None)
    except IntegrityError:
        raise Refusal(_("Intanto una persona con lo stesso codice è stata registrata: le due schede vanno prima confrontate.")) from None
    reword(person)
    if person.memberships.open().filter(household__memberships__until_on__isnull=True, household__memberships__person__kept_by__isnull=False).exists():
        _leave_home(person, by=by)
    journal.record("people.person.unprotected", person, on=by.on, at=at, by=by, subject=person, why=why)
    return person


@transaction.atomic
def keep_whereabouts(person: Person, *, team: Team, why: str, by: Actor, at: datetime) -> list[Whereabouts]:
    """
    Take off the record where a person is and was to be found and reached, and let `team` alone keep it. Whoever else serves them finds nothing written.

    Neither where they lived before, nor what was corrected: who looks for them would begin from there.

    :raises Refusal: if no reason is given, there is nothing to keep, or the team is not one of the actor's that protect.
    :raises NotAllowed: if `by` is not of the network.
    """
    person = _locked(person)
    policy.may_protect(by, person).require()
    why = required(why, field="why", otherwise=_("Scrivi perché."))
    if not team.protects or team.pk not in policy.keeping(by):
        raise Refusal(_("Custodisce solo un centro della rete, e chi ci lavora."), field="team")
    places = list(person.addresses.newest_first())
    kept = [_kept(place, team) for place in places]
    if person.phone or person.email:
        if not kept or kept[0].until_on is not None:
            kept.insert(0, Whereabouts(person=person, kept_by=team, from_on=by.on))
        kept[0].phone, kept[0].email = person.phone, person.email
    kept += _contacts_before(person, team)
    if not kept:
        raise Refusal(_("Sulla scheda non c'è nessun recapito da custodire."))
    for one in kept:
        one.save()
    Address.objects.filter(pk__in=[place.pk for place in places]).delete()
    person.phone = person.email = ""
    person.neighbourhood = None
    person.save(update_fields=REACHED)
    journal.record("people.whereabouts.kept", kept[0], on=by.on, at=at, by=by, subject=person, why=why)
    return kept


def reword_to_nothing(person: Person) -> None:
    """Take a person out of the index of names."""
    words = words_of(person)
    reword(person, before=words, after=frozenset())
    forget_words(words)


def _kept(place: Address, team: Team) -> Whereabouts:
    """The same place, for a group alone."""
    where = {name: getattr(place, name) for name in ("person", "kind", "street", "place", "neighbourhood", "from_on", "until_on")}
    return Whereabouts(kept_by=team, **where)


def _contacts_before(person: Person, team: Team) -> list[Whereabouts]:
    """Take out of what was corrected where the person was to be reached until then, for a group alone; a correction of nothing else goes whole."""
    taken = []
    for correction in person.corrections.newest_first():
        said = {name: correction.before.pop(name) for name in REACHED if name in correction.before}
        if said.get("phone") or said.get("email"):
            on = clock.day(correction.at)
            contacts = {name: said.get(name, "") for name in ("phone", "email")}
            taken.append(Whereabouts(person=person, kept_by=team, from_on=on, until_on=on, **contacts))
        if said and correction.before:
            correction.save(update_fields=["before"])
        elif said:
            correction.delete()
    return taken


def _leave_home(person: Person, *, by: Actor) -> None:
    """End their life in the household they are written in, today; who leaves last dissolves it. No act says so there: it would tell."""
    for membership in person.memberships.select_for_update(of=("self",)).open().select_related("household"):
        membership.until_on = max(by.on, membership.from_on)
        membership.save(update_fields=["until_on"])
        if not membership.household.memberships.open().exists():
            membership.household.closed_on = membership.until_on
            membership.household.save(update_fields=["closed_on"])


def _turn(person: Person, tier: Tier, act: str, *, why: str, by: Actor, at: datetime) -> Person:
    person = _locked(person)
    policy.may_reserve(by, person).require()
    why = required(why, field="why", otherwise=_("Scrivi perché."))
    if person.tier == tier:
        raise Refusal(_("Lo è già."))
    person.tier = tier.value
    person.save(update_fields=["tier"])
    journal.record(act, person, on=by.on, at=at, by=by, subject=person, why=why)
    return person


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
