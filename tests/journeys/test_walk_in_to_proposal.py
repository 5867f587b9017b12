"""Journey 3: somebody comes without appointment, is received, and is proposed to be taken in charge."""

import pytest

from sussidiario.casework.models import Case
from sussidiario.foundation.areas import Area
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_came_without_appointment_is_proposed_to_be_taken_in_charge(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.press("Sportelli")

    keyboard.press("Dai un biglietto")
    keyboard.reads("Biglietto A 2")
    keyboard.press("Chiama · A 2")
    keyboard.press("Ricevi · A 2")
    keyboard.press("Indica la persona")
    keyboard.type("Nome, data di nascita", "galimberti anna")
    keyboard.waits_for("#found button")
    keyboard.press("Anna Galimberti")
    keyboard.is_headed("Anna Galimberti")

    keyboard.pick("di persona", within="Come è avvenuto")
    keyboard.pick("spontaneo", within="Perché è venuta")
    keyboard.pick("la persona stessa", within="Con chi si è parlato")
    keyboard.type("Che cosa chiede", "Non arriva a pagare il riscaldamento.")
    keyboard.tick("reddito", within="Bisogni")
    keyboard.choose("Area", "adulti")
    keyboard.pick("proposta di presa in carico", within="Esito")
    keyboard.type("Minuti", "30")
    keyboard.press("Chiudi il contatto")

    keyboard.press("Proponi la presa in carico")
    keyboard.pick("Adulti", within="Area")
    keyboard.type("Perché", "Con la pensione non arriva a fine mese.")
    keyboard.press("Proponi la presa in carico")
    proposal = Case.objects.latest("pk")
    assert (proposal.person, proposal.area, proposal.state) == (town.persons["anna"], Area.ADULTS, "proposed")
