"""Tell a person who has read of them."""

from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sussidiario.access.actor import Actor
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person
from sussidiario.privacy.models.readings import Answer
from sussidiario.privacy.policy import readings as policy
from sussidiario.privacy.rules.terms import months_after


@transaction.atomic
def answer_who_read(person: Person, *, by: Actor, at: datetime) -> Answer:
    """
    Prepare the answer to a person who asked who has read of them: every reading of the months that readings are kept, up to now.

    :raises NotAllowed: if `by` is neither the officer nor the network.
    """
    policy.may_answer_about(by, person).require()
    first = months_after(by.on, -settings.SUSSIDIARIO_READINGS_MONTHS)
    start = timezone.make_aware(datetime.combine(first, time()))
    count = policy.readings_of(person, by=by, start=start, end=at).count()
    answer = Answer.objects.create(person=person, from_at=start, made_at=at, made_by=by.staff, readings=count)
    journal.record("privacy.readings.answered", answer, on=by.on, at=at, by=by, subject=person)
    return answer
