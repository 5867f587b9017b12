"""
Places of birth: Italian municipalities and foreign states by Belfiore code, with the days each name was valid.

The table (19,373 municipal records since 1861, 222 states) is that of the package python-codicefiscale (MIT), which draws it from the national
register's archive of municipalities; its files are read directly because importing the package builds every index it has.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from sussidiario.foundation.letters import plain

_FILES = ("municipalities.json", "municipalities-patch.json", "deleted-countries.json", "countries.json", "countries-patch.json")
_ABROAD = "EE"


@dataclass(frozen=True)
class Place:
    """A municipality or a state, as it was called from one day to another (both included; None is open)."""

    code: str
    name: str
    province: str
    from_on: date
    until_on: date | None

    @property
    def is_abroad(self) -> bool:
        """Tell whether it is a state and not a municipality."""
        return self.province == _ABROAD

    @property
    def label(self) -> str:
        """Name with its province, or the state's name."""
        return self.name if self.is_abroad else f"{self.name} ({self.province})"


def find(code: str, *, on: date | None = None) -> Place | None:
    """Place of that Belfiore code as it was called on the day `on`, or as it is called last; None if there never was one."""
    known = _table().get(code, ())
    if on is not None:
        then = (place for place in known if place.from_on <= on and (place.until_on is None or on <= place.until_on))
        if found := next(then, None):
            return found
    return known[-1] if known else None


def named(name: str, *, on: date | None = None) -> tuple[Place, ...]:
    """Places of that name, one for each code; those that existed on `on` first. A province after the name chooses: `Samone (TN)`."""
    places = {place.code: place for code in _names().get(plain(name), ()) if (place := find(code, on=on)) is not None}
    return tuple(sorted(places.values(), key=lambda place: (not _existed(place, on), place.code)))


def _existed(place: Place, on: date | None) -> bool:
    return place.until_on is None if on is None else place.from_on <= on and (place.until_on is None or on <= place.until_on)


@cache
def _table() -> Mapping[str, tuple[Place, ...]]:
    """Places by code, oldest name first. Read once, at the first question."""
    folder = Path((find_spec("codicefiscale").submodule_search_locations or [""])[0]) / "data"  # type: ignore[union-attr]  # a declared dependency
    table: dict[str, list[Place]] = {}
    for file in _FILES:
        for row in json.loads((folder / file).read_bytes()):
            until = row["date_deleted"][:10]
            created = date.fromisoformat(row["date_created"][:10])
            place = Place(row["code"], row["name"], row["province"], created, date.fromisoformat(until) if until else None)
            table.setdefault(place.code, []).append(place)
    return {code: tuple(sorted(places, key=lambda place: (place.until_on or date.max, place.from_on))) for code, places in table.items()}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Codes by plain name, alone and followed by the province."""
    index: dict[str, set[str]] = {}
    for places in _table().values():
        for place in places:
            index.setdefault(plain(place.name), set()).add(place.code)
            index.setdefault(plain(f"{place.name} {place.province}"), set()).add(place.code)
    return {name: tuple(sorted(codes)) for name, codes in index.items()}
