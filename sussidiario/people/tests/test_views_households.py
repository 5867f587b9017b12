"""The pages that change a household: who enters is found first, who is asked is shown, what happens is said before."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sussidiario.access.actor import Actor
from sussidiario.people import actions
from sussidiario.people.models import Household, Person
from sussidiario.people.tests.conftest import AT, registered

THEN = date(2014, 3, 10)


@pytest.fixture
def family(operator: Actor) -> list[Person]:
    return [registered(operator, name, "De Luca") for name in ("Marco", "Sara", "Leonardo")]


@pytest.fixture
def household(operator: Actor, family: list[Person]) -> Household:
    return actions.form(list(zip(family, (1, 2, 3), strict=True)), on=THEN, by=operator, at=AT)


def page(name: str, household: Household, query: str = "") -> str:
    return reverse(f"people:{name}", args=[household.pk]) + query


def test_a_household_is_formed_and_then_others_are_added(browser: Client, operator: Actor) -> None:
    anna = registered(operator, "Anna", "Galimberti")

    response = browser.post(reverse("people:form", args=[anna.pk]), {"on": "oggi"})

    household = Household.objects.get()
    assert response.headers["Location"] == page("join", household)
    assert "Vive già in una famiglia" in browser.get(anna.get_absolute_url()).content.decode()
    assert "vive già in una famiglia" in browser.post(reverse("people:form", args=[anna.pk]), {"on": "oggi"}).content.decode()


def test_who_enters_is_found_first(browser: Client, operator: Actor, household: Household) -> None:
    nonna = registered(operator, "Nonna", "Rossi")

    empty = browser.get(page("join", household)).content.decode()
    found = browser.get(page("join", household, "?q=rosi")).content.decode()
    nobody = browser.get(page("join", household, "?q=zzzz")).content.decode()

    assert "Cerca la persona" in empty
    assert f'href="?persona={nonna.pk}"' in found
    assert "Nessuno con «zzzz»" in nobody
    assert "De Luca</a>" in found


def test_who_lives_there_is_not_offered_again(browser: Client, household: Household) -> None:
    assert "?persona=" not in browser.get(page("join", household, "?q=de+luca")).content.decode()


def test_somebody_enters(browser: Client, operator: Actor, household: Household) -> None:
    nonna = registered(operator, "Nonna", "Rossi")
    address = page("join", household, f"?persona={nonna.pk}")

    assert "Nonna Rossi entra in famiglia" in browser.get(address).content.decode()
    assert browser.post(address, {"relation": "6", "on": "oggi", "why": "insieme"}).headers["Location"] == household.get_absolute_url()
    assert household.memberships.open().get(person=nonna).relation == 6
    assert "vive già in una famiglia" in browser.post(address, {"relation": "6", "on": "oggi"}).content.decode()


def test_somebody_leaves_and_the_others_say_who_is_the_reference_person_now(browser: Client, household: Household, family: list[Person]) -> None:
    marco, sara, leo = family

    assert f'href="?persona={marco.pk}"' in browser.get(page("leave", household)).content.decode()
    address = page("leave", household, f"?persona={marco.pk}")
    assert "Marco De Luca esce dalla famiglia" in browser.get(address).content.decode()
    assert browser.post(address, {"on": "oggi", "why": "trasferito"}).headers["Location"] == page("restate", household)
    assert "Chi è chi, adesso" in browser.get(page("restate", household)).content.decode()
    done = browser.post(page("restate", household), {f"relation_{sara.pk}": "1", f"relation_{leo.pk}": "3", "on": "oggi"})
    assert done.headers["Location"] == household.get_absolute_url()
    assert household.memberships.open().get(person=sara).relation == 1


def test_who_leaves_last_is_told_that_the_household_ends(browser: Client, operator: Actor) -> None:
    anna = registered(operator, "Anna", "Galimberti")
    household = actions.form([(anna, 1)], on=THEN, by=operator, at=AT)
    address = page("leave", household, f"?persona={anna.pk}")

    assert "la famiglia si scioglie" in browser.get(address).content.decode()
    assert browser.post(address, {"on": "oggi", "why": "trasferita"}).headers["Location"] == household.get_absolute_url()
    assert browser.get(address).status_code == 403


def test_a_household_splits(browser: Client, household: Household, family: list[Person]) -> None:
    marco, sara, leo = family
    typed = {f"relation_{marco.pk}": "", f"relation_{sara.pk}": "1", f"relation_{leo.pk}": "3", "on": "oggi"}

    refused = browser.post(page("split", household), typed | {f"relation_{sara.pk}": "3", "why": "separazione"}).content.decode()
    response = browser.post(page("split", household), typed | {"why": "separazione"})

    new = Household.objects.latest("pk")
    assert "Indica chi è l&#x27;intestatario della scheda." in refused
    assert response.headers["Location"] == new.get_absolute_url()
    assert [each.person for each in new.memberships.in_order()] == [sara, leo]


def test_two_households_become_one(browser: Client, operator: Actor, household: Household) -> None:
    nonna, alone = registered(operator, "Nonna", "Rossi"), registered(operator, "Ada", "Verdi")
    other = actions.form([(nonna, 1)], on=THEN, by=operator, at=AT)

    assert f'href="?persona={nonna.pk}"' in browser.get(page("merge", household, "?q=rossi")).content.decode()
    assert "Ada Verdi non vive in un&#x27;altra famiglia." in browser.get(page("merge", household, f"?persona={alone.pk}")).content.decode()
    address = page("merge", household, f"?persona={nonna.pk}")
    assert "Nonna Rossi" in browser.get(address).content.decode()
    response = browser.post(address, {f"relation_{nonna.pk}": "6", "on": "oggi", "why": "insieme"})

    other.refresh_from_db()
    assert response.headers["Location"] == household.get_absolute_url()
    assert other.closed_on == date(2016, 11, 15)


@pytest.mark.parametrize("name", ["join", "leave", "split", "merge", "restate"])
def test_who_checks_the_book_does_not_open_the_pages_that_write(browser: Client, household: Household, auditor: Actor, name: str) -> None:
    assert browser.get(page(name, household)).status_code == 200
    browser.force_login(auditor.staff, backend="django.contrib.auth.backends.ModelBackend")

    assert browser.get(page(name, household)).status_code == 403
