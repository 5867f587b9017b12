"""One person of the invented town before they have a day of birth, papers and a telephone: sex, age, origin, family name, civil status."""

from dataclasses import dataclass

from sussidiario.people.demo import places
from sussidiario.people.demo.draw import Chance, Urn, spread
from sussidiario.people.demo.names import Names
from sussidiario.people.demo.places import State
from sussidiario.people.demo.shape import AGES, ELDERLY, ROOTS, YEAR

# Civil status (ANPR, stato civile).
SINGLE, MARRIED, WIDOWED, DIVORCED = 1, 2, 3, 4

GROWN_UP = 18
_YOUNGEST_ARRIVAL = 16
"""Who came younger came with their parents."""
_YEARS_BEFORE_CITIZENSHIP = 10
"""Years of legal residence (Law 91 of 1992, article 9)."""
_BECAME_ITALIAN = 0.22
_CARERS_FROM = {"243": 45, "235": 18, "615": 12, "254": 8, "609": 8, "517": 5, "323": 4}

_GROWN_UP_ALONE = ((30, (100, 0, 0, 0)), (50, (60, 20, 20, 0)), (ELDERLY, (60, 16, 20, 4)))
_ONE_PARENT = ((50, (28, 15, 53, 4)), (ELDERLY, (28, 15, 25, 32)))
_PARTNER = ((40, (100, 0, 0, 0)), (200, (50, 0, 50, 0)))
"""Of a hundred below an age, how many are single, married (and live apart), divorced, widowed."""


@dataclass(slots=True)
class Draft:
    """
    Somebody who lives in a household.

    `state` is the one their family comes from, None for Italy, and then `roots` is the part of Italy; `arrived` the year they came to Italy, 0 for who was
    born there; `family` the name in all its forms (`names.borne`), `other_parent` that of the parent of their children who is not there.
    """

    sex: str
    age: int
    relation: int
    roots: str
    state: State | None = None
    status: int = SINGLE
    family: str = ""
    arrived: int = 0
    citizenship: str = places.ITALY
    second_citizenship: str = ""
    other_parent: str = ""
    twin_of: "Draft | None" = None

    @property
    def born(self) -> int:
        """Year of birth."""
        return YEAR - self.age


class Drafts:
    """Makes persons by chance."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self.names = Names(chance)
        self.ages: dict[str, Urn[int]] = {name: spread(chance, steps) for name, steps in AGES.items()}
        self.state = Urn(chance, places.STATES, (state.share for state in places.STATES))
        self._carers_state = Urn(chance, [places.BY_CODE[code] for code in _CARERS_FROM], _CARERS_FROM.values())
        self._roots = Urn(chance, ROOTS, ROOTS.values())
        self._statuses = {
            kind: [(until, Urn(chance, (SINGLE, MARRIED, DIVORCED, WIDOWED), shares)) for until, shares in table]
            for kind, table in {"alone": _GROWN_UP_ALONE, "parent": _ONE_PARENT, "partner": _PARTNER}.items()
        }

    def happens(self, share: float) -> bool:
        """Tell whether something happens that happens in that share of cases."""
        return self._chance() < share

    def sex(self, women: float) -> str:
        """Draw the sex of one among whom that share are women."""
        return "F" if self._chance() < women else "M"

    def person(self, sex: str, age: int, relation: int, state: State | None, *, status: int = SINGLE) -> Draft:
        """Make somebody whose family comes from Italy, or from a state."""
        draft = Draft(sex, age, relation, self._roots(), None, status)
        if state is None:
            draft.family = self.names.family(draft.roots)
        else:
            self.settle(draft, state)
        return draft

    def carer(self, relation: int) -> Draft:
        """Make somebody who lives with the old whom they look after."""
        return self.person(self.sex(women=0.93), self.ages["carer"](), relation, self._carers_state(), status=MARRIED)

    def settle(self, draft: Draft, state: State) -> None:
        """Let somebody come from a state: when they arrived, how their family is called, and which citizenship they have today."""
        draft.state = state
        draft.family = self.names.family_abroad(state)
        draft.arrived = self.ages["arrived in"]()
        if draft.arrived < draft.born + _YOUNGEST_ARRIVAL:
            draft.arrived = min(draft.born + self.ages["arrived at"](), YEAR)
        draft.citizenship = state.code
        if draft.arrived < YEAR - _YEARS_BEFORE_CITIZENSHIP and self.happens(_BECAME_ITALIAN):
            draft.citizenship, draft.second_citizenship = places.ITALY, state.code

    def absent(self, parent: Draft) -> str:
        """Family name of the other parent, who does not live there."""
        return self.names.family_abroad(parent.state) if parent.state else self.names.family(parent.roots)

    def status(self, kind: str, age: int) -> int:
        """Civil status of an adult who is not married to somebody there: `alone`, `parent` or `partner`."""
        return next(urn for until, urn in self._statuses[kind] if age < until)()

    def status_of_old(self, sex: str, age: int) -> int:
        """Civil status of an old person without wife or husband: the older, the likelier widowed, women more than men."""
        widowed = min(0.9, (0.45 if sex == "F" else 0.2) + 0.018 * (age - ELDERLY))
        if self.happens(widowed):
            return WIDOWED
        return SINGLE if self.happens(0.6) else DIVORCED
