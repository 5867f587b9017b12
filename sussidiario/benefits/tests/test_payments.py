"""Lists of payments: built whole or not at all, signed by three people, sent once and the same ever after."""

import csv
import inspect
import io
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import FrameType
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.db import IntegrityError, connection, transaction
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.decision import NotAllowed
from sussidiario.benefits.actions import payments, transfers
from sussidiario.benefits.lifecycle import LIST, FileForm, InstalmentState, ListState, PaidBy, PayeeKind
from sussidiario.benefits.models import Instalment, Payment, PaymentFile, PaymentList
from sussidiario.benefits.tests.paying import PAY_ON, built, due, sent
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, AUDITOR, EXECUTIVE, HEAD, IBAN, NOVEMBER, TODAY, WORKER, Place
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act
from sussidiario.people.models import Person

Together = Callable[..., list[Any]]
NAMESPACE = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.03}"


def states() -> set[str]:
    """Where the instalments are."""
    return set(Instalment.objects.values_list("state", flat=True))


def test_a_list_is_a_picture_of_what_is_due(place: Place) -> None:
    due(place, 3)

    made = built(place)

    assert (str(made), made.state, made.count, made.total) == ("Elenco n. 1/2016", "locked", 3, 60_000)
    lines = list(Payment.objects.of(made).values_list("position", "reference", "name", "iban", "amount", "commitment"))
    assert lines[0] == (1, "SUS-2016-00001-00001", "Persona Numero 0", IBAN, 20_000, "1/2016")
    assert [line[1] for line in lines] == [f"SUS-2016-00001-0000{position}" for position in (1, 2, 3)]
    assert states() == {"listed"}
    assert Act.objects.get(act="benefits.list.built").amount == 60_000


def test_what_changes_later_does_not_change_the_list(place: Place) -> None:
    (award,) = due(place)
    made = built(place)

    award.payee.name = "Un altro"
    award.payee.save()

    assert Payment.objects.of(made).get().name == "Persona Numero 0"


def test_who_has_no_valid_account_stays_out_and_due(place: Place) -> None:
    due(place, iban="IT60X0542811101000000123457")
    place.granted(place.proposed(place.teresa, place.arrears), amount=1_000, months=1)

    made = built(place)

    assert made.count == 1
    assert sorted(Instalment.objects.values_list("state", flat=True)) == ["listed", "planned"]


def test_who_has_died_is_not_paid_and_who_lets_them_the_house_still_is(place: Place) -> None:
    owner: dict[str, Any] = {"kind": PayeeKind.LANDLORD.value, "name": "Immobiliare Brianza", "fiscal_code": "12345670157"}
    (tenant,), (other,) = due(place, **owner), due(place)
    Person.objects.filter(pk__in=[tenant.person_id, other.person_id]).update(died_on=TODAY)

    made = built(place)

    assert made.payments.get().name == "Immobiliare Brianza"
    assert payments.unpayable(Instalment.objects.payable(PAY_ON).get()) == "la persona è deceduta"


def test_what_is_not_due_yet_is_suspended_or_of_another_measure_stays_out(place: Place) -> None:
    place.line(500_000)
    place.granted(amount=1_000, months=2)
    suspended = place.granted(place.proposed(place.teresa, place.arrears), amount=2_000, months=1)
    type(suspended).objects.filter(pk=suspended.pk).update(state="suspended")

    made = payments.build(date(2016, 11, 27), "Novembre", measures=[place.income], by=place.act_as(ACCOUNTANT), at=AT)

    assert (made.count, made.total) == (1, 1_000)


@pytest.mark.parametrize(("pay_on", "words", "field"), [(TODAY, "", "words"), (TODAY - timedelta(days=1), "x", "pay_on"), (TODAY, "x", "pay_on")])
def test_a_list_of_nothing_is_not_built(place: Place, pay_on: date, words: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        payments.build(pay_on, words, by=place.act_as(ACCOUNTANT), at=AT)

    assert (refused.value.field, PaymentList.objects.count()) == (field, 0)


def test_three_people_make_a_list(place: Place) -> None:
    due(place)

    made = sent(place)

    made.refresh_from_db()
    assert (made.state, made.built_by.username, made.approved_by, made.authorised_by) == ("sent", ACCOUNTANT, place.worker(HEAD), place.worker(EXECUTIVE))
    assert list(Act.objects.filter(act__startswith="benefits.list").order_by("pk").values_list("act", flat=True)) == [
        "benefits.list.built",
        "benefits.list.approved",
        "benefits.list.authorised",
        "benefits.list.sent",
    ]


@pytest.mark.parametrize("who", [HEAD, EXECUTIVE, WORKER, AUDITOR])
def test_only_the_accountant_builds(place: Place, who: str) -> None:
    with pytest.raises(NotAllowed):
        payments.build(PAY_ON, "x", by=place.act_as(who), at=AT)


@pytest.mark.parametrize("who", [ACCOUNTANT, EXECUTIVE, WORKER, AUDITOR])
def test_only_the_head_approves(place: Place, who: str) -> None:
    due(place)

    with pytest.raises(NotAllowed):
        payments.approve(built(place), by=place.act_as(who), at=AT)


def test_nobody_has_two_parts_in_one_list(place: Place) -> None:
    due(place)
    made = built(place)
    PaymentList.objects.filter(pk=made.pk).update(built_by=place.worker(HEAD))

    with pytest.raises(NotAllowed, match="un'altra persona"):
        payments.approve(made, by=place.act_as(HEAD), at=AT)
    for two in ({"approved_by": place.worker(HEAD)}, {"authorised_by": place.worker(HEAD)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PaymentList.objects.filter(pk=made.pk).update(**two)


@pytest.mark.parametrize("change", [{"amount": 20_001}, {"iban": "IT21I0100003245000000000001"}, {"name": "Un altro"}, {"words": "altro"}])
@pytest.mark.parametrize("verb", ["approve", "authorise", "send"])
def test_what_was_changed_after_it_was_built_is_not_signed(place: Place, change: dict[str, Any], verb: str) -> None:
    due(place, 2)
    made = built(place)
    steps = {"approve": HEAD, "authorise": EXECUTIVE, "send": ACCOUNTANT}
    for step, who in steps.items():
        if step == verb:
            Payment.objects.filter(payments=made, position=2).update(**change)
            with pytest.raises(Refusal, match="non sono più quelle"):
                getattr(payments, step)(made, by=place.act_as(who), at=AT)
            break
        getattr(payments, step)(made, by=place.act_as(who), at=AT)

    assert PaymentFile.objects.count() == 0


def test_each_verb_leads_from_its_states_alone(place: Place) -> None:
    due(place)
    made = built(place)
    who = {"approve": HEAD, "authorise": EXECUTIVE, "send": ACCOUNTANT, "close": ACCOUNTANT, "abandon": ACCOUNTANT}
    for state in ListState:
        for verb, name in who.items():
            if state in LIST.moves[verb].sources:
                continue
            PaymentList.objects.filter(pk=made.pk).update(state=state, approved_by=None, authorised_by=None)
            with pytest.raises(Forbidden):
                getattr(payments, verb)(made, by=place.act_as(name), at=AT, **({"why": "x"} if verb == "abandon" else {}))


def test_an_abandoned_list_lets_go_of_what_it_held_and_keeps_its_number(place: Place) -> None:
    due(place, 2)
    made = payments.approve(built(place), by=place.act_as(HEAD), at=AT)

    payments.abandon(made, why="Manca la copertura di cassa", by=place.act_as(EXECUTIVE), at=AT)

    assert states() == {"planned"}
    assert set(made.payments.values_list("state", flat=True)) == {"dropped"}
    assert (built(place).number, states()) == (2, {"listed"})


def test_numbers_begin_again_with_the_year(place: Place) -> None:
    place.line(100_000)
    place.line(100_000, year=2017)
    place.granted(amount=1_000, months=3)
    numbers = []
    for day in (date(2016, 11, 28), date(2016, 12, 28), date(2017, 1, 30)):
        made = payments.build(day, "x", by=place.act_as(ACCOUNTANT, on=day), at=AT)
        numbers.append((made.year, made.number))

    assert numbers == [(2016, 1), (2016, 2), (2017, 1)]


def test_the_bank_is_sent_transfers_as_its_schema_wants_them_and_no_cash(place: Place) -> None:
    due(place, 2)
    due(place, name="Niccolò Ötzi & figli <b>", iban=IBAN)
    due(place, paid_by=PaidBy.CASH.value, iban="")

    made = sent(place)

    root = fromstring(payments.taken(made, FileForm.SEPA) or b"")  # noqa: S314  our own file
    transfers_ = root.findall(f".//{NAMESPACE}CdtTrfTxInf")
    assert [each.find(f".//{NAMESPACE}EndToEndId").text for each in transfers_] == [f"SUS-2016-00001-0000{n}" for n in (1, 2, 3)]  # type: ignore[union-attr]  # there is one
    assert [each.text for each in root.iter(f"{NAMESPACE}CtrlSum")] == ["600.00", "600.00"]
    assert [each.text for each in root.iter(f"{NAMESPACE}InstdAmt")] == ["200.00"] * 3
    assert [each.text for each in root.iter(f"{NAMESPACE}IBAN")] == ["IT21I0100003245000000000001", IBAN, IBAN, IBAN]
    assert [each.text for each in root.iter(f"{NAMESPACE}ReqdExctnDt")] == ["2016-11-30"]
    assert [each.text for each in root.iter(f"{NAMESPACE}BtchBookg")] == ["false"]
    assert "Niccolo Otzi figli b" in [each.text for each in root.iter(f"{NAMESPACE}Nm")]
    assert next(each.text for each in root.iter(f"{NAMESPACE}Ustrd")) == "Contributo domanda 1/2016 rata 1"


def test_a_list_that_is_sent_late_asks_the_bank_for_the_day_it_is_sent(place: Place) -> None:
    due(place)
    made = payments.authorise(payments.approve(built(place), by=place.act_as(HEAD), at=AT), by=place.act_as(EXECUTIVE), at=AT)

    payments.send(made, by=place.act_as(ACCOUNTANT, on=date(2016, 12, 2)), at=datetime(2016, 12, 2, 9, tzinfo=UTC))

    root = fromstring(payments.taken(made, FileForm.SEPA) or b"")  # noqa: S314  our own file
    assert [each.text for each in root.iter(f"{NAMESPACE}ReqdExctnDt")] == ["2016-12-02"]


def test_the_same_lines_make_the_same_file(place: Place) -> None:
    due(place, 2)
    made = sent(place)
    lines = list(made.payments.all())

    assert transfers.sepa(made, lines, at=AT) == transfers.sepa(made, lines, at=AT) == payments.taken(made, FileForm.SEPA)


def test_a_file_that_is_no_longer_what_it_was_is_not_given(place: Place) -> None:
    due(place)
    made = sent(place)
    PaymentFile.objects.filter(form="sepa").update(content=b"altro")

    with pytest.raises(Refusal):
        payments.taken(made, FileForm.SEPA)


def test_the_treasurers_list_has_everybody_and_no_formula(place: Place) -> None:
    due(place, name="=cmd|' /C calc'!A0", fiscal_code="")
    due(place, paid_by=PaidBy.CASH.value, iban="", fiscal_code="GLMNNA38D42F704X")

    made = sent(place)

    content = payments.taken(made, FileForm.CSV)
    rows = list(csv.reader(io.StringIO((content or b"").decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0].startswith("Elenco n. 1/2016 · Contributi di novembre · da pagare il 30/11/2016 · impronta ")
    assert rows[2][:5] == ["1", "Concessione della domanda 1/2016 del 15/11/2016", "1101", "1/2016", "'=cmd|' /C calc'!A0"]
    assert rows[3][5:8] == ["GLMNNA38D42F704X", "contanti presso la tesoreria", ""]
    assert (rows[2][-1], rows[-1][0], rows[-1][-1]) == ("200,00", "Totale", "400,00")
    sheet = load_workbook(io.BytesIO(payments.taken(made, FileForm.XLSX) or b"")).active
    assert [[cell.value for cell in row][-1] for row in sheet.iter_rows(min_row=3)] == [200, 200, 400]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_a_list_of_cash_alone_makes_no_transfers(place: Place) -> None:
    due(place, paid_by=PaidBy.CASH.value, iban="")

    made = sent(place)

    assert payments.taken(made, FileForm.SEPA) is None


@pytest.mark.parametrize("account", ["", "IT60X0542811101000000123457"])
def test_nothing_is_sent_without_an_account_of_our_own(place: Place, settings: Any, account: str) -> None:
    due(place)
    made = payments.authorise(payments.approve(built(place), by=place.act_as(HEAD), at=AT), by=place.act_as(EXECUTIVE), at=AT)
    settings.SUSSIDIARIO_DEBTOR_IBAN = account

    with pytest.raises(Refusal, match="conto di tesoreria"):
        payments.send(made, by=place.act_as(ACCOUNTANT), at=AT)

    made.refresh_from_db()
    assert made.state == ListState.AUTHORISED


@pytest.mark.parametrize("size", [3, 30])
def test_a_long_list_asks_as_much_as_a_short_one(place: Place, size: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    due(place, size)
    accountant, head, executive = (place.act_as(who) for who in (ACCOUNTANT, HEAD, EXECUTIVE))

    with django_assert_num_queries(9):
        made = built_by(accountant)
    with django_assert_num_queries(6):
        payments.approve(made, by=head, at=AT)
    with django_assert_num_queries(6):
        payments.authorise(made, by=executive, at=AT)
    with django_assert_num_queries(8):
        payments.send(made, by=accountant, at=AT)


def built_by(by: Any) -> PaymentList:
    return payments.build(PAY_ON, "x", by=by, at=AT)


def test_two_who_build_at_once_never_take_the_same_instalment(together: Together) -> None:
    place = Place()
    due(place, 20)
    accountant = place.act_as(ACCOUNTANT)

    results = together(*(lambda: built_by(accountant) for _ in range(4)))

    lists = [each for each in results if isinstance(each, PaymentList)]
    assert len(lists) == 1, results
    assert [type(each) for each in results if each not in lists] == [Refusal] * 3
    assert (Payment.objects.count(), Instalment.objects.filter(state=InstalmentState.LISTED).count()) == (20, 20)


def test_two_who_build_of_different_measures_at_once_have_numbers_that_follow(together: Together) -> None:
    place = Place()
    place.line(100_000)
    with transaction.atomic():
        place.granted(place.proposed(place.carlo, place.income), amount=1_000, months=1, from_month=NOVEMBER)
        place.granted(place.proposed(place.teresa, place.arrears), amount=1_000, months=1)
    accountant = place.act_as(ACCOUNTANT)

    results = together(*(lambda each=each: payments.build(PAY_ON, "x", measures=[each], by=accountant, at=AT) for each in (place.income, place.arrears)))

    assert sorted(each.number for each in results) == [1, 2], results


def dies_at(step: int, *functions: Callable[..., object]) -> Callable[[FrameType, str, Any], Any]:
    """A tracer that kills the process at its `step`-th line of these functions, as a power cut would."""
    lines, codes = count(1), {inspect.unwrap(function).__code__ for function in functions}

    def trace(frame: FrameType, event: str, _arg: object) -> Any:
        if frame.f_code not in codes:
            return None
        if event == "line" and next(lines) == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def in_another_process(verb: Callable[[], object], *functions: Callable[..., object], dying_at: int) -> bool:
    """Do something in a process that is killed at that line of what writes; tell whether it lived to the end."""
    connection.close()
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) == 0
    try:
        sys.settrace(dies_at(dying_at, *functions))
        verb()
    except BaseException:  # noqa: BLE001  a child that goes on would be a second pytest
        os._exit(1)
    os._exit(0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_list_killed_at_any_line_is_whole_or_is_not() -> None:
    place = Place()
    due(place, 2)
    accountant, whole = place.act_as(ACCOUNTANT), (1, 2, 2, 1)

    for step in count(1):
        lived = in_another_process(lambda: built_by(accountant), payments.build, payments._move, journal.insert, dying_at=step)

        found = (PaymentList.objects.count(), Payment.objects.count(), _listed(), Act.objects.filter(act="benefits.list.built").count())
        assert found == (whole if lived else (0, 0, 0, 0)), f"killed at line {step}"
        if lived:
            break

    assert step > 20


def _listed() -> int:
    return Instalment.objects.filter(state=InstalmentState.LISTED).count()
