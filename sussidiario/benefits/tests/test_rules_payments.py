"""Who can be paid, what a line says, what is signed; what a bank answers."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from sussidiario.benefits.lifecycle import ListState, Outcome, PaidBy, PaymentState
from sussidiario.benefits.rules import answers, payments
from sussidiario.benefits.rules.answers import NotAnAnswer, Said, Sent
from sussidiario.benefits.rules.payments import Line
from sussidiario.benefits.tests.paying import entry, statement

ON = date(2016, 11, 30)
LINE = Line(1, 7, "SUS-2016-00001-00001", "Anna Galimberti", "", "transfer", "IT60X0542811101000000123456", 20_000, "Contributo", "1/2016")


@pytest.mark.parametrize(
    ("typed", "account"),
    [
        ("it60 x054 2811 1010 0000 0123 456", "IT60X0542811101000000123456"),
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("IT60X0542811101000000123457", ""),
        ("IT11X0100003245000000000000", ""),  # the two digits are right, the letter is not
        ("TN5910006035183598478831", ""),  # an account, and no SEPA transfer reaches it
        ("", ""),
        ("IT60", ""),
        ("=1+1", ""),
    ],
)
def test_an_account_is_one_that_a_transfer_reaches(typed: str, account: str) -> None:
    assert payments.reached(typed) == account


def test_who_cannot_be_paid_is_told_why() -> None:
    assert payments.unpayable(name="Anna", paid_by=PaidBy.CASH.value, account="") == ""
    assert payments.unpayable(name="Anna", paid_by=PaidBy.TRANSFER.value, account=LINE.iban) == ""
    assert "IBAN" in payments.unpayable(name="Anna", paid_by=PaidBy.TRANSFER.value, account="IT60")
    assert "deceduta" in payments.unpayable(name="Anna", paid_by=PaidBy.CASH.value, account="", died=True)
    assert "intestatario" in payments.unpayable(name=" _ ", paid_by=PaidBy.CASH.value, account="")


@pytest.mark.parametrize(
    ("pay_on", "sent_on", "executed_on"),
    [
        (date(2016, 11, 30), date(2016, 11, 15), date(2016, 11, 30)),
        (date(2016, 11, 30), date(2016, 12, 1), date(2016, 12, 1)),  # signed a day late
        (date(2016, 11, 27), date(2016, 11, 15), date(2016, 11, 28)),  # a Sunday
        (date(2016, 12, 24), date(2016, 12, 1), date(2016, 12, 27)),  # a Saturday, Christmas, and the day after
        (date(2017, 4, 14), date(2017, 4, 1), date(2017, 4, 18)),  # from Good Friday to the Tuesday after Easter
        (date(2017, 5, 1), date(2017, 4, 1), date(2017, 5, 2)),
        (date(2016, 12, 31), date(2016, 12, 30), date(2017, 1, 2)),
        (date(2017, 6, 2), date(2017, 6, 1), date(2017, 6, 2)),  # a holiday here, on which banks settle
    ],
)
def test_banks_are_asked_for_a_day_that_has_not_gone_by_and_on_which_they_settle(pay_on: date, sent_on: date, executed_on: date) -> None:
    assert payments.executed_on(pay_on, sent_on) == executed_on


@given(st.dates(date(2000, 1, 1), date(2099, 12, 1)), st.integers(-60, 60))
def test_the_day_that_banks_are_asked_for_is_never_far_and_never_before(pay_on: date, later: int) -> None:
    sent_on = pay_on + timedelta(days=later)

    found = payments.executed_on(pay_on, sent_on)

    assert timedelta() <= found - max(pay_on, sent_on) <= timedelta(days=4)
    assert found == payments.executed_on(found, sent_on)
    assert found.weekday() < 5


@given(st.text(), st.integers(1, 140))
def test_what_is_written_to_the_bank_is_what_every_bank_takes(text: str, most: int) -> None:
    written = payments.written(text, most)

    assert len(written) <= most
    assert written == payments.written(written, most)
    assert all(letter.isascii() and (letter.isalnum() or letter in "/-?:().,'+ ") for letter in written)


@given(st.integers(2000, 2100), st.integers(1, 99_999), st.integers(1, 99_999))
def test_a_reference_is_short_enough_for_every_bank_and_of_one_line_alone(year: int, number: int, position: int) -> None:
    reference = payments.reference(year, number, position)

    assert len(reference) <= 35
    assert reference == payments.written(reference, 35)
    assert [int(part) for part in reference.split("-")[1:]] == [year, number, position]


@given(st.integers(0, 9), st.text(max_size=5), st.integers(1, 10**12))
def test_whatever_changes_of_a_line_what_is_signed_is_another(field: int, text: str, number: int) -> None:
    before: Any = LINE[field]
    changed: dict[str, Any] = {Line._fields[field]: before + number if isinstance(before, int) else f"{before}{text}."}

    assert payments.digest([LINE._replace(**changed)]) != payments.digest([LINE])


def test_nothing_moves_from_a_column_to_the_next_unsigned() -> None:
    one, other = LINE._replace(name="A", fiscal_code="B"), LINE._replace(name="AB", fiscal_code="")

    assert payments.digest([one]) != payments.digest([other])
    assert payments.digest([LINE, one]) != payments.digest([one, LINE])


def test_of_a_statement_is_read_what_is_booked_and_ours() -> None:
    back = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>conto estinto</AddtlInf></RtrInf>"
    content = statement(
        [
            entry("SUS-2016-00001-00001", "200.00", "2016-11-30"),
            entry("SUS-2016-00001-00002", "7", "2016-12-02", direction="CRDT", more=back),
            entry("SUS-2016-00001-00003", "10.5", "2016-12-02", status="<Cd>BOOK</Cd>"),
            entry("SUS-2016-00001-00004", "10.50", "2016-12-02", status="PDNG"),
            entry("NOTPROVIDED", "88.00", "2016-12-02"),
        ]
    )

    assert answers.read_statement(content) == [
        Said("SUS-2016-00001-00001", 20_000, ON, paid=True),
        Said("SUS-2016-00001-00002", 700, date(2016, 12, 2), paid=False, failure="AC04 · conto estinto"),
        Said("SUS-2016-00001-00003", 1_050, date(2016, 12, 2), paid=True),
    ]


@pytest.mark.parametrize("version", ["02", "04", "08"])
def test_every_version_of_a_statement_is_read(version: str) -> None:
    assert len(answers.read_statement(statement([entry("SUS-1", "1.00", "2016-11-30")], version))) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"<Document/>",
        b"niente",
        b'<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document><BkToCstmrStmt>&x;</BkToCstmrStmt></Document>',
        statement([entry("SUS-1", "uno", "2016-11-30")]),
        statement([entry("SUS-1", "1.005", "2016-11-30")]),
        statement([entry("SUS-1", "-1.00", "2016-11-30")]),
        statement([entry("SUS-1", "9" * 40, "2016-11-30")]),
        statement([entry("SUS-1", "1.00", "2016-11-31")]),
        statement([entry("SUS-1", "1.00", "ieri")]),
        statement([entry("SUS-1", "1.00", "2016-11-30")]).replace(b'"EUR"', b'"USD"'),
    ],
)
def test_what_cannot_be_read_is_refused_whole(content: bytes) -> None:
    with pytest.raises(NotAnAnswer):
        answers.read_statement(content)


def test_the_treasurers_table_is_read_whatever_the_order_of_its_columns() -> None:
    rows = [["Esito", "Riferimento", "Data", "Importo", "Altro", "Motivo"], ["Pagato", "SUS-1", "30/11/2016", "1.250,50", "x"]]
    rows.append(["stornato", "SUS-2", "2016-12-02", "7", "", "IBAN chiuso"])

    assert answers.read_table(rows) == [
        Said("SUS-1", 125_050, ON, paid=True),
        Said("SUS-2", 700, date(2016, 12, 2), paid=False, failure="IBAN chiuso"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["SUS-1", "dieci", "30/11/2016", "pagato"], "Riga 2: «dieci» non è un importo."),
        (["SUS-1", "9" * 5000, "30/11/2016", "pagato"], "non è un importo"),
        (["SUS-1", "10", "30/13/2016", "pagato"], "la data «30/13/2016» non si legge"),
        (["SUS-1", "10", "30/11/2016", "boh"], "l'esito «boh» non si conosce"),
        (["SUS-1"], "non è un importo"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: list[str], said: str) -> None:
    with pytest.raises(NotAnAnswer) as refused:
        answers.read_table([["riferimento", "importo", "data", "esito"], row])

    assert said in refused.value.message.format(**refused.value.values)


def test_a_table_without_a_column_is_refused() -> None:
    with pytest.raises(NotAnAnswer, match="Manca la colonna"):
        answers.read_table([["riferimento", "importo"], ["a", "1"]])


def standing(state: PaymentState = PaymentState.EXPECTED, of: ListState = ListState.SENT) -> dict[str, Sent]:
    return {"SUS-1": Sent(1, 700, state.value, ON if state is PaymentState.PAID else None, of.value)}


def outcomes(said: list[Said], sent: dict[str, Sent]) -> list[Outcome]:
    return [each.outcome for each in answers.match(said, sent)]


PAID, BACK = Said("SUS-1", 700, ON, paid=True), Said("SUS-1", 700, date(2016, 12, 2), paid=False, failure="AC04")


def test_a_payment_is_made_once_and_may_come_back_after() -> None:
    assert outcomes([PAID, PAID, BACK, BACK, PAID], standing()) == [Outcome.SETTLED, Outcome.KNOWN, Outcome.SETTLED, Outcome.KNOWN, Outcome.KNOWN]


@pytest.mark.parametrize(
    ("said", "sent", "outcome"),
    [
        (PAID, standing(), Outcome.SETTLED),
        (BACK, standing(), Outcome.SETTLED),
        (BACK, standing(PaymentState.PAID, ListState.CLOSED), Outcome.SETTLED),
        (PAID, standing(PaymentState.PAID), Outcome.KNOWN),
        (PAID, standing(PaymentState.FAILED), Outcome.KNOWN),
        (BACK, standing(PaymentState.DROPPED, ListState.ABANDONED), Outcome.UNSENT),
        (PAID, standing(of=ListState.AUTHORISED), Outcome.UNSENT),
        (PAID._replace(amount=701), standing(), Outcome.AMOUNT),
        (PAID._replace(reference="SUS-2"), standing(), Outcome.UNKNOWN),
    ],
)
def test_what_a_movement_does_depends_on_what_is_known(said: Said, sent: dict[str, Sent], outcome: Outcome) -> None:
    assert outcomes([said], sent) == [outcome]


@given(st.lists(st.sampled_from([PAID, BACK]), max_size=6))
def test_the_same_answer_again_changes_nothing(said: list[Said]) -> None:
    first = outcomes(said, standing())
    last = [each.paid for each, outcome in zip(said, first, strict=True) if outcome is Outcome.SETTLED][-1:]
    state = PaymentState.EXPECTED if not last else PaymentState.PAID if last[0] else PaymentState.FAILED

    assert Outcome.SETTLED not in outcomes(said, standing(state))
