"""Whatever people read in Italian has its English, and the catalogue is in step with the pages."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

CATALOGUE = Path("sussidiario/locale/en/LC_MESSAGES/django.po")
COMPILED = CATALOGUE.with_suffix(".mo")
DATED = re.compile(r'^"(POT-Creation|PO-Revision)-Date:.*\n', re.MULTILINE)
COUNTED = re.compile(r"(\{\w+\}|%\(\w+\)s) (anni|appuntamenti|atti|caratteri|casi|cifre|giorni|mesi|minuti|ore|persone|posti|righe|scadenze|schede|volte)\b")
NEVER_ONE = (
    "Al massimo %(most)s righe.",  # a limit in the code, as the next three
    "Bastano poche parole, al massimo {number} caratteri.",
    "«{field}» è lungo {length} caratteri.",
    "Sono {count} righe: se ne esportano al massimo {most}.",
    "Ha {age} anni: dai 65 di solito si passa all'area «anziani».",  # of age, as the next two
    "Ha {age} anni: l'area «anziani» di solito è per chi ne ha almeno 65.",
    "Ha {age} anni: l'area «famiglia e minori» è per chi ne ha meno di 18.",
    "tra {days} giorni",  # in one day is tomorrow
)

needs_gettext = pytest.mark.skipif(shutil.which("xgettext") is None, reason="NO GETTEXT: install Debian's gettext")


def without_dates(catalogue: Path) -> str:
    return DATED.sub("", catalogue.read_text(encoding="utf-8"))


@needs_gettext
def test_the_catalogue_has_the_words_of_the_pages_and_no_others(tmp_path: Path) -> None:
    for name in ("config", "sussidiario"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "static", "tests"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    gather = [sys.executable, "manage.py", "makemessages", "--locale", "en", "--no-location", "--no-wrap", "--no-obsolete", "--verbosity", "0"]

    subprocess.run(gather, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}, check=True)

    assert without_dates(tmp_path / CATALOGUE) == without_dates(ROOT / CATALOGUE), "run `make words`, and translate what is new"


@needs_gettext
def test_every_word_has_its_english(tmp_path: Path) -> None:
    left = [
        subprocess.run(["msgattrib", *which, "--no-wrap", ROOT / CATALOGUE], check=True, capture_output=True, text=True).stdout
        for which in (["--untranslated"], ["--only-fuzzy"], ["--only-obsolete"])
    ]

    assert left == ["", "", ""]


@needs_gettext
def test_the_compiled_catalogue_is_that_catalogue(tmp_path: Path) -> None:
    subprocess.run(["msgfmt", "--check", "--output-file", tmp_path / "en.mo", ROOT / CATALOGUE], check=True)

    assert (tmp_path / "en.mo").read_bytes() == (ROOT / COMPILED).read_bytes(), "run `make words`"


def test_what_is_counted_has_words_for_one() -> None:
    entries = (ROOT / CATALOGUE).read_text(encoding="utf-8").split("\n\n")
    written = [found[1] for entry in entries if (found := re.search(r'^msgid "(.*)"\nmsgstr', entry, re.MULTILINE))]

    assert sorted(words for words in written if COUNTED.search(words)) == sorted(NEVER_ONE)
