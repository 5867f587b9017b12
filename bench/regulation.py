"""The Regulation over columns and one case at a time: the same cent, the same reasons, and how much faster."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice, product
from multiprocessing import get_context

import numpy as np

from bench.result import Measure, Result
from sussidiario.regulation.assessing import Assessed, assess, assess_many
from sussidiario.regulation.assessment import Assessment
from sussidiario.regulation.measures import MEASURES
from sussidiario.regulation.tests import at_random

HOUSEHOLDS = 1_000_000
CHUNK = 10_000
EXPLAINED = 10
"""Of so many households one has its whole explanation compared, word for word."""

CLAIM = (
    "On 1,000,000 random households, each asking for one of the five measures on one of six days, the columns of OpenFisca and the single "
    "case in Python's own integers agree on every cent, every month and every reason; and the columns, without explanations, take at least 20 times less CPU."
)


@dataclass(frozen=True)
class Compared:
    """One part of the households: how many, how many were granted, how many differ; CPU seconds of each way."""

    households: int
    granted: int
    differing: int
    explained: int
    one: float
    many: float
    explaining: float


def run(size: int | None = None) -> Result:
    """Compare them all, on as many processors as there are."""
    households = size or HOUSEHOLDS
    parts = list(enumerate(islice(cycle(product(MEASURES, at_random.DAYS)), -(-households // CHUNK))))
    sizes = [min(CHUNK, households - CHUNK * place) for place, _part in parts]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        done = list(pool.map(_compare, parts, sizes))
    one, many, explaining = sum(each.one for each in done), sum(each.many for each in done), sum(each.explaining for each in done)
    differing, explained = sum(each.differing for each in done), sum(each.explained for each in done)
    return Result(
        [
            Measure("households whose cents, months or reasons differ between the two ways", differing, households, "households", differing, at_most=0),
            Measure("CPU of the columns, against the same cases one at a time with their explanations", many, one, "s", one / many, at_least=20),
            Measure(
                "CPU of a case of the columns and its explanation, against one at a time",
                1e6 * (many / households + explaining / explained),
                1e6 * one / households,
                "µs",
                one / households / (many / households + explaining / explained),
            ),
        ],
        {
            "households compared": sum(each.households for each in done),
            "of these granted": sum(each.granted for each in done),
            "explanations compared word for word": explained,
            "measures": len(MEASURES),
            "days": len(at_random.DAYS),
        },
    )


def _compare(part: tuple[int, tuple[str, date]], rows: int) -> Compared:
    seed, (measure, on) = part
    drawn = at_random.columns(measure, rows, on, np.random.default_rng(seed))
    cases = at_random.households(measure, drawn)
    assess_many(measure, {name: column[:1] for name, column in drawn.items()}, on)
    start = time.process_time()
    many = assess_many(measure, drawn, on)
    after_many = time.process_time()
    one = [assess(measure, case, on) for case in cases]
    after_one = time.process_time()
    explained = [many.explain(row) for row in range(0, rows, EXPLAINED)]
    after_explained = time.process_time()
    differing = sum(not _agrees(many, row, answer) for row, answer in enumerate(one))
    differing += sum(answer != one[row * EXPLAINED] for row, answer in enumerate(explained))
    return Compared(rows, int(many.granted.sum()), differing, len(explained), after_one - after_many, after_many - start, after_explained - after_one)


def _agrees(many: Assessed, row: int, one: Assessment) -> bool:
    """Tell whether a row of the columns is the same answer: the money, the months, what is missing, and each condition when nothing is."""
    if (many.granted[row], many.amount[row], many.months[row], many.total[row]) != (one.granted, one.amount, one.months, one.total):
        return False
    if not one.chain:
        return True
    missing = {name for name, column in many.missing.items() if column[row]}
    return missing == set(one.missing) and (bool(missing) or [reason.met for reason in one.reasons] == many.reasons[:, row].tolist())
