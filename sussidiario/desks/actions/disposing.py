"""Take the words off a contact, when the time to keep it is over."""

from datetime import date, datetime

from django.db import transaction

from sussidiario.access.actor import Actor
from sussidiario.desks.lifecycle import Outcome
from sussidiario.desks.models import Appointment, Contact
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person

GONE = "—"
"""What stands where something must."""


@transaction.atomic
def anonymise(contact: Contact, *, why: str, on: date, by: Actor | None, at: datetime) -> Contact:
    """
    Leave of a contact its codes.

    What was asked and answered, who sent the person and where they were sent go, with the reason of the appointment and those of their acts.

    Whether the time is over, and who approved, is asked by who calls.

    Of what was disposed of already nothing changes. `why` must name nobody.
    """
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.disposed_on is not None:
        return contact
    contact.request = contact.answer = contact.sender = ""
    contact.referred_to = GONE if contact.outcome == Outcome.REFERRAL else ""
    contact.draft, contact.disposed_on = {}, on
    contact.save(update_fields=["request", "answer", "sender", "referred_to", "draft", "disposed_on"])
    records = [journal.reference(contact)]
    if contact.appointment_id is not None:
        Appointment.objects.filter(pk=contact.appointment_id).update(reason="")
        records.append(f"desks.appointment:{contact.appointment_id}")
    journal.erase_reasons(records=records, by=by, at=at, on=on, why=why)
    journal.record("desks.contact.disposed", contact, on=on, at=at, by=by)
    return contact


@transaction.atomic
def forget_person(person: Person) -> None:
    """Take the reasons off the appointments of somebody who is disposed of: part of that, which records it."""
    Appointment.objects.filter(person=person).update(reason="")
