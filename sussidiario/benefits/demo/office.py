"""Who does what in the office."""

from collections.abc import Mapping
from datetime import date

from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff
from sussidiario.casework.models import memberships_on, workers_on
from sussidiario.foundation.areas import Area

RECEIVES = ("chiara.brambilla", "davide.colombo", "samira.elamrani")
SIGNS, HEAD, EXECUTIVE, MONEY = "giulia.mandelli", "giovanni.casati", "alberto.fumagalli", "renata.sironi"


class Office:
    """The staff, as they are on a day."""

    def __init__(self, staff: Mapping[str, Staff]) -> None:
        self.staff = staff
        self._known: dict[tuple[int, date], Actor] = {}
        self._desks: dict[date, list[Staff]] = {}

    def actor(self, username: str, on: date) -> Actor:
        """One of the cast on a day."""
        return self.of(self.staff[username], on)

    def of(self, staff: Staff, on: date) -> Actor:
        """A member of staff on a day."""
        if (staff.pk, on) not in self._known:
            self._known[staff.pk, on] = actor(staff, on=on)
        return self._known[staff.pk, on]

    def at_the_desks(self, on: date) -> list[Staff]:
        """Who receives requests on a day: who did when its month began."""
        first = on.replace(day=1)
        if first not in self._desks:
            self._desks[first] = [self.staff[each] for each in RECEIVES if self.actor(each, first).roles]
        return self._desks[first]

    def workers(self, on: date) -> list[Staff]:
        """Social workers of the group for adults on a day, in a steady order."""
        group = memberships_on(on).filter(team__area=Area.ADULTS.value).values("staff")
        return list(workers_on(on).filter(pk__in=group).order_by("pk"))
