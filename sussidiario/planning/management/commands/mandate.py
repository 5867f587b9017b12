"""`sussidiario mandate check FILE` reads a mandate file and tells every mistake; `sussidiario mandate load FILE` also puts it in the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sussidiario.access import clock
from sussidiario.foundation.refusal import Refusal
from sussidiario.planning import actions
from sussidiario.planning.models import Mandate
from sussidiario.planning.rules import written


class Command(BaseCommand):
    """Check or load a mandate file."""

    help = "Check a mandate file, or load it in place of the mandate with the same key. The format: docs/mandate-format.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and the file."""
        parser.add_argument("verb", choices=["check", "load"])
        parser.add_argument(
            "file", nargs="?", type=Path, default=Path(settings.SUSSIDIARIO_MANDATE), help="a mandate file (default: the one the settings name)"
        )

    def handle(self, *_args: Any, verb: str, file: Path, **_options: Any) -> None:
        """
        Do what the verb says.

        :raises CommandError: if the file cannot be read or loaded, after telling every mistake in it.
        """
        try:
            content, _sha256 = actions.read(file)
            self.stdout.write(_summary(content))
            if verb == "load":
                self._load(file)
        except actions.Mistaken as mistaken:
            for line in mistaken.lines():
                self.stderr.write(line)
            raise CommandError(mistaken.message) from mistaken
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal

    def _load(self, file: Path) -> None:
        known = set(Mandate.objects.values_list("pk", "sha256"))
        mandate = actions.load(file, by=None, at=clock.now())
        self.stdout.write(_("Era già caricato: nulla è cambiato.") if (mandate.pk, mandate.sha256) in known else _("Caricato."))


def _summary(content: written.Mandate) -> str:
    return _("{title}: capitoli {chapters}, impegni {commitments}, risultati {results}, dati pubblicati {targets}.").format(
        title=content.title.it,
        chapters=len(content.chapters),
        commitments=sum(len(chapter.commitments) for chapter in content.chapters),
        results=sum(len(chapter.all_results()) for chapter in content.chapters),
        targets=len(content.targets()),
    )
