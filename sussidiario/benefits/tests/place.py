"""A small place for stories about money and awards: the cast, a family and a woman alone, measures, a fund, requests already proposed."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import transaction

from sussidiario.access.actor import Actor, actor
from sussidiario.access.demo import create_staff
from sussidiario.access.models import Staff
from sussidiario.benefits.actions import awards
from sussidiario.benefits.lifecycle import ApplicationState, Macro, MeansTest, PaidBy, PayeeKind
from sussidiario.benefits.models import Application, Award, BudgetLine, Fund, Incompatibility, Measure, Payee
from sussidiario.foundation.areas import Area
from sussidiario.people.models import Household, Membership, Person
from sussidiario.territory.models import Municipality, Neighbourhood

TODAY = date(2016, 11, 15)
AT = datetime(2016, 11, 15, 9, 30, tzinfo=UTC)
NOVEMBER = date(2016, 11, 1)

HEAD, OTHER_HEAD, EXECUTIVE, ACCOUNTANT = "giovanni.casati", "roberta.meregalli", "alberto.fumagalli", "renata.sironi"
WORKER, OTHER_WORKER, DESK, AUDITOR, MANDATE = "giulia.mandelli", "lucia.ferrario", "chiara.brambilla", "antonio.pirovano", "federica.tagliabue"

IBAN = "IT60X0542811101000000123456"


class Place:
    """Who and what is where."""

    def __init__(self) -> None:
        self.staff = create_staff()
        monza = Municipality.objects.create(istat_code="108033", name="Monza", catastal_code="F704", postcode="20900", ambito="Monza")
        self.quarter = Neighbourhood.objects.create(code="triante", name="Triante", municipality=monza, position=9)
        self.family = Household.objects.create(opened_on=date(2010, 5, 1), neighbourhood=self.quarter)
        self.carlo, self.sara = self.person("Carlo", "Pozzi", home=self.family), self.person("Sara", "Pozzi", home=self.family)
        self.teresa = self.person("Teresa", "Fumagalli")
        self.fund = Fund.objects.create(key="comune", name="Fondo comunale", source="Comune di Monza")
        self.income = self.measure("income", monthly=True)
        self.arrears = self.measure("arrears", urgent_cap=50_000)
        self.numbers = count(1)

    def person(self, given_name: str, family_name: str, *, home: Household | None = None) -> Person:
        """Register somebody, at home or alone."""
        person = Person.objects.create(given_name=given_name, family_name=family_name, neighbourhood=self.quarter, registered_at=AT)
        if home is not None:
            relation = 1 if not home.memberships.exists() else 2
            Membership.objects.create(household=home, person=person, relation=relation, from_on=home.opened_on)
        return person

    def measure(self, key: str, *, monthly: bool = False, of_household: bool = True, urgent_cap: int = 0) -> Measure:
        """Offer something."""
        return Measure.objects.create(
            key=key,
            name=f"Misura {key}",
            siuss_code="A1.01",
            siuss_name="Contributi",
            means_test=MeansTest.ISEE.value,
            macro=Macro.INCLUSION.value,
            area=Area.ADULTS.value,
            monthly=monthly,
            of_household=of_household,
            urgent_cap=urgent_cap,
            from_on=date(2012, 1, 1),
        )

    def line(self, amount: int, *measures: Measure, year: int = 2016, chapter: str = "1101") -> BudgetLine:
        """Set money aside for a year."""
        line = BudgetLine.objects.create(fund=self.fund, year=year, chapter=chapter, amount=amount)
        line.measures.set(measures or (self.income, self.arrears))
        return line

    def act_as(self, username: str, *, on: date = TODAY) -> Actor:
        """Somebody of the cast at work on a day."""
        return actor(self.staff[username], on=on)

    def worker(self, username: str) -> Staff:
        """A row of the cast."""
        return self.staff[username]

    def payee(self, person: Person | None = None) -> Payee:
        """Paid by transfer."""
        return Payee.objects.create(kind=PayeeKind.BENEFICIARY.value, person=person, name="Chi riscuote", paid_by=PaidBy.TRANSFER.value, iban=IBAN)

    def proposed(self, person: Person | None = None, measure: Measure | None = None, *, household: Household | None = None, on: date = TODAY) -> Application:
        """A request that waits for a decision, of Carlo for the income unless told; what they asked before is withdrawn."""
        Application.objects.pending().filter(person=person or self.carlo, measure=measure or self.income).update(state=ApplicationState.WITHDRAWN.value)
        return Application.objects.create(
            number=next(self.numbers),
            year=on.year,
            measure=measure or self.income,
            person=person or self.carlo,
            household=household,
            state=ApplicationState.PROPOSED.value,
            received_on=on,
            received_by=self.staff[DESK],
            completed_on=on,
            proposed_by=self.staff[WORKER],
            proposed_on=on,
            proposed=True,
            team=self.staff[WORKER].memberships.get().team,
        )

    @transaction.atomic
    def granted(self, application: Application | None = None, *, amount: int = 20_000, months: int = 6, from_month: date = NOVEMBER, **more: Any) -> Award:
        """What a request gets, of Carlo for the income unless told."""
        application = application or self.proposed()
        payee = more.pop("payee", None) or self.payee(application.person)
        award = awards.create(application, amount=amount, months=months, from_month=from_month, payee=payee, by=self.act_as(HEAD), at=AT, **more)
        application.state, application.decided_by, application.decided_on = ApplicationState.GRANTED.value, self.staff[HEAD], TODAY
        application.save()
        return award

    def incompatible(self, one: Measure, other: Measure) -> Incompatibility:
        """Declare that two do not go together."""
        first, second = sorted((one, other), key=lambda measure: measure.pk)
        return Incompatibility.objects.create(one=first, other=second)
