"""
Prepare what the national register of social services (SIUSS) is sent: the benefits granted in a year, and later what changed of them.

One row for each award and stretch of months: see `rules.siuss`. A row that changed is cancelled as it was sent and inserted as it is; what is owed no more
is cancelled. What lacks something stays out, and is listed with where to mend it. Of persons whom a group protects nothing is sent, and what was sent
before is let stand.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions import leaving
from sussidiario.benefits.lifecycle import InstalmentState
from sussidiario.benefits.models import Award, Instalment, Transmission, Transmitted
from sussidiario.benefits.policy import transmissions as policy
from sussidiario.benefits.rules import nations, psa, siuss
from sussidiario.benefits.rules.plans import last_day, stretches
from sussidiario.benefits.rules.siuss import Body, Entry, Problem
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person
from sussidiario.territory.models import Municipality


@dataclass(frozen=True)
class Row:
    """What would be said of an award, of the months from one on; with what stands of it, if anything does."""

    award: Award
    from_month: date
    entry: Entry
    stands: Transmitted | None = None


@dataclass
class Prepared:
    """
    What would be sent of a year now: new, changed, gone; what is held back or to be looked at, and why.

    `across` are the awards that have months in another year too: of these a part alone is of this one.
    """

    year: int
    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    gone: list[Transmitted] = field(default_factory=list)
    same: int = 0
    held: list[tuple[Award, Sequence[Problem]]] = field(default_factory=list)
    warned: list[tuple[Award, Sequence[Problem]]] = field(default_factory=list)
    without_code: set[int] = field(default_factory=set)
    across: int = 0

    @property
    def left_out(self) -> int:
        """Persons without a fiscal code."""
        return len(self.without_code)

    @property
    def over(self) -> list[Transmitted]:
        """What the register holds and is to be cancelled."""
        return [*(row.stands for row in self.changed if row.stands), *self.gone]

    @property
    def rows(self) -> int:
        """Rows that the file would have."""
        return len(self.new) + 2 * len(self.changed) + len(self.gone)


def prepared(year: int) -> Prepared:
    """Look at what would be sent of a year, without writing anything: as many questions however many awards."""
    found = Prepared(year)
    standing: dict[int, dict[date, Transmitted]] = defaultdict(dict)
    for each in Transmitted.objects.standing(year):
        standing[each.award_id][each.from_month] = each
    for award in Award.objects.for_the_register(year):
        _place(found, award, standing.get(award.pk, {}))
    return found


@transaction.atomic
def make(year: int, *, by: Actor, at: datetime) -> Transmission:
    """
    Prepare the file of the benefits granted in a year: all of them the first time, later what changed since.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if the settings do not say who sends, there is nothing to send, or the file would not be what the register asks.
    """
    policy.may_make(by).require()
    seat = Municipality.objects.select_for_update().get(istat_code=settings.SUSSIDIARIO_MUNICIPALITY)
    body = body_of(seat)
    if siuss.wrong_in(body):
        raise Refusal(_("Nelle impostazioni manca chi trasmette: il codice dell'ente o il codice fiscale di chi ne risponde."))
    found = prepared(year)
    if not found.rows:
        raise Refusal(_("Non c'è niente da mandare: il SIUSS ha già tutto quello che si può mandare."))
    called = _free_name(seat.catastal_code, timezone.localtime(at))
    cancelled = [entry.to(siuss.CANCELS) for entry in _sent(found.over)]
    inserted = [row.entry for row in (*found.new, *found.changed)]
    content = psa.write(body, called, [*cancelled, *inserted])
    if wrong := psa.faults(content):
        raise Refusal(_("Il file non sarebbe come lo chiede il SIUSS: {what}.").format(what="; ".join(wrong[:3])))
    made = Transmission.objects.create(
        year=year,
        name=called,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        inserted=len(inserted),
        cancelled=len(cancelled),
        left_out=found.left_out,
        made_by=by.staff,
        made_at=at,
    )
    _keep(made, found)
    detail = {"year": year, "inserted": made.inserted, "cancelled": made.cancelled, "left_out": made.left_out}
    journal.record(figures.TRANSMITTED, made, on=by.on, at=at, by=by, detail=detail)
    return made


@transaction.atomic
def take(transmission: Transmission, *, by: Actor, at: datetime) -> bytes:
    """
    Give the file of a transmission to who carries it to the national register. It is recorded that they took it, and of everybody in it that it was read.

    What for is the register of that year; nothing can be written in the file, which is always as it was prepared.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if it was disposed of.
    """
    policy.may_download(by, transmission).require()
    if not transmission.content:
        raise Refusal(_("Il file non c'è più: il tempo per conservarlo è finito."))
    sent = Award.objects.filter(pk__in=transmission.rows.values("award"))
    purpose = _("SIUSS, anno {year}").format(year=transmission.year)
    leaving.note(sent, purpose=purpose, address=transmission.get_absolute_url(), by=by, at=at)
    journal.record(figures.TRANSMISSION_TAKEN, transmission, on=by.on, at=at, by=by)
    return bytes(transmission.content)


def body_of(seat: Municipality | None) -> Body:
    """Who sends: the municipality, as the settings and the register know it."""
    belfiore = seat.catastal_code if seat else ""
    return Body(settings.SUSSIDIARIO_SIUSS_BODY, settings.SUSSIDIARIO_INSTITUTION, belfiore, settings.SUSSIDIARIO_SIUSS_OPERATOR)


def _place(found: Prepared, award: Award, standing: Mapping[date, Transmitted]) -> None:
    """Put what is owed of an award where it goes."""
    owed = [each for each in award.instalments.all() if each.state != InstalmentState.CANCELLED]
    benefits = _benefits(award, owed, found.year)
    if benefits and not award.person.fiscal_code:
        found.without_code.add(award.person_id)
        return
    recipient = _recipient(award.person)
    problems = list(dict.fromkeys(each for benefit in benefits.values() for each in siuss.problems(recipient, benefit)))
    if blocking := [each for each in problems if not each.warns]:
        found.held.append((award, blocking))
        return
    if problems:
        found.warned.append((award, problems))
    found.across += any(each.month.year != found.year for each in owed) if benefits and award.measure.monthly else 0
    for month, benefit in benefits.items():
        row = Row(award, month, siuss.entry(recipient, benefit), standing.get(month))
        if row.stands is None:
            found.new.append(row)
        elif row.stands.sha256 != row.entry.digest:
            found.changed.append(row)
        else:
            found.same += 1
    found.gone += [each for month, each in standing.items() if month not in benefits]


def _recipient(person: Person) -> siuss.Recipient:
    place = person.neighbourhood
    return siuss.Recipient(
        fiscal_code=person.fiscal_code,
        family_name=person.family_name,
        given_name=person.given_name,
        birth_year=person.birth_on.year if person.birth_on else None,
        birthplace=person.birthplace,
        sex=person.sex,
        citizenship=nations.number(person.citizenship),
        second_citizenship=nations.number(person.second_citizenship) if person.second_citizenship else "",
        municipality=place.municipality.istat_code if place else "",
        nation=nations.ITALY if place else "",
    )


def _benefits(award: Award, owed: Sequence[Instalment], year: int) -> Mapping[date, siuss.Benefit]:
    """What stands of an award of a year, by the month each begins: of what is monthly each stretch, of one sum what was paid once it is all paid."""
    if not owed:
        return {}
    measure, attestation = award.measure, award.application.attestation
    paid = [each.paid_on for each in owed if each.paid_on]
    months = sorted({each.month for each in owed})
    said = siuss.Benefit(
        request=str(award.application),
        means_test=measure.means_test,
        code=measure.siuss_code,
        name=measure.siuss_name,
        periodic=measure.monthly,
        amount=sum(each.amount for each in owed),
        months=len(months),
        from_on=months[0],
        until_on=last_day(months[-1], 1),
        paid_on=max(paid) if len(paid) == len(owed) else None,
        received_on=award.application.received_on,
        in_charge=bool(award.application.case_id or award.taken_in_charge),  # type: ignore[attr-defined]  # asked for by for_the_register
        area=Area(measure.area),
        dsu=attestation.protocol if attestation else "",
        dsu_on=attestation.presented_on if attestation else None,
    )
    if not measure.monthly:
        return {award.from_month: said}
    return {
        each.first: replace(said, amount=each.amount, months=each.months, from_on=each.first, until_on=last_day(each.first, each.months))
        for each in stretches({each.month: each.amount for each in owed if each.month.year == year})
    }


def _sent(rows: Sequence[Transmitted]) -> list[Entry]:
    """What was sent of each, read from the files that are kept: a cancellation says what it cancels as it was said."""
    files = Transmission.objects.filter(pk__in={row.transmission_id for row in rows}).order_by("pk")
    said = {(file.pk, entry.digest): entry for file in files for entry in psa.read(bytes(file.content))}
    return [said[row.transmission_id, row.sha256] for row in rows]


def _keep(made: Transmission, found: Prepared) -> None:
    """Write what the register holds from now on."""
    over = found.over
    Transmitted.objects.filter(pk__in=[row.pk for row in over]).update(standing=False)
    Transmitted.objects.bulk_create(
        [
            *(
                Transmitted(transmission=made, award_id=row.award_id, from_month=row.from_month, cancels=True, sha256=row.sha256, standing=False)
                for row in over
            ),
            *(Transmitted(transmission=made, award=row.award, from_month=row.from_month, sha256=row.entry.digest) for row in (*found.new, *found.changed)),
        ]
    )


def _free_name(seat: str, at: datetime) -> str:
    """The name of the instant, or of the next second that no file has."""
    while Transmission.objects.filter(name=psa.name(seat, at)).exists():
        at += timedelta(seconds=1)
    return psa.name(seat, at)
