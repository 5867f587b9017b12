"""
The small town: the cast at work on Tuesday 15 November 2016, ten in the morning, every row of it written by an action.

Tests that span domains, the access document and the journeys all happen here. The large invented city is `config.city`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sussidiario.access import actions as accounts, demo as access
from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff, Team
from sussidiario.accountability import actions as accountability
from sussidiario.casework import actions as casework
from sussidiario.casework.lifecycle import ClosingReason, EntryKind, Outcome as CaseOutcome
from sussidiario.casework.models import Case, Deadline, DiaryEntry
from sussidiario.desks import actions as desks
from sussidiario.desks.lifecycle import Access, Channel, Interlocutor, Need, Outcome
from sussidiario.desks.models import Appointment, Calendar, Contact, Desk, Ticket
from sussidiario.desks.rules import Hours
from sussidiario.foundation.areas import Area
from sussidiario.journal import archive
from sussidiario.journal.models import Act
from sussidiario.people import actions as people
from sussidiario.people.actions import households
from sussidiario.people.lifecycle import AddressKind, BirthPrecision, Sex
from sussidiario.people.models import Household, Person
from sussidiario.planning import actions as planning
from sussidiario.privacy.actions import emergency, exports, grants, readings, retention, rights
from sussidiario.privacy.lifecycle.exports import Format, What
from sussidiario.privacy.lifecycle.retention import Series
from sussidiario.privacy.lifecycle.rights import Right
from sussidiario.privacy.models import Answer, Disposal, Emergency, Export, Grant, RightsRequest
from sussidiario.territory import demo as territory
from sussidiario.territory.models import Neighbourhood
from tests import benefits
from tests.database import once

TODAY = "2016-11-15T10:00"
"""What `SUSSIDIARIO_TODAY` must be where the town is looked at through pages."""

DAY = date(2016, 11, 15)
PASSWORD = access.PASSWORD

WHO: Mapping[str, str] = {
    "desk operator": "chiara.brambilla",
    "social worker in charge": "paola.villa",
    "social worker of the group": "stefano.riva",
    "social worker of another group": "giulia.mandelli",
    "former follower": "marco.sala",
    "service head": "giovanni.casati",
    "mandate office": "federica.tagliabue",
    "auditor": "antonio.pirovano",
    "network": "marta.vismara",
    "partner with a grant": "luca.perego",
    "access office": "silvia.cattaneo",
    "executive": "alberto.fumagalli",
    "accountant": "renata.sironi",
    "nobody": "ugo.nessuno",
}
"""One of the cast for each role and each relation to the town's first person and case, by the words of the access document."""

NOBODY = "ugo.nessuno"
"""Somebody with an account and no role."""


RESIDENTS = (
    ("anna", "Anna", "Galimberti", Sex.FEMALE, date(1938, 4, 2), "centro-san-gerardo"),
    ("marco", "Marco", "De Luca", Sex.MALE, date(1975, 6, 21), "cederna-cantalupo"),
    ("sara", "Sara", "Nicolò", Sex.FEMALE, date(1978, 1, 9), "cederna-cantalupo"),
    ("leo", "Leonardo", "De Luca", Sex.MALE, date(2006, 5, 5), "cederna-cantalupo"),
    ("gaia", "Gaia", "De Luca", Sex.FEMALE, date(2009, 9, 12), "cederna-cantalupo"),
    ("tommaso", "Tommaso", "De Luca", Sex.MALE, date(2013, 12, 1), "cederna-cantalupo"),
)
"""Those with papers: key, given and family name, sex, birth, neighbourhood."""


@dataclass
class Town:
    """The town's people and records, by what they are in its stories."""

    staff: dict[str, Staff]
    desk: Desk
    persons: dict[str, Person] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    benefits: dict[str, int] = field(default_factory=dict)
    grant: Grant = field(init=False)
    emergency: Emergency = field(init=False)

    def actor(self, username: str, *, on: date = DAY) -> Actor:
        """One of the cast, as they are on a day."""
        return actor(self.staff[username], on=on)


def at(hour: int = 9, minute: int = 0, *, on: date = DAY) -> datetime:
    """An instant of the town's day, or of another."""
    return timezone.make_aware(datetime.combine(on, time(hour, minute)))


def build(*, whole: bool = False) -> Town:
    """
    Write the town in an empty database: by its actions the first time, and since then as they left it.

    The `whole` town has a record of each kind. Half a second, or two, becomes a few hundredths, some three hundred times.
    """
    return once(_write_whole if whole else _write, Path(settings.SUSSIDIARIO_MANDATE))


def _write_whole() -> Town:
    town = _write()
    _asked_and_kept(town)
    town.benefits = benefits.write(town)
    return town


def _write() -> Town:
    """Write the town, in the order in which it happened; the last seal is of yesterday evening."""
    staff = access.create_staff()
    staff[NOBODY] = accounts.add_staff(NOBODY, given_name="Ugo", family_name="Nessuno")
    head = actor(staff["giovanni.casati"], on=date(2012, 9, 3))
    territory.fill(by=head, at=at(on=head.on))
    town = Town(staff, _open_desk(head))
    _register(town)
    _earlier(town)
    _kept_close(town)
    planning.load(Path(settings.SUSSIDIARIO_MANDATE), by=town.actor("federica.tagliabue"), at=at(8, on=DAY - timedelta(days=1)))
    archive.seal(at=at(19, on=DAY - timedelta(days=1)))
    accountability.publish(name="prova-2016", title="Prova del bilancio 2016", by=town.actor("federica.tagliabue"), at=at(8))
    _this_morning(town)
    return town


def _open_desk(head: Actor) -> Desk:
    """The desk in via Lecco, every weekday from nine to one, two operators."""
    desk = desks.open_desk(territory.centres()["lecco"], name="Segretariato Centro", on=head.on, by=head, at=at(on=head.on))
    hours = [Hours(weekday, time(9), time(13), 2) for weekday in range(5)]
    return desks.set_hours(desk, hours=hours, from_on=head.on, by=head, at=at(on=head.on))


def _register(town: Town) -> None:
    """Those who live here: an old woman alone, a family with three children, a man known by a nickname, a woman without papers."""
    operator = town.actor("chiara.brambilla", on=date(2014, 3, 10))
    when = at(on=operator.on)
    centre, cederna = (Neighbourhood.objects.get(code=code) for code in ("centro-san-gerardo", "cederna-cantalupo"))
    persons = town.persons
    for key, given, family, sex, born, where in RESIDENTS:
        persons[key] = people.register(
            given_name=given,
            family_name=family,
            sex=sex,
            birth_on=born,
            citizenship="100",
            neighbourhood=centre if where == centre.code else cederna,
            by=operator,
            at=when,
        )
    persons["professor"] = people.register(pseudonym="Il professore", sex=Sex.MALE, by=operator, at=when)
    persons["amina"] = people.register(
        given_name="Amina",
        family_name="Diallo",
        sex=Sex.FEMALE,
        birth_on=date(1990, 1, 1),
        birth_precision=BirthPrecision.YEAR,
        citizenship="450",
        by=operator,
        at=when,
    )
    people.move(
        persons["professor"],
        kind=AddressKind.NO_FIXED_ABODE,
        street="dorme intorno alla stazione",
        place="Monza",
        neighbourhood=centre,
        on=operator.on,
        by=operator,
        at=when,
    )
    members = [(persons["marco"], 1), (persons["sara"], 2), (persons["leo"], 3), (persons["gaia"], 3), (persons["tommaso"], 3)]
    town.households["de luca"] = households.form(members, on=operator.on, neighbourhood=cederna, by=operator, at=when)
    town.households["alone"] = households.form([(persons["anna"], 1)], on=operator.on, neighbourhood=centre, by=operator, at=when)


def _earlier(town: Town) -> None:
    """Cases of these years: Anna in charge since 2015 and handed over, Leonardo since spring, Marco's closed."""
    head, day = town.actor("giovanni.casati", on=date(2015, 2, 3)), date(2015, 2, 3)
    desk = town.actor("chiara.brambilla", on=day)
    anna = casework.propose(person=town.persons["anna"], area=Area.ELDERLY, why="Vive sola e fatica a uscire.", by=desk, at=at(on=day))
    casework.open_case(anna, worker=town.staff["stefano.riva"], on=day, by=head, at=at(10, on=day))
    head, day = town.actor("giovanni.casati", on=date(2016, 1, 11)), date(2016, 1, 11)
    anna = casework.hand_over(anna, to=town.staff["paola.villa"], on=day, why="Nuova zona.", by=head, at=at(on=day))
    for to, day in (("marco.sala", date(2016, 10, 24)), ("paola.villa", date(2016, 11, 2))):
        head = town.actor("giovanni.casati", on=day)
        town.cases["anna"] = casework.hand_over(anna, to=town.staff[to], on=day, why="Ferie di Paola.", by=head, at=at(on=day))
    worker = town.actor("paola.villa", on=date(2016, 11, 3))
    casework.write_entry(town.cases["anna"], kind=EntryKind.HOME_VISIT, text="Casa in ordine, poca spesa.", on=worker.on, by=worker, at=at(12, on=worker.on))
    casework.write_entry(
        town.cases["anna"], kind=EntryKind.NOTE, text="Da risentire la figlia.", on=worker.on, private=True, by=worker, at=at(12, on=worker.on)
    )
    casework.add_deadline(town.cases["anna"], what="Telefonare al medico", due_on=date(2016, 11, 10), by=worker, at=at(12, on=worker.on))

    head, day = town.actor("roberta.meregalli", on=date(2016, 4, 4)), date(2016, 4, 4)
    leo = casework.propose(person=town.persons["leo"], area=Area.MINORS, why="Segnalato dalla scuola.", by=replace(desk, on=day), at=at(on=day))
    town.cases["leo"] = casework.open_case(leo, worker=town.staff["lucia.ferrario"], on=day, by=head, at=at(10, on=day))

    head, day = town.actor("giovanni.casati", on=date(2015, 5, 4)), date(2015, 5, 4)
    marco = casework.propose(person=town.persons["marco"], area=Area.ADULTS, why="Ha perso il lavoro.", by=replace(desk, on=day), at=at(on=day))
    marco = casework.open_case(marco, worker=town.staff["giulia.mandelli"], on=day, by=head, at=at(10, on=day))
    worker = town.actor("giulia.mandelli", on=date(2016, 6, 30))
    town.cases["marco"] = casework.close(
        marco, reason=ClosingReason.SOLVED, outcome=CaseOutcome.AUTONOMY, words="Assunto.", on=worker.on, by=worker, at=at(on=worker.on)
    )


def _kept_close(town: Town) -> None:
    """The network keeps Lina; Gaia's record is reserved; Anna is opened to a cooperative; a colleague opened Marco's in an emergency last night."""
    centre = town.actor("marta.vismara", on=date(2016, 10, 3))
    town.persons["lina"] = people.register(pseudonym="Lina", sex=Sex.FEMALE, by=centre, at=at(on=centre.on))
    worker = town.actor("lucia.ferrario", on=date(2016, 5, 2))
    people.reserve(town.persons["gaia"], why="Provvedimento del tribunale.", by=worker, at=at(on=worker.on))
    worker = town.actor("paola.villa", on=date(2016, 11, 4))
    town.grant = grants.give(
        town.persons["anna"],
        team=Team.objects.get(code=access.PARTNER),
        purpose="Pasti e compagnia al centro diurno.",
        from_on=worker.on,
        last_on=date(2017, 3, 31),
        by=worker,
        at=at(on=worker.on),
    )
    evening = date(2016, 11, 14)
    stranger = replace(town.actor("davide.colombo", on=evening), at=at(18, on=evening))
    town.emergency = emergency.open_emergency(
        town.persons["marco"], reason="È svenuto in sala d'attesa e non si sa chi chiamare.", by=stranger, at=at(18, on=evening)
    )


def _asked_and_kept(town: Town) -> None:
    """Anna asks who has seen her file and is answered; the head exports the cases; contacts are due to be disposed of."""
    officer = town.actor("antonio.pirovano")
    rights.receive(Right.ACCESS, words="Chi ha visto la mia scheda?", received_on=DAY, person=town.persons["anna"], by=officer, at=at(8, 10))
    readings.answer_who_read(town.persons["anna"], by=officer, at=at(8, 12))
    head = town.actor("giovanni.casati", on=date(2014, 1, 7))
    retention.set_rule(Series.CONTACTS, years=1, basis="Tabella di esempio.", from_on=head.on, by=head, at=at(on=head.on))
    old = desks.start_contact(town.desk, by=town.actor("chiara.brambilla", on=head.on), at=at(9, on=head.on))
    desks.discard_contact(old, why="Chiamata muta.", by=town.actor("chiara.brambilla", on=head.on), at=at(9, 1, on=head.on))
    head = town.actor("giovanni.casati")
    retention.propose(Series.CONTACTS, by=head, at=at(8, 20))
    exports.export(What.CASES, form=Format.CSV, purpose="Riunione di servizio.", by=head, at=at(8, 30))


def _this_morning(town: Town) -> None:
    """Today: Anna has an appointment at eleven, somebody waits with a ticket, Amina was received and is proposed, a draft lies open."""
    operator = town.actor("chiara.brambilla")
    desks.book(town.desk, town.persons["anna"], day=DAY, starts_at=time(11), reason="Buono pasto", by=operator, at=at(9))
    desks.take_ticket(town.desk, by=operator, at=at(9, 40))
    contact = desks.start_contact(town.desk, person=town.persons["amina"], by=operator, at=at(9, 5))
    desks.close_contact(
        contact,
        channel=Channel.IN_PERSON,
        access=Access.SPONTANEOUS,
        interlocutor=Interlocutor.PERSON,
        needs=[next(iter(Need))],
        area=Area.ADULTS,
        request="Cerca un posto dove dormire.",
        answer="Proposta la presa in carico.",
        outcome=Outcome.PROPOSAL,
        minutes=25,
        by=operator,
        at=at(9, 30),
    )
    town.cases["amina"] = casework.propose(
        person=town.persons["amina"], area=Area.ADULTS, why="Dorme da conoscenti, senza documenti.", contact=contact, by=operator, at=at(9, 32)
    )
    desks.start_contact(town.desk, person=town.persons["professor"], by=operator, at=at(9, 45))
    desks.give_calendar(town.desk, by=operator, at=at(9, 48))
    desks.close_days(town.desk, from_on=date(2016, 12, 23), until_on=date(2016, 12, 28), why="Ferie", by=town.actor("giovanni.casati"), at=at(9, 50))


def records(town: Town) -> dict[str, int]:
    """A record of the whole town of each kind that an address may be about."""
    return {
        "person": town.persons["anna"].pk,
        "reserved person": town.persons["gaia"].pk,
        "protected person": town.persons["lina"].pk,
        "account": town.staff["paola.villa"].pk,
        "role": town.staff["paola.villa"].roles_held.get().pk,
        "membership": town.staff["paola.villa"].memberships.get().pk,
        "grant": town.grant.pk,
        "emergency": town.emergency.pk,
        "request": RightsRequest.objects.get().pk,
        "answer": Answer.objects.get().pk,
        "disposal": Disposal.objects.get().pk,
        "export": Export.objects.get().pk,
        "household": town.households["de luca"].pk,
        "case": town.cases["anna"].pk,
        "proposal": town.cases["amina"].pk,
        "closed case": town.cases["marco"].pk,
        "desk": town.desk.pk,
        "appointment": Appointment.objects.get().pk,
        "ticket": Ticket.objects.get().pk,
        "contact": Contact.objects.closed().get().pk,
        "draft": Contact.objects.drafts_of(town.staff["chiara.brambilla"]).get().pk,
        "calendar": Calendar.objects.get().pk,
        "entry": DiaryEntry.objects.filter(private=False).get().pk,
        "deadline": Deadline.objects.get(what="Telefonare al medico").pk,
        **town.benefits,
        "act": Act.objects.filter(act="casework.case.opened").order_by("pk")[0].pk,
    }
