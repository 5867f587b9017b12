"""Files that leave the house with what is known of many: that everybody in them was read is noted each time one is taken."""

from datetime import datetime
from itertools import islice

from sussidiario.access.actor import Actor
from sussidiario.benefits.models import Award, AwardQuerySet
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Channel

_BATCH = 2_000

GROUND = "role"
"""Who takes these files does so because it is their part, and follows nobody in them."""


def note(awards: AwardQuerySet, *, purpose: str, address: str, by: Actor, at: datetime) -> None:
    """Note of everybody whose awards are in a file that they were read, once for each, and what for."""
    persons: dict[int, Award] = {each.person_id: each for each in awards.select_related("person").distinct().order_by("pk")}
    found = iter(persons.values())
    while some := list(islice(found, _BATCH)):
        read = [(each, each.person, GROUND) for each in some]
        journal.note_readings(read, by=by, at=at, address=address, purpose=purpose, channel=Channel.EXPORT)
