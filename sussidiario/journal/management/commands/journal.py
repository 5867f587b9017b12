"""`sussidiario journal seal` closes the acts since the last seal; `sussidiario journal verify` recomputes the book."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sussidiario.access import clock
from sussidiario.journal import archive
from sussidiario.journal.models import Seal


class Command(BaseCommand):
    """Seal the journal, or verify it."""

    help = "Seal the acts written since the last seal, or verify every act and every seal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb."""
        parser.add_argument("verb", choices=["seal", "verify"])

    def handle(self, *_args: Any, verb: str, **_options: Any) -> None:
        """
        Do what the verb says.

        :raises CommandError: if `verify` found anything wrong, after naming it all.
        """
        if verb == "seal":
            sealed = archive.seal(at=clock.now())
            words = f"seal {sealed.number}: acts {sealed.first}-{sealed.last} ({sealed.count}), chain {sealed.chain}" if sealed else "nothing to seal"
            self.stdout.write(words)
            return
        wrong = 0
        for finding in archive.verify():
            wrong += finding.wrong
            (self.stderr if finding.wrong else self.stdout).write(f"{finding.where}: {finding.what}")
        if wrong:
            message = f"{wrong} findings: the journal is not as it was written"
            raise CommandError(message)
        self.stdout.write(f"the journal is as it was written: {Seal.objects.count()} seals")
