"""What somebody who leaves has still in hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hands:
    """How many cases somebody is in charge of, how many of their proposals wait, how many conversations they began to write down."""

    cases: int = 0
    proposals: int = 0
    drafts: int = 0

    @property
    def any(self) -> bool:
        """Tell whether there is anything at all."""
        return bool(self.cases or self.proposals or self.drafts)
