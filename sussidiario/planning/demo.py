"""The mandate of the invented city: the one its settings name, loaded by its mandate office."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from sussidiario.access.actor import Actor
from sussidiario.planning import actions
from sussidiario.planning.models import Mandate


def fill(*, by: Actor, at: datetime) -> Mandate:
    """Load the mandate of the settings."""
    return actions.load(Path(settings.SUSSIDIARIO_MANDATE), by=by, at=at)
