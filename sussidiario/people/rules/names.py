"""
Names as they are compared: in plain letters, word by word, forgiving one or two slips of the fingers.

Words that differ by a few slips share what is left of both when as many letters are struck out (the symmetric-delete idea of
W. Garbe's SymSpell). What is left of every word is kept in a table, so that a mistyped word is found by equality.
"""

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from itertools import combinations, pairwise

from rapidfuzz.distance import OSA

from sussidiario.foundation.letters import plain

STEM = 8
"""How many first letters of a word the struck-out forms are made of: enough to tell words apart, few enough to be kept."""

BEGUN = range(4, 7)
"""How many first letters of a longer word, typed with a slip while the rest is still to come, are recognised."""

FROM_TWO_SLIPS = 7
"""From how many letters on a typed word may have two slips."""

MOST_JOINED = 3
"""Names of how many words are also kept as one."""

LONGEST = 40
"""Longest word kept; a name has no longer ones."""


class Match(IntEnum):
    """How well a typed word stands for a word of a name, best first."""

    EXACT = 0
    PREFIX = 1
    ONE_SLIP = 2
    TWO_SLIPS = 3


def words(text: str) -> tuple[str, ...]:
    """Words of a name in plain letters, in order."""
    return tuple(word[:LONGEST] for word in plain(text).split())


def kept_words(*called: str) -> frozenset[str]:
    """Every word that who is called so may be looked for by: those of each name, and each name of a few written as one (De Luca is also deluca)."""
    found: set[str] = set()
    for name in called:
        found |= _kept(name)
    return frozenset(found)


def slips_forgiven(word: str) -> int:
    """How many slips a typed word may have: none up to two letters or with digits, one in a short word, two in a longer."""
    if len(word) <= 2 or not word.isalpha():  # noqa: PLR2004  a slip would leave nothing
        return 0
    return 1 if len(word) < FROM_TWO_SLIPS else 2


def slips(one: str, other: str, *, most: int = 2) -> int:
    """Letters to change, add, drop or swap with their neighbour to make `one` into `other`; `most` + 1 when they are more."""
    return OSA.distance(one, other, score_cutoff=most)


def match(typed: str, word: str) -> Match | None:
    """Tell how `typed` stands for `word`, or None. A word still being typed may have one slip."""
    if typed == word:
        return Match.EXACT
    if len(typed) > 1 and word.startswith(typed):
        return Match.PREFIX
    forgiven = slips_forgiven(typed)
    count = slips(typed, word, most=forgiven) if forgiven else 1
    if count <= forgiven:
        return Match(Match.PREFIX + count)
    if begun(typed, word):
        return Match.TWO_SLIPS
    return None


def begun(typed: str, word: str) -> bool:
    """Tell whether `typed` is the beginning of a longer `word` with one slip."""
    return bool(slips_forgiven(typed)) and len(typed) in BEGUN and len(word) > len(typed) and slips(typed, word[: len(typed)], most=1) <= 1


@lru_cache(maxsize=65536)
def struck_out(word: str) -> frozenset[str]:
    """What is kept of a word: its first letters without as many as are forgiven; and, marked, each of its beginnings without one."""
    if not slips_forgiven(word):
        return frozenset()
    stem = word[:STEM]
    beginnings = (f"{_MARK}{left}" for length in BEGUN if length < len(word) for left in _without(stem[:length], 1))
    return frozenset({*_without(stem, slips_forgiven(word)), *beginnings})


def asked_as(typed: str) -> frozenset[str]:
    """What is looked up for a typed word: what is kept of the words it may stand for."""
    forgiven = slips_forgiven(typed)
    return frozenset(_without(typed[:STEM], forgiven)) if forgiven else frozenset()


def asked_as_begun(typed: str) -> frozenset[str]:
    """What is looked up for a typed word that stands for none: what is kept of the words it may be the mistyped beginning of."""
    if not slips_forgiven(typed) or len(typed) not in BEGUN:
        return frozenset()
    return frozenset(f"{_MARK}{left}" for left in _without(typed, 1))


def joined_pairs(parts: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Neighbouring words written as one, each with the place of its first: who types `de luca` may mean Deluca."""
    return tuple((place, one + other) for place, (one, other) in enumerate(pairwise(parts)))


_MARK = "~"


@lru_cache(maxsize=65536)
def _kept(name: str) -> frozenset[str]:
    parts = words(name)
    together = ["".join(parts)[:LONGEST]] if 1 < len(parts) <= MOST_JOINED else []
    return frozenset([*parts, *together])


def _without(stem: str, most: int) -> set[str]:
    left = {stem}
    for count in range(1, min(most, len(stem) - 1) + 1):
        left.update("".join(letters) for letters in combinations(stem, len(stem) - count))
    return left
