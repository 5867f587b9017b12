"""What is granted takes its months and its money, or is not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from pytest_django import DjangoAssertNumQueries

from sussidiario.benefits.actions import awards
from sussidiario.benefits.models import Award, BudgetLine, Commitment, Instalment, Slot
from sussidiario.benefits.rules.plans import Asked
from sussidiario.benefits.tests.place import AT, HEAD, NOVEMBER, Place
from sussidiario.foundation.refusal import Refusal

Together = Callable[..., list[Any]]


def test_what_is_monthly_is_paid_on_its_day_with_the_money_of_the_year_it_falls_due_in(place: Place) -> None:
    this, following = place.line(100_000), place.line(100_000, year=2017)

    award = place.granted(amount=10_000, months=4)

    assert list(award.instalments.in_order().values_list("number", "month", "due_on", "commitment__line", "state")) == [
        (1, date(2016, 11, 1), date(2016, 11, 27), this.pk, "planned"),
        (2, date(2016, 12, 1), date(2016, 12, 27), this.pk, "planned"),
        (3, date(2017, 1, 1), date(2017, 1, 27), following.pk, "planned"),
        (4, date(2017, 2, 1), date(2017, 2, 27), following.pk, "planned"),
    ]
    assert [(line.committed, line.left) for line in BudgetLine.objects.order_by("year")] == [(20_000, 80_000), (20_000, 80_000)]
    assert list(Commitment.objects.order_by("year").values_list("year", "number", "amount")) == [(2016, 1, 20_000), (2017, 1, 20_000)]


def test_what_is_one_sum_is_due_at_once(place: Place) -> None:
    place.line(100_000)

    award = place.granted(place.proposed(measure=place.arrears), amount=30_000, months=1)

    assert list(award.instalments.values_list("due_on", "amount")) == [(date(2016, 11, 15), 30_000)]


def test_what_waits_for_a_condition_is_held(place: Place) -> None:
    place.line(100_000)
    asked = [Asked("Iscrizione al centro per l'impiego", date(2016, 12, 10))]

    award = place.granted(amount=10_000, months=2, conditions=asked)

    assert list(award.instalments.in_order().values_list("state", "condition__what")) == [("planned", None), ("held", asked[0].what)]


def test_two_lines_pay_together_when_neither_is_enough(place: Place) -> None:
    place.line(15_000)
    place.line(15_000, chapter="1102")

    award = place.granted(amount=10_000, months=2)

    assert sorted(award.instalments.values_list("commitment__line__chapter", flat=True)) == ["1101", "1102"]


def test_a_line_is_never_overspent(place: Place) -> None:
    line = place.line(15_000)

    with pytest.raises(Refusal, match="restano 150,00") as refused:
        place.granted(amount=10_000, months=2)

    line.refresh_from_db()
    assert (refused.value.field, line.committed, Award.objects.count(), Slot.objects.count()) == ("amount", 0, 0, 0)


def test_a_year_without_a_line_pays_nothing(place: Place) -> None:
    place.line(100_000)

    with pytest.raises(Refusal, match="Nessun capitolo di spesa del 2017"):
        place.granted(amount=10_000, months=4)


def test_nobody_has_the_same_month_twice(place: Place) -> None:
    place.line(1_000_000)
    place.line(1_000_000, year=2017)
    place.granted(months=2)

    with pytest.raises(Refusal, match="Dicembre 2016 è già coperto da «Misura income», concessa il 15 novembre 2016 dal mese di novembre 2016"):
        place.granted(months=2, from_month=date(2016, 12, 1))
    place.granted(months=2, from_month=date(2017, 1, 1))


def test_neither_has_another_of_the_same_household_even_if_who_asks_does_not_say_so(place: Place) -> None:
    place.line(1_000_000)
    place.granted(months=1)

    with pytest.raises(Refusal, match="Novembre 2016 è già coperto"):
        place.granted(place.proposed(place.sara), months=1)


def test_what_is_of_each_person_may_be_had_by_two_who_live_together(place: Place) -> None:
    each = place.measure("transport", of_household=False)
    place.line(1_000_000, each)

    place.granted(place.proposed(measure=each), months=1)
    place.granted(place.proposed(place.sara, each), months=1)

    with pytest.raises(Refusal):
        place.granted(place.proposed(measure=each), months=1)


@pytest.mark.parametrize("of_household", [True, False])
@pytest.mark.parametrize("turned", [True, False])
def test_what_does_not_go_together_is_not_had_by_one_household(place: Place, *, of_household: bool, turned: bool) -> None:
    other = place.measure("other", of_household=of_household)
    place.line(1_000_000, place.income, other)
    place.incompatible(place.income, other)
    first, second = (other, place.income) if turned else (place.income, other)
    place.granted(place.proposed(measure=first), months=1)

    with pytest.raises(Refusal, match=f"«{first}»"):
        place.granted(place.proposed(place.sara, second), months=1)
    place.granted(place.proposed(place.teresa, second), months=1)


def test_what_is_declared_incompatible_later_still_counts(place: Place) -> None:
    place.line(1_000_000)
    place.granted(months=1)
    place.incompatible(place.income, place.arrears)

    with pytest.raises(Refusal):
        place.granted(place.proposed(measure=place.arrears), months=1)


@pytest.mark.parametrize("number", [3, 12])
def test_many_are_granted_with_as_many_questions_as_one(place: Place, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    place.line(number * 40_000)
    place.line(number * 40_000, year=2017)
    payee = place.payee()
    grants = [awards.Grant(place.proposed(place.person("Persona", f"Numero {index}")), 10_000, 6, NOVEMBER, payee.pk) for index in range(number)]
    grants.append(awards.Grant(place.proposed(grants[0].application.person, place.arrears), 10_000_000, 1, NOVEMBER, payee.pk))

    with transaction.atomic(), django_assert_num_queries(15):
        made = awards.create_many(grants, by=place.act_as(HEAD), at=AT)

    assert [type(each).__name__ for each in made] == ["Award"] * number + ["Refusal"]
    assert (Instalment.objects.count(), Slot.objects.count()) == (number * 6, number * 6)
    assert BudgetLine.objects.aggregate(all=Sum("committed"))["all"] == number * 60_000 == Commitment.objects.aggregate(all=Sum("amount"))["all"]
    assert Commitment.objects.filter(year=2016).order_by("-number")[0].number == number


class TestTogether:
    @pytest.fixture
    def place(self, transactional_db: None) -> Place:
        return Place()

    def test_twenty_who_ask_for_the_last_thousand_euros_get_no_more_than_there_is(self, place: Place, together: Together) -> None:
        line = place.line(100_000)
        requests = [place.proposed(place.person("Persona", f"Numero {index}")) for index in range(20)]
        payee, head = place.payee(), place.act_as(HEAD)

        def grant(index: int) -> Award:
            with transaction.atomic():
                return awards.create(requests[index], amount=15_000, months=1, from_month=NOVEMBER, payee=payee, by=head, at=AT)

        results = together(*(lambda index=index: grant(index) for index in range(20)))

        line.refresh_from_db()
        assert sorted(type(result).__name__ for result in results) == ["Award"] * 6 + ["Refusal"] * 14
        assert {result.field for result in results if isinstance(result, Refusal)} == {"amount"}
        assert (line.committed, line.left) == (90_000, 10_000)
        assert (Award.objects.count(), Instalment.objects.aggregate(all=Sum("amount"))["all"]) == (6, 90_000)
        assert sorted(Commitment.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]

    def test_of_two_of_a_household_who_ask_at_once_for_what_does_not_go_together_one_has_it(self, place: Place, together: Together) -> None:
        place.line(1_000_000)
        place.incompatible(place.income, place.arrears)
        requests = [place.proposed(place.carlo), place.proposed(place.sara, place.arrears), place.proposed(place.sara, household=place.family)]
        payee, head = place.payee(), place.act_as(HEAD)

        def grant(index: int) -> Award:
            with transaction.atomic():
                return awards.create(requests[index], amount=10_000, months=1, from_month=NOVEMBER, payee=payee, by=head, at=AT)

        results = together(*(lambda index=index: grant(index) for index in range(3)))

        assert sorted(type(result).__name__ for result in results) == ["Award", "Refusal", "Refusal"]
        assert {result.field for result in results if isinstance(result, Refusal)} == {"from_month"}
        assert Award.objects.count() == Instalment.objects.count() == 1
