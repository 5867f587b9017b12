"""What is done with money in more than one journey."""

from pathlib import Path

from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO


def build_and_sign(keyboard: Keyboard, words: str, total: str, *, pay_on: str = "") -> None:
    """What is due goes from hand to hand until the files are there."""
    keyboard.sign_in(WHO["accountant"], PASSWORD)
    keyboard.open("/benefici/elenchi/")
    keyboard.press("Prepara un elenco")
    if pay_on:
        keyboard.type("Da pagare entro il", pay_on)
        keyboard.press("Cerca")
    keyboard.reads(total)
    keyboard.type("Che cosa si paga", words)
    keyboard.press("Prepara l’elenco")
    keyboard.is_headed("Elenco n.")
    for who, verb in (("service head", "Approva l'elenco"), ("executive", "Autorizza il pagamento"), ("accountant", "Scarica per la banca")):
        keyboard.sign_in(WHO[who], PASSWORD)
        keyboard.open("/benefici/elenchi/")
        keyboard.press("Elenco n.")
        keyboard.press(verb)
        keyboard.reads(total)
        keyboard.press(verb)
    keyboard.reads("I file sono pronti", within="body")


def load(keyboard: Keyboard, path: Path, *rows: str) -> None:
    """The treasurer's answer, from a file on the desk."""
    path.write_text("\n".join(["riferimento;importo;data;esito;motivo", *rows]), encoding="utf-8")
    keyboard.open("/benefici/risposte/")
    keyboard.press("Carica una risposta")
    keyboard.page.set_input_files("input[type=file]", path)
    keyboard.press("Carica il file")
    keyboard.is_headed(path.name)
