"""Journey 1: find and register a person, as the operator at the desk does."""

import pytest

from sussidiario.people.models import Person
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_name_typed_with_two_slips_finds_the_person(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["desk operator"], PASSWORD)

    keyboard.key("/")
    keyboard.write("galinberti ana")
    keyboard.waits_for("#suggestions a")
    keyboard.key("ArrowDown")
    keyboard.send()

    keyboard.is_headed("Anna Galimberti")
    assert keyboard.page.url.endswith(town.persons["anna"].get_absolute_url())


def test_who_looks_alike_is_shown_before_somebody_is_registered(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.press("Persone")
    keyboard.type("Nome, data di nascita", "de luca marcello")
    keyboard.send()
    keyboard.press("Registra una persona")

    keyboard.type("Cognome", "De Luca")
    keyboard.type("Nome", "Marco")
    keyboard.type("Data di nascita", "21/6/1975")
    keyboard.waits_for("#alike a")
    keyboard.reads("stessa data di nascita")
    keyboard.press("Registra")
    keyboard.type("Perché è un'altra persona", "È il cugino: ha un'altra madre.")
    keyboard.press("È un’altra persona: registra")

    keyboard.is_headed("Marco De Luca")
    cousin = Person.objects.latest("pk")
    assert keyboard.page.url.endswith(cousin.get_absolute_url())
    assert cousin != town.persons["marco"]


def test_who_says_only_a_nickname_is_registered_and_found_again(keyboard: Keyboard) -> None:
    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.press("Persone")
    keyboard.press("Registra una persona")

    keyboard.type("Pseudonimo", "La signora del parco")
    keyboard.press("Registra")
    keyboard.is_headed("La signora del parco")

    keyboard.key("/")
    keyboard.write("signora parco")
    keyboard.waits_for("#suggestions a")
    keyboard.key("ArrowDown")
    keyboard.send()
    keyboard.is_headed("La signora del parco")
