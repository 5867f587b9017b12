"""
Who may see who read of whom.

The officer sees the readings of everybody who exists for them. Those of a protected person exist for the group that keeps them, and for
nobody else: not in lists, not in counts.
"""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.access.rules import Role
from sussidiario.journal.models import Reading, ReadingQuerySet, named
from sussidiario.people import policy as people
from sussidiario.people.models import Person, PersonQuerySet
from sussidiario.privacy.models.readings import Answer, AnswerQuerySet, condition_about, network_staff


def readings_visible_to(actor: Actor) -> ReadingQuerySet:
    """Readings that `actor` may list: for the officer those of everybody but whom a group protects."""
    if not actor.has(Role.AUDITOR):
        return Reading.objects.none()
    return Reading.objects.exclude(subject__in=named(*people.hidden_from(actor)))


def readings_of(person: Person, *, by: Actor, start: datetime, end: datetime) -> ReadingQuerySet:
    """
    Readings of a person, of their records, and of a household while they belonged to it, that they are told of.

    Who works in the network that protects is not told of outside it: that they read of a household says that somebody in it is helped
    (GDPR, article 15(4): the rights of others). To whom the network keeps, everything is told.
    """
    if person.kept_by_id is not None and person.kept_by_id not in people.keeping(by):
        return Reading.objects.none()
    found = Reading.objects.filter(condition_about(person, start=start, end=end))
    return found if people.keeping(by) else found.exclude(Q(by__in=network_staff()))


def answers_visible_to(actor: Actor) -> AnswerQuerySet:
    """Answers about persons who exist for the officer; to the network, about those it keeps."""
    answers = Answer.objects.with_all()
    return answers.filter(person__in=answerable_by(actor)) if may_answer(actor) else answers.none()


def answerable_by(actor: Actor) -> PersonQuerySet:
    """Persons whom `actor` may tell who has read of them."""
    if actor.has(Role.AUDITOR):
        return people.existing_to(actor)
    return people.kept_by(actor)


def may_check(actor: Actor) -> Decision:
    """The officer checks who read of whom."""
    return allowed_if(actor.has(Role.AUDITOR), _("Le letture le controlla chi protegge i dati."))


def may_answer(actor: Actor) -> Decision:
    """The officer answers who asks who has read of them; the network, those it keeps."""
    return allowed_if(actor.has(Role.AUDITOR, Role.NETWORK), _("Risponde chi protegge i dati."))


def may_answer_about(actor: Actor, person: Person) -> Decision:
    """As `may_answer`."""
    return may_answer(actor)
