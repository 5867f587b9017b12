"""Journey: a person asks who has seen their file; the officer registers it with its term, prepares the answer, prints it, and closes the request."""

import pytest

from sussidiario.privacy.models import RightsRequest
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_asks_is_told_who_has_seen_their_file(keyboard: Keyboard) -> None:
    keyboard.sign_in(WHO["social worker in charge"], PASSWORD)
    keyboard.press("Casi")
    keyboard.press("Anna Galimberti")

    keyboard.sign_in(WHO["auditor"], PASSWORD)
    keyboard.find("galimberti anna")
    keyboard.press("Registra una sua richiesta sui propri dati")
    keyboard.pick("accesso", within="Che cosa chiede")
    keyboard.type("Con quali parole", "Vorrei sapere chi ha letto di me.")
    keyboard.press("Registra la richiesta")
    keyboard.reads("si risponde entro il 15 dicembre 2016")
    keyboard.reads("restano 30 giorni")

    keyboard.press("Chi ha visto la scheda: prepara la stampa")
    keyboard.press("Prepara la risposta")
    keyboard.is_headed("Chi ha visto la scheda")
    with keyboard.prints():
        keyboard.reads("Risposta a Anna Galimberti")
        keyboard.reads("Paola Villa Anziani caso")
        keyboard.lacks("Stampa questa pagina")
        assert not keyboard.shows("nav, button, .s-way-back"), "only the letter is printed"

    keyboard.press("Risposte su chi ha letto")
    keyboard.press("Richieste sui propri dati")
    keyboard.press("Anna Galimberti")
    keyboard.press("Rispondi")
    keyboard.press("Rispondi")
    keyboard.is_headed("Risposta alla sua richiesta")
    with keyboard.prints():
        keyboard.reads("A Anna Galimberti")
        keyboard.reads("l'elenco di chi lo ha letto")
        assert not keyboard.shows("nav, button, .s-way-back")

    keyboard.open("/riservatezza/richieste/")
    keyboard.lacks("Anna Galimberti")
    assert RightsRequest.objects.get(person__family_name="Galimberti").answer
