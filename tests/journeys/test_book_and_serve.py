"""Journey 2: recognise who is new to the desk, book an appointment in the week, and serve it at the desk until the contact is closed."""

import pytest

from sussidiario.desks.lifecycle import Booking, Writing
from sussidiario.desks.models import Appointment, Contact
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_appointment_is_booked_served_and_written_down(keyboard: Keyboard) -> None:
    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.find("nicolo sara")
    keyboard.is_headed("Sara N.")
    keyboard.type("Cognome intero", "Nicolò")
    keyboard.type("Data di nascita", "9/1/1978")
    keyboard.press("Riconosci e apri")
    keyboard.is_headed("Sara Nicolò")

    keyboard.press("Fissa un appuntamento")
    keyboard.press("11.30", within="martedì")
    keyboard.type("Di che cosa si parlerà", "Iscrizione alla mensa")
    keyboard.press("Fissa")
    appointment = Appointment.objects.latest("pk")
    assert appointment.state == Booking.BOOKED

    keyboard.press("Sportelli")
    keyboard.press("È arrivata · Sara Nicolò")
    keyboard.reads("Sara Nicolò: il suo numero è P 1")
    keyboard.press("Chiama · P 1 Sara Nicolò")
    keyboard.press("Ricevi · P 1 Sara Nicolò")
    keyboard.is_headed("Sara Nicolò")

    keyboard.pick("di persona", within="Come è avvenuto")
    keyboard.pick("convocato", within="Perché è venuta")
    keyboard.pick("la persona stessa", within="Con chi si è parlato")
    keyboard.type("Che cosa chiede", "Come si iscrivono i figli alla mensa.")
    keyboard.tick("minori e famiglia", within="Bisogni")
    keyboard.type("Che cosa si è risposto", "Spiegata la domanda, dato il modulo.")
    keyboard.pick("informazione", within="Esito")
    keyboard.type("Minuti", "15")
    keyboard.press("Chiudi il contatto")

    keyboard.reads("Spiegata la domanda, dato il modulo.")
    contact = Contact.objects.latest("pk")
    assert contact.state == Writing.CLOSED
    assert contact.appointment == appointment
