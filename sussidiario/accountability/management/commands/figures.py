"""`sussidiario figures` writes docs/figures.md: every public number of the house and how it is counted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sussidiario.accountability.engine import figures
from sussidiario.accountability.rules import glossary
from sussidiario.journal.domain import vocabulary


class Command(BaseCommand):
    """Write down the figures."""

    help = "Write every figure with its definition, as docs/figures.md keeps it: `sussidiario figures > docs/figures.md`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form; there is one."""
        parser.add_argument("--markdown", action="store_true", help="as Markdown (the only form, and the default)")

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write it to the standard output."""
        self.stdout.write(glossary.markdown(figures().values(), vocabulary()), ending="")
