"""A head tries a new threshold on the requests that came, reads whom it would let in and what it would cost, and attaches it to the council's act."""

import pytest

from sussidiario.benefits.actions import applications
from sussidiario.benefits.models import Simulation
from tests import benefits
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_head_simulates_a_new_threshold_and_attaches_it_to_an_act(keyboard: Keyboard, town: Town) -> None:
    _ask(town, anna=500_000, marco=680_000, professor=680_000, amina=720_000)
    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.open("/benefici/misure/")
    keyboard.press("Simulazioni")
    keyboard.reads("Nessuna simulazione")
    keyboard.press("Nuova simulazione")
    keyboard.press("Contributo a integrazione del reddito")
    keyboard.reads("Regolamento dimostrativo, art. 11 c. 1")
    keyboard.type("Titolo", "Soglia a 7.000 euro")
    keyboard.type("Domande ricevute dal", "1/1/2016")
    keyboard.type("Al", "31/12/2016")
    keyboard.type("ISEE: da 3.000,01 € a 5.000,00 €", "7")
    keyboard.press("Fai la simulazione")
    keyboard.reads("più di quella prima")
    keyboard.type("ISEE: da 3.000,01 € a 5.000,00 €", "4")
    keyboard.type("ISEE massimo", "7.000")
    keyboard.press("Fai la simulazione")

    keyboard.is_headed("Soglia a 7.000 euro")
    keyboard.reads("Con «ISEE massimo» a 7.000,00 € invece di 6.500,00 €: entrano 2 domande, non ne esce nessuna.")
    keyboard.reads("resterebbero")
    keyboard.reads("I gruppi sono troppo piccoli")
    with keyboard.prints():
        assert keyboard.shows("text=entrano 2 domande")
        assert not keyboard.shows("text=Allega a un atto")
    keyboard.press("Allega a un atto")
    keyboard.type("Atto", "proposta di delibera 41 del 2016")
    keyboard.press("Allega")

    keyboard.is_headed("Soglia a 7.000 euro")
    keyboard.reads("proposta di delibera 41 del 2016")
    assert Simulation.objects.get().decision == "proposta di delibera 41 del 2016"

    keyboard.sign_in(WHO["auditor"], PASSWORD)
    keyboard.open("/benefici/simulazioni/")
    keyboard.lacks("Nuova simulazione")
    keyboard.press("Soglia a 7.000 euro")
    keyboard.lacks("Allega a un atto")


def _ask(town: Town, **isee: int) -> None:
    """Requests of this morning, alike but for the ISEE."""
    measure, _gift = benefits.offer(town)
    for who, cents in isee.items():
        declared = benefits.FACTS | {"isee": cents}
        applications.receive(
            measure, person=town.persons[who], why="Non arriva a fine mese.", declared=declared, by=town.actor(WHO["desk operator"]), at=benefits.at(8, 40)
        )
