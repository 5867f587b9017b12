"""Journey 5: the service head hands over the whole caseload of a worker."""

import pytest

from sussidiario.casework.models import Case
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_service_head_hands_over_a_whole_caseload_after_seeing_who_receives_what(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.press("Carichi di lavoro")
    keyboard.press("Passa tutti i casi di una persona")

    keyboard.choose("Chi lascia i casi", "Paola Villa")
    keyboard.tick("Stefano Riva", within="A chi passano")
    keyboard.type("Dal", "oggi")
    keyboard.type("Perché", "Maternità.")
    keyboard.press("Guarda come si dividono")
    keyboard.reads("Paola Villa non segue più nessuno di questi casi")
    assert Case.objects.get(pk=town.cases["anna"].pk).worker == town.staff["paola.villa"]

    keyboard.press("Passa 1 caso")
    assert Case.objects.get(pk=town.cases["anna"].pk).worker == town.staff["stefano.riva"]
