"""Pages work without a script of their own, and no template is left lying about."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

from tests.architecture.house import ROOT, files, relative

FOLDERS = tuple(sorted(ROOT.glob("sussidiario/*/templates")))
TEMPLATES = {str(path.relative_to(folder)): path for folder in FOLDERS for path in sorted(folder.rglob("*.*")) if path.is_file()}
COMMENT = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
}


def takes_the_place_of_another(name: str) -> bool:
    """Tell whether Django or an application would use a template of this name by itself."""
    if re.fullmatch(r"[45]\d\d\.html", name):
        return True
    places = [origin.name for loader in engines["django"].engine.template_loaders for origin in loader.get_template_sources(name)]  # type: ignore[attr-defined]  # the stubs know no engine
    return any(Path(place).is_file() and not Path(place).is_relative_to(ROOT / "sussidiario") for place in places)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.endswith(".html")])
def test_a_template_has_nothing_inline(name: str) -> None:
    text = COMMENT.sub("", TEMPLATES[name].read_text(encoding="utf-8"))

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


def test_every_template_is_used() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in files(".py", ".html", ".txt", ".svg")}
    unused = [
        name
        for name, path in TEMPLATES.items()
        if not takes_the_place_of_another(name) and not any(name in text for other, text in texts.items() if other != path)
    ]

    assert unused == []


def test_a_page_begins_from_one_of_the_bases() -> None:
    whole = [str(relative(path)) for path in TEMPLATES.values() if path.suffix == ".html" and "<html" in path.read_text(encoding="utf-8")]

    # The page for when nothing works may rest on nothing that could be what does not work.
    assert whole == ["sussidiario/ui/templates/500.html", "sussidiario/ui/templates/ui/base.html"]
