"""
Payments from what is due to the money reconciled: in one list, against the same verbs payment by payment.

Payment by payment is what somebody does who has no lists: for each instalment a list of its own is built, approved, authorised, sent and reconciled, with the
same rows, acts, checks and files. Both work on a database in a file, in the same call.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection

from bench.result import Measure as Compared, Result
from bench.scratch import database
from sussidiario.access import demo as access
from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff
from sussidiario.benefits.actions import answers, payments
from sussidiario.benefits.lifecycle import Answer, ApplicationState, InstalmentState, Macro, MeansTest
from sussidiario.benefits.models import Application, Award, BudgetLine, Commitment, Fund, Instalment, Measure, Payee, PaymentList
from sussidiario.foundation.areas import Area
from sussidiario.journal.models import Act
from sussidiario.people.models import Person

CLAIM = "5,000 payments in one list are built, approved, authorised, sent and reconciled at least 10 times faster than payment by payment."
SIZE = 5_000
SOME = 100
"""How many are paid one by one: the time of each does not depend on how many there are."""

DAY, PAY_ON = date(2016, 11, 15), date(2016, 11, 30)
AT = datetime(2016, 11, 15, 9, tzinfo=UTC)
AMOUNT = 20_000
IBAN = "IT60X0542811101000000123456"

T = TypeVar("T")


def run(size: int | None = None) -> Result:
    """Pay some one by one, and as many as `size` in one list."""
    count = size or SIZE
    some = min(SOME, count)
    with tempfile.TemporaryDirectory() as folder, database(Path(folder) / "payments.sqlite3"):
        staff = access.create_staff()
        three = [actor(staff[name], on=DAY) for name in ("renata.sironi", "giovanni.casati", "alberto.fumagalli")]
        _due(some + count, staff)
        one_by_one, together = Clock(), Clock()
        instalments = list(Instalment.objects.order_by("pk").values_list("pk", flat=True))
        Instalment.objects.update(due_on=date(2017, 6, 30))
        for each in instalments[:some]:
            Instalment.objects.filter(pk=each).update(due_on=DAY)
            _pay(three, one_by_one)
        Instalment.objects.filter(pk__in=instalments[some:]).update(due_on=DAY)
        _pay(three, together)
        _check(some + count)
    slow, fast = 1000 * sum(one_by_one.seconds.values()) / some, 1000 * sum(together.seconds.values()) / count
    reported: dict[str, float | int | str] = {"payments in one list": count, "payments one by one": some}
    for verb in together.seconds:
        reported |= {f"{verb}, queries for all in one list": together.queries[verb], f"{verb}, queries for each one by one": one_by_one.queries[verb] // some}
        reported |= {f"{verb}, seconds for all in one list": round(together.seconds[verb], 2)}
    return Result([Compared("a payment, from what is due to reconciled", fast, slow, "ms", slow / fast, at_least=10)], reported)


@dataclass
class Clock:
    """What each verb took: seconds, and questions to the database."""

    seconds: Counter[str] = field(default_factory=Counter)
    queries: Counter[str] = field(default_factory=Counter)

    def __call__(self, name: str, verb: Callable[[], T]) -> T:
        """Do it, and note what it took."""

        def count(execute: Callable[..., Any], *asked: Any) -> Any:
            self.queries[name] += 1
            return execute(*asked)

        start = time.perf_counter()
        with connection.execute_wrapper(count):
            done = verb()
        self.seconds[name] += time.perf_counter() - start  # type: ignore[assignment]  # a counter of seconds counts in fractions
        return done


def _pay(three: Sequence[Actor], clock: Clock) -> None:
    """Pay what is due, as the three of them do and the bank answers."""
    accountant, head, executive = three
    made: PaymentList = clock("build", lambda: payments.build(PAY_ON, "Contributi", by=accountant, at=AT))
    clock("approve", lambda: payments.approve(made, by=head, at=AT))
    clock("authorise", lambda: payments.authorise(made, by=executive, at=AT))
    clock("send", lambda: payments.send(made, by=accountant, at=AT))
    statement = _statement(made)
    clock("reconcile", lambda: answers.load(statement, form=Answer.CAMT053, name="estratto.xml", by=accountant, at=AT))
    clock("close", lambda: payments.close(made, by=accountant, at=AT))


def _statement(made: PaymentList) -> bytes:
    """What the bank answers to a list of which everything went out."""
    entries = "".join(
        f'<Ntry><Amt Ccy="EUR">200.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{PAY_ON}</Dt></BookgDt><NtryDtls><TxDtls>'
        f'<Refs><EndToEndId>{reference}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">200.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls></Ntry>'
        for reference in made.payments.order_by("position").values_list("reference", flat=True)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
    return f"{head}{entries}</Stmt></BkToCstmrStmt></Document>".encode()


def _due(count: int, staff: Mapping[str, Staff]) -> None:
    """Awards of one instalment each, due today; written at once, since only paying is measured."""
    details = {"siuss_code": "A1.04", "siuss_name": "Contributi", "means_test": MeansTest.ISEE, "macro": Macro.INCLUSION, "area": Area.ADULTS}
    measure = Measure.objects.create(key="income", name="Contributo", of_household=False, from_on=date(2012, 1, 1), **details)
    fund = Fund.objects.create(key="comune", name="Fondi comunali", source="Comune")
    line = BudgetLine.objects.create(fund=fund, year=2016, chapter="1104", amount=AMOUNT * count, committed=AMOUNT * count)
    persons = Person.objects.bulk_create(Person(pseudonym=f"Persona {number}", registered_at=AT) for number in range(count))
    payees = Payee.objects.bulk_create(Payee(person=person, name=f"Chi riscuote {number}", iban=IBAN) for number, person in enumerate(persons))
    worker, head = staff["giulia.mandelli"], staff["giovanni.casati"]
    decided = {"received_by": worker, "proposed_by": worker, "decided_by": head, "proposed": True, "proposed_amount": AMOUNT}
    days = {"received_on": DAY, "completed_on": DAY, "proposed_on": DAY, "decided_on": DAY, "proposed_months": 1, "state": ApplicationState.GRANTED}
    team = worker.memberships.get().team_id
    asked = Application.objects.bulk_create(
        Application(number=number, year=2016, measure=measure, person=person, team_id=team, proposal="Sì", **decided, **days)
        for number, person in enumerate(persons, start=1)
    )
    awards = Award.objects.bulk_create(
        Award(application=each, measure=measure, person_id=each.person_id, payee=payee, amount=AMOUNT, from_month=date(2016, 11, 1), granted_on=DAY)
        for each, payee in zip(asked, payees, strict=True)
    )
    commitments = Commitment.objects.bulk_create(
        Commitment(line=line, award=award, year=2016, number=number, on=DAY, amount=AMOUNT) for number, award in enumerate(awards, start=1)
    )
    Instalment.objects.bulk_create(
        Instalment(award=award, number=1, month=award.from_month, due_on=DAY, amount=AMOUNT, commitment=commitment)
        for award, commitment in zip(awards, commitments, strict=True)
    )


def _check(count: int) -> None:
    """
    Look at what was paid.

    :raises AssertionError: if it is not all of it, once.
    """
    paid = Instalment.objects.filter(state=InstalmentState.PAID).count()
    told = Act.objects.filter(act="benefits.instalment.paid").count()
    cents = BudgetLine.objects.get().paid
    if (paid, told, cents) != (count, count, AMOUNT * count):
        message = f"of {count} payments {paid} are paid, {told} are told, for {cents} cents"
        raise AssertionError(message)
