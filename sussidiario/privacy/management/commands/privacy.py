"""`sussidiario privacy sweep` deletes the exported files that have expired; `sussidiario privacy dispose` carries out the disposals that were approved."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sussidiario.access import clock
from sussidiario.access.actor import actor
from sussidiario.access.models import Staff
from sussidiario.privacy.actions import exports, retention
from sussidiario.privacy.models import Disposal


class Command(BaseCommand):
    """What has to be done for privacy apart from the pages."""

    help = "Delete the exported files that have expired, or carry out the disposals that were approved, however many records they are of."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb, and for disposals by whom."""
        parser.add_argument("verb", choices=["sweep", "dispose"])
        parser.add_argument("--by", metavar="USERNAME", help="who carries out the disposals: a head of the service")

    def handle(self, *_args: Any, verb: str, by: str | None, **_options: Any) -> None:
        """
        Do what the verb says.

        :raises CommandError: if it is not said by whom, or there is no such account.
        """
        at = clock.now()
        if verb == "sweep":
            self.stdout.write(f"{exports.sweep(at=at)} exported files deleted")
            return
        staff = Staff.objects.filter(username=by or "").first()
        if staff is None:
            message = "say who carries it out: --by USERNAME"
            raise CommandError(message)
        for disposal in Disposal.objects.approved().order_by("pk"):
            retention.carry_out(disposal, by=actor(staff, on=clock.day(at), at=at), at=at)
            self.stdout.write(f"disposal {disposal.pk}: {disposal.count} records")
