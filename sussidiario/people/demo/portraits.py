"""From somebody who has an age, a family name and an origin to a person with a day of birth, papers and a telephone."""

from collections.abc import Sequence
from datetime import date, timedelta

from sussidiario.foundation.letters import plain
from sussidiario.people.demo import families, outsiders, places, shape
from sussidiario.people.demo.births import Births
from sussidiario.people.demo.drafts import GROWN_UP, WIDOWED, Draft, Drafts
from sussidiario.people.demo.draw import Chance, Urn, spread
from sussidiario.people.demo.fiscal import Register
from sussidiario.people.demo.invented import InventedPaper, InventedPerson
from sussidiario.people.demo.names import SOUTHERN, borne
from sussidiario.people.demo.places import Town
from sussidiario.people.demo.shape import AGES, ELDERLY, YEAR

LAST_DAY = date(YEAR, 12, 31)
"""The town is as it was in the evening of this day."""

MOBILE, LANDLINE, DOMAIN = "322", "039 0", "posta.example"
"""A prefix that no operator is known to have, Monza's before a figure that no number begins with, and a domain reserved for examples (RFC 2606)."""

PUBLIC_FIGURES = frozenset(
    {
        "Mario Monti",
        "Giuseppe Conte",
        "Pietro Grasso",
        "Andrea Orlando",
        "Giuseppe Sala",
        "Attilio Fontana",
        "Umberto Bossi",
        "Marco Mariani",
        "Massimiliano Romeo",
        "Fedele Confalonieri",
        "Enzo Ferrari",
        "Valentino Rossi",
        "Paolo Rossi",
        "Vasco Rossi",
        "Bruno Conti",
        "Matteo Pessina",
        "Maurizio Lupi",
        "Matteo Ricci",
        "Paolo Romani",
        "Gino Strada",
        "Cecilia Strada",
        "Antonio Conte",
        "Carlo Conti",
        "Vincenzo De Luca",
        "Roberto Mancini",
        "Sergio Leone",
        "Giovanni Leone",
    }
)
"""Names that would be read as somebody of public note: never given, though chance would."""

_COME_LATER = (families.PARENT, families.IN_LAW_PARENT, families.COUSIN, families.IN_LAW_SIBLING, families.IN_LAW_CHILD, families.LODGER)
_TELEPHONE, _ELECTRONIC_MAIL, _MARRIED_NAME = 0.84, 0.35, 0.1
_SOUTHERN_NAME = 0.5
_ANOTHER_NAME = 6
"""How often another given name is drawn when sisters or brothers would have the same."""


class Portraits:
    """Makes whole persons, numbered in order, each with a fiscal code that nobody else has."""

    def __init__(self, chance: Chance, makes: Drafts) -> None:
        self._chance = chance
        self._names = makes.names
        self._births = Births(chance)
        self._codes = Register()
        self._coupled_at: Urn[int] = spread(chance, AGES["coupled at"])
        self._alone_at: Urn[int] = spread(chance, AGES["on one's own at"])
        self._number = 0

    def next_number(self) -> int:
        """Count one more person."""
        self._number += 1
        return self._number

    def opened(self, drafts: Sequence[Draft]) -> date:
        """Day on which a household was formed: a couple's when they found each other or their first child was born, another's when they came or left home."""
        first = drafts[0]
        second = drafts[1] if len(drafts) > 1 else first
        if second.relation in (families.SPOUSE, families.PARTNER):
            year = max(first.born, second.born) + self._coupled_at()
        else:
            year = first.born + (self._coupled_at() if first.status == WIDOWED else self._alone_at())
        for draft in drafts:
            if draft.relation == families.CHILD:
                year = min(year, draft.born)
        return self._day_in(min(max(year, first.arrived, first.born + families.YOUNGEST_MOTHER), YEAR))

    def family(self, drafts: Sequence[Draft], opened_on: date) -> list[InventedPerson]:
        """Make the persons of a household formed on that day."""
        found: list[InventedPerson] = []
        came: dict[int, date] = {}
        births: dict[int, date] = {}
        called: set[str] = set()
        landline = f"{LANDLINE}{int(self._chance() * 1_000_000):06d}"
        elder: date | None = None
        for draft in drafts:
            born_with = births.get(id(draft.twin_of)) if draft.twin_of is not None else None
            birth_on = born_with or self._births.day(draft, elder if draft.relation == families.CHILD else None)
            births[id(draft)] = birth_on
            if draft.relation == families.CHILD:
                elder = birth_on
            if draft.arrived and draft.arrived not in came:
                came[draft.arrived] = self._day_in(draft.arrived)
            joined_on = self._joined(draft, opened_on, birth_on, came.get(draft.arrived, birth_on))
            person = self._person(draft, birth_on, joined_on, called)
            person.phone = self._telephone(draft, landline)
            found.append(person)
        self._married_name(found)
        return found

    def _joined(self, draft: Draft, opened_on: date, birth_on: date, came_on: date) -> date:
        if draft.relation == families.REFERENCE:
            return opened_on
        first = max(opened_on, birth_on, came_on if draft.arrived else birth_on)
        if draft.relation in _COME_LATER:
            first = max(first, date(2007, 1, 1))
            return first + timedelta(days=int(self._chance() * ((LAST_DAY - first).days + 1)))
        return first

    def _person(self, draft: Draft, birth_on: date, joined_on: date, called: set[str]) -> InventedPerson:
        town = self._births.place(draft)
        family_name = borne(draft.family, draft.sex)
        given_name = self._called(draft, family_name, called, town)
        precision = "day"
        if self._is_undated(draft):
            birth_on, precision = date(draft.born, 1, 1), "year"
        person = InventedPerson(
            number=self.next_number(),
            given_name=given_name,
            family_name=family_name,
            sex=draft.sex,
            birth_on=birth_on,
            birth_precision=precision,
            birthplace=town.code,
            birthplace_name=town.name,
            citizenship=draft.citizenship,
            second_citizenship=draft.second_citizenship,
            relation=draft.relation,
            status=draft.status,
            joined_on=joined_on,
        )
        self._identify(person, draft)
        return person

    def _is_undated(self, draft: Draft) -> bool:
        """Tell whether only the year of birth is known; of children who live with their parents, who came together, the day is."""
        if draft.state is None or not draft.state.undated or not draft.arrived or draft.age < GROWN_UP or draft.relation == families.CHILD:
            return False
        return 100 * self._chance() < shape.UNDATED_PERCENT

    def _identify(self, person: InventedPerson, draft: Draft) -> None:
        """Give a fiscal code; who came lately may still have nothing but a passport."""
        if person.birth_on is None:
            return
        if draft.arrived == YEAR and person.citizenship != places.ITALY and 100 * self._chance() < shape.WITHOUT_CODE_PERCENT:
            person.papers = (InventedPaper("passport", outsiders.passport(self._chance), person.citizenship),)
            return
        person.fiscal_code = self._codes.issue(
            family_name=person.family_name, given_name=person.given_name, birth_on=person.birth_on, sex=person.sex, place=person.birthplace
        )
        if GROWN_UP <= draft.age < ELDERLY + 5 and self._chance() < _ELECTRONIC_MAIL:
            local = f"{plain(person.given_name)}.{plain(person.family_name)}".replace(" ", "")
            person.email = f"{local}{person.number % 100:02d}@{DOMAIN}"

    def _called(self, draft: Draft, family_name: str, called: set[str], town: Town) -> str:
        """Draw a given name that no sister or brother has and that makes nobody of public note."""
        southern = draft.roots in SOUTHERN and town.code != places.MONZA[0] and self._chance() < _SOUTHERN_NAME
        name = ""
        for _ in range(_ANOTHER_NAME):
            if draft.state:
                name = self._names.given_abroad(draft.state, draft.sex, draft.born, born_here=not draft.arrived)
            else:
                name = self._names.given(draft.sex, draft.born, southern=southern)
            if name not in called and f"{name} {family_name}" not in PUBLIC_FIGURES:
                break
        if draft.relation == families.CHILD:
            called.add(name)
        return name

    def _telephone(self, draft: Draft, landline: str) -> str:
        if draft.age < GROWN_UP - 3 or self._chance() >= _TELEPHONE:
            return ""
        if draft.age > ELDERLY + 5 and self._chance() < _TELEPHONE:
            return landline
        return f"{MOBILE} {int(self._chance() * 10_000_000):07d}"

    def _married_name(self, found: Sequence[InventedPerson]) -> None:
        """Some old women are still asked for by their husband's name."""
        if len(found) < 2 or {found[0].sex, found[1].sex} != {"F", "M"} or families.SPOUSE not in (found[0].relation, found[1].relation):  # noqa: PLR2004  a couple
            return
        wife, husband = sorted(found[:2], key=lambda person: person.sex)
        if found[1].relation == families.SPOUSE and wife.birth_on and wife.birth_on.year < YEAR - ELDERLY and self._chance() < _MARRIED_NAME:
            wife.also_called = f"{wife.given_name} {husband.family_name}"

    def _day_in(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=int(self._chance() * 365))
