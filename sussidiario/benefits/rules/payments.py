"""What a list of payments is made of: who can be paid, what each line says to the bank, what whoever signs it signs."""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from text_unidecode import unidecode

from sussidiario.benefits.lifecycle import PaidBy
from sussidiario.benefits.rules import accounts
from sussidiario.desks.rules import easter
from sussidiario.foundation.words import gettext_noop

ANSWERED_WITHIN = 10
"""Days after which a payment that was sent and not answered is shown as stuck."""

MARK = "SUS"
"""How every reference of ours begins: the movements of an answer that begin otherwise are somebody else's."""

LONGEST_NAME, LONGEST_WORDS = 70, 140
NOT_SEPA = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
"""Signs that the banks do not take (EPC217-08)."""


class Line(NamedTuple):
    """A line of a list as it is signed. Cents."""

    position: int
    instalment: int
    reference: str
    name: str
    fiscal_code: str
    paid_by: str
    iban: str
    amount: int
    words: str
    commitment: str


def unpayable(*, name: str, paid_by: str, account: str, died: bool = False) -> str:
    """Say why nobody can be paid like this, or nothing; `died` is whether who was to be paid is no more."""
    if died:
        return gettext_noop("la persona è deceduta")
    if not written(name, LONGEST_NAME):
        return gettext_noop("manca l'intestatario")
    if paid_by == PaidBy.TRANSFER and not reached(account):
        return gettext_noop("l'IBAN non è valido")
    return ""


def reached(account: str) -> str:
    """Give an IBAN as it is sent, or nothing if no transfer reaches it."""
    try:
        return accounts.iban(account)
    except ValueError:
        return ""


def written(text: str, most: int) -> str:
    """Write a text in the letters that every bank takes."""
    return " ".join(NOT_SEPA.sub(" ", unidecode(text)).split())[:most].strip()


def reference(year: int, number: int, position: int) -> str:
    """What the bank repeats of a line (EndToEndId, at most 35 signs): it says nothing of anybody."""
    return f"{MARK}-{year}-{number:05}-{position:05}"


def executed_on(pay_on: date, sent_on: date) -> date:
    """
    Give the day that the bank is asked for: the one on the list or, if that has gone by when it is sent, the day it is sent; then the first working day.

    Banks turn a day that has gone by away, and on some days none of them settles: Saturdays, Sundays and the six closing days of TARGET (from memory).
    """
    day = max(pay_on, sent_on)
    while day.weekday() >= _SATURDAY or (day.month, day.day) in _CLOSED or day - easter(day.year) in _AROUND_EASTER:
        day += timedelta(days=1)
    return day


_SATURDAY = 5
_CLOSED = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})
_AROUND_EASTER = frozenset({timedelta(days=-2), timedelta(days=1)})


def digest(lines: Iterable[Line]) -> str:
    """What whoever approves and authorises signs: the digest of all the lines, in their order."""
    found = hashlib.sha256()
    for line in lines:
        found.update(json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
    return found.hexdigest()
