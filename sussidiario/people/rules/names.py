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

STEM = 7
"""How many first letters of a word the struck-out forms are made of: enough to tell words apart, few enough to be kept."""

SHORTEST_STEM = 4
"""From how many letters on a word still being typed may have a slip in it."""

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
    """How many slips a typed word may have: none up to two letters or with digits, one up to five letters, two beyond."""
    if len(word) <= 2 or not word.isalpha():  # noqa: PLR2004  the rule's own numbers
        return 0
    return 1 if len(word) <= 5 else 2  # noqa: PLR2004


def slips(one: str, other: str, *, most: int = 2) -> int:
    """Letters to change, add, drop or swap with their neighbour to make `one` into `other`; `most` + 1 when they are more."""
    return OSA.distance(one, other, score_cutoff=most)


def match(typed: str, word: str) -> Match | None:
    """Tell how `typed` stands for `word`, or None. A word still being typed may have one slip, from four letters on."""
    if typed == word:
        return Match.EXACT
    if len(typed) > 1 and word.startswith(typed):
        return Match.PREFIX
    forgiven = slips_forgiven(typed)
    if not forgiven:
        return None
    count = slips(typed, word, most=forgiven)
    if count <= forgiven:
        return Match(Match.PREFIX + count)
    if len(typed) >= SHORTEST_STEM and len(word) > len(typed) and slips(typed, word[: len(typed)], most=1) <= 1:
        return Match.TWO_SLIPS
    return None


@lru_cache(maxsize=65536)
def struck_out(word: str) -> frozenset[str]:
    """What is kept of a word: its first letters without up to two of them, and without one of its first four, five or six."""
    if not word.isalpha():
        return frozenset()
    stem = word[:STEM]
    kept = _without(stem, slips_forgiven(word))
    for length in range(SHORTEST_STEM, len(stem)):
        kept |= _without(stem[:length], 1)
    return frozenset(kept)


def asked_as(typed: str) -> frozenset[str]:
    """What is looked up for a typed word: what would be kept of the words it may stand for."""
    return frozenset(_without(typed[:STEM], slips_forgiven(typed))) if slips_forgiven(typed) else frozenset()


def joined_pairs(parts: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Neighbouring words written as one, each with the place of its first: who types `de luca` may mean Deluca."""
    return tuple((place, one + other) for place, (one, other) in enumerate(pairwise(parts)))


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
