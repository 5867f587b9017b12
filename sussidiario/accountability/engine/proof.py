"""The acts behind an answer, read only as far as they are looked at."""

from dataclasses import dataclass

from sussidiario.accountability import engine
from sussidiario.accountability.engine.question import Ask
from sussidiario.journal.models import Seal


@dataclass(frozen=True)
class Proof:
    """Numbers of the acts behind an answer, latest first: a list that a paginator may cut, `size` long."""

    ask: Ask
    upto: Seal
    size: int

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, cut: slice) -> list[int]:
        start, stop = cut.start or 0, self.size if cut.stop is None else cut.stop
        with engine.book(upto=self.upto) as book:
            return book.acts(self.ask, offset=start, limit=stop - start)
