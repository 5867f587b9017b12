"""
Pictures for the documentation, taken on a running server of the invented city: `python -m tests.screenshots http://localhost:8000`.

Pages are come to by following links, as a visitor would, so that they hold on any city.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import launch

FOLDER = Path("docs/screenshots")


@dataclass
class Visitor:
    """Somebody who looks at the city, as one of the cast or as nobody, and takes pictures."""

    page: Page
    base: str

    def open(self, path: str) -> None:
        """Go to an address."""
        self.go(lambda: self.page.goto(self.base + path))

    def come_in_as(self, name: str) -> None:
        """Press one of the cast's buttons on the sign-in page."""
        self.page.context.clear_cookies()
        self.open("/accesso/login/")
        self.click(f".s-cast button:has(b:text-is('{name}'))")

    def click(self, selector: str) -> None:
        """Follow the first of some links or buttons."""
        self.go(self.page.locator(selector).first.click)

    def go(self, act: Callable[[], object]) -> None:
        """
        Do what leads to another page.

        :raises RuntimeError: if that page failed.
        """
        with self.page.expect_navigation() as navigation:
            act()
        if not navigation.value.ok:
            message = f"{navigation.value.status} at {self.page.url}"
            raise RuntimeError(message)

    def picture(self, name: str) -> None:
        """Take a picture of what is to be seen without scrolling."""
        self.page.screenshot(path=FOLDER / f"{name}.png")
        sys.stdout.write(f"{name}: {self.page.url}\n")


def take(visitor: Visitor) -> None:
    """Go round the city."""
    _work_with_cases(visitor)
    _work_at_the_desk(visitor)
    _read_the_account(visitor)
    _need_to_know(visitor)
    _give_money(visitor)


def _work_with_cases(visitor: Visitor) -> None:
    """A social worker's day, one of her cases, the family it is about."""
    visitor.come_in_as("Lucia Ferrario")
    visitor.picture("today")
    visitor.click(".s-nav a:text-is('Casi')")
    visitor.click("main tbody th a")
    visitor.picture("case")
    visitor.click("aside a[href^='/persone/'], aside a[href^='/nuclei/']")
    if "/nuclei/" not in visitor.page.url:
        visitor.click("main a[href^='/nuclei/']")
    visitor.picture("household")


def _work_at_the_desk(visitor: Visitor) -> None:
    """The line of the desk, and a name that is found although it is misspelt."""
    visitor.come_in_as("Chiara Brambilla")
    visitor.click(".s-nav a:text-is('Sportelli')")
    visitor.picture("desk")
    *given, family = visitor.page.locator("main tbody th a").first.inner_text().split()
    visitor.page.fill("#search", " ".join([family[:2] + family[3:], *given]))
    visitor.go(lambda: visitor.page.press("#search", "Enter"))
    visitor.picture("search")


def _read_the_account(visitor: Visitor) -> None:
    """The account as everybody reads it: its cover, a chapter, a figure."""
    visitor.page.context.clear_cookies()
    visitor.open("/bilancio/")
    visitor.picture("account")
    visitor.click(".a-chapters a")
    visitor.picture("chapter")
    visitor.click("a:has-text('Come si conta')")
    visitor.picture("figure")


def _need_to_know(visitor: Visitor) -> None:
    """Somebody whom the desk does not follow, what a head reviews, what the officer reads and answers."""
    visitor.come_in_as("Chiara Brambilla")
    visitor.open("/persone/?q=ferrari")
    visitor.click("main a[href^='/persone/']:has-text(' F.')")
    visitor.picture("recognise")
    visitor.come_in_as("Giovanni Casati")
    visitor.click(".s-nav a:text-is('Accessi d’emergenza')")
    visitor.click("main tbody th a")
    visitor.click("main a[href$='/esamina/']")
    visitor.picture("emergency-review")
    visitor.come_in_as("Antonio Pirovano")
    visitor.open("/riservatezza/letture/")
    visitor.picture("readings")
    visitor.open("/riservatezza/letture/?ground=case")
    visitor.click("main tbody tr:nth-child(9) a[href$='/letture/']")
    visitor.click("main form button:has-text('Prepara la risposta')")
    visitor.page.emulate_media(media="print")
    visitor.picture("who-has-seen-my-file")
    visitor.page.emulate_media(media="screen")


def _give_money(visitor: Visitor) -> None:
    """A request and why the regulation answers as it does, the money that goes out, what if a threshold changed, what is written to who asked."""
    visitor.come_in_as("Giulia Mandelli")
    visitor.click(".s-nav a:text-is('Benefici')")
    visitor.click("main tr:has-text('completa') th a")
    visitor.page.locator("main details:has-text('un passo alla volta')").evaluate("details => details.open = true")
    visitor.picture("request")
    visitor.come_in_as("Giovanni Casati")
    visitor.click("main #elenchi tbody th a")
    visitor.picture("payments")
    visitor.open("/benefici/simulazioni/nuova/")
    visitor.click("main tbody a:text-is('Contributo a integrazione del reddito')")
    visitor.page.fill("#id_name", "Soglia ISEE a 5.000 euro")
    visitor.page.fill("main tr:has-text('ISEE massimo') input", "5.000")
    visitor.click("main .s-act__buttons button")
    visitor.picture("simulation")
    visitor.open("/benefici/concessioni/")
    visitor.click("main tbody tr:has-text('al mese') th a")
    visitor.click("aside a[href^='/benefici/domande/']")
    visitor.click("main a[href*='/scrivi/']")
    visitor.picture("letter")


def main(base: str) -> None:
    """Take all the pictures, replacing those of last time."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(locale="it-IT", viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        take(Visitor(page, base.rstrip("/")))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
