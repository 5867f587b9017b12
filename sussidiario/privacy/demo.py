"""Who is kept close in the invented city, opened to others, opened in an emergency; who read of whom; what is kept, and asked. All by the actions."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from sussidiario.access import demo as access
from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff, Team
from sussidiario.casework.models import Case
from sussidiario.foundation.areas import Area
from sussidiario.journal.actions import note_reading
from sussidiario.people import actions as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import emergency, grants, retention, rights
from sussidiario.privacy.lifecycle.emergency import Verdict
from sussidiario.privacy.lifecycle.retention import Series
from sussidiario.privacy.lifecycle.rights import Right

CALLED = ("Lina", "Nives", "Alba", "La sarta", "Mirta", "Ondina", "Zoe", "Iside", "La maestra", "Brina", "Dalia", "Selva")
"""Pseudonyms by which the centre calls those it keeps: invented."""

RESERVED_EVERY = 9
"""Of the minors in charge, one in so many has a measure of a court."""

GRANTS = 6
READ_FROM = 10
"""Readings of the last so many days are told."""

EMERGENCIES = (
    (40, "Si è sentito male in sala d'attesa: serviva sapere chi chiamare.", Verdict.JUSTIFIED, "Chiamata la figlia, poi l'ambulanza."),
    (19, "Una conoscente chiede come sta: dice di essere la zia.", Verdict.NOT_JUSTIFIED, "Non si risponde a chi non è la persona: ne abbiamo parlato."),
    (4, "La scuola dice che il bambino non è stato preso all'uscita.", None, ""),
)
"""Days before today, reason, verdict and its words: the last still waits."""


KEPT_SINCE = date(2012, 9, 3)

KEPT = ((Series.CONTACTS, 4), (Series.CASES, 4), (Series.PERSONS, 4), (Series.BENEFITS, 10), (Series.EXPORTS, 2), (Series.SIGN_INS, 1))
"""For how many years each series is kept: invented, short enough for something to be due."""

ASKED = (
    (60, Right.ACCESS, "Vorrei sapere chi ha letto la mia scheda e perché.", "Le consegniamo l'elenco di chi ha letto la sua scheda."),
    (34, Right.CORRECTION, "Il mio indirizzo è quello di dieci anni fa.", ""),
    (11, Right.OBJECTION, "Non voglio che lo sappia la scuola.", ""),
    (3, Right.ERASURE, "Mi sono trasferita: cancellate tutto.", ""),
)
"""Days before today, what is asked, with which words, and what was answered."""


def fill(*, seed: int, staff: Mapping[str, Staff], until: date) -> int:
    """Keep some persons closer, open some, and read of some; return how many readings that makes."""
    chance = Random(f"{seed}/privacy")  # noqa: S311  an invented city, not a secret
    _protect(staff["marta.vismara"], until)
    _reserve(until)
    _open(staff, until)
    _hurry(staff, until)
    _keep(staff)
    _ask(staff, until)
    return _read(staff, until, chance)


def _protect(operator: Staff, until: date) -> None:
    """One woman a fortnight or so, back from today."""
    for back, called in enumerate(CALLED):
        who, at = _at(operator, until - timedelta(days=12 * back + 3), 15)
        people.register(pseudonym=called, sex="F", by=who, at=at)


def _reserve(until: date) -> None:
    minors = Case.objects.open().in_area(Area.MINORS.value).filter(person__isnull=False, worker__isnull=False).select_related("person", "worker").order_by("pk")
    for case in minors[::RESERVED_EVERY]:
        if case.person is not None and case.worker is not None:
            who, at = _at(case.worker, max(case.since or until, until - timedelta(days=200)), 11)
            people.reserve(case.person, why="Provvedimento del tribunale per i minorenni.", by=who, at=at)


def _open(staff: Mapping[str, Staff], until: date) -> None:
    """Old people who eat at the cooperative's day centre, opened to it by who follows them."""
    body = Team.objects.get(code=access.PARTNER)
    worker = staff["paola.villa"]
    cases = Case.objects.open().followed_by(worker.pk).filter(person__isnull=False).select_related("person").order_by("pk")[:GRANTS]
    for back, case in enumerate(cases):
        if case.person is not None:
            who, at = _at(worker, until - timedelta(days=20 + back), 10)
            first, last = who.on, who.on + timedelta(days=180)
            grants.give(case.person, team=body, purpose="Pasti e compagnia al centro diurno.", from_on=first, last_on=last, by=who, at=at)


def _hurry(staff: Mapping[str, Staff], until: date) -> None:
    """Three who could not wait; two of them judged."""
    cases = Case.objects.open().filter(person__isnull=False, person__kept_by__isnull=True, team__code="adulti").select_related("person").order_by("-pk")
    for (back, reason, verdict, words), case in zip(EMERGENCIES, cases, strict=False):
        if case.person is None:
            continue
        who, at = _at(staff["elena.galbiati"], until - timedelta(days=back), 17)
        opened = emergency.open_emergency(case.person, reason=reason, by=who, at=at)
        note_reading(case.person, by=who, at=at + timedelta(minutes=1), address=case.person.get_absolute_url(), ground="emergency")
        note_reading(case, subject=case.person, by=who, at=at + timedelta(minutes=3), address=case.get_absolute_url(), ground="emergency")
        if verdict is not None:
            head, later = _at(staff["giovanni.casati"], who.on + timedelta(days=1), 9)
            emergency.review_emergency(opened, verdict=verdict, words=words, by=head, at=later)


def _keep(staff: Mapping[str, Staff]) -> None:
    """How long records are kept, since the autumn of the first year: invented years, and said to be."""
    head, at = _at(staff["giovanni.casati"], KEPT_SINCE, 12)
    for series, years in KEPT:
        retention.set_rule(series, years=years, basis="Tabella di esempio, da approvare: nessuna fonte dà questi anni.", from_on=head.on, by=head, at=at)


def _ask(staff: Mapping[str, Staff], until: date) -> None:
    """What persons asked about their own data: one answered, one late, two in time."""
    known = list(Person.objects.existing().filter(tier="ordinary").exclude(given_name="").order_by("pk")[:300:100])
    for (back, kind, words, answer), person in zip(ASKED, [*known, None], strict=False):
        officer, at = _at(staff["antonio.pirovano"], until - timedelta(days=back), 12)
        received = rights.receive(kind, words=words, received_on=officer.on, person=person, name="" if person else "Piera Invernizzi", by=officer, at=at)
        if answer:
            officer, at = _at(staff["antonio.pirovano"], officer.on + timedelta(days=12), 12)
            rights.answer(received, words=answer, by=officer, at=at)


def _read(staff: Mapping[str, Staff], until: date, chance: Random) -> int:
    """Workers opened the records of those they follow; one evening somebody opened many that they do not."""
    count = 0
    for worker in (staff[name] for name in ("lucia.ferrario", "paola.villa", "giulia.mandelli", "marco.sala")):
        cases = Case.objects.open().followed_by(worker.pk).filter(person__isnull=False).select_related("person").order_by("pk")
        some = [case.person for case in cases[:40] if case.person is not None]
        for day in _working_days(until):
            for person in chance.sample(some, min(6, len(some))):
                who, at = _at(worker, day, chance.randint(9, 16), chance.randint(0, 59))
                note_reading(person, by=who, at=at, address=person.get_absolute_url(), ground="case")
                count += 1
    evening = next(_working_days(until))
    for minute, person in enumerate(Person.objects.existing().in_order()[:24]):
        who, at = _at(staff["roberta.meregalli"], evening, 21, minute)
        note_reading(person, by=who, at=at, address=person.get_absolute_url(), ground="role")
        count += 1
    return count


def _working_days(until: date) -> Iterator[date]:
    """Days before today on which people work, the last first."""
    days = (until - timedelta(days=back) for back in range(1, READ_FROM + 1))
    return (day for day in days if day.isoweekday() <= 5)  # noqa: PLR2004  Friday


def _at(staff: Staff, day: date, hour: int, minute: int = 0) -> tuple[Actor, datetime]:
    """A member of staff at work at an hour of a day."""
    at = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    return actor(staff, on=day, at=at), at
