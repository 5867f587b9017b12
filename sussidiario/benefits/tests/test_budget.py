"""Measures and the money for them: opened, changed, closed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sussidiario.access.decision import NotAllowed
from sussidiario.access.rules import Role
from sussidiario.benefits.actions import awards, budget, measures
from sussidiario.benefits.lifecycle import Macro, MeansTest
from sussidiario.benefits.models import Award, BudgetLine, Commitment, Document, Incompatibility, Instalment, Level, Measure
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, EXECUTIVE, HEAD, NOVEMBER, TODAY, Place
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act

Together = Callable[..., list[Any]]


def opened(place: Place, key: str = "utilities", **more: Any) -> Measure:
    told: dict[str, Any] = {
        "name": "Contributo utenze",
        "siuss_code": "A1.07",
        "siuss_name": "",
        "means_test": MeansTest.ISEE,
        "macro": Macro.INCLUSION,
        "area": Area.ADULTS,
        "monthly": False,
        "of_household": True,
        "from_on": TODAY,
    }
    return measures.open_measure(key=key, **(told | more), by=place.act_as(HEAD), at=AT)


def changed(place: Place, measure: Measure, **more: Any) -> Measure:
    told: dict[str, Any] = {
        "siuss_code": measure.siuss_code,
        "siuss_name": measure.siuss_name,
        "urgent_cap": 0,
        "papers": [],
        "against": [],
        "why": "delibera 4",
    }
    return measures.change_measure(measure, **(told | more), by=place.act_as(HEAD), at=AT)


def test_a_fund_and_its_line_are_opened_by_who_keeps_the_accounts(place: Place) -> None:
    by = place.act_as(ACCOUNTANT)

    fund = budget.open_fund(key="regione", name="Fondo regionale", source="Regione Lombardia", by=by, at=AT)
    line = budget.open_line(fund, year=2017, chapter="1203", measures=[place.arrears], amount=500_000, by=by, at=AT)

    assert (line.left, list(line.measures.all())) == (500_000, [place.arrears])
    assert list(Act.objects.order_by("pk").values_list("act", "amount")) == [("benefits.fund.opened", None), ("benefits.line.opened", 500_000)]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("chapter", {"chapter": " "}), ("measures", {"measures": []}), ("amount", {"amount": 0}), ("chapter", {"chapter": "1101", "year": 2016})],
)
def test_a_line_that_says_nothing_or_twice_the_same_is_refused(place: Place, field: str, wrong: dict[str, Any]) -> None:
    place.line(100)
    told: dict[str, Any] = {"year": 2017, "chapter": "1203", "measures": [place.arrears], "amount": 100}

    with pytest.raises(Refusal) as refused:
        budget.open_line(place.fund, **(told | wrong), by=place.act_as(ACCOUNTANT), at=AT)

    assert refused.value.field == field


def test_two_funds_are_not_called_the_same(place: Place) -> None:
    with pytest.raises(Refusal, match="già un fondo"):
        budget.open_fund(key="comune", name="Altro", source="Comune", by=place.act_as(ACCOUNTANT), at=AT)


@pytest.mark.parametrize("username", [HEAD, EXECUTIVE])
def test_nobody_else_touches_the_budget(place: Place, username: str) -> None:
    line = place.line(100)

    with pytest.raises(NotAllowed):
        budget.change_line(line, amount=200, measures=[place.income], why="variazione", by=place.act_as(username), at=AT)


def test_a_line_is_never_brought_below_what_is_promised(place: Place) -> None:
    line = place.line(100_000)
    place.granted(amount=20_000, months=1)

    with pytest.raises(Refusal, match="già impegnati 200,00") as refused:
        budget.change_line(line, amount=19_999, measures=[place.income], why="variazione", by=place.act_as(ACCOUNTANT), at=AT)
    changed = budget.change_line(line, amount=20_000, measures=[place.income], why="variazione", by=place.act_as(ACCOUNTANT), at=AT)

    assert (refused.value.field, changed.left) == ("amount", 0)
    assert (Act.objects.get().amount, Act.objects.get().why) == (-80_000, "variazione")


def test_the_database_refuses_a_line_that_promises_more_than_there_is(place: Place) -> None:
    line = place.line(100)

    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(committed=101)


def test_a_measure_is_opened_with_its_papers_and_what_it_does_not_go_with(place: Place) -> None:
    measure = opened(place, papers=["Bolletta", " Bolletta ", "", "Documento"], against=[place.income])

    assert list(measure.required.order_by("pk").values_list("what", flat=True)) == ["Bolletta", "Documento"]
    assert list(Measure.objects.not_going_with(measure.pk)) == [place.income]
    assert list(Measure.objects.not_going_with(place.income.pk)) == [measure]
    assert (measure.siuss_name, Act.objects.get().measure) == ("Contributo utenze", "utilities")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", {"name": ""}),
        ("siuss_code", {"siuss_code": " "}),
        ("siuss_code", {"siuss_code": "A1.0"}),
        ("siuss_code", {"siuss_code": "A1.05.01.02"}),
        ("siuss_name", {"siuss_name": "Contribut"}),
        ("siuss_name", {"siuss_name": "C" * 201}),
        ("siuss_name", {"name": "Bollette", "siuss_name": " "}),
        ("formula", {"formula": "astrology"}),
    ],
)
def test_a_measure_must_be_rightly_said(place: Place, field: str, wrong: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        opened(place, **wrong)

    assert refused.value.field == field


def test_the_shortest_and_the_longest_that_the_register_takes_are_taken(place: Place) -> None:
    short = opened(place, "short", siuss_code="A1.07", siuss_name="C" * 10)
    long = opened(place, "long", siuss_code="A1.05.01.X", siuss_name="C" * 200)

    assert (len(short.siuss_code), len(short.siuss_name), len(long.siuss_code), len(long.siuss_name)) == (5, 10, 10, 200)


@pytest.mark.parametrize(("field", "wrong"), [("siuss_code", {"siuss_code": "A1"}), ("siuss_name", {"siuss_name": "Aiuto"}), ("why", {"why": " "})])
def test_how_the_register_knows_a_measure_is_mended_as_it_is_opened(place: Place, field: str, wrong: dict[str, str]) -> None:
    measure = opened(place)

    with pytest.raises(Refusal) as refused:
        changed(place, measure, **wrong)
    mended = changed(place, measure, siuss_code=" A1.05.01 ", siuss_name=" Contributi per l'affitto ")

    assert refused.value.field == field
    assert (mended.siuss_code, mended.siuss_name) == ("A1.05.01", "Contributi per l'affitto")
    assert Act.objects.latest("pk").detail == {"siuss_code": "A1.05.01"}


def test_two_measures_are_not_called_the_same(place: Place) -> None:
    with pytest.raises(Refusal, match="già una misura"):
        opened(place, "income")


def test_a_paper_that_is_asked_for_no_more_stays_on_the_requests_it_was_asked_for(place: Place) -> None:
    measure = opened(place, papers=["Bolletta"])
    application = place.proposed(measure=measure)
    Document.objects.create(application=application, required=measure.required.get(), what="Bolletta", asked_on=TODAY)

    changed(place, measure, urgent_cap=10_000, papers=["Contratto"])

    assert list(measure.required.values_list("what", flat=True)) == ["Contratto"]
    assert (Document.objects.get().what, Document.objects.get().required) == ("Bolletta", None)


def test_what_goes_together_from_now_on_is_no_longer_declared(place: Place) -> None:
    measure = opened(place, against=[place.income])

    changed(place, measure, against=[place.arrears, measure])

    assert [(each.one, each.other) for each in Incompatibility.objects.all()] == [(place.arrears, measure)]


def test_a_measure_is_closed_once_and_after_it_began(place: Place) -> None:
    measure = opened(place)

    with pytest.raises(Refusal, match="si chiude dopo"):
        measures.close_measure(measure, on=TODAY, why="delibera 5", by=place.act_as(HEAD), at=AT)
    closed = measures.close_measure(measure, on=date(2016, 12, 1), why="delibera 5", by=place.act_as(HEAD), at=AT)
    with pytest.raises(Refusal, match="già chiusa"):
        measures.close_measure(measure, on=date(2016, 12, 2), why="delibera 6", by=place.act_as(HEAD), at=AT)

    assert closed not in Measure.objects.offered(date(2016, 12, 1))
    assert closed in Measure.objects.offered(TODAY)


def test_thresholds_grow_with_their_level_and_are_set_by_who_is_not_bound_by_them(place: Place) -> None:
    by = place.act_as(EXECUTIVE)
    measures.set_level(number=2, above=1_000_000, role=Role.EXECUTIVE, why="delibera 9", by=by, at=AT)

    with pytest.raises(Refusal, match="crescono"):
        measures.set_level(number=1, above=1_000_000, role=Role.EXECUTIVE, why="delibera 9", by=by, at=AT)
    measures.set_level(number=1, above=500_000, role=Role.EXECUTIVE, why="delibera 9", by=by, at=AT)
    measures.set_level(number=1, above=600_000, role=Role.EXECUTIVE, why="delibera 10", by=by, at=AT)
    with pytest.raises(NotAllowed):
        measures.set_level(number=1, above=9_000_000, role=Role.EXECUTIVE, why="comodo", by=place.act_as(HEAD), at=AT)

    assert list(Level.objects.order_by("number").values_list("number", "above")) == [(1, 600_000), (2, 1_000_000)]


class TestTogether:
    @pytest.fixture
    def place(self, transactional_db: None) -> Place:
        return Place()

    def test_a_line_cut_while_it_is_spent_never_promises_more_than_it_holds(self, place: Place, together: Together) -> None:
        line = place.line(100_000)
        requests = [place.proposed(place.person("Persona", f"Numero {index}")) for index in range(8)]
        payee, head, accountant = place.payee(), place.act_as(HEAD), place.act_as(ACCOUNTANT)

        def grant(index: int) -> Award:
            with transaction.atomic():
                return awards.create(requests[index], amount=15_000, months=1, from_month=NOVEMBER, payee=payee, by=head, at=AT)

        def cut() -> BudgetLine:
            return budget.change_line(line, amount=50_000, measures=[place.income], why="variazione", by=accountant, at=AT)

        results = together(*(lambda index=index: grant(index) for index in range(8)), cut)

        line.refresh_from_db()
        made = [result for result in results if isinstance(result, Award)]
        assert all(isinstance(result, Award | BudgetLine | Refusal) for result in results)
        assert line.committed == len(made) * 15_000 == sum(Commitment.objects.values_list("amount", flat=True))
        assert line.committed <= line.amount
        assert Instalment.objects.count() == len(made)

    def test_a_line_is_right_after_awards_are_made_revised_and_revoked_at_once(self, place: Place, together: Together) -> None:
        line = place.line(120_000)
        there = [place.granted(place.proposed(place.person("Chi", f"Ha {index}")), amount=10_000, months=1) for index in range(6)]
        requests = [place.proposed(place.person("Chi", f"Chiede {index}")) for index in range(6)]
        payee, head = place.payee(), place.act_as(HEAD)

        def grant(index: int) -> Award:
            with transaction.atomic():
                return awards.create(requests[index], amount=15_000, months=1, from_month=NOVEMBER, payee=payee, by=head, at=AT)

        results = together(
            *(lambda index=index: grant(index) for index in range(6)),
            *(lambda award=award: awards.revoke(award, from_month=NOVEMBER, why="trasferito", by=head, at=AT) for award in there[:3]),
            *(lambda award=award: awards.revise(award, amount=20_000, from_month=NOVEMBER, why="di più", by=head, at=AT) for award in there[3:]),
        )

        line.refresh_from_db()
        assert all(isinstance(result, Award | Refusal) for result in results), results
        owed = sum(Instalment.objects.exclude(state="cancelled").values_list("amount", flat=True))
        assert line.committed == sum(Commitment.objects.values_list("amount", flat=True)) == owed <= line.amount
