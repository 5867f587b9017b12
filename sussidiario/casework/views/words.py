"""How the pages say what a case is: its state, its deadline, its reader's next verbs."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.casework import policy, rules
from sussidiario.casework.lifecycle import LIFE, CaseState
from sussidiario.casework.models import Candidate, Case
from sussidiario.foundation.areas import Area
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.people.models import Person
from sussidiario.ui import writing
from sussidiario.ui.verbs import Verb

SHAPES = {CaseState.PROPOSED: "waiting", CaseState.OPEN: "open", CaseState.CLOSED: "closed", CaseState.DECLINED: "stopped"}

PAGES = {
    "open_case": "assign",
    "decline": "decline",
    "write_entry": "write_entry",
    "add_deadline": "add_deadline",
    "hand_over": "hand_over",
    "close": "close",
    "reopen": "reopen",
}
"""Where each verb of a case is done, the most likely first."""

SOON = 7
"""Days before a deadline in which a list says how many are left."""


@dataclass(frozen=True)
class Due:
    """A deadline on a list: its day, its words, and the shape of its badge, or none where a day is enough."""

    words: str
    shape: str = ""


@dataclass(frozen=True)
class View:
    """One of the pages that lead to each other, above a list."""

    label: str
    url: str
    here: bool


def state_of(case: Case) -> tuple[str, str]:
    """The state of a case, in words and by shape."""
    state = CaseState(case.state)
    return _(state.label), SHAPES[state]


def area_of(case: Case) -> str:
    """The area of a case, in words."""
    return _(Area(case.area).label)


def due(day: date | None, *, today: date) -> Due:
    """Say when something is due: late in days, today, in some days, or the day."""
    if day is None:
        return Due("—")
    days = (day - today).days
    if rules.is_overdue(day, today):
        return Due(ngettext("in ritardo di {days} giorno", "in ritardo di {days} giorni", -days).format(days=-days), "attention")
    if days == 0:
        return Due(_("oggi"), "waiting")
    if days <= SOON:
        return Due(_("domani") if days == 1 else _("tra {days} giorni").format(days=days))
    return Due(writing.day(day))


def verbs(actor: Actor, case: Case) -> list[Verb]:
    """What may be done about a case in its state, most likely first, with the reason of what this reader may not do."""
    possible = [verb for verb in PAGES if LIFE.allows(CaseState(case.state), verb)]
    return [Verb(_(LIFE.moves[verb].label), reverse(f"casework:{PAGES[verb]}", args=[case.pk]), policy.MAY[verb](actor, case)) for verb in possible]


def in_time(case: Case, verb: str) -> None:
    """
    Check, before its page is shown, that the verb is still possible.

    :raises Forbidden: if somebody did something else first.
    """
    if not LIFE.allows(CaseState(case.state), verb):
        raise Forbidden(CaseState(case.state), verb)


def age_warning(case: Case, *, on: date) -> str:
    """Say what is odd about the person's age in the area of the case, if anything is."""
    if case.person is None or case.state not in {CaseState.PROPOSED, CaseState.OPEN}:
        return ""
    warning = rules.age_warning(Area(case.area), case.person.age_on(on))
    return _(warning.message).format(**warning.values) if warning else ""


def who(case: Case, *, on: date) -> list[tuple[str, str]]:
    """Whom a case is about, as the pages of its verbs show beside their questions."""
    facts = [(_("Area"), area_of(case))]
    if isinstance(case.subject, Person) and (age := case.subject.age_on(on)) is not None:
        facts.insert(0, (_("Età"), str(age)))
    place = case.subject.neighbourhood
    facts.append((_("Quartiere"), place.name if place else ""))
    facts.append((_("Segue"), str(case.worker)) if case.worker else (_("Proposto il"), writing.day(case.proposed_on)))
    return facts


def by_group(candidate: Candidate) -> tuple[str, str, str]:
    """Group by group, and in each by name."""
    return str(candidate.teams[0]), candidate.worker.family_name, candidate.worker.given_name


def views(actor: Actor, here: str) -> list[View]:
    """The pages above the lists, as far as this reader may open them."""
    doors = (
        ("mine", _("I miei casi"), bool(policy.may_have_own(actor))),
        ("cases", _("Tutti i casi"), bool(policy.may_read_cases(actor))),
        ("unassigned", _("Proposte da decidere"), bool(policy.may_decide(actor))),
        ("workload", _("Carichi di lavoro"), bool(policy.may_see_workload(actor))),
        ("standards", _("Termini del servizio"), bool(policy.may_read_standards(actor))),
    )
    return [View(label, reverse(f"casework:{name}"), name == here) for name, label, may in doors if may]
