"""`sussidiario journal`: `seal` what was written since, `verify` the book, `sweep` old readings, `rotate` the key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sussidiario.access import clock
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import archive
from sussidiario.journal.actions import rotate
from sussidiario.journal.models import ReadingSeal, Seal
from sussidiario.journal.sizes import take_sizes


class Command(BaseCommand):
    """Seal the journal, verify it, remove the readings whose time is over, change its key."""

    help = "Seal what was written since the last seal, verify the whole book, remove the readings that are no longer to be kept, or go over to a new key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb, and what a witness says."""
        parser.add_argument("verb", choices=["seal", "verify", "sweep", "rotate"])
        parser.add_argument("--witness", default="", metavar="CHAIN", help="verify: a chain that somebody outside wrote down, and the book must have")

    def handle(self, *_args: Any, verb: str, witness: str, **_options: Any) -> None:
        """
        Do what the verb says.

        :raises CommandError: if `verify` found anything wrong, after naming it all, or the key cannot be changed.
        """
        if verb == "verify":
            self._verify(witness)
        elif verb == "sweep":
            self._sweep()
        elif verb == "rotate":
            self._rotate()
        else:
            self._seal()

    def _seal(self) -> None:
        sealed = archive.seal(at=clock.now())
        words = f"seal {sealed.number}: acts {sealed.first}-{sealed.last} ({sealed.count}), chain {sealed.chain}" if sealed else "nothing to seal"
        self.stdout.write(words)
        if read := archive.seal_readings(at=clock.now()):
            self.stdout.write(f"readings' seal {read.number}: readings {read.first}-{read.last} ({read.count}), chain {read.chain}")
        take_sizes()

    def _sweep(self) -> None:
        removed = list(archive.sweep(at=clock.now()))
        for sealed in removed:
            self.stdout.write(f"readings' seal {sealed.number}: {sealed.count} readings removed, the latest of {sealed.until:%Y-%m-%d}")
        if not removed:
            self.stdout.write("nothing to remove")

    def _rotate(self) -> None:
        try:
            done = rotate(by=None, at=clock.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{done.joined} pseudonyms joined to earlier ones; {done.unknown} in the book belong to no record that is left")

    def _verify(self, witness: str) -> None:
        wrong = 0
        for finding in archive.verify(witness=witness):
            wrong += finding.wrong
            (self.stderr if finding.wrong else self.stdout).write(f"{finding.where}: {finding.what}")
        if wrong:
            message = f"{wrong} findings: the journal is not as it was written"
            raise CommandError(message)
        readings = f", {count} of readings" if (count := ReadingSeal.objects.count()) else ""
        self.stdout.write(f"the journal is as it was written: {Seal.objects.count()} seals{readings}")
