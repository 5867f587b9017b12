"""`sussidiario privacy sweep` deletes the exported files that have expired."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sussidiario.access import clock
from sussidiario.privacy.actions import exports


class Command(BaseCommand):
    """What has to be done for privacy every hour, whoever is at work."""

    help = "Delete the exported files that have expired, and those that nobody asked for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb."""
        parser.add_argument("verb", choices=["sweep"])

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Sweep."""
        self.stdout.write(f"{exports.sweep(at=clock.now())} exported files deleted")
