"""
Whatever happens to some awards, in whatever order: no month is had twice, and every cent is where it is said to be.

Hypothesis does verbs at random, by whoever may do them and on days that go by; what the rules forbid is refused, and is part of the story.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from django.db import models, transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import NotAllowed
from sussidiario.benefits import figures
from sussidiario.benefits.actions import advances, answers, applications, awards, debts, payments, protecting
from sussidiario.benefits.lifecycle import Answer, ApplicationState, AwardState, DebtState, InstalmentState, ListState, PaidBy, PayeeKind, PaymentState
from sussidiario.benefits.models import Application, Award, BudgetLine, Commitment, Condition, Debt, Instalment, Measure, Payment, PaymentList, Slot
from sussidiario.benefits.rules import plans
from sussidiario.benefits.tests.paying import done, returned, statement
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, EXECUTIVE, HEAD, IBAN, OTHER_HEAD, TODAY, WORKER, Place
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act

LINES = ((2016, 60_000), (2016, 25_000), (2017, 70_000))
"""Money of each year, in cents: so little that some grants find none, and some are paid with two lines."""

T = TypeVar("T", bound=models.Model)

CENTS = st.integers(1, 15_000)
PICK = st.integers(0, 1_000)
MONTHS = st.sampled_from(plans.months_from(date(2016, 10, 1), 8))
YES_OR_NO = st.booleans()

OPEN_LISTS = (ListState.LOCKED, ListState.APPROVED, ListState.AUTHORISED)


at_work = cache(lambda staff, day: actor(staff, on=day))


@contextmanager
def refusable() -> Iterator[None]:
    """Do something that the rules may forbid."""
    with suppress(Refusal, Forbidden, NotAllowed):
        yield


def everything() -> list[list[tuple[Any, ...]]]:
    """All rows of money, and how many acts there are but those that say that an answer was loaded."""
    tables: tuple[type[models.Model], ...] = (Application, Award, Slot, Commitment, BudgetLine, Instalment, PaymentList, Payment, Debt)
    rows = [list(model._default_manager.order_by("pk").values_list()) for model in tables]
    return [*rows, [(Act.objects.exclude(act=figures.ANSWER_LOADED).count(),)]]


class Lives(RuleBasedStateMachine):
    """A household of two and a woman alone; two measures that do not go together, and one that goes with both."""

    def __init__(self, place: Place, measures: Sequence[Measure]) -> None:
        super().__init__()
        self.place, self.measures, self.day, self.seen = place, measures, TODAY, 0
        self.all = transaction.atomic()
        self.all.__enter__()

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.all.__exit__(None, None, None)

    def by(self, username: str) -> Actor:
        return at_work(self.place.staff[username], self.day)

    def asked(self, who: int, what: int) -> Application:
        person = [self.place.carlo, self.place.sara, self.place.teresa][who % 3]
        home = self.place.family if who % 3 < 2 and who % 2 else None
        return self.place.proposed(person, self.measures[what % 3], household=home, on=self.day)

    @initialize(amount=CENTS)
    def begin(self, amount: int) -> None:
        self.grant(who=0, what=0, amount=amount, months=4, from_month=date(2016, 10, 1))
        self.grant(who=2, what=1, amount=amount, months=1, from_month=date(2016, 11, 1))
        self.pay_what_is_due(later=15, well=[True])

    # What is granted.

    @rule(who=PICK, what=PICK, amount=CENTS, months=st.integers(1, 5), from_month=MONTHS)
    def grant(self, who: int, what: int, amount: int, months: int, from_month: date) -> None:
        with refusable(), transaction.atomic():
            application = self.asked(who, what)
            number = months if application.measure.monthly else 1
            proposal = {"proposed_amount": amount, "proposed_months": number, "from_month": from_month, "payee": self.place.payee(application.person)}
            Application.objects.filter(pk=application.pk).update(**proposal)
            granted = applications.grant(application, by=self.by(HEAD), at=AT)
            owed = Instalment.objects.filter(award__application=granted)
            assert sum(each.amount for each in owed) == amount * number

    @rule(who=PICK, amount=CENTS, seen=st.sampled_from([advances.ratify, advances.deny, None]))
    def advance(self, who: int, amount: int, seen: Callable[..., Application] | None) -> None:
        if seen is not None and (waiting := some(Application.objects.filter(state=ApplicationState.ADVANCED), who)):
            with refusable():
                seen(waiting, why="visto", by=self.by(OTHER_HEAD), at=AT)
            return
        with refusable(), transaction.atomic():
            application = self.asked(who, 1)
            undone = {"proposed_by": None, "proposed_on": None, "proposed": None, "completed_on": None}
            Application.objects.filter(pk=application.pk).update(state=ApplicationState.RECEIVED.value, **undone)
            advances.advance(application, amount=amount, why="è senza luce", by=self.by(WORKER), at=AT)

    @rule(pick=PICK, verb=st.sampled_from(["suspend", "resume", "conclude", "pay_elsewhere"]))
    def go_on(self, pick: int, verb: str) -> None:
        award = some(Award.objects.all(), pick)
        if award is None:
            return
        with refusable():
            match verb:
                case "suspend":
                    awards.suspend(award, why="non si trova", by=self.by(HEAD), at=AT)
                case "resume":
                    awards.resume(award, by=self.by(HEAD), at=AT)
                case "conclude":
                    awards.conclude(award, by=self.by(HEAD), at=AT)
                case _:
                    awards.change_payee(award, kind=PayeeKind.BENEFICIARY, paid_by=PaidBy.TRANSFER, iban=IBAN, why="lo chiede", by=self.by(WORKER), at=AT)

    @rule(pick=PICK, amount=CENTS, from_month=MONTHS, back=YES_OR_NO)
    def revise_or_revoke(self, pick: int, amount: int, from_month: date, back: bool) -> None:  # noqa: FBT001  Hypothesis gives it by name
        if award := some(Award.objects.running(), pick):
            with refusable():
                if back:
                    awards.revoke(award, from_month=from_month, why="non spettava", by=self.by(HEAD), at=AT)
                else:
                    awards.revise(award, amount=amount, from_month=from_month, why="cambia il reddito", by=self.by(OTHER_HEAD), at=AT)

    @rule(pick=PICK, later=st.integers(0, 90), kept=YES_OR_NO)
    def ask_something(self, pick: int, later: int, kept: bool) -> None:  # noqa: FBT001  likewise
        if kept and (condition := some(Condition.objects.filter(met_on__isnull=True), pick)):
            with refusable():
                awards.meet_condition(condition, on=self.day, by=self.by(WORKER), at=AT)
        elif award := some(Award.objects.running(), pick):
            with refusable():
                awards.add_condition(award, what="il corso", due_on=self.day + timedelta(days=later), by=self.by(WORKER), at=AT)

    @precondition(lambda self: self.day > TODAY + timedelta(days=60))
    @rule(who=PICK)
    def protect(self, who: int) -> None:
        with refusable():
            protecting.let_go([self.place.carlo, self.place.teresa][who % 2], self.by(HEAD), AT)

    # What is paid.

    @rule(later=st.integers(0, 90), well=st.lists(YES_OR_NO, min_size=1, max_size=4))
    def pay_what_is_due(self, later: int, well: Sequence[bool]) -> None:
        with refusable():
            made = self.built(later)
            self.signed_and_sent(made)
            lines = made.payments.order_by("position")
            self.load(statement([(done if well[at % len(well)] else returned)(line, self.day.isoformat()) for at, line in enumerate(lines)]))

    @rule(pick=PICK, later=st.integers(0, 90), verb=st.sampled_from(["build", "build", "send", "abandon", "close"]))
    def keep_lists(self, pick: int, later: int, verb: str) -> None:
        waiting = some(PaymentList.objects.filter(state__in=OPEN_LISTS), pick)
        with refusable():
            if verb == "close" and (made := some(PaymentList.objects.filter(state=ListState.SENT), pick)):
                payments.close(made, by=self.by(ACCOUNTANT), at=AT)
            elif verb == "build" or waiting is None:
                self.built(later)
            elif verb == "send":
                self.signed_and_sent(waiting)
            else:
                payments.abandon(waiting, why="manca la cassa", by=self.by(EXECUTIVE), at=AT)

    def built(self, later: int) -> PaymentList:
        made = payments.build(self.day + timedelta(days=later), "Contributi", by=self.by(ACCOUNTANT), at=AT)
        for line in made.payments.select_related("instalment__award"):
            assert line.instalment.award.state != AwardState.SUSPENDED
            assert line.instalment.due_on <= made.pay_on
        return made

    def signed_and_sent(self, made: PaymentList) -> None:
        payments.approve(made, by=self.by(HEAD), at=AT)
        payments.authorise(made, by=self.by(EXECUTIVE), at=AT)
        payments.send(made, by=self.by(ACCOUNTANT), at=AT)

    @precondition(lambda self: Payment.objects.exists())
    @rule(said=st.lists(st.tuples(PICK, YES_OR_NO, st.sampled_from(["", "", "", "0.01"])), min_size=1, max_size=6))
    def hear_from_the_bank(self, said: Sequence[tuple[int, bool, str]]) -> None:
        lines, on = list(Payment.objects.order_by("pk")), self.day.isoformat()
        told = [(lines[pick % len(lines)], well, amount) for pick, well, amount in said]
        content = statement([done(line, on, amount) if well else returned(line, on) for line, well, amount in told])
        self.load(content)
        before = everything()

        self.load(content)
        self.load(content + b"<!-- the same in another file -->")

        assert everything() == before

    def load(self, content: bytes) -> None:
        answers.load(content, form=Answer.CAMT053, name="estratto", by=self.by(ACCOUNTANT), at=AT)

    @precondition(lambda self: Instalment.objects.failed().exists())
    @rule(pick=PICK)
    def reopen(self, pick: int) -> None:
        if failed := some(Instalment.objects.failed(), pick):
            with refusable():
                answers.reopen(failed, by=self.by(ACCOUNTANT), at=AT)

    # What is asked back.

    @precondition(lambda self: Instalment.objects.filter(state=InstalmentState.PAID).exists())
    @rule(pick=PICK, amount=CENTS, verb=st.sampled_from(["ask", "recover", "recover all", "waive", "give back"]))
    def get_back(self, pick: int, amount: int, verb: str) -> None:
        debt = some(Debt.objects.open(), pick)
        with refusable():
            if verb == "ask" or debt is None:
                award = some(Award.objects.filter(instalments__state=InstalmentState.PAID).distinct(), pick)
                if award is not None:
                    debts.ask(award, amount=amount, why="non spettava", by=self.by(HEAD), at=AT)
            elif verb == "give back":
                over = some(Debt.objects.in_state(DebtState.EXCESS), pick)
                debts.give_back(over or debt, on=self.day, by=self.by(ACCOUNTANT), at=AT)
            elif verb == "waive":
                debts.waive(debt, why="non ha niente", by=self.by(EXECUTIVE), at=AT)
            else:
                debts.recover(debt, amount=amount if verb == "recover" else debt.left, on=self.day, by=self.by(ACCOUNTANT), at=AT)

    @precondition(lambda self: self.day < date(2017, 6, 1))
    @rule(days=st.integers(1, 40))
    def days_go_by(self, days: int) -> None:
        self.day += timedelta(days=days)

    # What is true whatever happened.

    @invariant()
    def every_cent_is_where_it_is_said_to_be(self) -> None:
        acts = list(Act.objects.order_by("pk").values_list("pk", "act", "amount", "voids"))
        if len(acts) == self.seen:
            return  # it was refused
        self.seen = len(acts)
        rows = list(Instalment.objects.order_by("pk").values(*INSTALMENT))
        self.nobody_has_a_month_twice(rows)
        self.every_cent_promised_is_owed(rows)
        self.every_instalment_is_where_its_payments_say(rows)
        self.what_is_over_owes_nothing(rows)
        voided = {voids for _pk, _act, _amount, voids in acts}
        said = sum(amount or 0 for pk, act, amount, voids in acts if act == figures.PAID and voids is None and pk not in voided)
        assert said == sum(each["amount"] for each in rows if each["state"] == InstalmentState.PAID)

    def nobody_has_a_month_twice(self, rows: Sequence[dict[str, Any]]) -> None:
        slots = set(Slot.objects.order_by("pk").values_list("award", "month"))
        against = {self.measures[0].pk, self.measures[1].pk}
        taken: Counter[tuple[Any, ...]] = Counter()
        for each in rows:
            held = (each["award"], each["month"]) in slots
            if each["state"] == InstalmentState.CANCELLED or (
                each["state"] == InstalmentState.PAID and each["award__state"] == AwardState.REVOKED and not held
            ):
                continue  # it is not owed; or it was paid and not due, and is asked back
            assert held
            what = "either" if each["award__measure"] in against else "other"
            taken[what, each["award__household"] or f"alone {each['award__person']}", each["month"]] += 1
        assert all(number == 1 for number in taken.values()), taken

    def every_cent_promised_is_owed(self, rows: Sequence[dict[str, Any]]) -> None:
        owed: Counter[int] = Counter()
        paid: Counter[int] = Counter()
        promised: Counter[int] = Counter()
        gone: Counter[int] = Counter()
        for each in rows:
            owed[each["commitment"]] += each["amount"] * (each["state"] != InstalmentState.CANCELLED)
            paid[each["commitment"]] += each["amount"] * (each["state"] == InstalmentState.PAID)
        for pk, line, amount, out in Commitment.objects.order_by("pk").values_list("pk", "line", "amount", "paid"):
            assert (amount, out) == (owed[pk], paid[pk])
            promised[line] += amount
            gone[line] += out
        for line, amount, committed, out in BudgetLine.objects.order_by("pk").values_list("pk", "amount", "committed", "paid"):
            assert (committed, out) == (promised[line], gone[line])
            assert out <= committed <= amount

    def every_instalment_is_where_its_payments_say(self, rows: Sequence[dict[str, Any]]) -> None:
        lines = list(Payment.objects.order_by("pk").values_list("payments", "instalment", "state", "amount"))
        states = Counter((instalment, state) for _payments, instalment, state, _amount in lines)
        for each in rows:
            assert states[each["pk"], PaymentState.EXPECTED.value] == (each["state"] == InstalmentState.LISTED)
            assert states[each["pk"], PaymentState.PAID.value] == (each["state"] == InstalmentState.PAID)
            waits = each["condition"] is not None and each["condition__met_on"] is None
            assert each["state"] != InstalmentState.HELD or waits or each["award__state"] == AwardState.SUSPENDED
            assert each["state"] != InstalmentState.PLANNED or not waits
        for pk, state, count, total in PaymentList.objects.order_by("pk").values_list("pk", "state", "count", "total"):
            mine = [(said, amount) for payments_, _instalment, said, amount in lines if payments_ == pk]
            assert (count, total) == (len(mine), sum(amount for _said, amount in mine))
            assert state != ListState.CLOSED or PaymentState.EXPECTED.value not in {said for said, _amount in mine}

    def what_is_over_owes_nothing(self, rows: Sequence[dict[str, Any]]) -> None:
        asked: Counter[int] = Counter()
        for debt in Debt.objects.order_by("pk"):
            asked[debt.award_id] += debt.amount - debt.bounced
            assert (debt.ended_on is None) == (debt.state in {DebtState.OPEN, DebtState.EXCESS})
            assert (debt.too_much > 0) == (debt.state == DebtState.EXCESS)
        for pk, state, ended_on in Award.objects.order_by("pk").values_list("pk", "state", "ended_on"):
            mine = [each for each in rows if each["award"] == pk]
            assert (ended_on is None) == (state in {AwardState.ACTIVE, AwardState.SUSPENDED})
            assert state != AwardState.CONCLUDED or {each["state"] for each in mine} <= {InstalmentState.PAID, InstalmentState.CANCELLED}
            assert asked[pk] <= sum(each["amount"] for each in mine if each["state"] == InstalmentState.PAID)


INSTALMENT = (
    *("pk", "award", "month", "amount", "state", "commitment", "condition", "condition__met_on"),
    *("award__state", "award__measure", "award__household", "award__person"),
)


def some(found: "models.QuerySet[T]", pick: int) -> T | None:
    """One of some rows, or nothing."""
    rows = list(found.order_by("pk"))
    return rows[pick % len(rows)] if rows else None


HAPPENED = {figures.GRANTED, figures.LIST_SENT, figures.PAID}
"""What happens at the beginning of every life: without it the others would show nothing."""


def test_whatever_happens_every_cent_is_where_it_is_said_to_be(place: Place, settings: Any) -> None:
    settings.SUSSIDIARIO_DEBTOR_IBAN = "IT21I0100003245000000000001"
    other = place.measure("other", monthly=True)
    place.incompatible(place.income, place.arrears)
    for number, (year, amount) in enumerate(LINES):
        place.line(amount, place.income, place.arrears, other, year=year, chapter=str(number))
    seen: Counter[str] = Counter()

    class Here(Lives):
        def __init__(self) -> None:
            super().__init__(place, [place.income, place.arrears, other])

        def teardown(self) -> None:
            seen.update(Act.objects.order_by("pk").values_list("act", flat=True))
            super().teardown()

    run_state_machine_as_test(Here, settings=HOW)

    assert seen.keys() >= HAPPENED, HAPPENED - seen.keys()


HOW = settings(max_examples=25, stateful_step_count=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
