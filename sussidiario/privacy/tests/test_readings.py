"""Who read of whom: what the officer finds, what is unusual, and what a person who asks is told."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Staff, Team
from sussidiario.journal import actions as journal
from sussidiario.journal.domain import person_openings, person_ties
from sussidiario.journal.models import UNFOLLOWED, Act, Crosswalk, Reading
from sussidiario.people import actions as registry
from sussidiario.people.models import Person
from sussidiario.privacy.actions import readings as actions
from sussidiario.privacy.models import Answer
from sussidiario.privacy.models.readings import close
from sussidiario.privacy.policy import readings as policy
from sussidiario.privacy.rules import unusual
from sussidiario.privacy.rules.grounds import GROUNDS
from sussidiario.privacy.rules.unusual import Limits
from tests import town as invented

Enter = Callable[[str], Client]

PAOLA, GIULIA, LUCIA, HEAD, OFFICER = "paola.villa", "giulia.mandelli", "lucia.ferrario", "giovanni.casati", "antonio.pirovano"
NETWORK, DESK = "marta.vismara", "chiara.brambilla"
AT = invented.at()
CODE = "GLMNNA38D42F704E"


def read(town: invented.Town, who: str, by: str, *, at: datetime = AT, ground: str = "case", purpose: str = "") -> None:
    journal.note_reading(town.persons[who], by=town.actor(by), at=at, address=f"/persone/{town.persons[who].pk}/", ground=ground, purpose=purpose)


def protected(town: invented.Town, who: str) -> Person:
    team = Team.objects.get(code="rete")
    return registry.protect(town.persons[who], team=team, why="Segue un percorso.", by=town.actor(NETWORK), at=AT)


@pytest.mark.django_db
def test_the_officer_finds_who_read_of_a_person_by_name(town: invented.Town, enter: Enter) -> None:
    read(town, "anna", PAOLA)
    read(town, "marco", GIULIA, ground="case")

    page = enter(OFFICER).get("/riservatezza/letture/", {"q": "galimberti"}).content.decode()

    assert "Paola Villa" in page.partition("<tbody>")[2]
    assert "Anna Galimberti" in page
    assert "Marco De Luca" not in page


@pytest.mark.django_db
def test_readings_are_found_by_reader_period_ground_and_purpose(town: invented.Town, enter: Enter) -> None:
    read(town, "anna", PAOLA, purpose="verifica annuale")
    read(town, "anna", HEAD, ground="role", at=invented.at(on=date(2016, 9, 1)))
    officer = enter(OFFICER)

    def count(**asked: str | int) -> int:
        return int(officer.get("/riservatezza/letture/", asked).context["page"].paginator.count)

    assert count() == 1
    assert count(from_on="1/9/2016") == 2
    assert count(from_on="1/9/2016", last_on="1/9/2016") == 1
    assert count(from_on="1/9/2016", ground="role") == 1
    assert count(from_on="1/9/2016", reader=town.staff[PAOLA].pk) == 1
    assert count(purpose="annuale") == 1
    assert count(purpose="altro") == 0
    assert count(from_on="il giorno del mai") == 0
    assert count(from_on="1/1/1990", last_on="31/12/2090") == 2


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_the_list_asks_the_same_however_long_it_is(town: invented.Town, enter: Enter, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for index in range(number):
        read(town, "anna", PAOLA, ground=f"g{index}")
    officer = enter(OFFICER)
    with django_assert_num_queries(14):
        page = officer.get("/riservatezza/letture/")

    assert page.context["page"].paginator.count == number


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/riservatezza/letture/", "/riservatezza/letture/insolite/"])
@pytest.mark.parametrize("who", [PAOLA, HEAD, DESK, NETWORK])
def test_nobody_but_the_officer_opens_the_lists(enter: Enter, who: str, address: str) -> None:
    assert enter(who).get(address).status_code == 403


@pytest.mark.django_db
def test_readings_of_a_protected_person_are_in_no_list_and_no_count(town: invented.Town, enter: Enter) -> None:
    read(town, "anna", PAOLA)
    before = policy.readings_visible_to(town.actor(OFFICER)).count()

    protected(town, "anna")

    assert before == 1
    assert policy.readings_visible_to(town.actor(OFFICER)).count() == 0
    page = enter(OFFICER).get("/riservatezza/letture/", {"q": "galimberti"})
    assert (page.context["page"].paginator.count, page.context["candidates"]) == (0, [])
    assert enter(OFFICER).get(f"/riservatezza/persone/{town.persons['anna'].pk}/letture/").status_code == 404


@pytest.mark.django_db
def test_unusual_are_a_crowd_a_night_an_emergency_and_a_colleague(town: invented.Town, enter: Enter, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_UNUSUAL_PERSONS = 3
    for who in ("anna", "marco", "leo"):
        read(town, who, HEAD, ground="role")
    read(town, "sara", LUCIA, ground="emergency")
    read(town, "gaia", LUCIA, at=invented.at(23))
    Person.objects.filter(pk=town.persons["anna"].pk).update(fiscal_code=CODE)
    Staff.objects.filter(username=DESK).update(fiscal_code=CODE)

    page = enter(OFFICER).get("/riservatezza/letture/insolite/")

    assert {part["code"]: part["count"] for part in page.context["parts"]} == {"many": 1, "own": 0, "colleague": 1, "hours": 1, "emergency": 1}
    assert "(almeno 3)" in page.content.decode()


@pytest.mark.django_db
def test_who_reads_of_their_own_family_is_shown_whatever_the_ground(town: invented.Town, enter: Enter) -> None:
    Person.objects.filter(pk=town.persons["marco"].pk).update(fiscal_code=CODE)
    Staff.objects.filter(username=LUCIA).update(fiscal_code=CODE)
    read(town, "leo", LUCIA)
    journal.note_reading(town.households["de luca"], by=town.actor(LUCIA), at=AT, address="/nuclei/1/", ground="case")
    read(town, "anna", LUCIA)

    page = enter(OFFICER).get("/riservatezza/letture/insolite/")

    own = next(part for part in page.context["parts"] if part["code"] == "own")
    assert sorted(line.name for line in own["lines"]) == sorted(["Leonardo De Luca", str(town.households["de luca"])])


@pytest.mark.django_db
def test_the_database_and_the_rules_agree_on_the_hours(town: invented.Town) -> None:
    instants = [invented.at(hour, 59, on=day) for day in (date(2016, 11, 11), date(2016, 11, 12), date(2016, 11, 14), date(2016, 7, 4)) for hour in range(24)]
    for at in instants:
        read(town, "anna", PAOLA, at=at)

    found = set(Reading.objects.out_of_hours().values_list("at", flat=True))

    assert found == {at for at in instants if unusual.is_out_of_hours(at, Limits(20, 7, 20))}


@pytest.mark.django_db
def test_a_person_who_asks_is_told_who_when_and_on_what_ground(town: invented.Town, enter: Enter) -> None:
    read(town, "anna", PAOLA, purpose="visita a casa")
    journal.note_reading(
        town.cases["anna"], subject=town.persons["anna"], by=town.actor("stefano.riva"), at=invented.at(8, 40), address="/casi/1/", ground="case"
    )
    officer = enter(OFFICER)

    prepared = officer.post(f"/riservatezza/persone/{town.persons['anna'].pk}/letture/", follow=True)

    page = prepared.content.decode()
    assert [name in page for name in ("Paola Villa", "Anziani", "segue la persona", "visita a casa", "15 novembre 2016, ore 9.00")] == [True] * 5
    assert [name in page for name in ("Stefano Riva", "caso", "Antonio Pirovano", "Garante")] == [True] * 4
    assert Act.objects.filter(act="privacy.readings.answered", subject=journal.pseudonym(town.persons["anna"])).count() == 1
    assert Reading.objects.filter(record=journal.reference(Answer.objects.get())).count() == 1


@pytest.mark.django_db
def test_the_answer_tells_of_the_household_only_while_the_person_lived_there(town: invented.Town) -> None:
    home, officer = town.households["de luca"], town.actor(OFFICER)
    for hour, day in ((9, date(2014, 3, 9)), (9, date(2016, 11, 14))):
        journal.note_reading(home, by=town.actor(LUCIA), at=invented.at(hour, on=day), address="/nuclei/1/", ground="case")

    found = policy.readings_of(town.persons["sara"], by=officer, start=invented.at(on=date(2012, 1, 1)), end=AT)

    assert [reading.at for reading in found] == [invented.at(9, on=date(2016, 11, 14))]


@pytest.mark.django_db
def test_the_answer_does_not_tell_that_the_network_read(town: invented.Town) -> None:
    read(town, "marco", NETWORK)

    answer = actions.answer_who_read(town.persons["marco"], by=town.actor(OFFICER), at=AT)

    assert answer.readings == 0


@pytest.mark.django_db
def test_the_network_answers_whom_it_keeps_and_the_officer_cannot(town: invented.Town, enter: Enter) -> None:
    person = protected(town, "sara")
    read(town, "sara", NETWORK)
    answer = actions.answer_who_read(person, by=town.actor(NETWORK), at=AT)

    assert answer.readings == 1
    assert "Marta Vismara" in enter(NETWORK).get(answer.get_absolute_url()).content.decode()
    assert enter(OFFICER).get(answer.get_absolute_url()).status_code == 404
    assert not policy.answers_visible_to(town.actor(OFFICER)).exists()


@pytest.mark.django_db
def test_nobody_else_answers(town: invented.Town, enter: Enter) -> None:
    with pytest.raises(NotAllowed):
        actions.answer_who_read(town.persons["anna"], by=town.actor(HEAD), at=AT)

    assert enter(HEAD).get(f"/riservatezza/persone/{town.persons['anna'].pk}/letture/").status_code == 404
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_an_answer_says_the_same_tomorrow(town: invented.Town, enter: Enter) -> None:
    read(town, "anna", PAOLA)
    answer = actions.answer_who_read(town.persons["anna"], by=town.actor(OFFICER), at=AT)
    read(town, "anna", HEAD, at=invented.at(9, 50), ground="role")

    page = enter(OFFICER).get(answer.get_absolute_url())

    assert len(page.context["rows"]) == answer.readings == 1


@pytest.mark.django_db
def test_what_was_read_before_the_key_changed_is_of_the_same_person(town: invented.Town, settings: LazySettings) -> None:
    Person.objects.filter(pk=town.persons["anna"].pk).update(fiscal_code=CODE)
    Staff.objects.filter(username=DESK).update(fiscal_code=CODE)
    read(town, "anna", PAOLA)
    former = journal.pseudonym(town.persons["anna"])

    settings.SUSSIDIARIO_KEY = b"another key"
    Crosswalk.objects.create(pseudonym=journal.pseudonym(town.persons["anna"]), first=former)

    officer = town.actor(OFFICER)
    assert policy.readings_of(town.persons["anna"], by=officer, start=invented.at(1), end=AT).count() == 1
    assert former in close(Person.objects.existing()).subjects
    protected(town, "anna")
    assert policy.readings_visible_to(officer).count() == 0


@pytest.mark.django_db
def test_every_ground_has_its_words(town: invented.Town) -> None:
    assert {*person_ties(), *person_openings(), "kept", "role", "household", ""} == set(GROUNDS)
    assert set(UNFOLLOWED) == unusual.UNFOLLOWED
