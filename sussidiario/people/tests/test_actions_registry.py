"""Somebody is registered, corrected, found again; once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.foundation.identifiers import write_fiscal_code
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act
from sussidiario.people import actions
from sussidiario.people.lifecycle import AddressKind, BirthPrecision, IdentifierKind
from sussidiario.people.models import Address, Identifier, NameToken, Person
from sussidiario.people.tests.conftest import AT, DAY, MAY, registered
from sussidiario.territory.models import Neighbourhood

CODE = write_fiscal_code(family_name="Rossi", given_name="Anna", birth_on=MAY, sex="F", place="F704")


def acts() -> list[str]:
    return list(Act.objects.order_by("pk").values_list("act", flat=True))


def refused(verb: Callable[[], Any]) -> tuple[str | None, str]:
    with pytest.raises(Refusal) as refusal:
        verb()
    return refusal.value.field, refusal.value.message


def test_a_person_is_registered_with_one_act_that_says_no_name(operator: Actor, centre: Neighbourhood) -> None:
    person = actions.register(
        given_name=" Anna ", family_name="Rossi", sex="F", birth_on=MAY, fiscal_code=CODE.lower(), neighbourhood=centre, by=operator, at=AT
    )

    [act] = Act.objects.all()
    assert (act.act, act.on, act.subject, act.neighbourhood) == ("people.person.registered", DAY, pseudonym(person), "centro")
    assert "Rossi" not in str(vars(act))
    assert (person.name, person.fiscal_code, person.birth_precision) == ("Anna Rossi", CODE, BirthPrecision.DAY)


def test_a_pseudonym_is_enough(operator: Actor) -> None:
    person = actions.register(pseudonym="Il professore", by=operator, at=AT)

    assert (person.name, person.fiscal_code, person.birth_on, person.birth_precision) == ("Il professore", "", None, "")


def test_nobody_is_registered_without_anything_to_call_them_by(operator: Actor) -> None:
    field, _message = refused(lambda: actions.register(given_name="  ", by=operator, at=AT))

    assert field == "given_name"
    assert Person.objects.count() == 0


def test_a_wrong_fiscal_code_is_refused_with_what_is_wrong(operator: Actor) -> None:
    assert refused(lambda: actions.register(given_name="Anna", fiscal_code="RSS", by=operator, at=AT)) == (
        "fiscal_code",
        "Il codice fiscale ha 16 caratteri: questo ne ha 3.",
    )


def test_nobody_is_born_tomorrow(operator: Actor) -> None:
    field, _message = refused(lambda: actions.register(given_name="Anna", birth_on=date(2016, 11, 16), by=operator, at=AT))

    assert field == "birth_on"


def test_an_unknown_citizenship_is_refused(operator: Actor) -> None:
    assert refused(lambda: actions.register(given_name="Anna", citizenship="380", by=operator, at=AT))[0] == "citizenship"


def test_who_looks_alike_stops_the_registration_until_somebody_says_why_not(operator: Actor) -> None:
    registered(operator, "Anna", "Galimberti", MAY)

    field, _message = refused(lambda: actions.register(given_name="Ana", family_name="Galimberti", birth_on=MAY, by=operator, at=AT))
    cousin = actions.register(given_name="Ana", family_name="Galimberti", birth_on=MAY, why_different="È la cugina.", by=operator, at=AT)

    assert field == "why_different"
    assert Act.objects.get(record=f"people.person:{cousin.pk}").why == "È la cugina."


def test_the_same_fiscal_code_is_not_given_to_two_whatever_is_said(operator: Actor) -> None:
    registered(operator, "Anna", "Rossi", MAY, fiscal_code=CODE)

    found = refused(lambda: registered(operator, "Anna", "Rosi", MAY, fiscal_code=CODE))

    assert found == ("fiscal_code", "Il codice fiscale è già di Anna Rossi: apri la sua scheda.")
    assert Person.objects.count() == 1


def test_the_same_fiscal_code_registered_twice_at_once_gives_one_person_and_one_clear_message(together: Callable[..., list[Any]], operator: Actor) -> None:
    def register() -> Person:
        return registered(operator, "Anna", "Rossi", MAY, fiscal_code=CODE)

    results = together(register, register)

    [person] = Person.objects.all()
    refusals = [result for result in results if isinstance(result, Refusal)]
    assert person in results
    assert [(refusal.field, refusal.message) for refusal in refusals] == [("fiscal_code", "Il codice fiscale è già di Anna Rossi: apri la sua scheda.")]
    assert acts() == ["people.person.registered"]


def test_persons_with_the_same_new_names_are_registered_at_once(together: Callable[..., list[Any]], operator: Actor) -> None:
    names = [("Anna", "Bianchi"), ("Verdi", "Anna"), ("Anna", "Bianchi"), ("Ugo", "Bianchi")]

    together(*(lambda given=given, family=family: registered(operator, given, family) for given, family in names))

    assert Person.objects.count() == 4
    assert NameToken.objects.get(token="anna").persons == 3
    assert len(Person.objects.search("bianchi anna")) == 2


def test_who_checks_the_book_registers_nobody(auditor: Actor, mandate_office: Actor) -> None:
    for actor in (auditor, mandate_office):
        with pytest.raises(NotAllowed):
            actions.register(given_name="Anna", by=actor, at=AT)


def test_a_correction_keeps_what_was_there_before_and_not_in_the_journal(operator: Actor) -> None:
    person = registered(operator, "Ana", "Rosi", phone="039 1")

    actions.correct(person, given_name="Anna", family_name="Rossi", phone="039 1", why="documento visto", by=operator, at=AT)

    [correction] = person.corrections.all()
    act = Act.objects.latest("pk")
    assert correction.before == {"given_name": "Ana", "family_name": "Rosi"}
    assert correction.words == [("nome", "Ana"), ("cognome", "Rosi")]
    assert (act.act, act.why, act.detail) == ("people.person.corrected", "documento visto", {"fields": ["family_name", "given_name"]})


def test_who_is_renamed_is_found_by_the_new_name(operator: Actor) -> None:
    person = registered(operator, "Anna", "Verdi")

    actions.correct(person, family_name="Bianchi", also_called="Anna Verdi", why="matrimonio", by=operator, at=AT)

    assert [found.pk for found in Person.objects.search("bianchi anna")] == [person.pk]
    assert [found.pk for found in Person.objects.search("verdi anna")] == [person.pk]
    actions.correct(person, also_called="", why="non serve", by=operator, at=AT)
    assert Person.objects.search("verdi") == []
    assert NameToken.objects.get(token="verdi").persons == 0


def test_a_correction_says_why_and_changes_something(operator: Actor) -> None:
    person = registered(operator, "Anna")

    assert refused(lambda: actions.correct(person, given_name="Ada", why=" ", by=operator, at=AT))[0] == "why"
    assert refused(lambda: actions.correct(person, given_name="Anna", why="prova", by=operator, at=AT)) == (None, "Non è cambiato niente.")


def test_a_placeholder_birth_becomes_exact(operator: Actor) -> None:
    person = registered(operator, "Amina", birth_on=date(1990, 1, 1), birth_precision="year")

    corrected = actions.correct(person, birth_on=date(1990, 6, 2), birth_precision="day", why="passaporto", by=operator, at=AT)

    assert (corrected.birth_on, corrected.birth_precision) == (date(1990, 6, 2), "day")
    assert corrected.corrections.get().before == {"birth_on": "1990-01-01", "birth_precision": "year"}


def test_papers_are_kept_once(operator: Actor) -> None:
    anna, ada = registered(operator, "Anna"), registered(operator, "Ada", "Verdi")

    actions.add_identifier(anna, kind=IdentifierKind.STP, value="stp 030 0012345678", by=operator, at=AT)
    again = refused(lambda: actions.add_identifier(ada, kind=IdentifierKind.STP, value="STP0300012345678", by=operator, at=AT))

    assert Identifier.objects.get().value == "STP0300012345678"
    assert again == ("value", "Questo numero è già di una persona registrata.")
    assert acts()[-1] == "people.person.identified"


@pytest.mark.parametrize(("kind", "value"), [(IdentifierKind.STP, "STP"), (IdentifierKind.FISCAL_CODE, "RSS"), (IdentifierKind.PASSPORT, " ")])
def test_a_paper_that_cannot_be_right_is_refused(operator: Actor, kind: IdentifierKind, value: str) -> None:
    person = registered(operator, "Anna")

    assert refused(lambda: actions.add_identifier(person, kind=kind, value=value, by=operator, at=AT))[0] == "value"


def test_a_fiscal_code_that_comes_later_is_set_on_the_person(operator: Actor) -> None:
    person = registered(operator, "Anna", "Rossi")

    actions.add_identifier(person, kind=IdentifierKind.FISCAL_CODE, value=CODE, by=operator, at=AT)

    person.refresh_from_db()
    assert person.fiscal_code == CODE
    other = write_fiscal_code(family_name="Rossi", given_name="Ada", birth_on=MAY, sex="F", place="F704")
    assert refused(lambda: actions.add_identifier(person, kind=IdentifierKind.FISCAL_CODE, value=other, by=operator, at=AT))[0] == "value"


def test_a_fiscal_code_of_somebody_else_is_refused_where_it_was_typed(operator: Actor) -> None:
    registered(operator, "Anna", "Rossi", fiscal_code=CODE)
    person = registered(operator, "Ada", "Verdi")

    found = refused(lambda: actions.add_identifier(person, kind=IdentifierKind.FISCAL_CODE, value=CODE, by=operator, at=AT))

    assert found == ("value", "Il codice fiscale è già di Anna Rossi: apri la sua scheda.")


def test_addresses_follow_one_another(operator: Actor, centre: Neighbourhood, cederna: Neighbourhood) -> None:
    person = registered(operator, "Anna")

    actions.move(person, kind=AddressKind.RESIDENCE, street="via Silva 1", place="Monza", neighbourhood=centre, on=date(2010, 1, 1), by=operator, at=AT)
    actions.move(person, kind=AddressKind.RESIDENCE, street="via Cederna 2", place="Monza", neighbourhood=cederna, on=date(2014, 1, 1), by=operator, at=AT)

    person.refresh_from_db()
    assert [(each.street, each.from_on, each.until_on) for each in person.addresses.newest_first()] == [
        ("via Cederna 2", date(2014, 1, 1), None),
        ("via Silva 1", date(2010, 1, 1), date(2014, 1, 1)),
    ]
    assert person.neighbourhood == cederna
    act = Act.objects.latest("pk")
    assert (act.act, act.on, act.detail, act.neighbourhood) == ("people.person.moved", date(2014, 1, 1), {"kind": "residence"}, "cederna")


def test_who_has_no_fixed_abode_has_no_residence(operator: Actor, centre: Neighbourhood) -> None:
    person = registered(operator, "Anna")
    actions.move(person, kind=AddressKind.RESIDENCE, street="via Silva 1", on=date(2010, 1, 1), by=operator, at=AT)

    actions.move(person, kind=AddressKind.NO_FIXED_ABODE, place="stazione", neighbourhood=centre, on=date(2012, 1, 1), by=operator, at=AT)

    assert [each.kind for each in person.addresses.open()] == ["no_fixed_abode"]
    actions.move(person, kind=AddressKind.DWELLING, street="via Lecco 3", on=date(2013, 1, 1), by=operator, at=AT)
    assert [each.kind for each in person.addresses.open()] == ["dwelling"]


def test_where_mail_is_received_is_not_where_one_lives(operator: Actor, centre: Neighbourhood, cederna: Neighbourhood) -> None:
    person = registered(operator, "Anna")
    actions.move(person, kind=AddressKind.ELECTED, street="via Silva 1", neighbourhood=cederna, on=DAY, by=operator, at=AT)
    actions.move(person, kind=AddressKind.RESIDENCE, street="via Lecco 1", neighbourhood=centre, on=DAY, by=operator, at=AT)

    actions.move(person, kind=AddressKind.TEMPORARY, street="via Cederna 1", neighbourhood=cederna, on=DAY, by=operator, at=AT)

    person.refresh_from_db()
    assert person.neighbourhood == centre
    assert Address.objects.open().count() == 3


def test_an_address_that_cannot_be_is_refused(operator: Actor) -> None:
    person = registered(operator, "Anna")
    actions.move(person, kind=AddressKind.RESIDENCE, street="via Silva 1", on=DAY, by=operator, at=AT)

    def move(kind: AddressKind, street: str, on: date) -> tuple[str | None, str]:
        return refused(lambda: actions.move(person, kind=kind, street=street, on=on, by=operator, at=AT))

    assert move(AddressKind.RESIDENCE, " ", DAY) == ("street", "Scrivi la via e il numero.")
    assert move(AddressKind.NO_FIXED_ABODE, "", DAY)[0] == "street"
    assert move(AddressKind.RESIDENCE, "via Lecco", date(2016, 11, 16)) == ("on", "Questo giorno deve ancora venire.")
    assert move(AddressKind.RESIDENCE, "via Lecco", date(2016, 11, 14)) == (
        "on",
        "L'indirizzo di prima comincia il 15 novembre 2016: scegli un giorno da allora in poi.",
    )


def test_a_death_ends_a_life_in_a_household_and_whoever_lived_alone_leaves_none(operator: Actor) -> None:
    anna, ugo = registered(operator, "Anna", birth_on=MAY), registered(operator, "Ugo", "Verdi")
    household = actions.form([(anna, 1), (ugo, 2)], on=date(2010, 1, 1), by=operator, at=AT)

    actions.record_death(anna, on=date(2016, 11, 1), by=operator, at=AT)
    actions.record_death(ugo, on=date(2016, 11, 2), by=operator, at=AT)

    household.refresh_from_db()
    assert [(each.until_on, each.why) for each in household.memberships.in_order()] == [(date(2016, 11, 1), "decesso"), (date(2016, 11, 2), "decesso")]
    assert household.closed_on == date(2016, 11, 2)
    assert acts()[-1] == "people.person.died"


def test_one_dies_once_and_not_before_being_born(operator: Actor) -> None:
    person = registered(operator, "Anna", birth_on=MAY)

    assert refused(lambda: actions.record_death(person, on=date(1970, 5, 2), by=operator, at=AT))[0] == "on"
    assert refused(lambda: actions.record_death(person, on=date(2016, 11, 16), by=operator, at=AT))[0] == "on"
    actions.record_death(person, on=MAY, by=operator, at=AT)
    with pytest.raises(NotAllowed, match="già registrata"):
        actions.record_death(person, on=MAY, by=operator, at=AT)
    with pytest.raises(NotAllowed, match="deceduta"):
        actions.move(person, kind=AddressKind.RESIDENCE, street="via Lecco", on=DAY, by=operator, at=AT)
