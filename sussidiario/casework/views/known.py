"""What the pages of lower domains show of cases: who follows a person, and since when; the content stays here."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from sussidiario.access.actor import Actor
from sussidiario.casework import policy
from sussidiario.casework.lifecycle import CaseState
from sussidiario.casework.models import Case
from sussidiario.casework.views.words import area_of, state_of
from sussidiario.people.models import Household, Person


def notes(actor: Actor, persons: Sequence[int]) -> Mapping[int, str]:
    """Who follows each of these persons, by name; one query for all."""
    following: dict[int, list[str]] = {}
    for case in policy.known_to(actor).open().of_persons(persons).with_worker().order_by("opened_on", "pk"):
        names = following.setdefault(case.person_id or 0, [])
        if str(case.worker) not in names:
            names.append(str(case.worker))
    return {person: ", ".join(names) for person, names in following.items()}


def panel(actor: Actor, person: Person) -> tuple[str, dict[str, Any]] | None:
    """
    The cases of a person and of the household they live in, on the person's page: those one may read lead to their content.

    To an outside body those that a grant opens; that there is no other, it is not told.
    """
    known = policy.known_to(actor)
    household = Household.objects.open().filter(memberships__person=person, memberships__until_on__isnull=True).first()
    found = known.of_any([person], household) if household else known.of(person)
    cases = list(found.with_all().newest_first())
    if not cases and not policy.may_know(actor):
        return None
    readable = set(policy.visible_to(actor).filter(pk__in=[case.pk for case in cases]).values_list("pk", flat=True))
    context = {
        "cases": [(case, area_of(case), state_of(case), case.pk in readable, _why_not(actor, case)) for case in cases],
        "may_propose": policy.may_propose(actor),
        "propose_url": f"{reverse('casework:propose')}?{urlencode({'person': person.pk})}",
    }
    return "casework/panel.html", context


def _why_not(actor: Actor, case: Case) -> str:
    """Why a proposal was declined, to who made it."""
    return case.closing_words if case.state == CaseState.DECLINED and case.proposed_by_id == actor.pk else ""
