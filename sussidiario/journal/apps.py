"""The journal as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class JournalConfig(Domain):
    """The one book. What is done to the book itself is written in it too."""

    name = "sussidiario.journal"
    label = "journal"
    acts: ClassVar[Mapping[str, str]] = {
        "journal.key.rotated": gettext_noop("Chiave del registro cambiata"),
        "journal.readings.removed": gettext_noop("Letture rimosse alla scadenza"),
        "journal.reasons.erased": gettext_noop("Motivi cancellati"),
    }
