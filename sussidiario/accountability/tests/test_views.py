import csv
import io
import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sussidiario.access.actor import Actor
from sussidiario.accountability.models import Edition
from sussidiario.accountability.tests.conftest import DAY, MORNING, Town
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act, Reading

pytestmark = pytest.mark.django_db

PAGES = (
    "/bilancio/",
    "/bilancio/intero/",
    "/bilancio/capitoli/social/",
    "/bilancio/capitoli/beyond/",
    "/bilancio/cifre/elderly/",
    "/bilancio/cifre/grants/",
    "/bilancio/cifre/offices/",
    "/bilancio/edizioni/",
    "/bilancio/edizioni/anno-2016/",
    "/bilancio/edizioni/anno-2016/cifre/elderly/",
    "/bilancio/sigilli/",
)


@pytest.fixture
def auditing(client: Client, auditor: Actor) -> Client:
    client.force_login(auditor.staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_everyone_reads_every_page_of_the_account(client: Client, published: Edition, address: str) -> None:
    page = text(client, address)

    assert page.count("<h1") == 1
    assert page.count("<main") == 1


@pytest.mark.parametrize("address", [page for page in PAGES if "edizioni/anno" not in page])
def test_the_pages_of_a_sealed_account_cost_the_same_few_queries(client: Client, published: Edition, address: str) -> None:
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert len(queries) <= 3


def test_before_the_first_seal_the_account_says_so_and_shows_no_number(client: Client, town: Town) -> None:
    assert "non ha ancora un sigillo" in text(client, "/bilancio/")
    assert "non ancora calcolato" in text(client, "/bilancio/cifre/elderly/")


def test_before_a_mandate_the_cover_says_what_will_be_here(client: Client) -> None:
    assert "Il bilancio non c’è ancora" in text(client, "/bilancio/")
    assert client.get("/bilancio/intero/").status_code == 404


@pytest.mark.parametrize("address", [*PAGES, "/bilancio/dati.csv", "/bilancio/dati.json", "/bilancio/edizioni/anno-2016/dati.csv"])
def test_a_figure_that_is_not_computed_is_never_a_number(client: Client, published: Edition, address: str) -> None:
    # Not inside a digest, which may hold any three figures.
    assert not re.search(r"(?<![0-9a-f])777(?![0-9a-f])", text(client, address))


def test_a_chapter_tells_promised_done_and_changed(client: Client, published: Edition) -> None:
    page = text(client, "/bilancio/capitoli/social/")

    for words in (
        "Servizi vicini",
        "Aprire sportelli nei quartieri.",
        "Servizi mantenuti",
        "Tutti aperti",
        "Anziani in carico",
        "da 1 a 2",
        "non ancora calcolato",
    ):
        assert words in page
    assert "https://example.org/video" in page


def test_a_figure_shows_its_definition_its_course_and_its_proof(client: Client, published: Edition) -> None:
    page = text(client, "/bilancio/cifre/elderly/")

    for words in ("con un caso aperto in almeno un giorno", "Per quartiere", "12 atti del registro", published.seal.chain, "Scarica in CSV"):
        assert words in page
    assert "Vai agli atti" not in page


def test_a_withheld_breakdown_is_explained_and_its_numbers_are_not_there(client: Client, town: Town) -> None:
    town.take_in_charge(4, neighbourhood="triante")
    town.seal()

    page = text(client, "/bilancio/cifre/elderly/")
    data = json.loads(text(client, "/bilancio/cifre/elderly/dati.json"))
    rows = list(csv.DictReader(io.StringIO(text(client, "/bilancio/cifre/elderly/dati.csv"))))

    assert "Questa ripartizione non si pubblica" in page
    assert "Triante" not in page
    assert [each for each in data["breakdowns"] if each["by"] == "neighbourhood"] == [{"by": "neighbourhood", "withheld": True, "cells": []}]
    assert {row["by"] for row in rows} == {"total", "year"}


def test_what_is_not_there_is_not_found(client: Client, published: Edition) -> None:
    for address in ("capitoli/x/", "cifre/x/", "cifre/x/dati.csv", "edizioni/x/", "edizioni/x/dati.json", "edizioni/anno-2016/cifre/x/"):
        assert client.get(f"/bilancio/{address}").status_code == 404


def test_open_data_has_every_figure_and_its_seal(client: Client, published: Edition) -> None:
    rows = list(csv.DictReader(io.StringIO(text(client, "/bilancio/dati.csv"))))
    data = json.loads(text(client, "/bilancio/dati.json"))

    assert [(row["key"], row["computed"], row["status"]) for row in rows] == [
        ("elderly", "12", "equal"),
        ("grants", "", "not_computed"),
        ("offices", "1", "equal"),
        ("hosting-share", "67", "equal"),
    ]
    assert {row["chain"] for row in rows} == {published.seal.chain}
    assert [figure["key"] for figure in data["figures"]] == [row["key"] for row in rows]
    assert data["seal"]["number"] == 1


def test_the_data_of_an_edition_stay_as_they_were(client: Client, published: Edition, town: Town) -> None:
    before = text(client, "/bilancio/edizioni/anno-2016/dati.json"), text(client, "/bilancio/edizioni/anno-2016/cifre/elderly/dati.csv")
    town.take_in_charge(3)
    town.seal(days=1)

    after = text(client, "/bilancio/edizioni/anno-2016/dati.json"), text(client, "/bilancio/edizioni/anno-2016/cifre/elderly/dati.csv")

    assert after == before
    assert json.loads(text(client, "/bilancio/dati.json"))["figures"][0]["computed"] == 15


def test_the_page_changes_by_one_after_the_next_seal_and_not_before(client: Client, published: Edition, town: Town) -> None:
    town.take_in_charge(on=date(2016, 12, 30))

    unsealed = text(client, "/bilancio/cifre/elderly/")
    town.seal(days=1)
    sealed = text(client, "/bilancio/cifre/elderly/")

    assert "<strong>12</strong>" in unsealed
    assert "<strong>13</strong>" in sealed
    assert "La città ha pubblicato 12." in sealed


def test_the_account_is_read_in_english_where_it_is_written(client: Client, published: Edition) -> None:
    with translation.override("en"):
        page = client.get("/bilancio/capitoli/social/", headers={"accept-language": "en"}).content.decode()

    assert "Social policies" in page
    assert "Elderly in charge" in page


ONLY_ITALIAN = re.compile(
    "Bilancio 2016|Inventata|Aprire sportelli|Servizi mantenuti|Tutti aperti|Contributi concessi|Uffici in più|Cooperazione|Segretariato nei|Centri con"
)


@pytest.mark.parametrize("address", [*PAGES, "/bilancio/cifre/offices/atti/"])
def test_what_is_written_in_italian_only_is_marked_on_an_english_page(auditing: Client, published: Edition, address: str) -> None:
    page = auditing.get(address, headers={"accept-language": "en"}).content.decode()

    unmarked = re.sub(r"<title>.*?</title>|<span lang=\"it\">[^<]+</span>", "", page, flags=re.DOTALL)
    assert '<html lang="en">' in page
    assert ONLY_ITALIAN.findall(unmarked) == []


def test_what_is_written_in_the_language_of_the_page_needs_no_mark(client: Client, published: Edition) -> None:
    assert "<span lang=" not in text(client, "/bilancio/intero/")


# The proof


def test_the_auditor_goes_from_a_figure_to_its_acts_and_from_an_act_to_its_columns(auditing: Client, published: Edition, town: Town) -> None:
    assert "/bilancio/cifre/elderly/atti/" in text(auditing, "/bilancio/cifre/elderly/")

    acts = text(auditing, "/bilancio/cifre/elderly/atti/")
    act = town.take_in_charge()[0]

    assert acts.count("Persona presa in carico") == 12
    page = text(auditing, f"/bilancio/atti/{act.pk}/")
    assert "impronta giusta" in page
    assert "Non ancora sigillato" in page
    assert act.record in page


@pytest.mark.parametrize("more", [3, 60])
def test_the_acts_of_a_figure_cost_the_same_whatever_their_number(auditing: Client, town: Town, more: int) -> None:
    town.take_in_charge(more)
    town.seal()
    auditing.get("/bilancio/cifre/elderly/atti/")

    with CaptureQueriesContext(connection) as queries:
        page = text(auditing, "/bilancio/cifre/elderly/atti/")

    assert page.count('<th scope="row">') == min(12 + more, 25)
    assert len(queries) == 12


def test_an_act_that_was_voided_says_by_which_and_why(auditing: Client, town: Town) -> None:
    mistake = town.take_in_charge()[0]
    town.seal()
    void = journal.void(mistake, by=town.head, at=MORNING, on=DAY, why="Persona sbagliata")

    assert "«Persona sbagliata»" in text(auditing, f"/bilancio/atti/{mistake.pk}/")
    assert "Annulla un altro atto" in text(auditing, f"/bilancio/atti/{void.pk}/")
    assert "Chiuso nel sigillo n. 1" in text(auditing, f"/bilancio/atti/{mistake.pk}/")


def test_an_act_leads_to_its_record_when_the_record_has_a_page(auditing: Client, published: Edition) -> None:
    act = Act.objects.get(act="accountability.edition.published")

    assert 'href="/bilancio/edizioni/anno-2016/"' in text(auditing, f"/bilancio/atti/{act.pk}/")


def test_opening_an_act_is_noted_as_a_reading(auditing: Client, town: Town, auditor: Actor) -> None:
    act = town.take_in_charge()[0]

    auditing.get(f"/bilancio/atti/{act.pk}/")

    assert Reading.objects.get().record == f"journal.act:{act.pk}"


def test_nobody_else_sees_acts(client: Client, published: Edition, head: Actor, office: Actor) -> None:
    for someone in (head, office):
        client.force_login(someone.staff, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get("/bilancio/cifre/elderly/atti/").status_code == 403
        assert client.get("/bilancio/atti/1/").status_code == 404
        assert "Vai agli atti" not in text(client, "/bilancio/cifre/elderly/")


def test_a_figure_not_computed_has_no_acts_to_show(auditing: Client, published: Edition) -> None:
    assert auditing.get("/bilancio/cifre/grants/atti/").status_code == 404
    assert auditing.get("/bilancio/cifre/x/atti/").status_code == 404


# Publishing


def test_the_mandate_office_publishes_an_edition_from_the_page(client: Client, town: Town, office: Actor) -> None:
    town.seal()
    client.force_login(office.staff, backend="django.contrib.auth.backends.ModelBackend")

    assert "/bilancio/edizioni/nuova/" in text(client, "/bilancio/edizioni/")
    assert "Cifre calcolate: 3 su 4" in text(client, "/bilancio/edizioni/nuova/")
    answer = client.post("/bilancio/edizioni/nuova/", {"title": "Bilancio 2016", "name": "anno-2016"}, follow=True)

    assert answer.redirect_chain == [("/bilancio/edizioni/anno-2016/", 302)]
    assert "Bilancio 2016" in answer.content.decode()


def test_a_name_already_taken_is_said_at_its_field(client: Client, published: Edition, office: Actor) -> None:
    client.force_login(office.staff, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post("/bilancio/edizioni/nuova/", {"title": "Un altro", "name": "anno-2016"})

    assert "già un" in answer.context["form"].errors["name"][0]


def test_nobody_else_publishes(client: Client, published: Edition, head: Actor, auditor: Actor) -> None:
    for someone in (head, auditor):
        client.force_login(someone.staff, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get("/bilancio/edizioni/nuova/").status_code == 403
        assert "/bilancio/edizioni/nuova/" not in text(client, "/bilancio/edizioni/")
