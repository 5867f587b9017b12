"""Two persons whom the network keeps in the small town, one of them after an ordinary life in the book; and everybody for whom they do not exist."""

from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path
from typing import Any

from django.test import Client

from sussidiario.access import actions as accounts
from sussidiario.access.models import Membership as TeamMembership, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.benefits.actions import applications, debts, isee, letters, payments, simulations, transmissions
from sussidiario.benefits.lifecycle import IseeKind, PaidBy, PayeeKind, Wording
from sussidiario.benefits.models import Application, Attestation, Award, Debt, Instalment, Letter, Measure
from sussidiario.benefits.rules.attestations import Certified, Member
from sussidiario.casework import actions as casework
from sussidiario.casework.lifecycle import EntryKind
from sussidiario.casework.models import Case, Deadline, DiaryEntry
from sussidiario.desks import actions as desks
from sussidiario.desks.lifecycle import Access, Channel, Interlocutor, Need, Outcome
from sussidiario.desks.models import Appointment, Contact, Ticket
from sussidiario.foundation import identifiers
from sussidiario.foundation.areas import Area
from sussidiario.journal import archive
from sussidiario.people import actions as people
from sussidiario.people.lifecycle import AddressKind, IdentifierKind, Sex
from sussidiario.people.models import Household, Person
from sussidiario.privacy.actions import emergency, grants, readings
from sussidiario.privacy.models import Emergency, Grant
from sussidiario.privacy.models.readings import Answer
from tests import benefits, town as invented
from tests.architecture.test_access import ABOUT

DAY = invented.DAY
BORN = date(1981, 7, 14)
CODE = identifiers.write_fiscal_code(family_name="Zecchini", given_name="Nadia", birth_on=BORN, sex="F", place="F704")
PAPER = "YB7654321"
HER = {"family_name": "Zecchini", "given_name": "Nadia", "birth": "14/7/1981", "sex": "F", "fiscal_code": CODE, "citizenship": "100"}


OUTSIDERS: dict[str, str] = {
    "desk operator": "chiara.brambilla",
    "desk that served her": "samira.elamrani",
    "worker who followed her": "elena.galbiati",
    "worker who opened her in an emergency": "stefano.riva",
    "service head": "giovanni.casati",
    "auditor": "antonio.pirovano",
    "centre of another network": "olga.altrove",
    "partner she was opened to": "luca.perego",
    "executive": "alberto.fumagalli",
    "accountant": "renata.sironi",
    "mandate office": "federica.tagliabue",
    "access office": "silvia.cattaneo",
    "nobody": "ugo.nessuno",
}
"""Everybody for whom neither exists: one for each role, and those who knew Nadia before."""


@dataclass
class World:
    """The town with both in it; who is signed in; where what it writes is kept."""

    town: invented.Town
    folder: Path
    clients: dict[str, Client] = field(default_factory=dict)
    kept: dict[str, Person] = field(default_factory=dict)
    theirs: dict[str, dict[str, int]] = field(default_factory=dict)


def settled(folder: Path) -> dict[str, Any]:
    """Settings of the town."""
    kept = {"SUSSIDIARIO_ARCHIVE": folder / "archive", "SUSSIDIARIO_LIMITS_FOLDER": folder / "limits", "SUSSIDIARIO_EXPORTS": folder / "exports"}
    return {"SUSSIDIARIO_TODAY": invented.TODAY} | kept


def build(folder: Path) -> World:
    """Write the town, with both in it, and let everybody sign in; the network opens what it keeps."""
    world = World(invented.build(), folder)
    world.town.benefits = dict(zip(("support", "gift"), (each.pk for each in benefits.offer(world.town)), strict=True))
    world.town.benefits["travel"] = benefits.travel(world.town).pk
    _nadia(world)
    _lina(world)
    archive.seal(at=invented.at(9, 58))
    for words, username in (OUTSIDERS | {"network": "marta.vismara"}).items():
        world.clients[words] = Client()
        world.clients[words].force_login(Staff.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    world.clients["mandate office"].get("/bilancio/edizioni/nuova/")  # reckoned once, and remembered until the next seal
    for person in world.kept.values():
        assert world.clients["network"].get(f"/persone/{person.pk}/").status_code == 200
    return world


def _nadia(world: World) -> None:
    """An ordinary life in the book, and then protection."""
    town = world.town
    desk = town.actor("samira.elamrani", on=date(2016, 10, 20))
    when = invented.at(on=desk.on)
    nadia = people.register(
        family_name="Zecchini", given_name="Nadia", sex=Sex.FEMALE, birth_on=BORN, fiscal_code=CODE, citizenship="100", phone="333 7654321", by=desk, at=when
    )
    people.add_identifier(nadia, kind=IdentifierKind.PASSPORT, value=PAPER, country="100", by=desk, at=when)
    people.move(
        nadia,
        kind=AddressKind.DWELLING,
        street="via Segreta 9",
        place="Monza",
        neighbourhood=town.households["de luca"].neighbourhood,
        on=desk.on,
        by=desk,
        at=when,
    )
    people.join(town.households["de luca"], nadia, relation=13, on=desk.on, by=desk, at=when)
    people.correct(nadia, why="manca il telefono", phone="333 7654322", by=desk, at=when)
    case = casework.propose(person=nadia, area=Area.ADULTS, why="Ha lasciato la casa.", by=desk, at=when)
    head = town.actor("giovanni.casati", on=date(2016, 10, 21))
    case = casework.open_case(case, worker=town.staff["elena.galbiati"], on=head.on, by=head, at=invented.at(on=head.on))
    worker = town.actor("elena.galbiati", on=date(2016, 10, 24))
    casework.write_entry(case, kind=EntryKind.INTERVIEW, text="Ha paura.", on=worker.on, by=worker, at=invented.at(on=worker.on))
    casework.add_deadline(case, what="Chiamare il centro", due_on=date(2016, 11, 2), by=worker, at=invented.at(on=worker.on))
    grants.give(
        nadia,
        team=Team.objects.get(code="accoglienza"),
        purpose="Pasti.",
        from_on=worker.on,
        last_on=date(2017, 1, 31),
        by=worker,
        at=invented.at(on=worker.on),
    )
    casework.propose(person=nadia, area=Area.DISABLED, why="Da valutare.", by=worker, at=invented.at(on=worker.on))
    _at_the_desk(town, nadia)
    stranger = replace(town.actor("stefano.riva"), at=invented.at(9, 10))
    emergency.open_emergency(nadia, reason="Non si sa dove dormire stanotte, e chi la segue non risponde.", by=stranger, at=invented.at(9, 10))
    readings.answer_who_read(nadia, by=town.actor("antonio.pirovano"), at=invented.at(9, 20))
    _given_before(world, nadia)
    network = town.actor("marta.vismara")
    people.protect(nadia, team=Team.objects.get(code="rete"), why="in pericolo", by=network, at=invented.at(9, 55))
    world.kept["nadia"] = nadia
    world.theirs["nadia"] = _records_of(nadia)


def _at_the_desk(town: invented.Town, nadia: Person) -> None:
    """Received yesterday with an appointment, today with a number; expected on Monday; a conversation closed, two not finished."""
    desk = replace(town.actor("samira.elamrani"), on=date(2016, 11, 10))
    when = invented.at(on=desk.on)
    closed = desks.start_contact(town.desk, person=nadia, by=desk, at=when)
    need = [Need.HOME]
    desks.close_contact(
        closed, channel=Channel.PHONE, access=Access.SPONTANEOUS, interlocutor=Interlocutor.PERSON, needs=need, area=Area.ADULTS, request="Una casa.",
        answer="Un appuntamento.", outcome=Outcome.INFORMATION, minutes=9, by=desk, at=when,
    )  # fmt: skip
    yesterday = desks.book(town.desk, nadia, day=date(2016, 11, 14), starts_at=time(9), by=desk, at=when)
    desk = replace(desk, on=date(2016, 11, 14))
    desks.arrive(yesterday, by=desk, at=invented.at(on=desk.on))
    desks.serve(yesterday, by=desk, at=invented.at(on=desk.on))
    desk = replace(desk, on=DAY)
    desks.book(town.desk, nadia, day=date(2016, 11, 21), starts_at=time(9), reason="La casa", by=desk, at=invented.at())
    desks.book(town.desk, nadia, day=DAY, starts_at=time(12), reason="La casa", by=desk, at=invented.at())
    ticket = desks.take_ticket(town.desk, by=desk, at=invented.at(9, 5))
    begun = desks.serve_ticket(ticket, by=desk, at=invented.at(9, 6))
    desks.identify(begun, nadia, by=desk, at=invented.at(9, 7))
    desks.take_ticket(town.desk, person=nadia, by=desk, at=invented.at(9, 8))


def _given_before(world: World, nadia: Person) -> None:
    """Nadia was paid with Anna, and some of it is asked back; she travels, in a list that waits; she asks for support with her attestation."""
    town = world.town
    support, gift, travel = (Measure.objects.get(pk=town.benefits[key]) for key in ("support", "gift", "travel"))
    people.correct(nadia, why="Tessera sanitaria.", birthplace="F704", by=town.actor("giulia.mandelli"), at=invented.at(8, 20))
    town.persons["nadia"] = nadia
    paid = benefits.granted(town, gift, "nadia", iban=benefits.IBAN, amount=25_000, months=1, from_month=date(2016, 10, 1))
    benefits.granted(town, gift, "anna", amount=30_000, months=1)
    benefits.pay(town, gift)
    debts.ask(paid, amount=10_000, why="La bolletta era più bassa.", by=town.actor("giovanni.casati"), at=invented.at(9, 31))
    for who in ("nadia", "sara"):
        benefits.travels(town, travel, who)
    payments.build(DAY, "Trasporti di novembre", measures=[travel], by=town.actor("renata.sironi"), at=invented.at(9, 32))
    asked = benefits.requested(town, support, "nadia")
    members = (Member("Zecchini", "Nadia", CODE), Member("De Luca", "Marco"))
    days: dict[str, Any] = {"presented_on": date(2016, 3, 1), "valid_from": date(2016, 3, 1), "valid_until": date(2017, 1, 15)}
    paper = Certified(IseeKind.ORDINARY, "INPS-ISEE-2016-07654321X-00", isee=588_235, ise=1_200_000, scale=204, members=members, **days)
    isee.write(asked, certified=paper, by=town.actor("chiara.brambilla"), at=invented.at(9, 33))
    letters.write(paid.application, Wording.GRANT, by=town.actor("giulia.mandelli"), at=invented.at(9, 34))
    year = {"from_on": date(2016, 1, 1), "until_on": date(2017, 1, 1)}
    simulations.run(support, name="ISEE a 7.000", changes={benefits.CEILING: 700_000}, **year, by=town.actor("giovanni.casati"), at=invented.at(9, 35))
    transmissions.make(DAY.year, by=town.actor("giovanni.casati"), at=invented.at(9, 36))
    del town.persons["nadia"]


def _given_within(world: World, lina: Person) -> None:
    """Lina travels too: decided within the group, a cooperative is paid in a list with Marco that was sent; another request of hers waits."""
    town, marta, ilaria = world.town, world.town.actor("marta.vismara"), world.town.actor("ilaria.colnaghi")
    gift, travel = (Measure.objects.get(pk=town.benefits[key]) for key in ("gift", "travel"))
    body = {"kind": PayeeKind.DELEGATE, "name": "Cooperativa La Meridiana", "fiscal_code": "00743110157", "paid_by": PaidBy.TRANSFER, "iban": benefits.IBAN}
    for measure in (travel, gift):
        asked = applications.receive(measure, person=lina, why="Non ha niente.", by=marta, at=invented.at(9, 40))
        asked = applications.declare(asked, declared={}, payee=body, by=marta, at=invented.at(9, 41))
        asked = applications.complete(asked, by=marta, at=invented.at(9, 42))
        if measure == travel:
            asked = applications.propose(asked, grant=True, amount=12_000, months=1, why="Va dal medico.", by=marta, at=invented.at(9, 43))
            granted = applications.grant(asked, by=ilaria, at=invented.at(9, 44))
    benefits.travels(town, travel, "marco")
    made = payments.build(DAY, "Altri trasporti", measures=[travel], by=town.actor("renata.sironi"), at=invented.at(9, 45))
    made = payments.approve(made, by=town.actor("giovanni.casati"), at=invented.at(9, 46))
    made = payments.authorise(made, by=town.actor("alberto.fumagalli"), at=invented.at(9, 47))
    payments.send(made, by=town.actor("renata.sironi"), at=invented.at(9, 48))
    letters.write(granted, Wording.GRANT, by=marta, at=invented.at(9, 49))


def _lina(world: World) -> None:
    """Her household, and another centre that does not keep her."""
    town, network = world.town, world.town.actor("marta.vismara")
    lina = town.persons["lina"]
    people.form([(lina, 1)], on=network.on, neighbourhood=town.households["de luca"].neighbourhood, by=network, at=invented.at(9, 56))
    _given_within(world, lina)
    other = Team.objects.create(code="rete-2", name="Rete antiviolenza, centro di Lissone", protects=True)
    olga = accounts.add_staff("olga.altrove", given_name="Olga", family_name="Altrove")
    accounts.give_role(olga, Role.NETWORK, from_on=date(2016, 1, 1), given_by=None)
    TeamMembership.objects.create(staff=olga, team=other, from_on=date(2016, 1, 1))
    world.kept["lina"] = lina
    world.theirs["lina"] = _records_of(lina)


def _records_of(person: Person) -> dict[str, int]:
    """A record of theirs of each kind that an address may be about, by its name or its domain; zero where there is none."""
    firsts = {
        "dossier": Household.objects.filter(memberships__person=person).exclude(memberships__person__kept_by__isnull=True),
        "casework": Case.objects.filter(person=person),
        "casework:correct_entry": DiaryEntry.objects.filter(case__person=person),
        "casework:complete_deadline": Deadline.objects.filter(case__person=person),
        "desks:appointment": Appointment.objects.filter(person=person, day__gt=DAY),
        "desks:contact": Contact.objects.filter(person=person, state="closed"),
        "desks:draft": Contact.objects.filter(person=person).exclude(state="closed"),
        "desks:call_ticket": Ticket.objects.filter(person=person),
        "privacy:grant": Grant.objects.filter(person=person),
        "privacy:emergency": Emergency.objects.filter(person=person),
        "privacy:answer": Answer.objects.filter(person=person),
    }
    found = {name: rows.values_list("pk", flat=True).first() or 0 for name, rows in firsts.items()}
    hers = {
        "application": Application.objects.filter(person=person),
        "award": Award.objects.filter(person=person),
        "debt": Debt.objects.filter(award__person=person),
        "attestation": Attestation.objects.filter(lookups__application__person=person),
        "letter": Letter.objects.filter(application__person=person),
        "instalment": Instalment.objects.filter(award__person=person),
    }
    found |= {name: 0 for name in ABOUT if name.startswith("benefits:")}
    for kind, rows in hers.items():
        pk = rows.values_list("pk", flat=True).first() or 0
        found |= {name: pk for name, about in ABOUT.items() if name.startswith("benefits") and about.endswith(kind)}
    for name in ("move", "cancel", "arrive", "call", "serve", "no_show"):
        found[f"desks:{name}"] = found["desks:appointment"]
    for name in ("identify", "discard"):
        found[f"desks:{name}"] = found["desks:draft"]
    for name in ("serve_ticket", "leave"):
        found[f"desks:{name}"] = found["desks:call_ticket"]
    for name in ("emergency_close", "emergency_review"):
        found[f"privacy:{name}"] = found["privacy:emergency"]
    for name in ("join", "leave", "split", "merge", "restate"):
        found[f"people:{name}"] = found["dossier"]
    found["privacy:end_grant"] = found["privacy:grant"]
    return found | {"people": person.pk} | {f"privacy:{name}": person.pk for name in ("give", "grants_of", "emergency_open", "who_read")}
