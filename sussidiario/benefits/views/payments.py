"""Lists of payments: their index, the page of one, how one is built, signed, sent and taken out of the house."""

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import payments as verbs
from sussidiario.benefits.forms.awards import Reason
from sussidiario.benefits.forms.payments import ALL, BuildForm, DueForm, ListsFilter
from sussidiario.benefits.lifecycle import LIST, FileForm, ListState, PaymentState
from sussidiario.benefits.models import Instalment, Payment, PaymentList, PaymentListQuerySet
from sussidiario.benefits.policy import budget, payments as policy
from sussidiario.benefits.views.acting import Act, act
from sussidiario.benefits.views.answers import failure, stuck_before
from sussidiario.benefits.views.saying import account
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import LINES, page_of
from sussidiario.ui.verbs import Verb

SHAPES = {
    ListState.LOCKED: "waiting",
    ListState.APPROVED: "waiting",
    ListState.AUTHORISED: "waiting",
    ListState.SENT: "open",
    ListState.CLOSED: "done",
    ListState.ABANDONED: "closed",
}
PAYMENT_SHAPES = {PaymentState.EXPECTED: "waiting", PaymentState.PAID: "done", PaymentState.FAILED: "stopped", PaymentState.DROPPED: "closed"}
TYPES = {
    FileForm.SEPA: ("application/xml", "xml"),
    FileForm.CSV: ("text/csv; charset=utf-8", "csv"),
    FileForm.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
"""How each file is called by the browser, and how its name ends."""


def readable(actor: Actor) -> PaymentListQuerySet:
    """Lists that may be opened, with who signed them."""
    return policy.visible_to(actor).select_related("built_by", "approved_by", "authorised_by")


@doors.page(policy.may_read_lists)
def lists(request: StaffRequest) -> HttpResponse:
    """List the lists, last first: those that wait for somebody, unless others are asked for."""
    actor = request.actor
    form = ListsFilter(request.GET)
    page = page_of(request, _filtered(readable(actor), form).newest_first())
    rows = [(each, state_of(each), _waits_for(each)) for each in page]
    troubled = policy.payments_visible_to(actor)
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "may_build": policy.may_build(actor),
        "failed": troubled.to_mend().count(),
        "stuck": troubled.stuck(stuck_before(request)).count(),
    }
    return render(request, "benefits/lists.html", context)


@doors.record(readable)
def payment_list(request: StaffRequest, payments: PaymentList) -> HttpResponse:
    """Show a list: who signed it, what becomes of it, its lines with what went wrong first, its files."""
    actor = request.actor
    shown = policy.payments_visible_to(actor).filter(payments=payments)
    page = page_of(request, shown.worst_first())
    rows = [(line, _state_of_payment(line), account(actor, line.iban), failure(line.failure)) for line in page]
    files = list(payments.files.defer("content").order_by("pk")) if policy.may_take(actor, payments) else []
    context = {
        "payments": payments,
        "state": state_of(payments),
        "verbs": _verbs(actor, payments),
        "facts": [(_("Che cosa si paga"), payments.words), *_facts(payments)],
        "signatures": _signatures(payments),
        "standing": _standing(payments),
        "page": page,
        "rows": rows,
        "hidden": payments.count - page.paginator.count,
        "files": [(_(FileForm(file.form).label), reverse("benefits:list_file", args=[payments.pk, file.form])) for file in files],
        "told": timeline(actor, record=reference(payments)),
    }
    return render(request, "benefits/list.html", context)


@doors.page(policy.may_build, methods=doors.FORM)
def build(request: StaffRequest) -> HttpResponse:
    """Show what is due by a day, by fund, and who stays out; make a list of it once it was seen."""
    actor = request.actor
    due_form = DueForm(request.GET if "pay_on" in request.GET else {"pay_on": actor.on}, today=actor.on, measures=budget.measures_visible_to(actor).by_name())
    due = _due(due_form)
    payable, out = [each for each in due if not verbs.unpayable(each)], [(each, _(why)) for each in due if (why := verbs.unpayable(each))]
    shown = [(each, why) for each, why in out if policy.is_shown(each)]
    total = sum(each.amount for each in payable)
    form = BuildForm(typed(request), initial={"seen": total})
    if request.method == "POST" and form.is_valid() and due_form.is_valid():
        known = due_form.cleaned_data
        measures = [each for each in budget.measures_visible_to(actor) if each.pk == known["measure"]]
        made = attempt(form, lambda: verbs.build(known["pay_on"], **form.cleaned_data, measures=measures, by=actor, at=request.now))
        if made:
            return _gone(request, made)
    if request.method == "POST":
        typed_again = request.POST.copy()
        typed_again["seen"] = str(total)
        form.data = typed_again
    context = {"due": due_form, "form": form, "count": len(payable), "total": total, "funds": _by_fund(payable), "out": shown[:LINES], "out_count": len(out)}
    return render(request, "benefits/build_list.html", context)


@doors.record(readable, policy.may_approve, methods=doors.FORM)
def approve(request: StaffRequest, payments: PaymentList) -> HttpResponse:
    """Sign that what is in it is to be paid."""
    consequence = _("Firmi che questi pagamenti sono dovuti. Per farli uscire serve ancora una o un dirigente.")
    return _sign(request, payments, "approve", (consequence, _("Elenco approvato.")))


@doors.record(readable, policy.may_authorise, methods=doors.FORM)
def authorise(request: StaffRequest, payments: PaymentList) -> HttpResponse:
    """Sign that the money may go out."""
    consequence = _("Autorizzi l'uscita del denaro dal conto di tesoreria nel giorno indicato.")
    return _sign(request, payments, "authorise", (consequence, _("Pagamento autorizzato.")))


@doors.record(readable, policy.may_send, methods=doors.FORM)
def send(request: StaffRequest, payments: PaymentList) -> HttpResponse:
    """Make the files for the bank and the treasurer."""
    consequence = _(
        "Si preparano i file per la banca e per il tesoriere: si scaricano dalla pagina dell'elenco, e restano gli stessi. Da qui non si annulla più."
    )
    return _sign(request, payments, "send", (consequence, _("I file sono pronti: scaricali e consegnali alla banca.")))


@doors.record(readable, policy.may_close, methods=doors.FORM)
def close(request: StaffRequest, payments: PaymentList) -> HttpResponse:
    """Close a list of which everything was answered."""
    return _sign(request, payments, "close", (_("Ogni pagamento ha avuto risposta: l'elenco non aspetta più niente."), _("Elenco chiuso.")))


@doors.record(readable, policy.may_abandon, methods=doors.FORM)
def abandon(request: StaffRequest, payments: PaymentList) -> HttpResponse:
    """Give a list up."""
    form = Reason(typed(request), help_text=_("Resta scritto nella storia dell'elenco."))
    consequence = _("Le rate tornano da pagare e possono entrare in un altro elenco. Il numero resta usato.")
    return _sign(request, payments, "abandon", (consequence, _("Elenco annullato: le rate sono di nuovo da pagare.")), form)


@doors.record(readable, policy.may_take, methods=doors.VERB)
def file(request: StaffRequest, payments: PaymentList, form: str) -> HttpResponse:
    """Give one of the files of a list, as it was made, and keep it out of every cache."""
    if form not in set(FileForm):
        raise Http404
    content = verbs.take(payments, FileForm(form), by=request.actor, at=request.now)
    if content is None:
        raise Http404
    kind, suffix = TYPES[FileForm(form)]
    headers = {"Content-Disposition": f'attachment; filename="elenco-{payments.year}-{payments.number:03}.{suffix}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


def state_of(payments: PaymentList) -> tuple[str, str]:
    """The state of a list, in words and by shape."""
    state = ListState(payments.state)
    return _(state.label), SHAPES[state]


def _filtered(found: PaymentListQuerySet, form: ListsFilter) -> PaymentListQuerySet:
    state = form.cleaned_data["state"] if form.is_valid() else ""
    return found if state == ALL else found.in_state(state) if state else found.waiting()


def _sign(request: StaffRequest, payments: PaymentList, verb: str, said: tuple[str, str], form: Form | None = None) -> HttpResponse:
    """The page of a verb on a list: `said` are what it does, and what is said when it is done."""
    if not LIST.allows(ListState(payments.state), verb):
        raise Forbidden(ListState(payments.state), verb)
    form = form if form is not None else Form(typed(request))
    label, facts = _(LIST.moves[verb].label), [*_facts(payments), *_by_fund_facts(payments), _print(payments)]
    page = Act(label, label, said[0], payments.get_absolute_url(), str(payments), about=payments.words, facts=facts)
    more = form.cleaned_data if request.method == "POST" and form.is_valid() else {}
    return act(request, page, form, lambda: getattr(verbs, verb)(payments, **more, by=request.actor, at=request.now), lambda _done: said[1])


def _gone(request: StaffRequest, made: PaymentList) -> HttpResponse:
    messages.success(request, _("Preparato {list}: ora lo approva la responsabile del servizio.").format(list=made))
    return redirect(made)


def _due(form: DueForm) -> Sequence[Instalment]:
    if not form.is_valid():
        return []
    measure = form.cleaned_data["measure"]
    found = Instalment.objects.payable(form.cleaned_data["pay_on"])
    return list(found.filter(award__measure=measure) if measure else found)


def _by_fund(instalments: Sequence[Instalment]) -> list[tuple[str, int, int]]:
    counts: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for each in instalments:
        fund = each.commitment.line.fund.name
        counts[fund] += 1
        sums[fund] += each.amount
    return [(fund, counts[fund], sums[fund]) for fund in sorted(counts)]


def _by_fund_facts(payments: PaymentList) -> list[tuple[str, str]]:
    return [(fund, writing.euro(cents)) for fund, cents in Payment.objects.filter(payments=payments).by_fund()]


def _facts(payments: PaymentList) -> list[tuple[str, str]]:
    return [
        (_("Da pagare il"), writing.day(payments.pay_on)),
        (_("Pagamenti"), writing.number(payments.count)),
        (_("Totale"), writing.euro(payments.total)),
    ]


def _print(payments: PaymentList) -> tuple[str, str]:
    """What tells that the list is still the one that was signed."""
    return (_("Impronta dell'elenco"), payments.sha256[:12])


def _signatures(payments: PaymentList) -> list[tuple[str, str]]:
    parts = (
        (_("Preparato da"), payments.built_by, payments.built_at),
        (_("Approvato da"), payments.approved_by, payments.approved_at),
        (_("Autorizzato da"), payments.authorised_by, payments.authorised_at),
        (_("Trasmesso il"), None, payments.sent_at),
        (_("Chiuso il"), None, payments.closed_at),
    )
    return [*((words, f"{who}, {writing.instant(at)}" if who else writing.instant(at)) for words, who, at in parts if at), _print(payments)]


def _standing(payments: PaymentList) -> list[tuple[str, str, int, int]]:
    """For each state of the lines its word and shape, how many and how much."""
    sums = Payment.objects.filter(payments=payments).sums()
    return [(_(state.label), PAYMENT_SHAPES[state], *sums[state]) for state in PAYMENT_SHAPES if state in sums]


def _state_of_payment(line: Payment) -> tuple[str, str]:
    state = PaymentState(line.state)
    return _(state.label), PAYMENT_SHAPES[state]


def _waits_for(payments: PaymentList) -> str:
    """Who is to do something next."""
    return {
        ListState.LOCKED: _("la responsabile del servizio"),
        ListState.APPROVED: _("una o un dirigente"),
        ListState.AUTHORISED: _("la ragioneria"),
        ListState.SENT: _("la banca"),
    }.get(ListState(payments.state), "")


def _verbs(actor: Actor, payments: PaymentList) -> list[Verb]:
    """What may be done about a list in its state, with the reason of what this reader may not do."""
    allowed = [verb for verb in policy.MAY if LIST.allows(ListState(payments.state), verb)]
    found = [
        Verb(_(LIST.moves[verb].label), reverse(f"benefits:{verb}_list", args=[payments.pk]), policy.MAY[verb](actor, payments), back=LIST.moves[verb].back)
        for verb in allowed
    ]
    if LIST.allows(ListState(payments.state), "reconcile"):
        found.insert(0, Verb(_(LIST.moves["reconcile"].label), reverse("benefits:load_answer"), policy.may_load(actor)))
    return found
