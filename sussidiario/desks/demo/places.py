"""The desks of the invented city: which opened when, when they receive, who is at work in them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff
from sussidiario.desks import actions
from sussidiario.desks.models import Desk
from sussidiario.desks.rules import Hours
from sussidiario.territory.models import CivicCentre

SLOT_MINUTES = 20
FIRST = date(2012, 5, 21)
"""When the mandate, and the register, begin."""

MORNING, AFTERNOON = (time(9), time(12, 30)), (time(14), time(16, 30))


@dataclass(frozen=True)
class Shift:
    """Who receives at a desk from a day on, on which mornings and afternoons (0 is Monday)."""

    from_on: date
    operator: str
    mornings: tuple[int, ...]
    afternoons: tuple[int, ...]

    @property
    def hours(self) -> list[Hours]:
        """As the desk is told."""
        return [Hours(day, *MORNING, 1) for day in self.mornings] + [Hours(day, *AFTERNOON, 1) for day in self.afternoons]


@dataclass(frozen=True)
class Place:
    """A desk: its civic centre, its name, the day it opened, its shifts over the years."""

    centre: str
    name: str
    opened_on: date
    shifts: tuple[Shift, ...]

    def shift_on(self, day: date) -> Shift:
        """The shift of a day on which the desk is open."""
        return [shift for shift in self.shifts if shift.from_on <= day][-1]


DECIDED_BEFORE = timedelta(days=42)
"""How long before a change of hours it is decided: appointments are then fixed in the new ones."""

CHIARA, DAVIDE, SAMIRA = "chiara.brambilla", "davide.colombo", "samira.elamrani"

PLACES = (
    Place("lecco", "Sportello Centro", date(2010, 2, 1), (Shift(date(2010, 2, 1), CHIARA, (0, 1, 2, 3, 4), (0, 2)),)),
    Place(
        "cederna",
        "Sportello Cederna e Cantalupo",
        date(2013, 3, 4),
        (Shift(date(2013, 3, 4), CHIARA, (), (1, 3)), Shift(date(2013, 9, 2), DAVIDE, (0, 2, 4), (0,))),
    ),
    Place(
        "iseo",
        "Sportello San Fruttuoso",
        date(2014, 1, 13),
        (Shift(date(2014, 1, 13), DAVIDE, (1, 3), ()), Shift(date(2014, 3, 3), SAMIRA, (0, 2, 4), (2,))),
    ),
    Place("dannunzio", "Sportello San Rocco", date(2014, 10, 6), (Shift(date(2014, 10, 6), DAVIDE, (1, 3), (3,)),)),
    Place("bellini", "Sportello San Biagio", date(2015, 9, 7), (Shift(date(2015, 9, 7), SAMIRA, (1, 3), (1,)),)),
)
"""One before the mandate, four during it: five civic centres of eight."""

HEAD = "giovanni.casati"


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """An instant where the city is."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute, second)))


def open_desks(staff: dict[str, Staff], until: date) -> dict[str, Desk]:
    """Open the desks with their hours and yearly closures, through the actions; the one that was there before is written on the first day."""
    centres = {centre.code: centre for centre in CivicCentre.objects.select_related("neighbourhood")}
    desks = {}
    for place in PLACES:
        if place.opened_on < until:
            by = actor(staff[HEAD], on=max(place.opened_on, FIRST))
            desks[place.centre] = _open(place, centres[place.centre], by)
            for year in range(FIRST.year, until.year + 1):
                _close_holidays(desks[place.centre], year, staff, until)
    return desks


def _open(place: Place, centre: CivicCentre, by: Actor) -> Desk:
    desk = actions.open_desk(centre, name=place.name, slot_minutes=SLOT_MINUTES, on=place.opened_on, by=by, at=at(by.on, 8))
    for shift in place.shifts:
        decided = max(by.on, shift.from_on - DECIDED_BEFORE)
        actions.set_hours(desk, hours=shift.hours, from_on=shift.from_on, by=by, at=at(decided, 8, 10))
    return desk


def _close_holidays(desk: Desk, year: int, staff: dict[str, Staff], until: date) -> None:
    """Two weeks in August, decided in June; the days between Christmas and the Epiphany, decided in November."""
    for decided, from_on, days in ((date(year, 6, 4), date(year, 8, 8), 14), (date(year, 11, 12), date(year, 12, 24), 14)):
        if max(desk.opened_on, FIRST) <= decided < until:
            by = actor(staff[HEAD], on=decided)
            actions.close_days(desk, from_on=from_on, until_on=from_on + timedelta(days=days), why="chiusura per ferie", by=by, at=at(decided, 9))
