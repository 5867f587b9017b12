"""
What may be counted in public about the desks.

The opening and the closing of a desk are about its civic centre: the centre is their subject, and `measure` says what the desk does.
So a centre is counted once however many desks it hosts, and each desk is told from the others in its centre.
"""

from sussidiario.foundation.figure import Acts, Figure, Measure, Unit, flow, present_at_end
from sussidiario.foundation.period import Period
from sussidiario.foundation.words import gettext_noop
from sussidiario.territory import figures as territory

DESK_OPENED = "desks.desk.opened"
DESK_CLOSED = "desks.desk.closed"
APPOINTMENT_SERVED = "desks.appointment.served"
TICKET_SERVED = "desks.ticket.served"
CONTACT_CLOSED = "desks.contact.closed"

SECRETARIAT = "secretariat"
PROPOSAL = "proposal"

_open_at_end = present_at_end((DESK_OPENED,), (DESK_CLOSED,), by=("subject", "measure"))
_contacts = flow(CONTACT_CLOSED)


def _secretariats_at_end(table: Acts, period: Period) -> Acts:
    """Openings of the desks of secretariat still open on the last day of the period."""
    desks = _open_at_end(table, period)
    return desks.filter(desks.measure == SECRETARIAT)


def _proposals(table: Acts, period: Period) -> Acts:
    """Contacts closed in the period with a proposal of taking in charge."""
    contacts = _contacts(table, period)
    return contacts.filter(contacts.measure == PROPOSAL)


civic_centres_hosting_share = Figure(
    key="desks.civic_centres_hosting_share",
    title=gettext_noop("Centri civici con il segretariato sociale"),
    definition=gettext_noop("I centri civici che l'ultimo giorno del periodo ospitano uno sportello di segretariato sociale, ogni cento centri civici aperti."),
    unit=Unit.PERCENT,
    counts=(DESK_OPENED, DESK_CLOSED),
    rows=_secretariats_at_end,
    measure=Measure.SUBJECTS,
    over=territory.civic_centres,
    personal=False,
)

secretariat_desks = Figure(
    key="desks.secretariat_desks",
    title=gettext_noop("Sportelli di segretariato sociale"),
    definition=gettext_noop("Gli sportelli di segretariato sociale aperti l'ultimo giorno del periodo."),
    unit=Unit.ITEMS,
    counts=(DESK_OPENED, DESK_CLOSED),
    rows=_secretariats_at_end,
    measure=Measure.ACTS,
    dimensions=("neighbourhood",),
    personal=False,
)

decentralised_offices = Figure(
    key="desks.decentralised_offices",
    title=gettext_noop("Uffici decentrati dei servizi sociali"),
    definition=gettext_noop("Gli uffici e gli sportelli dei servizi sociali ospitati nei centri civici, aperti l'ultimo giorno del periodo."),
    unit=Unit.ITEMS,
    counts=(DESK_OPENED, DESK_CLOSED),
    rows=_open_at_end,
    measure=Measure.ACTS,
    dimensions=("neighbourhood",),
    personal=False,
)

contacts = Figure(
    key="desks.contacts",
    title=gettext_noop("Contatti del segretariato sociale"),
    definition=gettext_noop("Le richieste ascoltate e chiuse nel periodo, allo sportello o a distanza; una per colloquio, nel quartiere dello sportello."),
    unit=Unit.ITEMS,
    counts=(CONTACT_CLOSED,),
    rows=_contacts,
    measure=Measure.ACTS,
    dimensions=("neighbourhood",),
)

appointments_served = Figure(
    key="desks.appointments_served",
    title=gettext_noop("Appuntamenti tenuti"),
    definition=gettext_noop("Le persone ricevute su appuntamento nel periodo; una per appuntamento."),
    unit=Unit.ITEMS,
    counts=(APPOINTMENT_SERVED,),
    rows=flow(APPOINTMENT_SERVED),
    measure=Measure.ACTS,
    dimensions=("neighbourhood",),
)

walk_ins_served = Figure(
    key="desks.walk_ins_served",
    title=gettext_noop("Persone ricevute senza appuntamento"),
    definition=gettext_noop("I biglietti della coda arrivati al colloquio nel periodo."),
    unit=Unit.ITEMS,
    counts=(TICKET_SERVED,),
    rows=flow(TICKET_SERVED),
    measure=Measure.ACTS,
    dimensions=("neighbourhood",),
)

proposals = Figure(
    key="desks.proposals",
    title=gettext_noop("Proposte di presa in carico dal segretariato"),
    definition=gettext_noop("I contatti chiusi nel periodo con la proposta di prendere in carico la persona."),
    unit=Unit.ITEMS,
    counts=(CONTACT_CLOSED,),
    rows=_proposals,
    measure=Measure.ACTS,
    dimensions=("neighbourhood", "area"),
)

FIGURES = (civic_centres_hosting_share, secretariat_desks, decentralised_offices, contacts, appointments_served, walk_ins_served, proposals)
