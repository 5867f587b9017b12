"""Bars and lines, as positions."""

import itertools

from hypothesis import given, strategies as st

from sussidiario.ui import charts

ROWS = st.lists(st.tuples(st.text(max_size=5), st.integers(-(10**6), 10**6)), min_size=1, max_size=40)


def test_the_longest_bar_fills_the_width_and_the_others_are_parts_of_it() -> None:
    laid = charts.bars([("anziani", 1000), ("minori", 320), ("adulti", 0)])

    assert [(bar.label, bar.width) for bar in laid] == [("anziani", 100.0), ("minori", 32.0), ("adulti", 0.0)]


def test_no_rows_are_no_bars_and_no_points() -> None:
    assert charts.bars([]) == []
    assert charts.line([]) == []


def test_bars_of_nothing_have_no_length() -> None:
    assert [bar.width for bar in charts.bars([("a", 0), ("b", -3)])] == [0.0, 0.0]


def test_a_line_starts_from_zero_at_the_bottom() -> None:
    first, last = charts.line([("2012", 0), ("2016", 70)])

    assert (first.x, first.y) == (charts.LEFT, charts.BOTTOM)
    assert (last.x, last.y) == (charts.RIGHT, charts.TOP)
    assert charts.zero([("2012", 40), ("2016", 70)]) == charts.BOTTOM


def test_a_line_that_goes_below_zero_keeps_zero_on_the_plane() -> None:
    rows = [("2015", -10), ("2016", 10)]

    assert charts.zero(rows) == (charts.TOP + charts.BOTTOM) / 2


def test_of_many_points_only_the_telling_ones_are_labelled() -> None:
    laid = charts.line([(str(month), value) for month, value in enumerate((3, 2, 9, 4, 5, 6, 1, 2, 3), start=1)])

    assert [point.label for point in laid if point.labelled] == ["1", "3", "7", "9"]
    assert all(point.labelled for point in charts.line([("a", 1), ("b", 2)]))


def test_the_number_of_a_valley_stands_under_it() -> None:
    first, valley, last = charts.line([("a", 5), ("b", 1), ("c", 4)])

    assert first.number_y < first.y
    assert valley.number_y > valley.y
    assert last.number_y < last.y


@given(rows=ROWS)
def test_whatever_is_drawn_stays_on_the_plane_and_in_order(rows: list[tuple[str, int]]) -> None:
    points = charts.line(rows)

    assert all(charts.TOP <= point.y <= charts.BOTTOM and charts.LEFT <= point.x <= charts.RIGHT for point in points)
    assert [point.x for point in points] == sorted(point.x for point in points)
    assert all(0 <= bar.width <= 100 for bar in charts.bars(rows))


@given(rows=ROWS)
def test_higher_is_never_drawn_lower(rows: list[tuple[str, int]]) -> None:
    points = sorted(charts.line(rows), key=lambda point: point.value)

    assert all(lower.y >= higher.y for lower, higher in itertools.pairwise(points))
