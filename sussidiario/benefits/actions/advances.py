"""Cash in an urgency: given the day it is asked for, and ratified afterwards by somebody else."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.rules import Role
from sussidiario.benefits import figures
from sussidiario.benefits.actions import granting, payees
from sussidiario.benefits.actions.applications.checks import counted, locked
from sussidiario.benefits.actions.checks import locked as held
from sussidiario.benefits.actions.ending import end
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState, PaidBy
from sussidiario.benefits.models import Application, Level, Payee
from sussidiario.benefits.policy import awards as policy
from sussidiario.benefits.rules import deciding, plans
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.ui import writing


@transaction.atomic
def advance(application: Application, *, amount: int, why: str, payee: Payee | None = None, by: Actor, at: datetime) -> Application:
    """
    Give cents at once, in cash, for this month: due today, before anybody decides. Without a `payee`, to who asks.

    :raises NotAllowed: if `by` neither follows persons nor heads the service, or the measure has no urgent cash.
    :raises Forbidden: if it is already proposed or decided.
    :raises Refusal: if the amount is nothing, more than the measure may advance or than one person may decide, no reason is given, who is paid is not paid
        in cash, the month is taken, or the budget does not suffice.
    """
    application = locked(application)
    policy.may_advance(by, application).require()
    state = APPLICATION.after(ApplicationState(application.state), "advance")
    why = required(why, field="why", otherwise=_("Scrivi perché non si può aspettare: chi ratifica lo leggerà."))
    _within(application, amount)
    payee = payee or payees.write(person=application.person, paid_by=PaidBy.CASH)
    if payee.paid_by != PaidBy.CASH:
        raise Refusal(_("L'aiuto urgente si dà in contanti."), field="payee")
    application.state, application.payee, application.from_month = state, payee, plans.month_of(by.on)
    application.proposed, application.proposed_by, application.proposed_on, application.proposal = True, by.staff, by.on, why
    application.proposed_amount, application.proposed_months = amount, 1
    application.save(
        update_fields=[
            "state",
            "payee",
            "from_month",
            "proposed",
            "proposed_by",
            "proposed_on",
            "proposal",
            "proposed_amount",
            "proposed_months",
        ]
    )
    granting.create(application, amount=amount, months=1, from_month=application.from_month, payee=payee, urgent=True, by=by, at=at)
    journal.record(figures.ADVANCED, application, on=by.on, at=at, by=by, why=why, amount=amount, **counted(application))
    return application


@transaction.atomic
def ratify(application: Application, *, why: str = "", by: Actor, at: datetime) -> Application:
    """
    Say that what was advanced was rightly given.

    :raises NotAllowed: if `by` does not decide, or asked for it.
    :raises Forbidden: if nothing is waiting to be ratified.
    """
    application = locked(application)
    policy.may_ratify(by, application).require()
    state = APPLICATION.after(ApplicationState(application.state), "ratify")
    application.state, application.decided_by, application.decided_on, application.decision = state, by.staff, by.on, why.strip()
    application.save(update_fields=["state", "decided_by", "decided_on", "decision"])
    waited = {"waited": (by.on - application.received_on).days}
    amount = application.proposed_amount
    journal.record(figures.RATIFIED, application, on=by.on, at=at, by=by, why=why.strip(), amount=amount, detail=waited, **counted(application))
    return application


@transaction.atomic
def deny(application: Application, *, why: str, by: Actor, at: datetime) -> Application:
    """
    Say that what was advanced was not due: what is not paid yet is cancelled, what was paid is to be given back.

    :raises NotAllowed: if `by` does not decide, or asked for it.
    :raises Forbidden: if nothing is waiting to be ratified.
    :raises Refusal: if no reason is given, or it is in a list just now.
    """
    application = locked(application)
    policy.may_deny(by, application).require()
    state = APPLICATION.after(ApplicationState(application.state), "deny")
    why = required(why, field="why", otherwise=_("Scrivi perché non si ratifica: chi ha ricevuto il denaro lo leggerà."))
    award = held(application.award)
    end(award, from_month=award.from_month, why=why, by=by, at=at)
    application.state, application.decided_by, application.decided_on, application.decision = state, by.staff, by.on, why
    application.appeal_until = deciding.appeal_until(by.on)
    application.save(update_fields=["state", "decided_by", "decided_on", "decision", "appeal_until"])
    waited = {"waited": (by.on - application.received_on).days}
    amount = application.proposed_amount
    journal.record(figures.DENIED, application, on=by.on, at=at, by=by, why=why, amount=amount, detail=waited, **counted(application))
    return application


def _within(application: Application, amount: int) -> None:
    """
    Check that so much may be given before anybody decides.

    :raises Refusal: if it is nothing, more than the measure may advance, or so much that one who decides is not enough.
    """
    cap = application.measure.urgent_cap
    lowest = Level.objects.exclude(role=Role.SERVICE_HEAD).order_by("above").first()
    most = min(cap, lowest.above) if lowest else cap
    if not 0 < amount <= most:
        raise Refusal(_("In urgenza si possono anticipare fino a {most}.").format(most=writing.euro(most)), field="amount")
