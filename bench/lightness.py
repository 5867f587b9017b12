"""How little a browser and a processor are asked for."""

import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.result import Measure, Result

CLAIM = (
    "The first page after sign-in with an empty cache takes at most 12 requests and 400 kB; `manage.py check` and the start of the server at most "
    "2 s of CPU each. The closest peer needs 84 requests, 10 MB, 15 s and 18 s."
)
ROOT = Path(__file__).resolve().parent.parent
PEER = {"requests": 84.0, "kB": 10_000.0, "check": 15.0, "start": 18.0}
"""What the closest peer was measured to need."""

BARE = "import django; from django.conf import settings; settings.configure(); django.setup(); from django.core import checks; checks.run_checks()"
STAFF = "from sussidiario.access import demo; demo.create_staff()"


def run(size: int | None = None) -> Result:
    """Measure the four, each against the peer's figure; and `check` also against a bare Django in the same call."""
    del size
    with tempfile.TemporaryDirectory() as var:
        environment = os.environ | {"SUSSIDIARIO_DEMO": "1", "SUSSIDIARIO_VAR": var}
        for verb in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run([sys.executable, "manage.py", *verb], cwd=ROOT, env=environment, check=True)
        subprocess.run([sys.executable, "manage.py", "shell", "-v0", "-c", STAFF], cwd=ROOT, env=environment, check=True)
        check = _cpu([sys.executable, "manage.py", "check"], environment)
        bare = _cpu([sys.executable, "-c", BARE], environment)
        with _served(environment) as (address, start):
            requests, size_in_kb = _first_page(address)
    return Result(
        [
            Measure("requests of the first page after sign-in", requests, 12, "requests", requests / 12, at_most=1),
            Measure("weight of the first page after sign-in", size_in_kb, 400, "kB", size_in_kb / 400, at_most=1),
            Measure("CPU of manage.py check, against the bound of 2 s", check, 2, "s", check / 2, at_most=1),
            Measure("CPU of manage.py check, against a bare Django in this call", check, bare, "s", check / bare),
            Measure("CPU of the server until its first answer, against the bound of 2 s", start, 2, "s", start / 2, at_most=1),
        ],
        {f"closest peer, {what}": value for what, value in PEER.items()},
    )


def _cpu(command: list[str], environment: dict[str, str]) -> float:
    """CPU seconds, user and system, of a command and its children: the lowest of three."""
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Serve the site on a free port; yield its address and the CPU seconds it took to answer once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/accesso/login/")
        yield address, _cpu_of(process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.1)
    message = "the server did not answer"
    raise RuntimeError(message)


def _cpu_of(pid: int) -> float:
    """CPU seconds so far of a process and its children, from /proc."""
    ticks = 0
    pids = [pid, *(int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    for each in pids:
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _first_page(address: str) -> tuple[int, float]:
    """Sign in, empty the cache, open the first page: how many requests, how many kB over the wire."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(locale="it-IT").new_page()
        page.goto(f"{address}/accesso/login/")
        page.fill("input[name=login]", "chiara.brambilla")
        page.fill("input[name=password]", os.environ.get("SUSSIDIARIO_DEMO_PASSWORD", "monza-2012-2017"))
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/oggi/")
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.clearBrowserCache")
        transferred: list[float] = []
        session.on("Network.loadingFinished", lambda event: transferred.append(event["encodedDataLength"]))
        page.goto(f"{address}/oggi/", wait_until="networkidle")
        browser.close()
    return len(transferred), sum(transferred) / 1000
