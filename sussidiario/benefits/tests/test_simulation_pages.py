"""The pages of what-if: who opens them, what they ask and say, what they do not tell."""

from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sussidiario.benefits.actions import simulations
from sussidiario.benefits.models import Simulation
from sussidiario.benefits.tests.town import ACCOUNTANT, AT, AUDITOR, DESK, EXECUTIVE, GIULIA, HEAD, MANDATE, POOR, TODAY, Town
from sussidiario.territory.models import Neighbourhood
from tests.database import once

CEILING = "income_support.isee_ceiling"
ALL = (HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR, GIULIA, DESK, MANDATE)


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


@pytest.fixture
def town(db: None) -> Town:
    """Six requests of one neighbourhood that a higher ceiling lets in, five of another that stay as they are, one alone of a third."""
    town = once(Town)
    cederna, sobborgo = (
        Neighbourhood.objects.create(code=name.lower(), name=name, municipality=town.place.municipality, position=position)
        for position, name in enumerate(("Cederna", "Sobborghi"), start=20)
    )
    for place, isee, count in ((town.place, 680_000, 6), (cederna, 500_000, 5), (sobborgo, 500_000, 1)):
        for number in range(count):
            person = town.person("Persona", f"{place}{number}")
            person.neighbourhood = place
            person.save()
            town.received(person, facts=POOR | {"isee": isee})
    return town


def run(town: Town, name: str = "Soglia a 7.000", value: int = 700_000) -> Simulation:
    return simulations.run(town.support, name=name, changes={CEILING: value}, from_on=date(2016, 1, 1), until_on=date(2017, 1, 1), by=town.act_as(HEAD), at=AT)


def signed_in(town: Town, username: str) -> Client:
    client = Client()
    client.force_login(town.staff[username], backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(town: Town, username: str, url: str) -> str:
    return " ".join(signed_in(town, username).get(url).content.decode().split())


def test_who_opens_which_page(town: Town) -> None:
    simulation = run(town)
    readers, runners = (HEAD, EXECUTIVE, AUDITOR), (HEAD, EXECUTIVE)

    for url, yes in {
        "/benefici/simulazioni/": readers,
        f"/benefici/simulazioni/{simulation.pk}/": readers,
        "/benefici/simulazioni/nuova/": runners,
        f"/benefici/misure/{town.support.pk}/simula/": runners,
        f"/benefici/misure/{town.gift.pk}/simula/": (),
        f"/benefici/simulazioni/{simulation.pk}/allega/": runners,
    }.items():
        assert tuple(username for username in ALL if signed_in(town, username).get(url).status_code == 200) == yes, url


def test_the_form_shows_every_figure_with_its_article_as_it_is_today(town: Town) -> None:
    shown = page(town, HEAD, f"/benefici/misure/{town.support.pk}/simula/")

    for words in ("ISEE massimo", "Regolamento dimostrativo, art. 11 c. 1", "6.500,00 €", "Persone del nucleo: 7 in su", "Persone del nucleo: da 7 in su"):
        assert (words in shown) == (words != "Persone del nucleo: 7 in su"), words
    assert "ISEE: da 3.000,01 € a 5.000,00 €" in shown
    assert "Mesi per fascia di ISEE, ISEE: da 0,00 € a 3.000,00 €: valore proposto" in shown
    assert 'value="1/1/2015"' in shown


def test_a_head_runs_a_draft_and_reads_what_it_would_do(town: Town) -> None:
    typed = {"name": "Soglia a 7.000", "from_on": "1/1/2016", "until_on": "31/12/2016", CEILING: "7.000"}

    answer = signed_in(town, HEAD).post(f"/benefici/misure/{town.support.pk}/simula/", typed, follow=True)

    said = " ".join(answer.content.decode().split())
    assert "Con «ISEE massimo» a 7.000,00 € invece di 6.500,00 €: entrano 6 domande, non ne esce nessuna." in said
    assert "Tra le domande che restano accolte nessuna ha di più e nessuna ha di meno." in said
    assert "La spesa sale da 11.520,00 € a 20.160,00 €: 8.640,00 € in più." in said
    assert "I capitoli del 2016 hanno per questa misura 100.000,00 €: resterebbero 79.840,00 €." in said
    assert "dal 1º gennaio 2016 al 31 dicembre 2016" in said


def test_a_small_group_is_told_with_others(town: Town) -> None:
    shown = page(town, HEAD, run(town).get_absolute_url())

    assert "Cederna e 1 altro" in shown
    assert "Cederna, Sobborghi" in shown
    assert '<th scope="row">Triante</th>' in shown
    assert '<th scope="row">Sobborghi</th>' not in shown


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("income_support.threshold[1]", "100", "meno di quella prima (500,00 €)"),
        (CEILING, "settemila", "non è un importo"),
        ("income_support.months[2]", "-1", "maggiore o uguale a 0"),
        (CEILING, "", "Scrivi almeno un valore diverso"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(town: Town, path: str, text: str, words: str) -> None:
    typed = {"name": "Prova", "from_on": "1/1/2016", "until_on": "31/12/2016", "income_support.lowest": "", path: text}

    answer = signed_in(town, HEAD).post(f"/benefici/misure/{town.support.pk}/simula/", typed)

    errors = answer.context["form"].errors
    (field,) = errors
    assert words in " ".join(errors[field])
    assert field == (path if text else "__all__")
    assert f'value="{text}"' in answer.content.decode() or not text
    assert not Simulation.objects.exists()


def test_a_simulation_is_attached_and_says_so(town: Town) -> None:
    simulation = run(town)

    answer = signed_in(town, EXECUTIVE).post(f"/benefici/simulazioni/{simulation.pk}/allega/", {"decision": "delibera 41 del 2016"}, follow=True)

    assert "Allegata a" in answer.content.decode()
    assert "delibera 41 del 2016" in page(town, AUDITOR, "/benefici/simulazioni/")
    assert "Allega a un atto</a>" not in page(town, HEAD, simulation.get_absolute_url())


def test_a_period_without_requests_says_there_is_nothing_to_compare(town: Town) -> None:
    simulation = simulations.run(
        town.support, name="Vuoto", changes={CEILING: 1}, from_on=date(2014, 1, 1), until_on=date(2014, 2, 1), by=town.act_as(HEAD), at=AT
    )

    shown = page(town, HEAD, simulation.get_absolute_url())

    assert "non c&#x27;è niente da confrontare" in shown
    assert 'id="quartieri"' not in shown


def test_a_list_asks_the_same_of_three_and_of_thirty(town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(town, HEAD)
    one = run(town)
    rows = [Simulation(**{field.attname: getattr(one, field.attname) for field in Simulation._meta.fields if field.attname != "id"}) for _each in range(29)]
    Simulation.objects.bulk_create(rows[:2])
    client.get("/benefici/simulazioni/")

    with django_assert_num_queries(7):
        client.get("/benefici/simulazioni/")

    Simulation.objects.bulk_create(rows[2:])
    with django_assert_num_queries(7):
        client.get("/benefici/simulazioni/")


def test_a_measure_that_the_regulation_assesses_leads_to_its_simulation(town: Town) -> None:
    assert "Simula una modifica" in page(town, HEAD, town.support.get_absolute_url())
    assert "Simula una modifica" not in page(town, HEAD, town.gift.get_absolute_url())
