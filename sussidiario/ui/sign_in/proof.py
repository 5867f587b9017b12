"""What a session has proved: who, and with how many proofs. Kept in the session by django-allauth's own records."""

import time
from collections.abc import Iterable

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
from django.http import HttpRequest

from sussidiario.access.models import Staff

SECOND = "mfa"
RECENTLY = 60 * 10
"""Seconds for which an answer counts as given just now, where something about the account itself is changed."""

WORDS = {"password": "password", "socialaccount": "ente", "totp": "app", "webauthn": "passkey", "recovery_codes": "codice di riserva", "ente": "ente"}


def has_second(request: HttpRequest, staff: Staff) -> bool:
    """Tell whether a second factor was shown in this session, or none is asked for."""
    return not settings.SUSSIDIARIO_MFA or any(record["method"] == SECOND for record in get_authentication_records(request, staff))


def is_recent(request: HttpRequest, staff: Staff) -> bool:
    """Tell whether they proved who they are in these minutes."""
    return any(time.time() - record["at"] < RECENTLY for record in get_authentication_records(request, staff))


def show_second(request: HttpRequest, staff: Staff, kind: str) -> None:
    """Take note that a second factor was shown in this session: one just set up, or the provider's."""
    record_authentication(request, staff, SECOND, type=kind)


def how(request: HttpRequest, staff: Staff) -> str:
    """Say with which proofs somebody came in: `password + app`."""
    kinds = (record.get("type") or record["method"] for record in get_authentication_records(request, staff))
    return " + ".join(_once(WORDS.get(kind, kind) for kind in kinds))


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
