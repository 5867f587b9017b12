"""Signing in with the municipality's identity provider: a real one, in another process, over HTTP."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from pytest_django.live_server_helper import LiveServer

from sussidiario.access.demo import create_staff
from sussidiario.access.entering import Outcome
from sussidiario.access.models import SignIn, Staff
from tests.database import once
from tests.sign_in.identity import CLIENT, PASSWORD, SECRET

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Visitor:
    """A browser: it keeps cookies and is led from one address to the next."""

    ours: str
    theirs: str
    web: requests.Session

    def sign_in(self, username: str, *, back: str = "/stile/") -> requests.Response:
        """Go to the provider, sign in there, and come back."""
        return self.web.get(self.come_back(username, back=back), timeout=20)

    def come_back(self, username: str, *, back: str = "/stile/") -> str:
        """Go to the provider and sign in; give the address that it sends back to."""
        leaving = self.web.get(f"{self.ours}/accesso/ente/?next={back}", allow_redirects=False, timeout=20)
        page = self.web.get(leaving.headers["Location"], timeout=20)
        token = TOKEN.search(page.text)
        assert token, page.text
        answers = {"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token[1], "next": parse_qs(urlsplit(page.url).query)["next"][0]}
        step = self.web.post(page.url, data=answers, headers={"Referer": page.url}, allow_redirects=False, timeout=20)
        while step.headers.get("Location", "").startswith(("/", self.theirs)):
            step = self.web.get(urljoin(self.theirs, step.headers["Location"]), allow_redirects=False, timeout=20)
        return step.headers["Location"]

    def spoil(self, how: str) -> None:
        """Have the provider answer as a thief would."""
        requests.get(f"{self.theirs}/spoil/{how}/", timeout=20)

    def is_in(self) -> bool:
        """Tell whether a page of the staff opens."""
        return self.web.get(f"{self.ours}/accesso/storico/", allow_redirects=False, timeout=20).status_code == 200


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def cast(transactional_db: None) -> dict[str, Staff]:
    return once(create_staff)


@pytest.fixture(scope="module")
def provider(live_server: LiveServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The provider, one for all the tests: it keeps nothing of who comes, but how it was spoiled."""
    port, folder = free_port(), tmp_path_factory.mktemp("provider")
    command = [sys.executable, "-m", "tests.sign_in.identity", str(port), str(folder), f"{live_server.url}/accesso/ente/ritorno/"]
    log = folder / "provider.log"
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env=os.environ | {"DJANGO_SETTINGS_MODULE": ""}) as process:
        try:
            _wait(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture
def visitor(cast: dict[str, Staff], live_server: LiveServer, settings: LazySettings, provider: str) -> Visitor:
    settings.SUSSIDIARIO_OIDC = {"url": provider, "name": "Comune", "username": "preferred_username", "mfa": ["mfa"]}
    app = {"provider_id": "ente", "name": "Ente", "client_id": CLIENT, "secret": SECRET, "settings": {"server_url": provider, "fetch_userinfo": False}}
    as_they_are = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": as_they_are | {"APPS": [app]}}
    visitor = Visitor(live_server.url, provider, requests.Session())
    visitor.spoil("nothing")
    return visitor


def _wait(address: str, provider: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(120):
        assert provider.poll() is None, log.read_text()
        try:
            if requests.get(f"{address}/.well-known/openid-configuration", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.25)
    raise AssertionError(log.read_text())


def test_one_of_the_staff_comes_in_and_nothing_of_the_provider_is_kept(visitor: Visitor, cast: dict[str, Staff]) -> None:
    arrived = visitor.sign_in("paola.villa")

    assert arrived.url == f"{visitor.ours}/stile/"
    assert visitor.is_in()
    entered = SignIn.objects.get(outcome=Outcome.ENTERED)
    assert (entered.staff, entered.how) == (cast["paola.villa"], "ente")
    assert SocialAccount.objects.count() == 0


def test_the_browser_is_sent_with_a_challenge_and_comes_back_with_a_code(visitor: Visitor) -> None:
    leaving = visitor.web.get(f"{visitor.ours}/accesso/ente/", allow_redirects=False, timeout=20)

    asked = parse_qs(urlsplit(leaving.headers["Location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["client_id"] == [CLIENT]
    assert asked["state"]


def test_a_code_that_somebody_overheard_is_worth_nothing_without_what_the_browser_left_with(visitor: Visitor) -> None:
    back = urlsplit(visitor.come_back("paola.villa"))
    exchange = {
        "grant_type": "authorization_code",
        "code": parse_qs(back.query)["code"][0],
        "redirect_uri": f"{visitor.ours}{back.path}",
        "client_id": CLIENT,
        "client_secret": SECRET,
    }
    token = requests.get(f"{visitor.theirs}/.well-known/openid-configuration", timeout=20).json()["token_endpoint"]

    answers = [requests.post(token, data=exchange | more, timeout=20) for more in ({}, {"code_verifier": "x" * 43})]

    assert [(answer.status_code, "id_token" in answer.text) for answer in answers] == [(400, False)] * 2


def test_a_code_of_one_browser_is_not_put_into_the_hands_of_another(visitor: Visitor) -> None:
    theirs = parse_qs(urlsplit(visitor.come_back("paola.villa")).query)["code"][0]
    victim = Visitor(visitor.ours, visitor.theirs, requests.Session())
    leaving = victim.web.get(f"{victim.ours}/accesso/ente/", allow_redirects=False, timeout=20)
    state = parse_qs(urlsplit(leaving.headers["Location"]).query)["state"][0]

    arrived = victim.web.get(f"{victim.ours}/accesso/ente/ritorno/?code={theirs}&state={state}", timeout=20)

    assert arrived.url == f"{victim.ours}/accesso/login/"
    assert not victim.is_in()


def test_who_is_not_of_the_staff_gets_no_account(visitor: Visitor) -> None:
    before = Staff.objects.count()

    arrived = visitor.sign_in("sconosciuta.alcomune")

    assert arrived.url == f"{visitor.ours}/accesso/login/"
    assert "non hai un’utenza aperta" in arrived.text
    assert not visitor.is_in()
    assert Staff.objects.count() == before
    assert SignIn.objects.get().outcome == Outcome.REFUSED


@pytest.mark.parametrize("closed", [{"is_active": False}, {"until_on": "2017-05-15"}])
def test_a_closed_account_does_not_open(visitor: Visitor, cast: dict[str, Staff], closed: dict[str, object]) -> None:
    Staff.objects.filter(pk=cast["stefano.riva"].pk).update(**closed)

    arrived = visitor.sign_in("stefano.riva")

    assert arrived.url == f"{visitor.ours}/accesso/login/"
    assert not visitor.is_in()
    assert SignIn.objects.get().staff == cast["stefano.riva"]


@pytest.mark.parametrize("how", ["name", "none", "hs256", "audience", "expired", "issuer"])
def test_a_token_that_was_tampered_with_is_refused(visitor: Visitor, how: str) -> None:
    visitor.spoil(how)

    arrived = visitor.sign_in("paola.villa")

    assert arrived.url == f"{visitor.ours}/accesso/login/"
    assert not visitor.is_in()
    assert not SignIn.objects.filter(outcome=Outcome.ENTERED).exists()


def test_who_comes_back_to_a_browser_that_did_not_leave_is_refused(visitor: Visitor) -> None:
    stolen = visitor.come_back("paola.villa")

    elsewhere = requests.get(stolen, timeout=20)

    assert elsewhere.url == f"{visitor.ours}/accesso/login/"
    assert not SignIn.objects.filter(outcome=Outcome.ENTERED).exists()


def test_a_state_of_somebody_else_s_is_refused(visitor: Visitor) -> None:
    mine = visitor.come_back("paola.villa")

    arrived = visitor.web.get(re.sub(r"state=\w+", "state=AAAAAAAAAAAAAAAA", mine), timeout=20)

    assert arrived.url == f"{visitor.ours}/accesso/login/"
    assert not visitor.is_in()


def test_a_code_is_good_once(visitor: Visitor) -> None:
    back = visitor.come_back("paola.villa")
    visitor.web.get(back, timeout=20)
    visitor.web.cookies.clear()

    visitor.web.get(back, timeout=20)

    assert not visitor.is_in()


def test_the_provider_s_second_factor_counts_where_the_settings_say_so(visitor: Visitor, cast: dict[str, Staff], settings: LazySettings) -> None:
    settings.SUSSIDIARIO_MFA = True
    Authenticator.objects.create(user=cast["giovanni.casati"], type=Authenticator.Type.TOTP, data={"secret": "x"})

    arrived = visitor.sign_in("giovanni.casati")

    assert arrived.url == f"{visitor.ours}/stile/"
    assert visitor.is_in()


def test_without_it_ours_is_asked_for(visitor: Visitor, cast: dict[str, Staff], settings: LazySettings) -> None:
    settings.SUSSIDIARIO_MFA = True
    Authenticator.objects.create(user=cast["paola.villa"], type=Authenticator.Type.TOTP, data={"secret": "x"})

    arrived = visitor.sign_in("paola.villa")

    assert arrived.url == f"{visitor.ours}/accesso/due-passaggi/codice/"
    assert not visitor.is_in()
