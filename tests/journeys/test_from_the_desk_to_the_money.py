"""Somebody asks for a benefit at the desk: what she declares, what the regulation answers, who proposes, who decides; the money, and the public figure."""

from pathlib import Path

import pytest
from django.core.management import call_command

from sussidiario.benefits.models import Application, Payment
from tests import benefits
from tests.journeys.keyboard import Keyboard
from tests.journeys.money import build_and_sign, load
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_asked_at_the_desk_is_decided_by_two_paid_by_three_and_counted(keyboard: Keyboard, town: Town, tmp_path: Path) -> None:
    benefits.offer(town)
    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.open(f"/persone/{town.persons['anna'].pk}/")
    keyboard.press("Ricevi una domanda")
    keyboard.pick("Contributo a integrazione del reddito", within="Che cosa chiede")
    keyboard.type("Con parole sue", "Con la pensione non arrivo a fine mese.")
    keyboard.press("Ricevi la domanda")

    keyboard.is_headed("Quello che dichiara")
    keyboard.pick("sì", within="Residente nel comune")
    keyboard.type("ISEE", "5.000")
    keyboard.type("vale fino al", "15/1/2017")
    keyboard.type("Persone del nucleo", "1")
    keyboard.type("Entrate del nucleo in un mese", "400")
    keyboard.type("Affitto o rata del mutuo", "250")
    keyboard.pick("contanti presso la tesoreria", within="Come")
    keyboard.press("Scrivi quanto dichiara")
    keyboard.reads("Perché sì")
    keyboard.press("Segna un documento arrivato")
    keyboard.press("Segna come arrivato")
    keyboard.press("Segna come completa")
    keyboard.press("Segna come completa")
    keyboard.reads("completa")

    keyboard.sign_in("giulia.mandelli", PASSWORD)
    keyboard.reads("Domande da istruire")
    keyboard.press("Anna Galimberti")
    keyboard.unfold("Come ci si arriva")
    keyboard.reads("Regolamento dimostrativo, art. 12 c. 1")
    keyboard.press("Proponi la decisione")
    keyboard.reads("Chi propone non decide.")
    keyboard.press("Proponi")

    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.reads("Benefici da decidere")
    keyboard.press("Anna Galimberti")
    keyboard.press("Accogli")
    keyboard.reads("La somma viene impegnata subito sul bilancio")
    keyboard.press("Accogli")

    keyboard.is_headed("Anna Galimberti")
    keyboard.reads("accolta")
    application = Application.objects.get()
    assert (application.state, str(application.proposed_by), str(application.decided_by)) == ("granted", "Giulia Mandelli", "Giovanni Casati")

    call_command("journal", "seal")
    build_and_sign(keyboard, "Contributi di novembre", "300,00", pay_on="27/11/2016")
    payment = Payment.objects.get()
    load(keyboard, tmp_path / "novembre.csv", f"{payment.reference};300,00;15/11/2016;pagato;")
    keyboard.reads("pagat")

    keyboard.sign_out()
    keyboard.open("/bilancio/")
    keyboard.press("Politiche sociali e volontariato")
    keyboard.press("Come si conta: Contributi economici concessi")
    keyboard.reads("1 aiuti in denaro concessi nel 2016")
