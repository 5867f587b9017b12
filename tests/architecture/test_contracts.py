import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

FLOW = "Data flows one way, from the person at the desk to the public figure"
ROOMS = "Every domain has the same rooms, and they open one way"
PURE = "Rules, lifecycles and the foundation are plain Python"
BLIND = "The public account sees acts and figures, never people"
ACYCLIC = "No package imports itself by a roundabout way"
EVERY = {FLOW, ROOMS, PURE, BLIND, ACYCLIC}


def verdicts(folder: Path) -> dict[str, str]:
    """Ask import-linter about the tree in `folder`: each contract, KEPT or BROKEN."""
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False)
    found = dict(re.findall(r"^(\S.*?) (KEPT|BROKEN)\b", ran.stdout, re.MULTILINE))
    assert found, ran.stdout + ran.stderr
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tree, to do harm in."""
    for name in ("config", "sussidiario"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "static", "templates"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    assert verdicts(ROOT) == dict.fromkeys(EVERY, "KEPT")


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        (FLOW, "sussidiario/dossier/apps.py", "import sussidiario.accountability.apps"),
        (FLOW, "sussidiario/archipelago/__init__.py", ""),
        (ROOMS, "sussidiario/people/api.py", "import sussidiario.people.views"),
        (ROOMS, "sussidiario/casework/services.py", ""),
        (PURE, "sussidiario/people/lifecycle.py", "from django.db import models"),
        (PURE, "sussidiario/foundation/period.py", "import duckdb"),
        (PURE, "sussidiario/regulation/formula.py", "from django.utils import timezone"),
        (BLIND, "sussidiario/accountability/apps.py", "import sussidiario.people.models"),
        (BLIND, "sussidiario/accountability/apps.py", "import sussidiario.casework.apps"),
        (ACYCLIC, "sussidiario/journal/models.py", "import sussidiario.journal.actions"),
    ],
)
def test_a_violation_breaks_that_contract_and_no_other(copy: Path, contract: str, module: str, line: str) -> None:
    path = copy / module
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as written:
        written.write(f"\n{line}\n")

    found = verdicts(copy)

    assert {name for name, verdict in found.items() if verdict == "BROKEN"} == {contract}
