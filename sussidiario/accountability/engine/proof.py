"""The acts behind an answer, read only as far as they are looked at."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from sussidiario.accountability.engine.question import Ask

if TYPE_CHECKING:
    from sussidiario.accountability.engine.reader import Book


class Proof(Sequence[int]):
    """Numbers of the acts behind an answer, latest first: a list, `size` long, that a paginator cuts while the book is open."""

    def __init__(self, book: "Book", ask: Ask, size: int) -> None:
        self._book = book
        self._ask = ask
        self._size = size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, cut: int) -> int: ...

    @overload
    def __getitem__(self, cut: slice) -> list[int]: ...

    def __getitem__(self, cut: int | slice) -> int | list[int]:
        if isinstance(cut, int):
            return self[cut : cut + 1][0]
        start, stop, _step = cut.indices(self._size)
        return self._book.acts(self._ask, offset=start, limit=max(stop - start, 0))
