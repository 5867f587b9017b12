"""Long lists, a page at a time, at the same cost however long they are."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from sussidiario.ui import writing

LINES = 25
"""Lines of a page, unless it says otherwise."""

COUNTED = 100 * LINES
"""As far as what is asked of the database is counted: to count all of it costs as much as to read it."""

Lines = QuerySet[Any, Any] | Sequence[Any]


class Pages(Paginator):  # type: ignore[type-arg]  # not generic when it runs
    """The pages of a list, counted up to `upto` lines. Who turns them so far is led further: no line is out of reach."""

    def __init__(self, found: Lines, lines: int, *, upto: int = COUNTED) -> None:
        super().__init__(found, lines)
        self.upto = upto

    @cached_property
    def count(self) -> int:
        """Lines that are led through."""
        return self.upto if self.has_more else self._found

    @cached_property
    def has_more(self) -> bool:
        """Tell whether there are lines beyond those counted."""
        return isinstance(self.object_list, QuerySet) and self._found > self.upto

    @property
    def total(self) -> str:
        """How many lines there are, in the words of a page: `1.734`, `2.500+`."""
        return f"{writing.number(self.count)}{'+' if self.has_more else ''}"

    @cached_property
    def _found(self) -> int:
        found = self.object_list
        return found.order_by()[: self.upto + 1].count() if isinstance(found, QuerySet) else len(found)


def page_of(request: HttpRequest, found: Lines, *, lines: int = LINES) -> Page[Any]:
    """Page of a list that `?page=` asks for: the first, if it asks for none; the last, if there are not so many."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < len(str(COUNTED)) * 2 else 1
    return Pages(found, lines, upto=max(COUNTED, (number + 1) * lines)).get_page(asked)
