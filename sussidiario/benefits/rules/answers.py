"""
What the bank or the treasurer answers, read and matched to what was sent.

A bank statement is ISO 20022 camt.053, of any version: what is read of it is the same in all (BkToCstmrStmt/Stmt/Ntry/NtryDtls/TxDtls). A transfer
that went out is a debit that is booked; one that came back is a credit with the reason of its return (RtrInf). Movements without a reference of
ours are of others, and not kept. The treasurer's file is a CSV with the columns of `COLUMNS`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from xml.etree.ElementTree import Element

from sussidiario.benefits.lifecycle import ListState, Outcome, PaymentState
from sussidiario.benefits.rules.payments import MARK
from sussidiario.foundation import markup, money
from sussidiario.foundation.words import gettext_noop

COLUMNS = ("riferimento", "importo", "data", "esito", "motivo")
"""Columns of the treasurer's answer, in any order; the reason may be missing."""

DONE = frozenset({"pagato", "pagata", "eseguito", "eseguita", "quietanzato"})
BACK = frozenset({"non riuscito", "non riuscita", "non pagato", "stornato", "restituito", "respinto"})

REASONS: Mapping[str, str] = {
    "AC01": gettext_noop("IBAN sbagliato"),
    "AC04": gettext_noop("conto chiuso"),
    "AC06": gettext_noop("conto bloccato"),
    "AC13": gettext_noop("conto che non può ricevere bonifici"),
    "AG01": gettext_noop("conto che non può ricevere bonifici"),
    "AM05": gettext_noop("pagamento doppio"),
    "BE04": gettext_noop("manca l'indirizzo di chi riscuote"),
    "CNOR": gettext_noop("banca non raggiungibile"),
    "ERIN": gettext_noop("manca il codice di chi riscuote"),
    "FOCR": gettext_noop("richiamato dalla banca"),
    "MD07": gettext_noop("titolare del conto deceduto"),
    "MS02": gettext_noop("rifiutato da chi riscuote"),
    "MS03": gettext_noop("motivo non indicato dalla banca"),
    "RC01": gettext_noop("banca sbagliata"),
    "RR04": gettext_noop("motivi di legge"),
}
"""Reasons of a return (ISO 20022, ExternalReturnReason1Code), in words."""

_AMOUNT = re.compile(r"(\d{1,11})(?:\.(\d{1,2})0*)?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d\d?)[/.](\d\d?)[/.](\d{4})")
LONGEST_REASON, LONGEST_REFERENCE = 200, 35
MOST = 10**13
"""Cents of a movement that nobody makes."""


class NotAnAnswer(ValueError):
    """What came is no answer that we read. `message` is a sentence with places for `values`."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.message, self.values = message, values


class Said(NamedTuple):
    """One movement as the answer says it. Cents; `failure` is why it came back."""

    reference: str
    amount: int
    on: date
    paid: bool
    failure: str = ""


@dataclass(frozen=True)
class Sent:
    """A payment as it stands: what was sent, and what is known of it already."""

    pk: int
    amount: int
    state: str
    paid_on: date | None
    of: str


class Matched(NamedTuple):
    """A movement and what it does."""

    said: Said
    payment: int | None
    outcome: Outcome


def read_statement(content: bytes) -> list[Said]:
    """
    Read the movements of ours in a camt.053.

    :raises NotAnAnswer: if it is none, or an amount, a currency or a day in it cannot be read.
    """
    try:
        root = markup.read(content)
    except markup.NotXml:
        raise NotAnAnswer(gettext_noop("Il file non è un XML che si possa leggere.")) from None
    if markup.local(root) != "Document" or not _all(root, "BkToCstmrStmt"):
        raise NotAnAnswer(gettext_noop("Il file non è un estratto conto camt.053."))
    return [said for statement in _all(root, "BkToCstmrStmt", "Stmt") for entry in _all(statement, "Ntry") for said in _of_entry(entry)]


def read_table(rows: Sequence[Sequence[str]]) -> list[Said]:
    """
    Read the treasurer's rows, the first of which names the columns.

    :raises NotAnAnswer: if a column is missing, or a row cannot be read: it says which.
    """
    heads = [cell.strip().casefold() for cell in rows[0]]
    if missing := [name for name in COLUMNS[:-1] if name not in heads]:
        raise NotAnAnswer(gettext_noop("Manca la colonna «{column}»."), column=missing[0])
    return [_of_row(dict(zip(heads, row, strict=False)), number) for number, row in enumerate(rows[1:], start=2)]


def match(movements: Iterable[Said], sent: Mapping[str, Sent]) -> list[Matched]:
    """
    Say of each movement, in order, what it does to the payment it refers to, or why it does nothing.

    A payment is made once and may come back after; what is already known changes nothing, however many answers say it again.
    """
    standing = dict(sent)
    return [_match(said, standing) for said in movements]


def _match(said: Said, standing: dict[str, Sent]) -> Matched:
    payment = standing.get(said.reference)
    if payment is None:
        return Matched(said, None, Outcome.UNKNOWN)
    if payment.of not in {ListState.SENT, ListState.CLOSED}:
        return Matched(said, payment.pk, Outcome.UNSENT)
    if payment.amount != said.amount:
        return Matched(said, payment.pk, Outcome.AMOUNT)
    if not _is_new(said, payment):
        return Matched(said, payment.pk, Outcome.KNOWN)
    standing[said.reference] = replace(payment, state=(PaymentState.PAID if said.paid else PaymentState.FAILED).value, paid_on=said.on if said.paid else None)
    return Matched(said, payment.pk, Outcome.SETTLED)


def _is_new(said: Said, payment: Sent) -> bool:
    """Tell whether a movement says more than is known: a payment that came back does not go out again by itself, it is put in another list."""
    if said.paid:
        return payment.state == PaymentState.EXPECTED
    return payment.state in {PaymentState.EXPECTED, PaymentState.PAID}


def _of_entry(entry: Element) -> Iterator[Said]:
    """Movements of ours in an entry, if it is booked."""
    if (_text(entry, "Sts", "Cd") or _text(entry, "Sts")) != "BOOK":
        return
    booked = _text(entry, "BookgDt", "Dt") or _text(entry, "BookgDt", "DtTm") or _text(entry, "ValDt", "Dt") or _text(entry, "ValDt", "DtTm")
    for details in _all(entry, "NtryDtls", "TxDtls"):
        reference = _text(details, "Refs", "EndToEndId")
        if not reference.startswith(f"{MARK}-"):
            continue
        amount = next((found[0] for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")) if (found := _all(details, *path))), None)
        if amount is None and (own := _all(entry, "Amt")) and len(_all(entry, "NtryDtls", "TxDtls")) == 1:
            amount = own[0]
        direction = _text(details, "CdtDbtInd") or _text(entry, "CdtDbtInd")
        turned = (_text(entry, "RvslInd") or "false") in {"true", "1"}
        back = direction == "CRDT" or turned or bool(_all(details, "RtrInf"))
        yield Said(
            reference[:LONGEST_REFERENCE], _cents(amount, reference), _day(booked[:10], reference), paid=not back, failure=_reason(details) if back else ""
        )


def _reason(details: Element) -> str:
    """Why a transfer came back: the code, and what the bank adds."""
    code = _text(details, "RtrInf", "Rsn", "Cd") or _text(details, "RtrInf", "Rsn", "Prtry")
    more = " ".join((each.text or "").strip() for each in _all(details, "RtrInf", "AddtlInf"))
    return " · ".join(word for word in (code, more) if word)[:LONGEST_REASON] or "MS03"


def _of_row(row: Mapping[str, str], number: int) -> Said:
    reference, outcome = row.get("riferimento", "").strip(), row.get("esito", "").strip().casefold()
    try:
        amount = money.parse(row.get("importo", "")[:40])
    except ValueError:
        amount = money.Cents(MOST)
    if amount >= MOST:
        raise NotAnAnswer(gettext_noop("Riga {number}: «{typed}» non è un importo."), number=number, typed=row.get("importo", "")[:40])
    if outcome not in DONE | BACK:
        raise NotAnAnswer(gettext_noop("Riga {number}: l'esito «{typed}» non si conosce: scrivi pagato oppure stornato."), number=number, typed=outcome[:40])
    failure = "" if outcome in DONE else (row.get("motivo") or "").strip()[:LONGEST_REASON] or "MS03"
    return Said(reference[:LONGEST_REFERENCE], amount, _day(row.get("data", "").strip(), str(number)), paid=outcome in DONE, failure=failure)


def _cents(amount: Element | None, reference: str) -> int:
    found = _AMOUNT.fullmatch((amount.text or "").strip()) if amount is not None else None
    if amount is None or found is None or amount.get("Ccy", "EUR") != "EUR":
        raise NotAnAnswer(gettext_noop("L'importo di {reference} non si legge, o non è in euro."), reference=reference[:35])
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _day(text: str, where: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.group(1, 2, 3) if found[1] else found.group(6, 5, 4))) if found else date(0, 0, 0)
    except ValueError:
        raise NotAnAnswer(gettext_noop("Alla riga o al riferimento {where} la data «{typed}» non si legge."), where=where[:35], typed=text[:20]) from None


def _all(element: Element, *path: str) -> list[Element]:
    """Elements down a path of names, whatever their namespace."""
    found = [element]
    for name in path:
        found = [child for each in found for child in each if markup.local(child) == name]
    return found


def _text(element: Element, *path: str) -> str:
    found = _all(element, *path)
    return (found[0].text or "").strip() if found else ""
