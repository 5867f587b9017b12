"""What the bank answers comes back to the lists, once; what came back is put in payment again."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.decision import NotAllowed
from sussidiario.benefits.actions import answers, payments
from sussidiario.benefits.lifecycle import Answer, AwardState, InstalmentState, PaymentState
from sussidiario.benefits.models import Application, Award, BankAnswer, BudgetLine, Commitment, Instalment, Movement, Payment
from sussidiario.benefits.policy import payments as policy
from sussidiario.benefits.tests.paying import PAY_ON, built, done, due, entry, load, returned, sent, statement
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, EXECUTIVE, HEAD, Place
from sussidiario.benefits.tests.test_payments import in_another_process
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act

Together = Callable[..., list[Any]]


def standing() -> dict[str, list[Any]]:
    """Everything that an answer may change."""
    return {
        "payments": list(Payment.objects.order_by("pk").values_list("state", "paid_on", "failure")),
        "instalments": list(Instalment.objects.order_by("pk").values_list("state", "paid_on")),
        "commitments": list(Commitment.objects.order_by("pk").values_list("paid", flat=True)),
        "lines": list(BudgetLine.objects.order_by("pk").values_list("committed", "paid")),
        "awards": list(Award.objects.order_by("pk").values_list("state", "ended_on")),
        "acts": list(Act.objects.exclude(act="benefits.answer.loaded").order_by("pk").values_list("act", "record", "amount", "voids")),
    }


def counted(act: str) -> int:
    """Acts of a kind that stand."""
    return Act.objects.filter(act=act, voids__isnull=True).exclude(pk__in=Act.objects.filter(voids__isnull=False).values("voids")).count()


def test_what_was_paid_is_paid_everywhere(place: Place) -> None:
    due(place, 2)
    lines = list(sent(place).payments.all())

    load(place, statement([done(lines[0]), done(lines[1], "2016-12-01")]))

    assert standing() | {"acts": []} == {
        "payments": [("paid", PAY_ON, ""), ("paid", date(2016, 12, 1), "")],
        "instalments": [("paid", PAY_ON), ("paid", date(2016, 12, 1))],
        "commitments": [20_000, 20_000],
        "lines": [(40_000, 40_000)],
        "awards": [("concluded", PAY_ON), ("concluded", date(2016, 12, 1))],
        "acts": [],
    }
    paid = Act.objects.filter(act="benefits.instalment.paid").order_by("pk")
    assert [(act.on, act.amount, act.measure, act.area, act.neighbourhood) for act in paid] == [
        (PAY_ON, 20_000, "income", "adults", "triante"),
        (date(2016, 12, 1), 20_000, "income", "adults", "triante"),
    ]
    assert counted("benefits.award.concluded") == 2


def test_an_award_that_owes_more_goes_on(place: Place) -> None:
    place.line(100_000)
    award = place.granted(amount=10_000, months=2)
    made = sent(place)

    load(place, statement([done(made.payments.get())]))

    award.refresh_from_db()
    assert (award.state, list(award.instalments.in_order().values_list("state", flat=True))) == (AwardState.ACTIVE, ["paid", "planned"])


def test_what_came_back_is_to_be_mended_and_paid_by_another_list(place: Place) -> None:
    due(place)
    first = sent(place)
    load(place, statement([returned(first.payments.get())]))
    (failed,) = policy.reopenable_to(place.act_as(ACCOUNTANT)).failed()

    answers.reopen(failed, by=place.act_as(ACCOUNTANT), at=AT)
    second = sent(place)

    load(place, statement([done(second.payments.get())]))
    assert list(Payment.objects.order_by("pk").values_list("reference", "state", "failure")) == [
        ("SUS-2016-00001-00001", "failed", "AC04"),
        ("SUS-2016-00002-00001", "paid", ""),
    ]
    assert (Commitment.objects.get().paid, counted("benefits.instalment.paid"), counted("benefits.instalment.failed")) == (20_000, 1, 1)


def test_what_comes_back_after_it_was_paid_is_owed_again(place: Place) -> None:
    (award,) = due(place)
    made = sent(place)
    line = made.payments.get()
    load(place, statement([done(line)]))
    payments.close(made, by=place.act_as(ACCOUNTANT), at=AT)

    load(place, statement([returned(line)]))

    award.refresh_from_db()
    assert (award.state, award.ended_on, award.instalments.get().state) == (AwardState.ACTIVE, None, InstalmentState.FAILED)
    assert (Commitment.objects.get().paid, BudgetLine.objects.get().paid, BudgetLine.objects.get().committed) == (0, 0, 20_000)
    assert [counted(f"benefits.{act}") for act in ("instalment.paid", "award.concluded", "instalment.failed")] == [0, 0, 1]


def test_paid_and_back_in_one_statement_is_back(place: Place) -> None:
    due(place)
    line = sent(place).payments.get()

    load(place, statement([done(line), returned(line)]))

    assert (Payment.objects.get().state, Commitment.objects.get().paid, counted("benefits.instalment.paid")) == ("failed", 0, 0)


def test_the_same_file_again_changes_nothing(place: Place) -> None:
    due(place, 2)
    lines = list(sent(place).payments.all())
    content = statement([done(lines[0]), returned(lines[1])])
    first, before = load(place, content), standing()

    again = load(place, content)

    assert (again, standing(), BankAnswer.objects.count(), Movement.objects.count()) == (first, before, 1, 2)


def test_another_file_that_says_the_same_changes_nothing(place: Place) -> None:
    due(place, 2)
    lines = list(sent(place).payments.all())
    said = [done(lines[0]), returned(lines[1])]
    load(place, statement(said))
    before = standing()

    other = load(place, statement([*said, *said], "08"))

    assert standing() == before
    assert list(other.movements.values_list("outcome", flat=True)) == ["known"] * 4


def test_what_does_not_match_is_shown_and_changes_nothing(place: Place) -> None:
    due(place, 3)
    made = sent(place)
    lines = list(made.payments.all())
    before = standing()

    answer = load(place, statement([done(lines[0], amount="1.00"), entry("SUS-2016-00009-00001", "9.00", "2016-11-30")]))

    assert standing() == before
    assert list(answer.movements.order_by("position").values_list("outcome", "payment")) == [("amount", lines[0].pk), ("unknown", None)]


def test_what_was_never_sent_is_not_paid(place: Place) -> None:
    due(place)
    line = built(place).payments.get()

    answer = load(place, statement([done(line)]))

    assert (answer.movements.get().outcome, Payment.objects.get().state) == ("unsent", "expected")


def test_the_treasurer_answers_with_a_table(place: Place) -> None:
    due(place, 2, paid_by="cash", iban="")
    lines = list(sent(place).payments.all())
    rows = [f"{lines[0].reference};200,00;30/11/2016;pagato;", f"{lines[1].reference};200,00;30/11/2016;stornato;non si è presentata"]

    load(place, "\n".join(["riferimento;importo;data;esito;motivo", *rows]).encode(), Answer.CSV)

    assert list(Payment.objects.order_by("pk").values_list("state", "failure")) == [("paid", ""), ("failed", "non si è presentata")]


@pytest.mark.parametrize(("content", "form"), [(statement([]), Answer.CAMT053), (b"<a/>", Answer.CAMT053), (b"a;b\n1;2\n", Answer.CSV)])
def test_a_file_that_says_nothing_of_ours_is_not_kept(place: Place, content: bytes, form: Answer) -> None:
    with pytest.raises(Refusal) as refused:
        load(place, content, form)

    assert (refused.value.field, BankAnswer.objects.count()) == ("file", 0)


def test_only_the_accountant_loads_and_reopens(place: Place) -> None:
    due(place)
    line = sent(place).payments.get()

    for who in (HEAD, EXECUTIVE):
        with pytest.raises(NotAllowed):
            answers.load(statement([done(line)]), form=Answer.CAMT053, name="x", by=place.act_as(who), at=AT)
        with pytest.raises(NotAllowed):
            answers.reopen(line.instalment, by=place.act_as(who), at=AT)


@pytest.mark.parametrize("state", [state for state in InstalmentState if state is not InstalmentState.FAILED])
def test_what_did_not_come_back_is_not_reopened(place: Place, state: InstalmentState) -> None:
    (award,) = due(place)
    Instalment.objects.update(state=state.value, paid_on=PAY_ON if state is InstalmentState.PAID else None)

    with pytest.raises(Forbidden):
        answers.reopen(award.instalments.get(), by=place.act_as(ACCOUNTANT), at=AT)


def test_what_was_advanced_in_an_urgency_does_not_conclude_before_it_is_ratified(place: Place) -> None:
    (award,) = due(place)
    Application.objects.update(state="advanced", proposed_amount=20_000, proposed_months=1, proposal="Non può aspettare", decided_by=None, decided_on=None)

    load(place, statement([done(sent(place).payments.get())]))

    award.refresh_from_db()
    assert (award.state, award.instalments.get().state) == (AwardState.ACTIVE, InstalmentState.PAID)


def test_a_list_closes_when_every_payment_was_answered(place: Place) -> None:
    due(place, 2)
    made = sent(place)
    lines = list(made.payments.all())
    load(place, statement([done(lines[0])]))
    with pytest.raises(Refusal, match="Di 1 pagamenti"):
        payments.close(made, by=place.act_as(ACCOUNTANT), at=AT)

    load(place, statement([returned(lines[1])]))

    assert payments.close(made, by=place.act_as(ACCOUNTANT), at=AT).state == "closed"


def test_what_nobody_answered_is_stuck_after_a_while(place: Place) -> None:
    due(place, 2)
    lines = list(sent(place).payments.all())
    load(place, statement([done(lines[0])]))

    assert [list(Payment.objects.stuck(AT + timedelta(days=days))) for days in (-1, 1)] == [[], [lines[1]]]


def test_of_what_came_back_the_last_try_is_to_be_mended(place: Place) -> None:
    due(place)
    for _try in range(2):
        made = sent(place)
        load(place, statement([returned(made.payments.get())]))
        assert [payment.payments for payment in Payment.objects.to_mend()] == [made]
        answers.reopen(Instalment.objects.get(), by=place.act_as(ACCOUNTANT), at=AT)

    assert list(Payment.objects.to_mend()) == []


@pytest.mark.parametrize("size", [3, 30])
def test_a_long_answer_asks_as_much_as_a_short_one(place: Place, size: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    due(place, size)
    lines = list(sent(place).payments.all())
    content, back = statement([done(each) for each in lines]), statement([returned(each) for each in lines])
    accountant = place.act_as(ACCOUNTANT)

    with django_assert_num_queries(18):
        answers.load(content, form=Answer.CAMT053, name="x", by=accountant, at=AT)
    with django_assert_num_queries(20):
        answers.load(back, form=Answer.CAMT053, name="x", by=accountant, at=AT)


def test_two_who_load_at_once_pay_once(together: Together) -> None:
    place = Place()
    due(place, 10)
    lines = list(sent(place).payments.all())
    accountant = place.act_as(ACCOUNTANT)
    files = [statement([done(each) for each in lines], version) for version in ("02", "04", "08")]

    results = together(*(lambda file=file: answers.load(file, form=Answer.CAMT053, name="x", by=accountant, at=AT) for file in files))

    assert {type(each) for each in results} == {BankAnswer}, results
    assert (counted("benefits.instalment.paid"), BudgetLine.objects.get().paid) == (10, 200_000)


def test_two_who_load_the_same_file_at_once_are_given_the_same_answer(together: Together) -> None:
    place = Place()
    due(place, 3)
    content = statement([done(each) for each in sent(place).payments.all()])
    accountant = place.act_as(ACCOUNTANT)

    results = together(*(lambda: answers.load(content, form=Answer.CAMT053, name="x", by=accountant, at=AT) for _ in range(3)))

    assert results == [BankAnswer.objects.get()] * 3
    assert counted("benefits.instalment.paid") == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_an_answer_killed_at_any_line_is_all_there_or_not_at_all() -> None:
    place = Place()
    due(place, 2)
    lines = list(sent(place).payments.all())
    accountant, content = place.act_as(ACCOUNTANT), statement([done(lines[0]), returned(lines[1])])
    before, where = standing(), (answers.load, answers._settle, answers._reckon, answers._conclude)

    for step in count(1):
        lived = in_another_process(lambda: answers.load(content, form=Answer.CAMT053, name="x", by=accountant, at=AT), *where, dying_at=step)

        if lived:
            break
        assert (standing(), BankAnswer.objects.count()) == (before, 0), f"killed at line {step}"

    assert step > 40
    assert list(Payment.objects.order_by("pk").values_list("state", flat=True)) == [PaymentState.PAID, PaymentState.FAILED]
