"""What the bank answers: loading a file, what it did, what is to be mended, what nobody answered."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import answers as verbs
from sussidiario.benefits.forms.payments import AnswerForm
from sussidiario.benefits.lifecycle import INSTALMENT, Answer, InstalmentState, Outcome
from sussidiario.benefits.models import BankAnswer, Instalment, InstalmentQuerySet, Movement, Payment
from sussidiario.benefits.policy import payments as policy
from sussidiario.benefits.rules.answers import REASONS
from sussidiario.benefits.rules.payments import ANSWERED_WITHIN
from sussidiario.benefits.views.acting import Act, act
from sussidiario.benefits.views.saying import account, paid_to
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.ui import doors, kinds, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import LINES, page_of
from sussidiario.ui.uploads import Sent, takes_file

SHAPES = {Outcome.SETTLED: "done", Outcome.KNOWN: "closed", Outcome.UNKNOWN: "attention", Outcome.AMOUNT: "attention", Outcome.UNSENT: "attention"}


@doors.page(policy.may_read_lists)
def answers(request: StaffRequest) -> HttpResponse:
    """List what the bank and the treasurer answered, last first."""
    page = page_of(request, policy.answers_visible_to(request.actor).newest_first())
    rows = [(answer, _(Answer(answer.format).label)) for answer in page]
    return render(request, "benefits/answers.html", {"page": page, "rows": rows, "may_load": policy.may_load(request.actor)})


@takes_file(AnswerForm)
@doors.page(policy.may_load, methods=doors.FORM)
def load(request: StaffRequest) -> HttpResponse:
    """Load an answer, and go on to what it did."""
    form = AnswerForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent: Sent = form.cleaned_data["file"]
        table = sent.kind is kinds.CSV
        rows = kinds.rows_of(sent.content) if table else ()
        is_known = policy.answers_visible_to(request.actor).of_file(sent.sha256).exists()
        kind = Answer.CSV if table else Answer.CAMT053
        done = attempt(form, lambda: verbs.load(sent.content, form=kind, name=sent.name, rows=rows, by=request.actor, at=request.now))
        if done:
            if is_known:
                messages.info(request, _("Questo file era già stato caricato: non è cambiato nulla."))
            else:
                messages.success(request, _("File caricato."))
            return redirect(done)
    return render(request, "benefits/load_answer.html", {"form": form})


@doors.record(policy.answers_visible_to)
def answer(request: StaffRequest, answer: BankAnswer) -> HttpResponse:
    """Show what a file did: what was recognised, what was not and why."""
    shown = policy.movements_visible_to(request.actor).of(answer)
    page = page_of(request, shown)
    rows = [(each, _done(each), failure(each.failure)) for each in page]
    facts = [
        (_("Formato"), _(Answer(answer.format).label)),
        (_("Caricato da"), f"{answer.loaded_by}, {writing.instant(answer.loaded_at)}"),
        (_("Impronta"), answer.sha256[:12]),
    ]
    sums = [(_said(Outcome(outcome), paid=paid), SHAPES[Outcome(outcome)], count, total) for outcome, paid, count, total in answer.movements.by_outcome()]
    return render(request, "benefits/answer.html", {"answer": answer, "facts": facts, "sums": sums, "page": page, "rows": rows})


@doors.page(policy.may_read_lists)
def troubles(request: StaffRequest) -> HttpResponse:
    """List what came back and is to be mended, and what was sent and nobody answered."""
    actor = request.actor
    shown = policy.payments_visible_to(actor)
    page = page_of(request, shown.to_mend())
    stuck = shown.stuck(stuck_before(request))
    context = {
        "page": page,
        "rows": [(each, failure(each.failure), account(actor, each.iban), _is_changed(each)) for each in page],
        "stuck": [(each, (actor.on - each.payments.sent_at.date()).days) for each in stuck[:LINES] if each.payments.sent_at],
        "stuck_count": stuck.count(),
        "days": ANSWERED_WITHIN,
        "may_reopen": policy.may_load(actor),
    }
    return render(request, "benefits/troubles.html", context)


def reopenable(actor: Actor) -> InstalmentQuerySet:
    """Instalments that came back, with who is paid."""
    return policy.reopenable_to(actor).select_related("award__payee", "award__measure", "award__application")


@doors.record(reopenable, policy.may_reopen, methods=doors.FORM)
def reopen(request: StaffRequest, instalment: Instalment) -> HttpResponse:
    """Put in payment again what came back."""
    if not INSTALMENT.allows(InstalmentState(instalment.state), "reopen"):
        raise Forbidden(InstalmentState(instalment.state), "reopen")
    last = instalment.payments.order_by("-pk").first()
    facts = [(_("Importo"), writing.euro(instalment.amount)), *paid_to(request.actor, instalment.award.payee)]
    why = failure(last.failure) if last else ""
    changed = _is_changed(last) if last else True
    consequence = (
        _("La rata entra nel prossimo elenco, con chi riscuote com'è scritto ora.")
        if changed
        else _("Chi riscuote e il conto sono quelli di prima: il pagamento può tornare indietro di nuovo. Il conto lo corregge chi segue la persona.")
    )
    page = Act(
        _("Rimetti in pagamento"),
        _("Rimetti in pagamento"),
        consequence,
        reverse("benefits:troubles"),
        _("Da sistemare"),
        about=instalment.award.payee.name,
        facts=facts,
        asked=_("Non è riuscito: {why}.").format(why=why) if why else "",
    )
    form = Form(typed(request))
    return act(request, page, form, lambda: verbs.reopen(instalment, by=request.actor, at=request.now), lambda _done: _("La rata entra nel prossimo elenco."))


def failure(reason: str) -> str:
    """Why a payment came back, in words where the bank's code is known."""
    code, dash, more = reason.partition(" · ")
    words = _(REASONS[code]) if code in REASONS else code
    return f"{words}{dash}{more}"


def stuck_before(request: StaffRequest) -> datetime:
    """Before when what was sent should have been answered."""
    return request.now - timedelta(days=ANSWERED_WITHIN)


def _said(outcome: Outcome, *, paid: bool) -> str:
    if outcome is not Outcome.SETTLED:
        return _(outcome.label)
    return _("pagato") if paid else _("tornato indietro")


def _done(movement: Movement) -> tuple[str, str]:
    outcome = Outcome(movement.outcome)
    return _said(outcome, paid=movement.paid), SHAPES[outcome] if movement.paid or outcome is not Outcome.SETTLED else "stopped"


def _is_changed(payment: Payment) -> bool:
    """Tell whether who is paid, or where, is no longer as it was when the payment failed."""
    payee = payment.instalment.award.payee
    return (payee.name, payee.paid_by, payee.iban) != (payment.name, payment.paid_by, payment.iban)
