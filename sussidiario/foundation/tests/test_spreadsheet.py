"""No text of a file begins a formula, whatever somebody wrote."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given, strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sussidiario.foundation.spreadsheet import LONGEST, safe

ANY = st.text(st.characters(categories=None))
ALIKE = "\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212\u2013\u2014\u207a\u207b\u207c\u208a\u208b\u208c\u2795\u2796"
UNSEEN = "\x00\ufeff\u200b\u2028\u00a0\u202e\u0301 "
BEGINNINGS = st.sampled_from([*"=+-@\t\r\n", *ALIKE, *UNSEEN, "'", '"'])
HOSTILE = st.builds(lambda first, rest: "".join(first) + rest, st.lists(BEGINNINGS, max_size=6), st.text(max_size=20))


def begins_a_formula(cell: str) -> bool:
    """As the most forgiving of programs might: without blanks, marks and what is not drawn, in the compatible form."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", cell) if unicodedata.category(each)[0] not in "ZCM")
    return seen[:1] in tuple("=+-@") or unicodedata.category(seen[:1] or "a") == "Pd" or cell[:1] in tuple("\t\r\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", ""),
        ("Anna Galimberti", "Anna Galimberti"),
        ("D'Angelo", "D'Angelo"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+39 039 000", "'+39 039 000"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("  =1", "'  =1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\uff1d1", "'\uff1d1"),
        ("\u22121", "'\u22121"),
        ("prima riga\n=seconda", "prima riga =seconda"),
        ("a\x00b\ud800c\uffff", "a\ufffdb\ufffdc\ufffd"),
    ],
)
def test_what_is_written(text: str, written: str) -> None:
    assert safe(text) == written


@given(ANY | HOSTILE)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert not begins_a_formula(safe(text))


@given(ANY | HOSTILE)
def test_every_cell_can_be_written_in_both_files(text: str) -> None:
    cell = safe(text)

    assert not ILLEGAL_CHARACTERS_RE.search(cell)
    cell.encode("utf-8")
    assert len(cell.splitlines()) <= 1


@given(st.lists(ANY | HOSTILE, min_size=1, max_size=5))
def test_a_line_of_cells_comes_back_as_it_was_written(texts: list[str]) -> None:
    cells, out = [safe(text) for text in texts], io.StringIO(newline="")

    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerow(cells)

    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=";")) == cells


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 10 * LONGEST])
@pytest.mark.parametrize("first", "a=")
def test_a_cell_is_never_longer_than_programs_take(first: str, length: int) -> None:
    assert len(safe(first * length)) <= min(length, LONGEST) + 1
