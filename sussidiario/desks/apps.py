"""The desks package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class DesksConfig(Domain):
    """The secretariat's desks in the civic centres: appointments, walk-ins, first contacts and what follows from them."""

    name = "sussidiario.desks"
    label = "desks"
    verbose_name = _("Sportelli")
    acts: ClassVar[Mapping[str, str]] = {
        "desks.desk.opened": gettext_noop("Sportello aperto"),
        "desks.desk.closed": gettext_noop("Sportello chiuso"),
        "desks.hours.set": gettext_noop("Orario cambiato"),
        "desks.days.closed": gettext_noop("Giorni di chiusura stabiliti"),
        "desks.days.reopened": gettext_noop("Giorni di chiusura tolti"),
        "desks.appointment.booked": gettext_noop("Appuntamento fissato"),
        "desks.appointment.moved": gettext_noop("Appuntamento spostato"),
        "desks.appointment.cancelled": gettext_noop("Appuntamento disdetto"),
        "desks.appointment.arrived": gettext_noop("Arrivo all'appuntamento"),
        "desks.appointment.called": gettext_noop("Chiamata all'appuntamento"),
        "desks.appointment.served": gettext_noop("Colloquio su appuntamento"),
        "desks.appointment.no_show": gettext_noop("Appuntamento mancato"),
        "desks.ticket.taken": gettext_noop("Arrivo senza appuntamento"),
        "desks.ticket.called": gettext_noop("Chiamata dalla coda"),
        "desks.ticket.served": gettext_noop("Colloquio senza appuntamento"),
        "desks.ticket.left": gettext_noop("Attesa abbandonata"),
        "desks.contact.started": gettext_noop("Contatto iniziato"),
        "desks.contact.identified": gettext_noop("Persona del contatto indicata"),
        "desks.contact.closed": gettext_noop("Contatto chiuso"),
        "desks.contact.discarded": gettext_noop("Contatto scartato"),
        "desks.contact.disposed": gettext_noop("Contatto scartato dall'archivio"),
        "desks.calendar.given": gettext_noop("Indirizzo del calendario creato"),
        "desks.calendar.revoked": gettext_noop("Indirizzo del calendario revocato"),
    }
    records: ClassVar[Mapping[str, str]] = {
        "desks.desk": "sussidiario.desks.policy.desks_visible_to",
        "desks.appointment": "sussidiario.desks.policy.appointments_visible_to",
        "desks.ticket": "sussidiario.desks.policy.tickets_visible_to",
        "desks.contact": "sussidiario.desks.policy.contacts_visible_to",
    }
    person_ties: ClassVar[Mapping[str, str]] = {"desk": "sussidiario.desks.policy.served_by"}
    person_protected: ClassVar[str] = "sussidiario.desks.actions.let_go"
    person_panels: ClassVar[tuple[str, ...]] = ("sussidiario.desks.views.panel",)
