"""What holds in every window: without JavaScript, 320 pixels wide, and the bar key on every page."""

import pytest

from sussidiario.desks.models import Appointment
from tests.journeys.keyboard import Keyboard
from tests.town import PASSWORD, WHO

pytestmark = pytest.mark.django_db(transaction=True)

without_javascript = pytest.mark.parametrize("window", [{"java_script_enabled": False}], ids=["without JavaScript"])
narrow = pytest.mark.parametrize("window", [{"viewport": {"width": 320, "height": 640}}], ids=["320 pixels wide"])


@without_javascript
def test_a_person_is_searched_and_an_appointment_booked_without_javascript(keyboard: Keyboard) -> None:
    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.type("Cerca una persona", "galinberti ana")
    keyboard.send()
    keyboard.press("Anna Galimberti")
    keyboard.is_headed("Anna Galimberti")

    keyboard.press("Fissa un appuntamento")
    keyboard.press("12.00", within="mercoledì")
    keyboard.press("Fissa")

    booked = Appointment.objects.latest("pk")
    assert (booked.person.family_name, booked.starts_at.hour) == ("Galimberti", 12)


@narrow
def test_an_appointment_is_booked_on_a_telephone_without_scrolling_sideways(keyboard: Keyboard) -> None:
    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    keyboard.fits()
    keyboard.find("galinberti ana")
    keyboard.fits()
    keyboard.press("Fissa un appuntamento")
    keyboard.fits()
    keyboard.press("12.00", within="mercoledì")
    keyboard.fits()
    keyboard.press("Fissa")
    keyboard.fits()
    keyboard.press("Sportelli")
    keyboard.fits()


def test_the_bar_key_leads_to_the_search_from_every_page_and_is_typed_where_one_types(keyboard: Keyboard) -> None:
    keyboard.sign_in(WHO["desk operator"], PASSWORD)
    for place in ("Oggi", "Persone", "Sportelli"):
        keyboard.press(place)
        keyboard.key("/")
        assert keyboard.holds_focus("Cerca una persona")

    keyboard.press("Persone")
    keyboard.type("Nome, data di nascita", "3/5/1970")
    assert not keyboard.holds_focus("Cerca una persona")
