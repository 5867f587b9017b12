"""What every verb on a case asks first, and says in the book afterwards."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sussidiario.access.actions import accounts
from sussidiario.access.actor import Actor
from sussidiario.access.models import Staff, Team
from sussidiario.casework.models import Case, Charge, team_of, workers_on
from sussidiario.foundation.refusal import Refusal
from sussidiario.ui import writing


def locked(case: Case) -> Case:
    """Read the case again, and let nobody else change it until the end of the transaction."""
    return Case.objects.with_all().select_for_update(of=("self",)).get(pk=case.pk)


def counted(case: Case) -> dict[str, Any]:
    """What an act on this case says to be counted by: subject, area, place, and whether it is of a person or of a household."""
    return {"subject": case.subject, "area": case.area, "measure": case.kind, "neighbourhood": case.neighbourhood}


def happened(on: date, *, by: Actor) -> date:
    """
    Give the day back.

    :raises Refusal: if it is still to come.
    """
    if on > by.on:
        raise Refusal(_("Il giorno deve ancora venire: scrivi oggi o un giorno passato."), field="on")
    return on


def not_before(on: date, earliest: date | None, *, words: str, **values: object) -> None:
    """
    Check that the day does not come before another.

    :raises Refusal: if it does; `words` say what happened on `{day}`.
    """
    if earliest is not None and on < earliest:
        raise Refusal(words.format(day=writing.day(earliest), **values), field="on")


def group_of(worker: Staff, case: Case, *, by: Actor, field: str) -> Team:
    """
    Find the group in which `worker` is to follow the case, and hold their account (see `accounts.hold`).

    :raises Refusal: if today they are not a social worker, or belong to no group.
    """
    accounts.hold(worker)
    if not workers_on(by.on).filter(pk=worker.pk).exists():
        raise Refusal(_("{name} oggi non è assistente sociale del servizio.").format(name=worker), field=field)
    team = team_of(worker, case.area, by.on)
    if team is None:
        raise Refusal(_("{name} oggi non appartiene a nessun gruppo di lavoro.").format(name=worker), field=field)
    return team


def put_in_charge(case: Case, worker: Staff, team: Team, on: date) -> None:
    """Give the case to `worker` from the day `on`, ending whoever's charge there was."""
    Charge.objects.open().filter(case=case).update(until_on=on)
    Charge.objects.create(case=case, worker=worker, from_on=on)
    case.worker, case.team = worker, team
