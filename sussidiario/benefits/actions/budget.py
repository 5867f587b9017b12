"""Where money comes from, and what of it may be spent in a year."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.models import BudgetLine, Fund, Measure
from sussidiario.benefits.policy import budget as policy
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.ui import writing


@transaction.atomic
def open_fund(*, key: str, name: str, source: str, by: Actor, at: datetime) -> Fund:
    """
    Name where money comes from.

    :raises NotAllowed: if `by` does not keep the accounts.
    :raises Refusal: if it has no name, or there is one with this key already.
    """
    policy.may_open_line(by).require()
    name = required(name, field="name", otherwise=_("Scrivi il nome del fondo."))
    source = required(source, field="source", otherwise=_("Scrivi chi lo finanzia."))
    if Fund.objects.filter(key=key).exists():
        raise Refusal(_("C'è già un fondo con questa chiave."), field="key")
    fund = Fund.objects.create(key=key, name=name, source=source)
    journal.record(figures.FUND_OPENED, fund, on=by.on, at=at, by=by)
    return fund


@transaction.atomic
def open_line(fund: Fund, *, year: int, chapter: str, measures: Sequence[Measure], amount: int, by: Actor, at: datetime) -> BudgetLine:
    """
    Set cents of a fund aside for some measures in a year.

    :raises NotAllowed: if `by` does not keep the accounts.
    :raises Refusal: if there is such a line already, it has no name, pays for nothing, or holds nothing.
    """
    policy.may_open_line(by).require()
    fund = Fund.objects.select_for_update(of=("self",)).get(pk=fund.pk)
    chapter = required(chapter, field="chapter", otherwise=_("Scrivi il numero del capitolo."))
    if not measures:
        raise Refusal(_("Scegli almeno una misura da pagare con questo capitolo."), field="measures")
    if amount <= 0:
        raise Refusal(_("Scrivi quanto si può spendere."), field="amount")
    if BudgetLine.objects.filter(fund=fund, year=year, chapter=chapter).exists():
        raise Refusal(_("Per il {year} questo capitolo c'è già.").format(year=year), field="chapter")
    line = BudgetLine.objects.create(fund=fund, year=year, chapter=chapter, amount=amount)
    line.measures.set(measures)
    journal.record(figures.LINE_OPENED, line, on=by.on, at=at, by=by, amount=amount, detail={"year": year})
    return line


@transaction.atomic
def change_line(line: BudgetLine, *, amount: int, measures: Sequence[Measure], why: str, by: Actor, at: datetime) -> BudgetLine:
    """
    Change how many cents a line holds, and what it pays for; never below what is promised.

    :raises NotAllowed: if `by` does not keep the accounts.
    :raises Refusal: if more is promised already, it would pay for nothing, or no reason is given.
    """
    line = BudgetLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    policy.may_change_line(by, line).require()
    why = required(why, field="why", otherwise=_("Scrivi con quale atto cambia lo stanziamento."))
    if not measures:
        raise Refusal(_("Scegli almeno una misura da pagare con questo capitolo."), field="measures")
    if amount < line.committed:
        words = _("Sono già impegnati {committed}: lo stanziamento non può scendere sotto.")
        raise Refusal(words.format(committed=writing.euro(line.committed)), field="amount")
    difference, line.amount = amount - line.amount, amount
    line.save(update_fields=["amount"])
    line.measures.set(measures)
    journal.record(figures.LINE_CHANGED, line, on=by.on, at=at, by=by, why=why, amount=difference, detail={"year": line.year})
    return line
