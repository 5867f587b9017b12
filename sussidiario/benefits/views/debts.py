"""Sums to be given back: their list, and the ways in which one ends."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import debts as verbs
from sussidiario.benefits.forms.awards import DebtsFilter, GiveBackForm, Reason, RecoverForm
from sussidiario.benefits.lifecycle import DEBT, DebtState
from sussidiario.benefits.models import Debt, DebtQuerySet
from sussidiario.benefits.policy import awards as policy
from sussidiario.benefits.views.acting import Act, act
from sussidiario.benefits.views.saying import about, state_of_debt, verbs_of_debt
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import typed
from sussidiario.ui.paging import page_of


def readable(actor: Actor) -> DebtQuerySet:
    """Debts that may be opened, with their awards."""
    return policy.debts_visible_to(actor).with_all()


@doors.page(policy.may_read_debts)
def debts(request: StaffRequest) -> HttpResponse:
    """List what is to be given back, the oldest first."""
    actor = request.actor
    form = DebtsFilter(request.GET)
    state = (form.cleaned_data["state"] or DebtState.OPEN) if form.is_valid() else DebtState.OPEN
    found = policy.debts_visible_to(actor).in_state(state)
    page = page_of(request, found.with_all().by_age())
    knows = policy.reading_of(actor, [debt.award_id for debt in page])
    rows = [
        (debt, str(debt.award.person) if debt.award_id in knows else debt.award.payee.name, state_of_debt(debt), verbs_of_debt(actor, debt)) for debt in page
    ]
    context = {"form": form, "page": page, "rows": rows, "left": found.left(), "too_much": policy.debts_visible_to(actor).too_much()}
    return render(request, "benefits/debts.html", context)


@doors.record(readable, policy.may_recover, reads=lambda debt: debt.award.person, methods=doors.FORM)
def recover(request: StaffRequest, debt: Debt) -> HttpResponse:
    """Say that some of it came back."""
    _in_time(debt, "recover")
    form = RecoverForm(typed(request), today=request.actor.on, initial={"amount": debt.left})
    page = _page(request, debt, _("Somma restituita"), _("Quando è tornata tutta, il recupero è finito."))
    return act(
        request,
        page,
        form,
        lambda: verbs.recover(debt, **form.cleaned_data, by=request.actor, at=request.now),
        lambda done: _("Restano da restituire {left}.").format(left=writing.euro(done.left)) if done.left else _("Recupero finito."),
    )


@doors.record(readable, policy.may_waive, reads=lambda debt: debt.award.person, methods=doors.FORM)
def waive(request: StaffRequest, debt: Debt) -> HttpResponse:
    """Ask no more for it."""
    _in_time(debt, "waive")
    form = Reason(typed(request), help_text=_("Con quale atto, e perché: per esempio «determina 12 del 2016, nessun reddito»."))
    page = _page(request, debt, _("Rinuncia al recupero"), _("Nessuno chiede più quanto manca. Resta scritto chi ha rinunciato, e perché."))
    return act(request, page, form, lambda: verbs.waive(debt, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Recupero chiuso."))


@doors.record(readable, policy.may_give_back, reads=lambda debt: debt.award.person, methods=doors.FORM)
def give_back(request: StaffRequest, debt: Debt) -> HttpResponse:
    """Say that what was recovered and had never arrived was given back."""
    _in_time(debt, "give_back")
    form = GiveBackForm(typed(request), today=request.actor.on)
    consequence = _("La banca aveva rimandato indietro il denaro: si rendono {amount} a chi li aveva restituiti.").format(amount=writing.euro(debt.too_much))
    page = _page(request, debt, _("Somma resa"), consequence)
    return act(request, page, form, lambda: verbs.give_back(debt, **form.cleaned_data, by=request.actor, at=request.now), lambda _done: _("Recupero chiuso."))


def _page(request: StaffRequest, debt: Debt, title: str, consequence: str) -> Act:
    facts = [
        (_("Misura"), debt.award.measure.name),
        (_("Da restituire"), writing.euro(debt.amount)),
        (_("Restituito"), writing.euro(debt.recovered)),
        (_("Chiesta il"), writing.day(debt.asked_on)),
    ]
    if debt.bounced:
        facts.append((_("Mai arrivato"), writing.euro(debt.bounced)))
    return Act(title, title, consequence, debt.award.get_absolute_url(), _("Concessione"), about=about(request.actor, debt.award), facts=facts, asked=debt.why)


def _in_time(debt: Debt, verb: str) -> None:
    """
    Check that the debt is not over.

    :raises Forbidden: if it is.
    """
    if not DEBT.allows(DebtState(debt.state), verb):
        raise Forbidden(DebtState(debt.state), verb)
