"""`sussidiario territory load FILE` writes the places of the municipality; `sussidiario territory close CODE` closes a civic centre."""

from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sussidiario.access import clock
from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Staff
from sussidiario.foundation.refusal import Refusal
from sussidiario.territory import actions, rules
from sussidiario.territory.models import CivicCentre


class Command(BaseCommand):
    """Write the places, or close one."""

    help = "Write the municipality, its neighbourhoods and its civic centres from a file, or close a civic centre. Who does it heads the service."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb, what it is about, and by whom."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="what is there already is left as it is")
        load.add_argument("file", type=Path, help="the format: docs/operations.md")
        close = verbs.add_parser("close", help="a civic centre, from a day")
        close.add_argument("code")
        close.add_argument("--on", type=date.fromisoformat, required=True, help="the first day it is closed: 2026-01-31")
        close.add_argument("--why", required=True)
        for each in (load, close):
            each.add_argument("--by", metavar="USERNAME", required=True)

    def handle(self, *_args: Any, verb: str, by: str, **options: Any) -> None:
        """
        Do what the verb says.

        :raises CommandError: if it cannot be done, after saying why.
        """
        at = clock.now()
        staff = Staff.objects.filter(username=by, is_active=True).first()
        if staff is None:
            message = f"nobody is called {by}"
            raise CommandError(message)
        try:
            if verb == "load":
                self._load(options["file"], actor(staff, on=clock.day(at), at=at), at)
            else:
                self._close(options["code"], options["on"], options["why"], actor(staff, on=clock.day(at), at=at), at)
        except (Refusal, NotAllowed) as refused:
            raise CommandError(str(refused)) from refused

    def _load(self, file: Path, by: Actor, at: datetime) -> None:
        try:
            places = rules.read(file.read_bytes())
        except rules.NotPlaces as wrong:
            for mistake in wrong.mistakes:
                self.stderr.write(f"{file}: {mistake}")
            message = "nothing was written"
            raise CommandError(message) from wrong
        except OSError as error:
            raise CommandError(str(error)) from error
        opened = actions.set_up(places, by=by, at=at)
        self.stdout.write(f"{places.municipality['name']}: {len(places.neighbourhoods)} neighbourhoods, {len(opened)} civic centres opened")

    def _close(self, code: str, on: date, why: str, by: Actor, at: datetime) -> None:
        centre = CivicCentre.objects.filter(code=code).first()
        if centre is None:
            message = f"no civic centre is called {code}"
            raise CommandError(message)
        actions.close_centre(centre, on=on, why=why, by=by, at=at)
        self.stdout.write(f"{centre.name}: closed from {on}")
