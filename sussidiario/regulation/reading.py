"""
How a YAML file is read so that what is wrong can be told with its line.

It gives mappings, lists, texts, whole numbers, booleans and nothing: days stay texts, and a decimal number is left as the text that was written.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sussidiario.regulation.problem import Problem, Wrong, problem

Lines = Mapping[str, int]
"""On which line each path begins: `income_support.yaml/isee_ceiling/values/2016-01-01`."""

_WHOLE = re.compile(r"[-+]?\d[\d_]*")
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


def read(folder: Path) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
    """Read every file of a folder: the trees by the files' names, the lines, and what could not be read."""
    tree: dict[str, Any] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    files = sorted(folder.glob("*.yaml"))
    for path in files:
        tree[path.stem], found, wrong = read_file(path)
        lines |= found
        problems += wrong
    if not files:
        problems.append(problem(str(folder), 1, Wrong.NO_FILES))
    return tree, lines, problems


def read_file(path: Path) -> tuple[Any, dict[str, int], list[Problem]]:
    """Read one file."""
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        return {}, lines, [problem(path.name, 1, Wrong.NOT_UTF8)]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return {}, lines, [problem(path.name, line, Wrong.SYNTAX, problem=error.problem or error.context or "")]
    except yaml.YAMLError as error:
        return {}, lines, [problem(path.name, 1, Wrong.SYNTAX, problem=error)]
    return _plain(node, path.name, path.name, lines, problems), lines, problems


def _plain(node: yaml.Node | None, at: str, file: str, lines: dict[str, int], problems: list[Problem]) -> Any:
    if node is None:
        return {}
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, f"{at}/{place}", file, lines, problems) for place, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, at, file, lines, problems)
    return _scalar(node)


def _mapping(node: yaml.MappingNode, at: str, file: str, lines: dict[str, int], problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, child in node.value:
        name = str(key.value)
        line = key.start_mark.line + 1
        if name in found:
            problems.append(problem(file, line, Wrong.FIELD_TWICE, field=name, first=lines[f"{at}/{name}"]))
        lines.setdefault(f"{at}/{name}", line)
        found[name] = _plain(child, f"{at}/{name}", file, lines, problems)
    return found


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    if getattr(node, "style", None) in {"'", '"', "|", ">"}:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    return int(text.replace("_", "")) if _WHOLE.fullmatch(text) else text
