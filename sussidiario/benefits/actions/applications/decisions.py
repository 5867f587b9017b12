"""Propose what the regulation answers or, with a reason, something else; approve, grant, refuse, send back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.rules import Role
from sussidiario.benefits import figures
from sussidiario.benefits.actions import awards, payees
from sussidiario.benefits.actions.applications.checks import counted, locked
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState, PayeeKind
from sussidiario.benefits.models import Application, Approval
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.rules import deciding
from sussidiario.benefits.rules.deciding import Outcome
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.ui import writing

PROPOSAL = (
    "assessment",
    "assessed_on",
    "proposed",
    "proposal",
    "proposed_amount",
    "proposed_months",
    "from_month",
    "state",
    "proposed_by",
    "proposed_on",
)
"""What a proposal writes on a request."""


@transaction.atomic
def propose(
    application: Application,
    *,
    grant: bool,
    amount: int = 0,
    months: int = 0,
    why: str = "",
    from_month: date | None = None,
    by: Actor,
    at: datetime,
) -> Application:
    """
    Propose to grant so many cents (of a month, or the one sum) for so many months, or not to. The regulation is asked now, and its answer stays as it is.

    :raises NotAllowed: if `by` is no social worker or, of somebody whom a group protects, not of the group.
    :raises Forbidden: if it is not complete.
    :raises Refusal: if it is not what the regulation answered and no reason is given, the sum is nothing, there are months where none are given, or a
        group would decide alone on more than one who decides may.
    """
    application = locked(application)
    policy.may_propose_on(by, application).require()
    state = APPLICATION.after(ApplicationState(application.state), "propose")
    proposed = Outcome(grant, amount, months) if grant else Outcome(grant=False)
    _possible(application, proposed)
    _within_the_group(application, proposed)
    assessment = deciding.assessed(application.measure.formula, application.declared, application.received_on)
    why = why.strip()
    if deciding.differs(proposed, assessment):
        why = required(why, field="why", otherwise=_("Non è quello che risponde il regolamento: scrivi perché."))
    application.assessment, application.assessed_on = assessment.as_json() if assessment else None, by.on
    application.proposed, application.proposal = grant, why
    application.proposed_amount, application.proposed_months = (amount, months) if grant else (None, None)
    application.from_month = deciding.month_of(from_month or application.from_month or by.on)
    application.state, application.proposed_by, application.proposed_on = state, by.staff, by.on
    application.save(update_fields=PROPOSAL)
    journal.record(figures.PROPOSED, application, on=by.on, at=at, by=by, why=why, amount=proposed.total, detail={"grant": grant}, **counted(application))
    return application


@transaction.atomic
def approve(application: Application, *, by: Actor, at: datetime) -> Application:
    """
    Approve what is proposed, at the lowest level that waits for somebody of the actor's role.

    :raises NotAllowed: if no level waits for them, they received or proposed the request, or have approved it already.
    :raises Forbidden: if nothing is proposed.
    """
    application = locked(application)
    state = APPLICATION.after(ApplicationState(application.state), "approve")
    policy.may_approve(by, application).require()
    level = next(level for level in policy.missing_levels(application) if by.has(Role(level.role)))
    Approval.objects.create(application=application, level=level, by=by.staff, on=by.on)
    application.state = state
    application.save(update_fields=["state"])
    journal.record(figures.APPROVED, application, on=by.on, at=at, by=by, amount=total(application), quantity=level.number, **counted(application))
    return application


@transaction.atomic
def send_back(application: Application, *, why: str, by: Actor, at: datetime) -> Application:
    """
    Send a proposal back to who made it; the approvals it had are gone.

    :raises NotAllowed: if `by` neither decides nor is asked to approve.
    :raises Forbidden: if nothing is proposed.
    :raises Refusal: if no reason is given.
    """
    application = locked(application)
    state = APPLICATION.after(ApplicationState(application.state), "send_back")
    policy.may_send_back(by, application).require()
    why = required(why, field="why", otherwise=_("Scrivi che cosa va rivisto: lo legge chi ha proposto."))
    application.approvals.all().delete()
    application.state = state
    application.save(update_fields=["state"])
    journal.record(figures.SENT_BACK, application, on=by.on, at=at, by=by, why=why, **counted(application))
    return application


@transaction.atomic
def grant(application: Application, *, why: str = "", by: Actor, at: datetime) -> Application:
    """
    Grant what is proposed: the money is committed, the months are taken, the instalments are written.

    :raises NotAllowed: if `by` does not decide, received, proposed or approved the request, or an approval is missing.
    :raises Forbidden: if nothing is proposed.
    :raises Refusal: if nobody is named to be paid, the budget does not suffice, or a month is taken.
    """
    application = locked(application)
    state = APPLICATION.after(ApplicationState(application.state), "grant")
    policy.may_grant(by, application).require()
    if application.payee is None or application.from_month is None:
        raise Refusal(_("Manca chi riscuote e come: va scritto tra quanto è dichiarato."))
    payees.hide(application.person, PayeeKind(application.payee.kind))
    application.state, application.decided_by, application.decided_on, application.decision = state, by.staff, by.on, why.strip()
    application.save(update_fields=["state", "decided_by", "decided_on", "decision"])
    awards.create(
        application,
        amount=application.proposed_amount or 0,
        months=application.proposed_months or 0,
        from_month=application.from_month,
        payee=application.payee,
        by=by,
        at=at,
    )
    waited = {"waited": (by.on - application.received_on).days}
    journal.record(figures.GRANTED, application, on=by.on, at=at, by=by, why=why.strip(), amount=total(application), detail=waited, **counted(application))
    return application


@transaction.atomic
def refuse(application: Application, *, why: str = "", by: Actor, at: datetime) -> Application:
    """
    Refuse, with the reason and until when it may be appealed against. Without a reason of its own, it is that of the regulation, else of the proposal.

    :raises NotAllowed: if `by` does not decide, or received, proposed or approved the request.
    :raises Forbidden: if nothing is proposed.
    :raises Refusal: if there is no reason.
    """
    application = locked(application)
    state = APPLICATION.after(ApplicationState(application.state), "refuse")
    policy.may_refuse(by, application).require()
    grounds = deciding.grounds(application.assessment, application.proposal) if application.proposed is False else ""
    why = required(why or grounds, field="why", otherwise=_("Scrivi perché la domanda non è accolta: chi l'ha fatta lo leggerà."))
    application.state, application.decided_by, application.decided_on, application.decision = state, by.staff, by.on, why
    application.appeal_until = deciding.appeal_until(by.on)
    application.save(update_fields=["state", "decided_by", "decided_on", "decision", "appeal_until"])
    waited = {"waited": (by.on - application.received_on).days}
    journal.record(figures.REFUSED, application, on=by.on, at=at, by=by, why=why, detail=waited, **counted(application))
    return application


def total(application: Application) -> int:
    """Cents proposed in all."""
    return (application.proposed_amount or 0) * (application.proposed_months or 0)


def _possible(application: Application, proposed: Outcome) -> None:
    if not proposed.grant:
        return
    if proposed.amount <= 0:
        raise Refusal(_("Scrivi quanto si propone di concedere."), field="amount")
    if proposed.months < 1:
        raise Refusal(_("Scrivi per quanti mesi."), field="months")
    if not application.measure.monthly and proposed.months != 1:
        raise Refusal(_("Questa misura si dà una volta sola: i mesi non servono."), field="months")


def _within_the_group(application: Application, proposed: Outcome) -> None:
    """
    Check that a group that protects somebody proposes no more than is decided without anybody else: who approves above that must not know of them.

    :raises Refusal: if it is more.
    """
    most = policy.most_alone() if application.person.kept_by_id else None
    if most is not None and proposed.total > most:
        words = _("Oltre {most} in tutto approva anche chi di questa persona non deve sapere: proponi fino a quella somma.")
        raise Refusal(words.format(most=writing.euro(most)), field="amount")
