"""A small town for stories about requests: the cast, an old woman, a family, two measures with their papers and their money."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sussidiario.access.actor import Actor, actor
from sussidiario.access.demo import create_staff
from sussidiario.access.rules import Role
from sussidiario.benefits.actions import applications
from sussidiario.benefits.lifecycle import Macro, MeansTest, PaidBy, PayeeKind
from sussidiario.benefits.models import Application, BudgetLine, Fund, Level, Measure, Payee, Required
from sussidiario.casework import actions as casework
from sussidiario.casework.models import Case
from sussidiario.desks import actions as desks
from sussidiario.desks.lifecycle import Access, Channel, Interlocutor, Need, Outcome
from sussidiario.desks.models import Contact
from sussidiario.foundation.areas import Area
from sussidiario.people.models import Household, Membership, Person
from sussidiario.regulation.facts import Given
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood

TODAY = date(2016, 11, 15)
AT = datetime(2016, 11, 15, 9, 30, tzinfo=UTC)

DESK, OTHER_DESK, HEAD, OTHER_HEAD = "chiara.brambilla", "davide.colombo", "giovanni.casati", "roberta.meregalli"
GIULIA, PAOLA, LUCIA = "giulia.mandelli", "paola.villa", "lucia.ferrario"
"""Social workers: of adults, as the measures are; of the elderly; of minors."""
EXECUTIVE, ACCOUNTANT, AUDITOR, NETWORK, PARTNER = "alberto.fumagalli", "renata.sironi", "antonio.pirovano", "marta.vismara", "luca.perego"
OTHER_NETWORK = "ilaria.colnaghi"
MANDATE, OFFICE = "federica.tagliabue", "silvia.cattaneo"

POOR: dict[str, Given] = {
    "resident": True,
    "isee": 500_000,
    "isee_valid_until": date(2017, 1, 15),
    "household_members": 3,
    "minors": 1,
    "monthly_income": 40_000,
    "rent": 30_000,
}
"""A family to which the regulation gives 480 euros for 4 months."""

RICH = POOR | {"isee": 650_001}
"""One to which it gives nothing: its ISEE is a cent too high."""

IBAN = "IT60X0542811101000000123456"
PAPER = "Documento d'identità"
THRESHOLD = 500_000
"""Above these cents in all an executive approves too."""


class Town:
    """Who is who, and what may be asked."""

    def __init__(self) -> None:
        self.staff = create_staff()
        monza = Municipality.objects.create(istat_code="108033", name="Monza", catastal_code="F704", postcode="20900", ambito="Monza")
        self.place = Neighbourhood.objects.create(code="triante", name="Triante", municipality=monza, position=9)
        self.teresa = self.person("Teresa", "Fumagalli", born=date(1931, 4, 2))
        self.carlo = self.person("Carlo", "Pozzi", born=date(1970, 1, 20))
        self.amir = self.person("Amir", "Haddad", born=date(2005, 9, 1))
        self.family = Household.objects.create(opened_on=date(2010, 5, 1), neighbourhood=self.place)
        Membership.objects.create(household=self.family, person=self.carlo, relation=1, from_on=date(2010, 5, 1))
        Membership.objects.create(household=self.family, person=self.amir, relation=3, from_on=date(2010, 5, 1))
        self.support = self.measure("income_support", "Contributo a integrazione del reddito", formula="income_support", monthly=True, papers=(PAPER,))
        self.gift = self.measure("extraordinary", "Contributo straordinario")
        Level.objects.create(number=1, above=THRESHOLD, role=Role.EXECUTIVE)

    def person(self, given_name: str, family_name: str, *, born: date = date(1975, 6, 1)) -> Person:
        """Register somebody."""
        return Person.objects.create(
            given_name=given_name, family_name=family_name, birth_on=born, birth_precision="day", neighbourhood=self.place, registered_at=AT
        )

    def measure(self, key: str, name: str, *, formula: str = "", monthly: bool = False, papers: Iterable[str] = (), money: int = 10_000_000) -> Measure:
        """Open a measure of the area of adults, with its papers and its money of two years."""
        measure = Measure.objects.create(
            key=key,
            name=name,
            formula=formula,
            siuss_code="A1.04",
            siuss_name=name,
            means_test=MeansTest.ISEE,
            macro=Macro.INCLUSION,
            area=Area.ADULTS,
            monthly=monthly,
            from_on=date(2012, 1, 1),
        )
        for paper in papers:
            Required.objects.create(measure=measure, what=paper)
        fund = Fund.objects.create(key=key, name=name, source="Comune")
        for year in (2016, 2017):
            BudgetLine.objects.create(fund=fund, year=year, chapter=f"{year}-{measure.pk}", amount=money).measures.add(measure)
        return measure

    def act_as(self, username: str, *, on: date = TODAY) -> Actor:
        """Somebody of the cast at work on a day."""
        return actor(self.staff[username], on=on)

    def payee(self, person: Person) -> Payee:
        """Somebody who is paid in cash; for who is protected, the cooperative that puts them up."""
        if person.kept_by_id:
            kind, code = PayeeKind.DELEGATE.value, "00743110157"
            return Payee.objects.create(kind=kind, name="Cooperativa La Meridiana", fiscal_code=code, paid_by=PaidBy.TRANSFER, iban=IBAN)
        return Payee.objects.create(person=person, name=person.name, paid_by=PaidBy.CASH)

    def received(
        self, person: Person | None = None, measure: Measure | None = None, *, by: str = DESK, on: date = TODAY, facts: dict[str, Given] | None = None
    ) -> Application:
        """A request, of Teresa for income support unless told."""
        person, measure = person or self.teresa, measure or self.support
        declared = (POOR if facts is None else facts) if measure.formula else {}
        return applications.receive(
            measure, person=person, why="non arriva a fine mese", declared=declared, payee=self.payee(person), by=self.act_as(by, on=on), at=AT
        )

    def completed(
        self, person: Person | None = None, measure: Measure | None = None, *, on: date = TODAY, facts: dict[str, Given] | None = None
    ) -> Application:
        """One of which nothing is missing."""
        received = self.received(person, measure, on=on, facts=facts)
        for paper in received.documents.all():
            applications.receive_document(received, document=paper, by=self.act_as(DESK, on=on), at=AT)
        return applications.complete(received, by=self.act_as(DESK, on=on), at=AT)

    def proposed(self, application: Application, *, by: str = GIULIA, grant: bool = True, amount: int = 48_000, months: int = 4, why: str = "") -> Application:
        """What is proposed of it: unless told, what the regulation gives a family."""
        return applications.propose(application, grant=grant, amount=amount, months=months, why=why, by=self.act_as(by), at=AT)

    def above(self) -> Application:
        """A proposal that needs an executive's approval."""
        return self.proposed(self.completed(measure=self.gift), amount=THRESHOLD + 1, months=1, why="sfratto domani")

    def above_by_the_regulation(self) -> Application:
        """A complete request for which what the regulation gives is above the threshold."""
        Level.objects.update(above=100_000)
        return self.completed()

    def contact(self) -> Contact:
        """Teresa at the desk this morning."""
        centre = CivicCentre.objects.create(code="lecco", name="Lecco", address="via Lecco 12", neighbourhood=self.place, opened_on=date(2012, 1, 1))
        desk, operator = desks.open_desk(centre, name="Centro", on=TODAY, by=self.act_as(HEAD), at=AT), self.act_as(DESK)
        contact = desks.start_contact(desk, person=self.teresa, by=operator, at=AT)
        return desks.close_contact(
            contact,
            channel=Channel.IN_PERSON,
            access=Access.SPONTANEOUS,
            interlocutor=Interlocutor.PERSON,
            needs=[next(iter(Need))],
            area=Area.ELDERLY,
            request="Chiede aiuto per le bollette.",
            answer="Le si dice del contributo.",
            outcome=Outcome.INFORMATION,
            minutes=20,
            by=operator,
            at=AT,
        )

    def case(self) -> Case:
        """Teresa, followed by Paola."""
        proposed = casework.propose(person=self.teresa, area=Area.ELDERLY, why="vive sola", by=self.act_as(DESK), at=AT)
        return casework.open_case(proposed, worker=self.staff[PAOLA], on=TODAY, by=self.act_as(HEAD), at=AT)
