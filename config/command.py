"""The `sussidiario` command: the same verbs as manage.py, under the product's own name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the verb on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)
