"""States, and the table of verbs that lead from one to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sussidiario.foundation.words import Labelled


class Forbidden(Exception):
    """The verb is not possible in this state."""

    def __init__(self, state: "State", verb: str) -> None:
        super().__init__(f"{verb!r} is not possible when {state.value!r}")
        self.state = state
        self.verb = verb


class State(Labelled):
    """A state with its label: `OPEN = "open", gettext_noop("aperto")`."""


S = TypeVar("S", bound=State)


@dataclass(frozen=True)
class Move(Generic[S]):
    """One verb: from which states it starts, where it leads, its label on a button; `back` if it takes back what was done, and is never offered first."""

    sources: frozenset[S]
    target: S
    label: str
    back: bool = False


@dataclass(frozen=True)
class Life(Generic[S]):
    """A lifecycle: where a record may start, and the whole table of what may happen to it."""

    starts: frozenset[S]
    moves: Mapping[str, Move[S]]

    def after(self, state: S, verb: str) -> S:
        """
        Return the state that `verb` leads to from `state`.

        :raises Forbidden: if the table has no such move.
        """
        move = self.moves.get(verb)
        if move is None or state not in move.sources:
            raise Forbidden(state, verb)
        return move.target

    def allows(self, state: S, verb: str) -> bool:
        """Tell whether `verb` is possible in `state`."""
        return verb in self.moves and state in self.moves[verb].sources

    def verbs(self, state: S) -> tuple[str, ...]:
        """List the verbs possible in `state`, in the table's order."""
        return tuple(verb for verb, move in self.moves.items() if state in move.sources)
