"""Write in the book: record an act, void one, note a reading, erase reasons, change the key."""

from sussidiario.journal.actions.acts import (
    MEASURABLE,
    SIGNED,
    digest_of_reason,
    entry,
    line,
    pseudonym,
    pseudonym_of,
    record,
    reference,
    sign,
    void,
    write,
)
from sussidiario.journal.actions.drafts import Row, row_of
from sussidiario.journal.actions.readings import note_reading, note_readings
from sussidiario.journal.actions.reasons import erase_reasons
from sussidiario.journal.actions.rotation import rotate
from sussidiario.journal.actions.rows import ROWS, insert, insert_numbered, insert_values, next_number, rewrite, settle_numbers

__all__ = [
    "MEASURABLE",
    "ROWS",
    "SIGNED",
    "Row",
    "digest_of_reason",
    "entry",
    "erase_reasons",
    "insert",
    "insert_numbered",
    "insert_values",
    "line",
    "next_number",
    "note_reading",
    "note_readings",
    "pseudonym",
    "pseudonym_of",
    "record",
    "reference",
    "rewrite",
    "rotate",
    "row_of",
    "settle_numbers",
    "sign",
    "void",
    "write",
]
