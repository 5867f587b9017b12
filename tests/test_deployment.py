"""An installation with real people: what it refuses to start without, and that Django's own checks of it find nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

SECRETS = {
    "SUSSIDIARIO_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV",
    "SUSSIDIARIO_JOURNAL_KEY": "zyxwvutsrqponmlkjihgfedcba9876543210ZYXWVUTSRQPONMLKJIHG",
}
SAYS = """
import json
from django.conf import settings
names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
         "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "DEBUG", "DEMO"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def run(*words: str, var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of an installation that has only this environment."""
    known = {"PATH": os.environ["PATH"], "SUSSIDIARIO_VAR": str(var), "SUSSIDIARIO_HOSTS": "welfare.comune.example"} | environment
    return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=known, capture_output=True, text=True, check=False)


def test_a_real_installation_passes_every_check_of_its_deployment(tmp_path: Path) -> None:
    checked = run("check", "--deploy", "--fail-level", "WARNING", var=tmp_path, **SECRETS)

    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout + checked.stderr


@pytest.mark.parametrize("missing", SECRETS)
@pytest.mark.parametrize("brought", ["", "short", "invented-city-only", "invented-city-only" * 5], ids=["none", "short", "the demo's", "the demo's, repeated"])
@pytest.mark.parametrize("debug", ["0", "1"])
def test_without_secrets_of_its_own_it_does_not_start_and_says_what_is_missing(tmp_path: Path, missing: str, brought: str, debug: str) -> None:
    refused = run("check", var=tmp_path, SUSSIDIARIO_DEBUG=debug, **(SECRETS | {missing: brought}))

    assert refused.returncode != 0
    assert refused.stderr.startswith(f"{missing} must be in the environment")
    assert "Traceback" not in refused.stderr


def test_cookies_are_of_this_host_alone_and_https_is_for_good(tmp_path: Path) -> None:
    said = run("shell", "-v0", "-c", SAYS, var=tmp_path, **SECRETS)

    for part in ('"SESSION_COOKIE_NAME": "__Host-', '"CSRF_COOKIE_NAME": "__Host-', '"SESSION_COOKIE_DOMAIN": null', '"SECURE_HSTS_SECONDS": 31536000'):
        assert part in said.stdout, said.stderr
    for name in ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert f'"{name}": true' in said.stdout
    for name in ("DEBUG", "DEMO"):
        assert f'"{name}": false' in said.stdout


def test_the_invented_city_and_its_sign_ins_are_not_there(tmp_path: Path) -> None:
    for command in ("city", "cast"):
        refused = run(command, var=tmp_path, **SECRETS)

        assert refused.returncode == 1
        assert "SUSSIDIARIO_DEMO=1" in refused.stderr
        assert refused.stdout == ""
