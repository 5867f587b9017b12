"""
Form a household, join it, leave it, split it, merge two, say again how its members are related.

Nothing is overwritten: a membership ends and another begins, so that who lived with whom on any day can be told. Relations are to the reference person;
when that person leaves, those who stay have none until somebody says who it is (`restate`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people import policy
from sussidiario.people.models import Household, Membership, Person
from sussidiario.people.rules import kinship
from sussidiario.territory.models import Neighbourhood

Related = Sequence[tuple[Person, int]]
"""Persons, each with the code of the relation to the reference person, who is among them with code 1."""


@transaction.atomic
def form(members: Related, *, on: date, neighbourhood: Neighbourhood | None = None, why: str = "", by: Actor, at: datetime) -> Household:
    """
    Form a household from the day `on`. Its neighbourhood, if not said, is that of the reference person.

    :raises Refusal: if nobody or more than one is the reference person, somebody already lives in another household, or the day is to come.
    :raises NotAllowed: if `by` does not work with people, or somebody has died.
    """
    persons = _locked(person for person, _relation in members)
    for person in persons.values():
        policy.may_form_household(by, person).require()
    _not_to_come(on, by)
    reference = _one_reference(members)
    household = Household.objects.create(opened_on=on, neighbourhood=neighbourhood or persons[reference].neighbourhood)
    _enter(household, members, on=on, why=why)
    journal.record("people.household.formed", household, on=on, at=at, by=by, subject=household, why=why, quantity=len(members), neighbourhood=_code(household))
    return household


@transaction.atomic
def join(household: Household, person: Person, *, relation: int, on: date, why: str = "", by: Actor, at: datetime) -> Membership:
    """
    Add a person to a household from the day `on`.

    :raises Refusal: if they already live in one, the relation is not in the register's table or is of a second reference person, or the day is wrong.
    :raises NotAllowed: if `by` does not work with people, the person has died or the household is dissolved.
    """
    household, person = _lock(household), _locked([person])[person.pk]
    policy.may_change_household(by, household).require()
    policy.may_move(by, person).require()
    _fits(household, on, by)
    [membership] = _enter(household, [(person, relation)], on=on, why=why)
    journal.record(
        "people.household.joined", household, on=on, at=at, by=by, subject=person, why=why, detail={"relation": relation}, neighbourhood=_code(household)
    )
    return membership


@transaction.atomic
def leave(household: Household, person: Person, *, on: date, why: str, by: Actor, at: datetime) -> Household:
    """
    End a person's life in a household: `on` is the first day without them. Who leaves last dissolves it.

    :raises Refusal: if they do not live there, no reason is given, or the day is wrong.
    :raises NotAllowed: if `by` does not work with people or the household is dissolved.
    """
    household = _lock(household)
    policy.may_change_household(by, household).require()
    why = required(why, field="why", otherwise=_("Scrivi il motivo."))
    _fits(household, on, by)
    _exit(household, [person.pk], on=on, why=why)
    journal.record("people.household.left", household, on=on, at=at, by=by, subject=person, why=why, neighbourhood=_code(household))
    return household


@transaction.atomic
def split(household: Household, leaving: Related, *, on: date, neighbourhood: Neighbourhood | None = None, why: str, by: Actor, at: datetime) -> Household:
    """
    Let some members found a household of their own from the day `on`, and return it.

    :raises Refusal: if somebody does not live there, all would leave, the new reference person is not one, no reason is given, or the day is wrong.
    :raises NotAllowed: if `by` does not work with people or the household is dissolved.
    """
    household = _lock(household)
    policy.may_change_household(by, household).require()
    why = required(why, field="why", otherwise=_("Scrivi il motivo."))
    _fits(household, on, by)
    _one_reference(leaving)
    if not household.memberships.open().exclude(person__in=[person.pk for person, _relation in leaving]).exists():
        raise Refusal(_("Qualcuno deve restare: se se ne vanno tutti, la famiglia è la stessa."), field="members")
    _exit(household, [person.pk for person, _relation in leaving], on=on, why=why)
    new = Household.objects.create(opened_on=on, neighbourhood=neighbourhood or household.neighbourhood)
    _enter(new, leaving, on=on, why=why)
    journal.record(
        "people.household.split",
        household,
        on=on,
        at=at,
        by=by,
        subject=household,
        why=why,
        quantity=len(leaving),
        detail={"into": new.pk},
        neighbourhood=_code(household),
    )
    return new


@transaction.atomic
def merge(household: Household, other: Household, *, relations: Mapping[int, int], on: date, why: str, by: Actor, at: datetime) -> Household:
    """
    Bring the members of `other` into `household` from the day `on`; `other` is dissolved. `relations` gives each of them, by primary key, the new relation.

    :raises Refusal: if the two are the same, somebody's relation is missing, no reason is given, or the day is wrong.
    :raises NotAllowed: if `by` does not work with people or one of the two is dissolved.
    """
    if household.pk == other.pk:
        raise Refusal(_("È la stessa famiglia: scegline un'altra."), field="other")
    # Locked in the order of their numbers: two who merge the same households never wait for each other in a circle.
    locked = {each.pk: _lock(each) for each in sorted((household, other), key=lambda each: each.pk)}
    household, other = locked[household.pk], locked[other.pk]
    for each in (household, other):
        policy.may_change_household(by, each).require()
        _fits(each, on, by)
    why = required(why, field="why", otherwise=_("Scrivi il motivo."))
    coming = [membership.person for membership in other.memberships.open().in_order()]
    if missing := [person.name for person in coming if person.pk not in relations]:
        raise Refusal(_("Indica la relazione di {names}.").format(names=", ".join(missing)), field="relations")
    _exit(other, [person.pk for person in coming], on=on, why=why)
    _enter(household, [(person, relations[person.pk]) for person in coming], on=on, why=why)
    journal.record(
        "people.household.merged",
        household,
        on=on,
        at=at,
        by=by,
        subject=household,
        why=why,
        quantity=len(coming),
        detail={"from": other.pk},
        neighbourhood=_code(household),
    )
    return household


@transaction.atomic
def restate(household: Household, *, relations: Mapping[int, int], on: date, by: Actor, at: datetime) -> Household:
    """
    Say again how the members are related, from the day `on`: when the reference person changes, or a relation was wrong.

    :raises Refusal: if somebody's relation is missing, nobody or more than one is the reference person, nothing changes, or the day is wrong.
    :raises NotAllowed: if `by` does not work with people or the household is dissolved.
    """
    household = _lock(household)
    policy.may_change_household(by, household).require()
    _fits(household, on, by)
    here = list(household.memberships.open().in_order())
    if missing := [membership.person.name for membership in here if membership.person_id not in relations]:
        raise Refusal(_("Indica la relazione di {names}.").format(names=", ".join(missing)), field="relations")
    _one_reference([(membership.person, relations[membership.person_id]) for membership in here])
    changing = [membership for membership in here if membership.relation != relations[membership.person_id]]
    if not changing:
        raise Refusal(_("Non è cambiato niente."))
    _exit(household, [membership.person_id for membership in changing], on=on, why=_("relazione aggiornata"), closing=False)
    _enter(household, [(membership.person, relations[membership.person_id]) for membership in changing], on=on, why="")
    journal.record("people.household.restated", household, on=on, at=at, by=by, subject=household, quantity=len(changing), neighbourhood=_code(household))
    return household


def _lock(household: Household) -> Household:
    return Household.objects.select_for_update(of=("self",)).select_related("neighbourhood").get(pk=household.pk)


def _locked(persons: Iterable[Person]) -> dict[int, Person]:
    rows = Person.objects.select_for_update(of=("self",)).select_related("neighbourhood").filter(pk__in=[person.pk for person in persons]).order_by("pk")
    return {person.pk: person for person in rows}


def _enter(household: Household, members: Related, *, on: date, why: str) -> list[Membership]:
    """Begin memberships; the database refuses a second household and a second reference person, and whoever asked is told which."""
    for _person, relation in members:
        if relation not in kinship.RELATIONS:
            raise Refusal(_("Scegli una relazione dall'elenco."), field="relation")
    keepers = {person.kept_by_id for person, _relation in members} | set(household.memberships.open().values_list("person__kept_by", flat=True))
    if len(keepers) > 1:
        raise Refusal(_("Chi è protetta sta nel registro solo con chi è protetta dallo stesso centro."), field="person")
    rows = [Membership(household=household, person=person, relation=relation, from_on=on, why=why.strip()) for person, relation in members]
    try:
        with transaction.atomic():
            return Membership.objects.bulk_create(rows)
    except IntegrityError:
        raise _already(household, [person for person, _relation in members]) from None


def _already(household: Household, persons: Sequence[Person]) -> Refusal:
    elsewhere = Membership.objects.open().filter(person__in=[person.pk for person in persons]).in_order().first()
    if elsewhere is not None:
        return Refusal(_("{name} vive già in una famiglia: prima va registrata l'uscita.").format(name=elsewhere.person.name), field="person")
    return Refusal(_("La famiglia ha già un intestatario: scegli un'altra relazione."), field="relation")


def _exit(household: Household, persons: Sequence[int], *, on: date, why: str, closing: bool = True) -> None:
    """End memberships, and the household with the last of them."""
    rows = list(household.memberships.select_for_update(of=("self",)).open().filter(person__in=persons))
    if len(rows) != len(set(persons)):
        raise Refusal(_("Qualcuno non vive più in questa famiglia: ricarica la pagina."), field="members")
    for membership in rows:
        if membership.from_on > on:
            raise Refusal(_("Qualcuno è entrato in famiglia dopo quel giorno: scegli un giorno da allora in poi."), field="on")
        membership.until_on = on
        membership.why = why.strip()
    Membership.objects.bulk_update(rows, ["until_on", "why"])
    if closing and not household.memberships.open().exists():
        household.closed_on = on
        household.save(update_fields=["closed_on"])


def _one_reference(members: Related) -> int:
    references = [person.pk for person, relation in members if relation == kinship.REFERENCE_PERSON]
    if len(references) != 1:
        said = _("Indica chi è l'intestatario della scheda.") if not references else _("L'intestatario della scheda è uno solo.")
        raise Refusal(said, field="relation")
    return references[0]


def _fits(household: Household, on: date, by: Actor) -> None:
    _not_to_come(on, by)
    if on < household.opened_on:
        raise Refusal(_("La famiglia si è formata dopo quel giorno."), field="on")


def _not_to_come(on: date, by: Actor) -> None:
    if on > by.on:
        raise Refusal(_("Questo giorno deve ancora venire."), field="on")


def _code(household: Household) -> str:
    return household.neighbourhood.code if household.neighbourhood else ""
