"""
What may happen where people come in, and how guessing is stopped: plain rules, without a clock.

Five wrong answers for one account within a quarter of an hour close it for a quarter of an hour; each time it closes again
within a day, for twice as long (NIST SP 800-63B §5.2.2 asks for a limit; the growth is ours). Wrong passwords and wrong second
factors count together. An address from which many guess is closed too: one office may stand behind a single one, so it may be
wrong more often.
"""

from datetime import timedelta

from sussidiario.foundation.words import Labelled, gettext_noop

MOST_WRONG = 5
"""Wrong answers for an account within the window: with this one it closes."""

MOST_WRONG_FROM_AN_ADDRESS = 50
"""Likewise for an address, whatever the accounts."""

WINDOW = timedelta(minutes=15)
FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=4)
FORGOTTEN_AFTER = timedelta(hours=24)
"""After this long without a wrong answer the locks that came before are forgotten."""

KEPT_FOR = timedelta(days=366)
"""How long the history of the entrances is kept."""


class Outcome(Labelled):
    """How coming in ended, or how being in did."""

    ENTERED = "entered", gettext_noop("Entrata")
    WRONG = "wrong", gettext_noop("Password sbagliata")
    SECOND_WRONG = "second_wrong", gettext_noop("Secondo passaggio sbagliato")
    LOCKED = "locked", gettext_noop("Accesso chiuso per troppi tentativi")
    REFUSED = "refused", gettext_noop("Accesso rifiutato: utenza chiusa o scaduta")
    LEFT = "left", gettext_noop("Uscita")
    IDLE = "idle", gettext_noop("Schermo bloccato")
    BACK = "back", gettext_noop("Schermo sbloccato")
    ENDED = "ended", gettext_noop("Sessione finita")


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def lock_for(times: int) -> timedelta:
    """How long the `times`-th lock lasts: a quarter of an hour, then twice as long each time, up to four hours."""
    doublings = min(max(times, 1) - 1, 10)
    return min(FIRST_LOCK * (1 << doublings), LONGEST_LOCK)


def device(agent: str) -> str:
    """Say in two words what a browser says of itself in two hundred: `Firefox · Windows`, or nothing."""
    browser = next((name for mark, name in BROWSERS if f"{mark}/" in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part)
