"""The journal as Django installs it."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The one book."""

    name = "sussidiario.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
