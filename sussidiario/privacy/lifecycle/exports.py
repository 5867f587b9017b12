"""What may be exported, as which file, and what becomes of the file."""

from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.words import gettext_noop


class What(State):
    """What a file holds."""

    CASES = "cases", gettext_noop("i casi del servizio")
    CONTACTS = "contacts", gettext_noop("i contatti degli sportelli")
    READINGS = "readings", gettext_noop("le letture di un periodo")


class Format(State):
    """As which file."""

    XLSX = "xlsx", gettext_noop("foglio di calcolo (XLSX)")
    CSV = "csv", gettext_noop("testo con separatori (CSV)")


class Standing(State):
    """Whether the file may still be downloaded: told from the hour, and never written."""

    READY = "ready", gettext_noop("da scaricare")
    EXPIRED = "expired", gettext_noop("scaduto")
    REMOVED = "removed", gettext_noop("cancellato")
