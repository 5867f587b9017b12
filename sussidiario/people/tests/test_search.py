"""A person is found however their name is typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sussidiario.access.actor import Actor
from sussidiario.access.models import Team
from sussidiario.access.rules import Role
from sussidiario.foundation.identifiers import write_fiscal_code
from sussidiario.people import actions, policy
from sussidiario.people.lifecycle import IdentifierKind
from sussidiario.people.models import Found, Meeting, NameToken, Person, PersonToken
from sussidiario.people.models.asked import rows
from sussidiario.people.rules import asking, names
from sussidiario.people.rules.likeness import Facts
from sussidiario.people.tests.conftest import AT, MAY, registered, someone

CODE = write_fiscal_code(family_name="Galimberti", given_name="Anna", birth_on=MAY, sex="F", place="F704")


@pytest.fixture
def town(operator: Actor) -> dict[str, Person]:
    """Those whose names are hard to type."""
    return {
        "anna": registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE),
        "anna maria": registered(operator, "Anna Maria", "Galimberti", date(1941, 5, 3)),
        "de luca": registered(operator, "Luca", "De Luca", date(1980, 2, 1)),
        "deluca": registered(operator, "Sara", "Deluca", date(1981, 2, 1)),
        "d'angelo": registered(operator, "Niccolò", "D'Angelo", date(1990, 1, 1), birth_precision="year"),
        "nicolò": registered(operator, "Zoë", "Nicolò", date(1970, 9, 9)),
        "professor": registered(operator, "", pseudonym="Il professore"),
        "giuseppe": registered(operator, "Giuseppe", "Brambilla", date(1950, 3, 19)),
        "hu": registered(operator, "Li", "Hu", date(1985, 7, 7)),
        "ecuador": registered(operator, "María Fernanda", "de la Cruz Muñoz", date(1988, 8, 8), also_called="Mafer"),
    }


def found(text: str) -> list[int]:
    return [each.pk for each in Person.objects.search(text)]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("anna galimberti", "anna"),
        ("GALIMBERTI ANNA", "anna"),
        ("galimbrti ana", "anna"),
        ("galimbretti anna", "anna"),
        ("anan galimberti", "anna"),
        ("galim an", "anna"),
        ("annamaria galimberti", "anna maria"),
        ("maria anna galimberti", "anna maria"),
        ("galimberti 1941", "anna maria"),
        ("galimberti 3/5/1941", "anna maria"),
        ("galimberti 3.5.41", "anna maria"),
        ("luca de luca", "de luca"),
        ("deluca luca", "de luca"),
        ("de luca sara", "deluca"),
        ("dangelo", "d'angelo"),
        ("d'angelo nicolo'", "d'angelo"),
        ("d angelo niccolo", "d'angelo"),
        ("DANGELO 1990", "d'angelo"),
        ("nicolo zoe", "nicolò"),
        ("Nicolò", "nicolò"),
        ("professore", "professor"),
        ("profesore", "professor"),
        ("giusepe brambila", "giuseppe"),
        ("brambilla giuspepe", "giuseppe"),
        ("guis bramb", "giuseppe"),
        ("brabm", "giuseppe"),
        ("hu li", "hu"),
        ("hu", "hu"),
        ("munoz maria", "ecuador"),
        ("fernanda cruz", "ecuador"),
        ("mafer", "ecuador"),
        ("19/3/1950", "giuseppe"),
        ("1950-03-19", "giuseppe"),
    ],
)
def test_whoever_is_meant_comes_first(town: dict[str, Person], typed: str, who: str) -> None:
    assert found(typed)[:1] == [town[who].pk]


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), f" {CODE[:8]} ", CODE[:11]])
def test_a_fiscal_code_or_its_beginning_finds_its_person(town: dict[str, Person], typed: str) -> None:
    assert found(typed) == [town["anna"].pk]


def test_the_number_of_a_paper_finds_its_person(operator: Actor, town: dict[str, Person]) -> None:
    actions.add_identifier(town["hu"], kind=IdentifierKind.PASSPORT, value="E 1234567", by=operator, at=AT)

    assert found("e1234567") == [town["hu"].pk]


@pytest.mark.parametrize(
    "typed", ["", "   ", "zzzz", "anna zzzz", "rossi", "3/5/1999", "XXXXXX99", "31/2/1970", "?!", "galimberti 1999", "anna galimberti luca"]
)
def test_nobody_is_found_who_is_not_meant(town: dict[str, Person], typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("length", range(2, 10))
def test_somebody_is_found_while_their_name_is_typed(town: dict[str, Person], length: int) -> None:
    assert town["giuseppe"].pk in found("brambilla"[:length])
    assert town["giuseppe"].pk in found("giuseppe"[:length] + " brambilla"[: length + 1])


def test_the_best_match_comes_first(operator: Actor) -> None:
    two, one, longer, exact = (registered(operator, "Ada", family).pk for family in ("Martinnnetti", "Martinetto", "Martinettini", "Martinetti"))

    assert found("martinetti ada") == [exact, longer, one, two]


def test_among_equals_the_likest_name_comes_first(operator: Actor) -> None:
    other, exact = registered(operator, "Anna Chiara Luisa", "Rossi"), registered(operator, "Anna", "Rossi")

    assert found("rossi anna") == [exact.pk, other.pk]


def test_the_year_alone_lists_those_born_in_it(town: dict[str, Person]) -> None:
    assert found("1970") == [town["anna"].pk, town["nicolò"].pk]


def test_an_answer_has_at_most_as_many_as_asked(operator: Actor) -> None:
    for number in range(30):
        registered(operator, "Anna", f"Rossi{'abcdefghilmnopqrstuvzabcdefghil'[number]}")

    assert len(Person.objects.search("anna")) == 25
    assert len(Person.objects.search("anna", limit=3)) == 3


def test_only_who_may_be_seen_is_found(town: dict[str, Person], operator: Actor, mandate_office: Actor) -> None:
    hidden = Person.objects.exclude(pk=town["anna"].pk)

    assert [each.pk for each in hidden.search("anna galimberti")] == [town["anna maria"].pk]
    assert hidden.search(CODE) == []
    assert policy.visible_to(mandate_office).search("anna galimberti") == []
    assert policy.visible_to(mandate_office).search("3/5/1970") == []
    assert len(policy.visible_to(operator).search("anna galimberti")) == 2


@pytest.mark.parametrize("role", policy.SEARCHERS)
def test_two_questions_tell_who_is_found_and_whose_content_may_be_read(town: dict[str, Person], role: Role) -> None:
    asking = someone("chi.cerca", role)
    Meeting.objects.create(person=town["anna"], staff=asking.staff, on=asking.on, how="registered")

    with CaptureQueriesContext(connection) as asked:
        lines = policy.search(asking, "galimbreti anna")
        readable = policy.readable_found(asking, lines)

    assert {line.pk for line in lines} == {town["anna"].pk, town["anna maria"].pk}
    assert readable == set(policy.visible_to(asking).values_list("pk", flat=True)) & {line.pk for line in lines}
    assert town["anna"].pk in readable
    assert len(asked) == 2


def test_of_whom_is_reserved_who_answers_for_all_is_told_by_a_question(town: dict[str, Person], operator: Actor) -> None:
    head = someone("responsabile", Role.SERVICE_HEAD)
    actions.reserve(town["anna"], why="provvedimento del tribunale", by=head, at=AT)

    with CaptureQueriesContext(connection) as asked:
        readable = policy.readable_found(head, policy.search(head, "galimberti anna"))

    assert readable == {town["anna maria"].pk}
    assert len(asked) == 3


def test_of_the_many_only_those_shown_are_asked_about(operator: Actor) -> None:
    persons = [Person(given_name="Anna", family_name=f"Rossi {number % 7}", birth_on=MAY, birth_precision="day", registered_at=AT) for number in range(300)]
    actions.index_names(Person.objects.bulk_create(persons))
    asking = someone("chi.cerca", Role.SOCIAL_WORKER)
    Meeting.objects.bulk_create(Meeting(person=person, staff=asking.staff, on=asking.on, how="registered") for person in persons[:150])

    lines = policy.search(asking, "anna")
    readable = policy.readable_found(asking, lines)

    assert {line.holds for line in lines} == {None}
    assert readable == {person.pk for person in persons[:150]} & {line.pk for line in lines}


@pytest.mark.django_db
def test_words_reach_the_database_as_they_are() -> None:
    strange = ['a"b', "c\\d", "e,f", "{}", "è", "NULL", "%s", "$1", " "]

    assert [word for (word,) in rows("default", "SELECT value FROM unnest(%s::text[]) value", [strange])] == strange


def test_a_line_says_name_age_and_birth(town: dict[str, Person]) -> None:
    [line] = Person.objects.search("hu li")

    assert (line.name, line.birth_on, line.age_on(date(2016, 11, 15))) == ("Li Hu", date(1985, 7, 7), 31)
    assert Person.objects.search("professore")[0].name == "Il professore"


def test_every_answer_agrees_with_the_rule_of_matching(town: dict[str, Person]) -> None:
    everybody = list(Person.objects.all())
    for typed in ("galimbreti", "lucca", "ann", "nicolo", "brambila", "crus", "angelo", "maria"):
        expected = {person.pk for person in everybody if any(names.match(typed, word) is not None for word in actions.words_of(person))}
        assert set(found(typed)) == expected, typed


@pytest.mark.parametrize("count", [3, 300])
def test_two_questions_to_the_database_whatever_is_found(operator: Actor, count: int) -> None:
    persons = [Person(given_name="Anna", family_name=f"Rossi {number % 7}", birth_on=MAY, birth_precision="day", registered_at=AT) for number in range(count)]
    actions.index_names(Person.objects.bulk_create(persons))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(Person.objects.search("rosi anna")) == min(count, 25)

    assert len(asked) == 2


def test_the_bulk_path_keeps_the_same_words_as_one_by_one(operator: Actor) -> None:
    called = [("Anna Maria", "De Luca"), ("Giuseppe", "Brambilla"), ("Luca", "Anna")]
    for given, family in called:
        registered(operator, given, family)
    one_by_one = _kept()
    Person.objects.all().delete()
    PersonToken.objects.all().delete()
    NameToken.objects.update(persons=0)

    persons = Person.objects.bulk_create([Person(given_name=given, family_name=family, registered_at=AT) for given, family in called])
    count = actions.index_names(persons)

    assert count == 3
    assert _kept() == one_by_one


def test_who_is_written_twice_at_once_is_found_twice(together: Callable[..., list[Any]], operator: Actor) -> None:
    together(*(lambda: registered(operator, "Nuovissima", "Parola") for _ in range(3)))

    assert len(found("parola nuovissma")) == 3


def test_who_resembles_is_told_with_why(town: dict[str, Person]) -> None:
    alike = Person.objects.resembling(Facts("Galimberti", "Ana", birth_on=MAY))

    assert [(each.found.pk, each.likeness.reasons) for each in alike] == [(town["anna"].pk, ("stessa data di nascita", "nome e cognome scambiati e simili"))]


@pytest.mark.parametrize(
    ("facts", "who"),
    [
        (Facts(fiscal_code=CODE), "anna"),
        (Facts(pseudonym="Professore il"), "professor"),
        (Facts("Gius", "Brambila", birth_on=date(1950, 3, 19)), "giuseppe"),
        (Facts("Anna", "Galimberti", birth_on=date(1970, 3, 5)), "anna"),
        (Facts("Luca", "Deluca"), "de luca"),
        (Facts("Zoe", "Nicolo", birth_on=date(1970, 9, 9)), "nicolò"),
    ],
)
def test_who_resembles_is_found_by_name_birth_or_code(town: dict[str, Person], facts: Facts, who: str) -> None:
    assert [each.found.pk for each in Person.objects.resembling(facts)][:1] == [town[who].pk]


def test_nobody_resembles_themselves(town: dict[str, Person]) -> None:
    assert Person.objects.resembling(Facts("Giuseppe", "Brambilla"), but=town["giuseppe"].pk) == []
    assert Person.objects.resembling(Facts()) == []


def test_words_are_read_as_they_are_kept() -> None:
    assert asking.read("D'Angelo-Muñoz").words == names.words("D'Angelo-Muñoz") == ("dangelo", "munoz")


def _kept() -> list[tuple[str, str, str]]:
    """Each word of each person, beside which."""
    words = dict(NameToken.objects.values_list("pk", "token")) | {PersonToken.ALONE: ""}
    called = {person.pk: person.name for person in Person.objects.all()}
    pairs = PersonToken.objects.values_list("token_id", "beside", "person_id")
    return sorted((called[person], words[token], words[beside]) for token, beside, person in pairs)


def test_a_found_person_is_a_plain_value() -> None:
    line = Found(1, "", "", "", "", "", None, "", "", None, None, "ordinary")

    assert (line.name, line.age_on(date(2016, 11, 15))) == ("", None)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole, whatever its indexes")
@pytest.mark.parametrize("typed", ["rosi anna", "rosi", "anna 1970", "anna 3/5/1970", CODE[:9], "1970", "guis"])
def test_no_table_is_read_from_end_to_end(town: dict[str, Person], typed: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        Person.objects.existing().search(typed)

    with connection.cursor() as cursor:
        for query in asked:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"))
            assert [step for *_numbers, step in cursor.fetchall() if step.startswith("SCAN people_")] == []


@pytest.mark.parametrize("protected_after", [False, True])
def test_who_was_disposed_of_is_found_by_nothing(operator: Actor, protected_after: bool) -> None:  # noqa: FBT001  pytest gives it
    anna = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE)
    actions.anonymise(anna, why="scarto n. 1", on=operator.on, by=operator, at=AT)
    if protected_after:
        centre = Team.objects.create(code="rete", name="Centro antiviolenza", protects=True)
        network = replace(someone("marta", Role.NETWORK), teams=frozenset({centre.pk}))
        actions.protect(anna, team=centre, why="in pericolo", by=network, at=AT)
        actions.unprotect(anna, why="non serve più", by=network, at=AT)

    for asked in ("1970", "1/1/1970", "3/5/1970", "galimberti", CODE, "n", f"n. {anna.pk}", "galimberti 1970"):
        assert (asked, Person.objects.search(asked)) == (asked, [])
        assert (asked, Person.objects.search_few(asked)) == (asked, [])
    assert not NameToken.objects.filter(token="galimberti").exists()
    assert Person.objects.resembling(Facts(given_name="Anna", family_name="Galimberti", birth_on=date(1970, 1, 1))) == []
