"""
How the people of the invented town are called.

Family names follow the part of Italy or the state that one's father's family comes from; given names follow sex, year of birth and, in the South,
the place. A name is as common as its place in its list says. Beside the names everybody knows stands a long tail of rarer ones, made from them as
Italian makes them: Galbiati, Galbiatelli, Galbiatoni.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from sussidiario.people.demo import foreign, given, surnames
from sussidiario.people.demo.draw import Chance, Urn, by_rank
from sussidiario.people.demo.places import State

FAMILY: Mapping[str, str] = {
    "lombardy": surnames.LOMBARD,
    "general": surnames.GENERAL,
    "veneto": surnames.VENETO,
    "campania": surnames.CAMPANIA,
    "puglia": surnames.PUGLIA,
    "calabria": surnames.CALABRIA,
    "sicily": surnames.SICILY,
    "sardinia": surnames.SARDINIA,
}
"""Family names by the part of Italy that a family comes from."""

SOUTHERN = frozenset({"campania", "puglia", "calabria", "sicily", "sardinia"})

_ENDINGS: Mapping[str, str] = {
    "lombardy": "oni etti elli azzi ini otti era aghi ardi asco anti ola ati esi engo",
    "general": "ini elli ucci acci oni etti ari ieri otti azzi uzzi ani eschi igni aldi",
    "veneto": "an on in otto etto ello ato azzo iero igo utti iol er avan",
    "campania": "iello one ella ano etta uolo ese iglio ardo ullo ente accio",
    "puglia": "ella ese ino one ucci uzzi acci iello ullo anto oso elli",
    "calabria": "aro eri ace iti ello ino one ano isi uso anò arà",
    "sicily": "ello aro uzzo isi ino one ana otta aci olo ito eri",
    "sardinia": "eddu as is au oni eri ai ui edda",
}
"""How rarer names end."""

_ALREADY_DERIVED = re.compile(r"(ett|ell|in|on|ott|azz|acc|ucc|uzz|iell|ard|an|ar|er|at|es|utt|ol)$")
_TAIL = 0.2
"""How often a family's name is one of the rarer ones."""

_SECOND_NAME = 0.05
_ITALIAN_NAME = 0.35
"""How often somebody born in Italy to a foreign family has an Italian given name."""


_LAST_SOUTHERN_YEAR = 1970
_FOREIGNERS_SHIFT = 6.0


def pool(text: str) -> tuple[str, ...]:
    """Names of a list, once each; an underscore is a space."""
    return tuple(dict.fromkeys(name.replace("_", " ") for name in text.split()))


def borne(name: str, sex: str) -> str:
    """
    Write a family name as a woman or a man bears it, with the mother's beside the father's where two are borne.

    `Petrov|Petrova` is Petrova for a woman; `Quispe+Flores` is Quispe Flores.
    """
    if "|" in name:
        man, _, woman = name.partition("|")
        return woman if sex == "F" else man
    return name.replace("+", " ")


def inherited(father: str, mother: str) -> str:
    """Family name of the children: the father's, and beside it the mother's where two are borne. One of the two may be unknown."""
    if not father or not mother:
        return father or mother
    if "+" in father:
        return father.partition("+")[0] + "+" + mother.partition("+")[0].partition("|")[0]
    return father


class Names:
    """Every list of names, ready to be drawn from by chance."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._family = {roots: by_rank(chance, pool(text), shift=12) for roots, text in FAMILY.items()}
        self._rare = {roots: by_rank(chance, rarer(roots), shift=60, steepness=0.9) for roots in FAMILY}
        self._abroad = {code: by_rank(chance, pool(text), shift=_FOREIGNERS_SHIFT) for code, text in foreign.FAMILY.items()}
        self._given = {"F": _by_year(chance, given.FEMALE), "M": _by_year(chance, given.MALE)}
        self._southern = {"F": by_rank(chance, pool(given.SOUTHERN_FEMALE), shift=2), "M": by_rank(chance, pool(given.SOUTHERN_MALE), shift=2)}
        self._second = {"F": by_rank(chance, pool(given.SECOND_FEMALE), shift=1), "M": by_rank(chance, pool(given.SECOND_MALE), shift=1)}
        self._given_abroad = {
            "F": {code: by_rank(chance, pool(text), shift=_FOREIGNERS_SHIFT) for code, text in foreign.FEMALE.items()},
            "M": {code: by_rank(chance, pool(text), shift=_FOREIGNERS_SHIFT) for code, text in foreign.MALE.items()},
        }

    def family(self, roots: str) -> str:
        """Name of a family from a part of Italy."""
        return self._rare[roots]() if self._chance() < _TAIL else self._family[roots]()

    def family_abroad(self, state: State) -> str:
        """Name of a family from a state, in all its forms (`borne` chooses one)."""
        name = self._abroad[state.names]()
        return f"{name}+{self._abroad[state.names]()}" if state.two_surnames else name

    def given(self, sex: str, year: int, *, southern: bool = False) -> str:
        """Given name of an Italian born in that year."""
        name = self._southern[sex]() if southern and year <= _LAST_SOUTHERN_YEAR else self._given[sex][year]()
        if self._chance() < _SECOND_NAME and " " not in name and (second := self._second[sex]()) != name:
            return f"{name} {second}"
        return name

    def given_abroad(self, state: State, sex: str, year: int, *, born_here: bool = False) -> str:
        """Given name of somebody whose family comes from that state."""
        if born_here and self._chance() < _ITALIAN_NAME:
            return self._given[sex][year]()
        return self._given_abroad[sex][state.names]()


def rarer(roots: str) -> tuple[str, ...]:
    """Rarer family names, made from the known ones with the endings of their part of Italy; those of the commonest first."""
    known = {name for text in FAMILY.values() for name in pool(text)}
    endings = _ENDINGS[roots].split()
    made: list[tuple[int, str]] = []
    for rank, name in zip(count(), _stems(roots), strict=False):
        # Each ending begins at another name: otherwise the commonest rare names would all be one family's.
        made.extend((rank + 7 * place, joined) for place, ending in enumerate(endings) if (joined := _join(name, ending)) not in known)
    return tuple(dict.fromkeys(name for _, name in sorted(made)))


def _stems(roots: str) -> Iterator[str]:
    for name in pool(FAMILY[roots]):
        stem = name.rstrip("aeiou")
        if name.isascii() and name.isalpha() and 4 <= len(stem) <= 8 and not _ALREADY_DERIVED.search(stem):  # noqa: PLR2004  neither a syllable nor a sentence
            yield name


def _join(name: str, ending: str) -> str:
    """Join as Italian spells it: Bianchi and Bianchini, Riva and Rivoni, Vinci and Vinciani."""
    stem = name.rstrip("aeiou")
    soft = name[len(stem) : len(stem) + 1] in {"i", "e"}
    if stem.endswith("h"):
        return stem + ending if ending[0] in "ei" else stem[:-1] + ending
    if stem.endswith(("c", "g")):
        if soft and ending[0] in "aou":
            return f"{stem}i{ending}"
        if not soft and ending[0] in "ei":
            return f"{stem}h{ending}"
    return stem + ending


def _by_year(chance: Chance, lists: Mapping[int, str]) -> Sequence[Urn[str]]:
    """The list for every year up to the last, by year: as a sequence, because it is asked for every person."""
    urns = {until: by_rank(chance, pool(text), shift=9) for until, text in lists.items()}
    last = max(urns)
    return [urns[min(until for until in urns if year <= until)] for year in range(last + 1)]
