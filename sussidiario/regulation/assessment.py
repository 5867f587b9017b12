"""
What the Regulation answers for one case, with its reasons and the way to the number.

Words are kept apart from what fills them, so that an assessment that lies in a JSON column can be shown years later, in Italian or in English, as it was given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from sussidiario.foundation.money import euro
from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation.facts import Kind, day

Translate = Callable[[str], str]
"""Gives the words of a page for the Italian ones; `str` leaves them Italian."""

JSON = dict[str, Any]

WRITTEN: Mapping[Kind, Callable[[int], str]] = {
    Kind.CENTS: euro,
    Kind.DAY: lambda number: f"{day(number):%d/%m/%Y}",
    Kind.PERCENT: lambda number: f"{number} %",
    Kind.HUNDREDTHS: lambda number: f"{number // 100},{number % 100:02d}",
}
"""How each kind of number is written; the others are written as they are."""

YES, NO = gettext_noop("sì"), gettext_noop("no")


@dataclass(frozen=True)
class Value:
    """A whole number and what it is a number of; a choice carries its words."""

    kind: Kind
    number: int
    label: str = ""

    def words(self, translate: Translate = str) -> str:
        """Write it: `1.250,00 €`, `12`, `sì`, `31/12/2017`, `50 %`, `2,46`."""
        if self.kind is Kind.YES_NO:
            return translate(YES if self.number else NO)
        return translate(self.label) if self.kind is Kind.CHOICE else WRITTEN.get(self.kind, str)(self.number)

    def as_json(self) -> list[str | int]:
        """Give it as a list of two or three."""
        return [self.kind.value, self.number, self.label] if self.label else [self.kind.value, self.number]

    @classmethod
    def from_json(cls, given: list[Any]) -> Self:
        """Read back what `as_json` gave."""
        return cls(Kind(given[0]), *given[1:])


@dataclass(frozen=True)
class Reason:
    """Why, or why not: whether the condition is met, in words, and the article that asks it."""

    met: bool
    message: str
    values: Mapping[str, Value]
    article: str

    def words(self, translate: Translate = str) -> str:
        """Say it in the words that `translate` gives."""
        return translate(self.message).format(**{name: value.words(translate) for name, value in self.values.items()})

    def as_json(self) -> JSON:
        """Give it in types that JSON has."""
        return {"met": self.met, "message": self.message, "values": {name: value.as_json() for name, value in self.values.items()}, "article": self.article}

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read back what `as_json` gave."""
        values = {name: Value.from_json(value) for name, value in given["values"].items()}
        return cls(given["met"], given["message"], values, given["article"])


@dataclass(frozen=True)
class Used:
    """A parameter as it was read: its value, the article it stands in, and from which day it holds, and up to which, if it is known already."""

    path: str
    label: str
    value: Value
    article: str
    since: date
    until: date | None = None

    def as_json(self) -> JSON:
        """Give it in types that JSON has; the same figure is read by thousands of cases, so it is given once and not to be changed."""
        return self._json

    @cached_property
    def _json(self) -> JSON:
        return {
            "path": self.path,
            "label": self.label,
            "value": self.value.as_json(),
            "article": self.article,
            "since": self.since.isoformat(),
            "until": self.until.isoformat() if self.until else None,
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read back what `as_json` gave."""
        until = date.fromisoformat(given["until"]) if given["until"] else None
        return cls(given["path"], given["label"], Value.from_json(given["value"]), given["article"], date.fromisoformat(given["since"]), until)


@dataclass(frozen=True)
class Step:
    """One formula of the chain: its name and value, the formula in words, its article, and the parameters it read."""

    name: str
    label: str
    value: Value
    formula: str
    article: str
    used: tuple[Used, ...] = ()

    def words(self, translate: Translate = str) -> str:
        """Say it in the words that `translate` gives: `Soglia del nucleo: 1.020,00 € (soglia per numero di persone + …)`."""
        return f"{translate(self.label)}: {self.value.words(translate)} ({translate(self.formula)})"

    def as_json(self) -> JSON:
        """Give it in types that JSON has."""
        return {
            "name": self.name,
            "label": self.label,
            "value": self.value.as_json(),
            "formula": self.formula,
            "article": self.article,
            "used": [used.as_json() for used in self.used],
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read back what `as_json` gave."""
        used = tuple(Used.from_json(each) for each in given["used"])
        return cls(given["name"], given["label"], Value.from_json(given["value"]), given["formula"], given["article"], used)


@dataclass(frozen=True)
class Assessment:
    """
    The answer for one case.

    `amount` is a month's, or what is given once (then `months` is 1), in cents; `total` is all of it. Refused, all three are 0. `missing` names the
    facts that were not given; then nothing is granted, and only what follows from the facts that were given is told. `version` is the digest of the parameters.
    """

    measure: str
    on: date
    granted: bool
    amount: int
    months: int
    total: int
    reasons: tuple[Reason, ...]
    chain: tuple[Step, ...]
    version: str
    missing: tuple[str, ...] = ()

    def value(self, name: str) -> int | None:
        """The number that a formula of the chain gave, or None if it is not in the chain."""
        return next((step.value.number for step in self.chain if step.name == name), None)

    def as_json(self) -> JSON:
        """Give it in types that JSON has."""
        return {
            "measure": self.measure,
            "on": self.on.isoformat(),
            "granted": self.granted,
            "amount": self.amount,
            "months": self.months,
            "total": self.total,
            "reasons": [reason.as_json() for reason in self.reasons],
            "chain": [step.as_json() for step in self.chain],
            "version": self.version,
            "missing": list(self.missing),
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read back what `as_json` gave."""
        return cls(
            given["measure"],
            date.fromisoformat(given["on"]),
            given["granted"],
            given["amount"],
            given["months"],
            given["total"],
            tuple(Reason.from_json(reason) for reason in given["reasons"]),
            tuple(Step.from_json(step) for step in given["chain"]),
            given["version"],
            tuple(given["missing"]),
        )
