"""How formulas are written, and what they say of themselves."""

import ast
from datetime import date
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from sussidiario.regulation import columns, formulas
from sussidiario.regulation.assessing import assess, assess_many
from sussidiario.regulation.columns import simulate, system
from sussidiario.regulation.facts import ON as DAY
from sussidiario.regulation.formula import Formula
from sussidiario.regulation.measure import Condition
from sussidiario.regulation.measures import FACTS, FORMULAS, MEASURES, Asking
from sussidiario.regulation.parameters import current

ON = date(2016, 9, 1)
CONDITIONS = [condition for measure in MEASURES.values() for condition in measure.conditions]
MODULES = sorted(Path(formulas.__file__).parent.glob("*.py"))


class Alone(Asking):
    """A case in which every other formula answers 1: what is asked for is asked by this one."""

    def __getattr__(self, name: str) -> int:
        self.facts.add(name)
        return 1


def alone(formula: Formula) -> Alone:
    case = Alone()
    formula.compute(case, case)
    return case


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=lambda formula: formula.name)
def test_a_formula_reads_the_figures_it_says_and_no_others(formula: Formula) -> None:
    assert alone(formula).paths == {path for read in formula.reads for path in read.paths()}


@pytest.mark.parametrize("measure", MEASURES)
def test_a_chain_is_told_in_the_order_in_which_it_is_counted(measure: str) -> None:
    told: set[str] = {DAY}
    for formula in MEASURES[measure].chain:
        asked = alone(formula).facts
        assert asked - told <= FACTS.keys(), formula.name
        told.add(formula.name)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_asks_every_fact_that_its_formulas_need_and_no_more(measure: str) -> None:
    asked = {name for formula in MEASURES[measure].chain for name in alone(formula).facts} & FACTS.keys()

    assert asked == {fact.name for fact in MEASURES[measure].facts}


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.formula.name)
def test_a_reason_is_filled_by_facts_formulas_and_figures_that_exist(condition: Condition) -> None:
    named = {name for text in (condition.met, condition.unmet) for _text, name, _form, _conversion in Formatter().parse(text) if name}

    assert {name for name, read in condition.shows if read is None} <= FACTS.keys() | FORMULAS.keys()
    assert {name for name, _read in condition.shows} == named


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_formulas_have_no_fractions_and_no_turnings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    refused = (ast.If, ast.IfExp, ast.BoolOp, ast.Not, ast.Div, ast.For, ast.While)

    assert [ast.unparse(node) for function in functions for node in ast.walk(function) if isinstance(node, refused)] == []
    assert [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)] == []


def test_every_formula_and_figure_speaks() -> None:
    assert [formula.name for formula in FORMULAS.values() if not (formula.label and formula.words and formula.article)] == []


def test_a_name_means_one_thing() -> None:
    facts = {fact for measure in MEASURES.values() for fact in measure.facts}
    made = {id(formula) for measure in MEASURES.values() for formula in measure.chain}

    assert len(facts) == len(FACTS)
    assert len(made) == len(FORMULAS)
    assert FACTS.keys() & FORMULAS.keys() == set()


def test_columns_hold_more_than_two_thousand_million_cents() -> None:
    made = system(FACTS.values(), FORMULAS.values(), current().tree)
    rich = np.full(3, 10**10, dtype=np.int64)

    simulation = simulate(made, {"price": rich, "isee": rich, DAY: rich * 0}, 3, ON)

    assert simulation.calculate("copayment_share", columns.period(ON)).tolist() == [10**10] * 3
    assert made.variables["copayment_share"].dtype == np.int64


def test_openfisca_traces_the_chain_that_is_told() -> None:
    facts: dict[str, int | date] = {"isee": 1_200_000, "isee_valid_until": date(2017, 1, 15), "price": 45_000}
    made = system(FACTS.values(), FORMULAS.values(), current().tree)
    columns_of = {name: np.array([value]) for name, value in facts.items() if isinstance(value, int)}
    simulation = simulate(made, columns_of, 1, ON, trace=True)

    simulation.calculate("copayment_amount", columns.period(ON))

    answer = assess("service_copayment", facts, ON)
    traced = {name.partition("<")[0]: node["value"].item() for name, node in simulation.tracer.get_flat_trace().items()}
    read = {parameter.partition("<")[0] for node in simulation.tracer.get_flat_trace().values() for parameter in node["parameters"]}
    steps = [step for step in answer.chain if step.name in {"copayment_lowest", "copayment_way", "copayment_share", "copayment_amount"}]
    assert {step.name: step.value.number for step in steps} == {name: traced[name] for name in traced.keys() - FACTS.keys()}
    assert {used.path for step in steps for used in step.used} == read


def test_a_column_of_another_kind_or_length_is_refused() -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        assess_many("service_copayment", {"isee": np.array([-1])}, ON)
    with pytest.raises(ValueError, match="price has 1 rows of 2"):
        assess_many("service_copayment", {"isee": np.array([1, 2]), "price": np.array([1])}, ON)
    with pytest.raises(ValueError, match="isee is cents"):
        assess_many("service_copayment", {"isee": np.array([1.5])}, ON)
    with pytest.raises(ValueError, match="cause cannot be"):
        assess_many("blameless_arrears", {"cause": np.array(["laziness"])}, ON)


def test_no_cases_are_no_answers() -> None:
    assert len(assess_many("service_copayment", {}, ON)) == 0
