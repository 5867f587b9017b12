"""
What a breakdown may tell without pointing at somebody.

Until counts are protected one by one (threshold, secondary suppression, rounding), the rule is the bluntest that is safe: a breakdown
of persons or households in which any count is from 1 to 4 is not shown to the public at all. Zero points at nobody. The total is shown.
"""

from collections.abc import Iterable

from sussidiario.foundation.figure import Figure

THRESHOLD = 5
"""The least number of persons a cell may speak of."""


def is_personal(figure: Figure) -> bool:
    """Tell whether a figure, or the whole it is a share of, counts persons or households."""
    return figure.personal or (figure.over is not None and is_personal(figure.over))


def may_be_shown(counted: Iterable[int]) -> bool:
    """Tell whether every count behind a breakdown is zero or large enough."""
    return all(value == 0 or abs(value) >= THRESHOLD for value in counted)
