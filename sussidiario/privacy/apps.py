"""The privacy package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.journal.domain import Domain


class PrivacyConfig(Domain):
    """Need to know: grants, emergency accesses and their review, readings, exports, retention, rights, accounts."""

    name = "sussidiario.privacy"
    label = "privacy"
    verbose_name = _("riservatezza")
    acts: ClassVar[Mapping[str, str]] = {}
    records: ClassVar[Mapping[str, str]] = {}
