"""
Debian's chromium, or the one that CHROMIUM names, quiet and without a screen.

Its headless shell, where it is installed: the same pages at less than half the cost of a whole browser with windows that nobody sees.
"""

import os
import shutil

from playwright.sync_api import Browser, Playwright

CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
"""Where the browser is; None where there is none."""

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
