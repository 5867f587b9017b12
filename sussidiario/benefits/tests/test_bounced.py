"""What the bank sends back after it was asked back: it never reached anybody, and is neither asked of them nor paid again."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from sussidiario.access.decision import NotAllowed
from sussidiario.benefits.actions import advances, awards, debts
from sussidiario.benefits.lifecycle import InstalmentState
from sussidiario.benefits.models import Application, Award, BudgetLine, Commitment, Debt, Instalment, Payment
from sussidiario.benefits.tests.paying import done, due, load, returned, sent, statement
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, EXECUTIVE, HEAD, NOVEMBER, TODAY, WORKER, Place
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


@pytest.fixture
def paid(place: Place) -> Payment:
    """Two hundred euros of November, which went out."""
    due(place)
    payment = sent(place).payments.get()
    load(place, statement([done(payment)]))
    return payment


@pytest.fixture
def revoked(place: Place) -> list[Payment]:
    """Four months of a hundred euros that went out, taken back from the second on: three hundred are asked back."""
    place.line(1_000_000)
    award = place.granted(amount=10_000, months=5, from_month=date(2016, 8, 1))
    payments = list(sent(place).payments.order_by("position"))
    load(place, statement([done(each) for each in payments]))
    awards.revoke(award, from_month=date(2016, 9, 1), why="non abita più qui", by=place.act_as(HEAD), at=AT)
    return payments


def standing() -> tuple[int, int, int, int, str]:
    """Of the one debt: asked, never arrived, recovered, still to be given back, and how it is."""
    debt = Debt.objects.get()
    return debt.amount, debt.bounced, debt.recovered, debt.left, debt.state


def lowered() -> list[int]:
    """Cents of each act that says so."""
    return [act.amount or 0 for act in Act.objects.filter(act="benefits.debt.lowered").order_by("pk")]


def states(payments: Sequence[Payment]) -> list[str]:
    return [Instalment.objects.get(pk=each.instalment_id).state for each in payments]


def give(place: Place, cents: int) -> None:
    debts.recover(Debt.objects.get(), amount=cents, on=TODAY, by=place.act_as(ACCOUNTANT), at=AT)


def test_what_came_back_is_no_longer_asked_nor_paid_again_and_its_money_is_free(place: Place, revoked: list[Payment]) -> None:
    before = BudgetLine.objects.get()
    assert standing() == (30_000, 0, 0, 30_000, "open")

    load(place, statement([returned(revoked[1])]))

    line = BudgetLine.objects.get()
    assert standing() == (30_000, 10_000, 0, 20_000, "open")
    assert states(revoked) == [InstalmentState.PAID, InstalmentState.CANCELLED, InstalmentState.PAID, InstalmentState.PAID]
    assert (before.committed - line.committed, before.paid - line.paid) == (10_000, 10_000)
    assert (Commitment.objects.get().amount, Commitment.objects.get().paid) == (30_000, 30_000)
    assert lowered() == [10_000]
    act = Act.objects.get(act="benefits.debt.lowered")
    assert (act.on, act.detail, act.why) == (date(2016, 12, 2), {"left": 20_000, "too_much": 0}, "Il bonifico è tornato indietro.")


def test_the_same_answer_or_another_that_says_the_same_lowers_nothing_more(place: Place, revoked: list[Payment]) -> None:
    said = [returned(revoked[1])]
    load(place, statement(said))
    before = standing()

    load(place, statement(said))
    load(place, statement([*said, *said], "08"))

    assert standing() == before
    assert lowered() == [10_000]


def test_when_all_of_it_comes_back_nothing_is_asked_any_more(place: Place, revoked: list[Payment]) -> None:
    load(place, statement([returned(each) for each in revoked[1:]]))

    assert standing() == (30_000, 30_000, 0, 0, "cleared")
    assert Debt.objects.get().ended_on == date(2016, 12, 2)


def test_what_was_due_and_comes_back_is_paid_again_and_the_debt_stays(place: Place, revoked: list[Payment]) -> None:
    load(place, statement([returned(revoked[0])]))

    assert standing() == (30_000, 0, 0, 30_000, "open")
    assert states(revoked)[0] == InstalmentState.FAILED
    assert lowered() == []


def test_what_was_recovered_in_part_is_recovered_whole_when_the_rest_never_arrived(place: Place, revoked: list[Payment]) -> None:
    give(place, 20_000)

    load(place, statement([returned(revoked[1])]))

    assert standing() == (30_000, 10_000, 20_000, 0, "recovered")


def test_what_was_recovered_too_much_is_to_be_returned_and_then_is(place: Place, revoked: list[Payment]) -> None:
    give(place, 25_000)
    load(place, statement([returned(revoked[1])]))

    debt = Debt.objects.get()
    assert (debt.state, debt.left, debt.too_much, debt.ended_on) == ("excess", 0, 5_000, None)
    assert (Debt.objects.all().left(), Debt.objects.all().too_much()) == (0, 5_000)
    with pytest.raises(Refusal) as refused:
        debts.give_back(debt, on=date(2016, 11, 16), by=place.act_as(ACCOUNTANT), at=AT)
    debt = debts.give_back(debt, on=TODAY, by=place.act_as(ACCOUNTANT), at=AT)

    assert refused.value.field == "on"
    assert (debt.state, debt.returned, debt.too_much, debt.ended_on) == ("recovered", 5_000, 0, TODAY)
    assert Act.objects.get(act="benefits.debt.returned").amount == 5_000
    with pytest.raises(Forbidden):
        debts.give_back(debt, on=TODAY, by=place.act_as(ACCOUNTANT), at=AT)


def test_what_was_all_recovered_or_waived_is_to_be_returned_too(place: Place, revoked: list[Payment]) -> None:
    give(place, 10_000)
    debts.waive(Debt.objects.get(), why="determina 12 del 2016", by=place.act_as(EXECUTIVE), at=AT)

    load(place, statement([returned(revoked[1])]))
    assert (standing(), Debt.objects.get().too_much) == ((30_000, 10_000, 10_000, 10_000, "waived"), 0)
    load(place, statement([returned(revoked[2]), returned(revoked[3])]))

    assert (standing(), Debt.objects.get().too_much) == ((30_000, 30_000, 10_000, 0, "excess"), 10_000)


def test_when_none_of_it_had_arrived_and_all_was_returned_nothing_was_ever_asked(place: Place, revoked: list[Payment]) -> None:
    give(place, 10_000)
    load(place, statement([returned(each) for each in revoked[1:]]))

    debt = debts.give_back(Debt.objects.get(), on=TODAY, by=place.act_as(ACCOUNTANT), at=AT)

    assert (debt.state, debt.returned, debt.too_much) == ("cleared", 10_000, 0)


def test_what_was_returned_once_and_comes_back_again_is_returned_again(place: Place, revoked: list[Payment]) -> None:
    give(place, 30_000)
    load(place, statement([returned(revoked[1])]))
    debts.give_back(Debt.objects.get(), on=TODAY, by=place.act_as(ACCOUNTANT), at=AT)

    load(place, statement([returned(revoked[2])]))

    debt = Debt.objects.get()
    assert (debt.state, debt.bounced, debt.returned, debt.too_much) == ("excess", 20_000, 10_000, 10_000)


@pytest.mark.parametrize(("asked", "left", "again"), [(20_000, None, InstalmentState.CANCELLED), (5_000, 15_000, InstalmentState.FAILED)])
def test_no_more_is_asked_back_than_ever_arrived(place: Place, paid: Payment, asked: int, left: int | None, again: str) -> None:
    """Without a revocation: what was asked back of the one sum is not asked when it comes back, and not paid again either."""
    award = Award.objects.get()
    debts.ask(award, amount=asked, why="calcolo sbagliato", by=place.act_as(HEAD), at=AT)

    load(place, statement([returned(paid)]))

    instalment = Instalment.objects.get()
    assert standing() == (asked, asked, 0, 0, "cleared")
    assert instalment.state == again
    assert instalment.amount == (left or 20_000)
    assert Commitment.objects.get().amount == (left or 0)


def test_cash_that_nobody_collected_and_nobody_ratified_is_not_asked_back(place: Place) -> None:
    place.line(1_000_000)
    application = place.proposed(measure=place.arrears)
    Application.objects.filter(pk=application.pk).update(state="received", proposed_by=None, proposed_on=None, proposed=None, completed_on=None)
    application.refresh_from_db()
    advances.advance(application, amount=15_000, why="è senza luce", by=place.act_as(WORKER), at=AT)
    payment = sent(place).payments.get()
    load(place, statement([done(payment)]))
    advances.deny(application, why="non era residente", by=place.act_as(HEAD), at=AT)

    load(place, statement([returned(payment)]))

    assert standing() == (15_000, 15_000, 0, 0, "cleared")
    assert states([payment]) == [InstalmentState.CANCELLED]
    assert BudgetLine.objects.get().committed == 0


def test_what_is_asked_back_already_is_not_asked_again_by_a_revocation(place: Place, paid: Payment) -> None:
    award = Award.objects.get()
    Award.objects.filter(pk=award.pk).update(state="active", ended_on=None)
    debts.ask(award, amount=5_000, why="calcolo sbagliato", by=place.act_as(HEAD), at=AT)

    awards.revoke(award, from_month=NOVEMBER, why="non abita più qui", by=place.act_as(HEAD), at=AT)

    assert list(Debt.objects.order_by("pk").values_list("amount", flat=True)) == [5_000, 15_000]


def test_of_two_debts_what_nobody_gave_back_falls_first(place: Place, paid: Payment) -> None:
    award = Award.objects.get()
    Award.objects.filter(pk=award.pk).update(state="active", ended_on=None)
    debts.ask(award, amount=5_000, why="calcolo sbagliato", by=place.act_as(HEAD), at=AT)
    give(place, 3_000)
    awards.revoke(award, from_month=NOVEMBER, why="non abita più qui", by=place.act_as(HEAD), at=AT)

    load(place, statement([returned(paid)]))

    assert list(Debt.objects.order_by("pk").values_list("amount", "bounced", "state")) == [(5_000, 5_000, "excess"), (15_000, 15_000, "cleared")]
    assert sum(lowered()) == 20_000
    assert Debt.objects.all().too_much() == 3_000


@pytest.mark.parametrize("who", [HEAD, EXECUTIVE, WORKER])
def test_only_the_accountant_says_that_it_was_returned(place: Place, revoked: list[Payment], who: str) -> None:
    give(place, 30_000)
    load(place, statement([returned(revoked[1])]))

    with pytest.raises(NotAllowed):
        debts.give_back(Debt.objects.get(), on=TODAY, by=place.act_as(who), at=AT)


def test_the_accountant_sees_what_is_to_be_returned_and_says_when_it_is(place: Place, revoked: list[Payment]) -> None:
    give(place, 25_000)
    load(place, statement([returned(revoked[1])]))
    debt = Debt.objects.get()
    client = Client()
    client.force_login(place.worker(ACCOUNTANT), backend="django.contrib.auth.backends.ModelBackend")

    first = client.get("/benefici/recuperi/").content.decode()
    listed = client.get("/benefici/recuperi/?state=excess").content.decode()
    award = client.get(debt.award.get_absolute_url()).content.decode()
    asked = client.get(f"/benefici/recuperi/{debt.pk}/rendi/").content.decode()
    client.post(f"/benefici/recuperi/{debt.pk}/rendi/", {"on": "oggi"})
    after = client.get(debt.award.get_absolute_url()).content.decode()

    assert "C’è denaro da rendere" in first
    assert "50,00" in first
    assert f"/benefici/recuperi/{debt.pk}/rendi/" in listed
    assert "da rendere 50,00" in award
    assert "si rendono 50,00" in asked
    assert "resi 50,00" in after
    assert client.get(f"/benefici/recuperi/{debt.pk}/rendi/").status_code == 409
