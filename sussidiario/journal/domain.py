"""How a domain declares itself to the journal: the acts it may write and how each is said."""

from collections.abc import Mapping
from functools import cache
from typing import ClassVar

from django.apps import AppConfig, apps


class Domain(AppConfig):
    """
    An application whose completed acts are in the journal.

    `acts` maps the name of each act to what happened, as it is read in a timeline.
    """

    default_auto_field = "django.db.models.BigAutoField"
    acts: ClassVar[Mapping[str, str]] = {}


@cache
def vocabulary() -> Mapping[str, str]:
    """Every act that an installed domain may write, with its words (to be translated where they are shown)."""
    words: dict[str, str] = {}
    for config in apps.get_app_configs():
        if isinstance(config, Domain):
            words |= config.acts
    return words
