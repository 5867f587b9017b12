"""`python -m bench NAME [--json]` runs one benchmark; `python -m bench all` runs them all and writes docs/benchmarks.md."""

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import django

from bench.result import Measure, Result

NAMES = ("search", "lists", "visibility", "account", "lightness", "acts", "regulation", "decisions", "payments")
PAGE = Path(__file__).resolve().parent.parent / "docs/benchmarks.md"


def main() -> int:
    """Run what was asked for; exit 1 if a claim does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=[*NAMES, "all"])
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--size", type=int, help="persons or acts behind the benchmark, instead of the size of its claim")
    options = parser.parse_args()
    os.environ.setdefault("SUSSIDIARIO_DEMO", "1")
    os.environ |= {"SUSSIDIARIO_MFA": "0", "SUSSIDIARIO_IDLE_MINUTES": "0", "SUSSIDIARIO_SESSION_HOURS": "0"}  # those who are measured never signed in
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    names = NAMES if options.name == "all" else (options.name,)
    results = {}
    for name in names:
        results[name] = _run(name, options.size)
        if not options.json:
            print("\n".join(_lines(name, results[name])), flush=True)
    if options.json:
        print(json.dumps({name: asdict(result) for name, result in results.items()}, indent=1))
    if options.name == "all":
        PAGE.write_text(_page(results), encoding="utf-8")
    return 0 if all(measure.holds for result in results.values() for measure in result.measures) else 1


def _run(name: str, size: int | None) -> Result:
    print(f"bench {name} ...", file=sys.stderr, flush=True)
    result: Result = import_module(f"bench.{name}").run(size)
    return result


def _lines(name: str, result: Result) -> list[str]:
    reported = [f"  {key}: {value}" for key, value in result.reported.items()]
    return [f"{name}: {import_module(f'bench.{name}').CLAIM}", *(f"  {_said(measure)}" for measure in result.measures), *reported]


def _said(measure: Measure) -> str:
    bound = f"at least {measure.at_least:g}" if measure.at_least is not None else f"at most {measure.at_most:g}" if measure.at_most is not None else "reported"
    verdict = "" if measure.at_least is None and measure.at_most is None else ", holds" if measure.holds else ", DOES NOT HOLD"
    return f"{measure.what}: {measure.ours:.4g} {measure.unit} against {measure.theirs:.4g} {measure.unit}: {measure.ratio:.4g} times ({bound}{verdict})"


def _page(results: dict[str, Result]) -> str:
    """Write the table of docs/benchmarks.md."""
    lines = [
        "# What we measured",
        "",
        f"Written by `make bench` on {platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        "Every row compares two things run in the same call, so that the ratio holds where the milliseconds do not.",
        "",
        "| benchmark | what | ours | against | ratio | claim | holds |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, result in results.items():
        for measure in result.measures:
            bound = f"≥ {measure.at_least:g}" if measure.at_least is not None else f"≤ {measure.at_most:g}" if measure.at_most is not None else "reported"
            lines.append(
                f"| {name} | {measure.what} | {measure.ours:.4g} {measure.unit} | {measure.theirs:.4g} {measure.unit} "
                f"| {measure.ratio:.4g} | {bound} | {'yes' if measure.holds else '**no**'} |"
            )
    for name, result in results.items():
        lines += ["", f"## {name}", "", import_module(f"bench.{name}").CLAIM, ""]
        lines += [f"- {key}: {value}" for key, value in result.reported.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
