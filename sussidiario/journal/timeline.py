"""The acts about somebody, as one member of staff may read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sussidiario.access.actor import Actor
from sussidiario.journal.domain import finders
from sussidiario.journal.models import Act

READ = 200
"""How many of the latest acts are looked at; a page shows those of them that its reader may see."""


@dataclass(frozen=True)
class Entry:
    """One act, and the record it was written on, which the reader may open."""

    act: Act
    record: Any

    @property
    def url(self) -> str:
        """Page of the record, or nothing if it has none."""
        address = getattr(self.record, "get_absolute_url", None)
        return str(address()) if address else ""


def timeline(actor: Actor, subjects: Iterable[str] = (), *, record: str = "", beside: Iterable[str] = ()) -> list[Entry]:
    """
    Latest acts about these pseudonyms, or of one record (`app.model:pk`) and of those `beside` it, newest first: only those on records that `actor` may see.

    One query for the acts and one for each kind of record among them.
    """
    found = Act.objects.of(record, *beside) if record else Act.objects.about(*subjects)
    acts = list(found.select_related("by", "voids").filter(voids__isnull=True, voided_by__isnull=True)[:READ])
    asked: dict[str, set[int]] = defaultdict(set)
    for act in acts:
        label, _, pk = act.record.partition(":")
        asked[label].add(int(pk))
    seen = {(label, pk): found for label, pks in asked.items() if label in finders() for pk, found in finders()[label](actor).in_bulk(pks).items()}
    entries = ((act, seen.get(_key(act))) for act in acts)
    return [Entry(act, record) for act, record in entries if record is not None]


def _key(act: Act) -> tuple[str, int]:
    label, _, pk = act.record.partition(":")
    return label, int(pk)
