"""The accountability package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class AccountabilityConfig(Domain):
    """The public account: figures computed from the journal, frozen in editions, with their proof."""

    name = "sussidiario.accountability"
    label = "accountability"
    verbose_name = _("Bilancio sociale")
    acts: ClassVar[Mapping[str, str]] = {"accountability.edition.published": gettext_noop("Edizione del bilancio pubblicata")}
    records: ClassVar[Mapping[str, str]] = {"accountability.edition": "sussidiario.accountability.policy.visible_to"}
