"""How the service stands: who has how much, and within how many days it wants things done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext

from sussidiario.casework import actions, policy
from sussidiario.casework.forms import StandardForm
from sussidiario.casework.models import Candidate, by_area, candidates, followers
from sussidiario.casework.views.words import by_group, views
from sussidiario.foundation.areas import Area
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed


@doors.page(policy.may_see_workload)
def workload(request: StaffRequest) -> HttpResponse:
    """Show who has how many open cases, in which areas, and how many deadlines have passed; group by group."""
    actor = request.actor
    some = candidates(actor.on)
    areas = [(area, _(area.label).capitalize()) for area in Area]
    counted = by_area(each.worker for each in some)
    rows = [(each, [(label, counted.get(each.worker.pk, {}).get(area.value, 0)) for area, label in areas]) for each in sorted(some, key=by_group)]
    columns = [(label, sum(has.get(area.value, 0) for has in counted.values())) for area, label in areas]
    context = {
        "views": views(actor, "workload"),
        "areas": [label for _area, label in areas],
        "rows": rows,
        "columns": columns,
        "total": sum(each.load.open for each in some),
        "overdue": sum(each.load.overdue for each in some),
        "bars": [(str(each.worker), each.load.open) for each in sorted(some, key=lambda each: -each.load.open)],
        "caption": _finding(some),
        "may_move": policy.may_hand_over_caseload(actor),
        "may_list": policy.may_decide(actor),
        "gone": list(followers().exclude(pk__in=[each.worker.pk for each in some])),
    }
    return render(request, "casework/workload.html", context)


@doors.page(policy.may_read_standards)
def standards(request: StaffRequest) -> HttpResponse:
    """Show within how many days the service wants things done, and who decided it."""
    found = policy.standards_visible_to(request.actor).now(request.actor.on)
    rows = [(each, _(Area(each.area).label).capitalize()) for each in found]
    context = {"rows": rows, "views": views(request.actor, "standards"), "may_set": policy.may_decide(request.actor)}
    return render(request, "casework/standards.html", context)


@doors.page(policy.may_decide, methods=doors.FORM)
def set_standard(request: StaffRequest) -> HttpResponse:
    """Decide within how many days something is to be done."""
    form = StandardForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        standard = attempt(form, lambda: actions.set_standard(**form.cleaned_data, by=request.actor, at=request.now))
        if standard:
            messages.success(request, _("Stabilito: {standard}.").format(standard=standard))
            return redirect("casework:standards")
    return render(request, "casework/set_standard.html", {"form": form})


def _finding(some: list[Candidate]) -> str:
    """What the bars show, in a sentence."""
    if not some:
        return _("Nessuno segue casi")
    most = max(some, key=lambda each: each.load.open)
    average = round(sum(each.load.open for each in some) / len(some))
    words = ngettext("{name} segue {most} caso; in media: {average}", "{name} segue {most} casi; in media: {average}", most.load.open)
    return words.format(name=most.worker, most=most.load.open, average=average)
