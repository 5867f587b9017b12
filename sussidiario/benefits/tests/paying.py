"""What stories about payments tell: awards due, lists signed by three, answers of the bank."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from django.db import transaction

from sussidiario.benefits.actions import answers, payments
from sussidiario.benefits.lifecycle import Answer, PaidBy, PayeeKind
from sussidiario.benefits.models import Award, BankAnswer, Payee, Payment, PaymentList
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, EXECUTIVE, HEAD, IBAN, NOVEMBER, Place
from sussidiario.ui.kinds import rows_of

PAY_ON = date(2016, 11, 30)


@transaction.atomic
def due(place: Place, count: int = 1, *, amount: int = 20_000, **payee: str) -> list[Award]:
    """Grant something due this month to so many who live alone."""
    if not place.fund.lines.exists():
        place.line(10_000_000)
    made = []
    for number in range(count):
        person = place.person("Persona", f"Numero {number}")
        who = {"kind": PayeeKind.BENEFICIARY.value, "name": person.name, "paid_by": PaidBy.TRANSFER.value, "iban": IBAN} | payee
        made.append(place.granted(place.proposed(person), amount=amount, months=1, from_month=NOVEMBER, payee=Payee.objects.create(person=person, **who)))
    return made


def built(place: Place) -> PaymentList:
    """A list of what is due."""
    return payments.build(PAY_ON, "Contributi di novembre", by=place.act_as(ACCOUNTANT), at=AT)


def sent(place: Place) -> PaymentList:
    """A list that three people signed and sent."""
    made = built(place)
    payments.approve(made, by=place.act_as(HEAD), at=AT)
    payments.authorise(made, by=place.act_as(EXECUTIVE), at=AT)
    return payments.send(made, by=place.act_as(ACCOUNTANT), at=AT)


def load(place: Place, content: bytes, form: Answer = Answer.CAMT053) -> BankAnswer:
    """The accountant loads an answer."""
    rows = rows_of(content) if form is Answer.CSV else ()
    return answers.load(content, form=form, name="risposta", rows=rows, by=place.act_as(ACCOUNTANT), at=AT)


def done(payment: Payment, on: str = "2016-11-30", amount: str = "") -> str:
    """An entry of a statement that says that a transfer went out."""
    return entry(payment.reference, amount or euros(payment.amount), on)


def returned(payment: Payment, on: str = "2016-12-02", reason: str = "AC04") -> str:
    """An entry that says that it came back."""
    return entry(payment.reference, euros(payment.amount), on, direction="CRDT", more=f"<RtrInf><Rsn><Cd>{reason}</Cd></Rsn></RtrInf>")


def entry(reference: str, amount: str, on: str, *, direction: str = "DBIT", more: str = "", status: str = "BOOK") -> str:
    """An entry of a statement."""
    details = f'<Refs><EndToEndId>{escape(reference)}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>{more}'
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>{status}</Sts><BookgDt><Dt>{on}</Dt></BookgDt>'
        f"<NtryDtls><TxDtls>{details}</TxDtls></NtryDtls></Ntry>"
    )


def statement(entries: Sequence[str], version: str = "02") -> bytes:
    """A camt.053 with these entries."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id>{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def euros(cents: int) -> str:
    """As banks write them."""
    return f"{cents // 100}.{cents % 100:02}"
