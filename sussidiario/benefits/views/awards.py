"""Awards: their list, the page of one, and the pages of its verbs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions import awards as verbs, debts
from sussidiario.benefits.forms.awards import ALL, AskForm, AwardsFilter, ConditionForm, MetForm, Note, PayeeForm, Reason, ReviseForm, RevokeForm
from sussidiario.benefits.lifecycle import AwardState, InstalmentState
from sussidiario.benefits.models import Award, AwardQuerySet, Condition, ConditionQuerySet, Instalment
from sussidiario.benefits.policy import applications, awards as policy, budget
from sussidiario.benefits.rules import accounts, plans
from sussidiario.benefits.views.acting import Act, act
from sussidiario.benefits.views.saying import (
    about,
    granted,
    in_time,
    paid_to,
    state_of,
    state_of_debt,
    state_of_instalment,
    sums,
    verbs_of,
    verbs_of_debt,
)
from sussidiario.journal.actions import reference
from sussidiario.journal.models import Act as Written
from sussidiario.journal.timeline import timeline
from sussidiario.people import policy as people
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import typed
from sussidiario.ui.paging import page_of


def readable(actor: Actor) -> AwardQuerySet:
    """Awards that may be opened, with what their pages need."""
    return policy.visible_to(actor).with_all()


def conditions(actor: Actor) -> ConditionQuerySet:
    """Conditions that may be said to be kept, with their awards."""
    return policy.conditions_visible_to(actor).with_award()


@doors.page(policy.may_read_awards)
def awards(request: StaffRequest) -> HttpResponse:
    """List what is granted, last first: three questions, however many there are."""
    actor = request.actor
    form = AwardsFilter(request.GET, measures=budget.measures_visible_to(actor).by_name())
    found = _filtered(actor, form).with_all().with_sums().with_instalments().newest_first()
    page = page_of(request, found)
    knows = policy.reading_of(actor, [award.pk for award in page])
    rows = [(award, str(award.person) if award.pk in knows else award.payee.name, granted(award, award.instalments.all()), state_of(award)) for award in page]
    is_filtered = not form.is_valid() or any(form.cleaned_data.values())
    return render(request, "benefits/awards.html", {"form": form, "page": page, "rows": rows, "is_filtered": is_filtered})


@doors.record(readable, reads=lambda award: award.person)
def award(request: StaffRequest, award: Award) -> HttpResponse:
    """Show an award: what is owed and paid, who is paid, what is asked first, what is to be given back, what happened."""
    actor = request.actor
    instalments = _instalments(award)
    knows = policy.reads_of(actor, award)
    page: dict[str, Any] = {
        "award": award,
        "heading": str(award.person) if knows else award.payee.name,
        "verbs": verbs_of(actor, award, instalments),
        "payee": paid_to(actor, award.payee),
        "person_url": award.person.get_absolute_url() if knows and people.readable_among(actor, [award.person_id]) else "",
        "commitments": list(award.commitments.select_related("line__fund").order_by("year", "number")),
        **_told(actor, award, instalments, knows=knows),
    }
    beside = [award.application, *instalments, *(condition for condition, _may in page["conditions"]), *(debt for debt, *_said in page["debts"])]
    page["told"] = timeline(actor, record=reference(award), beside=map(reference, beside)) if knows else []
    page["reasons"] = _reasons(actor, award, knows=knows)
    return render(request, "benefits/award.html", page)


def summary(actor: Actor, award: Award) -> dict[str, Any]:
    """What the page of a request shows of what it was granted, through the template `benefits/_award.html`."""
    return {"award": award, **_told(actor, award, _instalments(award), knows=policy.reads_of(actor, award))}


@doors.record(readable, policy.may_suspend, reads=lambda award: award.person, methods=doors.FORM)
def suspend(request: StaffRequest, award: Award) -> HttpResponse:
    """Stop paying."""
    in_time(award, "suspend")
    form = Reason(typed(request), help_text=_("Lo leggono chi segue la persona e la ragioneria."))
    consequence = _("Le rate previste sono trattenute finché non riprendi i pagamenti. Quelle già in un elenco proseguono.")
    page = _page(request, award, _("Sospendi"), consequence)
    return act(request, page, form, lambda: verbs.suspend(award, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Pagamenti sospesi."))


@doors.record(readable, policy.may_resume, reads=lambda award: award.person, methods=doors.FORM)
def resume(request: StaffRequest, award: Award) -> HttpResponse:
    """Pay again."""
    in_time(award, "resume")
    form = Note(typed(request))
    page = _page(request, award, _("Riprendi i pagamenti"), _("Le rate trattenute tornano in pagamento, tranne quelle che aspettano una condizione."))
    return act(request, page, form, lambda: verbs.resume(award, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Pagamenti ripresi."))


@doors.record(readable, policy.may_revise, reads=lambda award: award.person, methods=doors.FORM)
def revise(request: StaffRequest, award: Award) -> HttpResponse:
    """Change how much is paid from a month on."""
    in_time(award, "revise")
    unpaid = [each for each in _instalments(award) if each.state in plans.UNPAID]
    form = ReviseForm(typed(request), instalments=unpaid, initial={"amount": award.amount})
    consequence = _("Da quel mese ogni rata non ancora pagata è del nuovo importo. La differenza torna al capitolo, o si impegna adesso.")
    page = _page(request, award, _("Rivedi l'importo"), consequence)
    return act(request, page, form, lambda: verbs.revise(award, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Importo rivisto."))


@doors.record(readable, policy.may_revoke, reads=lambda award: award.person, methods=doors.FORM)
def revoke(request: StaffRequest, award: Award) -> HttpResponse:
    """Take back from a month on."""
    in_time(award, "revoke")
    some = [each for each in _instalments(award) if each.state != InstalmentState.CANCELLED]
    form = RevokeForm(typed(request), instalments=some)
    consequence = _("Da quel mese non si paga più: il denaro torna al capitolo e i mesi sono di nuovo liberi. Quanto è già pagato va restituito.")
    page = _page(request, award, _("Revoca"), consequence)
    return act(request, page, form, lambda: verbs.revoke(award, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Beneficio revocato."))


@doors.record(readable, policy.may_conclude, reads=lambda award: award.person, methods=doors.FORM)
def conclude(request: StaffRequest, award: Award) -> HttpResponse:
    """Say that all is paid."""
    in_time(award, "conclude")
    form = Note(typed(request))
    del form.fields["why"]
    page = _page(request, award, _("Concludi"), _("Tutto quello che era dovuto è pagato. La concessione esce da quelle in corso."))
    return act(request, page, form, lambda: verbs.conclude(award, by=request.actor, at=request.now), lambda _done: _("Beneficio concluso."))


@doors.record(readable, policy.may_change_payee, reads=lambda award: award.person, methods=doors.FORM)
def change_payee(request: StaffRequest, award: Award) -> HttpResponse:
    """Pay somebody else, or elsewhere."""
    payee = award.payee
    now = {
        "kind": payee.kind,
        "name": payee.name,
        "fiscal_code": payee.fiscal_code,
        "paid_by": payee.paid_by,
        "iban": accounts.grouped(payee.iban),
    }
    form = PayeeForm(typed(request), initial=now, hides=award.person.kept_by_id is not None)
    consequence = _("Vale dal prossimo elenco di pagamento. Quello che è già in un elenco va dove l'elenco dice.")
    page = _page(request, award, _("Cambia chi riscuote"), consequence)
    return act(
        request,
        page,
        form,
        lambda: verbs.change_payee(award, **form.cleaned_data, by=request.actor, at=request.now),
        lambda changed: _("D'ora in poi riscuote {name}.").format(name=changed.payee.name),
    )


@doors.record(readable, policy.may_ask_debt, reads=lambda award: award.person, methods=doors.FORM)
def ask_debt(request: StaffRequest, award: Award) -> HttpResponse:
    """Ask back what was not due."""
    form = AskForm(typed(request))
    page = _page(request, award, _("Chiedi indietro una somma"), _("La somma entra tra quelle da recuperare: la ragioneria segna quando torna."))
    return act(
        request,
        page,
        form,
        lambda: debts.ask(award, **form.cleaned_data, by=request.actor, at=request.now),
        lambda debt: _("Chiesta la restituzione di {amount}.").format(amount=writing.euro(debt.amount)),
    )


@doors.record(readable, policy.may_add_condition, reads=lambda award: award.person, methods=doors.FORM)
def add_condition(request: StaffRequest, award: Award) -> HttpResponse:
    """Ask something by a day."""
    form = ConditionForm(typed(request), today=request.actor.on)
    page = _page(
        request, award, _("Poni una condizione"), _("Da quel giorno le rate sono trattenute, finché qualcuno non segna la condizione come rispettata.")
    )
    return act(
        request, page, form, lambda: verbs.add_condition(award, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Condizione posta.")
    )


@doors.record(conditions, policy.may_meet_condition, reads=lambda condition: condition.award.person, methods=doors.FORM)
def meet_condition(request: StaffRequest, condition: Condition) -> HttpResponse:
    """Say that a condition is kept."""
    form = MetForm(typed(request), today=request.actor.on)
    consequence = _("Le rate che aspettavano solo questo tornano in pagamento.")
    asked = [(_("Condizione"), condition.what), (_("Entro il"), writing.day(condition.due_on))]
    back = condition.award.get_absolute_url()
    page = Act(_("Condizione rispettata"), _("Segna come rispettata"), consequence, back, str(condition.award.person), facts=asked)
    return act(
        request,
        page,
        form,
        lambda: verbs.meet_condition(condition, **form.cleaned_data, by=request.actor, at=request.now),
        lambda _done: _("Condizione rispettata."),
    )


def _reasons(actor: Actor, award: Award, *, knows: bool) -> list[Written]:
    """Why it was changed, last first; to who reads of the money alone, why it is not being paid, which is written for them too."""
    acts = [entry.act for entry in timeline(actor, record=reference(award)) if entry.act.why and entry.act.record == reference(award)]
    if knows:
        return acts
    return [each for each in acts if each.act == figures.SUSPENDED][:1] if award.state == AwardState.SUSPENDED else []


def _page(request: StaffRequest, award: Award, title: str, consequence: str) -> Act:
    """The page of a verb on an award, with what one should know of it."""
    instalments = _instalments(award)
    money = sums(instalments)
    facts = [
        (_("Misura"), award.measure.name),
        (_("Concesso"), granted(award, instalments)),
        (_("Pagato"), writing.euro(money.paid)),
        (_("Da pagare"), writing.euro(money.left)),
    ]
    who = about(request.actor, award)
    return Act(title, title, consequence, award.get_absolute_url(), who, about=who, facts=facts)


def _filtered(actor: Actor, form: AwardsFilter) -> AwardQuerySet:
    found = policy.visible_to(actor)
    if not form.is_valid():
        return found.none()
    asked = form.cleaned_data
    if asked["q"]:
        found = found.named(asked["q"], applications.visible_to(actor))
    if asked["measure"]:
        found = found.of_measure(asked["measure"])
    if asked["state"] == ALL:
        return found
    return found.in_state(asked["state"]) if asked["state"] else found.running()


def _instalments(award: Award) -> list[Instalment]:
    return list(award.instalments.with_all().in_order())


def _told(actor: Actor, award: Award, instalments: list[Instalment], *, knows: bool) -> dict[str, Any]:
    """What the page of an award and that of its request both say; what a plan asks of the person, to who `knows` of them alone."""
    money = sums(instalments)
    facts = [
        (_("Misura"), award.measure.name),
        (_("Concesso"), granted(award, instalments)),
        (_("Dal mese"), writing.month(award.from_month)),
        (_("Concessa il"), writing.day(award.granted_on)),
        (_("Pagato"), writing.euro(money.paid)),
        (_("Da pagare"), writing.euro(money.left)),
    ]
    if award.ended_on:
        facts.append((_("Finita il"), writing.day(award.ended_on)))
    asked = list(award.conditions.in_order()) if knows else []
    may_meet = [bool(policy.may_meet_condition(actor, condition)) and condition.met_on is None for condition in asked]
    return {
        "knows": knows,
        "state": state_of(award),
        "facts": facts,
        "sums": money,
        "instalments": [(each, state_of_instalment(each)) for each in instalments],
        "conditions": list(zip(asked, may_meet, strict=True)),
        "debts": [(debt, state_of_debt(debt), verbs_of_debt(actor, debt)) for debt in award.debts.with_all().by_age()],
        "waits": award.urgent and award.application.decided_by_id is None,
    }
