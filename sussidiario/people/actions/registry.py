"""Register a person, correct what is known of them, add a paper, record where they are to be found and that they died."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.foundation import identifiers
from sussidiario.foundation.letters import plain
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people import policy
from sussidiario.people.actions.words import reword, words_of
from sussidiario.people.lifecycle import Acquaintance, AddressKind, BirthPrecision, IdentifierKind, Tier
from sussidiario.people.models import Address, Correction, Identifier, Meeting, Membership, Person
from sussidiario.people.rules import countries
from sussidiario.people.rules.likeness import Facts
from sussidiario.territory.models import Neighbourhood
from sussidiario.ui import writing


class Details(TypedDict, total=False):
    """What may be said of a person when registering or correcting; what is not said stays as it is."""

    given_name: str
    family_name: str
    pseudonym: str
    also_called: str
    sex: str
    birth_on: date | None
    birth_precision: str
    birthplace: str
    birthplace_name: str
    citizenship: str
    second_citizenship: str
    fiscal_code: str
    phone: str
    email: str
    neighbourhood: Neighbourhood | None


@transaction.atomic
def register(*, why_different: str = "", by: Actor, at: datetime, **details: Unpack[Details]) -> Person:
    """
    Register somebody, by name or by a pseudonym alone, after looking whether they are already there.

    `why_different` says why nobody of those that look alike is the same person; without it, who looks alike stops the registration. Whom the network
    registers is protected by its group from the first instant.

    :raises Refusal: if nothing says how they are called, the fiscal code cannot be right or is somebody's, a day is to come, or somebody looks alike.
    :raises NotAllowed: if `by` does not work with people.
    """
    policy.may_register(by).require()
    person = Person(registered_at=at)
    if keeping := policy.keeping(by):
        person.tier, person.kept_by_id = Tier.PROTECTED.value, min(keeping)
    _set(person, details, by=by)
    if not why_different.strip() and policy.existing_to(by).resembling(facts(person)):
        raise Refusal(_("Guarda chi le somiglia: se è un'altra persona, scrivi perché."), field="why_different")
    _save_once(person, by=by)
    if not keeping:
        reword(person)
    Meeting.objects.create(person=person, staff_id=by.pk, on=by.on, how=Acquaintance.REGISTERED.value)
    journal.record(
        "people.person.registered",
        person,
        on=by.on,
        at=at,
        by=by,
        subject=person,
        why=why_different.strip(),
        measure=person.tier if keeping else "",
        neighbourhood=person.neighbourhood.code if person.neighbourhood else "",
    )
    return person


@transaction.atomic
def recognise(person: Person, *, family_name: str, born_on: date | None = None, fiscal_code: str = "", by: Actor, at: datetime) -> Meeting:
    """
    Say that a person is here, by what only who has them or their papers before them can know; from now on they may be served.

    Of who goes by a pseudonym alone the whole pseudonym is enough. Nothing that is wrong says what would have been right.

    :raises Refusal: if the family name (or the pseudonym), and the whole date of birth or the fiscal code, are not theirs.
    :raises NotAllowed: if `by` does not receive people.
    """
    policy.may_recognise(by, person).require()
    called = plain(person.family_name or person.given_name or person.pseudonym)
    exact = person.birth_on if person.birth_precision == BirthPrecision.DAY else None
    by_birth = exact is not None and exact == born_on
    by_code = bool(person.fiscal_code) and person.fiscal_code == identifiers.compact(fiscal_code)
    nothing_known = exact is None and not person.fiscal_code
    if plain(family_name) != called or not (by_birth or by_code or nothing_known):
        raise Refusal(_("Non corrisponde alla persona registrata: chiedi di nuovo cognome, data di nascita o codice fiscale."), field="family_name")
    meeting = Meeting.objects.create(person=person, staff_id=by.pk, on=by.on, how=Acquaintance.RECOGNISED.value)
    journal.record("people.person.recognised", person, on=by.on, at=at, by=by, subject=person, neighbourhood=_code(person))
    return meeting


@transaction.atomic
def correct(person: Person, *, why: str, by: Actor, at: datetime, **details: Unpack[Details]) -> Person:
    """
    Correct or complete what is known of a person. What it said before is kept beside the person, never in the journal.

    :raises Refusal: as for registering; if no reason is given; if nothing changes.
    :raises NotAllowed: if `by` does not work with people.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    policy.may_correct(by, person).require()
    why = required(why, field="why", otherwise=_("Scrivi il motivo della correzione."))
    before, called = {name: getattr(person, name) for name in details}, words_of(person)
    _set(person, details, by=by)
    changed = {name: value for name, value in before.items() if value != getattr(person, name)}
    if not changed:
        raise Refusal(_("Non è cambiato niente."))
    _save_once(person, by=by)
    if person.kept_by_id is None:
        reword(person, before=called)
    kept = {name: str(value) if value is not None else "" for name, value in changed.items()}
    Correction.objects.create(person=person, at=at, by_id=by.pk, why=why, before=kept)
    journal.record(
        "people.person.corrected",
        person,
        on=by.on,
        at=at,
        by=by,
        subject=person,
        why=why,
        detail={"fields": sorted(changed)},
        neighbourhood=_code(person),
    )
    return person


@transaction.atomic
def add_identifier(
    person: Person, *, kind: IdentifierKind, value: str, country: str = "", expires_on: date | None = None, by: Actor, at: datetime
) -> Identifier:
    """
    Add a paper or a code. The fiscal code is also set on the person, if there was none.

    :raises Refusal: if the code cannot be right, or is already somebody's.
    :raises NotAllowed: if `by` does not work with people.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    policy.may_correct(by, person).require()
    value = _paper(kind, value)
    if kind == IdentifierKind.FISCAL_CODE and person.fiscal_code != value:
        if person.fiscal_code:
            raise Refusal(_("C'è già un codice fiscale: se è sbagliato, correggi i dati della persona."), field="value")
        person.fiscal_code = value
        _save_once(person, by=by, field="value")
    try:
        with transaction.atomic():
            paper = Identifier.objects.create(person=person, kind=kind, value=value, country=country, expires_on=expires_on, kept_by_id=person.kept_by_id)
    except IntegrityError:
        raise Refusal(_("Questo numero è già di una persona registrata."), field="value") from None
    journal.record("people.person.identified", person, on=by.on, at=at, by=by, subject=person, detail={"kind": kind.value}, neighbourhood=_code(person))
    return paper


@transaction.atomic
def move(
    person: Person,
    *,
    kind: AddressKind,
    street: str = "",
    place: str = "",
    neighbourhood: Neighbourhood | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> Address:
    """
    Record where a person is to be found from the day `on`; the address of the same kind ends that day.

    Who has no fixed abode has no residence or dwelling at the same time, and the other way round. The neighbourhood of where a person lives becomes
    the person's; one where they only receive mail, or stay for a while, does not if they live somewhere.

    :raises Refusal: if there is no address, or the day is to come or before the address that it would end.
    :raises NotAllowed: if `by` does not work with people, or the person has died.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    policy.may_move(by, person).require()
    _not_to_come(on, by, field="on")
    if kind == AddressKind.NO_FIXED_ABODE and not (street.strip() or place.strip()):
        raise Refusal(_("Scrivi dove si trova di solito: un luogo, una strada, chi sa dove cercarla."), field="street")
    if kind != AddressKind.NO_FIXED_ABODE and not street.strip():
        raise Refusal(_("Scrivi la via e il numero."), field="street")
    ended = person.addresses.select_for_update(of=("self",)).open().filter(kind__in=_ends(kind))
    for address in ended:
        if address.from_on > on:
            raise Refusal(_("L'indirizzo di prima comincia il {day}: scegli un giorno da allora in poi.").format(day=writing.day(address.from_on)), field="on")
        address.until_on = on
        address.save(update_fields=["until_on"])
    address = Address.objects.create(person=person, kind=kind, street=street.strip(), place=place.strip(), neighbourhood=neighbourhood, from_on=on)
    if kind in LIVES or not person.addresses.open().filter(kind__in=LIVES).exists():
        person.neighbourhood = neighbourhood
        person.save(update_fields=["neighbourhood"])
    journal.record("people.person.moved", address, on=on, at=at, by=by, subject=person, detail={"kind": kind.value}, neighbourhood=_code(person))
    return address


@transaction.atomic
def record_death(person: Person, *, on: date, by: Actor, at: datetime) -> Person:
    """
    Record that a person died on the day `on`: they leave their household that day.

    :raises Refusal: if the day is to come, or before the birth.
    :raises NotAllowed: if `by` does not work with people, or the death is already recorded.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("neighbourhood").get(pk=person.pk)
    policy.may_record_death(by, person).require()
    _not_to_come(on, by, field="on")
    if person.birth_on and on < person.birth_on:
        raise Refusal(_("Il giorno è prima della nascita."), field="on")
    person.died_on = on
    person.save(update_fields=["died_on"])
    for membership in Membership.objects.select_for_update(of=("self",)).open().filter(person=person).select_related("household"):
        membership.until_on = max(on, membership.from_on)
        membership.why = _("decesso")
        membership.save(update_fields=["until_on", "why"])
        if not membership.household.memberships.open().exists():
            membership.household.closed_on = membership.until_on
            membership.household.save(update_fields=["closed_on"])
    journal.record("people.person.died", person, on=on, at=at, by=by, subject=person, neighbourhood=_code(person))
    return person


LIVES = (AddressKind.RESIDENCE, AddressKind.DWELLING, AddressKind.NO_FIXED_ABODE)
"""Kinds of address that say where a person lives."""


def facts(person: Person) -> Facts:
    """What tells a person apart, saved or not yet."""
    return Facts(
        given_name=person.given_name,
        family_name=person.family_name,
        pseudonym=person.pseudonym,
        also_called=person.also_called,
        sex=person.sex,
        birth_on=person.birth_on,
        birth_is_exact=person.birth_precision in {"", BirthPrecision.DAY},
        fiscal_code=person.fiscal_code,
    )


def _set(person: Person, details: Details, *, by: Actor) -> None:
    """Put the details on the person, each checked."""
    for name, value in details.items():
        setattr(person, name, value.strip() if isinstance(value, str) else value)
    if not (person.given_name or person.family_name or person.pseudonym):
        raise Refusal(_("Scrivi almeno un nome, un cognome o uno pseudonimo con cui ritrovarla."), field="given_name")
    if person.birth_on is None:
        person.birth_precision = BirthPrecision.UNKNOWN
    elif not person.birth_precision:
        person.birth_precision = BirthPrecision.DAY
    if person.birth_on:
        _not_to_come(person.birth_on, by, field="birth_on")
    if person.fiscal_code:
        person.fiscal_code = _fiscal_code(person.fiscal_code, field="fiscal_code")
    for name in ("citizenship", "second_citizenship"):
        if getattr(person, name) and getattr(person, name) not in countries.COUNTRIES:
            raise Refusal(_("Questa cittadinanza non è nell'elenco."), field=name)


def _save_once(person: Person, *, by: Actor, field: str = "fiscal_code") -> None:
    """Save, and say whose the fiscal code is if somebody has it: whoever comes second, even at the same instant, is told."""
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        other = policy.existing_to(by).filter(fiscal_code=person.fiscal_code).exclude(pk=person.pk).first() if person.fiscal_code else None
        if other is None:
            raise
        called = other.name if policy.visible_to(by).filter(pk=other.pk).exists() else other.redacted
        raise Refusal(_("Il codice fiscale è già di {name}: apri la sua scheda.").format(name=called), field=field) from None


def _fiscal_code(text: str, *, field: str) -> str:
    try:
        return identifiers.read_fiscal_code(text).code
    except identifiers.Invalid as invalid:
        raise Refusal(invalid.said(_), field=field) from None


def _paper(kind: IdentifierKind, value: str) -> str:
    """
    Write the number of a paper as it is kept.

    :raises Refusal: if it cannot be right.
    """
    if kind == IdentifierKind.FISCAL_CODE:
        return _fiscal_code(value, field="value")
    if kind in {IdentifierKind.STP, IdentifierKind.ENI}:
        try:
            return identifiers.read_health_code(value)
        except identifiers.Invalid as invalid:
            raise Refusal(invalid.said(_), field="value") from None
    if not (kept := identifiers.compact(value)):
        raise Refusal(_("Scrivi il numero."), field="value")
    return kept


def _ends(kind: AddressKind) -> tuple[AddressKind, ...]:
    """Which open addresses a new one of this kind ends."""
    if kind == AddressKind.NO_FIXED_ABODE:
        return LIVES
    return (kind, AddressKind.NO_FIXED_ABODE) if kind in LIVES else (kind,)


def _not_to_come(day: date, by: Actor, *, field: str) -> None:
    if day > by.on:
        raise Refusal(_("Questo giorno deve ancora venire."), field=field)


def _code(person: Person) -> str:
    return person.neighbourhood.code if person.neighbourhood else ""
