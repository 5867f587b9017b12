"""Journey 7: read the public account, see a figure change by one after the next seal, and walk back from it to the act."""

from datetime import date

import pytest
from django.core.management import call_command

from sussidiario.casework import actions as casework
from sussidiario.foundation.areas import Area
from sussidiario.people import actions as people
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town, at

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_case_changes_the_public_figure_after_the_next_seal_and_the_figure_leads_back_to_its_act(keyboard: Keyboard, town: Town) -> None:
    _propose_teresa(town)
    _read_figure(keyboard)
    keyboard.reads("1 anziani seguiti")

    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.press("Teresa Ornaghi", within="Proposte da decidere")
    keyboard.press("Assegna il caso")
    keyboard.choose("Chi la segue", "Paola Villa")
    keyboard.press("Assegna il caso")
    keyboard.sign_out()
    _read_figure(keyboard)
    keyboard.reads("1 anziani seguiti")

    call_command("journal", "seal")
    _read_figure(keyboard)
    keyboard.reads("2 anziani seguiti")
    keyboard.lacks("Vai agli atti")

    keyboard.sign_in(WHO["auditor"], PASSWORD)
    _read_figure(keyboard)
    keyboard.press("Vai agli atti")
    keyboard.reads("fino al sigillo n. 2")
    keyboard.press("Persona presa in carico")
    keyboard.is_headed("Persona presa in carico")
    keyboard.reads("Chiuso nel sigillo n. 2")
    keyboard.press("Caso n.")
    keyboard.is_headed("Teresa Ornaghi")


def _read_figure(keyboard: Keyboard) -> None:
    """Go from the cover of the account to how one of its figures is counted."""
    keyboard.open("/bilancio/")
    keyboard.press("Politiche sociali e volontariato")
    keyboard.press("Come si conta: Anziani in carico")


def _propose_teresa(town: Town) -> None:
    """Let somebody old have been proposed at the desk this morning."""
    operator = town.actor(WHO["desk operator"])
    teresa = people.register(given_name="Teresa", family_name="Ornaghi", birth_on=date(1940, 3, 8), by=operator, at=at())
    casework.propose(person=teresa, area=Area.ELDERLY, why="Vive sola.", by=operator, at=at())
