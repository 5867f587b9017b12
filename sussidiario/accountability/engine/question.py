"""What may be asked of the book, and what it answers. Plain Python: no engine is imported here."""

from collections.abc import Mapping
from dataclasses import dataclass

from sussidiario.foundation.figure import Figure, percent
from sussidiario.foundation.period import Period

Where = tuple[tuple[str, str], ...]
"""Dimensions and the value each must have, in the order of their names."""


def where(conditions: Mapping[str, str]) -> Where:
    """Spell conditions in their one order."""
    return tuple(sorted(conditions.items()))


@dataclass(frozen=True)
class Count:
    """The simplest question: what one expression draws from one period."""

    figure: Figure
    period: Period
    where: Where


@dataclass(frozen=True)
class Ask:
    """
    A figure in a period, where some dimensions have given values; with `compared_with`, its change since that period.

    :raises ValueError: if the figure has no such dimension.
    """

    figure: Figure
    period: Period
    where: Where = ()
    compared_with: Period | None = None

    def __post_init__(self) -> None:
        if unknown := sorted({name for name, _value in self.where} - set(self.figure.dimensions)):
            message = f"the figure {self.figure.key!r} has no dimension {', '.join(unknown)}"
            raise ValueError(message)

    def counts(self) -> tuple[Count, ...]:
        """What must be counted to answer: the figure and, of a share, its whole; now and, of a change, then."""
        periods = (self.period, *([self.compared_with] if self.compared_with else []))
        figures = (self.figure, *([self.figure.over] if self.figure.over else []))
        return tuple(Count(figure, period, _known(self.where, figure)) for period in periods for figure in figures)

    def answer(self, counted: tuple[int, ...], acts: int) -> "Answer":
        """Draw the answer from what was counted, in the order of `counts`."""
        shares = self.figure.over is not None
        after, before = (counted[:2], counted[2:]) if shares else (counted[:1], counted[1:])
        return Answer(
            number=_number(after) - (_number(before) if before else 0),
            after=_number(after),
            before=_number(before) if before else None,
            counted=counted,
            acts=acts,
        )


@dataclass(frozen=True)
class Split:
    """A question broken down by one dimension."""

    ask: Ask
    by: str

    def __post_init__(self) -> None:
        if self.by not in dimensions(self.ask.figure):
            message = f"the figure {self.ask.figure.key!r} is not broken down by {self.by!r}"
            raise ValueError(message)


@dataclass(frozen=True)
class Answer:
    """
    One number and what it was drawn from.

    `number` is what is published: the value in the period, or the change when there is one to compare with (`before` is then the
    value it changed from). `counted` holds every count behind it, which disclosure looks at; `acts` is how many acts are its proof.
    """

    number: int
    after: int
    before: int | None
    counted: tuple[int, ...]
    acts: int


def dimensions(figure: Figure) -> tuple[str, ...]:
    """Dimensions a figure can be broken down by: its own and, of a share, also its whole's."""
    return tuple(name for name in figure.dimensions if figure.over is None or name in figure.over.dimensions)


def _number(counted: tuple[int, ...]) -> int:
    return percent(*counted) if len(counted) == 2 else counted[0]  # noqa: PLR2004  a part and its whole


def _known(conditions: Where, figure: Figure) -> Where:
    """Conditions on dimensions that `figure` has."""
    return tuple((name, value) for name, value in conditions if name in figure.dimensions)
