"""Money going out: each month a list that three people sign, and what the treasurer answers."""

import csv
from datetime import date
from io import StringIO
from random import Random

from sussidiario.benefits.actions import answers, payments
from sussidiario.benefits.demo.calendar import Month, nine
from sussidiario.benefits.demo.office import EXECUTIVE, HEAD, MONEY, Office
from sussidiario.benefits.lifecycle import Answer
from sussidiario.benefits.models import Instalment, Payment, PaymentList
from sussidiario.benefits.rules.answers import COLUMNS
from sussidiario.ui import writing

COMES_BACK = 150
"""One payment in so many comes back."""

WHY = ("AC04 · Conto chiuso", "AC01 · IBAN inesistente", "MS03 · Motivo non indicato")


class Treasury:
    """The lists of five years."""

    def __init__(self, chance: Random, office: Office) -> None:
        self.paid = 0
        self._chance = chance
        self._office = office

    def pay(self, month: Month) -> None:
        """Build, sign and send the month's list, if anything is due; load the answer, and put in payment again what came back the month before."""
        money = self._office.actor(MONEY, month.pays)
        for instalment in Instalment.objects.failed().order_by("pk"):
            answers.reopen(instalment, by=money, at=nine(month.pays))
        if not Instalment.objects.payable(month.pays).exists():
            return
        sent = self.sign(month.pays)
        self.answer(sent, month.answered)

    def sign(self, on: date) -> PaymentList:
        """A list of what is due, from its making to the bank."""
        built = payments.build(on, f"Benefici di {writing.month(on)}", by=self._office.actor(MONEY, on), at=nine(on, 10))
        payments.approve(built, by=self._office.actor(HEAD, on), at=nine(on, 60))
        payments.authorise(built, by=self._office.actor(EXECUTIVE, on), at=nine(on, 120))
        return payments.send(built, by=self._office.actor(MONEY, on), at=nine(on, 180))

    def answer(self, sent: PaymentList, on: date) -> None:
        """The treasurer's answer to a list: nearly all is paid, and the list closes."""
        money = self._office.actor(MONEY, on)
        rows = [COLUMNS, *(self._row(each, sent.pay_on) for each in Payment.objects.of(sent))]
        text = StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        content = text.getvalue().encode()
        answers.load(content, form=Answer.CSV, name=f"esiti-{sent.year}-{sent.number}.csv", rows=rows, by=money, at=nine(on, 30))
        payments.close(sent, by=money, at=nine(on, 40))
        self.paid += len(rows) - 1

    def _row(self, payment: Payment, on: date) -> tuple[str, ...]:
        back = self._chance.randrange(COMES_BACK) == 0
        amount = f"{payment.amount // 100},{payment.amount % 100:02d}"
        return (payment.reference, amount, f"{on:%d/%m/%Y}", "stornato" if back else "pagato", self._chance.choice(WHY) if back else "")
