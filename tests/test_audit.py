"""The audit of what we depend on never passes in silence what it could not ask."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

GOOD = {"name": "django", "version": "5.2.19", "vulns": []}
BAD = {"name": "jam", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "ours", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        ([GOOD], 0, ""),
        ([GOOD, BAD], 1, "!!! jam 1.0: PYSEC-1, mended in 1.1"),
        ([GOOD, UNKNOWN], 0, "!!! NOT AUDITED, unknown to the database of known flaws: ours"),
        ([UNKNOWN, UNKNOWN], 0, "!!! AUDIT SKIPPED"),
        (None, 0, "!!! AUDIT SKIPPED"),
    ],
    ids=["nothing found", "a flaw", "one unknown", "all unknown", "no network"],
)
def test_it_fails_for_a_flaw_and_is_loud_where_it_could_not_ask(tmp_path: Path, answer: list[object] | None, code: int, said: str) -> None:
    report = json.dumps({"dependencies": answer})
    fake = tmp_path / "pip-audit"
    writes = f"open(sys.argv[sys.argv.index('--output') + 1], 'w').write({report!r})" if answer is not None else "sys.exit('no network')"
    fake.write_text(f"#!{sys.executable}\nimport sys\n{writes}\n", encoding="utf-8")
    fake.chmod(0o755)

    ran = subprocess.run([sys.executable, ROOT / ".ci/audit"], env=os.environ | {"PIP_AUDIT": str(fake)}, capture_output=True, text=True, check=False)

    assert ran.returncode == code
    assert ran.stderr.startswith(said)
    assert bool(ran.stderr) == bool(said)


def test_without_the_program_it_says_so(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / ".ci/audit"], env=os.environ | {"PIP_AUDIT": str(tmp_path / "none")}, capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stderr.startswith("!!! AUDIT SKIPPED")) == (0, True)
