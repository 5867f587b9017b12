"""Proposing from other pages, handing over a caseload, and what the pages of lower domains show of cases."""

import json
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from sussidiario.access.actions import end_role
from sussidiario.casework.models import Case
from sussidiario.casework.tests.town import AUDITOR, DESK, HEAD, LUCIA, MANDATE, PAOLA, STEFANO, TODAY, Town
from sussidiario.casework.views import notes, panel
from sussidiario.foundation.areas import Area
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Reading
from sussidiario.people.models import Membership


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


def signed_in(town: Town, username: str) -> Client:
    client = Client()
    client.force_login(town.staff[username], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db
def test_the_desk_proposes_a_person_and_returns_to_their_page(town: Town) -> None:
    town.met(DESK, town.teresa)
    client = signed_in(town, DESK)
    address = f"/casi/proponi/?person={town.teresa.pk}"

    asked = client.get(address)
    answer = client.post(address, {"area": "elderly", "why": "vive sola"})

    assert asked.context["form"]["area"].value() == "elderly"
    assert "Ha 85 anni: l&#x27;area «famiglia e minori» è per chi ne ha meno di 18." in asked.content.decode()
    assert answer["Location"] == f"/persone/{town.teresa.pk}/"
    case = Case.objects.get()
    assert (case.person, case.area, case.state, case.why) == (town.teresa, "elderly", "proposed", "vive sola")


@pytest.mark.django_db
def test_who_opens_the_form_about_somebody_has_read_of_them(town: Town) -> None:
    town.met(DESK, town.teresa)
    client = signed_in(town, DESK)

    client.get("/casi/proponi/")
    nobody = Reading.objects.count()
    client.get(f"/casi/proponi/?person={town.teresa.pk}")
    client.post(f"/casi/proponi/?person={town.teresa.pk}", {"area": "elderly", "why": "vive sola"})

    assert nobody == 0
    noted = Reading.objects.get()
    assert (noted.subject, noted.address, noted.ground) == (pseudonym(town.teresa), "/casi/proponi/", "met")


@pytest.mark.django_db
def test_a_second_proposal_is_refused_where_the_area_was_chosen(town: Town) -> None:
    town.opened(town.teresa)
    town.met(DESK, town.teresa)
    client = signed_in(town, DESK)
    address = f"/casi/proponi/?person={town.teresa.pk}"

    asked = client.get(address).content.decode()
    refused = client.post(address, {"area": "elderly", "why": "di nuovo"}).content.decode()

    assert "C&#x27;è già un caso in quest&#x27;area." in asked
    assert "la segue Paola Villa" in asked
    assert "È già in carico in quest&#x27;area dal 15 novembre 2016: la segue Paola Villa." in refused


@pytest.mark.django_db
def test_a_family_is_proposed_from_its_page_and_nobody_from_nowhere(town: Town) -> None:
    town.met(LUCIA, town.carlo)
    client = signed_in(town, LUCIA)

    client.post(f"/casi/proponi/?household={town.family.pk}", {"area": "minors", "why": "la scuola segnala"})

    assert Case.objects.get().household == town.family
    assert "Cerca la persona" in client.get("/casi/proponi/").content.decode()
    assert client.get("/casi/proponi/?person=999999").status_code == 404
    assert signed_in(town, AUDITOR).get("/casi/proponi/").status_code == 403
    assert signed_in(town, MANDATE).get("/casi/proponi/").status_code == 403


@pytest.mark.django_db
def test_a_caseload_is_shown_before_it_passes_and_passes_as_shown(town: Town) -> None:
    for index in range(3):
        town.opened(town.person("Persona", f"Numero {index}", born=date(1930, 1, 1)), worker=PAOLA)
    client = signed_in(town, HEAD)
    typed = {"from_worker": town.worker(PAOLA).pk, "to": [town.worker(STEFANO).pk], "on": "oggi", "why": "congedo"}

    shown = client.post("/casi/passaggio/", typed)
    seen = shown.context["preview"].seen
    answer = client.post("/casi/passaggio/", typed | {"seen": seen})

    assert "Passa 3 casi" in shown.content.decode()
    assert len(json.loads(seen)) == 3
    assert answer["Location"] == "/casi/carichi/"
    assert Case.objects.open().followed_by(town.worker(STEFANO).pk).count() == 3


@pytest.mark.django_db
def test_a_caseload_that_changed_meanwhile_is_shown_again(town: Town) -> None:
    cases = [town.opened(town.person("Persona", f"Numero {index}", born=date(1930, 1, 1)), worker=PAOLA) for index in range(3)]
    client = signed_in(town, HEAD)
    typed = {"from_worker": town.worker(PAOLA).pk, "to": [town.worker(STEFANO).pk], "on": "oggi", "why": "congedo"}
    seen = client.post("/casi/passaggio/", typed).context["preview"].seen
    town.closed(cases[0])

    answer = client.post("/casi/passaggio/", typed | {"seen": seen})

    assert "Nel frattempo i casi sono cambiati" in answer.content.decode()
    assert len(json.loads(answer.context["preview"].seen)) == 2
    assert Case.objects.open().followed_by(town.worker(PAOLA).pk).count() == 2


@pytest.mark.django_db
def test_nobody_receives_their_own_cases(town: Town) -> None:
    town.opened(worker=PAOLA)
    typed = {"from_worker": town.worker(PAOLA).pk, "to": [town.worker(PAOLA).pk], "on": "oggi", "why": "congedo"}

    for seen in ({}, {"seen": "{}"}, {"seen": "not json"}):
        page = signed_in(town, HEAD).post("/casi/passaggio/", typed | seen)
        assert page.context["preview"] is None
        assert page.context["form"].errors["to"]


@pytest.mark.django_db
def test_who_has_left_the_service_still_has_their_cases_handed_over(town: Town) -> None:
    town.opened(worker=PAOLA)
    end_role(town.worker(PAOLA).roles_held.get(), on=TODAY)
    client = signed_in(town, HEAD)

    loads = client.get("/casi/carichi/").content.decode()
    typed = {"from_worker": town.worker(PAOLA).pk, "to": [town.worker(STEFANO).pk], "on": "oggi", "why": "pensione"}
    seen = client.post("/casi/passaggio/", typed).context["preview"].seen
    client.post("/casi/passaggio/", typed | {"seen": seen})

    assert "Paola Villa oggi non è in servizio e segue ancora dei casi." in loads
    assert Case.objects.get().worker == town.worker(STEFANO)


@pytest.mark.django_db
def test_the_rows_of_a_search_say_who_follows_in_one_query(town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    town.opened(town.teresa, worker=PAOLA)
    town.opened(town.teresa, worker=STEFANO, area=Area.DISABLED)
    town.closed(town.opened(town.carlo, worker=PAOLA))
    everybody = [town.teresa.pk, town.carlo.pk, town.amir.pk]
    desk = town.act_as(DESK)

    with django_assert_num_queries(1):
        found = notes(desk, everybody)

    assert found == {town.teresa.pk: "Paola Villa, Stefano Riva"}
    assert notes(town.act_as(MANDATE), everybody) == {}


@pytest.mark.django_db
def test_the_page_of_a_person_says_who_follows_them_and_leads_in_only_who_may_read(town: Town) -> None:
    case = town.opened(town.teresa, worker=PAOLA)
    link = f'href="/casi/{case.pk}/"'
    for username in (LUCIA, DESK):
        town.met(username, town.teresa)

    pages = {username: signed_in(town, username).get(f"/persone/{town.teresa.pk}/").content.decode() for username in (PAOLA, LUCIA, DESK, AUDITOR)}

    assert {username: link in page for username, page in pages.items()} == {PAOLA: True, LUCIA: False, DESK: False, AUDITOR: True}
    assert all("segue Paola Villa" in page for page in pages.values())
    assert all("vive sola" not in page for page in pages.values())
    assert "il contenuto lo legge chi la segue" in pages[DESK]


@pytest.mark.django_db
def test_who_lives_in_a_family_in_charge_is_told_so(town: Town) -> None:
    town.opened(household=town.family, area=Area.MINORS, worker=LUCIA)
    Membership.objects.create(household=town.family, person=town.amir, relation=3, from_on=date(2012, 1, 1))

    found = panel(town.act_as(DESK), town.amir)

    assert found is not None
    assert [(case.household, may_read) for case, _area, _state, may_read, _why_not in found[1]["cases"]] == [(town.family, False)]
    assert panel(town.act_as(MANDATE), town.amir) is None


@pytest.mark.django_db
def test_who_proposed_reads_why_not_and_the_other_desks_do_not(town: Town) -> None:
    proposed = town.propose(town.teresa)
    town.met("davide.colombo", town.teresa)
    signed_in(town, HEAD).post(f"/casi/{proposed.pk}/non-accogliere/", {"why": "bastano le informazioni", "on": "oggi"})

    mine, theirs = (signed_in(town, username).get(f"/persone/{town.teresa.pk}/").content.decode() for username in (DESK, "davide.colombo"))

    assert "bastano le informazioni" in mine
    assert "bastano le informazioni" not in theirs
    assert "non accolto" not in theirs
