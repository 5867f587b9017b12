"""The territory package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class TerritoryConfig(Domain):
    """Where: municipalities, neighbourhoods and civic centres."""

    name = "sussidiario.territory"
    label = "territory"
    verbose_name = _("Territorio")
    acts: ClassVar[Mapping[str, str]] = {
        "territory.civic_centre.opened": gettext_noop("Centro civico aperto"),
        "territory.civic_centre.closed": gettext_noop("Centro civico chiuso"),
    }
