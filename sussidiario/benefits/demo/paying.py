"""Money going out: each month a list that three people sign, and what the treasurer answers."""

import csv
from collections.abc import Collection
from datetime import date
from io import StringIO
from random import Random

from sussidiario.benefits.actions import answers, payments
from sussidiario.benefits.demo.calendar import Month, nine
from sussidiario.benefits.demo.office import EXECUTIVE, HEAD, MONEY, Office
from sussidiario.benefits.lifecycle import Answer
from sussidiario.benefits.models import Instalment, Measure, Payment, PaymentList
from sussidiario.benefits.rules.answers import COLUMNS
from sussidiario.ui import writing

SIGNATURES = 3
"""Who signs a list on its way: the head, the executive, who sends it."""

COMES_BACK = 150
"""One payment in so many comes back."""

WHY = ("AC04 · Conto chiuso", "AC01 · IBAN inesistente", "MS03 · Motivo non indicato")


class Treasury:
    """The lists of five years."""

    def __init__(self, chance: Random, office: Office) -> None:
        self.paid = 0
        self._chance = chance
        self._office = office

    def pay(self, month: Month, measures: Collection[Measure] = (), *, back: int = 0) -> None:
        """
        Build, sign and send the month's list, if anything is due; load the answer, and put in payment again what came back the month before.

        Of all measures, or of some. The payment at the place `back` in the list comes back, whatever chance says of the others.
        """
        money = self._office.actor(MONEY, month.pays)
        for instalment in Instalment.objects.failed().order_by("pk"):
            answers.reopen(instalment, by=money, at=nine(month.pays))
        if not Instalment.objects.payable(month.pays, measures).exists():
            return
        built = self.build(month.pays, f"Benefici di {writing.month(month.pays)}", measures, pay_on=month.pays)
        self.answer(self.sign(built, month.pays, SIGNATURES), month.answered, back=back)

    def build(self, on: date, words: str, measures: Collection[Measure], *, pay_on: date) -> PaymentList:
        """A list of what is due."""
        return payments.build(pay_on, words, measures=measures, by=self._office.actor(MONEY, on), at=nine(on, 10))

    def sign(self, built: PaymentList, on: date, signatures: int) -> PaymentList:
        """A list on its way to the bank, as far as so many of the signatures."""
        ways = ((payments.approve, HEAD), (payments.authorise, EXECUTIVE), (payments.send, MONEY))
        for place, (sign, who) in enumerate(ways[:signatures], start=1):
            built = sign(built, by=self._office.actor(who, on), at=nine(on, 60 * place))
        return built

    def answer(self, sent: PaymentList, on: date, *, back: int = 0) -> None:
        """The treasurer's answer to a list: nearly all is paid, and the list closes."""
        money = self._office.actor(MONEY, on)
        rows = [COLUMNS, *(self._row(each, sent.pay_on, back=back) for each in Payment.objects.of(sent))]
        text = StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        content = text.getvalue().encode()
        answers.load(content, form=Answer.CSV, name=f"esiti-{sent.year}-{sent.number}.csv", rows=rows, by=money, at=nine(on, 30))
        payments.close(sent, by=money, at=nine(on, 40))
        self.paid += len(rows) - 1

    def _row(self, payment: Payment, on: date, *, back: int) -> tuple[str, ...]:
        comes_back = self._chance.randrange(COMES_BACK) == 0 or payment.position == back
        amount = f"{payment.amount // 100},{payment.amount % 100:02d}"
        return (payment.reference, amount, f"{on:%d/%m/%Y}", "stornato" if comes_back else "pagato", self._chance.choice(WHY) if comes_back else "")
