"""A browser, a server with the small town behind it, and somebody at the keyboard."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import town as invented
from tests.browser import CHROMIUM, launch
from tests.journeys.keyboard import Keyboard


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the journeys out, loudly, where there is no browser."""
    if CHROMIUM is None:
        for item in items:
            if "journeys" in item.nodeid:
                item.add_marker(pytest.mark.skip(reason="NO BROWSER: install Debian's chromium, or name one in CHROMIUM"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's loop runs in this thread; our queries are not in it
    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def town(transactional_db: None, today: None) -> invented.Town:
    """The small town, committed, so that the server's connections see it."""
    return invented.build()


@pytest.fixture
def whole_town(transactional_db: None, today: None) -> invented.Town:
    """The town with a record of each kind, committed."""
    return invented.build(whole=True)


@pytest.fixture
def window() -> dict[str, Any]:
    """How the browser's window is: a test parametrizes it to have another."""
    return {}


REFUSED = re.compile(r"^Failed to load resource: .* status of 4\d\d ")
"""What the browser notes of a page that is denied, not there, or asked for too often: the stories check those themselves."""


def listen(page: Page, wrong: list[str]) -> None:
    """Note whatever the browser complains of: a policy that is broken, an error in a script, a file that is not there, an error of ours."""
    page.on("console", lambda said: wrong.append(f"{page.url}: {said.text}") if said.type == "error" and not REFUSED.match(said.text) else None)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= (400 if "/static/" in answer.url else 500) else None)


@pytest.fixture
def page(browser: Browser, window: dict[str, Any]) -> Iterator[Page]:
    """A new window of somebody who has never been here."""
    context = browser.new_context(**{"locale": "it-IT", "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | window)
    context.set_default_timeout(15_000)
    wrong: list[str] = []
    context.on("page", lambda page: listen(page, wrong))
    page = context.new_page()
    yield page
    context.close()
    assert wrong == [], "the browser complained"


@pytest.fixture
def keyboard(town: invented.Town, live_server: LiveServer, page: Page, window: dict[str, Any]) -> Keyboard:
    """Somebody at the keyboard of a browser, in front of the town's server."""
    return Keyboard(page, live_server.url, has_scripts=window.get("java_script_enabled", True))
