"""The access package as Django installs it."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who is asking."""

    name = "sussidiario.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
