"""The arithmetic of figures."""

import pytest
from hypothesis import given, strategies as st

from sussidiario.foundation.figure import percent


@pytest.mark.parametrize(("part", "whole", "expected"), [(5, 8, 63), (1, 8, 13), (1, 3, 33), (2, 3, 67), (0, 8, 0), (8, 8, 100), (1, 200, 1), (0, 0, 0)])
def test_a_share_is_a_whole_percentage_with_halves_up(part: int, whole: int, expected: int) -> None:
    assert percent(part, whole) == expected


@given(part=st.integers(0, 10**9), whole=st.integers(1, 10**9))
def test_a_share_is_never_further_than_half_a_point(part: int, whole: int) -> None:
    assert abs(percent(part, whole) * whole - 100 * part) * 2 <= whole
