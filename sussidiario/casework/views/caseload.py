"""Everything a worker follows passes to others: first shown, then done as it was shown."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.models import Staff
from sussidiario.casework import actions, policy
from sussidiario.casework.forms import CaseloadForm
from sussidiario.casework.models import Candidate, Case, candidates, followers, share_out
from sussidiario.casework.views.words import area_of, by_group
from sussidiario.foundation.areas import Area
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed


@dataclass(frozen=True)
class Share:
    """What a receiver has now, what comes, in which areas, and what they will have."""

    worker: Staff
    now: int
    areas: list[tuple[str, int]]

    @property
    def coming(self) -> int:
        """How many cases come."""
        return sum(number for _area, number in self.areas)

    @property
    def after(self) -> int:
        """How many they will have."""
        return self.now + self.coming


@dataclass(frozen=True)
class Preview:
    """How a caseload would be shared out, case by case and in total; `seen` is what the confirmation sends back."""

    from_worker: Staff
    cases: list[tuple[Case, str, Staff]]
    shares: list[Share]
    totals: list[tuple[str, int]]
    seen: str

    @property
    def areas(self) -> list[str]:
        """The areas of the cases, in words."""
        return [area for area, _number in self.totals]

    @property
    def words(self) -> str:
        """The verb on the button."""
        return ngettext("Passa {count} caso", "Passa {count} casi", len(self.cases)).format(count=len(self.cases))


@doors.page(policy.may_hand_over_caseload, methods=doors.FORM)
def caseload(request: StaffRequest) -> HttpResponse:
    """Ask whose cases pass, to whom, from when and why; show the split; do it when it is confirmed as it was shown."""
    some = sorted(candidates(request.actor.on), key=by_group)
    leaving = {worker.pk: worker for worker in followers()}
    choices = [(str(worker.pk), str(worker)) for worker in leaving.values()]
    form = CaseloadForm(typed(request), today=request.actor.on, leaving=choices, workers=_choices(some), initial={"from_worker": request.GET.get("da")})
    preview = None
    if request.method == "POST" and form.is_valid():
        chosen = {each.worker.pk: each for each in some}
        from_worker, to = leaving[form.cleaned_data["from_worker"]], [chosen[number] for number in form.cleaned_data["to"]]
        passed = _confirmed(request, form, from_worker, [each.worker for each in to])
        if passed:
            messages.success(request, ngettext("Passato {count} caso.", "Passati {count} casi.", len(passed)).format(count=len(passed)))
            return redirect("casework:workload")
        preview = _preview(request, form, from_worker, to)
    return render(request, "casework/caseload.html", {"form": form, "preview": preview})


def _confirmed(request: StaffRequest, form: CaseloadForm, from_worker: Staff, to: list[Staff]) -> list[Case] | None:
    """Hand over, if the split that was shown comes back with the answers; nothing, the first time."""
    seen = _read(request.POST.get("seen", ""))
    if seen is None:
        return None
    on, why = form.cleaned_data["on"], form.cleaned_data["why"]
    return attempt(form, lambda: actions.hand_over_caseload(from_worker, to=to, on=on, why=why, seen=seen, by=request.actor, at=request.now))


def _preview(request: StaffRequest, form: CaseloadForm, leaving: Staff, to: Sequence[Candidate]) -> Preview | None:
    """How the cases would be shared out now; nothing to show if they would stay with who leaves them."""
    if leaving in [each.worker for each in to]:
        if "to" not in form.errors:
            form.add_error("to", _("Chi lascia i casi non può anche riceverli."))
        return None
    cases = list(policy.visible_to(request.actor).open().followed_by(leaving.pk).with_all().order_by("pk"))
    shared = share_out(cases, [each.worker for each in to], on=request.actor.on)
    workers = {each.worker.pk: each.worker for each in to}
    counted = Counter((shared[case.pk], case.area) for case in cases)
    areas = [(area.value, _(area.label).capitalize()) for area in Area if any(case.area == area for case in cases)]
    shares = [Share(each.worker, each.load.open, [(label, counted[each.worker.pk, area]) for area, label in areas]) for each in to]
    totals = [(label, sum(case.area == area for case in cases)) for area, label in areas]
    listed = [(case, area_of(case), workers[shared[case.pk]]) for case in cases]
    return Preview(leaving, listed, shares, totals, json.dumps(shared))


def _choices(some: list[Candidate]) -> list[tuple[str, Any]]:
    return [(str(each.worker.pk), _choice(each, each.load.open)) for each in some]


def _choice(candidate: Candidate, number: int) -> str:
    words = ngettext("{name}, {teams} ({open} caso)", "{name}, {teams} ({open} casi)", number)
    return words.format(name=candidate.worker, teams=_teams(candidate), open=number)


def _teams(candidate: Candidate) -> str:
    return ", ".join(str(team) for team in candidate.teams)


def _read(seen: str) -> dict[int, int] | None:
    """The split as it was shown; None if nothing was shown yet."""
    try:
        return {int(case): int(worker) for case, worker in json.loads(seen).items()}
    except (ValueError, AttributeError, TypeError):
        return None
