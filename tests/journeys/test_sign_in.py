"""Coming in with two proofs, in a real browser: an app, a passkey, and a screen that was left alone."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.cache import cache
from playwright.sync_api import CDPSession

from sussidiario.access.models import Staff
from tests.journeys.keyboard import Keyboard
from tests.sign_in.codes import code
from tests.town import PASSWORD, Town


@pytest.fixture
def two_steps(settings: LazySettings) -> None:
    """Ask everybody for a second proof."""
    settings.SUSSIDIARIO_MFA = True
    cache.clear()


@pytest.fixture
def thumb(keyboard: Keyboard) -> Iterator[CDPSession]:
    """A computer that recognises the thumb of whoever is before it, and keeps passkeys."""
    devices = keyboard.page.context.new_cdp_session(keyboard.page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    yield devices
    devices.detach()


def test_the_first_day_with_an_app(town: Town, two_steps: None, keyboard: Keyboard) -> None:
    keyboard.sign_in("paola.villa", PASSWORD)
    keyboard.is_headed("Scegli il tuo secondo passaggio")
    keyboard.open("/persone/")
    keyboard.is_headed("Scegli il tuo secondo passaggio")

    keyboard.press("Usa un’app")
    keyboard.is_headed("Collega l’app")
    keyboard.type("Codice che mostra l’app", "000000")
    keyboard.send()
    keyboard.reads("Il codice non è questo")
    secret = keyboard.page.locator(".s-secret").text_content() or ""
    keyboard.type("Codice che mostra l’app", code(secret))
    keyboard.send()
    keyboard.is_headed("I tuoi codici di riserva")
    keyboard.reads("Si vedono soltanto adesso")
    spare = keyboard.page.locator(".s-codes code").first.inner_text()
    with keyboard.page.expect_download() as downloaded:
        keyboard.reach("Scarica", tag="a")
        keyboard.key("Enter")
    assert spare in downloaded.value.path().read_text()
    keyboard.press("Li ho messi via")
    keyboard.is_headed("Oggi")

    keyboard.sign_in("paola.villa", PASSWORD)
    keyboard.is_headed("Ancora un passaggio")
    keyboard.type("Codice", spare)
    keyboard.send()
    keyboard.is_headed("Oggi")
    keyboard.unfold("Paola Villa")
    keyboard.press("I tuoi accessi")
    keyboard.reads("password + codice di riserva")
    keyboard.reads("apparecchio nuovo")


def test_a_passkey_is_enough_by_itself(town: Town, two_steps: None, keyboard: Keyboard, thumb: CDPSession) -> None:
    keyboard.sign_in("paola.villa", PASSWORD)
    keyboard.press("Usa una passkey")
    keyboard.type("Come la chiamiamo", "computer dello sportello")
    keyboard.tick("Entra anche senza password")
    keyboard.press("Crea la passkey")
    keyboard.is_headed("I tuoi codici di riserva")
    keyboard.open("/accesso/due-passaggi/")
    keyboard.reads("computer dello sportello")
    keyboard.reads("basta da sola")

    keyboard.sign_out()
    keyboard.open("/accesso/login/")
    keyboard.press("Accedi con una passkey")
    keyboard.is_headed("Oggi")

    keyboard.sign_in("paola.villa", PASSWORD)
    keyboard.is_headed("Ancora un passaggio")
    keyboard.press("Usa la passkey")
    keyboard.is_headed("Oggi")
    assert Authenticator.objects.filter(user=Staff.objects.get(username="paola.villa"), type="webauthn").count() == 1

    keyboard.open("/accesso/due-passaggi/")
    keyboard.press("Togli computer dello sportello")
    keyboard.reads("È il solo secondo passaggio che hai")


def test_what_was_being_written_when_the_screen_was_locked_is_still_there(
    town: Town, two_steps: None, keyboard: Keyboard, thumb: CDPSession, settings: LazySettings
) -> None:
    settings.SUSSIDIARIO_IDLE_MINUTES = 15
    keyboard.sign_in("paola.villa", PASSWORD)
    keyboard.press("Usa una passkey")
    keyboard.press("Crea la passkey")
    diary = f"/casi/{town.cases['anna'].pk}/diario/"
    keyboard.open(diary)
    keyboard.page.locator("main form textarea").first.focus()
    keyboard.write("Visita a casa, tutto tranquillo.")

    keyboard.page.context.clear_cookies(name="seen")
    keyboard.page.locator("main form button[type=submit]").first.focus()
    keyboard.send()
    keyboard.is_headed("Schermo bloccato")
    keyboard.reads("Paola Villa")
    keyboard.type("Password", "sbagliata")
    keyboard.send()
    keyboard.reads("La password non è questa")
    keyboard.press("Continua con la passkey")
    assert keyboard.page.url.endswith(diary)
    assert keyboard.page.locator("main form textarea").first.input_value() == "Visita a casa, tutto tranquillo."


def test_a_screen_left_alone_is_covered_by_itself(town: Town, keyboard: Keyboard, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_IDLE_MINUTES = 1
    page = keyboard.page
    page.clock.install()
    keyboard.sign_in("paola.villa", PASSWORD)
    keyboard.is_headed("Oggi")
    page.context.clear_cookies(name="seen")

    with page.expect_navigation(url="**/accesso/blocco/**"):
        page.clock.fast_forward(70_000)

    keyboard.is_headed("Schermo bloccato")
    keyboard.type("Password", PASSWORD)
    keyboard.send()
    keyboard.is_headed("Oggi")
