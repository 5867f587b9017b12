"""How guessing is stopped, as rules."""

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from sussidiario.access import entering


def test_each_lock_lasts_twice_as_long_as_the_one_before_up_to_four_hours() -> None:
    minutes = [entering.lock_for(times) / timedelta(minutes=1) for times in range(1, 8)]

    assert minutes == [15, 30, 60, 120, 240, 240, 240]


@given(st.integers(min_value=0, max_value=10_000))
def test_a_lock_never_lasts_less_than_the_one_before_nor_for_ever(times: int) -> None:
    assert entering.FIRST_LOCK <= entering.lock_for(times) <= entering.lock_for(times + 1) <= entering.LONGEST_LOCK


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:149.0) Gecko/20100101 Firefox/149.0", "Firefox · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_browser_is_said_in_two_words(agent: str, words: str) -> None:
    assert entering.device(agent) == words


def test_every_outcome_has_its_words() -> None:
    assert all(outcome.label for outcome in entering.Outcome)
