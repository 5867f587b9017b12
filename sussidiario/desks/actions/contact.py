"""Write down what is said at a desk, and what comes of it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actions import accounts
from sussidiario.access.actor import Actor
from sussidiario.desks import figures, policy
from sussidiario.desks.actions.desk import lock, wall
from sussidiario.desks.lifecycle import CONTACT, Access, Channel, Interlocutor, Need, Outcome, Writing
from sussidiario.desks.models import Appointment, Contact, ContactNeed, Desk, Ticket
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person

LONGEST = 20_000
"""Characters of a draft's longest answer; more is a mistake, not a conversation."""


@transaction.atomic
def start_contact(desk: Desk, *, person: Person | None = None, channel: Channel = Channel.IN_PERSON, by: Actor, at: datetime) -> Contact:
    """
    Begin the record of a contact that came neither by appointment nor by ticket: a telephone call, a letter.

    :raises NotAllowed: if `by` does not work at the desks, or the desk is closed for good.
    """
    desk = lock(desk)
    policy.may_receive(by, desk).require()
    contact = begin(desk, person=person, channel=channel, by=by, at=at)
    note_contact("desks.contact.started", contact, by=by, at=at)
    return contact


@transaction.atomic
def save_draft(contact: Contact, *, typed: Mapping[str, list[str]], by: Actor, at: datetime) -> Contact:
    """
    Keep what has been typed so far, as it was typed: right or wrong. Nothing is completed, so nothing is written in the book.

    :raises NotAllowed: if the contact is somebody else's.
    :raises Forbidden: if it is closed.
    """
    contact = hold(contact)
    policy.may_write(by, contact).require()
    contact.state = CONTACT.after(Writing(contact.state), "save")
    contact.draft = {name: [value[:LONGEST] for value in values] for name, values in typed.items()}
    contact.save(update_fields=["state", "draft"])
    return contact


@transaction.atomic
def identify(contact: Contact, person: Person | None, *, by: Actor, at: datetime) -> Contact:
    """
    Say whom the contact is about, or that it is about nobody known.

    :raises NotAllowed: if the contact is somebody else's.
    :raises Forbidden: if it is closed.
    :raises Refusal: if it came from an appointment, which says already.
    """
    contact = hold(contact)
    policy.may_write(by, contact).require()
    state = CONTACT.after(Writing(contact.state), "identify")
    if contact.appointment is not None and person != contact.appointment.person:
        raise Refusal(_("L'appuntamento è di un'altra persona."))
    contact.person, contact.state = person, state
    contact.save(update_fields=["person", "state"])
    note_contact("desks.contact.identified", contact, by=by, at=at)
    return contact


@transaction.atomic
def close_contact(
    contact: Contact,
    *,
    channel: Channel,
    access: Access,
    interlocutor: Interlocutor,
    sender: str = "",
    accompanied: bool = False,
    informed: bool = True,
    area: Area | None = None,
    needs: Collection[Need],
    request: str = "",
    answer: str = "",
    outcome: Outcome,
    referred_to: str = "",
    minutes: int,
    by: Actor,
    at: datetime,
) -> Contact:
    """
    Close a contact with its outcome; afterwards it does not change.

    :raises NotAllowed: if the contact is somebody else's.
    :raises Forbidden: if it is closed.
    :raises Refusal: if a need, the body of a referral, the person of a proposal or the sender is missing, or the minutes cannot be.
    """
    contact = hold(contact)
    policy.may_write(by, contact).require()
    contact.state = CONTACT.after(Writing(contact.state), "close")
    _refuse_unfinished(contact, access=access, sender=sender, needs=needs, outcome=outcome, referred_to=referred_to, minutes=minutes)
    contact.channel, contact.access, contact.interlocutor, contact.outcome = channel, access, interlocutor, outcome
    contact.sender, contact.request, contact.answer = sender.strip(), request.strip(), answer.strip()
    contact.accompanied, contact.informed, contact.minutes = accompanied, informed, minutes
    contact.referred_to = referred_to.strip() if outcome is Outcome.REFERRAL else ""
    contact.area = area or ""
    contact.closed_at, contact.draft = at, {}
    contact.save()
    ContactNeed.objects.bulk_create(ContactNeed(contact=contact, need=need) for need in Need if need in needs)
    journal.record(
        figures.CONTACT_CLOSED,
        contact,
        on=wall(at).date(),
        at=at,
        by=by,
        subject=contact.person,
        neighbourhood=contact.desk.neighbourhood,
        area=contact.area,
        measure=contact.outcome,
        detail={"channel": contact.channel, "minutes": minutes},
    )
    return contact


@transaction.atomic
def discard_contact(contact: Contact, *, why: str, by: Actor, at: datetime) -> Contact:
    """
    Throw away a contact begun by mistake, with what was typed in it.

    :raises NotAllowed: if the contact is somebody else's.
    :raises Forbidden: if it is closed.
    :raises Refusal: if no reason is given.
    """
    contact = hold(contact)
    policy.may_write(by, contact).require()
    why = required(why, field="why", otherwise=_("Scrivi perché il contatto va scartato."))
    contact.state = CONTACT.after(Writing(contact.state), "discard")
    contact.draft = {}
    contact.save(update_fields=["state", "draft"])
    note_contact("desks.contact.discarded", contact, by=by, at=at, why=why)
    return contact


def begin(
    desk: Desk,
    *,
    person: Person | None,
    channel: Channel = Channel.IN_PERSON,
    appointment: Appointment | None = None,
    ticket: Ticket | None = None,
    by: Actor,
    at: datetime,
) -> Contact:
    """
    Open the draft of a contact; part of the verb that receives somebody, which writes the act.

    :raises NotAllowed: if the account of `by`, in whose hands it stays, closed meanwhile.
    """
    accounts.hold_open(by)
    return Contact.objects.create(
        desk=desk, operator=by.staff, person=person, channel=channel, appointment=appointment, ticket=ticket, on=wall(at).date(), started_at=at
    )


def hold(contact: Contact) -> Contact:
    """Take a contact for this transaction, with all it is about."""
    return Contact.objects.select_for_update(of=("self",)).with_all().select_related("appointment__person").get(pk=contact.pk)


def _refuse_unfinished(contact: Contact, *, access: Access, sender: str, needs: Collection[Need], outcome: Outcome, referred_to: str, minutes: int) -> None:
    """
    Ask for what a closed contact may not be without.

    :raises Refusal: with the first thing that is missing.
    """
    if not needs:
        raise Refusal(_("Segna almeno un bisogno."), field="needs")
    if access is Access.SENT and not sender.strip():
        raise Refusal(_("Scrivi chi ha inviato la persona."), field="sender")
    if outcome is Outcome.REFERRAL and not referred_to.strip():
        raise Refusal(_("Scrivi a quale servizio è stata inviata la persona."), field="referred_to")
    if outcome is Outcome.PROPOSAL and contact.person is None:
        raise Refusal(_("Per proporre la presa in carico indica prima la persona."), field="outcome")
    if not 1 <= minutes <= 600:  # noqa: PLR2004  a working day
        raise Refusal(_("I minuti vanno da 1 a 600."), field="minutes")


def note_contact(act: str, contact: Contact, *, by: Actor, at: datetime, why: str = "") -> None:
    """Write in the book what happened to a contact, today."""
    journal.record(act, contact, on=wall(at).date(), at=at, by=by, subject=contact.person, why=why, neighbourhood=contact.desk.neighbourhood)
