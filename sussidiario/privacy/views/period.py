"""The period a page is asked for, as instants."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sussidiario.privacy.forms.readings import PeriodFilter

DAYS = 30
"""How many days a page shows when it is not told."""

EARLIEST = date(2000, 1, 1)
"""Before this nobody read anything here."""


@dataclass(frozen=True)
class Asked:
    """From which day to which, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """First instant."""
        return timezone.make_aware(datetime.combine(self.first, time()))

    @property
    def end(self) -> datetime:
        """First instant after it."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time()))


def asked(form: PeriodFilter, *, today: date) -> Asked:
    """The period of a form, or the last days up to today."""
    known = form.cleaned_data if form.is_valid() else {}
    last = min(known.get("last_on") or today, today)
    return Asked(max(known.get("from_on") or last - timedelta(days=DAYS), EARLIEST), max(last, EARLIEST))
