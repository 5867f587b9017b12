"""Journey: the accountant pays what is due, loads what the bank answers, and what came back is mended and paid."""

from pathlib import Path

import pytest

from sussidiario.benefits.models import Instalment, Payment
from tests import benefits
from tests.journeys.keyboard import Keyboard
from tests.journeys.money import build_and_sign, load
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)

OTHER = "IT21I0100003245000000000001"


def test_the_accountant_pays_loads_the_banks_answer_and_mends_what_came_back(keyboard: Keyboard, town: Town, tmp_path: Path) -> None:
    travel = benefits.travel(town)
    for who in ("anna", "marco"):
        benefits.travels(town, travel, who)

    build_and_sign(keyboard, "Trasporti di novembre", "240,00")
    keyboard.reads("Bonifici per la banca")

    first, second = Payment.objects.order_by("position")
    load(keyboard, tmp_path / "novembre.csv", f"{first.reference};120,00;15/11/2016;pagato;", f"{second.reference};120,00;15/11/2016;stornato;AC04")
    keyboard.reads("tornato indietro")
    keyboard.reads("conto chiuso")
    keyboard.press("Pagamenti da sistemare")
    keyboard.reads("come prima")
    keyboard.press(second.name)
    keyboard.reads("può tornare indietro di nuovo")

    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.open(f"{second.instalment.award.get_absolute_url()}chi-riscuote/")
    keyboard.type("IBAN", OTHER)
    keyboard.type("Perché", "Ha cambiato banca, lo ha scritto lei.")
    keyboard.press("Cambia chi riscuote")

    keyboard.sign_in(WHO["accountant"], PASSWORD)
    keyboard.open("/benefici/pagamenti/da-sistemare/")
    keyboard.reads("corretto")
    keyboard.press(second.name)
    keyboard.press("Rimetti in pagamento")
    keyboard.reads("Nessun pagamento è tornato indietro")

    build_and_sign(keyboard, "Trasporti di novembre, di nuovo", "120,00")
    again = Payment.objects.get(payments__number=2)
    load(keyboard, tmp_path / "dicembre.csv", f"{again.reference};120,00;15/11/2016;pagato;")
    keyboard.press("Elenchi di pagamento")
    keyboard.lacks("Pagamenti da sistemare", within="main table")

    assert again.iban == OTHER
    assert set(Instalment.objects.values_list("state", flat=True)) == {"paid"}
