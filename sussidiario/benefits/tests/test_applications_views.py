"""The pages of requests: who opens them, what they show, what they lead to."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.html import escape
from pytest_django.fixtures import DjangoAssertNumQueries

from sussidiario.benefits.actions import applications
from sussidiario.benefits.models import Application
from sussidiario.benefits.tests.town import AT, AUDITOR, DESK, EXECUTIVE, GIULIA, HEAD, MANDATE, PAOLA, PAPER, RICH, TODAY, Town
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Reading
from sussidiario.people.models import Meeting
from tests.database import once

LIST = "/benefici/domande/"


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


@pytest.fixture
def town(db: None) -> Town:
    return once(Town)


def signed_in(town: Town, username: str) -> Client:
    client = Client()
    client.force_login(town.staff[username], backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def sent(client: Client, address: str, **typed: object) -> str:
    """What comes after a form was sent; or the errors, if it came back."""
    response = client.post(address, {name: value for name, value in typed.items() if value is not None})
    if response.status_code == 200:
        form = response.context["form"]
        return f"errors: {dict(form.errors)}"
    assert response.status_code == 302, response.status_code
    return response.headers["Location"]


def many(town: Town, number: int) -> None:
    for index in range(number):
        town.received(town.person("Persona", f"Numero {index}"))


def test_what_they_had_already_is_written_before_anybody_asks(town: Town) -> None:
    food = town.measure("food", "Buoni spesa", formula="emergency_food")
    first = town.received(town.carlo, food, facts={"report": True, "helped_this_month": False, "household_members": 2, "monthly_income": 10_000})
    head = town.act_as(HEAD)
    applications.grant(town.proposed(applications.complete(first, by=town.act_as(DESK), at=AT), amount=20_000, months=1), by=head, at=AT)
    again, other = town.received(town.carlo, food, facts={}), town.received(town.teresa, food, facts={})
    client = signed_in(town, DESK)

    yes, nothing = (client.get(f"{LIST}{each.pk}/dichiara/").context["form"] for each in (again, other))

    assert yes["helped_this_month"].value() == "1"
    assert "concessioni che ci sono" in yes["helped_this_month"].help_text
    assert nothing["helped_this_month"].value() is None


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_asks_the_same_however_many_there_are(town: Town, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    many(town, number)
    client = signed_in(town, GIULIA)

    with django_assert_num_queries(8):
        shown = page(client, LIST)

    assert shown.count("Contributo a integrazione del reddito") >= min(number, 25)


def test_the_list_is_of_what_waits_unless_somebody_asks_for_another_state(town: Town) -> None:
    town.received(town.teresa)
    refused = town.proposed(town.completed(town.carlo, facts=RICH), grant=False)
    applications.refuse(refused, by=town.act_as(HEAD), at=AT)
    client = signed_in(town, HEAD)

    waiting, refused_ones, everything = (page(client, f"{LIST}{query}") for query in ("", "?state=refused", "?state=all"))

    assert "Teresa" in waiting
    assert "Carlo" not in waiting
    assert "Carlo" in refused_ones
    assert "Teresa" in everything
    assert "Carlo" in everything


@pytest.mark.parametrize(("query", "found"), [("q=tere", True), ("q=1/2016", True), ("q=2/2016", False), ("q=pozzi", False), ("state=complete", False)])
def test_the_list_is_filtered_by_name_number_and_state(town: Town, query: str, found: bool) -> None:  # noqa: FBT001  what is expected
    town.received(town.teresa)

    assert ("Teresa" in page(signed_in(town, DESK), f"{LIST}?{query}")) is found


def test_the_list_is_filtered_by_measure(town: Town) -> None:
    town.received(town.teresa)
    town.received(town.carlo, town.gift)

    shown = page(signed_in(town, GIULIA), f"{LIST}?measure={town.gift.pk}")

    assert "Carlo" in shown
    assert "Teresa" not in shown


@pytest.mark.parametrize(("username", "status"), [(DESK, 200), (GIULIA, 200), (HEAD, 200), (AUDITOR, 200), (EXECUTIVE, 200), (MANDATE, 403)])
def test_who_may_open_the_list(town: Town, username: str, status: int) -> None:
    assert signed_in(town, username).get(LIST).status_code == status


def test_from_the_desk_to_the_decision(town: Town) -> None:
    Meeting.objects.create(person=town.teresa, staff=town.staff[DESK], on=TODAY, how="recognised")
    desk, worker, head = (signed_in(town, username) for username in (DESK, GIULIA, HEAD))

    assert "Ricevi una domanda" in page(desk, f"/persone/{town.teresa.pk}/")
    assert escape(PAPER) in page(desk, f"{LIST}ricevi/?person={town.teresa.pk}")
    assert Reading.objects.get(address=f"{LIST}ricevi/").subject == pseudonym(town.teresa)
    next_page = sent(desk, f"{LIST}ricevi/?person={town.teresa.pk}", measure=town.support.pk, why="non arriva a fine mese", on="oggi")
    application = Application.objects.get()
    address = application.get_absolute_url()
    assert next_page == f"{address}dichiara/"
    assert "Per rispondere mancano dei dati" in page(desk, address)

    assert "Affitto o rata del mutuo al mese" in page(desk, next_page)
    facts = {
        "resident": "1",
        "isee": "5.000",
        "isee_valid_until": "15/1/2017",
        "household_members": "3",
        "minors": "1",
        "monthly_income": "400",
        "rent": "300",
        "kind": "beneficiary",
        "paid_by": "cash",
    }
    assert sent(desk, next_page, **facts) == address
    assert "480,00 € al mese per 4 mesi, in tutto 1.920,00 €" in page(desk, address)

    assert "Non è completa. Manca: Documento d&#x27;identità" in desk.post(f"{address}completa/").content.decode()
    paper = application.documents.get()
    assert sent(desk, f"{address}documento-arrivato/", document=paper.pk, on="oggi") == address
    assert sent(desk, f"{address}completa/") == address

    assert "Come dice il regolamento: 480,00 € al mese per 4 mesi" in page(worker, f"{address}proponi/")
    assert sent(worker, f"{address}proponi/", proposal="answered", from_month="1/12") == address

    assert "480,00 € al mese per 4 mesi, in tutto 1.920,00 €, da dicembre 2016" in page(head, f"{address}accogli/")
    assert sent(head, f"{address}accogli/") == address
    shown = page(head, address)
    assert "accolta" in shown
    assert "1.920,00 €" in shown
    assert "Al nucleo mancano 480,00 € al mese" not in shown or "Perché sì" in shown


def test_a_refusal_says_why_and_until_when_it_may_be_appealed_against(town: Town) -> None:
    application = town.proposed(town.completed(facts=RICH), grant=False)
    head, address = signed_in(town, HEAD), application.get_absolute_url()

    asked = page(head, f"{address}non-accogliere/")
    assert "supera il limite di 6.500,00 €" in asked
    assert "14 gennaio 2017" in asked
    assert sent(head, f"{address}non-accogliere/", why="L'ISEE supera il limite.") == address

    shown = page(head, address)
    assert "ricorso al TAR fino al 14 gennaio 2017" in shown
    assert "15 marzo 2017" in shown


def test_what_differs_from_the_regulation_needs_a_reason_at_its_field(town: Town) -> None:
    application = town.completed()
    worker, address = signed_in(town, GIULIA), f"{application.get_absolute_url()}proponi/"

    assert "why" in sent(worker, address, proposal="grant", amount="500", months="4", from_month="oggi")
    assert "amount" in sent(worker, address, proposal="grant", from_month="oggi", why="spesa")
    assert sent(worker, address, proposal="grant", amount="500", months="4", from_month="oggi", why="spesa del dentista") == application.get_absolute_url()
    shown = page(worker, application.get_absolute_url())
    assert "500,00 € al mese per 4 mesi" in shown
    assert "Non è quello che risponde il regolamento" in shown


def test_an_executive_approves_and_then_the_head_decides(town: Town) -> None:
    application = town.above()
    executive, head, address = signed_in(town, EXECUTIVE), signed_in(town, HEAD), application.get_absolute_url()

    assert head.get(f"{address}accogli/").status_code == 403
    assert "Benefici da approvare" in page(executive, "/oggi/")
    assert "si spendano in tutto 5.000,01 €" in page(executive, f"{address}approva/")
    assert sent(executive, f"{address}approva/") == address
    assert "ha approvato il 15 novembre 2016" in page(head, address)
    assert sent(head, f"{address}accogli/") == address


def test_what_is_sent_back_is_proposed_again(town: Town) -> None:
    application = town.proposed(town.completed())
    head, address = signed_in(town, HEAD), application.get_absolute_url()

    assert sent(head, f"{address}rimanda/", why="manca il certificato") == address

    application.refresh_from_db()
    assert application.state == "complete"
    assert sent(signed_in(town, GIULIA), f"{address}chiedi-documenti/", what="Certificato di residenza\n\nBusta paga") == address
    assert list(application.documents.filter(received_on=None).values_list("what", flat=True)) == ["Certificato di residenza", "Busta paga"]


def test_a_request_is_withdrawn(town: Town) -> None:
    application = town.received()

    assert sent(signed_in(town, DESK), f"{application.get_absolute_url()}ritira/", why="ha trovato lavoro") == application.get_absolute_url()

    application.refresh_from_db()
    assert (application.state, application.decision) == ("withdrawn", "ha trovato lavoro")


def test_what_is_typed_wrong_is_told_at_its_field(town: Town) -> None:
    application = town.received(facts={})
    desk, address = signed_in(town, DESK), f"{application.get_absolute_url()}dichiara/"

    assert "isee" in sent(desk, address, isee="tanti", kind="beneficiary", paid_by="cash")
    assert "household_members" in sent(desk, address, household_members="-1", kind="beneficiary", paid_by="cash")
    assert "iban" in sent(desk, address, kind="beneficiary", paid_by="transfer", iban="IT60 X054 2811 1010 0000 0123 457")


def test_a_page_of_a_verb_that_is_past_says_so(town: Town) -> None:
    application = town.proposed(town.completed())
    client, address = signed_in(town, GIULIA), application.get_absolute_url()

    assert [client.get(f"{address}{verb}/").status_code for verb in ("dichiara", "completa", "proponi", "chiedi-documenti")] == [409] * 4


def test_without_a_person_the_page_says_where_to_begin(town: Town) -> None:
    assert "Di chi è la domanda?" in page(signed_in(town, DESK), f"{LIST}ricevi/")


def test_who_is_not_of_the_group_does_not_open_it(town: Town) -> None:
    application = town.received()

    assert signed_in(town, PAOLA).get(application.get_absolute_url()).status_code == 404


def test_each_finds_today_what_waits_for_them(town: Town) -> None:
    town.received(town.teresa)
    town.proposed(town.completed(town.carlo))
    worker, head, other = (page(signed_in(town, username), "/oggi/") for username in (GIULIA, HEAD, PAOLA))

    assert "Domande da istruire" in worker
    assert "Teresa" in worker
    assert "Benefici da decidere" in head
    assert "Carlo" in head
    assert "Domande da istruire" not in other


def test_the_questions_are_those_that_the_regulation_asks(town: Town) -> None:
    arrears = town.measure("blameless_arrears", "Morosità incolpevole", formula="blameless_arrears")
    application = town.received(measure=arrears, facts={})

    shown = page(signed_in(town, DESK), f"{application.get_absolute_url()}dichiara/")

    assert "Perché il nucleo non ha più potuto pagare l" in shown
    assert "Solo per: rinviare il rilascio della casa" in shown


def test_out_of_a_contact_the_request_keeps_where_it_came_from(town: Town) -> None:
    contact = town.contact()
    desk = signed_in(town, DESK)

    assert f"{LIST}ricevi/?contact={contact.pk}" in page(desk, contact.get_absolute_url())
    shown = page(desk, f"{LIST}ricevi/?contact={contact.pk}")
    assert "Chiede aiuto per le bollette." in shown
    sent(desk, f"{LIST}ricevi/?contact={contact.pk}", measure=town.gift.pk, on="oggi")

    application = Application.objects.get()
    assert (application.contact, application.channel) == (contact, "desk")
    assert contact.get_absolute_url() in page(desk, application.get_absolute_url())


def test_out_of_a_case_the_request_goes_to_its_group(town: Town) -> None:
    case = town.case()
    worker = signed_in(town, PAOLA)

    assert f"{LIST}ricevi/?case={case.pk}" in page(worker, case.get_absolute_url())
    sent(worker, f"{LIST}ricevi/?case={case.pk}", measure=town.gift.pk, on="oggi")

    application = Application.objects.get()
    assert (application.case, application.team, application.channel) == (case, case.team, "case")
    assert case.get_absolute_url() in page(worker, application.get_absolute_url())
