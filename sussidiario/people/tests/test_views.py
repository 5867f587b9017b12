"""The pages: what is typed is understood, checked and never lost; who looks alike is shown before anybody is created."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sussidiario.access.actor import Actor
from sussidiario.foundation.identifiers import write_fiscal_code
from sussidiario.journal.domain import person_notes
from sussidiario.journal.models import Act, Reading
from sussidiario.people import actions
from sussidiario.people.models import Person
from sussidiario.people.tests.conftest import AT, MAY, registered

CODE = write_fiscal_code(family_name="Rossi", given_name="Anna", birth_on=MAY, sex="F", place="F704")
REGISTER = "/persone/nuova/"
NOTHING = dict.fromkeys(("given_name", "family_name", "pseudonym", "also_called", "birth", "sex", "fiscal_code", "place", "citizenship", "phone", "email"), "")


def posted(browser: Client, address: str = REGISTER, **typed: str) -> str:
    """Send a form that is not accepted, and read the page that comes back."""
    response = browser.post(address, NOTHING | typed)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("count", [3, 300])
def test_the_list_asks_the_same_however_many_are_found(browser: Client, operator: Actor, count: int) -> None:
    persons = [Person(given_name="Anna", family_name=f"Rossi {number % 7}", registered_at=AT) for number in range(count)]
    actions.index_names(Person.objects.bulk_create(persons))

    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/persone/?q=anna").content.decode()

    assert page.count('<th scope="row">') == min(count, 25)
    assert ("Sono più di 25" in page) == (count > 25)
    assert len(asked) == 7 + len(person_notes())


def test_who_is_not_found_may_be_registered_with_what_was_typed(browser: Client) -> None:
    page = browser.get("/persone/?q=zanetti+ugo+1970").content.decode()
    form = browser.get("/persone/nuova/?q=zanetti+ugo+1970").content.decode()

    assert "Nessuno con «zanetti ugo 1970»" in page
    assert "/persone/nuova/?q=zanetti+ugo+1970" in page
    assert [word in form for word in ('value="Zanetti"', 'value="Ugo"', 'value="1970"')] == [True, True, True]


def test_a_search_begun_by_a_code_or_a_day_begins_the_form_with_it(browser: Client) -> None:
    form = browser.get(f"/persone/nuova/?q={CODE}+3/5/1970").content.decode()

    assert f'value="{CODE}"' in form
    assert 'value="3/5/1970"' in form


def test_nothing_asked_says_how_to_ask(browser: Client) -> None:
    assert "Chi cerchi?" in browser.get("/persone/").content.decode()


def test_a_day_that_does_not_exist_is_said(browser: Client) -> None:
    assert "31/2/1970 non esiste nel calendario" in browser.get("/persone/?q=rossi+31/2/1970").content.decode()


def test_persons_are_suggested_while_one_types(browser: Client, operator: Actor) -> None:
    person = registered(operator, "Anna", "Galimberti", date(1938, 4, 2))

    fragment = browser.get("/persone/suggerimenti/?q=galimbretti").content.decode()

    assert f'href="/persone/{person.pk}/"' in fragment
    assert "78 anni" in fragment
    assert "Nessuno con «zzzz»" in browser.get("/persone/suggerimenti/?q=zzzz").content.decode()


def test_the_mandate_office_finds_the_door_closed(browser: Client, mandate_office: Actor) -> None:
    browser.force_login(mandate_office.staff, backend="django.contrib.auth.backends.ModelBackend")

    assert browser.get("/persone/").status_code == 403
    assert browser.get("/persone/suggerimenti/?q=anna").status_code == 403
    assert browser.get("/persone/1/").status_code == 404


def test_somebody_is_registered(browser: Client) -> None:
    typed = {"family_name": "Rossi", "given_name": "Anna", "birth": "3/5/70", "sex": "F", "place": "monza", "citizenship": "100"}

    response = browser.post(REGISTER, NOTHING | typed, follow=True)

    person = Person.objects.get()
    assert response.redirect_chain == [(person.get_absolute_url(), 302)]
    assert (person.birth_on, person.birthplace, person.birthplace_name, person.citizenship) == (MAY, "F704", "Monza (MI)", "100")
    assert "Anna Rossi: registrata." in response.content.decode()


def test_what_the_code_says_need_not_be_typed(browser: Client) -> None:
    browser.post(REGISTER, NOTHING | {"family_name": "Rossi", "given_name": "Anna", "fiscal_code": CODE.lower()})

    person = Person.objects.get()
    assert (person.fiscal_code, person.birth_on, person.sex, person.birthplace_name) == (CODE, MAY, "F", "Monza (MI)")


def test_where_the_code_disagrees_the_field_says_so_until_somebody_looks(browser: Client) -> None:
    typed = {"family_name": "Rossi", "given_name": "Anna", "birth": "5/3/1970", "sex": "M", "fiscal_code": CODE}

    page = posted(browser, **typed)

    assert "Il codice fiscale dice nata il 3/5/70. Controlla" in page
    assert "Il codice fiscale è di una donna. Controlla" in page
    assert 'value="5/3/1970"' in page
    browser.post(REGISTER, NOTHING | typed | {"agreed": "on"})
    assert Person.objects.get().birth_on == date(1970, 3, 5)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"given_name": "Anna", "fiscal_code": "RSSNNA70E43F704Z"}, "La lettera di controllo non torna"),
        ({"given_name": "Anna", "birth": "3/5"}, "Scrivi anche l&#x27;anno di nascita."),
        ({"given_name": "Anna", "place": "Samone"}, "Più luoghi si chiamano così: scrivi Samone (TO) oppure Samone (TN)."),
        ({"birth": "1970"}, "Scrivi almeno un nome, un cognome o uno pseudonimo"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(browser: Client, typed: dict[str, str], said: str) -> None:
    page = posted(browser, **typed)

    assert said in page
    assert [f'value="{value}"' in page for value in typed.values()] == [True] * len(typed)
    assert not Person.objects.exists()


def test_who_looks_alike_is_shown_with_why_before_anybody_is_created(browser: Client, operator: Actor) -> None:
    person = registered(operator, "Anna", "Rossi", MAY)
    typed = {"family_name": "Rosi", "given_name": "Anna", "birth": "3/5/1970"}

    page = posted(browser, **typed)

    assert f'href="/persone/{person.pk}/"' in page
    assert "stessa data di nascita, stesso nome, cognome simile" in page
    assert "Guarda chi le somiglia" in page
    assert Person.objects.count() == 1
    browser.post(REGISTER, NOTHING | typed | {"why_different": "È la cugina."})
    assert Act.objects.latest("pk").why == "È la cugina."


def test_who_looks_alike_is_shown_while_one_types(browser: Client, operator: Actor) -> None:
    registered(operator, "Anna", "Rossi", MAY, fiscal_code=CODE)

    fragment = browser.post("/persone/nuova/somiglianze/", {"family_name": "Rosi", "given_name": "Ana"}).content.decode()
    certain = browser.post("/persone/nuova/somiglianze/", {"fiscal_code": CODE}).content.decode()
    nobody = browser.post("/persone/nuova/somiglianze/", {}).content.decode()

    assert "nome e cognome simili" not in nobody
    assert "Forse c’è già" not in fragment
    assert "stesso codice fiscale" in certain
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"fiscal_code": ""}, ""),
        ({"fiscal_code": "RSS"}, "Il codice fiscale ha 16 caratteri: questo ne ha 3."),
        ({"fiscal_code": CODE}, "Scritto giusto: nata il 3 maggio 1970, Monza (MI)."),
        ({"fiscal_code": CODE, "birth": "4/5/1970"}, "Il codice fiscale dice nata il 3/5/70."),
        ({"fiscal_code": "00743110157"}, "Codice provvisorio, scritto giusto."),
        ({"fiscal_code": "RCCMNL83SM8D969S"}, "È in omocodia"),
    ],
)
def test_a_code_is_checked_while_it_is_typed(browser: Client, typed: dict[str, str], said: str) -> None:
    fragment = browser.post("/persone/nuova/codice/", typed).content.decode()

    assert said in fragment


def test_a_code_that_is_somebodys_leads_to_them(browser: Client, operator: Actor) -> None:
    person = registered(operator, "Anna", "Rossi", MAY, fiscal_code=CODE)

    fragment = browser.post("/persone/nuova/codice/", {"fiscal_code": CODE}).content.decode()

    assert f'<a href="{person.get_absolute_url()}">Anna Rossi</a>' in fragment


@pytest.mark.parametrize(
    ("address", "typed", "said", "wrong"),
    [
        ("nascita", "3/5/70", "domenica 3 maggio 1970: 46 anni", False),
        ("nascita", "1970", "nell'anno 1970, circa 46 anni", False),
        ("nascita", "circa 1", "età stimata: 1 anno, intorno al 2015", False),
        ("nascita", "circa 45", "età stimata: 45 anni, intorno al 1971", False),
        ("nascita", "boh", "Scrivi per esempio 3/5/1970; se non si sa, solo l'anno 1970, oppure circa 45 anni.", True),
        ("nascita", "", "", False),
        ("luogo", "monza", "Monza (MB)", False),
        ("luogo", "Atlantide", "Non è nell'elenco dei comuni e degli stati: resta scritto così.", False),
        ("luogo", "Samone", "Più luoghi si chiamano così: scrivi Samone (TO) oppure Samone (TN).", True),
        ("luogo", "", "", False),
    ],
)
def test_a_birth_and_its_place_are_said_back_while_they_are_typed(browser: Client, address: str, typed: str, said: str, wrong: bool) -> None:  # noqa: FBT001  a column of the table
    answer = browser.get(f"/persone/nuova/{address}/", {"g": typed}).json()

    assert answer == {"said": said, "wrong": wrong}


def test_opening_a_page_is_recorded_and_shows_the_whole_person(browser: Client, operator: Actor) -> None:
    person = registered(operator, "Anna", "Rossi", MAY, fiscal_code=CODE, also_called="Nina", citizenship="450", phone="039 1")
    ugo = registered(operator, "Ugo", "Verdi")
    actions.form([(person, 1), (ugo, 2)], on=date(2014, 1, 1), by=operator, at=AT)
    actions.correct(person, phone="039 2", why="cambiato", by=operator, at=AT)

    page = browser.get(person.get_absolute_url()).content.decode()

    assert [words in page for words in ("Nina", "Senegal", "039 2", "039 1", "Ugo Verdi", "moglie o marito", "Persona registrata", "1 correzione", CODE)] == [
        True
    ] * 9
    [reading] = Reading.objects.all()
    assert (reading.record, reading.by_id) == (f"people.person:{person.pk}", operator.pk)


@pytest.mark.parametrize("name", ["correct", "add_paper", "move", "record_death", "form"])
def test_every_verb_of_a_person_has_its_page(browser: Client, operator: Actor, auditor: Actor, name: str) -> None:
    person = registered(operator, "Anna", "Rossi", MAY)
    address = reverse(f"people:{name}", args=[person.pk])

    assert browser.get(address).status_code == 200
    browser.force_login(auditor.staff, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(address).status_code == 403


def test_data_are_corrected(browser: Client, operator: Actor) -> None:
    person = registered(operator, "Ana", "Rossi", date(1990, 1, 1), birth_precision="year", birthplace_name="Atlantide")
    address = reverse("people:correct", args=[person.pk])
    opened = browser.get(address).content.decode()

    response = browser.post(
        address, NOTHING | {"given_name": "Anna", "family_name": "Rossi", "birth": "circa 27 anni", "place": "Atlantide", "why": "documento"}
    )

    person.refresh_from_db()
    assert 'value="1990"' in opened
    assert response.status_code == 302
    assert (person.given_name, person.birth_on, person.birth_precision, person.birthplace_name) == ("Anna", date(1989, 1, 1), "estimated", "Atlantide")
    assert "circa 27 anni" in browser.get(address).content.decode()
    assert "Non è cambiato niente." in posted(
        browser, address, given_name="Anna", family_name="Rossi", birth="circa 27 anni", place="Atlantide", why="documento"
    )


def test_a_paper_is_added_and_a_wrong_one_says_why(browser: Client, operator: Actor) -> None:
    person = registered(operator, "Anna")
    address = reverse("people:add_paper", args=[person.pk])

    assert "Il codice STP o ENI ha 16 caratteri" in posted(browser, address, kind="stp", value="STP1")
    assert browser.post(address, {"kind": "passport", "value": "E 12", "country": "450", "expires_on": "3/5/2020"}).status_code == 302
    assert "E12" in browser.get(person.get_absolute_url()).content.decode()


def test_an_address_is_recorded(browser: Client, operator: Actor) -> None:
    person = registered(operator, "Anna")
    address = reverse("people:move", args=[person.pk])

    assert "Questo giorno deve ancora venire." in posted(browser, address, kind="residence", street="via Lecco 1", place="Monza", on="domani")
    assert browser.post(address, {"kind": "residence", "street": "via Lecco 1", "place": "Monza", "on": "ieri"}).status_code == 302
    assert person.addresses.get().from_on == date(2016, 11, 14)


def test_a_death_is_recorded(browser: Client, operator: Actor) -> None:
    person = registered(operator, "Anna")
    address = reverse("people:record_death", args=[person.pk])

    assert "Questo giorno deve ancora venire." in posted(browser, address, on="domani")
    browser.post(address, {"on": "ieri"})
    assert browser.get(address).status_code == 403
    assert "14 novembre 2016" in browser.get(person.get_absolute_url()).content.decode()
    assert "deceduta o deceduto il 14 novembre 2016" in browser.get("/persone/?q=anna").content.decode()
