"""Where and on which day the people of the invented town were born."""

from collections.abc import Mapping
from datetime import date, timedelta

from sussidiario.people.demo import places
from sussidiario.people.demo.drafts import Draft
from sussidiario.people.demo.draw import Chance, Urn
from sussidiario.people.demo.names import SOUTHERN
from sussidiario.people.demo.places import Town

_BORN_AWAY: Mapping[str, tuple[float, float, float, float]] = {
    "lombardy": (0, 0, 0, 0),
    "general": (0.3, 0.12, 0.05, 0.03),
    "veneto": (0.65, 0.2, 0.04, 0.01),
} | dict.fromkeys(SOUTHERN, (0.86, 0.58, 0.22, 0.05))
"""How many of those whose family is from there were themselves born there: born until 1951, 1971, 1991, and since."""
_ERAS = (1951, 1971, 1991)
_HERE = (
    {"monza": 40, "milan": 14, "brianza": 30, "lombardy": 16},
    {"monza": 54, "milan": 18, "brianza": 17, "lombardy": 11},
    {"monza": 66, "milan": 14, "near": 17, "lombardy": 3},
)
_ISTRIA = 0.07
_EMIGRANTS = "Svizzera Z133; Germania Z112; Francia Z110; Belgio Z103; Argentina Z600; Venezuela Z614"
_EMIGRANTS_CHILD = 0.02
_BETWEEN_BIRTHS = 300
"""Days from one birth to the next."""


class Births:
    """Draws places and days of birth."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        towns = {area: tuple(places.read(text)) for area, text in places.TOWNS.items()}
        towns["monza"], towns["milan"] = (Town(*places.MONZA),), (Town(*places.MILAN),)
        towns["near"], towns["emigrants"] = tuple(places.read(places.HOSPITALS)), tuple(places.read(_EMIGRANTS))
        self._towns = {area: Urn(chance, some, [1.0 / (3 + rank) for rank in range(len(some))]) for area, some in towns.items()}
        for area in ("brianza", "lombardy", "near"):
            self._towns[area] = Urn(chance, towns[area], [1.0] * len(towns[area]))
        self._here = [Urn(chance, shares, shares.values()) for shares in (_HERE[0], _HERE[1], _HERE[1], _HERE[2])]

    def place(self, draft: Draft) -> Town:
        """Where somebody was born: abroad if they came from there, else where their family was at the time, in a municipality that existed."""
        if draft.state and draft.arrived:
            return Town(draft.state.place, draft.state.name)
        born = draft.born
        era = sum(born > year for year in _ERAS)
        area = self._here[era]()
        if draft.state is None and self._chance() < _BORN_AWAY[draft.roots][era]:
            area = self._away(draft.roots, born)
        while True:
            town = self._towns[area]()
            if town.first <= born <= town.last:
                return town
            area = self._here[era]()

    def day(self, draft: Draft, elder: date | None) -> date:
        """Day of birth in the year that the age says; `elder` is the birth of the sister or brother before."""
        first = date(draft.born, 1, 1)
        if elder is not None and (elder - first).days + _BETWEEN_BIRTHS > 0:
            first = elder + timedelta(days=_BETWEEN_BIRTHS)
        last = date(draft.born, 12, 31)
        return first + timedelta(days=int(self._chance() * ((last - first).days + 1)))

    def _away(self, roots: str, born: int) -> str:
        chance = self._chance()
        if roots == "general":
            return "north" if chance < 0.5 else "centre"  # noqa: PLR2004  one in two
        if roots == "veneto" and chance < _ISTRIA and 1925 <= born <= 1946:  # noqa: PLR2004  while Istria and Zara were Italy's
            return "istria"
        return "emigrants" if chance < _EMIGRANTS_CHILD else roots
