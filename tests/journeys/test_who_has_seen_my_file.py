"""Journey: a person asks who has seen their file; the officer registers it with its term, prepares the answer, prints it, and closes the request."""

import pytest

from sussidiario.privacy.models import RightsRequest
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_asks_is_told_who_has_seen_their_file(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in("lucia.ferrario", PASSWORD)
    keyboard.press("Casi")
    keyboard.press("Leonardo De Luca")

    keyboard.sign_in(WHO["auditor"], PASSWORD)
    keyboard.find("leonardo de luca")
    keyboard.press("Registra una sua richiesta sui propri dati")
    keyboard.pick("accesso", within="Che cosa chiede")
    keyboard.type("Con quali parole", "La madre chiede chi ha letto di lui.")
    keyboard.press("Registra la richiesta")
    keyboard.reads("si risponde entro il 15 dicembre 2016")
    keyboard.reads("restano 30 giorni")

    keyboard.press("Chi ha visto la scheda: prepara la stampa")
    keyboard.press("Prepara la risposta")
    keyboard.is_headed("Chi ha visto la sua scheda")
    with keyboard.prints():
        keyboard.reads("A Leonardo De Luca")
        keyboard.reads("Lucia Ferrario Famiglia e minori caso")
        for said in ("Stampa questa pagina", "Risposta preparata"):
            keyboard.lacks(said, within="body")
        assert not keyboard.shows("nav, button, .s-way-back"), "only the letter is printed"

    keyboard.press("Risposte su chi ha letto")
    keyboard.press("Richieste sui propri dati")
    keyboard.press("Leonardo De Luca")
    keyboard.press("Rispondi")
    keyboard.press("Rispondi")
    keyboard.is_headed("Risposta alla sua richiesta")
    with keyboard.prints():
        keyboard.reads("A Leonardo De Luca")
        keyboard.reads("l'elenco di chi lo ha letto")
        keyboard.lacks("Risposta scritta", within="body")
        assert not keyboard.shows("nav, button, .s-way-back")

    keyboard.open("/riservatezza/richieste/")
    keyboard.lacks("Leonardo De Luca")
    assert RightsRequest.objects.get(person=town.persons["leo"]).answer
