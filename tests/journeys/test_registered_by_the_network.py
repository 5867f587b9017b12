"""Journey: the network registers a woman under a pseudonym; the desk that serves her finds nothing of it, nor where she is to be found."""

import pytest

from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person, Whereabouts
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO

pytestmark = pytest.mark.django_db(transaction=True)

STREET, PHONE = "via Volta 7", "333 1234567"


def test_a_woman_whom_the_network_keeps_does_not_exist_at_the_desk_that_serves_her(keyboard: Keyboard) -> None:
    keyboard.sign_in(WHO["network"], PASSWORD)
    keyboard.press("Persone")
    keyboard.press("Registra una persona")
    keyboard.type("Pseudonimo", "Ginestra")
    keyboard.press("Registra")
    keyboard.is_headed("Ginestra")
    kept = Person.objects.latest("pk")
    assert (kept.tier, kept.given_name, kept.family_name, kept.fiscal_code) == (Tier.PROTECTED, "", "", "")

    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.open("/persone/?q=ginestra")
    keyboard.lacks("pseudonimo")
    keyboard.press("Registra una persona")
    keyboard.type("Cognome", "Fontana")
    keyboard.type("Nome", "Elena")
    keyboard.type("Data di nascita", "3/2/1985")
    keyboard.type("Pseudonimo", "Ginestra")
    keyboard.type("Telefono", PHONE)
    keyboard.press("Registra")
    keyboard.is_headed("Elena Fontana")
    keyboard.press("Scrivi dove vive")
    keyboard.type("Via e numero", STREET)
    keyboard.choose("Quartiere", "Cederna")
    keyboard.press("Registra")
    keyboard.reads(STREET)
    keyboard.reads(PHONE)
    keyboard.page.goto(f"{keyboard.base}{kept.get_absolute_url()}")
    of_her = keyboard.page.locator("main").inner_text()
    keyboard.page.goto(f"{keyboard.base}/persone/{kept.pk + 1000}/")
    assert of_her == keyboard.page.locator("main").inner_text(), "her address answers as if she were not there"

    keyboard.sign_in(WHO["network"], PASSWORD)
    keyboard.find("fontana elena")
    keyboard.is_headed("Elena F.")
    keyboard.press("Custodisci i recapiti")
    keyboard.type("Motivo", "È in una casa del centro.")
    keyboard.press("Custodisci i recapiti")
    keyboard.reads("I recapiti sono custoditi.")
    assert Whereabouts.objects.get().street == STREET

    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.find("fontana elena")
    keyboard.is_headed("Elena Fontana")
    keyboard.reads("Non si sa ancora dove vive.")
    for hint in (STREET, PHONE, "Cederna", "custod", "Rete antiviolenza", "Marta Vismara", "Indirizzo"):
        keyboard.lacks(hint)
