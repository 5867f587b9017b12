"""What may be written where, read from the syntax of the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import at, files, modules, relative, room, tree

WRITERS = {"actions", "demo"}
"""Rooms that write rows."""

KEEPERS = {"journal/archive", "journal/append_only"}
"""Modules that write the book's seals and its triggers."""

WRITES = {"save", "create", "delete", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "raw"}
STATEMENT = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE|COPY\s)", re.IGNORECASE)
FOUNDATIONS = {"foundation", "access", "journal", "ui"}
"""Packages that are not domains: they are there for all of them."""

DOORS = {"views", "forms", "urls", "api", "apps", "tests"}
"""Rooms of a domain that no other domain enters."""

SILENCED = re.compile(r"# (?:type: ignore\[|noqa\b)")
REASON = re.compile(r"# (?:type: ignore\[[\w, -]+\]  # |noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*  )\w")


def imported(path: Path) -> Iterator[tuple[ast.stmt, list[str]]]:
    """Every module of ours that a module imports, as its dotted parts without `sussidiario`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("sussidiario."):
                yield node, name.split(".")[1:]


def is_update_of_rows(call: ast.Call) -> bool:
    """Tell `queryset.update(state=...)` from `mapping.update(other)`: rows are updated by column."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "update" and not call.args and bool(call.keywords)


def writes(path: Path) -> Iterator[ast.AST]:
    """Calls and statements that write rows."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and (node.func.attr in WRITES or is_update_of_rows(node)):
            yield node
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
            yield node


def test_only_actions_write_rows() -> None:
    found = [at(path, node) for path in modules() if room(path).rpartition("/")[2] not in WRITERS and room(path) not in KEEPERS for node in writes(path)]

    assert found == []


def test_a_state_changes_only_in_an_action() -> None:
    found = [
        at(path, node)
        for path in modules()
        if room(path).rpartition("/")[2] not in WRITERS and not room(path).startswith("foundation/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store)
    ]

    assert found == []


def is_after(value: ast.expr, names: set[str]) -> bool:
    """Tell whether a value is `LIFE.after(...)`, or a name that was given it."""
    if isinstance(value, ast.Name):
        return value.id in names
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "after"


def assignments(function: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Every target in a function with the value it is given, tuples taken apart."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    yield from zip(target.elts, node.value.elts, strict=True)
                else:
                    yield target, node.value


def test_a_state_is_what_the_lifecycle_says_comes_after() -> None:
    found = []
    for path in modules():
        for function in ast.walk(tree(path)):
            if room(path).endswith("/actions") and isinstance(function, ast.FunctionDef):
                pairs = list(assignments(function))
                names = {target.id for target, value in pairs if isinstance(target, ast.Name) and is_after(value, set())}
                found += [
                    at(path, target) for target, value in pairs if isinstance(target, ast.Attribute) and target.attr == "state" and not is_after(value, names)
                ]

    assert found == []


def test_only_the_account_and_other_figures_read_figures_of_a_domain() -> None:
    found = [
        at(path, node)
        for path in modules()
        for node, parts in imported(path)
        if parts[1:2] == ["figures"] and not room(path).endswith("/figures") and room(path).partition("/")[0] not in {parts[0], "accountability"}
    ]

    assert found == []


def test_no_domain_enters_by_the_doors_of_another() -> None:
    found = [
        at(path, node)
        for path in modules()
        for node, parts in imported(path)
        if parts[0] not in FOUNDATIONS and parts[0] != room(path).partition("/")[0] and len(parts) > 1 and parts[1] in DOORS
    ]

    assert found == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    code = [path for path in files(".py", ".html", ".js", ".css") if "migrations" not in path.parts and "vendor" not in path.parts]

    assert {str(relative(path)): lines for path in code if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400} == {}


def test_no_room_is_called_by_a_word_that_says_nothing() -> None:
    nothing = {"utils", "common", "helpers", "services", "core", "misc", "base", "managers", "signals"}

    assert [str(relative(path)) for path in modules() if path.stem in nothing or path.parent.name in nothing] == []


def test_whatever_silences_a_checker_says_why() -> None:
    lines = [(path, number, line) for path in files(".py") for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]

    assert [f"{relative(path)}:{number}" for path, number, line in lines if SILENCED.search(line) and not REASON.search(line)] == []
