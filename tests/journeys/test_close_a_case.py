"""Journey 6: a worker closes a case, with its reason and its outcome."""

import pytest

from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_closes_a_case_and_it_leaves_her_list(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["social worker in charge"], PASSWORD)
    keyboard.press("Casi")
    keyboard.press("Anna Galimberti")
    keyboard.unfold("Altro")
    keyboard.press("Chiudi il caso")
    keyboard.choose("Motivo", "progetto concluso")
    keyboard.choose("Come vive adesso", "in autonomia")
    keyboard.type("Nota", "Ora la segue la figlia.")
    keyboard.press("Chiudi il caso")

    keyboard.is_headed("Anna Galimberti")
    keyboard.reads("Ora la segue la figlia.")
    keyboard.press("Casi")
    keyboard.reads("Non segui nessun caso")
