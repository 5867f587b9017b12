"""The cases that lawyers write, and what they are told of a mistake."""

import subprocess
import sys
from pathlib import Path

import pytest

from sussidiario.regulation import casebook
from sussidiario.regulation.casebook import Case
from sussidiario.regulation.measures import MEASURES
from sussidiario.regulation.parameters import REGULATION, current

CASES, PROBLEMS = casebook.read()

WELL = """
- case: Buoni
  measure: emergency_food
  on: 2016-06-01
  facts: {report: true, helped_this_month: false, household_members: 1, monthly_income: 0}
  expect: {amount: 12_000}
  why: Una persona.
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.line}")
def test_the_regulation_answers_as_the_case_expects(case: Case) -> None:
    assert [wrong.what() for wrong in case.answered(current())] == []


def test_every_case_is_well_written_and_every_measure_has_some() -> None:
    assert PROBLEMS == []
    assert {case.measure for case in CASES} == set(MEASURES)


@pytest.fixture
def regulation(tmp_path: Path) -> Path:
    """A Regulation with the demonstration's figures and no case."""
    (tmp_path / "tables").symlink_to(REGULATION / "tables")
    (tmp_path / "cases").mkdir()
    return tmp_path


def told(regulation: Path, text: str) -> list[str]:
    (regulation / "cases/new.yaml").write_text(text, encoding="utf-8")
    return [f"{wrong.place}: {wrong.what()} {wrong.mend()}" for wrong in casebook.problems(regulation)]


def test_a_new_case_needs_no_python(regulation: Path) -> None:
    assert told(regulation, WELL) == []


@pytest.mark.parametrize(
    ("well", "wrong", "said"),
    [
        ("amount: 12_000", "amount: 13_000", "new.yaml:2: Il caso si aspetta «amount: 13000», ma il Regolamento dà 12000."),
        ("measure: emergency_food", "measure: emergency_fod", "new.yaml:3: «emergency_fod» non è una misura."),
        ("on: 2016-06-01", "on: 2016-06-31", "new.yaml:4: «2016-06-31» non è un giorno."),
        ("report: true", "raport: true", "new.yaml:5: «raport» non è un dato che questa misura chiede."),
        ("report: true", "report: 2", "new.yaml:5: «report» non può essere «2». Scrivi true o false."),
        ("household_members: 1", "household_members: 1.5", "new.yaml:5: «household_members» non può essere «1.5». Scrivi un numero intero."),
        ("household_members: 1", "household_members: true", "new.yaml:5: «household_members» non può essere «true». Scrivi un numero intero."),
        ("amount: 12_000", "food_is_fast: 1", "new.yaml:6: «food_is_fast» non si può aspettare."),
        ("  why: Una persona.\n", "", "new.yaml:2: Nel caso manca «why»."),
        ("why:", "because:", "new.yaml:7: Il campo «because» non esiste qui."),
        ("facts: {report: true, helped_this_month: false, household_members: 1, monthly_income: 0}", "facts: none", "new.yaml:5: «facts» deve contenere"),
        ("- case: Buoni", "- case: 'Buoni", "new.yaml:"),
        (WELL, "case: Buoni", "new.yaml:1: «new.yaml» deve essere un elenco."),
        (WELL, "- Buoni", "new.yaml:1: «case» deve contenere campi"),
    ],
)
def test_a_mistake_in_a_case_is_told_with_its_line(regulation: Path, well: str, wrong: str, said: str) -> None:
    assert said in [line[: len(said)] for line in told(regulation, WELL.replace(well, wrong))]


def test_the_page_for_lawyers_names_every_measure_fact_choice_and_formula() -> None:
    page = (REGULATION.parents[1] / "docs/regulation.md").read_text(encoding="utf-8")

    named = {name for measure in MEASURES.values() for name in (measure.key, *(formula.name for formula in measure.chain))}
    named |= {name for measure in MEASURES.values() for fact in measure.facts for name in (fact.name, *(value for value, _label in fact.choices))}
    assert {name for name in named if f"`{name}`" not in page} == set()


def test_the_example_of_the_page_for_lawyers_is_a_case_that_ships() -> None:
    page = (REGULATION.parents[1] / "docs/regulation.md").read_text(encoding="utf-8")

    assert "L'ISEE supera il limite di un centesimo" in page
    assert "L'ISEE supera il limite di un centesimo" in {case.name for case in CASES}


def test_the_command_tells_every_mistake_and_fails(regulation: Path) -> None:
    (regulation / "cases/new.yaml").write_text(WELL.replace("12_000", "12_001"), encoding="utf-8")
    command = [sys.executable, "-m", "sussidiario.regulation"]

    whole = subprocess.run(command, capture_output=True, text=True, check=False)
    wrong = subprocess.run([*command, str(regulation)], capture_output=True, text=True, check=False)

    assert (whole.returncode, whole.stderr) == (0, "")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("new.yaml:2: Il caso si aspetta «amount: 12001», ma il Regolamento dà 12000.")
