"""The ui package as Django installs it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base pages, components and doors."""

    name = "sussidiario.ui"
    label = "ui"
