"""Write in the book: record an act, void one, note a reading."""

from sussidiario.journal.actions.acts import (
    MEASURABLE,
    ROWS,
    SIGNED,
    entry,
    insert,
    next_number,
    pseudonym,
    pseudonym_of,
    record,
    reference,
    settle_numbers,
    sign,
    void,
    write,
)
from sussidiario.journal.actions.readings import note_reading, note_readings

__all__ = [
    "MEASURABLE",
    "ROWS",
    "SIGNED",
    "entry",
    "insert",
    "next_number",
    "note_reading",
    "note_readings",
    "pseudonym",
    "pseudonym_of",
    "record",
    "reference",
    "settle_numbers",
    "sign",
    "void",
    "write",
]
