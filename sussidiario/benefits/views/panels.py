"""What the other parts of benefits add to the page of a request: sections with a template of their own, and verbs."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState
from sussidiario.benefits.models import Application
from sussidiario.benefits.policy import awards as policy
from sussidiario.benefits.views import isee, letters
from sussidiario.benefits.views.awards import readable, summary
from sussidiario.ui.verbs import Verb

URGENT = {"ratify": policy.may_ratify, "deny": policy.may_deny, "advance": policy.may_advance}


def award(actor: Actor, application: Application) -> tuple[str, dict[str, Any]] | None:
    """What was granted, and what of it is paid."""
    found = readable(actor).filter(application=application.pk).first()
    return ("benefits/_award.html", summary(actor, found)) if found else None


def urgent(actor: Actor, application: Application) -> list[Verb]:
    """Money at once, where the measure has some; and what follows from it."""
    possible = [verb for verb in URGENT if APPLICATION.allows(ApplicationState(application.state), verb)]
    some = [verb for verb in possible if verb != "advance" or application.measure.urgent_cap]
    return [Verb(_(APPLICATION.moves[verb].label), reverse(f"benefits:{verb}", args=[application.pk]), URGENT[verb](actor, application)) for verb in some]


PANELS: tuple[Callable[[Actor, Application], tuple[str, dict[str, Any]] | None], ...] = (award, letters.panel, isee.panel)
"""Sections of the page of a request, in their order: `(actor, application) -> (template, context)`, or nothing for who may not see it."""

VERBS: tuple[Callable[[Actor, Application], list[Verb]], ...] = (urgent,)
"""Verbs of other parts on the page of a request, after its own."""
