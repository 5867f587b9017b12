"""The edition of the invented city: the account at the end of its mandate."""

from datetime import datetime

from sussidiario.access.actor import Actor
from sussidiario.accountability import actions
from sussidiario.accountability.models import Edition


def fill(*, by: Actor, at: datetime) -> Edition:
    """Publish the account at the end of the mandate, from the latest seal."""
    return actions.publish(name="fine-mandato-2017", title="Bilancio sociale di fine mandato 2012-2017", by=by, at=at)
