"""What docs/operations.md says is what there is."""

import re

from django.core.management import get_commands

from tests.architecture.house import ROOT

OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "config/settings.py").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading of the page."""
    found = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", OPERATIONS, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def test_every_setting_is_explained_and_no_other() -> None:
    read = set(re.findall(r'(?:environ\.get|_flag|_list|_secret)\(\s*"(\w+)"', SETTINGS))

    assert set(re.findall(r"^\| `(\w+)`", section("Settings"), re.MULTILINE)) == read


def test_every_command_is_listed_and_no_other() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith(("sussidiario.", "config"))}

    assert set(re.findall(r"^\| `sussidiario (\w+)`", section("Commands"), re.MULTILINE)) == ours


def test_every_folder_and_file_that_the_pages_link_to_is_there() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))]

    assert [f"{page.relative_to(ROOT)}: {link}" for page, link in links if not (page.parent / link).exists()] == []
