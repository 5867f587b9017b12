"""`sussidiario cast` says who can sign in to the invented city."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from sussidiario.access.demo import CAST, PASSWORD


class Command(BaseCommand):
    """Print the demo sign-ins."""

    help = "Print the sign-ins of the invented city, one for each role."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """
        Print them.

        :raises CommandError: outside a demo, where nobody is called so.
        """
        if not settings.DEMO:
            message = "these are the people of the invented city: set SUSSIDIARIO_DEMO=1"
            raise CommandError(message)
        self.stdout.write(f"Sign in as one of these, with the password {PASSWORD}:")
        for member in CAST:
            self.stdout.write(f"  {member.username:22} {gettext(member.words)}")
