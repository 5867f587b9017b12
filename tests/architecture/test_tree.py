"""What may not be in any tracked file, what must be in the built package, and how migrations are named."""

import re
import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

from tests.architecture.house import ROOT, files, relative

TEXT = tuple(path for path in files() if path.suffix not in {".png", ".mo", ".ico", ".woff2", ".parquet", ".gz"})
MACHINE = re.compile(r"(^|[^A-Za-z0-9_.])/(" + "|".join(["wor" + "k", "far" + "m", "roo" + "t", "hom" + "e"]) + r")/", re.MULTILINE)
REGISTRIES = re.compile("|".join(re.escape(name) for name in ["pypi." + "org", "python" + "hosted", "npm" + "js.org", "deb." + "debian"]))


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert [str(relative(path)) for path in TEXT if MACHINE.search(path.read_text(encoding="utf-8"))] == []


def test_no_file_names_the_host_of_a_registry() -> None:
    assert [str(relative(path)) for path in TEXT if REGISTRIES.search(path.read_text(encoding="utf-8"))] == []


def test_who_installs_the_built_package_gets_templates_styles_and_the_english(tmp_path: Path) -> None:
    ours = [path for path in files() if relative(path).parts[0] in {"config", "sussidiario"}]
    for path in [*ours, ROOT / "pyproject.toml", ROOT / "README.md", ROOT / "LICENSE"]:
        copy = tmp_path / "tree" / relative(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)

    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(tmp_path / "tree")]
    subprocess.run(build, check=True)

    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as built:
        assert {str(relative(path)) for path in ours} - set(built.namelist()) == set()


def test_migrations_say_what_they_do_and_follow_one_another() -> None:
    paths = sorted(path for path in ROOT.glob("sussidiario/*/migrations/*.py") if path.stem != "__init__")

    assert [path.name for path in paths if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]*", path.stem) or "_auto_" in path.stem] == []
    for folder, here in groupby(paths, key=lambda path: path.parent):
        numbers = [int(path.stem[:4]) for path in here]
        assert numbers == list(range(1, len(numbers) + 1)), folder


def test_the_licence_is_the_affero_licence_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert text.split()[:6] == ["GNU", "AFFERO", "GENERAL", "PUBLIC", "LICENSE", "Version"]
    assert len(text.encode()) == 34523
