"""`sussidiario mandate check|load`: what the operator reads."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sussidiario.journal.models import Act
from sussidiario.planning.models import Mandate
from sussidiario.planning.tests.sample import SAMPLE, changed

pytestmark = pytest.mark.django_db


def _said(*words: str | Path) -> str:
    out = StringIO()
    call_command("mandate", *map(str, words), stdout=out)
    return out.getvalue()


def test_checking_a_file_says_what_is_in_it_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(SAMPLE)

    said = _said("check", path)

    assert said == "Un mandato: capitoli 2, impegni 1, risultati 2, dati pubblicati 2.\n"
    assert not Mandate.objects.exists()


def test_the_mandate_of_the_settings_is_loaded_once() -> None:
    assert _said("load").splitlines()[1] == "Caricato."
    assert _said("load").splitlines()[1] == "Era già caricato: nulla è cambiato."
    assert Act.objects.filter(act="planning.mandate.loaded", by=None).count() == 1


def test_every_mistake_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    path, err = tmp_path / "sample.yaml", StringIO()
    path.write_bytes(changed("published: 30", "publised: 30"))

    with pytest.raises(CommandError, match="c'è 1 errore"):
        call_command("mandate", "load", str(path), stderr=err)

    assert err.getvalue() == f"{path}:29: Il campo «publised» non esiste in «target». Forse volevi scrivere «published».\n"
    assert not Mandate.objects.exists()


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Non riesco ad aprire"):
        _said("check", tmp_path / "manca.yaml")
