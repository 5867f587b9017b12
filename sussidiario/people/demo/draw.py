"""Draw by chance, the same way for the same seed: one of a few things, each with its weight."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

T = TypeVar("T")

Chance = Callable[[], float]
"""Answers with a number from 0 up to, and without, 1: `Random(seed).random`."""


class Urn(Generic[T]):
    """Things to draw from, each as often as its weight says; drawn things are put back."""

    __slots__ = ("_chance", "_heaps", "_things")

    def __init__(self, chance: Chance, things: Iterable[T], weights: Iterable[float]) -> None:
        self._chance = chance
        self._things: Sequence[T] = tuple(things)
        heaps = list(accumulate(weights))
        # The last bound is left out: whatever is above the others is the last thing, however the sums were rounded.
        self._heaps = [heap / heaps[-1] for heap in heaps[:-1]]

    def __call__(self) -> T:
        """Draw one."""
        return self._things[bisect_right(self._heaps, self._chance())]


def by_rank(chance: Chance, things: Sequence[T], *, shift: float, steepness: float = 1.0) -> Urn[T]:
    """Draw from things in order of frequency, as names are: the n-th weighs `1 / (n + shift) ** steepness` (Zipf and Mandelbrot)."""
    return Urn(chance, things, (1 / (rank + shift) ** steepness for rank in range(1, len(things) + 1)))


def spread(chance: Chance, steps: Sequence[tuple[int, float]]) -> Urn[int]:
    """
    Draw a whole number from a broken line.

    `steps` says the weight at some numbers: those in between are joined by straight lines: `((18, 0), (40, 5), (64, 3))`.
    """
    numbers: list[int] = []
    weights: list[float] = []
    for (low, at_low), (high, at_high) in pairwise(steps):
        for number in range(low, high):
            numbers.append(number)
            weights.append(at_low + (at_high - at_low) * (number - low) / (high - low))
    return Urn(chance, [*numbers, steps[-1][0]], [*weights, steps[-1][1]])
