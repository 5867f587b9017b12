"""
Who may take what is known of many persons out of the house, and download the file.

The service head exports the cases and contacts of the service, the officer the readings. A file is for whoever asked for it, until it expires; nobody that a
group protects is ever in one.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied, allowed_if
from sussidiario.access.rules import Role
from sussidiario.casework import policy as casework
from sussidiario.casework.models import CaseQuerySet
from sussidiario.desks import policy as desks
from sussidiario.desks.models import ContactQuerySet
from sussidiario.journal.models import ReadingQuerySet
from sussidiario.privacy.lifecycle.exports import Standing, What
from sussidiario.privacy.models.exports import Export, ExportQuerySet
from sussidiario.privacy.policy import readings

_NOBODY_KEPT = Q(person__isnull=True) | Q(person__kept_by__isnull=True)

WHO: Mapping[What, Role] = {What.CASES: Role.SERVICE_HEAD, What.CONTACTS: Role.SERVICE_HEAD, What.READINGS: Role.AUDITOR}
"""Whose work each file is."""


def visible_to(actor: Actor) -> ExportQuerySet:
    """The officer sees that files were made, and who asked for them; everybody else their own."""
    exports = Export.objects.with_all()
    return exports if actor.has(Role.AUDITOR) else exports.of(actor.pk) if may_export(actor) else exports.none()


def exportable(actor: Actor) -> list[What]:
    """What `actor` may export."""
    return [what for what in What if may_export_this(actor, what)]


def cases_of(actor: Actor) -> CaseQuerySet:
    """Cases of the service that go in a file."""
    return casework.visible_to(actor).filter(_NOBODY_KEPT)


def contacts_of(actor: Actor) -> ContactQuerySet:
    """Contacts of the desks that go in a file."""
    return desks.contacts_visible_to(actor).closed().filter(_NOBODY_KEPT)


def readings_of(actor: Actor, *, start: datetime, end: datetime) -> ReadingQuerySet:
    """Readings that go in a file."""
    return readings.readings_visible_to(actor).between(start, end)


def may_export(actor: Actor) -> Decision:
    """Who answers for the service, and the officer."""
    return allowed_if(actor.has(*WHO.values()), _("Esporta dati solo chi risponde del servizio o della protezione dei dati."))


def may_export_this(actor: Actor, what: What) -> Decision:
    """Whose work it is."""
    return allowed_if(actor.has(WHO[what]), _("Questi dati non li esporta il tuo ruolo."))


def may_download(actor: Actor, export: Export) -> Decision:
    """Whoever asked, as long as they might ask for it today, until it expires; whether or not the file was deleted yet."""
    if export.asked_by_id != actor.pk:
        return Denied(_("Il file lo scarica solo chi l'ha chiesto."))
    if not (decision := may_export_this(actor, What(export.what))):
        return decision
    if actor.at is None or export.standing(actor.at) != Standing.READY:
        return Denied(_("Il file è scaduto: se serve ancora, chiedine un altro."))
    return Allowed()
