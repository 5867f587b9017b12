"""
Texts that a spreadsheet reads as texts, whoever wrote them (CWE-1236, OWASP «CSV injection»).

A cell that begins with an equals, plus, minus or at sign is a formula to some program; so is one where blanks or characters that are not drawn come before
it, or a sign of another alphabet that is turned into one of these. Those begin with an apostrophe, which no formula does.
"""

import unicodedata

LONGEST = 32_000
"""Characters of a cell; programs take 32,767."""

SIGNS = frozenset("=+-@")
LOOKING_ALIKE = frozenset(
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u02d7\u06d4\u2795\u2796\u207b\u208b\u30a0\ua78a\u2a75\u2a76\uff1d\ufe66\ufe62\ufe63\ufe6b"
)
"""Dashes, pluses and equals signs that some program may read as one of the signs."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NO_CHARACTERS = frozenset({*range(0xFDD0, 0xFDF0), *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))})
_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def safe(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula: one line, nothing that a file may not hold, an apostrophe before whatever may begin one."""
    # Of most texts every character is printed, which Python tells at once.
    line = text if text.isprintable() else "".join(" " if each in _BREAKS else REPLACEMENT if _is_unwritable(each) else each for each in text)
    if len(line) > LONGEST:
        line = line[: LONGEST - 1] + "…"
    return f"'{line}" if text[:1] in _BREAKS or _may_begin_a_formula(line) else line


def _may_begin_a_formula(line: str) -> bool:
    first = next((each for each in line if not _is_passed_over(each)), "")
    return any(each in SIGNS or each in LOOKING_ALIKE or unicodedata.category(each) == "Pd" for each in (first + unicodedata.normalize("NFKC", first)[:1]))


def _is_passed_over(each: str) -> bool:
    """Tell whether a program may not see it: blanks, what is not drawn, marks that hang on nothing."""
    return unicodedata.category(each)[0] in "ZCM" or each == REPLACEMENT


def _is_unwritable(each: str) -> bool:
    """Tell whether XML or UTF-8 has no place for it: controls, surrogates, characters that are none."""
    return unicodedata.category(each) in {"Cc", "Cs"} or ord(each) in _NO_CHARACTERS
