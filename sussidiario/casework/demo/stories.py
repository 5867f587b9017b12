"""What the cast did on the last working day, through the actions: so that whoever signs in as one of them finds their own work begun."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sussidiario.access.actor import actor
from sussidiario.access.models import Staff
from sussidiario.casework import actions
from sussidiario.casework.demo.days import Offices
from sussidiario.casework.lifecycle import EntryKind
from sussidiario.casework.models import Case

VISIT = "Visita a casa: ha preparato il caffè e mostrato le bollette, tutte pagate."
PUT_RIGHT = "Visita a casa: ha preparato il caffè e mostrato le bollette. Ne manca una, del gas: la portiamo in rata insieme."
OWN = "Mi ha colpito quanto è dimagrita: chiedere con tatto se mangia."


def tell(staff: Mapping[str, Staff], *, until: date) -> None:
    """For each social worker of the cast: a visit written down and put right, a note of their own, something for today and for tomorrow."""
    yesterday = Offices(until - timedelta(days=15), until).days[-1]
    tomorrow = Offices(until + timedelta(days=1), until + timedelta(days=15)).days[0]
    for worker in staff.values():
        cases = list(Case.objects.open().followed_by(worker.pk).order_by("-opened_on", "pk")[:3])
        by = actor(worker, on=yesterday)
        if cases and cases[-1].since and cases[-1].since <= yesterday:
            at = timezone.make_aware(datetime.combine(yesterday, time(16, 10)))
            entry = actions.write_entry(cases[0], kind=EntryKind.HOME_VISIT, text=VISIT, on=yesterday, by=by, at=at)
            actions.correct_entry(entry, text=PUT_RIGHT, by=by, at=at + timedelta(minutes=9))
            actions.write_entry(cases[0], kind=EntryKind.NOTE, text=OWN, on=yesterday, private=True, by=by, at=at + timedelta(minutes=12))
            actions.add_deadline(cases[0], what="portare il modulo per la rata del gas", due_on=until, by=by, at=at + timedelta(minutes=14))
            actions.add_deadline(cases[-1], what="telefonare al medico", due_on=tomorrow, by=by, at=at + timedelta(minutes=20))
