"""
The files a list leaves the house in: transfers for the bank, and the list that the treasurer signs off.

The bank's is ISO 20022 pain.001.001.03, which every SEPA bank takes (the later .09 is taken by fewer), made by sepaxml and checked against the schema
it ships. Each transfer is booked by itself, so that the statement that comes back tells of each. The same list makes the same file. Who is paid in
cash is not in it: the treasurer's list has everybody, with the act, the commitment and the total.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sepaxml
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from sussidiario.access.actor import Actor
from sussidiario.benefits.lifecycle import FileForm, PaidBy
from sussidiario.benefits.models import Payment, PaymentList
from sussidiario.benefits.rules import payments as rules
from sussidiario.foundation.refusal import Refusal
from sussidiario.foundation.spreadsheet import safe
from sussidiario.ui import writing

VERSION = "pain.001.001.03"

Row = Sequence[str | int | date]


def files(payments: PaymentList, *, by: Actor, at: datetime) -> Mapping[FileForm, bytes]:
    """
    Make the files of a list, as it stands: the bank's if anybody is paid by transfer, the treasurer's in two forms, which say who sent them and when.

    :raises Refusal: if there are transfers, and the municipality's own account is not set or not valid.
    """
    lines = list(Payment.objects.of(payments).with_award())
    title = _title(payments, by, at)
    made = {FileForm.CSV: _csv(payments, lines, title), FileForm.XLSX: _xlsx(payments, lines, title, at)}
    transfers = [line for line in lines if line.paid_by == PaidBy.TRANSFER]
    return {FileForm.SEPA: sepa(payments, transfers, at=at)} | made if transfers else made


def sepa(payments: PaymentList, lines: Sequence[Payment], *, at: datetime) -> bytes:
    """
    Write the transfers as pain.001, checked against its schema. The same lines and instant give the same bytes.

    :raises Refusal: if the municipality's own account is not set or not valid.
    """
    account = rules.reached(settings.SUSSIDIARIO_DEBTOR_IBAN)
    if not account or not rules.written(settings.SUSSIDIARIO_DEBTOR_NAME, rules.LONGEST_NAME):
        raise Refusal(_("Manca il conto di tesoreria del comune, o non è valido: lo scrive chi gestisce il sistema."))
    config = {"name": rules.written(settings.SUSSIDIARIO_DEBTOR_NAME, rules.LONGEST_NAME), "IBAN": account, "batch": True, "currency": "EUR"}
    if settings.SUSSIDIARIO_DEBTOR_BIC:
        config["BIC"] = settings.SUSSIDIARIO_DEBTOR_BIC
    transfer = _Transfer(config, f"{rules.MARK}-{payments.year}-{payments.number:05}-{payments.sha256[:12]}", timezone.localtime(at))
    on = rules.executed_on(payments.pay_on, timezone.localtime(at).date())
    for line in lines:
        transfer.add_payment(
            {
                "name": rules.written(line.name, rules.LONGEST_NAME),
                "IBAN": line.iban,
                "amount": line.amount,
                "execution_date": on,
                "description": rules.written(line.words, rules.LONGEST_WORDS),
                "endtoend_id": line.reference,
            }
        )
    content: bytes = transfer.export(validate=False)
    _schema().assertValid(etree.fromstring(content))
    return content


class _Transfer(sepaxml.SepaTransfer):  # type: ignore[misc]  # sepaxml has no types
    """sepaxml's transfer, with names and an instant that are ours: it draws its own, and no two files would be the same."""

    def __init__(self, config: dict[str, Any], name: str, at: datetime) -> None:
        self._name = name
        super().__init__(config, schema=VERSION, clean=False)
        self._say("MsgId", name)
        self._say("CreDtTm", at.strftime("%Y-%m-%dT%H:%M:%S"))

    def _finalize_batch(self) -> None:
        super()._finalize_batch()
        self._say("PmtInfId", self._name)
        self._say("BtchBookg", "false")

    def _say(self, element: str, text: str) -> None:
        for each in self._xml.iter(element):
            each.text = text


@cache
def _schema() -> Any:
    """The schema that sepaxml ships; sepaxml's own check of five thousand transfers takes fifty times as long."""
    return etree.XMLSchema(etree.parse(Path(sepaxml.__file__).with_name("schemas") / f"{VERSION}.xsd"))


def _heads() -> list[str]:
    return [
        _("Riga"),
        _("Atto"),
        _("Capitolo"),
        _("Impegno"),
        _("Chi riscuote"),
        _("Codice fiscale o partita IVA"),
        _("Modo"),
        _("IBAN"),
        _("Causale"),
        _("Riferimento"),
        _("Importo"),
    ]


def _rows(lines: Sequence[Payment]) -> Iterator[tuple[Row, int]]:
    """Rows of the treasurer's list without their amount, and the cents of each."""
    for line in lines:
        award = line.instalment.award
        act = _("Concessione della domanda {number}/{year} del {day:%d/%m/%Y}").format(
            number=award.application.number, year=award.application.year, day=award.granted_on
        )
        chapter, by = line.instalment.commitment.line.chapter, _(PaidBy(line.paid_by).label)
        yield (line.position, act, chapter, line.commitment, line.name, line.fiscal_code, by, line.iban, line.words, line.reference), line.amount


def _title(payments: PaymentList, by: Actor, at: datetime) -> str:
    words = _("{list} · {words} · da pagare il {day:%d/%m/%Y} · impronta {digest} · riservato, preparato da {who}, {instant}")
    who = f"{by.staff} ({by.staff.username})"
    return words.format(list=payments, words=payments.words, day=payments.pay_on, digest=payments.sha256, who=who, instant=writing.instant(at))


def _csv(payments: PaymentList, lines: Sequence[Payment], title: str) -> bytes:
    """As Italian spreadsheets open it: semicolons, every cell between quotes, UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([safe(title)])
    writer.writerow([safe(head) for head in _heads()])
    writer.writerows([*(safe(str(cell)) for cell in row), _euros(amount)] for row, amount in _rows(lines))
    writer.writerow([safe(_("Totale")), *[""] * (len(_heads()) - 2), _euros(payments.total)])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(payments: PaymentList, lines: Sequence[Payment], title: str, at: datetime) -> bytes:
    """With the title in its first line, amounts as numbers, the total at the end."""
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = safe(settings.SUSSIDIARIO_INSTITUTION)
    book.properties.title = safe(title)
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    sheet = book.create_sheet(_("elenco"))
    sheet.freeze_panes = "A3"

    def text(value: str | int | date) -> Any:
        if not isinstance(value, str):
            return value
        cell = WriteOnlyCell(sheet, safe(value))
        cell.data_type = "s"
        return cell

    def money(cents: int) -> Any:
        cell = WriteOnlyCell(sheet, cents / 100)
        cell.number_format = "#,##0.00"
        return cell

    sheet.append([text(title)])
    sheet.append([text(head) for head in _heads()])
    for row, amount in _rows(lines):
        sheet.append([*(text(cell) for cell in row), money(amount)])
    sheet.append([text(_("Totale")), *[None] * (len(_heads()) - 2), money(payments.total)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _euros(cents: int) -> str:
    """Euros as spreadsheets here read them: `1250,50`."""
    return f"{cents // 100},{cents % 100:02}"
