"""How an award ends before its time: what is unpaid is cancelled, money and months are free again, what was paid and not due is asked back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions import debts, money
from sussidiario.benefits.actions.checks import as_owed, counted, locked, owing
from sussidiario.benefits.lifecycle import AWARD, INSTALMENT, ApplicationState, AwardState, InstalmentState
from sussidiario.benefits.models import Award, Instalment
from sussidiario.benefits.rules import plans
from sussidiario.benefits.rules.plans import Ending
from sussidiario.foundation.refusal import Refusal
from sussidiario.foundation.words import gettext_noop
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person
from sussidiario.ui import writing

PROTECTED = gettext_noop("La segue chi la protegge.")


def end(award: Award, *, from_month: date, why: str, by: Actor, at: datetime) -> Ending:
    """
    End an award that is held, from a month on: called by the verbs that take it back, which write it in the book.

    What is unpaid is cancelled; its money, and all months from then on, are free again; what was paid becomes a debt, but for what was asked back
    already. What is due for the months before is still paid.

    :raises Forbidden: if it is over.
    :raises Refusal: if some of it is in a list just now: the bank may be paying it.
    """
    state = AWARD.after(AwardState(award.state), "revoke")
    instalments = owing(award)
    done = plans.ending(as_owed(instalments), from_month)
    if done.listed:
        words = _("Di questi mesi {amount} sono in un elenco di pagamento: prima si aspetta la banca, o si annulla l'elenco.")
        raise Refusal(words.format(amount=writing.euro(done.listed)), field="from_month")
    _cancel([each for each in instalments if each.month >= from_month])
    award.slots.filter(month__gte=from_month).delete()
    waiting = Q(condition__isnull=False, condition__met_on__isnull=True)
    Instalment.objects.filter(award=award, state=InstalmentState.HELD).exclude(waiting).update(state=INSTALMENT.after(InstalmentState.HELD, "release").value)
    award.state, award.ended_on = state, by.on
    award.save(update_fields=["state", "ended_on"])
    paid = sum(each.amount for each in instalments if each.state == InstalmentState.PAID)
    asked = min(done.owed, paid - award.debts.all().standing())
    if asked > 0:
        debts.write(award, amount=asked, why=why, by=by, at=at)
    return done


def cease(person: Person, *, by: Actor, at: datetime) -> None:
    """
    End the awards of a protected person: what is unpaid is not paid any more, where others might follow the money.

    The months are free for the group that asks again on their behalf. What was paid was due, and what is in a list by now goes its way; what is still
    to be ratified waits for that.
    """
    for award in Award.objects.running().of(person.pk).exclude(application__state=ApplicationState.ADVANCED).newest_first():
        held = locked(award)
        state = AWARD.after(AwardState(held.state), "revoke")
        months = _cancel(owing(held))
        held.slots.filter(month__in=months).delete()
        held.state, held.ended_on = state, by.on
        held.save(update_fields=["state", "ended_on"])
        journal.record(figures.REVOKED, held, on=by.on, at=at, by=by, why=PROTECTED, amount=0, **counted(held))


def _cancel(instalments: Sequence[Instalment]) -> set[date]:
    """Cancel those that are unpaid, and free their money."""
    unpaid = [each for each in instalments if each.state in plans.UNPAID]
    for state in {InstalmentState(each.state) for each in unpaid}:
        after = INSTALMENT.after(state, "cancel")
        Instalment.objects.filter(pk__in=[each.pk for each in unpaid if each.state == state]).update(state=after.value)
    money.change(money.by_commitment((each.commitment_id, -each.amount) for each in unpaid))
    return {each.month for each in unpaid}
