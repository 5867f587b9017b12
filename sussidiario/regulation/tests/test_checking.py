"""What whoever changes a figure is told of a mistake."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from openfisca_core.parameters import ParameterNode

from sussidiario.regulation import casebook, checking
from sussidiario.regulation.measures import ISEE_PATHS, MEASURES
from sussidiario.regulation.parameters import REGULATION, Mistaken, Parameters, current


@pytest.fixture
def regulation(tmp_path: Path) -> Path:
    """A copy of the demonstration's figures, to do harm in."""
    shutil.copytree(REGULATION / "tables", tmp_path / "tables")
    return tmp_path


def told(regulation: Path, file: str, well: str, wrong: str) -> list[str]:
    path = regulation / "tables" / file
    text = path.read_text(encoding="utf-8")
    assert well in text
    path.write_text(text.replace(well, wrong, 1), encoding="utf-8")
    try:
        Parameters.load(regulation)
    except Mistaken as mistaken:
        return [f"{problem.place}: {problem.what()} {problem.mend()}" for problem in mistaken.problems]
    return []


def test_the_figures_that_ship_are_well_written() -> None:
    assert current().check() == []


SUPPORT = "income_support.yaml"
COPAYMENT = "service_copayment.yaml"


@pytest.mark.parametrize(
    ("file", "well", "wrong", "said"),
    [
        (SUPPORT, "{value: 650_000}", "{value: 6500.00}", f"{SUPPORT}:13: Il valore deve essere un numero intero, non «6500.00». Scrivi solo cifre"),
        (SUPPORT, "{value: 650_000}", "{value: -1}", f"{SUPPORT}:13: Il valore non può essere negativo."),
        (SUPPORT, "{value: 650_000}", "{value: 650_000_000}", f"{SUPPORT}:13: 650000000 è troppo grande"),
        (SUPPORT, "{value: 650_000}", "650_000", f"{SUPPORT}:13: Manca il valore. Scrivi il giorno e il valore così: «2016-01-01: {{value: 650_000}}»."),
        (SUPPORT, "{value: 650_000}", "{value: 650_000, until: 3}", f"{SUPPORT}:13: Il campo «until» non esiste qui."),
        (SUPPORT, "2016-01-01: {value: 650_000}", "2016-13-01: {value: 650_000}", f"{SUPPORT}:13: «2016-13-01» non è un giorno."),
        (SUPPORT, "2016-01-01: {value: 650_000}", "2012-01-01: {value: 1}", f"{SUPPORT}:13: «2012-01-01» è già scritto alla riga 12."),
        (SUPPORT, "  confidence: invented\n", "", f"{SUPPORT}:12: In «income_support.isee_ceiling» manca «confidence»."),
        (SUPPORT, "confidence: invented", "confidence: certain", f"{SUPPORT}:6: «confidence» non può essere «certain»."),
        (SUPPORT, "unit: cents}", "units: cents}", f"{SUPPORT}:10: Il campo «units» non esiste qui."),
        (SUPPORT, "isee_ceiling:\n", "isee_limit:\n", f"{SUPPORT}:2: Manca «income_support.isee_ceiling», che la misura"),
        (SUPPORT, "isee_ceiling:\n", "isee_limit:\n", f"{SUPPORT}:8: Nessuna formula legge «income_support.isee_limit»."),
        (SUPPORT, "minor:\n", "children:\n", f"{SUPPORT}:27: Un parametro non può chiamarsi «children»."),
        (SUPPORT, "{2012-01-01: {value: 1}}, amount", "{2012-01-01: {value: 2}}, amount", f"{SUPPORT}:19: La prima fascia comincia da 2"),
        (
            SUPPORT,
            "{2012-01-01: {value: 3}}, amount",
            "{2012-01-01: {value: 2}}, amount",
            f"{SUPPORT}:21: Dal 2012-01-01 la fascia che comincia da 2 non viene",
        ),
        (SUPPORT, "{value: 98_000}", "{value: 70_000}", f"{SUPPORT}:21: Dal 2012-01-01 questa fascia (70000) dà meno della precedente (75000)"),
        (SUPPORT, "amount: {2012-01-01: {value: 4}}", "amount: {2012-01-01: {value: 7}}", f"{SUPPORT}:72: Dal 2012-01-01 questa fascia (7) dà più"),
        (SUPPORT, "{2012-01-01: {value: 7}}", "{2013-01-01: {value: 7}}", f"{SUPPORT}:25: Dal 2012-01-01 la fascia ha solo uno dei due"),
        (SUPPORT, "- {threshold: {2012-01-01: {value: 7}}, amount:", "- {begins: {2012-01-01: {value: 7}}, amount:", f"{SUPPORT}:25: Una fascia ha"),
        (SUPPORT, "by: isee, ", "", f"{SUPPORT}:70: In «income_support.months» manca «by»."),
        (SUPPORT, "by: isee, ", "by: income, ", f"{SUPPORT}:69: «by» non può essere «income»."),
        (SUPPORT, "description: Contributo", "description: 'Contributo", f"{SUPPORT}:"),
        (COPAYMENT, "{value: 2_400_000}", "{value: 400_000}", f"{COPAYMENT}:14: Dal 2015-01-01 il valore 400000 non è maggiore di"),
        (COPAYMENT, "above: service_copayment.lower_isee", "above: lower", f"{COPAYMENT}:14: «above» non può essere «lower»."),
    ],
)
def test_a_mistake_in_a_figure_is_told_with_its_line(regulation: Path, file: str, well: str, wrong: str, said: str) -> None:
    assert said in [line[: len(said)] for line in told(regulation, file, well, wrong)]


def test_a_file_in_another_encoding_is_told(regulation: Path) -> None:
    (regulation / "tables" / SUPPORT).write_bytes("description: perché".encode("latin-1"))

    with pytest.raises(Mistaken, match=r"income_support\.yaml:1: Il file non è scritto in UTF-8"):
        Parameters.load(regulation)


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(Mistaken, match="nessun file"):
        Parameters.load(tmp_path)


def test_a_regulation_may_leave_a_whole_measure_out(regulation: Path) -> None:
    (regulation / "tables/emergency_food.yaml").unlink()

    assert Parameters.load(regulation).check() == []


def test_a_draft_that_breaks_an_article_is_told() -> None:
    draft = current().changed("income_support.threshold[2]", 10, date(2017, 1, 1))

    assert [problem.what() for problem in draft.check()] == [
        "Dal 2017-01-01 questa fascia (10) dà meno della precedente (78500), ma l'articolo vuole che non scenda."
    ]


def test_a_draft_changes_one_figure_from_a_day_on_and_nothing_else() -> None:
    draft = current().changed("income_support.isee_ceiling", 1, date(2016, 1, 1))

    assert draft.at(date(2015, 12, 31))["income_support.isee_ceiling"] == 600_000
    assert draft.at(date(2016, 1, 1))["income_support.isee_ceiling"] == 1
    assert current().at(date(2016, 1, 1))["income_support.isee_ceiling"] == 650_000
    assert [path for path in draft.all if draft.all[path].values != current().all[path].values] == ["income_support.isee_ceiling"]
    assert draft.digest != current().digest
    with pytest.raises(KeyError):
        current().changed("income_support.isee_limit", 1, date(2016, 1, 1))


def test_the_names_that_openfisca_keeps_are_known() -> None:
    node = ParameterNode("", data={})

    kept = {name for name in (*dir(node), "values", "brackets") if not name.startswith("_")}
    assert kept - checking.BESIDE == checking.TAKEN


def test_every_figure_says_its_article_its_source_and_how_sure_it_is() -> None:
    said = [value for parameter in current().all.values() for value in parameter.values]

    assert [value for value in said if not (value.article and value.source and value.confidence)] == []
    assert {path.partition("[")[0] for path in current().all} == {*ISEE_PATHS, *(path for measure in MEASURES.values() for path in measure.paths)}


FILES = sorted((REGULATION / "tables").glob("*.yaml"))
JUNK = st.sampled_from(["null", "[]", "{}", "true", "-1", "2016-02-30", "1.5", "'", "- a", "? b", "*a", "!!int x", "\t", "values:", "metadata:", "brackets:"])


@settings(deadline=None, max_examples=40)
@given(path=st.sampled_from(FILES), data=st.data())
def test_whatever_is_spoilt_is_told_and_nothing_falls_over(path: Path, data: Any) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    begin, end = sorted(data.draw(st.tuples(*[st.integers(0, len(lines[place]))] * 2)))
    lines[place] = lines[place][:begin] + data.draw(JUNK) + lines[place][end:]

    with TemporaryDirectory() as folder:
        shutil.copytree(REGULATION / "tables", Path(folder) / "tables")
        (Path(folder) / "tables" / path.name).write_text("\n".join(lines), encoding="utf-8")
        found = casebook.problems(Path(folder))

    assert all(problem.line and problem.what() and problem.mend() for problem in found)
