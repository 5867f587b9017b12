"""Exports: the list, asking for one, and downloading it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import reference
from sussidiario.journal.timeline import timeline
from sussidiario.privacy.actions import exports as actions
from sussidiario.privacy.forms.exports import ExportForm
from sussidiario.privacy.lifecycle.exports import Format, Standing, What
from sussidiario.privacy.models import Export
from sussidiario.privacy.policy import exports as policy
from sussidiario.privacy.views.pages import pages
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb

SHAPES = {Standing.READY: "open", Standing.EXPIRED: "stopped", Standing.REMOVED: "closed"}
TYPES = {Format.CSV: "text/csv; charset=utf-8", Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@doors.page(policy.may_export)
def exports(request: StaffRequest) -> HttpResponse:
    """List one's own exports; for the officer, everybody's."""
    page = page_of(request, policy.visible_to(request.actor).newest_first())
    rows = [(export, _(What(export.what).label), _standing(export, request)) for export in page]
    return render(request, "privacy/exports.html", {"page": page, "rows": rows, "pages": pages(request.actor, "exports")})


@doors.page(policy.may_export, methods=doors.FORM)
def ask(request: StaffRequest) -> HttpResponse:
    """Ask for a file."""
    form = ExportForm(typed(request), today=request.actor.on, exportable=policy.exportable(request.actor))
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.export(
                known["what"],
                form=known["form"],
                purpose=known["purpose"],
                from_on=known["from_on"],
                last_on=known["last_on"],
                by=request.actor,
                at=request.now,
            ),
        )
        if made:
            messages.success(request, _("Il file è pronto: lo scarichi solo tu, fino a {when}.").format(when=writing.instant(made.expires_at)))
            return redirect(made)
    return render(request, "privacy/ask_export.html", {"form": form, "hours": settings.SUSSIDIARIO_EXPORT_HOURS, "most": actions.MOST})


@doors.record(policy.visible_to)
def export(request: StaffRequest, export: Export) -> HttpResponse:
    """Show an export: what, for whom, what for, until when."""
    period = export.period
    facts = [
        (_("Che cosa"), _(What(export.what).label)),
        (_("Periodo"), f"{writing.day(period[0])} – {writing.day(period[1])}" if period else _("com'era quel giorno")),
        (_("Come"), _(Format(export.format).label)),
        (_("Righe"), writing.number(export.rows)),
        (_("Chiesta da"), f"{export.asked_by}, {writing.instant(export.asked_at)}"),
        (_("Si scarica fino a"), writing.instant(export.expires_at)),
        (_("File cancellato"), writing.instant(export.removed_at)),
    ]
    verbs = [Verb(_("Scarica il file"), reverse("privacy:download", args=[export.pk]), policy.may_download(request.actor, export), post=True)]
    told = timeline(request.actor, record=reference(export))
    return render(request, "privacy/export.html", {"export": export, "facts": facts, "state": _standing(export, request), "verbs": verbs, "told": told})


@doors.record(policy.visible_to, policy.may_download, methods=doors.VERB)
def download(request: StaffRequest, export: Export) -> HttpResponse:
    """Give the file to whoever asked for it, and keep it out of every cache."""
    try:
        content = actions.download(export, by=request.actor, at=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(export)
    day = f"{export.asked_at:%Y-%m-%d}"
    headers = {"Content-Disposition": f'attachment; filename="{export.what}-{day}-{export.pk}.{export.format}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=TYPES[Format(export.format)], headers=headers)


def _standing(export: Export, request: StaffRequest) -> tuple[str, str]:
    standing = export.standing(request.now)
    return _(standing.label), SHAPES[standing]
