"""The pages on which a decision is proposed, approved, and made: each says what it will do, in euros."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sussidiario.access.rules import Role
from sussidiario.benefits.actions import applications as verbs
from sussidiario.benefits.forms.applications import ProposeForm, outcome_words
from sussidiario.benefits.forms.awards import Note, Reason
from sussidiario.benefits.models import Application
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.rules import deciding
from sussidiario.benefits.views import telling
from sussidiario.benefits.views.acting import Act
from sussidiario.benefits.views.applications import readable
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed


@doors.record(readable, policy.may_propose_on, reads=lambda application: application.person, methods=doors.FORM)
def propose(request: StaffRequest, application: Application) -> HttpResponse:
    """Propose what the regulation answers, or otherwise and why."""
    telling.in_time(application, "propose")
    assessment = deciding.assessed(application.measure.formula, application.declared, application.received_on)
    answer = deciding.outcome_of(assessment) if assessment else None
    form = ProposeForm(typed(request), application=application, answer=answer, today=request.actor.on)

    def do() -> Application:
        outcome, given = form.outcome, form.cleaned_data
        return verbs.propose(
            application,
            grant=outcome.grant,
            amount=outcome.amount,
            months=outcome.months,
            why=given["why"],
            from_month=given["from_month"],
            by=request.actor,
            at=request.now,
        )

    if request.method == "POST" and form.is_valid() and (proposed := attempt(form, do)):
        messages.success(request, _("Proposta registrata: ora decide {who}.").format(who=_who_decides(application)))
        return redirect(proposed)
    words = _("Sulla proposta, con la risposta del regolamento com'è oggi, decide {who}. Chi propone non decide.")
    consequence = words.format(who=_who_decides(application))
    return _shown(request, application, form, title=_("Proponi la decisione"), verb=_("Proponi"), consequence=consequence)


@doors.record(readable, policy.may_approve, reads=lambda application: application.person, methods=doors.FORM)
def approve(request: StaffRequest, application: Application) -> HttpResponse:
    """Approve what is proposed, above a threshold."""
    telling.in_time(application, "approve")
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (done := attempt(form, lambda: verbs.approve(application, by=request.actor, at=request.now))):
        messages.success(request, _("Approvata: ora decide la responsabile del servizio."))
        return redirect("benefits:applications") if not readable(request.actor).filter(pk=done.pk).exists() else redirect(done)
    words = _("Approvi che per {name} si spendano in tutto {total}. Poi decide la responsabile del servizio.")
    consequence = words.format(name=application.person, total=writing.euro(verbs.total(application)))
    return _shown(request, application, form, title=_("Approva la proposta"), verb=_("Approva"), consequence=consequence)


@doors.record(readable, policy.may_grant, reads=lambda application: application.person, methods=doors.FORM)
def grant(request: StaffRequest, application: Application) -> HttpResponse:
    """Grant what is proposed."""
    telling.in_time(application, "grant")
    form = Note(typed(request))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: verbs.grant(application, **form.cleaned_data, by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Domanda accolta: {total} sono impegnati.").format(total=writing.euro(verbs.total(done))))
            return redirect(done)
    return _shown(request, application, form, title=_("Accogli la domanda"), verb=_("Accogli"), consequence=_granting(application))


@doors.record(readable, policy.may_refuse, reads=lambda application: application.person, methods=doors.FORM)
def refuse(request: StaffRequest, application: Application) -> HttpResponse:
    """Refuse, with the reason and until when it may be appealed against."""
    telling.in_time(application, "refuse")
    grounds = deciding.grounds(application.assessment, application.proposal, _) if application.proposed is False else ""
    form = Reason(typed(request), help_text=_("Lo legge chi ha fatto la domanda, nella lettera."), initial={"why": grounds})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: verbs.refuse(application, **form.cleaned_data, by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Domanda non accolta. Si può fare ricorso fino al {day}.").format(day=writing.day(done.appeal_until)))
            return redirect(done)
    words = _("{name} non riceve nulla{lost}. Può fare ricorso al TAR fino al {day}.")
    lost = _(", e non i {total} proposti").format(total=writing.euro(verbs.total(application))) if application.proposed else ""
    consequence = words.format(name=application.person, lost=lost, day=writing.day(deciding.appeal_until(request.actor.on)))
    return _shown(request, application, form, title=_("Non accogliere la domanda"), verb=_("Non accogliere"), consequence=consequence)


@doors.record(readable, policy.may_send_back, reads=lambda application: application.person, methods=doors.FORM)
def send_back(request: StaffRequest, application: Application) -> HttpResponse:
    """Send the proposal back to who made it."""
    telling.in_time(application, "send_back")
    form = Reason(typed(request), help_text=_("Lo legge chi ha proposto."))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: verbs.send_back(application, **form.cleaned_data, by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Proposta rimandata: chi l'ha fatta legge perché."))
            return redirect(done) if not request.actor.has(Role.EXECUTIVE) else redirect("benefits:applications")
    consequence = _("Nulla è deciso: {worker} rivede la domanda e propone di nuovo. Le approvazioni già date non valgono più.").format(
        worker=application.proposed_by
    )
    return _shown(request, application, form, title=_("Rimanda la proposta"), verb=_("Rimanda"), consequence=consequence)


def _who_decides(application: Application) -> str:
    return _("un'altra persona di chi la protegge") if application.person.kept_by_id else _("la responsabile del servizio")


def _granting(application: Application) -> str:
    """What granting does, in euros."""
    outcome = deciding.Outcome(grant=True, amount=application.proposed_amount or 0, months=application.proposed_months or 0)
    words = _("{name} riceve {what}, da {month}. La somma viene impegnata subito sul bilancio, e le rate vanno in pagamento alla scadenza.")
    month = writing.month(application.from_month) if application.from_month else "—"
    return words.format(name=application.person, what=outcome_words(outcome, monthly=application.measure.monthly), month=month)


def _shown(request: StaffRequest, application: Application, form: Form, *, title: str, verb: str, consequence: str) -> HttpResponse:
    """Draw the page of a verb with what is needed to decide: what is asked, what the regulation answers, what is proposed."""
    subject = str(application.person)
    page = Act(title=title, verb=verb, consequence=consequence, back=application.get_absolute_url(), label=subject, about=subject)
    context = {
        "page": page,
        "form": form,
        "application": application,
        "facts": telling.facts_of(application, request.actor),
        "answer": telling.answer_of(application),
        "proposed": telling.proposed_of(application),
        "differs": telling.differs(application),
    }
    return render(request, "benefits/decide.html", context)
