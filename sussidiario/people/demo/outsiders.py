"""
Who is known to the city's welfare and not to its register: by a pseudonym alone, by a health code, by a passport.

Law and practice know them all: a woman whom the anti-violence network protects, a man who sleeps by the station, a foreigner without a permit (STP, article
35 of the consolidated act on immigration), a citizen of the Union without insurance (ENI), a traveller with nothing but a passport.
"""

from datetime import date, timedelta

from sussidiario.people.demo import families, places
from sussidiario.people.demo.drafts import Draft, Drafts
from sussidiario.people.demo.draw import Chance
from sussidiario.people.demo.invented import InventedPaper, InventedPerson
from sussidiario.people.demo.names import borne
from sussidiario.people.demo.shape import YEAR

PSEUDONYM, STP, ENI, PASSPORT = "a pseudonym", "a health code (STP)", "a health code (ENI)", "a passport"

_FLOWERS = [
    "Ginestra",
    "Mimosa",
    "Camelia",
    "Genziana",
    "Ortensia",
    "Lavanda",
    "Verbena",
    "Magnolia",
    "Peonia",
    "Primula",
    "Azalea",
    "Dalia",
    "Fresia",
    "Erica",
    "Zinnia",
    "Calendula",
    "Betulla",
    "Acacia",
]
_NICKNAMES = (
    "il Professore",
    "Baffo",
    "il Marinaio",
    "Nonno Gino",
    "il Greco",
    "Barba",
    "Jimmy",
    "la Contessa",
    "il Tedesco",
    "Nando",
    "Zio Peppe",
    "il Poeta",
)
_PLACES = (
    "stazione, atrio",
    "stazione, sottopasso di via Arosio",
    "portici di piazza Trento e Trieste",
    "Boschetti Reali, panchine",
    "capannone dismesso di via Borgazzi",
    "parcheggio di via Grigna",
    "lungo il Lambro, ponte di via Aliprandi",
)
_IN_THE_STREET = 0.3
_KNOWN_SINCE = date(2012, 6, 1)
_FLOWER = 0.6
_SHELTERED_WITH_CHILDREN = 0.5
_DATED = 0.8
_UNION = tuple(state for state in places.STATES if state.in_union and state.names in {"RO", "SLAV"})


class Outsiders:
    """Makes people outside the register; the first of each household is its reference person."""

    def __init__(self, chance: Chance, makes: Drafts) -> None:
        self._chance = chance
        self._drafts = makes
        self._count = 0

    def make(self, kind: str, number: int) -> list[InventedPerson]:
        """Make somebody of that kind, with the number given, and their children if they are there with them."""
        self._count += 1
        if kind == PSEUDONYM:
            return self._unnamed(number)
        person = self._foreigner(kind, number)
        digits = f"{self._count:08d}"
        if kind == STP:
            person.papers = (InventedPaper("stp", f"STP03030{digits}"),)
        elif kind == ENI:
            person.papers = (InventedPaper("eni", f"ENI03030{digits}"),)
        else:
            person.papers = (InventedPaper("passport", passport(self._chance), person.citizenship),)
        return [person]

    def place(self, person: InventedPerson) -> str:
        """Where somebody is to be found who lives nowhere: nothing for a protected woman, and for most of the others."""
        of_the_street = bool(person.pseudonym) and not person.sex
        return _PLACES[int(self._chance() * len(_PLACES))] if of_the_street or (not person.pseudonym and self._chance() < _IN_THE_STREET) else ""

    def _foreigner(self, kind: str, number: int) -> InventedPerson:
        state = self._drafts.state()
        if kind == ENI:
            state = _UNION[int(self._chance() * len(_UNION))]
        while kind == STP and state.in_union:
            state = self._drafts.state()
        draft: Draft = self._drafts.person(self._drafts.sex(women=0.35), 19 + int(self._chance() * 40), families.REFERENCE, state)
        dated = self._chance() < _DATED
        birth_on = date(draft.born, 1, 1) + timedelta(days=int(self._chance() * 365) if dated else 0)
        return InventedPerson(
            number=number,
            given_name=self._drafts.names.given_abroad(state, draft.sex, draft.born),
            family_name=borne(draft.family, draft.sex),
            sex=draft.sex,
            birth_on=birth_on,
            birth_precision="day" if dated else "year",
            birthplace=state.place,
            birthplace_name=state.name,
            citizenship=state.code,
            relation=families.REFERENCE,
            joined_on=self._known_since(),
        )

    def _unnamed(self, number: int) -> list[InventedPerson]:
        """A protected woman, perhaps with children; or somebody of the street, of whom only a nickname and about the age are known."""
        on = self._known_since()
        if self._chance() >= _FLOWER:
            nickname = f"{_NICKNAMES[int(self._chance() * len(_NICKNAMES))]} ({self._count})"
            return [_unnamed(number, nickname, birth_on=None if self._chance() < _DATED / 2 else self._about(35, 70), on=on)]
        flower = f"{_FLOWERS[int(self._chance() * len(_FLOWERS))]} {self._count}"
        found = [_unnamed(number, flower, sex="F", birth_on=self._about(22, 48), on=on)]
        if self._chance() < _SHELTERED_WITH_CHILDREN:
            children = 1 + int(self._chance() * 2)
            found += [
                _unnamed(number + place, f"{flower}, minore {place}", birth_on=self._about(1, 6), relation=families.CHILD, on=on)
                for place in range(1, children + 1)
            ]
        return found

    def _about(self, youngest: int, oldest: int) -> date:
        return date(YEAR - youngest - int(self._chance() * (oldest - youngest)), 1, 1)

    def _known_since(self) -> date:
        return _KNOWN_SINCE + timedelta(days=int(self._chance() * (date(YEAR, 12, 31) - _KNOWN_SINCE).days))


def passport(chance: Chance) -> str:
    """Number of a passport: two letters and seven digits."""
    letters = "ABCDEFGHKLMNPRSTUVXYZ"
    return f"{letters[int(chance() * 21)]}{letters[int(chance() * 21)]}{int(chance() * 10_000_000):07d}"


def _unnamed(number: int, pseudonym: str, *, sex: str = "", birth_on: date | None, relation: int = families.REFERENCE, on: date) -> InventedPerson:
    return InventedPerson(
        number=number,
        given_name="",
        family_name="",
        pseudonym=pseudonym,
        sex=sex,
        birth_on=birth_on,
        birth_precision="estimated" if birth_on else "",
        birthplace="",
        birthplace_name="",
        citizenship="",
        relation=relation,
        joined_on=on,
    )
