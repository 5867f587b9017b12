"""Take off a record whatever says whose it is, when the time to keep it is over."""

from datetime import date, datetime

from django.db import transaction

from sussidiario.access.actor import Actor
from sussidiario.journal import actions as journal
from sussidiario.people.actions.keeping import reword_to_nothing
from sussidiario.people.lifecycle import BirthPrecision
from sussidiario.people.models import Person

EMPTIED = ("given_name", "family_name", "also_called", "birthplace", "birthplace_name", "citizenship", "second_citizenship", "fiscal_code", "phone", "email")
"""What is known of a person in words and codes, and is not needed to count them."""


@transaction.atomic
def anonymise(person: Person, *, why: str, on: date, by: Actor | None, at: datetime) -> Person:
    """
    Leave of a person sex, year of birth and neighbourhood.

    Names, codes, papers, addresses, corrections, meetings and households go, and so do the reasons of the acts about them. The acts stay,
    and so does every figure. Whether the time is over, and who approved, is asked by who calls.

    Of who was disposed of already nothing changes. `why` must name nobody.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.disposed_on is not None:
        return person
    if person.kept_by_id is None:
        reword_to_nothing(person)
    for name in EMPTIED:
        setattr(person, name, "")
    person.pseudonym = f"n. {person.pk}"
    if person.birth_on is not None:
        person.birth_on, person.birth_precision = date(person.birth_on.year, 1, 1), BirthPrecision.YEAR.value
    person.died_on, person.disposed_on = None, on
    person.save()
    for kept in (person.identifiers, person.addresses, person.corrections, person.whereabouts, person.meetings, person.memberships):
        kept.all().delete()
    journal.erase_reasons([journal.pseudonym(person)], by=by, at=at, on=on, why=why)
    journal.record("people.person.disposed", person, on=on, at=at, by=by, subject=person)
    return person
