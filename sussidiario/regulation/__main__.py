"""`python -m sussidiario.regulation [FOLDER]` tells everything that is wrong with a Regulation: its figures, its cases, and what they do not agree on."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from sussidiario.regulation import casebook
from sussidiario.regulation.parameters import REGULATION


def main() -> int:
    """Check the folder; 1 if something has to be mended."""
    parser = ArgumentParser(prog="python -m sussidiario.regulation", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=REGULATION, help="a folder with tables/ and cases/ (default: the demonstration Regulation)")
    folder = parser.parse_args().folder
    problems = casebook.problems(folder)
    for problem in problems:
        sys.stderr.write(f"{problem.place}: {problem.what()} {problem.mend()}\n")
    sys.stdout.write(f"{folder}: {len(casebook.read(folder)[0])} casi letti, {len(problems)} cose da correggere.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
