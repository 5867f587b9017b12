"""The pages of the national register: what would be sent of a year and what is missing, the files prepared, and how one is."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import transmissions as verbs
from sussidiario.benefits.actions.transmissions import Prepared
from sussidiario.benefits.forms.budget import YearFilter
from sussidiario.benefits.models import Award, Transmission
from sussidiario.benefits.policy import budget, transmissions as policy
from sussidiario.benefits.rules import siuss as rules
from sussidiario.benefits.rules.siuss import Problem, Where
from sussidiario.benefits.views.acting import Act, act
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.people import policy as people
from sussidiario.territory.models import Municipality
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb

Told = tuple[Award, str, Sequence[tuple[str, str]], bool]
"""An award, who it is of to who reads, its problems in words with the page where each is mended, and whether it stays out."""


@doors.page(policy.may_read)
def siuss(request: StaffRequest) -> HttpResponse:
    """Show what of a year would be sent now, what stays out and where to mend it, and the files prepared."""
    form = _years(request)
    year = _year(request, form)
    found = verbs.prepared(year)
    page = page_of(request, [*((*each, True) for each in found.held), *((*each, False) for each in found.warned)])
    context = {
        "form": form,
        "year": year,
        "found": found,
        "facts": _facts(found),
        "page": page,
        "rows": _told(request.actor, page),
        "made": list(policy.visible_to(request.actor).of_year(year).newest_first()),
        "nobody": rules.wrong_in(verbs.body_of(Municipality.objects.filter(istat_code=settings.SUSSIDIARIO_MUNICIPALITY).first())),
        "may_make": policy.may_make(request.actor),
    }
    return render(request, "benefits/siuss.html", context)


@doors.page(policy.may_make, methods=doors.FORM)
def make(request: StaffRequest) -> HttpResponse:
    """Prepare the file of a year."""
    year = _year(request, _years(request))
    found = verbs.prepared(year)
    form = Form(typed(request))
    back = f"{reverse('benefits:siuss')}?year={year}"
    consequence = _("Si prepara il file da caricare nel portale dell'INPS. Quello che resta fuori parte con un file successivo, quando è corretto.")
    title = _("Prepara il file del {year}").format(year=year)
    page = Act(title, _("Prepara il file"), consequence, back, _("SIUSS, anno {year}").format(year=year), facts=_facts(found))
    return act(
        request,
        page,
        form,
        lambda: verbs.make(year, by=request.actor, at=request.now),
        lambda made: _("Preparato il file {name}.").format(name=made.name),
        to=lambda made: str(made.get_absolute_url()),
    )


@doors.record(policy.visible_to)
def transmission(request: StaffRequest, transmission: Transmission) -> HttpResponse:
    """Show a file that was prepared: what is in it, and its digest."""
    facts = [
        (_("Anno"), str(transmission.year)),
        (_("Inserite"), writing.number(transmission.inserted)),
        (_("Cancellate"), writing.number(transmission.cancelled)),
        (_("Persone senza codice fiscale"), writing.number(transmission.left_out)),
        (_("Preparata da"), f"{transmission.made_by}, {writing.instant(transmission.made_at)}"),
        (_("Impronta (SHA-256)"), transmission.sha256),
    ]
    url = reverse("benefits:download_transmission", args=[transmission.pk])
    rows = page_of(request, transmission.rows.shown().with_all().in_order())
    context = {
        "transmission": transmission,
        "facts": facts,
        "verbs": [Verb(_("Scarica il file"), url, policy.may_download(request.actor, transmission), post=True)],
        "page": rows,
        "rows": _named(request.actor, rows),
        "told": timeline(request.actor, record=reference(transmission)),
    }
    return render(request, "benefits/transmission.html", context)


@doors.record(policy.visible_to, policy.may_download, methods=doors.VERB)
def download(request: StaffRequest, transmission: Transmission) -> HttpResponse:
    """Give the file, and keep it out of every cache."""
    headers = {"Content-Disposition": f'attachment; filename="{transmission.name}.xml"', "Cache-Control": "no-store"}
    try:
        content = verbs.take(transmission, by=request.actor, at=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(transmission)
    return HttpResponse(content, content_type="application/xml", headers=headers)


def _years(request: StaffRequest) -> YearFilter:
    """Every year since something was granted: what was granted for longer is told of in each."""
    today = request.actor.on.year
    return YearFilter(request.GET, years=range(min(Award.objects.years(), default=today), today), today=request.actor.on)


def _year(request: HttpRequest, form: YearFilter) -> int:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # of somebody signed in
    return (form.cleaned_data["year"] if form.is_valid() else None) or actor.on.year


def _facts(found: Prepared) -> list[tuple[str, str]]:
    return [
        (_("Da inserire"), writing.number(len(found.new))),
        (_("Cambiate: da cancellare e inserire di nuovo"), writing.number(len(found.changed))),
        (_("Non più dovute: da cancellare"), writing.number(len(found.gone))),
        (_("Già mandate così come sono"), writing.number(found.same)),
        (_("Concessioni che durano anche in altri anni: qui i mesi di questo"), writing.number(found.across)),
        (_("Restano fuori finché non sono corrette"), writing.number(len(found.held))),
        (_("Persone senza codice fiscale, che restano fuori"), writing.number(found.left_out)),
    ]


def _told(actor: Actor, page: Iterable[Any]) -> list[Told]:
    """Say each with its problems; whom it is of only to who may read of them."""
    rows: list[tuple[Award, Sequence[Problem], bool]] = list(page)
    readable = people.readable_among(actor, [award.person_id for award, _problems, _held in rows])
    return [
        (award, _who(award, readable), [(_(each.message), _page_of(actor, award, each.where, readable)) for each in problems], held)
        for award, problems, held in rows
    ]


def _named(actor: Actor, page: Iterable[Any]) -> list[tuple[Any, str, str]]:
    rows = list(page)
    readable = people.readable_among(actor, [row.award.person_id for row in rows])
    return [(row, _who(row.award, readable), writing.month(row.from_month)) for row in rows]


def _who(award: Award, readable: frozenset[int]) -> str:
    return award.person.name if award.person_id in readable else _("persona che segue qualcun altro")


def _page_of(actor: Actor, award: Award, where: Where, readable: frozenset[int]) -> str:
    """Where something is mended; nothing where who reads may not go."""
    if where is Where.MEASURE:
        mends = budget.may_change_measure(actor, award.measure)
        return reverse("benefits:change_measure", args=[award.measure.pk]) if mends else award.measure.get_absolute_url()
    if award.person_id not in readable:
        return ""
    if where is Where.PERSON:
        return award.person.get_absolute_url()
    return award.application.get_absolute_url() if where is Where.REQUEST else award.get_absolute_url()
