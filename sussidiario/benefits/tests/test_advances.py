"""Urgent cash: given the day it is asked for, ratified afterwards by somebody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Sum

from sussidiario.access.decision import NotAllowed
from sussidiario.access.rules import Role
from sussidiario.benefits.actions import advances, payees, protecting
from sussidiario.benefits.lifecycle import ApplicationState, PayeeKind
from sussidiario.benefits.models import Application, Award, BudgetLine, Debt, Instalment, Level
from sussidiario.benefits.rules import deciding
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, DESK, HEAD, IBAN, OTHER_HEAD, TODAY, WORKER, Place
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people.models import Person

Together = Callable[..., list[Any]]


def received(place: Place, person: Person | None = None, **more: Any) -> Application:
    application = place.proposed(person, more.pop("measure", place.arrears), **more)
    undone = {"proposed_by": None, "proposed_on": None, "proposed": None, "completed_on": None}
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.RECEIVED.value, **undone)
    application.refresh_from_db()
    return application


def advance(place: Place, application: Application | None = None, *, amount: int = 15_000, by: str = WORKER, **more: Any) -> Application:
    return advances.advance(application or received(place), amount=amount, why="è senza luce", by=place.act_as(by), at=AT, **more)


def test_urgent_cash_is_due_the_day_it_is_asked_for(place: Place) -> None:
    line = place.line(100_000)

    advanced = advance(place)

    award = advanced.award
    assert (advanced.state, advanced.proposed_by, advanced.proposed_amount) == ("advanced", place.worker(WORKER), 15_000)
    assert list(award.instalments.values_list("due_on", "amount", "state")) == [(TODAY, 15_000, "planned")]
    assert (award.urgent, award.payee.paid_by, award.payee.person, award.payee.iban) == (True, "cash", place.carlo, "")
    line.refresh_from_db()
    assert line.committed == 15_000
    act = Act.objects.get()
    assert (act.act, act.amount, act.why, act.measure) == ("benefits.application.advanced", 15_000, "è senza luce", "arrears")


def test_what_is_monthly_is_also_due_today_when_it_is_urgent(place: Place) -> None:
    place.line(100_000)
    place.income.urgent_cap = 20_000
    place.income.save()

    advanced = advance(place, received(place, measure=place.income))

    assert advanced.award.instalments.get().due_on == TODAY


def test_no_more_is_advanced_than_the_measure_may_nor_than_one_person_decides(place: Place) -> None:
    place.line(100_000)
    application = received(place)

    for amount in (0, -1, 50_001):
        with pytest.raises(Refusal, match="fino a 500,00") as refused:
            advance(place, application, amount=amount)
        assert refused.value.field == "amount"
    Level.objects.create(number=1, above=30_000, role=Role.EXECUTIVE.value)
    with pytest.raises(Refusal, match="fino a 300,00"):
        advance(place, application, amount=30_001)
    advance(place, application, amount=30_000)


def test_a_measure_without_urgent_cash_is_not_advanced(place: Place) -> None:
    with pytest.raises(NotAllowed, match="non si anticipa"):
        advance(place, received(place, measure=place.income))


@pytest.mark.parametrize("username", [DESK, ACCOUNTANT])
def test_only_who_follows_persons_or_heads_the_service_advances(place: Place, username: str) -> None:
    with pytest.raises(NotAllowed):
        advance(place, by=username)


def test_it_is_paid_in_cash_to_who_asks_or_to_who_collects_for_them(place: Place) -> None:
    place.line(100_000)
    application = received(place)
    transfer = payees.write(kind=PayeeKind.BENEFICIARY, person=place.carlo, iban=IBAN)

    with pytest.raises(Refusal, match="in contanti"):
        advance(place, application, payee=transfer)
    with pytest.raises(Refusal, match="non si può aspettare"):
        advances.advance(application, amount=100, why=" ", by=place.act_as(WORKER), at=AT)


def test_the_same_month_is_not_advanced_twice(place: Place) -> None:
    place.line(100_000)
    advance(place)

    with pytest.raises(Refusal, match="già coperto"):
        advance(place, received(place, place.sara))


def test_who_gave_it_does_not_ratify_it(place: Place) -> None:
    place.line(100_000)
    advanced = advance(place, by=HEAD)

    with pytest.raises(NotAllowed):
        advances.ratify(advanced, by=place.act_as(HEAD), at=AT)
    ratified = advances.ratify(advanced, by=place.act_as(OTHER_HEAD), at=AT)

    assert (ratified.state, ratified.decided_by, ratified.decided_on) == ("granted", place.worker(OTHER_HEAD), TODAY)
    assert Act.objects.filter(act="benefits.application.ratified", amount=15_000).count() == 1
    with pytest.raises(Forbidden):
        advances.deny(advanced, why="ripensato", by=place.act_as(OTHER_HEAD), at=AT)


def test_what_was_denied_before_it_was_paid_is_cancelled(place: Place) -> None:
    line = place.line(100_000)
    advanced = advance(place)

    denied = advances.deny(advanced, why="aveva già ricevuto lo stesso aiuto", by=place.act_as(HEAD), at=AT)

    line.refresh_from_db()
    assert (denied.state, denied.appeal_until) == ("refused", deciding.appeal_until(TODAY))
    assert (Award.objects.get().state, line.committed, Debt.objects.count()) == ("revoked", 0, 0)
    advance(place, received(place, place.sara))


def test_what_was_denied_after_it_was_paid_is_owed(place: Place) -> None:
    place.line(100_000)
    advanced = advance(place)
    Instalment.objects.update(state="paid", paid_on=TODAY)

    advances.deny(advanced, why="non c'era urgenza", by=place.act_as(HEAD), at=AT)

    debt = Debt.objects.get()
    assert (debt.amount, debt.why, debt.award) == (15_000, "non c'era urgenza", advanced.award)


def test_what_is_in_a_list_waits_for_the_bank(place: Place) -> None:
    place.line(100_000)
    advanced = advance(place)
    Instalment.objects.update(state="listed")

    with pytest.raises(Refusal, match="in un elenco"):
        advances.deny(advanced, why="non c'era urgenza", by=place.act_as(HEAD), at=AT)

    advanced.refresh_from_db()
    assert advanced.state == "advanced"


def test_what_was_advanced_to_somebody_now_protected_still_waits_to_be_ratified(place: Place) -> None:
    place.line(100_000)
    advanced = advance(place)

    protecting.let_go(place.carlo, place.act_as(HEAD), AT)

    assert advances.deny(advanced, why="non c'era urgenza", by=place.act_as(HEAD), at=AT).state == "refused"


class TestTogether:
    @pytest.fixture
    def place(self, transactional_db: None) -> Place:
        return Place()

    def test_what_two_ratify_and_deny_at_once_is_decided_once(self, place: Place, together: Together) -> None:
        place.line(100_000)
        advanced = advance(place)
        head, other = place.act_as(HEAD), place.act_as(OTHER_HEAD)

        results = together(
            lambda: advances.ratify(advanced, by=head, at=AT),
            lambda: advances.deny(advanced, why="non c'era urgenza", by=other, at=AT),
        )

        assert sorted(type(result).__name__ for result in results) == ["Application", "Forbidden"]
        advanced.refresh_from_db()
        revoked = advanced.award.state == "revoked"
        assert revoked == (advanced.state == "refused")
        assert BudgetLine.objects.get().committed == (0 if revoked else 15_000)

    def test_of_twenty_who_advance_the_last_money_no_more_have_it_than_there_is(self, place: Place, together: Together) -> None:
        line = place.line(100_000)
        requests = [received(place, place.person("Persona", f"Numero {index}")) for index in range(20)]
        worker = place.act_as(WORKER)

        results = together(*(lambda request=request: advances.advance(request, amount=30_000, why="è senza luce", by=worker, at=AT) for request in requests))

        line.refresh_from_db()
        assert sorted(type(result).__name__ for result in results) == ["Application"] * 3 + ["Refusal"] * 17
        assert line.committed == Award.objects.aggregate(all=Sum("amount"))["all"] == 90_000
        assert Application.objects.in_state(ApplicationState.ADVANCED).count() == Act.objects.count() == 3
