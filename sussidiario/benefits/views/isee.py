"""The ISEE of a request: what its page says of it, the page of an attestation, and those where it is looked up, written and loaded."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import isee as verbs
from sussidiario.benefits.forms.isee import AttestationForm, CorrectForm, KindForm, LoadForm
from sussidiario.benefits.lifecycle import APPLICATION, PENDING, ApplicationState, IseeKind, Source
from sussidiario.benefits.models import Application, ApplicationQuerySet, Attestation, LookUp
from sussidiario.benefits.policy import applications, isee as policy
from sussidiario.benefits.rules import attestations as rules
from sussidiario.benefits.rules.attestations import Member, Standing
from sussidiario.benefits.views.acting import Act, act
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.people import policy as people
from sussidiario.people.rules import display
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.uploads import takes_file
from sussidiario.ui.verbs import Verb

Facts = list[tuple[str, Any]]

SHAPES = {Standing.FINE: "open", Standing.SOON: "attention", Standing.SHORT: "attention", Standing.EXPIRED: "stopped"}


def requests(actor: Actor) -> ApplicationQuerySet:
    """Requests for which the means may be looked up, with what their pages need."""
    return applications.visible_to(actor).with_all()


def summary(actor: Actor, application: Application) -> dict[str, Any]:
    """
    What the page of a request shows of the means.

    The attestation with how long it serves, the declared household beside that of the registry, the look-ups made, and what may be done.
    """
    attestation = application.attestation
    lookups = list(application.lookups.with_all().newest_first())
    shown: dict[str, Any] = {"attestation": attestation, "verbs": _verbs(actor, application), "lookups": lookups}
    if attestation is not None:
        shown |= {"facts": _figures(attestation), **_standing(actor, application, attestation), **_homes(actor, application, attestation)}
    return shown


def panel(actor: Actor, application: Application) -> tuple[str, dict[str, Any]] | None:
    """The section of the means on the page of a request, where its measure asks for them."""
    if not policy.asks(application) and application.attestation_id is None:
        return None
    return "benefits/_isee.html", {"isee": summary(actor, application)}


@doors.record(policy.visible_to, reads=lambda attestation: attestation.subject)
def attestation(request: StaffRequest, attestation: Attestation) -> HttpResponse:
    """Show an attestation: its figures, who is in it beside who is in the registry, for which requests it was looked up."""
    actor = request.actor
    readable = applications.visible_to(actor)
    lookups = list(attestation.lookups.filter(application__in=readable).with_all().newest_first())
    application = lookups[0].application
    page = {
        "attestation": attestation,
        "facts": _figures(attestation),
        "lookups": lookups,
        "verbs": [Verb(_("Correggi"), reverse("benefits:correct_attestation", args=[attestation.pk]), policy.may_correct(actor, attestation))],
        "told": timeline(actor, record=reference(attestation)),
        **_standing(actor, application, attestation),
        **_homes(actor, application, attestation),
    }
    return render(request, "benefits/attestation.html", page)


@doors.record(requests, policy.may_look_up, reads=lambda application: application.subject, methods=doors.FORM)
def look_up(request: StaffRequest, application: Application) -> HttpResponse:
    """Look the means up for a request."""
    _in_time(application)
    form = KindForm(typed(request))
    consequence = _("Che l'hai consultato, quando e per quale prestazione resta scritto, anche se non si trova niente.")
    page = _page(application, _("Consulta l'ISEE"), consequence)
    if request.method == "POST" and form.is_valid():
        found = attempt(form, lambda: verbs.look_up(application, **form.cleaned_data, by=request.actor, at=request.now))
        if found is not None:
            return _done(request, application, found)
    return render(request, "benefits/act.html", {"page": page, "form": form})


@doors.record(requests, policy.may_write, reads=lambda application: application.subject, methods=doors.FORM)
def write_attestation(request: StaffRequest, application: Application) -> HttpResponse:
    """Write what is on an attestation that somebody brought."""
    _in_time(application)
    home = verbs.home_of(application, request.actor)
    readable = people.readable_among(request.actor, [person.pk for person in home])
    names = [person.name if person.pk in readable else person.redacted for person in home]
    form = AttestationForm(typed(request), home=home, names=names, today=request.actor.on)
    page = _page(application, _("Trascrivi l'attestazione ISEE"), _("L'attestazione va con questa domanda e serve anche per le altre della famiglia."))
    if request.method == "POST" and form.is_valid():
        written = attempt(form, lambda: verbs.write(application, certified=form.certified, declarant=form.presented_by, by=request.actor, at=request.now))
        if written is not None:
            return _done(request, application, written)
    return render(request, "benefits/act.html", {"page": page, "form": form})


@takes_file(LoadForm)
@doors.record(requests, policy.may_write, reads=lambda application: application.subject, methods=doors.FORM)
def load_attestation(request: StaffRequest, application: Application) -> HttpResponse:
    """Take an attestation from the file of INPS."""
    _in_time(application)
    form = LoadForm(typed(request), request.FILES or None)
    page = _page(application, _("Carica l'attestazione dal file dell'INPS"), _("Del file restano i valori, chi c'è nel nucleo e l'impronta."))
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        loaded = attempt(form, lambda: verbs.load(application, content=known["file"].content, kind=known["kind"], by=request.actor, at=request.now))
        if loaded is not None:
            return _done(request, application, loaded)
    return render(request, "benefits/act.html", {"page": page, "form": form})


@doors.record(policy.visible_to, policy.may_correct, reads=lambda attestation: attestation.subject, methods=doors.FORM)
def correct_attestation(request: StaffRequest, attestation: Attestation) -> HttpResponse:
    """Write the figures again."""
    names = ("kind", "protocol", "presented_on", "valid_until", "isr", "isp", "ise", "isee", "omissions")
    initial = {**{name: getattr(attestation, name) for name in names}, "scale": writing.hundredths(attestation.scale)}
    form = CorrectForm(typed(request), initial=initial, today=request.actor.on)
    consequence = _("Le domande che aspettano prendono i nuovi valori e vanno ricontrollate. Su quelle già proposte o decise non cambia niente.")
    page = Act(_("Correggi l'attestazione"), _("Correggi"), consequence, attestation.get_absolute_url(), attestation.protocol)
    return act(
        request,
        page,
        form,
        lambda: verbs.correct(attestation, certified=form.certified, why=form.cleaned_data["why"], by=request.actor, at=request.now),
        lambda _corrected: _("Attestazione corretta."),
    )


def _done(request: StaffRequest, application: Application, lookup: LookUp) -> HttpResponse:
    if lookup.attestation is None:
        messages.warning(request, _("Nessuna attestazione valida per questa domanda: chiedila, o trascrivi quella che hanno portato."))
        return redirect(application)
    until = writing.day(lookup.attestation.valid_until)
    messages.success(request, _("ISEE di {isee}, valido fino al {day}.").format(isee=writing.euro(lookup.attestation.isee), day=until))
    return redirect(application)


def _page(application: Application, title: str, consequence: str) -> Act:
    measure = application.measure
    facts = [
        (_("Domanda"), f"{application}, {writing.day(application.received_on)}"),
        (_("Misura"), measure.name),
        (_("Prestazione"), f"{measure.siuss_code} {measure.siuss_name}"),
    ]
    who = str(application.person)
    return Act(title, title, consequence, application.get_absolute_url(), _("Domanda {number}").format(number=application), about=who, facts=facts)


def _in_time(application: Application) -> None:
    """
    Check, before its page is shown, that the facts of the request may still change.

    :raises Forbidden: if a decision was proposed.
    """
    if not APPLICATION.allows(ApplicationState(application.state), "declare"):
        raise Forbidden(ApplicationState(application.state), "declare")


def _verbs(actor: Actor, application: Application) -> list[Verb]:
    if not APPLICATION.allows(ApplicationState(application.state), "declare"):
        return []
    may = policy.may_look_up(actor, application)
    named = (("look_up_isee", _("Consulta l'ISEE")), ("write_attestation", _("Trascrivi")), ("load_attestation", _("Carica il file dell'INPS")))
    return [Verb(label, reverse(f"benefits:{name}", args=[application.pk]), may) for name, label in named] if may else []


def _figures(attestation: Attestation) -> Facts:
    found: Facts = [
        (_("Tipo"), _(IseeKind(attestation.kind).label)),
        (_("ISEE"), writing.euro(attestation.isee)),
        (_("ISE"), writing.euro(attestation.ise)),
        (_("Scala di equivalenza"), writing.hundredths(attestation.scale)),
        (_("Protocollo della DSU"), attestation.protocol),
        (_("Presentata il"), writing.day(attestation.presented_on)),
        (_("Vale fino al"), writing.day(attestation.valid_until)),
        (_("Come è arrivata"), _(Source(attestation.source).label)),
    ]
    if attestation.isr is not None and attestation.isp is not None:
        found[3:3] = [(_("Redditi (ISR)"), writing.euro(attestation.isr)), (_("Patrimonio (ISP)"), writing.euro(attestation.isp))]
    return found


def _standing(actor: Actor, application: Application, attestation: Attestation) -> dict[str, Any]:
    """How long it still serves, in words and by shape; a warning only while the request waits."""
    asked_until = application.asked_until
    standing = rules.standing(attestation.valid_until, today=actor.on, asked_until=asked_until)
    words = {
        Standing.FINE: _("valida"),
        Standing.SOON: _("sta per scadere"),
        Standing.SHORT: _("non copre tutti i mesi"),
        Standing.EXPIRED: _("scaduta"),
    }
    waits = application.state in PENDING
    return {"state": (words[standing], SHAPES[standing]), "warning": _warning(standing, attestation, asked_until) if waits else ""}


def _warning(standing: Standing, attestation: Attestation, asked_until: date | None) -> str:
    until = writing.day(attestation.valid_until)
    said = {
        Standing.FINE: "",
        Standing.SOON: _("Scade il {until}: se la decisione viene dopo, ne serve una nuova."),
        Standing.SHORT: _("Scade il {until}, prima dell'ultimo mese chiesto, che finisce il {last}."),
        Standing.EXPIRED: _("È scaduta il {until}: ne serve una nuova."),
    }
    return said[standing].format(until=until, last=writing.day(asked_until))


def _homes(actor: Actor, application: Application, attestation: Attestation) -> dict[str, Any]:
    """
    The declared household beside that of the registry on the day of the request, and how they differ, in words.

    Of whom the reader may not read the registry says a name and an initial; so then does the paper, where it is known to be of them.
    """
    listed = attestation.members.order_by("pk")
    declared = [Member(each.family_name, each.given_name, each.fiscal_code, each.relation, each.person_id) for each in listed]
    registered = [verbs.as_member(person) for person in verbs.home_of(application, actor)]
    known = {each.person for each in (*declared, *registered) if each.person is not None}
    readable = people.readable_among(actor, known)

    def said(member: Member) -> str:
        hidden = member.person is not None and member.person not in readable
        return display.redacted(member.given_name, member.family_name, "") if hidden else member.name

    compared = rules.compare(declared, registered)
    return {
        "declared": [(said(each), each.relation) for each in declared],
        "registered": [said(each) for each in registered],
        "same": compared.same,
        "differences": [
            *(_("{name} è nell'attestazione e non nella famiglia in anagrafe.").format(name=said(each)) for each in compared.only_declared),
            *(_("{name} è della famiglia in anagrafe e non c'è nell'attestazione.").format(name=said(each)) for each in compared.only_registered),
        ],
    }
