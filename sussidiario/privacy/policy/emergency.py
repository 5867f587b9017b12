"""
Who opens, in an emergency, a person they do not follow; who knows of it, and who says whether it was right.

Never a protected person: they do not exist. Never one's own judge.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access import clock
from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied, allowed_if
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Reading, ReadingQuerySet
from sussidiario.people import policy as people
from sussidiario.people.models import Household, Person, PersonQuerySet
from sussidiario.people.policy import asking
from sussidiario.privacy.lifecycle.emergency import EmergencyState
from sussidiario.privacy.models import Emergency, EmergencyQuerySet
from sussidiario.privacy.policy.grants import in_charge_of
from sussidiario.privacy.policy.names import called
from sussidiario.privacy.rules import emergency as rules

QUALIFYING = people.WORKERS
"""Who may open a person in an emergency: who meets people, follows them, or answers for the service."""

INSTANT = timedelta(microseconds=1)
"""What is read at the very instant an access ends was still read under it."""


def opened_to(actor: Actor) -> list[asking.Column]:
    """Primary keys of the persons whom an emergency access opens to the actor at this instant: an opening."""
    return [holding(actor).values("person")] if may_hold(actor) else []


def may_hold(actor: Actor) -> bool:
    """Tell whether some access of the actor may still hold: their account knows when the last one ends."""
    until = actor.staff.emergency_until
    return actor.at is not None and until is not None and actor.at < until and actor.has(*QUALIFYING)


def holding(actor: Actor) -> EmergencyQuerySet:
    """Accesses of the actor that hold at the instant they ask. It asks nothing of the database of who has none."""
    if actor.at is None or not may_hold(actor):
        return Emergency.objects.none()
    return Emergency.objects.of_existing().by_staff(actor.pk).holding_at(actor.at)


def visible_to(actor: Actor) -> EmergencyQuerySet:
    """Accesses `actor` may know of: their own, and those on persons they are in charge of or protect; who heads the service and who checks it, all."""
    existing = Emergency.objects.of_existing(people.keeping(actor))
    if actor.has(*people.FOR_ALL):
        return existing
    mine = Q(staff=actor.pk) if actor.has(*QUALIFYING) else Q(pk__in=[])
    return existing.filter(mine | Q(person__in=in_charge_of(actor)) | Q(person__kept_by__in=people.keeping(actor)))


def to_review(actor: Actor) -> EmergencyQuerySet:
    """Accesses that wait for a verdict which `actor` may write, those that still hold included."""
    waiting = visible_to(actor).unreviewed().not_by(actor.pk)
    if actor.has(*people.FOR_ALL):
        return waiting
    return waiting.filter(person__kept_by__in=people.keeping(actor)) if people.keeping(actor) else waiting.none()


def persons_to_open(actor: Actor) -> PersonQuerySet:
    """Persons who could be opened in an emergency: those who exist for all who work with people."""
    return people.existing_to(actor).existing()


def may_open(actor: Actor, person: Person) -> Decision:
    """Who works with people, on a person they may not read already."""
    if not actor.has(*QUALIFYING):
        return Denied(_("In emergenza aprono solo sportelli, assistenti sociali e responsabili del servizio."))
    if people.visible_to(actor).filter(pk=person.pk).exists():
        return Denied(_("La scheda è già aperta per te: non serve un accesso d'emergenza."))
    return Allowed()


def may_close(actor: Actor, emergency: Emergency) -> Decision:
    """Who opened it, and whoever may judge it: who heads the service, and the officer."""
    if emergency.staff_id == actor.pk or _judges(actor, emergency):
        return Allowed()
    return Denied(_("Lo chiude chi l'ha aperto, la responsabile del servizio o chi protegge i dati."))


def may_review(actor: Actor, emergency: Emergency) -> Decision:
    """Who heads the service, or the officer; on a person protected since, who protects them. Nobody judges their own."""
    if emergency.staff_id == actor.pk:
        return Denied(_("Hai aperto tu questo accesso: lo esamina qualcun altro."))
    return allowed_if(_judges(actor, emergency), _("Lo esamina la responsabile del servizio o chi protegge i dati."))


def may_review_some(actor: Actor) -> Decision:
    """Who heads the service, and the officer, have the queue of what is to be reviewed."""
    return allowed_if(actor.has(*people.FOR_ALL), _("Li esamina la responsabile del servizio o chi protegge i dati."))


def waiting(actor: Actor) -> int:
    """How many accesses wait for a verdict of the actor."""
    return to_review(actor).count()


@dataclass(frozen=True)
class Line:
    """One access in a list: of whom as the reader may call them, where in its life, for how many days it has waited and whether too many."""

    emergency: Emergency
    name: str
    state: EmergencyState
    days: int
    is_late: bool
    is_mine: bool


def lines(actor: Actor, found: Iterable[Emergency]) -> list[Line]:
    """Lines of accesses; one query for all."""
    some = list(found)
    said = called(actor, [each.person for each in some])
    return [_line(actor, each, said[each.person_id]) for each in some]


def _line(actor: Actor, emergency: Emergency, name: str) -> Line:
    opened_on, state = clock.day(emergency.opened_at), emergency.state_at(actor.at or emergency.until_at)
    is_late = state == EmergencyState.OVER and rules.waits_too_long(opened_on, on=actor.on)
    return Line(emergency, name, state, days=(actor.on - opened_on).days, is_late=is_late, is_mine=emergency.staff_id == actor.pk)


def readings_under(emergency: Emergency) -> ReadingQuerySet:
    """What who opened the person read of them, and of the households they have lived in, while the access held."""
    households = Household.objects.filter(memberships__person=emergency.person).distinct()
    subjects = [pseudonym(emergency.person), *(pseudonym(household) for household in households)]
    return Reading.objects.of(*subjects).by_reader(emergency.staff_id).between(emergency.opened_at, emergency.ended_at + INSTANT).order_by("at", "pk")


def hours() -> int:
    """How many hours an access lasts."""
    lasting: int = settings.SUSSIDIARIO_EMERGENCY_HOURS
    return lasting


def _judges(actor: Actor, emergency: Emergency) -> bool:
    return actor.has(*people.FOR_ALL) or emergency.person.kept_by_id in people.keeping(actor)
