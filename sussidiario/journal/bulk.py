"""Inserting rows by the hundred thousand, for the demo rooms that number their own: it is done in `actions`, where rows are written."""

from sussidiario.journal.actions import insert, next_number, settle_numbers

__all__ = ["insert", "next_number", "settle_numbers"]
