"""Words of names are the same to who listens, whatever the fingers did."""

import pytest
from hypothesis import given, strategies as st

from sussidiario.people.rules import names
from sussidiario.people.rules.names import Match

LETTERS = "abcdefghilmnoprstuvz"
WORDS = st.text(alphabet=LETTERS, min_size=3, max_size=14)


@st.composite
def slipped(draw: st.DrawFn, word: str, count: int) -> str:
    """The word after `count` slips of the fingers."""
    for _ in range(count):
        place = draw(st.integers(0, len(word) - 1))
        kind = draw(st.sampled_from(("drop", "add", "change", "swap")))
        letter = draw(st.sampled_from(LETTERS))
        if kind == "drop":
            word = word[:place] + word[place + 1 :]
        elif kind == "add":
            word = word[:place] + letter + word[place:]
        elif kind == "change":
            word = word[:place] + letter + word[place + 1 :]
        else:
            word = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return word


@given(data=st.data(), word=WORDS)
def test_a_word_with_the_slips_forgiven_is_found_by_what_is_left_of_both(data: st.DataObject, word: str) -> None:
    typed = data.draw(slipped(word, 1))
    if len(typed) >= names.FROM_TWO_SLIPS:
        typed = data.draw(slipped(typed, 1))
    forgiven = names.slips_forgiven(typed)
    if names.slips(typed, word) > forgiven or not names.slips_forgiven(word):
        return

    left = names.asked_as(typed) & names.struck_out(word)

    assert left or names.slips(typed, word) > names.slips_forgiven(word)
    assert names.match(typed, word) is not None


@given(data=st.data(), word=st.text(alphabet=LETTERS, min_size=8, max_size=14))
def test_the_beginning_of_a_word_with_one_slip_is_found(data: st.DataObject, word: str) -> None:
    beginning = word[: data.draw(st.sampled_from(names.BEGUN))]
    place = data.draw(st.integers(0, len(beginning) - 1))
    typed = beginning[:place] + data.draw(st.sampled_from(LETTERS)) + beginning[place + 1 :]

    assert names.asked_as_begun(typed) & names.struck_out(word)
    assert names.begun(typed, word)


@given(one=WORDS, other=WORDS)
def test_slips_are_as_many_one_way_as_the_other(one: str, other: str) -> None:
    assert names.slips(one, other) == names.slips(other, one)


@given(word=WORDS)
def test_a_word_stands_best_for_itself(word: str) -> None:
    assert names.match(word, word) is Match.EXACT
    assert names.match(word, word + "x") is Match.PREFIX


@pytest.mark.parametrize(
    ("typed", "word", "found"),
    [
        ("rosi", "rossi", Match.ONE_SLIP),
        ("rsosi", "rossi", Match.ONE_SLIP),
        ("galimbretti", "galimberti", Match.TWO_SLIPS),
        ("guis", "giuseppe", Match.TWO_SLIPS),
        ("rusi", "rossi", None),
        ("hu", "he", None),
        ("h", "hu", None),
        ("1970", "1971", None),
    ],
)
def test_how_a_typed_word_stands_for_another(typed: str, word: str, found: Match | None) -> None:
    assert names.match(typed, word) is found


def test_a_person_is_looked_for_by_each_word_and_by_a_name_written_as_one() -> None:
    kept = names.kept_words("Anna Maria", "De Luca", "", "la Nina")

    assert kept == {"anna", "maria", "annamaria", "de", "luca", "deluca", "la", "nina", "lanina"}


def test_a_name_of_many_words_is_not_written_as_one() -> None:
    assert names.kept_words("", "de la Cruz Garcia", "", "") == {"de", "la", "cruz", "garcia"}


def test_nothing_is_kept_of_words_too_short_to_slip_in() -> None:
    assert names.struck_out("hu") == frozenset()
    assert names.asked_as("hu") == frozenset()
    assert names.asked_as_begun("giuseppe") == frozenset()


def test_neighbouring_words_may_be_one() -> None:
    assert names.joined_pairs(("anna", "de", "luca")) == ((0, "annade"), (1, "deluca"))
