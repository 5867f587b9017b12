"""Journey: a worker opens a colleague's person in an emergency, and the head, who is told at once, says whether it was right."""

import pytest

from sussidiario.privacy.models import Emergency
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "La vicina chiama: Anna non risponde da ieri e Paola è in ferie."
HOLDS = "Accesso d’emergenza a Anna Galimberti fino alle 14"
"""What stands on every page while it holds."""


def test_a_worker_opens_a_colleagues_person_in_an_emergency_and_the_head_reviews_it(keyboard: Keyboard, town: Town) -> None:
    keyboard.sign_in(WHO["social worker of another group"], PASSWORD)
    keyboard.find("galimberti")
    keyboard.is_headed("Anna G.")
    keyboard.reads("Chiama Paola Villa")
    keyboard.lacks("Galimberti")

    keyboard.press("Apri la scheda in emergenza")
    keyboard.type("Che cosa succede", "urgente")
    keyboard.press("Apri la scheda")
    keyboard.reads("chi esamina l'accesso deve poterlo capire")
    keyboard.type("Che cosa succede", WHY)
    keyboard.press("Apri la scheda")
    keyboard.is_headed("Anna Galimberti")
    keyboard.reads(HOLDS, within="body")
    keyboard.press("Anziani")
    keyboard.reads("Casa in ordine, poca spesa.")
    keyboard.lacks("Da risentire la figlia.")
    for place in ("Oggi", "Persone", "Casi", "Bilancio sociale"):
        keyboard.reads(HOLDS, within="body")
        keyboard.press(place)
    keyboard.reads(HOLDS, within="body")
    keyboard.press("Chiudi l’accesso")
    keyboard.lacks(HOLDS, within="body")
    keyboard.find("galimberti")
    keyboard.is_headed("Anna G.")

    keyboard.sign_in(WHO["service head"], PASSWORD)
    keyboard.reads("Accessi d’emergenza da esaminare")
    keyboard.press("Anna Galimberti", within="Accessi d’emergenza da esaminare")
    keyboard.reads(WHY)
    keyboard.reads("Che cosa ha letto 2")
    _judge(keyboard, "giustificato", "Ha chiamato il 118 in tempo.")
    keyboard.lacks("Anna Galimberti")
    keyboard.press("Marco De Luca")
    keyboard.reads("Non ha aperto nessuna pagina.")
    _judge(keyboard, "non giustificato", "C’era il medico: bastava chiamare Giulia.")
    keyboard.reads("Nessun accesso aspetta di essere esaminato")
    keyboard.press("Oggi")
    keyboard.lacks("Accessi d’emergenza da esaminare")

    assert Emergency.objects.get(reason=WHY).reviewed_by == town.staff["giovanni.casati"]


def _judge(keyboard: Keyboard, verdict: str, why: str) -> None:
    """Write what an access was, from its page."""
    keyboard.press("Esamina l'accesso")
    keyboard.pick(verdict, within="L'accesso era")
    keyboard.type("Perché lo era", why)
    keyboard.press("Registra l’esito")
    keyboard.reads(f"Esaminato: {verdict}.")
