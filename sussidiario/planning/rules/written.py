"""
A mandate as it is written: what was promised, what was done, and the figures the city published for it.

The reader of a mandate file gives these; the rows of the database give them back. They hold no persons and turn into JSON.
"""

from dataclasses import dataclass, field
from datetime import date

from sussidiario.foundation.figure import Unit
from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.period import Period
from sussidiario.foundation.words import Text, gettext_noop


class Measured(State):
    """Whether the city published a number, or by how much a number changed."""

    VALUE = "value", gettext_noop("valore")
    CHANGE = "change", gettext_noop("variazione")


class Column(State):
    """In which column of the report a figure stands."""

    DONE = "done", gettext_noop("attività e risultati")
    CHANGED = "changed", gettext_noop("cosa è cambiato")


@dataclass(frozen=True)
class Words:
    """Something said in Italian and, if somebody wrote it, in English."""

    it: str = ""
    en: str = ""

    def said(self, language: str) -> Text:
        """Say it in `language` if it is written in it, else in Italian."""
        return Text(self.en, "en") if self.en and language.startswith("en") else Text(self.it, "it")


NOTHING = Words()


@dataclass(frozen=True)
class Target:
    """
    A figure the city published, addressed so that it can be computed again.

    `figure` is the key it is computed by, `where` narrows it to values of its dimensions. A change is the figure of `period` less that
    of `compared_with`; `published_from` and `published_to` are its two ends, when the city gave them. Money is in cents.
    """

    key: str
    figure: str
    title: Words
    period: Period
    published: int
    unit: Unit
    where: dict[str, str] = field(default_factory=dict)
    measure: Measured = Measured.VALUE
    compared_with: Period | None = None
    published_from: int | None = None
    published_to: int | None = None
    column: Column = Column.CHANGED
    words: Words = NOTHING
    note: Words = NOTHING

    def as_json(self) -> dict[str, object]:
        """Give it in types that JSON has; periods are spelled as in the file."""
        return {
            "key": self.key,
            "figure": self.figure,
            "where": dict(self.where),
            "measure": self.measure.value,
            "period": str(self.period),
            "compared_with": str(self.compared_with) if self.compared_with else None,
            "published": self.published,
            "published_from": self.published_from,
            "published_to": self.published_to,
            "unit": self.unit.value,
            "column": self.column.value,
            "title": {"it": self.title.it, "en": self.title.en},
            "words": {"it": self.words.it, "en": self.words.en},
            "note": {"it": self.note.it, "en": self.note.en},
        }


@dataclass(frozen=True)
class Result:
    """Something that was done: a few words, or a list of points, or both, and the figures that show it."""

    key: str
    title: Words
    text: Words = NOTHING
    points: tuple[Words, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Commitment:
    """Something that was promised, and what came of it."""

    key: str
    title: Words
    words: Words = NOTHING
    results: tuple[Result, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A part of the report: commitments with their results or, beyond the promises, results alone."""

    key: str
    title: Words
    video: str = ""
    beyond_promises: bool = False
    commitments: tuple[Commitment, ...] = ()
    results: tuple[Result, ...] = ()

    def all_results(self) -> tuple[Result, ...]:
        """Every result of the chapter, in the order of the page."""
        return tuple(result for commitment in self.commitments for result in commitment.results) + self.results


@dataclass(frozen=True)
class Mandate:
    """What a municipality promised for the years `[from_on, until_on)`, and reported at their end."""

    key: str
    municipality: str
    title: Words
    from_on: date
    until_on: date
    source: Words
    chapters: tuple[Chapter, ...] = ()

    def targets(self) -> tuple[Target, ...]:
        """Every published figure, in the order of the page."""
        return tuple(target for chapter in self.chapters for result in chapter.all_results() for target in result.targets)
