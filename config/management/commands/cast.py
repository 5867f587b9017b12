"""`sussidiario cast` says who can sign in to the invented city."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from sussidiario.access.demo import CAST, PASSWORD


class Command(BaseCommand):
    """Print the demo sign-ins."""

    help = "Print the sign-ins of the invented city, one for each role."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print them."""
        self.stdout.write(f"Sign in as one of these, with the password {PASSWORD}:")
        for member in CAST:
            self.stdout.write(f"  {member.username:22} {gettext(member.words)}")
