"""Every page in a real browser under the policy that forbids what is inline: errors, pages of django-allauth, each of ours as somebody who may open it."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings, settings as installed
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from sussidiario.access.models import Staff
from tests import town as invented
from tests.architecture.addresses import parts
from tests.architecture.test_access import OPEN_TO, _path
from tests.journeys.conftest import listen
from tests.journeys.keyboard import Keyboard
from tests.town import WHO, Town

pytestmark = pytest.mark.django_db(transaction=True)

ELSEWHERE = (".csv", ".json", ".ics", ".pdf", ".xlsx")
"""Files, which a browser keeps and does not show."""


@pytest.fixture
def unheard(browser: Browser) -> Iterator[Page]:
    """A window whose complaints fail nothing by themselves."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def session(username: str) -> tuple[Client, dict[str, str]]:
    """Sign somebody in; give back the cookie with which a browser is them."""
    client = Client()
    client.force_login(Staff.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    name = installed.SESSION_COOKIE_NAME
    return client, {"name": name, "value": client.cookies[name].value}


def opens(client: Client, path: str) -> bool:
    """Tell whether a page opens for somebody."""
    answer = client.get(path)
    return answer.status_code == 200 and not answer.streaming and b"<html" in answer.content[:1000]


@pytest.mark.parametrize("part", parts())
def test_no_page_breaks_the_policy_and_no_script_fails(whole_town: Town, live_server: LiveServer, page: Page, part: str) -> None:
    records, left = invented.records(whole_town), [address for address in parts()[part] if not address.route.endswith(ELSEWHERE)]
    for place, username in enumerate(("", *WHO.values())):
        page.context.clear_cookies()
        client = Client()
        if username:
            client, cookie = session(username)
            page.context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": live_server.url}])
        opened = [address for address in left if place in OPEN_TO.get(address.name, [place]) and opens(client, _path(address, records))]
        for address in opened:
            page.goto(live_server.url + _path(address, records), wait_until="load")
            assert page.title().strip(), address.route
        left = [address for address in left if address not in opened]

    assert [address.route for address in left if address.is_ours and address.name.rpartition(":")[2] in {"search", "case", "today", "person"}] == []


def test_pages_for_what_does_not_go_keep_the_policy_too(town: Town, live_server: LiveServer, page: Page, settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.invented.urls"
    _client, cookie = session(WHO["desk operator"])
    page.context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": live_server.url}])

    for path, status in (("/non-esiste/", 404), ("/bilancio/edizioni/nuova/", 403), ("/persone/?a=" + "&a=" * 600, 400)):
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status == status, path
        assert page.locator("h1").count() == 1

    settings.SUSSIDIARIO_LIMITS = {"public": "0", "search": "1/h", "sign_in": "0"}
    answers = [page.goto(live_server.url + "/persone/?q=anna") for _ in range(2)]
    assert [answer.status for answer in answers if answer] == [200, 429]
    page.keyboard.press("/")
    page.keyboard.type("gal")
    page.wait_for_selector("#suggestions p")
    assert "Troppe richieste" in page.locator("#suggestions").inner_text()
    assert page.input_value("#search") == "gal", "nothing typed is lost"


def test_the_page_for_when_we_break_keeps_it_as_well(town: Town, live_server: LiveServer, unheard: Page, settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.invented.urls"
    complaints: list[str] = []
    listen(unheard, complaints)

    unheard.goto(live_server.url + "/cose/rotta/")

    assert unheard.locator("h1").inner_text() == "Qualcosa si è rotto da parte nostra"
    assert [said for said in complaints if "500" not in said] == []


def test_a_complaint_of_the_browser_is_heard(live_server: LiveServer, unheard: Page) -> None:
    complaints: list[str] = []
    listen(unheard, complaints)

    unheard.goto(live_server.url + "/")
    unheard.evaluate("document.body.appendChild(document.createElement('script')).textContent = 'window.broken = 1'")
    unheard.evaluate("document.body.setAttribute('style', 'color: red')")
    unheard.wait_for_timeout(100)

    assert any("Content Security Policy" in said for said in complaints)
    assert unheard.evaluate("window.broken") is None


def test_what_a_screen_reader_could_not_read_is_found(live_server: LiveServer, page: Page) -> None:
    keyboard = Keyboard(page, live_server.url)
    keyboard.open("/bilancio/")
    page.evaluate("document.querySelector('main').appendChild(document.createElement('img')).src = '/static/ui/mark.svg'")

    with pytest.raises(AssertionError, match="image-alt"):
        keyboard.look()
