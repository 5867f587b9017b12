"""The four areas by which a person is taken in charge (categorie sociali of the cartella sociale)."""

from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.words import gettext_noop


class Area(State):
    """Whose need it is."""

    MINORS = "minors", gettext_noop("famiglia e minori")
    DISABLED = "disabled", gettext_noop("disabili")
    ADULTS = "adults", gettext_noop("adulti")
    ELDERLY = "elderly", gettext_noop("anziani")
