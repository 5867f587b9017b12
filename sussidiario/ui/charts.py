"""
Bars and lines, as the positions a template needs to draw them.

The zero is always on the axis. Bars are parts of a full width and points are percentages of a plane, so the same drawing is
sharp at any size and its words never shrink.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT = 6.0, 94.0
TOP, BOTTOM = 16.0, 84.0
"""The plane of a line chart, in percent of the drawing; the rest is for its labels."""

LABELLED = 7
"""With at most so many points each is labelled; with more, the first, the last, the highest and the lowest are."""

OVER, UNDER = 5.0, 9.5
"""How far a number stands over its point; under it, where the line comes down from both sides."""


@dataclass(frozen=True)
class Bar:
    """A bar from zero: `width` is a percentage of the longest possible."""

    label: str
    value: int
    width: float


@dataclass(frozen=True)
class Point:
    """A point of a line: `x` and `y` are percentages of the drawing from its top left; its number stands at `number_y`."""

    label: str
    value: int
    x: float
    y: float
    labelled: bool
    number_y: float


def bars(rows: Sequence[tuple[str, int]]) -> list[Bar]:
    """Lay out bars from zero to the greatest value; a negative value has no bar, only its number."""
    top = max((value for _, value in rows), default=0)
    return [Bar(label, value, round(100 * max(value, 0) / top, 2) if top > 0 else 0.0) for label, value in rows]


def line(rows: Sequence[tuple[str, int]]) -> list[Point]:
    """Lay out the points of a line, evenly from left to right, with zero at the bottom (or where it falls, if values go below it)."""
    if not rows:
        return []
    values = [value for _, value in rows]
    high, low = max(*values, 0), min(*values, 0)
    span = (high - low) or 1
    step = (RIGHT - LEFT) / max(len(rows) - 1, 1)
    named = {0, len(rows) - 1, values.index(max(values)), values.index(min(values))} if len(rows) > LABELLED else set(range(len(rows)))
    heights = [BOTTOM - (BOTTOM - TOP) * (value - low) / span for value in values]
    return [
        Point(
            label, value, round(LEFT + step * at, 2), round(heights[at], 2), at in named, round(heights[at] + (UNDER if _is_valley(values, at) else -OVER), 2)
        )
        for at, (label, value) in enumerate(rows)
    ]


def _is_valley(values: list[int], at: int) -> bool:
    """Tell whether both neighbours are higher."""
    return 0 < at < len(values) - 1 and values[at] < min(values[at - 1], values[at + 1])


def zero(rows: Sequence[tuple[str, int]]) -> float:
    """Height of the axis of a line chart, in percent from the top."""
    values = [value for _, value in rows] or [0]
    high, low = max(*values, 0), min(*values, 0)
    return round(BOTTOM - (BOTTOM - TOP) * (0 - low) / ((high - low) or 1), 2)
