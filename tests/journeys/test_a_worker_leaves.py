"""A worker leaves: the last day is known, the head hands over the cases, the account closes, and nothing opens it any more."""

import pytest

from sussidiario.access.models import Staff
from sussidiario.casework.models import Case
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_leaves_hands_over_before_the_account_closes(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["access office"], PASSWORD)
    keyboard.press("Personale")
    keyboard.type("Nome o utente", "villa")
    keyboard.send()
    keyboard.press("Paola Villa", within="")
    keyboard.is_headed("Paola Villa")
    keyboard.reads("1 caso in carico")
    keyboard.unfold("Altro")
    keyboard.press("Ultimo giorno")
    keyboard.type("Ultimo giorno di lavoro", "30/11/2016")
    keyboard.press("Scrivi l’ultimo giorno")
    keyboard.reads("fino al 30 novembre 2016")
    keyboard.unfold("Altro")
    keyboard.reads("Chiudi l’utenza")
    keyboard.reads("Prima va passato quello che ha in mano")
    keyboard.reads("Li passa chi dirige il servizio: Giovanni Casati Roberta Meregalli")
    assert Staff.objects.get(username="paola.villa").is_active

    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.reads("Chi lascia il servizio")
    keyboard.press("Passa i casi di Paola Villa")
    keyboard.tick("Stefano Riva", within="A chi passano")
    keyboard.type("Dal", "oggi")
    keyboard.type("Perché", "Paola va via.")
    keyboard.press("Guarda come si dividono")
    keyboard.press("Passa 1 caso")
    assert Case.objects.get(pk=town.cases["anna"].pk).worker == town.staff["stefano.riva"]

    keyboard.sign_in(WHO["access office"], PASSWORD)
    keyboard.open(f"/personale/{town.staff['paola.villa'].pk}/")
    keyboard.unfold("Altro")
    keyboard.press("Chiudi l’utenza")
    keyboard.reads("Esce subito da dovunque sia")
    keyboard.press("Chiudi l’utenza")
    keyboard.reads("L’utenza di Paola Villa è chiusa")
    keyboard.reads("Utenza chiusa")

    keyboard.sign_in(WHO["social worker in charge"], PASSWORD)
    keyboard.is_headed("Accedi all’area di lavoro")
    keyboard.reads("Nome utente e password non vanno insieme")


def test_somebody_new_is_given_an_account_and_chooses_a_password(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["access office"], PASSWORD)
    keyboard.open("/personale/")
    keyboard.press("Nuova utenza")
    keyboard.type("Nome", "Ada")
    keyboard.type("Cognome", "Riva")
    keyboard.type("Nome utente", "ada.riva")
    keyboard.press("Apri l’utenza")
    keyboard.is_headed("La password di Ada Riva")
    given = keyboard.page.locator(".s-codes code").inner_text()
    keyboard.press("Fatto: vai all’utenza")
    keyboard.reads("Nessun ruolo: l’utenza non apre nulla.")
    keyboard.press("Dai un ruolo")
    keyboard.choose("Quale ruolo", "assistente sociale")
    keyboard.press("Dai il ruolo")
    keyboard.reads("Ada Riva ha il ruolo «assistente sociale»")

    keyboard.sign_in("ada.riva", given)
    keyboard.is_headed("Scegli la tua password")
    keyboard.type("Password di adesso", given)
    keyboard.type("Nuova password", "lago cavallo finestra blu")
    keyboard.type("Nuova password, un’altra volta", "lago cavallo finestra blu")
    keyboard.press("Usa questa")
    keyboard.is_headed("Oggi")
