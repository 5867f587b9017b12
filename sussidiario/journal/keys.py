"""The keys of the journal that this installation holds: the current one, and former ones."""

from django.conf import settings

from sussidiario.journal import rules


def current() -> bytes:
    """Key of what is written now."""
    key: bytes = settings.SUSSIDIARIO_KEY
    return key


def held() -> dict[str, bytes]:
    """Every key by its name, the current one first, then the former ones from the newest."""
    return {rules.key_id(key): key for key in (settings.SUSSIDIARIO_KEY, *settings.SUSSIDIARIO_KEYS_BEFORE)}
