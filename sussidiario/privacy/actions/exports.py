"""Export, download, and delete what has expired."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sussidiario.access import clock
from sussidiario.access.actor import Actor
from sussidiario.casework.lifecycle import CaseState
from sussidiario.casework.models import Case
from sussidiario.desks.lifecycle import Outcome
from sussidiario.desks.models import Contact
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Channel, Reading
from sussidiario.people import policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import files
from sussidiario.privacy.actions.files import Row
from sussidiario.privacy.lifecycle.exports import Format, What
from sussidiario.privacy.models.exports import Export
from sussidiario.privacy.models.readings import Subject, subjects
from sussidiario.privacy.policy import exports as policy
from sussidiario.privacy.rules import grounds
from sussidiario.ui import writing

T = TypeVar("T")
Told = tuple[Row, models.Model, Subject | None]

MOST = 50_000
"""Rows of a file: a spreadsheet of more is nobody's work, and nobody waits for it."""

_BATCH = 1_000

EARLIEST = date(2000, 1, 1)
"""Before this nobody wrote or read anything here."""

HEADS: Mapping[What, Callable[[], tuple[str, ...]]] = {
    What.CASES: lambda: (
        _("Caso"), _("Persona o famiglia"), _("Anno di nascita"), _("Quartiere"), _("Area"), _("Stato"), _("Proposto il"), _("In carico dal"),
        _("Chiuso il"), _("Segue"), _("Gruppo"), _("Prossima scadenza"),
    ),
    What.CONTACTS: lambda: (_("Contatto"), _("Giorno"), _("Sportello"), _("Operatore"), _("Persona"), _("Area"), _("Esito"), _("Inviata a"), _("Minuti")),
    What.READINGS: lambda: (_("Quando"), _("Chi ha letto"), _("Di chi"), _("Che cosa"), _("A che titolo"), _("Come"), _("Finalità")),
}  # fmt: skip
"""The heads of the columns, in the language of who exports."""


@transaction.atomic
def export(what: What, *, form: Format, purpose: str, from_on: date | None = None, last_on: date | None = None, by: Actor, at: datetime) -> Export:
    """
    Write a file for `by` alone, and note that the content of everybody in it was read. Contacts and readings are of a period, cases as they are.

    :raises NotAllowed: if it is not their work.
    :raises Refusal: if no purpose is given, the period is missing or upside down, or there are too many rows.
    """
    policy.may_export_this(by, what).require()
    purpose = required(purpose, field="purpose", otherwise=_("Scrivi a che cosa serve."))
    period = None if what == What.CASES else _period(from_on, last_on, today=by.on)
    found = _found(by, what, period)
    count = found.count()
    if count > MOST:
        raise Refusal(_("Sono {count} righe: se ne esportano al massimo {most}.").format(count=writing.number(count), most=writing.number(MOST)), field="what")
    noted: list[tuple[models.Model, models.Model, str]] = []
    who = f"{by.staff} ({by.staff.username})"
    mark = _("Riservato. Esportato da {who}, {instant}. Finalità: {purpose}").format(who=who, instant=writing.instant(at), purpose=purpose)
    name, digest = files.write(_noting(_told(by, what, found), noted), heads=HEADS[what](), mark=files.Mark(mark, who, at), form=form)
    try:
        with transaction.atomic():
            made = Export.objects.create(
                what=what.value, format=form.value, from_on=period and period[0], last_on=period and period[1], purpose=purpose[:200],
                asked_by=by.staff, asked_at=at, rows=count, name=name, sha256=digest, expires_at=at + timedelta(hours=settings.SUSSIDIARIO_EXPORT_HOURS),
            )  # fmt: skip
            address = made.get_absolute_url()
            for some in _batches(noted):
                journal.note_readings(some, by=by, at=at, address=address, purpose=made.purpose, channel=Channel.EXPORT)
            detail = {"what": what.value, "format": form.value, "rows": count}
            journal.record("privacy.export.made", made, on=by.on, at=at, by=by, why=made.purpose, detail=detail)
    except BaseException:
        files.remove(name)
        raise
    return made


@transaction.atomic
def download(export: Export, *, by: Actor, at: datetime) -> bytes:
    """
    Give the file to whoever asked for it, and record that they took it.

    :raises NotAllowed: if it is somebody else's, or has expired.
    :raises Refusal: if the file is not there or not as it was written.
    """
    policy.may_download(by, export).require()
    content = files.read(export.name, export.sha256)
    if content is None:
        raise Refusal(_("Il file non c'è più, o non è come era stato scritto: chiedine un altro."))
    journal.record("privacy.export.downloaded", export, on=by.on, at=at, by=by)
    return content


def sweep(*, at: datetime) -> int:
    """Delete the files that have expired, and those that nobody asked for; return how many. Each by itself: whoever stops half way begins again."""
    count = 0
    for expired in Export.objects.expired(at).order_by("pk"):
        _remove(expired, at=at)
        count += 1
    known = set(Export.objects.there().values_list("name", flat=True))
    for name in files.names():
        if name not in known:
            files.remove(name)
            count += 1
    return count


@transaction.atomic
def _remove(export: Export, *, at: datetime) -> None:
    """Delete the file first: if the row is not written, the next sweep finds it again."""
    files.remove(export.name)
    export.removed_at = at
    export.save(update_fields=["removed_at"])
    journal.record("privacy.export.removed", export, on=clock.day(at), at=at, by=None)


def _period(from_on: date | None, last_on: date | None, *, today: date) -> tuple[date, date]:
    if from_on is None:
        raise Refusal(_("Scrivi da quale giorno."), field="from_on")
    if from_on < EARLIEST:
        raise Refusal(_("Allora non c'era ancora niente di scritto qui."), field="from_on")
    if last_on is None:
        raise Refusal(_("Scrivi fino a quale giorno."), field="last_on")
    if last_on > today:
        raise Refusal(_("Questo giorno deve ancora venire."), field="last_on")
    if last_on < from_on:
        raise Refusal(_("L'ultimo giorno è prima del primo."), field="last_on")
    return from_on, last_on


def _found(by: Actor, what: What, period: tuple[date, date] | None) -> "models.QuerySet[Any]":
    if period is None:
        return policy.cases_of(by).with_all().order_by("pk")
    first, last = period
    if what == What.CONTACTS:
        return policy.contacts_of(by).filter(on__gte=first, on__lte=last).order_by("on", "pk")
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))
    return policy.readings_of(by, start=start, end=end).with_reader().order_by("at", "pk")


def _told(by: Actor, what: What, found: "models.QuerySet[Any]") -> Iterator[Told]:
    """The rows of the file, each with the record it is drawn from and whom it is about."""
    for some in _batches(found.iterator(_BATCH)):
        yield from _READ[what](by, some)


def _cases(_by: Actor, some: Sequence[Case]) -> Iterator[Told]:
    for case in some:
        subject = case.subject
        born = subject.birth_on.year if isinstance(subject, Person) and subject.birth_on else None
        place = subject.neighbourhood.name if subject.neighbourhood else ""
        row = (
            case.pk, str(subject), born, place, _(Area(case.area).label), _(CaseState(case.state).label), case.proposed_on, case.since, case.closed_on,
            str(case.worker or ""), str(case.team or ""), case.next_due_on,
        )  # fmt: skip
        yield row, case, subject


def _contacts(_by: Actor, some: Sequence[Contact]) -> Iterator[Told]:
    for contact in some:
        area, outcome = (_(Area(contact.area).label) if contact.area else ""), _(Outcome(contact.outcome).label)
        name = contact.person.name if contact.person else ""
        row = (contact.pk, contact.on, str(contact.desk), str(contact.operator), name, area, outcome, contact.referred_to, contact.minutes)
        yield row, contact, contact.person


def _readings(by: Actor, some: Sequence[Reading]) -> Iterator[Told]:
    about = subjects(some)
    persons = {each.pk for each in about.values() if isinstance(each, Person)}
    existing = set(people.existing_to(by).filter(pk__in=persons).values_list("pk", flat=True))
    readable = set(people.visible_to(by).filter(pk__in=persons).values_list("pk", flat=True))
    for reading in some:
        subject = about.get(reading.record)
        if isinstance(subject, Person) and subject.pk not in existing:
            subject = None
        name = (subject.name if subject.pk in readable else subject.redacted) if isinstance(subject, Person) else str(subject or "")
        what = reading.record.partition(":")[0]
        row = (
            timezone.localtime(reading.at).isoformat(sep=" ", timespec="minutes"), str(reading.by), name, what, _(grounds.said(reading.ground)),
            reading.get_channel_display(), reading.purpose,
        )  # fmt: skip
        yield row, reading, subject


_READ: Mapping[What, Callable[[Actor, Any], Iterator[Told]]] = {What.CASES: _cases, What.CONTACTS: _contacts, What.READINGS: _readings}


def _noting(told: Iterable[Told], noted: list[tuple[models.Model, models.Model, str]]) -> Iterator[Row]:
    """Pass the rows on, and keep whose content they are."""
    seen: set[tuple[str, int]] = set()
    for row, record, subject in told:
        if subject is not None and (key := (subject._meta.label_lower, subject.pk)) not in seen:
            seen.add(key)
            noted.append((subject if isinstance(record, Reading) else record, subject, "role"))
        yield row


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(rows)
    while some := list(islice(remaining, _BATCH)):
        yield some
