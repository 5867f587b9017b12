"""A request is refused, and who made it is told why in a letter: with the article, how to appeal and by when, and a number in the register."""

import hashlib
from datetime import date

import pytest

from sussidiario.benefits.actions import applications
from sussidiario.benefits.lifecycle import PaidBy, PayeeKind
from sussidiario.benefits.models import Letter
from tests import benefits
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)

TOO_MUCH = "L'ISEE di 7.000,00 € supera il limite di 6.500,00 €. (Regolamento dimostrativo, art. 11 c. 1)"


def test_a_refusal_is_written_with_its_reason_and_its_appeal(keyboard: Keyboard, town: Town) -> None:
    _asked(town)
    keyboard.sign_in("giulia.mandelli", PASSWORD)
    keyboard.press("Anna Galimberti")
    keyboard.press("Proponi la decisione")
    keyboard.press("Proponi")

    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.press("Anna Galimberti")
    keyboard.press("Non accogliere")
    keyboard.reads("Può fare ricorso al TAR fino al 14 gennaio 2017")
    keyboard.press("Non accogliere")
    keyboard.is_headed("Anna Galimberti")

    keyboard.sign_in("giulia.mandelli", PASSWORD)
    keyboard.open("/benefici/domande/?state=refused")
    keyboard.press("Anna Galimberti")
    keyboard.press("Scrivi: diniego")
    keyboard.reads("Gentile Anna Galimberti")
    keyboard.reads(TOO_MUCH)
    keyboard.reads("entro 60 giorni da quando riceve questa lettera (d.lgs. 104/2010, art. 29; agosto non si conta): fino al 14 gennaio 2017")
    keyboard.reads("da lì non si toglie e non si cambia")
    keyboard.press("Scrivi la lettera")

    keyboard.is_headed("Diniego")
    keyboard.reads("Protocollo n. 1/2016 del 15 novembre 2016")
    letter = Letter.objects.get()
    keyboard.reach("Scarica il PDF", tag="a")
    with keyboard.page.expect_download() as download:
        keyboard.key("Enter")
    assert download.value.suggested_filename == "lettera-2016-00001.pdf"
    assert hashlib.sha256(download.value.path().read_bytes()).hexdigest() == letter.protocol.sha256

    keyboard.open(letter.application.get_absolute_url())
    keyboard.reads("Lettera scritta")
    keyboard.lacks("Scrivi: diniego")

    keyboard.sign_in(WHO["auditor"], PASSWORD)
    keyboard.open("/benefici/protocollo/")
    keyboard.reads("Domanda non accolta: Contributo a integrazione del reddito")
    keyboard.type("Numero, destinatario o oggetto", "galimberti")
    keyboard.send()
    keyboard.press("1/2016")
    keyboard.reads(TOO_MUCH)


def _asked(town: Town) -> None:
    """Anna's request, with all that it needs; her ISEE is above the ceiling."""
    measure, _gift = benefits.offer(town)
    desk = town.actor(WHO["desk operator"])
    request = applications.receive(measure, person=town.persons["anna"], why="Non arriva a fine mese.", by=desk, at=benefits.at(8, 40))
    declared = benefits.FACTS | {"isee": 700_000, "isee_valid_until": date(2017, 1, 15)}
    cash = {"kind": PayeeKind.BENEFICIARY, "paid_by": PaidBy.CASH}
    applications.declare(request, declared=declared, payee=cash, by=desk, at=benefits.at(8, 41))
    for paper in request.documents.order_by("pk"):
        applications.receive_document(request, document=paper, by=desk, at=benefits.at(8, 42))
    applications.complete(request, by=desk, at=benefits.at(8, 43))
