"""Open a person in an emergency, close the access, and say afterwards whether it was right."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access import actions as access
from sussidiario.access.actor import Actor
from sussidiario.access.models import Staff
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person
from sussidiario.privacy.actions import notice
from sussidiario.privacy.lifecycle.emergency import EMERGENCY, Verdict
from sussidiario.privacy.models import Emergency
from sussidiario.privacy.policy import emergency as policy
from sussidiario.privacy.rules import emergency as rules
from sussidiario.ui import writing


@transaction.atomic
def open_emergency(person: Person, *, reason: str, by: Actor, at: datetime) -> Emergency:
    """
    Open a person to `by` for some hours, with all that the service keeps of them. Who heads the service and the officer are told at once.

    :raises NotAllowed: if `by` does not work with people, or may read of the person already.
    :raises Refusal: if the reason says too little, or the person was opened a moment ago.
    :raises DoesNotExist: if the person does not exist for `by`.
    """
    staff = Staff.objects.select_for_update(of=("self",)).get(pk=by.pk)
    person = policy.persons_to_open(by).get(pk=person.pk)
    policy.may_open(by, person).require()
    reason = reason.strip()
    if not rules.says_why(reason):
        raise Refusal(_("Scrivi che cosa succede e perché non puoi aspettare: chi esamina l'accesso deve poterlo capire."), field="reason")
    mine = Emergency.objects.by_staff(by.pk)
    if standing := mine.of(person).holding_at(at).first():
        raise Refusal(_("La scheda è già aperta per te fino alle {hour}.").format(hour=writing.hour(standing.until_at)))
    for past in mine.of(person).unclosed():
        _settle(past, at)
    until = rules.until(at, hours=policy.hours())
    emergency = Emergency.objects.create(person=person, staff=staff, reason=reason, opened_at=at, until_at=until)
    access.note_emergency(staff, until=until)
    journal.record("privacy.emergency.opened", emergency, on=by.on, at=at, by=by, subject=person, why=reason)
    notice.tell(emergency, on=by.on)
    return emergency


@transaction.atomic
def close_emergency(emergency: Emergency, *, by: Actor, at: datetime) -> Emergency:
    """
    End an access before its hours have passed.

    :raises NotAllowed: if `by` neither opened it nor may judge it.
    :raises Forbidden: if it does not hold any more.
    """
    emergency = _locked(emergency)
    policy.may_close(by, emergency).require()
    EMERGENCY.after(emergency.state_at(at), "close")
    _settle(emergency, at)
    left = Emergency.objects.by_staff(emergency.staff_id).holding_at(at).order_by("-until_at").first()
    access.note_emergency(emergency.staff, until=left.until_at if left else None)
    journal.record("privacy.emergency.closed", emergency, on=by.on, at=at, by=by, subject=emergency.person)
    return emergency


@transaction.atomic
def review_emergency(emergency: Emergency, *, verdict: Verdict, words: str, by: Actor, at: datetime) -> Emergency:
    """
    Say whether an access that is over was right, and in a few words why.

    :raises NotAllowed: if `by` opened it, or neither heads the service nor checks it.
    :raises Forbidden: if it still holds, or was reviewed already.
    :raises Refusal: if there are no words.
    """
    emergency = _locked(emergency)
    policy.may_review(by, emergency).require()
    EMERGENCY.after(emergency.state_at(at), "review")
    words = words.strip()
    if not words:
        raise Refusal(_("Scrivi in poche parole perché: lo legge chi ha aperto la scheda."), field="words")
    _settle(emergency, at)
    emergency.reviewed_by, emergency.reviewed_at = by.staff, at
    emergency.verdict, emergency.words = verdict.value, words
    emergency.save(update_fields=["reviewed_by", "reviewed_at", "verdict", "words"])
    found = {"verdict": verdict.value}
    journal.record("privacy.emergency.reviewed", emergency, on=by.on, at=at, by=by, subject=emergency.person, why=words, detail=found)
    return emergency


def _locked(emergency: Emergency) -> Emergency:
    """Read the access again, and let nobody else change it until the end of the transaction."""
    return Emergency.objects.with_all().select_for_update(of=("self",)).get(pk=emergency.pk)


def _settle(emergency: Emergency, at: datetime) -> None:
    """Write when an access ended, where nobody has yet: now, or when its hours had passed."""
    if emergency.closed_at is None:
        emergency.closed_at = min(at, emergency.until_at)
        emergency.save(update_fields=["closed_at"])
