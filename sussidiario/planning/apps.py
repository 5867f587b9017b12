"""The planning package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class PlanningConfig(Domain):
    """What was promised: the mandate, its chapters, commitments, results, and the figures that answer for them."""

    name = "sussidiario.planning"
    label = "planning"
    verbose_name = _("Mandato")
    acts: ClassVar[Mapping[str, str]] = {
        "planning.mandate.loaded": gettext_noop("Mandato caricato"),
    }
    records: ClassVar[Mapping[str, str]] = {
        "planning.mandate": "sussidiario.planning.policy.visible_to",
    }
