"""What binds the book: the pseudonym of a subject, the fingerprint of an act, the chain of the seals. Plain Python."""

import hashlib
import hmac
import json
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

_SPELLING = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))

GENESIS = "0" * 64
"""What the first seal cites as the one before it."""


def pseudonym(key: bytes, kind: str, number: int) -> str:
    """Name a person, a household or a thing without saying who: 32 hexadecimal digits that only the key's holder can link."""
    return _keyed(key, f"{kind}:{number}")[:16].hex()


def instant(at: datetime) -> str:
    """An instant in one spelling, whatever its time zone and database: UTC, to the microsecond."""
    return _spelled(at.astimezone(UTC))


@lru_cache(maxsize=1024)
def _spelled(utc: datetime) -> str:
    """Spell an instant already in UTC: elsewhere the two hours of an October night are equal, and would be remembered as one."""
    return utc.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def slot(at: datetime) -> int:
    """Which ten minutes of the clock an instant is in: a page opened twice in the same ones is one reading."""
    return int(at.timestamp()) // 600


def months_before(at: datetime, months: int) -> datetime:
    """The same day and hour so many months earlier, or the last day of that month."""
    years, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    last = monthrange(years, month + 1)[1]
    return at.replace(year=years, month=month + 1, day=min(at.day, last))


def fingerprint(key: bytes, values: Mapping[str, object]) -> str:
    """Keyed digest of an act's values. Keyed, because a published part must not let anyone guess who wrote it or why."""
    spelled = {
        name: value if not isinstance(value, date) else instant(value) if isinstance(value, datetime) else value.isoformat() for name, value in values.items()
    }
    return _keyed(key, _SPELLING.encode(spelled)).hex()


def reason_digest(key: bytes, *, act: str, record: str, at: datetime, why: str) -> str:
    """
    Keyed digest of why an act was done, by which the reason can be erased and its act still be proved; empty where there is none.

    It covers the act too: the same reason given twice does not show.
    """
    return _keyed(key, _SPELLING.encode([act, record, instant(at), why])).hex()[:32] if why else ""


@lru_cache(maxsize=64)
def key_id(key: bytes) -> str:
    """Name a key without telling it: 8 hexadecimal digits."""
    return hashlib.sha256(key).hexdigest()[:8]


def chain(manifest: Mapping[str, object]) -> str:
    """Digest of a seal's manifest, which names the chain before it."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _keyed(key: bytes, text: str) -> bytes:
    """
    Keyed digest of a text.

    :raises ValueError: if there is no key: without one anybody could link every pseudonym, by trying the numbers one after the other.
    """
    if not key:
        message = "the journal has no key (SUSSIDIARIO_JOURNAL_KEY)"
        raise ValueError(message)
    return hmac.digest(key, text.encode(), "sha256")
