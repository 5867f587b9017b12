"""Journey 4: the service head opens a case and assigns it."""

import pytest

from sussidiario.casework.lifecycle import CaseState
from sussidiario.casework.models import Case
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_service_head_opens_a_proposal_of_today_and_assigns_it(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.press("Amina Diallo", within="Proposte da decidere")
    keyboard.press("Assegna il caso")
    keyboard.choose("Chi la segue", "Giulia Mandelli")
    keyboard.press("Assegna il caso")

    keyboard.is_headed("Amina Diallo")
    case = Case.objects.get(pk=town.cases["amina"].pk)
    assert (case.state, case.worker) == (CaseState.OPEN, town.staff["giulia.mandelli"])

    keyboard.sign_in("giulia.mandelli", PASSWORD)
    keyboard.reach("Amina Diallo", within="Nuovi per me")
    keyboard.press("Casi")
    keyboard.press("Amina Diallo")
    keyboard.is_headed("Amina Diallo")
