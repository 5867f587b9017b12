"""`sussidiario access` keeps the door: forgets the old history, opens an account closed to guessing, takes away a lost second factor."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sussidiario.access import clock
from sussidiario.access.actions import entrance
from sussidiario.access.models import Staff


class Command(BaseCommand):
    """The history of the entrances, locked accounts, lost telephones."""

    help = "Forget the old history of the entrances; open an account that guessing closed; take away a second factor that was lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and whom it is about."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("sweep", help="forget entrances older than twelve months, guesses of yesterday, sessions that are over")
        for verb, what in (
            ("unlock", "listen again to an account closed for too many wrong answers"),
            ("reset", "take away the second factor, and end the sessions"),
        ):
            verbs.add_parser(verb, help=what).add_argument("username")

    def handle(self, *_args: Any, verb: str, username: str = "", **_options: Any) -> None:
        """
        Do what the verb says.

        :raises CommandError: if there is no such account.
        """
        if verb == "sweep":
            self.stdout.write(f"{entrance.sweep(at=clock.real())} lines of history forgotten")
            return
        try:
            staff = Staff.objects.get(username=username)
        except Staff.DoesNotExist as missing:
            raise CommandError(str(missing)) from missing
        if verb == "unlock":
            entrance.settle(username)
            self.stdout.write(f"{username} is listened to again")
        else:
            entrance.forget_second_factors(staff)
            self.stdout.write(f"{username} sets up a second factor at the next sign-in; {entrance.end_sessions(staff)} sessions ended")
