"""On what ground somebody may read of a person, in the words of who is told."""

from collections.abc import Mapping

from sussidiario.foundation.words import gettext_noop

GROUNDS: Mapping[str, str] = {
    "case": gettext_noop("segue la persona, o è del gruppo che la segue"),
    "benefit": gettext_noop("si occupa di un beneficio chiesto dalla persona"),
    "desk": gettext_noop("la persona si è rivolta allo sportello"),
    "met": gettext_noop("ha ricevuto o registrato la persona"),
    "household": gettext_noop("segue qualcuno che vive con la persona"),
    "grant": gettext_noop("accesso concesso al suo gruppo"),
    "kept": gettext_noop("centro che protegge la persona"),
    "role": gettext_noop("per il suo ruolo: risponde del servizio, o lo controlla"),
    "emergency": gettext_noop("accesso d'emergenza"),
    "": gettext_noop("non indicato"),
}
"""Every ground that a reading may be noted with; another one is said by its code."""


def said(ground: str) -> str:
    """Say a ground, to be translated where it is shown."""
    return GROUNDS.get(ground, ground)
