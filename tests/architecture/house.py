"""Where the files of the house are, read once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOMAINS = tuple(sorted(path.parent.name for path in ROOT.glob("sussidiario/*/apps.py")))


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Every file of the tree that is not ignored, with one of these endings, or every file."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file() and (not endings or path.suffix in endings)))


@cache
def modules() -> tuple[Path, ...]:
    """Every module of ours that runs in the product: no tests, no migrations."""
    aside = {"tests", "migrations", "bench"}
    return tuple(path for path in files(".py") if relative(path).parts[0] in {"config", "sussidiario"} and aside.isdisjoint(relative(path).parts))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def relative(path: Path) -> Path:
    """A path as the tree says it."""
    return path.relative_to(ROOT)


def room(path: Path) -> str:
    """In which room of which domain a module stands: `people/actions`, also for a module inside a room that is a package."""
    parts = relative(path).with_suffix("").parts[1:]
    return "/".join(parts[:2])


def at(path: Path, node: ast.AST) -> str:
    """Where something was found, as an editor opens it."""
    return f"{relative(path)}:{getattr(node, 'lineno', 0)}"
