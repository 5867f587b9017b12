import json
import subprocess
import sys
from datetime import date

import pytest

from sussidiario.regulation.assessing import assess
from sussidiario.regulation.assessment import Assessment
from sussidiario.regulation.facts import Given

ON = date(2016, 5, 3)
FAMILY: dict[str, Given] = {
    "resident": True,
    "isee": 500_000,
    "isee_valid_until": date(2017, 1, 15),
    "household_members": 3,
    "minors": 1,
    "monthly_income": 40_000,
    "rent": 30_000,
}


def test_a_family_within_the_limits_is_granted_what_it_lacks_up_to_the_ceiling() -> None:
    answer = assess("income_support", FAMILY, ON)

    assert (answer.granted, answer.amount, answer.months, answer.total) == (True, 48_000, 4, 192_000)
    assert [reason.met for reason in answer.reasons] == [True, True, True, True]


def test_a_refusal_says_why_and_gives_nothing() -> None:
    answer = assess("income_support", FAMILY | {"isee": 650_001}, ON)

    assert (answer.granted, answer.amount, answer.months, answer.total) == (False, 0, 0, 0)
    assert [reason.words() for reason in answer.reasons if not reason.met] == ["L'ISEE di 6.500,01 € supera il limite di 6.500,00 €."]


def test_what_is_missing_is_told_and_nothing_is_granted() -> None:
    answer = assess("income_support", {"resident": True, "isee": 500_000}, ON)

    assert answer.missing == ("isee_valid_until", "household_members", "monthly_income")
    assert not answer.granted
    assert [step.name for step in answer.chain] == ["support_rent", "support_months", "support_is_resident", "support_isee_is_low"]


def test_before_the_decree_the_contribution_is_not_there() -> None:
    answer = assess("blameless_arrears", {}, date(2014, 7, 13))

    assert [reason.words() for reason in answer.reasons] == ["Il 13/07/2014 questo contributo non è previsto dal Regolamento."]


def test_an_assessment_comes_back_whole_from_a_column_of_json() -> None:
    answer = assess("income_support", FAMILY, ON)

    assert Assessment.from_json(json.loads(json.dumps(answer.as_json()))) == answer


def test_a_fact_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="isee is cents"):
        assess("income_support", FAMILY | {"isee": "many"}, ON)


def test_one_case_is_assessed_without_fetching_openfisca() -> None:
    said = "from sussidiario.regulation import assessing; import datetime, sys"
    case = "assessing.assess('income_support', {}, datetime.date(2016, 5, 3)); sys.exit('openfisca_core' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", f"{said}; {case}"], check=False).returncode == 0
