"""The file in which a municipality writes its places: what it has to say, and every mistake in it (see docs/operations.md)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
MUNICIPALITY = {
    "istat_code": re.compile(r"\d{6}"),
    "name": re.compile(r".{1,80}"),
    "catastal_code": re.compile(r"[A-Z]\d{3}"),
    "postcode": re.compile(r"\d{5}"),
    "ambito": re.compile(r".{1,60}"),
}
NEIGHBOURHOOD = {"code": CODE, "name": re.compile(r".{1,80}")}
CENTRE = {**NEIGHBOURHOOD, "address": re.compile(r".{1,120}"), "neighbourhood": CODE}
"""Fields of each, and how they are written."""


class NotPlaces(ValueError):
    """A file that is not used at all: `mistakes` says all that is wrong with it, one line each."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True)
class Places:
    """A municipality, its neighbourhoods in their order, and its civic centres each with the day it opened: by the names of their fields."""

    municipality: Mapping[str, str]
    neighbourhoods: tuple[Mapping[str, str], ...]
    centres: tuple[tuple[Mapping[str, str], date], ...]


def read(content: bytes) -> Places:
    """
    Read a file.

    :raises NotPlaces: if anything in it is wrong.
    """
    try:
        said = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise NotPlaces([f"this is no YAML: {error}"]) from None
    if not isinstance(said, dict) or set(said) != {"municipality", "neighbourhoods", "civic_centres"}:
        raise NotPlaces(["the file has three parts: municipality, neighbourhoods, civic_centres"])
    mistakes: list[str] = []
    municipality = _entry(said["municipality"], MUNICIPALITY, "municipality", mistakes)
    neighbourhoods = [_entry(each, NEIGHBOURHOOD, where, mistakes) for where, each in _listed(said, "neighbourhoods", mistakes)]
    known = {each.get("code") for each in neighbourhoods}
    centres = []
    for where, each in _listed(said, "civic_centres", mistakes):
        opened_on = each.pop("opened_on", None) if isinstance(each, dict) else None
        centre = _entry(each, CENTRE, where, mistakes)
        if not isinstance(opened_on, date) or isinstance(opened_on, datetime):
            mistakes.append(f"{where}: opened_on is a day, as 2012-05-21")
        elif "neighbourhood" in centre and centre["neighbourhood"] not in known:
            mistakes.append(f"{where}: no neighbourhood here is called «{centre['neighbourhood']}»")
        else:
            centres.append((centre, opened_on))
    for part, entries in ("neighbourhoods", neighbourhoods), ("civic_centres", [centre for centre, _day in centres]):
        codes = [each.get("code") for each in entries]
        mistakes += [f"{part}: two are called «{code}»" for code in sorted({code for code in codes if code and codes.count(code) > 1})]
    if mistakes:
        raise NotPlaces(mistakes)
    return Places(municipality, tuple(neighbourhoods), tuple(centres))


def _listed(said: Mapping[str, Any], part: str, mistakes: list[str]) -> list[tuple[str, Any]]:
    if not isinstance(said[part], list) or not said[part]:
        mistakes.append(f"{part}: write a list of them")
        return []
    return [(f"{part}, n. {number}", each) for number, each in enumerate(said[part], 1)]


def _entry(said: Any, fields: Mapping[str, re.Pattern[str]], where: str, mistakes: list[str]) -> dict[str, str]:
    """The fields of one entry that are right; what is wrong goes among the mistakes."""
    if not isinstance(said, dict):
        mistakes.append(f"{where}: write its fields: {', '.join(fields)}")
        return {}
    mistakes += [f"{where}: there is no field «{name}»" for name in said if name not in fields]
    right = {}
    for name, form in fields.items():
        value = said.get(name)
        if isinstance(value, str) and form.fullmatch(value.strip()):
            right[name] = value.strip()
        elif isinstance(value, int):
            mistakes.append(f'{where}: put {name} between quotation marks: "{value}"')
        else:
            mistakes.append(f"{where}: {name} is missing, or is not written as it should be")
    return right
