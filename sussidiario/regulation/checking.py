"""
Whether the figures of the Regulation can be used: everything that is wrong is told together, with its line and how to mend it.

Figures with a mistake are not used at all.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sussidiario.regulation.facts import LARGEST_FIGURE, Kind
from sussidiario.regulation.measures import ISEE_PATHS, MEASURES
from sussidiario.regulation.problem import Problem, Wrong, problem

CONFIDENCE = ("high", "medium", "low", "invented")
METADATA = frozenset({"article", "source", "confidence", "unit", "type", "by", "rising", "falling", "above"})
SAID = ("article", "source", "confidence")
BESIDE = frozenset({"description", "documentation", "metadata"})
BEGINS: Mapping[str, int] = {"household_members": 1, "members": 1, "isee": 0, "children": 0}
"""What brackets may be looked up by, and the least that it can be: where the first has to begin."""

TAKEN = frozenset({"add_child", "brackets", "children", "clone", "file_path", "get_at_instant", "get_descendants", "merge", "name", "values"})
"""Names that OpenFisca keeps for itself."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Values = dict[date, int | None]


class Checking:
    """One reading of a tree of figures, as `reading.read` gave it."""

    def __init__(self, tree: Mapping[str, Any], lines: Mapping[str, int]) -> None:
        self._lines = lines
        self.problems: list[Problem] = []
        self.figures: dict[str, Values] = {}
        self._above: list[tuple[str, str, str]] = []
        for name, content in tree.items():
            self._group(name, f"{name}.yaml", content, {})
        for at, path, other in self._above:
            self._stands_above(at, path, other)
        self._compare_with_formulas()

    def _say(self, at: str, wrong: Wrong, **values: object) -> None:
        """Note a problem at a place, or on the nearest line above it that is known."""
        place = at
        while place not in self._lines and "/" in place:
            place = place.rpartition("/")[0]
        self.problems.append(problem(at.partition("/")[0], self._lines.get(place, 1), wrong, **values))

    def _group(self, path: str, at: str, content: Any, inherited: Mapping[str, Any]) -> None:
        if not isinstance(content, dict):
            self._say(at, Wrong.NOT_FIELDS, field=path.rpartition(".")[2])
            return
        said = self._metadata(at, content.get("metadata", {}), inherited)
        if "values" in content or "brackets" in content:
            fields = {*BESIDE, "values" if "values" in content else "brackets"}
            for name in content.keys() - fields:
                self._say(f"{at}/{name}", Wrong.UNKNOWN_FIELD, field=name, fields=", ".join(sorted(fields)))
            if "values" in content:
                self.figures[path] = self._values(path, f"{at}/values", content["values"], said)
            else:
                self._scale(path, f"{at}/brackets", content["brackets"], said)
            if "above" in said:
                self._above.append((at, path, str(said["above"])))
            return
        for name, child in content.items():
            if name in TAKEN or "." in name:
                self._say(f"{at}/{name}", Wrong.NAME_TAKEN, given=name)
            elif name not in BESIDE:
                self._group(f"{path}.{name}", f"{at}/{name}", child, {field: value for field, value in said.items() if field in (*SAID, "unit")})

    def _metadata(self, at: str, given: Any, inherited: Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(given, dict):
            self._say(f"{at}/metadata", Wrong.NOT_FIELDS, field="metadata")
            return dict(inherited)
        for name in given.keys() - METADATA:
            self._say(f"{at}/metadata/{name}", Wrong.UNKNOWN_FIELD, field=name, fields=", ".join(sorted(METADATA)))
        self._one_of(f"{at}/metadata", given, "confidence", CONFIDENCE)
        self._one_of(f"{at}/metadata", given, "unit", tuple(kind.value for kind in Kind))
        self._one_of(f"{at}/metadata", given, "by", tuple(BEGINS))
        return {**inherited, **given}

    def _one_of(self, at: str, given: Mapping[str, Any], field: str, choices: tuple[str, ...]) -> None:
        if field in given and given[field] not in choices:
            self._say(f"{at}/{field}", Wrong.NOT_ONE_OF, field=field, given=given[field], choices=", ".join(choices))

    def _values(self, path: str, at: str, given: Any, said: Mapping[str, Any]) -> Values:
        """Read dated values; those that are not well written are told and left out."""
        found: Values = {}
        if not isinstance(given, dict) or not given:
            self._say(at, Wrong.NO_VALUE)
            return found
        for day, held in given.items():
            here = f"{at}/{day}"
            if not isinstance(held, dict) or "value" not in held:
                self._say(here, Wrong.NO_VALUE)
                continue
            for name in held.keys() - {"value", "metadata"}:
                self._say(f"{here}/{name}", Wrong.UNKNOWN_FIELD, field=name, fields="metadata, value")
            own = self._metadata(here, held.get("metadata", {}), said)
            for field in SAID:
                if not own.get(field):
                    self._say(here, Wrong.MISSING, parameter=path, field=field)
            on, value = _day(day), held["value"]
            if on is None:
                self._say(here, Wrong.NOT_DAY, given=day)
            elif self._is_whole(f"{here}/value", value):
                found[on] = value
        return dict(sorted(found.items()))

    def _is_whole(self, at: str, value: Any) -> bool:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            self._say(at, Wrong.NOT_WHOLE, given=value)
        elif value is not None and value < 0:
            self._say(at, Wrong.NEGATIVE)
        elif value is not None and value > LARGEST_FIGURE:
            self._say(at, Wrong.TOO_LARGE, given=value, largest=LARGEST_FIGURE)
        else:
            return True
        return False

    def _scale(self, path: str, at: str, given: Any, said: Mapping[str, Any]) -> None:
        self.figures[path] = {}
        if not isinstance(given, list) or not given:
            self._say(at, Wrong.NOT_LIST, field="brackets")
            return
        if said.get("type") != "single_amount" or "by" not in said:
            self._say(at, Wrong.MISSING, parameter=path, field="by" if said.get("type") == "single_amount" else "type: single_amount")
            return
        begins: list[Values] = []
        amounts: list[Values] = []
        for place, bracket in enumerate(given):
            if not isinstance(bracket, dict) or bracket.keys() != {"threshold", "amount"}:
                self._say(f"{at}/{place}", Wrong.NOT_BRACKET)
                return
            begins.append(self._values(path, f"{at}/{place}/threshold", bracket["threshold"], said))
            amounts.append(self._values(path, f"{at}/{place}/amount", bracket["amount"], said))
        self.figures[path] = amounts[0]
        for on in sorted({day for values in (*begins, *amounts) for day in values}):
            self._brackets_on(on, at, [(_on(begin, on), _on(amount, on)) for begin, amount in zip(begins, amounts, strict=True)], said)

    def _brackets_on(self, on: date, at: str, brackets: list[tuple[int | None, int | None]], said: Mapping[str, Any]) -> None:
        """Look at all the brackets of a scale together, as they hold on a day."""
        before: tuple[int, int] | None = None
        for place, (begin, amount) in enumerate(brackets):
            here = f"{at}/{place}"
            if begin is None or amount is None:
                if begin is not amount:
                    self._say(here, Wrong.HOLE, day=on)
                continue
            first = BEGINS.get(said["by"], 0)
            if before is None and begin != first:
                self._say(here, Wrong.GAP, given=begin, first=first)
            if before is not None and begin <= before[0]:
                self._say(here, Wrong.OVERLAP, day=on, given=begin, before=before[0])
            if before is not None and said.get("rising") and amount < before[1]:
                self._say(here, Wrong.NOT_RISING, day=on, given=amount, before=before[1])
            if before is not None and said.get("falling") and amount > before[1]:
                self._say(here, Wrong.NOT_FALLING, day=on, given=amount, before=before[1])
            before = (begin, amount)

    def _stands_above(self, at: str, path: str, other: str) -> None:
        lower = self.figures.get(other)
        if lower is None:
            self._say(at, Wrong.NOT_ONE_OF, field="above", given=other, choices=", ".join(sorted(self.figures)))
            return
        for on in sorted({*self.figures[path], *lower}):
            mine, its = _on(self.figures[path], on), _on(lower, on)
            if mine is not None and its is not None and mine <= its:
                self._say(at, Wrong.NOT_ABOVE, day=on, given=mine, other=other, before=its)

    def _compare_with_formulas(self) -> None:
        """A measure has all its figures or none; a figure that nothing reads is misspelt, or left over."""
        groups = [(measure.title, measure.paths) for measure in MEASURES.values()] + [("ISEE", ISEE_PATHS)]
        for title, paths in groups:
            absent = [path for path in paths if path not in self.figures]
            for path in absent if len(absent) < len(paths) else ():
                self._say(f"{path.partition('.')[0]}.yaml", Wrong.NOT_THERE, parameter=path, measure=title)
        read = {path for _title, paths in groups for path in paths}
        for path in self.figures.keys() - read:
            file, _, rest = path.partition(".")
            self._say("/".join((f"{file}.yaml", *rest.split("."))), Wrong.NOT_READ, parameter=path)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _on(values: Values, on: date) -> int | None:
    held = [value for day, value in values.items() if day <= on]
    return held[-1] if held else None


def checked(tree: Mapping[str, Any], lines: Mapping[str, int]) -> list[Problem]:
    """Give everything that is wrong in a tree of figures, in the order of the files."""
    return sorted(Checking(tree, lines).problems)
