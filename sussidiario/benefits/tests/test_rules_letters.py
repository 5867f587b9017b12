"""What the letters say, and how they write amounts, days and reasons."""

import re
from datetime import date

import pytest
from hypothesis import given, strategies as st

from sussidiario.benefits.lifecycle import PaidBy, Wording
from sussidiario.benefits.rules import deciding, letters as rules
from sussidiario.benefits.rules.plans import months_from
from sussidiario.benefits.tests.town import POOR, RICH, TODAY

POOR_ANSWER = deciding.assessed("income_support", deciding.kept("income_support", POOR), TODAY)
RICH_ANSWER = deciding.assessed("income_support", deciding.kept("income_support", RICH), TODAY)


@pytest.mark.parametrize("wording", Wording)
def test_a_letter_as_it_comes_uses_its_fields_and_no_others(wording: Wording) -> None:
    named = {name for block in rules.WORDS[wording] for name in re.findall(r"\{\{ (\w+) \}\}", block.text)}
    lists = {block.text for block in rules.WORDS[wording] if block.style == "several"}

    assert rules.unknown(wording, named | lists) == []
    assert {field.name for field in rules.FIELDS[wording] if field.is_list} == lists
    assert {field.name for field in rules.FIELDS[wording]} == named | lists


@pytest.mark.parametrize("wording", Wording)
def test_a_letter_has_one_title_and_an_example_of_every_field(wording: Wording) -> None:
    assert [block.style for block in rules.WORDS[wording]].count("title") == 1
    assert all(rules.samples(wording).values())


def test_the_letter_of_a_refusal_names_both_appeals_and_their_days() -> None:
    words = " ".join(block.text for block in rules.WORDS[Wording.REFUSAL])

    assert "entro 60 giorni" in words
    assert "entro 120 giorni" in words
    assert "d.lgs. 104/2010, art. 29" in words
    assert "d.P.R. 1199/1971, art. 9" in words
    assert "legge 241/1990, art. 3" in words


def test_days_and_amounts_are_written_as_people_do() -> None:
    assert rules.day(date(2016, 12, 1)) == "1º dicembre 2016"
    assert rules.day(date(2016, 10, 3)) == "3 ottobre 2016"
    months = months_from(date(2016, 11, 1), 4)
    assert rules.amount(dict.fromkeys(months, 48_000), monthly=True) == "480,00 € al mese per 4 mesi"
    assert rules.amount({months[0]: 48_000}, monthly=True) == "480,00 € per un mese"
    assert rules.amount({months[0]: 48_000}, monthly=False) == "480,00 €"
    revised = dict(zip(months, (48_000, 40_000, 40_000, 40_000), strict=True))
    assert rules.amount(revised, monthly=True) == "480,00 € per un mese, poi 400,00 € al mese per 3 mesi"
    assert rules.which(2, 4, date(2016, 12, 1)) == "la rata 2 di 4 (dicembre 2016)"
    assert rules.which(1, 1, date(2016, 12, 1)) == "l'intero contributo"
    assert rules.due(48_000, date(2016, 11, 27)) == "480,00 € dal 27 novembre 2016"
    assert rules.due(48_000, date(2016, 11, 27), "iscriversi") == "480,00 € dal 27 novembre 2016, quando è rispettata la condizione: iscriversi"
    assert rules.when(None, date(2016, 11, 27)) == "è in corso: il denaro arriva dal 27 novembre 2016"
    assert rules.when(date(2016, 11, 28), date(2016, 11, 27)) == "è stato eseguito il 28 novembre 2016"
    assert rules.asked("Iscriversi", date(2016, 12, 1)) == "Iscriversi, entro il 1º dicembre 2016"


def test_of_an_account_a_letter_says_only_the_end() -> None:
    assert rules.way(PaidBy.TRANSFER, "IT60X0542811101000000123456") == "con bonifico sul conto che finisce con 3456"
    assert rules.way(PaidBy.CASH, "") == "in contanti, alla tesoreria comunale"


def test_the_reasons_of_the_regulation_have_their_articles_and_are_said_once() -> None:
    article = "L'ISEE di 6.500,01 € supera il limite di 6.500,00 €. (Regolamento dimostrativo, art. 11 c. 1)"

    assert rules.reasons(RICH_ANSWER, deciding.against(RICH_ANSWER)) == (article,)
    assert rules.reasons(RICH_ANSWER, "Ha già un altro aiuto.") == ("Ha già un altro aiuto.", article)
    assert rules.reasons(POOR_ANSWER, "Ha già un altro aiuto.") == ("Ha già un altro aiuto.",)
    assert rules.reasons(None, "Ha già un altro aiuto.") == ("Ha già un altro aiuto.",)


@given(st.text(max_size=300), st.text(max_size=20))
def test_a_subject_fits_in_the_register(measure: str, application: str) -> None:
    assert 0 < len(rules.subject(Wording.GRANT, measure=measure, application=application)) <= 200
