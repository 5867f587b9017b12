"""The life of an award: suspended, revised, revoked, concluded; who is paid, and what is asked first."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Sum

from sussidiario.access.decision import NotAllowed
from sussidiario.access.rules import Role
from sussidiario.benefits.actions import awards, debts, protecting
from sussidiario.benefits.lifecycle import PaidBy, PayeeKind
from sussidiario.benefits.models import Approval, Award, BudgetLine, Commitment, Condition, Debt, Instalment, Level
from sussidiario.benefits.rules.plans import Asked
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, EXECUTIVE, HEAD, IBAN, OTHER_HEAD, TODAY, WORKER, Place
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act

DECEMBER, JANUARY, FEBRUARY = date(2016, 12, 1), date(2017, 1, 1), date(2017, 2, 1)


@pytest.fixture
def award(place: Place) -> Award:
    """Carlo's: 200 euros for four months, two of this year's money and two of the next's."""
    place.line(100_000)
    place.line(100_000, year=2017)
    return place.granted(months=4)


def states(award: Award) -> list[str]:
    return list(award.instalments.in_order().values_list("state", flat=True))


def committed() -> list[int]:
    assert list(BudgetLine.objects.order_by("year").values_list("committed", flat=True)) == [
        sum(line.commitments.values_list("amount", flat=True)) for line in BudgetLine.objects.order_by("year")
    ]
    return list(BudgetLine.objects.order_by("year").values_list("committed", flat=True))


def pay(award: Award, number: int, state: str = "paid") -> None:
    """Say that the bank paid an instalment, or that it is in a list, as the lists do."""
    paid_on = TODAY if state == "paid" else None
    Instalment.objects.filter(award=award, number=number).update(state=state, paid_on=paid_on)


def last_act() -> Act:
    return Act.objects.order_by("-pk")[0]


def test_what_is_suspended_is_held_and_resumed_is_planned_again(place: Place, award: Award) -> None:
    pay(award, 1)

    awards.suspend(award, why="non risponde", by=place.act_as(HEAD), at=AT)

    assert states(award) == ["paid", "held", "held", "held"]
    assert (last_act().act, last_act().measure, last_act().why) == ("benefits.award.suspended", "income", "non risponde")
    awards.resume(award, by=place.act_as(HEAD), at=AT)
    assert states(award) == ["paid", "planned", "planned", "planned"]


def test_what_was_reopened_while_suspended_is_not_due(place: Place, award: Award) -> None:
    pay(award, 1, "failed")
    awards.suspend(award, why="non risponde", by=place.act_as(HEAD), at=AT)
    pay(award, 1, "planned")

    assert not Instalment.objects.due(date(2017, 12, 31)).exists()


def test_what_waits_for_a_condition_stays_held_until_it_is_kept_even_when_resumed(place: Place) -> None:
    place.line(100_000)
    award = place.granted(months=2, conditions=[Asked("Iscrizione al centro per l'impiego", date(2016, 12, 10))])
    awards.suspend(award, why="in verifica", by=place.act_as(HEAD), at=AT)
    awards.resume(award, by=place.act_as(HEAD), at=AT)
    assert states(award) == ["planned", "held"]

    condition = awards.meet_condition(Condition.objects.get(), on=TODAY, by=place.act_as(WORKER), at=AT)

    assert (condition.met_on, condition.met_by, states(award)) == (TODAY, place.worker(WORKER), ["planned", "planned"])
    with pytest.raises(Refusal, match="già segnata"):
        awards.meet_condition(condition, on=TODAY, by=place.act_as(WORKER), at=AT)


def test_a_condition_kept_while_suspended_releases_nothing_until_it_is_resumed(place: Place) -> None:
    place.line(100_000)
    award = place.granted(months=2, conditions=[Asked("Iscrizione", date(2016, 12, 10))])
    awards.suspend(award, why="in verifica", by=place.act_as(HEAD), at=AT)

    awards.meet_condition(Condition.objects.get(), on=TODAY, by=place.act_as(WORKER), at=AT)

    assert states(award) == ["held", "held"]
    awards.resume(award, by=place.act_as(HEAD), at=AT)
    assert states(award) == ["planned", "planned"]


def test_what_is_due_from_the_day_of_a_condition_on_waits_for_it(place: Place, award: Award) -> None:
    pay(award, 2, "listed")

    condition = awards.add_condition(award, what="Colloquio al centro per l'impiego", due_on=date(2016, 12, 20), by=place.act_as(WORKER), at=AT)

    assert states(award) == ["planned", "listed", "held", "held"]
    assert (last_act().act, last_act().record) == ("benefits.condition.added", f"benefits.condition:{condition.pk}")
    awards.suspend(award, why="in verifica", by=place.act_as(HEAD), at=AT)
    awards.resume(award, by=place.act_as(HEAD), at=AT)
    assert states(award) == ["planned", "listed", "held", "held"]
    awards.meet_condition(condition, on=TODAY, by=place.act_as(WORKER), at=AT)
    assert states(award) == ["planned", "listed", "planned", "planned"]


def test_what_waits_for_something_asked_later_goes_on_waiting_for_that(place: Place, award: Award) -> None:
    later = awards.add_condition(award, what="Colloquio", due_on=date(2017, 1, 20), by=place.act_as(WORKER), at=AT)

    sooner = awards.add_condition(award, what="Iscrizione", due_on=date(2016, 12, 1), by=place.act_as(WORKER), at=AT)

    assert [each.condition for each in award.instalments.in_order()] == [None, sooner, later, later]
    awards.meet_condition(sooner, on=TODAY, by=place.act_as(WORKER), at=AT)
    assert states(award) == ["planned", "planned", "held", "held"]


@pytest.mark.parametrize(("field", "wrong"), [("what", {"what": ""}), ("due_on", {"due_on": date(2016, 11, 14)}), ("due_on", {"due_on": date(2017, 3, 1)})])
def test_a_condition_must_ask_something_in_time(place: Place, award: Award, field: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        awards.add_condition(award, **{"what": "Colloquio", "due_on": DECEMBER, **wrong}, by=place.act_as(WORKER), at=AT)

    assert refused.value.field == field


def test_less_from_a_month_frees_the_difference(place: Place, award: Award) -> None:
    pay(award, 1)

    awards.revise(award, amount=15_000, from_month=DECEMBER, why="ha trovato lavoro", by=place.act_as(HEAD), at=AT)

    assert list(award.instalments.in_order().values_list("amount", flat=True)) == [20_000, 15_000, 15_000, 15_000]
    assert committed() == [35_000, 30_000]
    assert (last_act().amount, last_act().detail) == (-15_000, {"before": 20_000, "after": 15_000, "from_month": "2016-12-01"})


def test_more_from_a_month_needs_the_money(place: Place, award: Award) -> None:
    awards.revise(award, amount=50_000, from_month=JANUARY, why="è nato un figlio", by=place.act_as(HEAD), at=AT)
    assert committed() == [40_000, 100_000]

    with pytest.raises(Refusal, match="restano 0,00") as refused:
        awards.revise(award, amount=50_001, from_month=JANUARY, why="di più", by=place.act_as(HEAD), at=AT)
    assert refused.value.field == "amount"
    assert committed() == [40_000, 100_000]


def test_what_is_paid_or_in_a_list_is_not_revised(place: Place, award: Award) -> None:
    pay(award, 1)
    pay(award, 2, "listed")

    awards.revise(award, amount=10_000, from_month=date(2016, 11, 1), why="ricalcolo", by=place.act_as(HEAD), at=AT)

    assert list(award.instalments.in_order().values_list("amount", flat=True)) == [20_000, 20_000, 10_000, 10_000]
    with pytest.raises(Refusal):
        awards.revise(award, amount=10_000, from_month=date(2016, 11, 1), why="di nuovo", by=place.act_as(HEAD), at=AT)


def test_no_award_grows_past_an_approval_that_nobody_gave(place: Place, award: Award) -> None:
    level = Level.objects.create(number=1, above=90_000, role=Role.EXECUTIVE.value)

    with pytest.raises(Refusal, match="Oltre 900,00"):
        awards.revise(award, amount=30_000, from_month=JANUARY, why="di più", by=place.act_as(HEAD), at=AT)

    Approval.objects.create(application=award.application, level=level, by=place.worker(EXECUTIVE), on=TODAY)
    awards.revise(award, amount=30_000, from_month=JANUARY, why="di più", by=place.act_as(HEAD), at=AT)
    assert committed() == [40_000, 60_000]


def test_what_is_revoked_frees_money_and_months_and_what_was_paid_is_owed(place: Place, award: Award) -> None:
    for number in (1, 2):
        pay(award, number)

    awards.revoke(award, from_month=DECEMBER, why="si è trasferito", by=place.act_as(HEAD), at=AT)

    award.refresh_from_db()
    assert (award.state, award.ended_on, states(award)) == ("revoked", TODAY, ["paid", "paid", "cancelled", "cancelled"])
    assert committed() == [40_000, 0]
    assert list(award.slots.values_list("month", flat=True)) == [date(2016, 11, 1)]
    debt = Debt.objects.get()
    assert (debt.amount, debt.state, debt.why) == (20_000, "open", "si è trasferito")
    assert sorted(Act.objects.values_list("act", "amount")) == [("benefits.award.revoked", 60_000), ("benefits.debt.asked", 20_000)]
    place.granted(place.proposed(place.sara), months=1, from_month=DECEMBER)


def test_what_is_due_for_the_months_before_a_revocation_is_still_paid(place: Place, award: Award) -> None:
    awards.suspend(award, why="in verifica", by=place.act_as(HEAD), at=AT)

    awards.revoke(award, from_month=DECEMBER, why="trasferito", by=place.act_as(HEAD), at=AT)

    assert states(award) == ["planned", "cancelled", "cancelled", "cancelled"]
    assert Instalment.objects.due(date(2016, 11, 27)).count() == 1
    assert committed() == [20_000, 0]


def test_what_is_in_a_list_is_not_revoked_under_the_bank_s_nose(place: Place, award: Award) -> None:
    pay(award, 2, "listed")

    with pytest.raises(Refusal, match=r"200,00.* sono in un elenco"):
        awards.revoke(award, from_month=DECEMBER, why="trasferito", by=place.act_as(HEAD), at=AT)

    awards.revoke(award, from_month=JANUARY, why="trasferito", by=place.act_as(HEAD), at=AT)
    assert states(award) == ["planned", "listed", "cancelled", "cancelled"]


def test_an_award_is_concluded_when_all_is_paid(place: Place, award: Award) -> None:
    for number in (1, 2, 3):
        pay(award, number)

    with pytest.raises(Refusal, match="Resta 1 rata"):
        awards.conclude(award, by=place.act_as(HEAD), at=AT)
    pay(award, 4)
    concluded = awards.conclude(award, by=place.act_as(ACCOUNTANT), at=AT)

    assert (concluded.state, concluded.ended_on) == ("concluded", TODAY)
    with pytest.raises(Forbidden):
        awards.revoke(award, from_month=DECEMBER, why="tardi", by=place.act_as(HEAD), at=AT)


def test_who_is_paid_changes_and_what_was_written_of_who_was_stays(place: Place, award: Award) -> None:
    before = award.payee

    changed = awards.change_payee(
        award,
        kind=PayeeKind.LANDLORD,
        name="Immobiliare Brianza srl",
        fiscal_code="00743110157",
        paid_by=PaidBy.TRANSFER,
        iban="it60 x054 2811 1010 0000 0123 456",
        why="lo chiede Carlo, paga l'affitto",
        by=place.act_as(WORKER),
        at=AT,
    )

    assert (changed.payee.kind, changed.payee.iban, changed.payee.fiscal_code) == ("landlord", IBAN, "00743110157")
    before.refresh_from_db()
    assert before.name == "Chi riscuote"
    assert IBAN not in str(last_act().detail)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("iban", {"iban": "IT61X0542811101000000123456"}),
        ("iban", {"iban": ""}),
        ("fiscal_code", {"fiscal_code": "00743110158"}),
        ("fiscal_code", {"fiscal_code": ""}),
        ("name", {"name": " "}),
        ("paid_by", {"paid_by": PaidBy.CASH}),
        ("why", {"why": ""}),
    ],
)
def test_who_is_paid_must_be_rightly_said(place: Place, award: Award, field: str, wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {"name": "Immobiliare", "fiscal_code": "00743110157", "paid_by": PaidBy.TRANSFER, "iban": IBAN, "why": "lo chiede"}

    with pytest.raises(Refusal) as refused:
        awards.change_payee(award, kind=PayeeKind.LANDLORD, **(right | wrong), by=place.act_as(WORKER), at=AT)

    assert refused.value.field == field


def test_who_pays_does_not_say_whom(place: Place, award: Award) -> None:
    with pytest.raises(NotAllowed, match="Chi paga non sceglie"):
        awards.change_payee(award, kind=PayeeKind.BENEFICIARY, paid_by=PaidBy.CASH, why="comodo", by=place.act_as(ACCOUNTANT), at=AT)


def test_who_proposed_does_not_revise(place: Place, award: Award) -> None:
    award.application.proposed_by = place.worker(HEAD)
    award.application.decided_by = place.worker(OTHER_HEAD)
    award.application.save()

    with pytest.raises(NotAllowed):
        awards.revise(award, amount=10_000, from_month=DECEMBER, why="meno", by=place.act_as(HEAD), at=AT)
    awards.revise(award, amount=10_000, from_month=DECEMBER, why="meno", by=place.act_as(OTHER_HEAD), at=AT)


def test_a_debt_is_given_back_piece_by_piece(place: Place, award: Award) -> None:
    pay(award, 1)
    debt = debts.ask(award, amount=15_000, why="calcolo sbagliato", by=place.act_as(HEAD), at=AT)

    with pytest.raises(Refusal, match=r"Sono stati pagati 200,00.*150,00"):
        debts.ask(award, amount=5_001, why="ancora", by=place.act_as(HEAD), at=AT)
    debt = debts.recover(debt, amount=5_000, on=TODAY, by=place.act_as(ACCOUNTANT), at=AT)
    assert (debt.state, debt.left, debt.ended_on) == ("open", 10_000, None)
    with pytest.raises(Refusal, match="Restano da restituire 100,00"):
        debts.recover(debt, amount=10_001, on=TODAY, by=place.act_as(ACCOUNTANT), at=AT)
    debt = debts.recover(debt, amount=10_000, on=TODAY, by=place.act_as(ACCOUNTANT), at=AT)

    assert (debt.state, debt.left, debt.ended_on) == ("recovered", 0, TODAY)
    with pytest.raises(Forbidden):
        debts.waive(debt, why="è povera", by=place.act_as(EXECUTIVE), at=AT)


def test_a_debt_is_waived_by_an_executive_with_a_reason(place: Place, award: Award) -> None:
    pay(award, 1)
    debt = debts.ask(award, amount=15_000, why="calcolo sbagliato", by=place.act_as(HEAD), at=AT)

    with pytest.raises(NotAllowed):
        debts.waive(debt, why="è povera", by=place.act_as(HEAD), at=AT)
    with pytest.raises(Refusal):
        debts.waive(debt, why=" ", by=place.act_as(EXECUTIVE), at=AT)
    waived = debts.waive(debt, why="determina 12 del 2016", by=place.act_as(EXECUTIVE), at=AT)

    assert (waived.state, last_act().amount) == ("waived", 15_000)


def test_nothing_more_is_paid_to_somebody_protected_and_what_was_paid_was_due(place: Place, award: Award) -> None:
    pay(award, 1)

    protecting.let_go(place.carlo, place.act_as(HEAD), AT)

    award.refresh_from_db()
    assert (award.state, states(award)) == ("revoked", ["paid", "cancelled", "cancelled", "cancelled"])
    assert committed() == [20_000, 0]
    assert not Debt.objects.exists()
    assert award.slots.count() == 1


def test_commitments_hold_what_instalments_owe(place: Place, award: Award) -> None:
    awards.revise(award, amount=25_000, from_month=JANUARY, why="di più", by=place.act_as(HEAD), at=AT)
    awards.revoke(award, from_month=FEBRUARY, why="basta", by=place.act_as(HEAD), at=AT)

    owed = Instalment.objects.exclude(state="cancelled").aggregate(all=Sum("amount"))["all"]
    assert owed == Commitment.objects.aggregate(all=Sum("amount"))["all"] == sum(committed()) == 65_000
