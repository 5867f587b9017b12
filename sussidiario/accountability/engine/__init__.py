"""
How figures are computed: one Ibis expression each, run by DuckDB over the sealed parts of the journal and its open tail.

This is the front door. Ibis takes over a second of CPU to import, so nothing behind `book` is imported until a figure
is really asked for (decision 0003): `manage.py check`, the start of the server and every cached page never pay for it.
"""

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from sussidiario.accountability.engine.question import Answer, Ask, Split, Where
from sussidiario.accountability.engine.registry import figure, figures
from sussidiario.journal.models import Seal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sussidiario.accountability.engine.reader import Book

__all__ = ["Answer", "Ask", "Split", "Where", "book", "figure", "figures"]


def book(*, upto: Seal | None = None, tail: bool = False, as_of: datetime | None = None) -> "AbstractContextManager[Book]":
    """
    Open the book to count in it.

    `upto` stops at a seal; without it every sealed part is read. `tail` adds the acts that no seal has closed yet. `as_of` leaves out
    what was written after that instant, voids included: the figures as they were known then.

    :raises ValueError: if both a seal to stop at and the tail after the last one are asked for.
    """
    opened: AbstractContextManager[Book] = import_module("sussidiario.accountability.engine.reader").opened(upto=upto, tail=tail, as_of=as_of)
    return opened
