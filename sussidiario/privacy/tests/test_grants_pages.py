"""The pages of grants, by who opens them."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sussidiario.people.models import Person
from sussidiario.privacy.models import Grant
from sussidiario.privacy.tests.conftest import nothing_opened
from sussidiario.privacy.tests.opening import AT, DAY, DESK, HEAD, LAST, OFFICER, PAOLA, PARTNER, granted, reserved, team
from tests import town as invented

Enter = Callable[[str], Client]


@pytest.fixture
def town(town: invented.Town) -> invented.Town:
    """The small town, before anybody was opened to anybody."""
    return nothing_opened(town)


@pytest.mark.django_db
def test_the_story_of_a_grant_on_the_pages(town: invented.Town, enter: Enter) -> None:
    anna, worker, partner = town.persons["anna"], enter(PAOLA), enter(PARTNER)
    assert f"/riservatezza/persone/{anna.pk}/apri/" in worker.get(anna.get_absolute_url()).content.decode()
    assert partner.get(anna.get_absolute_url()).status_code == 404
    form = worker.get(f"/riservatezza/persone/{anna.pk}/apri/").content.decode()
    assert "Cooperativa La Meridiana di Brianza" in form

    given = worker.post(
        f"/riservatezza/persone/{anna.pk}/apri/",
        {"team": team().pk, "purpose": "Accoglienza diurna.", "from_on": "oggi", "last_on": "31/12"},
        follow=True,
    ).content.decode()

    assert "Anna Galimberti è aperta a Accoglienza diurna fino al 31 dicembre 2016." in given
    grant = Grant.objects.get()
    assert "Accoglienza diurna." in partner.get(anna.get_absolute_url()).content.decode()
    assert "Anna Galimberti" in partner.get("/riservatezza/accessi/nostri/").content.decode()
    assert "Anna Galimberti" in enter(OFFICER).get("/riservatezza/accessi/?to=outside").content.decode()
    ended = worker.post(f"/riservatezza/accessi/{grant.pk}/revoca/", {"why": "Non frequenta più."}, follow=True).content.decode()
    assert "Accesso revocato: Accoglienza diurna non legge più la scheda." in ended
    assert partner.get(anna.get_absolute_url()).status_code == 404
    assert partner.get(grant.get_absolute_url()).status_code == 404
    assert worker.get(f"/riservatezza/accessi/{grant.pk}/revoca/").status_code == 409
    assert "Anna Galimberti" in enter(HEAD).get("/riservatezza/accessi/?state=over").content.decode()


@pytest.mark.django_db
def test_what_is_refused_comes_back_at_its_field_with_what_was_typed(town: invented.Town, enter: Enter) -> None:
    page = enter(PAOLA).post(
        f"/riservatezza/persone/{town.persons['anna'].pk}/apri/",
        {"team": team().pk, "purpose": "Accoglienza diurna.", "from_on": "ieri", "last_on": "31/12"},
    )

    text = page.content.decode()
    assert "Il giorno è passato" in text
    assert 'id="id_from_on_error"' in text
    assert "Accoglienza diurna.</textarea>" in text


@pytest.mark.django_db
def test_who_is_not_in_charge_is_told_why_not(town: invented.Town, enter: Enter) -> None:
    page = enter(DESK).get(f"/riservatezza/persone/{town.persons['anna'].pk}/apri/")

    assert page.status_code == 403
    assert "Lo decide chi ha in carico la persona." in page.content.decode()


@pytest.mark.django_db
def test_a_reserved_name_is_an_initial_in_the_lists_of_who_may_not_read_it(town: invented.Town, enter: Enter) -> None:
    reserved(town)
    granted(town)

    page = enter(OFFICER).get("/riservatezza/accessi/").content.decode()

    assert "Anna G." in page
    assert "Galimberti" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_the_lists_ask_the_same_however_long_they_are(
    town: invented.Town, enter: Enter, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        person = Person.objects.create(given_name=f"Persona {index}", registered_at=AT)
        Grant.objects.create(person=person, team=team(), purpose="Accoglienza.", from_on=DAY, until_on=LAST, given_by=town.staff[PAOLA], given_at=AT)
    head, partner = enter(HEAD), enter(PARTNER)

    with django_assert_num_queries(8):
        granted = head.get("/riservatezza/accessi/").content.decode()
    with django_assert_num_queries(6):
        ours = partner.get("/riservatezza/accessi/nostri/").content.decode()

    assert f'<span class="s-count">{number}</span>' in granted
    assert f'<span class="s-count">{number}</span>' in ours


@pytest.mark.django_db
def test_who_a_person_is_opened_to_finds_the_cases_that_are_open_with_it(town: invented.Town, enter: Enter) -> None:
    granted(town)
    partner = enter(PARTNER)

    page = partner.get(town.persons["anna"].get_absolute_url()).content.decode()

    case = town.cases["anna"].get_absolute_url()
    assert f'<a href="{case}">Anziani</a>' in page
    assert "Proponi la presa in carico" not in page
    assert partner.get(case).status_code == 200


@pytest.mark.django_db
def test_an_outside_body_is_not_told_that_there_is_no_case(town: invented.Town, enter: Enter) -> None:
    granted(town, "professor", by=HEAD)

    assert "Presa in carico" not in enter(PARTNER).get(town.persons["professor"].get_absolute_url()).content.decode()
