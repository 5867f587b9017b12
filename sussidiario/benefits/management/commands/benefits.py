"""`sussidiario benefits decide`: every complete request for a measure, as the regulation answers."""

import gc
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sussidiario.access import clock
from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Staff
from sussidiario.benefits.actions.deciding import Decided, decide_all
from sussidiario.benefits.models import Measure
from sussidiario.foundation.refusal import Refusal


class Command(BaseCommand):
    """Decide the complete requests for a measure in one go."""

    help = "Propose and decide every complete request for a measure as the regulation answers; who proposes and who decides are two people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to decide on, who proposes and who decides."""
        parser.add_argument("verb", choices=["decide"])
        parser.add_argument("--measure", required=True, metavar="KEY", help="key of the measure")
        parser.add_argument("--proposed-by", required=True, metavar="USERNAME", help="the social worker who proposes")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who heads the service and decides")

    def handle(self, *_args: Any, measure: str, proposed_by: str, by: str, **_options: Any) -> None:
        """
        Decide, and say what came of it.

        :raises CommandError: if there is no such measure or member of staff, or they may not.
        """
        found = Measure.objects.filter(key=measure).first()
        if found is None:
            message = f"no measure has the key {measure}"
            raise CommandError(message)
        gc.disable()  # blocks let go of what they held by themselves: looking for what has died would take a fifth of the time
        try:
            self._say(decide_all(found, proposed_by=_actor(proposed_by), by=_actor(by), at=clock.now()))
        except NotAllowed as denied:
            raise CommandError(denied.reason) from denied
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        finally:
            gc.enable()

    def _say(self, decided: Decided) -> None:
        self.stdout.write(f"{len(decided.granted)} granted, {len(decided.refused)} refused, {len(decided.waiting)} wait for an approval")
        if decided.lacking:
            self.stdout.write(f"{len(decided.lacking)} lack a fact, and are to be completed")
        for application, why in decided.held:
            self.stdout.write(f"{application}: {why}")


def _actor(username: str) -> Actor:
    """Who works under a user name, today."""
    staff = Staff.objects.filter(username=username).first()
    if staff is None:
        message = f"nobody signs in as {username}"
        raise CommandError(message)
    now = clock.now()
    return actor(staff, on=clock.day(now), at=now)
