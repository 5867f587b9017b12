"""The glossary has every model, every list of codes and every verb, and nothing that is not there."""

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from django.apps import apps

from sussidiario.access.actor import Actor
from sussidiario.foundation.lifecycle import State
from tests.architecture.house import DOMAINS, ROOT, modules, relative


class Word(NamedTuple):
    italian: str
    ours: str
    where: str
    meaning: str


@cache
def words() -> tuple[Word, ...]:
    """Rows of the glossary's tables."""
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = (re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in text.splitlines() if line.startswith("| "))
    found = (Word(*(cell.strip().strip("`") for cell in row)) for row in rows)
    return tuple(word for word in found if word.italian != "Italian")


def resolve(where: str) -> Any:
    """What a place of the glossary names."""
    path, rest = f"sussidiario.{where}", ""
    while path:
        try:
            found: Any = import_module(path)
        except ModuleNotFoundError:
            path, _, last = path.rpartition(".")
            rest = f"{last}.{rest}" if rest else last
            continue
        for name in filter(None, rest.split(".")):
            found = getattr(found, name)
        return found
    raise LookupError(where)


def places() -> list[Any]:
    return [resolve(word.where) for word in words()]


def state_enums() -> Iterator[type[State]]:
    for enum in State.__subclasses__():
        if enum.__module__.startswith("sussidiario.") and ".tests." not in enum.__module__:
            yield enum


def verbs() -> Iterator[Any]:
    """Public functions of the actions that somebody does: each a transaction of its own, told `by` whom and `at` which instant."""
    for path in modules():
        parts = relative(path).with_suffix("").parts
        if len(parts) > 2 and parts[1] in DOMAINS and parts[2] == "actions" and parts[-1] != "__init__":
            yield from _verbs_of(import_module(".".join(parts)))


def _verbs_of(module: ModuleType) -> Iterator[Any]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        plain = inspect.unwrap(function)
        if name.startswith("_") or plain.__module__ != module.__name__ or plain is function:
            continue
        given = inspect.signature(plain).parameters
        if "by" in given and "at" in given and given["by"].annotation in {Actor, Actor | None}:
            yield function


@pytest.mark.parametrize("word", words(), ids=lambda word: word.ours)
def test_a_word_lives_where_the_glossary_says(word: Word) -> None:
    assert resolve(word.where) is not None
    assert word.italian
    assert word.meaning


def test_every_model_has_its_word() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("sussidiario.")]
    named = places()

    assert [model._meta.label for model in ours if model not in named] == []


def test_every_list_of_codes_has_its_word_and_every_code_its_italian() -> None:
    explained = {resolve(word.where): word.meaning for word in words() if inspect.isclass(resolve(word.where))}

    missing = [
        f"{enum.__module__}.{enum.__name__}.{member.name}"
        for enum in state_enums()
        for member in enum
        if (f"`{member.value}` {member.label}" if member.value else f"(empty) {member.label}") not in explained.get(enum, "")
    ]

    assert missing == []


def test_every_verb_has_its_word() -> None:
    named = {id(inspect.unwrap(place)) for place in places() if inspect.isfunction(place)}

    assert [f"{verb.__module__}.{verb.__name__}" for verb in verbs() if id(inspect.unwrap(verb)) not in named] == []
