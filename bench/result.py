"""What a benchmark answers with."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True)
class Measure:
    """One comparison: ours against theirs, in `unit`; `ratio` is how many times ours goes into theirs (or theirs into ours, as `claim` says)."""

    what: str
    ours: float
    theirs: float
    unit: str
    ratio: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        """Tell whether the claim stands in this run."""
        return (self.at_least is None or self.ratio >= self.at_least) and (self.at_most is None or self.ratio <= self.at_most)


@dataclass(frozen=True)
class Result:
    """A benchmark's comparisons, and figures reported beside them."""

    measures: list[Measure]
    reported: dict[str, float | int | str] = field(default_factory=dict)


def milliseconds(work: Callable[[], object], *, runs: int) -> list[float]:
    """Wall milliseconds of each of `runs` calls, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def cpu_milliseconds(work: Callable[[], object], *, runs: int) -> float:
    """Median CPU milliseconds of this process for one call, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return median(taken)


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1]
