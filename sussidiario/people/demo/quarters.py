"""Give every household of the invented town an address, so that each neighbourhood has the inhabitants it should."""

from sussidiario.people.demo import streets
from sussidiario.people.demo.draw import Chance, Urn
from sussidiario.people.demo.shape import PERSONS

_FOREIGNERS = 0.129
"""Part of the town's persons who are foreigners."""
_WITH_LETTER = 0.04


class Quarters:
    """The neighbourhoods and the room that is left in each."""

    def __init__(self, chance: Chance, persons: int) -> None:
        self._chance = chance
        self._codes = [quarter.code for quarter in streets.QUARTERS]
        self._room = [quarter.inhabitants * persons / PERSONS for quarter in streets.QUARTERS]
        shares = [quarter.inhabitants / PERSONS for quarter in streets.QUARTERS]
        mean = sum(share * quarter.foreigners for share, quarter in zip(shares, streets.QUARTERS, strict=True))
        foreign = [quarter.foreigners / mean for quarter in streets.QUARTERS]
        # Italians live where foreigners do not, so that all neighbourhoods fill up at the same pace.
        self._likings = {True: foreign, False: [(1 - _FOREIGNERS * liking) / (1 - _FOREIGNERS) for liking in foreign]}
        self._streets = {quarter.code: _streets(chance, quarter.streets) for quarter in streets.QUARTERS}

    def settle(self, persons: int, *, abroad: bool) -> tuple[str, str]:
        """Find a home for as many persons: code of the neighbourhood, street and number. `persons` may be none, for who is not counted."""
        weights = [max(room, 0.001) * liking for room, liking in zip(self._room, self._likings[abroad], strict=True)]
        left = self._chance() * sum(weights)
        place = 0
        while place < len(weights) - 1 and left >= weights[place]:
            left -= weights[place]
            place += 1
        self._room[place] -= persons
        return self._codes[place], self.street(self._codes[place])

    def street(self, neighbourhood: str) -> str:
        """Find a street and number in a neighbourhood."""
        street, last = self._streets[neighbourhood]()
        letter = "/A" if self._chance() < _WITH_LETTER else ""
        return f"{street} {1 + int(self._chance() * last)}{letter}"


def _streets(chance: Chance, text: str) -> Urn[tuple[str, int]]:
    """Streets with their last number: the longer, the more live there."""
    parts = [" ".join(street.split()).rpartition(" ") for street in text.split(",")]
    return Urn(chance, [(name, int(last)) for name, _, last in parts], [float(last) for _, _, last in parts])
