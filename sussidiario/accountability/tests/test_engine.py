from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings, strategies as st

from sussidiario.accountability.engine import reader
from sussidiario.accountability.engine.question import Ask, Split, where
from sussidiario.accountability.tests import invented
from sussidiario.accountability.tests.invented import CLOSED, FIRST, GRANTED, OPENED, REOPENED, Written, at_end, by_hand, drawn, in_charge, instant, share
from sussidiario.foundation.figure import Figure, percent
from sussidiario.foundation.period import Period

COUNTED = tuple(figure for figure in invented.FIGURES if figure.over is None)
ELDERLY = where({"area": "elderly"})
PERIODS = (Period.year(2012), Period(date(2012, 6, 1), date(2012, 6, 2)), Period(date(2011, 1, 1), date(2014, 6, 1)))
"""Always the same, so that they are made into SQL once; the days of the acts are what varies."""


@st.composite
def books(draw: st.DrawFn) -> list[Written]:
    """Acts in the order they were written, some of them voiding an earlier one as the journal does: by a copy of it."""
    acts: list[Written] = []
    written = 0
    for number in range(1, draw(st.integers(0, 24)) + 1):
        written += draw(st.integers(0, 40))
        standing = [act for act in acts if act.voids is None and act.id not in {other.voids for other in acts}]
        if standing and draw(st.integers(0, 4)) == 0:
            acts.append(replace(mistake := draw(st.sampled_from(standing)), id=number, at=instant(written), voids=mistake.id))
            continue
        acts.append(
            Written(
                id=number,
                act=draw(st.sampled_from((OPENED, CLOSED, REOPENED, GRANTED))),
                on=FIRST + timedelta(days=draw(st.integers(0, 800))),
                at=instant(written),
                subject=draw(st.sampled_from("abc")),
                area=draw(st.sampled_from(("elderly", "adults"))),
                neighbourhood=draw(st.sampled_from(("centro", "cederna", ""))),
                quantity=draw(st.integers(1, 9)),
                amount=draw(st.none() | st.integers(-10_000, 90_000)),
            )
        )
    return acts


@given(books(), st.none() | st.integers(0, 900).map(instant))
@settings(max_examples=50)
def test_every_figure_is_what_counting_by_hand_gives(acts: list[Written], as_of: datetime | None) -> None:
    asks = [Ask(figure, period, given) for figure in COUNTED for period in PERIODS for given in ((), ELDERLY)]
    splits = [Split(ask, "neighbourhood") for ask in asks]

    with reader.over([], invented.table(acts), as_of=as_of) as book:
        answers, cells = book.answers(asks, splits)
        proof = {ask: book.acts(ask, limit=100) for ask in asks[:2] + asks[-2:]}

    standing = invented.standing(acts, as_of)
    for ask in asks:
        rows = [act for act in by_hand(ask.figure, standing, ask.period) if not ask.where or act.area == "elderly"]
        assert answers[ask].number == drawn(ask.figure, rows)
        assert answers[ask].acts == len(rows)
        assert ask not in proof or proof[ask] == [act.id for act in sorted(rows, key=lambda act: (act.on, act.id), reverse=True)]
        assert {cell: answer.number for cell, answer in cells[Split(ask, "neighbourhood")].items()} == _by_neighbourhood(ask.figure, rows)


@given(books(), st.sampled_from(PERIODS), st.sampled_from(PERIODS))
@settings(max_examples=30)
def test_a_change_is_two_counts_of_one_figure_and_its_proof_is_the_acts_of_both(acts: list[Written], now: Period, then: Period) -> None:
    ask = Ask(at_end, now, ELDERLY, compared_with=then)

    with reader.over([], invented.table(acts)) as book:
        answer = book.answers([ask])[0][ask]
        proof = book.acts(ask, limit=100)

    standing = [act for act in invented.standing(acts, None) if act.area == "elderly"]
    after, before = by_hand(at_end, standing, now), by_hand(at_end, standing, then)
    assert (answer.after, answer.before) == (drawn(at_end, after), drawn(at_end, before))
    assert answer.number == answer.after - drawn(at_end, before)
    assert answer.acts == len(proof) == len({act.id for act in after + before})


@given(books(), st.sampled_from(PERIODS))
@settings(max_examples=30)
def test_a_share_is_a_whole_percentage_of_another_figure(acts: list[Written], period: Period) -> None:
    with reader.over([], invented.table(acts)) as book:
        answer = book.answers([Ask(share, period)])[0][Ask(share, period)]

    standing = invented.standing(acts, None)
    part, whole = drawn(share, by_hand(share, standing, period)), drawn(in_charge, by_hand(in_charge, standing, period))
    assert answer.counted == (part, whole)
    assert answer.number == percent(part, whole)


@given(books(), st.integers(0, 24), st.sampled_from(PERIODS))
@settings(max_examples=20)
def test_it_does_not_matter_which_acts_are_sealed(tmp_path_factory: pytest.TempPathFactory, acts: list[Written], sealed: int, period: Period) -> None:
    directory = tmp_path_factory.mktemp("parts")
    parts = _sealed(acts[:sealed], directory)
    asks = [Ask(figure, period) for figure in invented.FIGURES]

    with reader.over([], invented.table(acts)) as whole, reader.over(parts, invented.table(acts[sealed:])) as divided:
        assert divided.answers(asks) == whole.answers(asks)
        assert divided.size() == whole.size() == len(invented.standing(acts, None))


def test_a_person_with_two_cases_is_one_person_and_the_proof_is_both_openings() -> None:
    acts = [
        Written(id=1, act=OPENED, on=FIRST, at=instant(0), subject="a", area="elderly"),
        Written(id=2, act=OPENED, on=FIRST, at=instant(0), subject="a", area="adults"),
    ]

    with reader.over([], invented.table(acts)) as book:
        answer = book.answers([ask := Ask(in_charge, Period.year(2012))])[0][ask]

    assert (answer.number, answer.acts) == (1, 2)


def test_a_case_closed_on_the_first_day_of_the_period_is_not_in_charge_during_it() -> None:
    acts = [
        Written(id=1, act=OPENED, on=FIRST, at=instant(0), subject="a"),
        Written(id=2, act=CLOSED, on=FIRST + timedelta(days=366), at=instant(366), subject="a"),
    ]

    with reader.over([], invented.table(acts)) as book:
        found = [book.value(in_charge, Period.year(year)) for year in (2011, 2012, 2013)]

    assert found == [0, 1, 0]


def test_a_voided_act_counts_in_figures_as_of_an_earlier_day() -> None:
    acts = [
        Written(id=1, act=GRANTED, on=FIRST, at=instant(0), subject="a"),
        Written(id=2, act=GRANTED, on=FIRST, at=instant(10), subject="a", voids=1),
    ]

    def counted(as_of: datetime | None) -> int:
        with reader.over([], invented.table(acts), as_of=as_of) as book:
            return book.value(invented.granted, Period.year(2012))

    assert [counted(instant(-1)), counted(instant(9)), counted(instant(10)), counted(None)] == [0, 1, 0, 0]


def test_an_empty_book_counts_nothing() -> None:
    asks = [Ask(figure, Period.year(2012), compared_with=Period.year(2011)) for figure in invented.FIGURES]

    with reader.over([]) as book:
        answers, _cells = book.answers(asks)
        assert book.last_on() is None

    assert {(answer.number, answer.acts) for answer in answers.values()} == {(0, 0)}


def test_the_proof_is_read_a_page_at_a_time() -> None:
    acts = [Written(id=number, act=GRANTED, on=FIRST + timedelta(days=number), at=instant(number), subject="a") for number in range(1, 61)]
    ask = Ask(invented.granted, Period.year(2012))

    with reader.over([], invented.table(acts)) as book:
        pages = [book.acts(ask, offset=offset) for offset in (0, 25, 50)]

    assert [len(page) for page in pages] == [25, 25, 10]
    assert [number for page in pages for number in page] == list(range(60, 0, -1))


def test_a_dimension_the_figure_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no dimension partner"):
        Ask(in_charge, Period.year(2012), where({"partner": "x"}))
    with pytest.raises(ValueError, match="not broken down by 'partner'"):
        Split(Ask(in_charge, Period.year(2012)), "partner")


def _by_neighbourhood(figure: Figure, rows: Sequence[Written]) -> dict[str, int]:
    ordered = sorted(rows, key=lambda act: act.neighbourhood)
    return {name: drawn(figure, list(group)) for name, group in groupby(ordered, key=lambda act: act.neighbourhood)}


def _sealed(acts: Sequence[Written], directory: Path) -> list[Path]:
    """Write acts as the parts of two seals, or of none."""
    paths = []
    for number, some in enumerate((acts[:5], acts[5:]), start=1):
        if some:
            paths.append(directory / f"{number}.parquet")
            pq.write_table(invented.table(some), paths[-1])
    return paths
