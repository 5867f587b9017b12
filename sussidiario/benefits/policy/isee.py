"""
Who looks up the means of a household, and who reads what was found.

Nobody looks up an attestation but for a request that waits, of a measure that asks for means; it is then read by whoever reads one of the requests it
was looked up for.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.benefits.lifecycle import MeansTest, Source
from sussidiario.benefits.models import Application, Attestation, AttestationQuerySet, LookUp
from sussidiario.benefits.policy import applications

BY_MEANS = frozenset({MeansTest.ISEE.value, MeansTest.WAIVED.value})
"""Means tests that the ISEE answers."""


def visible_to(actor: Actor) -> AttestationQuerySet:
    """Attestations looked up for a request that `actor` reads."""
    lookups = LookUp.objects.filter(attestation=OuterRef("pk"), application__in=applications.visible_to(actor))
    return Attestation.objects.filter(Exists(lookups))


def may_look_up(actor: Actor, application: Application) -> Decision:
    """Who works on requests, for a measure that the register knows as one that asks for the ISEE."""
    if not (decision := applications.may_work_on(actor, application)):
        return decision
    return allowed_if(asks(application), _("Questa misura non chiede l'ISEE: non c'è motivo di consultarlo."))


def may_write(actor: Actor, application: Application) -> Decision:
    """As for looking up."""
    return may_look_up(actor, application)


def may_correct(actor: Actor, attestation: Attestation) -> Decision:
    """Who receives requests, what was typed; what INPS sent is as INPS sent it."""
    if not (decision := applications.may_receive(actor)):
        return decision
    return allowed_if(attestation.source == Source.TYPED, _("Viene dal file dell'INPS: non si corregge a mano."))


def asks(application: Application) -> bool:
    """Tell whether the measure asks for the ISEE."""
    return application.measure.means_test in BY_MEANS
