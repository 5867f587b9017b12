"""`sussidiario city` builds the invented city, unless it stands already."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import city
from sussidiario.people.demo import RESIDENTS


class Command(BaseCommand):
    """Build the invented city."""

    help = "Build the invented city of Monza in an empty database; says so and stops if it stands already."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size, and whether to build again."""
        parser.add_argument("--persons", type=int, default=RESIDENTS, help="how many residents")
        parser.add_argument("--again", action="store_true", help="build it again even if it stands")

    def handle(self, *_args: Any, persons: int, again: bool, **_options: Any) -> None:
        """
        Build, or say that there is nothing to do.

        :raises CommandError: outside a demo, or if the database holds something else.
        """
        if not settings.DEMO:
            message = "the invented city is for a demo: set SUSSIDIARIO_DEMO=1, on a database of its own"
            raise CommandError(message)
        if not again and city.is_built():
            self.stdout.write("The invented city stands already.")
            return
        self.stdout.write("Building the invented city of Monza (less than two minutes on two cores):")
        start = time.monotonic()
        try:
            city.build(self._say, persons=persons)
        except city.NotEmpty as refusal:
            raise CommandError(refusal) from refusal
        self.stdout.write(f"The invented city stands, after {time.monotonic() - start:.0f} s.")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
