"""What the other parts of benefits add to the page of a request: each a template of its own and what it needs, asked for by who may see it."""

from collections.abc import Callable
from typing import Any

from sussidiario.access.actor import Actor
from sussidiario.benefits.models import Application
from sussidiario.ui.verbs import Verb

PANELS: tuple[Callable[[Actor, Application], tuple[str, dict[str, Any]] | None], ...] = ()
"""Sections of the page of a request, in their order: `(actor, application) -> (template, context) | None`."""

VERBS: tuple[Callable[[Actor, Application], list[Verb]], ...] = ()
"""Verbs of other parts on the page of a request, after its own."""
