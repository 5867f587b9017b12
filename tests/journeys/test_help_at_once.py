"""Money given the day it is asked for: a worker gives it, somebody else says that it was right; what was not is given back, and the last of it waived."""

import pytest

from sussidiario.benefits.models import Debt
from tests import benefits
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_given_at_once_is_ratified_by_somebody_else(keyboard: Keyboard, town: Town) -> None:
    found = benefits.write(town)
    keyboard.sign_in("giulia.mandelli", PASSWORD)
    keyboard.open(f"/benefici/domande/{found['complete application']}/")
    keyboard.unfold("Altro")
    keyboard.press("Anticipa in urgenza")
    keyboard.type("Quanto", "151")
    keyboard.type("Perché non si può aspettare", "Domani staccano la luce.")
    keyboard.press("Anticipa oggi")
    keyboard.reads("fino a 150,00")
    keyboard.type("Quanto", "120")
    keyboard.press("Anticipa oggi")
    keyboard.reads("anticipata in urgenza")

    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.reads("Anticipi urgenti da ratificare")
    keyboard.open("/benefici/anticipi/")
    keyboard.reads("2 da ratificare")
    keyboard.press("Ratifica: Marco De Luca")
    keyboard.reads("Domani staccano la luce.")
    keyboard.press("Ratifica")

    keyboard.open("/benefici/anticipi/")
    keyboard.reads("1 da ratificare")
    keyboard.reads("ratificato")


def test_what_was_not_due_is_given_back_in_part_and_the_rest_waived(keyboard: Keyboard, town: Town) -> None:
    found = benefits.write(town)
    keyboard.sign_in(WHO["accountant"], PASSWORD)
    keyboard.open("/benefici/recuperi/")
    keyboard.press("Segna una somma restituita")
    keyboard.type("Somma restituita", "60")
    keyboard.press("Somma restituita")
    keyboard.reads("Restano da restituire 40,00")

    keyboard.sign_in(WHO["executive"], PASSWORD)
    keyboard.open("/benefici/recuperi/")
    keyboard.reads("Mancano ancora 40,00")
    keyboard.press("Rinuncia al recupero")
    keyboard.type("Perché", "Determina 12 del 2016: vive in strada.")
    keyboard.press("Rinuncia al recupero")

    keyboard.open("/benefici/recuperi/")
    keyboard.reads("Niente da recuperare")
    debt = Debt.objects.get(pk=found["debt"])
    assert (debt.state, debt.recovered) == ("waived", 6_000)
