"""A small town for stories about cases: the cast, three persons, a family, and verbs that are quick to say."""

from datetime import UTC, date, datetime

from sussidiario.access.actor import Actor, actor
from sussidiario.access.demo import create_staff
from sussidiario.access.models import Staff
from sussidiario.casework import actions
from sussidiario.casework.lifecycle import ClosingReason, Outcome
from sussidiario.casework.models import Case
from sussidiario.foundation.areas import Area
from sussidiario.people.models import Household, Meeting, Membership, Person
from sussidiario.territory.models import Municipality, Neighbourhood

TODAY = date(2016, 11, 15)
AT = datetime(2016, 11, 15, 9, 30, tzinfo=UTC)

HEAD, OTHER_HEAD = "roberta.meregalli", "giovanni.casati"
DESK, AUDITOR, MANDATE = "chiara.brambilla", "antonio.pirovano", "federica.tagliabue"
LUCIA, ELENA, PAOLA, STEFANO, GIULIA = "lucia.ferrario", "elena.galbiati", "paola.villa", "stefano.riva", "giulia.mandelli"
"""Two of minors, one of the elderly, one of the elderly and the disabled, one of adults."""


class Town:
    """Who is who."""

    def __init__(self) -> None:
        self.staff = create_staff()
        monza = Municipality.objects.create(istat_code="108033", name="Monza", catastal_code="F704", postcode="20900", ambito="Monza")
        self.place = Neighbourhood.objects.create(code="triante", name="Triante", municipality=monza, position=9)
        self.teresa = self.person("Teresa", "Fumagalli", born=date(1931, 4, 2))
        self.amir = self.person("Amir", "Haddad", born=date(2005, 9, 1))
        self.carlo = self.person("Carlo", "Pozzi", born=date(1970, 1, 20))
        self.family = Household.objects.create(opened_on=date(2010, 5, 1), neighbourhood=self.place)
        Membership.objects.create(household=self.family, person=self.carlo, relation=1, from_on=date(2010, 5, 1))

    def person(self, given_name: str, family_name: str, *, born: date) -> Person:
        """Register somebody."""
        return Person.objects.create(
            given_name=given_name, family_name=family_name, birth_on=born, birth_precision="day", neighbourhood=self.place, registered_at=AT
        )

    def met(self, username: str, person: Person, *, on: date = TODAY) -> None:
        """Somebody of the cast had a person before them."""
        Meeting.objects.create(person=person, staff=self.staff[username], on=on, how="recognised")

    def act_as(self, username: str, *, on: date = TODAY) -> Actor:
        """Somebody of the cast at work on a day."""
        return actor(self.staff[username], on=on)

    def propose(self, person: Person | None = None, *, household: Household | None = None, area: Area = Area.ELDERLY, on: date = TODAY) -> Case:
        """A proposal from the desk."""
        return actions.propose(person=person, household=household, area=area, why="vive sola e non esce più", on=on, by=self.act_as(DESK), at=AT)

    def opened(
        self, person: Person | None = None, *, area: Area = Area.ELDERLY, worker: str = PAOLA, on: date = TODAY, household: Household | None = None
    ) -> Case:
        """A case in charge, of Teresa unless told."""
        proposed = self.propose(person or (None if household else self.teresa), household=household, area=area, on=on)
        return actions.open_case(proposed, worker=self.staff[worker], on=on, by=self.act_as(HEAD), at=AT)

    def closed(self, case: Case, *, on: date = TODAY) -> Case:
        """The case closed, the need being met."""
        return actions.close(case, reason=ClosingReason.SOLVED, outcome=Outcome.AUTONOMY, words="", on=on, by=self.act_as(HEAD), at=AT)

    def worker(self, username: str) -> Staff:
        """A row of the cast."""
        return self.staff[username]
