"""What somebody means by what they type in the search."""

from datetime import date

import pytest

from sussidiario.people.rules import asking
from sussidiario.people.rules.asking import Asked

MAY = date(1970, 5, 3)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Rossi Mario", Asked(words=("rossi", "mario"))),
        ("rossi 3/5/1970", Asked(words=("rossi",), born_on=(MAY,))),
        ("3.5.1970", Asked(born_on=(MAY,))),
        ("1970-05-03", Asked(born_on=(MAY,))),
        ("3-5-70", Asked(born_on=(MAY, date(2070, 5, 3)))),
        ("rosi 1970", Asked(words=("rosi",), born_in=1970)),
        ("rssmra70e", Asked(code="RSSMRA70E")),
        ("D'Angelò De Luca", Asked(words=("dangelo", "de", "luca"))),
        ("d angelo", Asked(words=("angelo",))),
        ("x", Asked(words=("x",))),
        ("  ", Asked()),
    ],
)
def test_what_was_typed_is_read(typed: str, asked: Asked) -> None:
    assert asking.read(typed) == asked


def test_a_day_that_does_not_exist_is_nobody_s_birthday() -> None:
    assert asking.read("rossi 31/2/1970") == Asked(words=("rossi",), not_a_day="31/2/1970")


def test_nothing_asked_is_nothing() -> None:
    assert not asking.read("")
    assert asking.read("rossi")


def test_words_beyond_six_are_left_out() -> None:
    assert len(asking.read("uno due tre quattro cinque sei sette").words) == asking.MOST_WORDS
