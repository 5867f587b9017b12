"""What a page of a list costs when there are 3, 300 and 100,000 rows behind it."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from bench.result import Measure, Result, cpu_milliseconds
from sussidiario.access import demo as access
from sussidiario.access.models import Staff, Team
from sussidiario.casework.lifecycle import CaseState
from sussidiario.casework.models import Case, Charge, Deadline
from sussidiario.desks.lifecycle import Booking
from sussidiario.desks.models import Appointment, Desk, OpeningHours
from sussidiario.foundation.areas import Area
from sussidiario.journal.sizes import take_sizes
from sussidiario.people import actions as people
from sussidiario.people.models import Person
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood

CLAIM = (
    "My cases, people and today's desk take the same number of queries with 3, 300 and 100,000 rows behind them, at most 10, and the same CPU: under a "
    "fifth of a comparable page of a peer, which takes 213 ms at 300 rows and 445 ms at 1,500."
)
SIZES = (3, 300, 100_000)
MOST_QUERIES = 10
PEER = 213.0
"""CPU milliseconds of the peer's list at 300 rows, on this kind of machine."""

TODAY = date(2016, 11, 15)
NAMES = ("Brambilla", "Colombo", "Villa", "Sala", "Riva", "Fumagalli", "Galbiati", "Mandelli", "Casati", "Pirovano")
GIVEN = ("Anna", "Marco", "Giulia", "Luca", "Elena", "Paolo", "Sara", "Davide", "Chiara", "Matteo")
PAGES = {"my cases": ("paola.villa", "/casi/"), "people": ("paola.villa", "/persone/?q=brambila"), "today's desk": ("chiara.brambilla", "/sportelli/")}


def run(size: int | None = None) -> Result:
    """Grow one database through the sizes and open each page at each."""
    sizes = (*SIZES[:-1], size or SIZES[-1])
    measures, reported = [], dict[str, float | int | str]()
    plain = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with tempfile.TemporaryDirectory() as folder, override_settings(STORAGES=plain):
        connection.close()
        connection.settings_dict["NAME"] = str(Path(folder) / "lists.sqlite3")
        settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"
        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        access.create_staff()
        desk = _desk()
        taken: dict[str, list[tuple[int, float]]] = {page: [] for page in PAGES}
        for before, rows in zip((0, *sizes), sizes, strict=False):
            _fill(desk, before, rows)
            take_sizes()
            for page, (username, address) in PAGES.items():
                taken[page].append(_open(username, address))
        connection.close()
    for page, results in taken.items():
        for rows, (asked, cpu) in zip(sizes, results, strict=True):
            reported[f"{page}, {rows:,} rows"] = f"{asked} queries, {cpu:.1f} ms of CPU"
        most = max(asked for asked, _ in results)
        first, last = results[0], results[-1]
        measures.append(Measure(f"{page}: queries with {sizes[-1]:,} rows against 3", last[0], first[0], "queries", last[0] / first[0], at_most=1))
        measures.append(Measure(f"{page}: queries against the bound", most, MOST_QUERIES, "queries", most / MOST_QUERIES, at_most=1))
        measures.append(Measure(f"{page}: CPU with {sizes[-1]:,} rows against 300", last[1], results[1][1], "ms", last[1] / results[1][1]))
        measures.append(Measure(f"{page}: CPU with {sizes[-1]:,} rows against the peer's at 300", last[1], PEER, "ms", last[1] / PEER, at_most=0.2))
    return Result(measures, reported)


def _open(username: str, address: str) -> tuple[int, float]:
    """Queries and CPU milliseconds of one request for a page."""
    client = Client()
    client.force_login(Staff.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")

    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            message = f"{address} answers {answer.status_code}"
            raise RuntimeError(message)

    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries), cpu_milliseconds(ask, runs=15)


def _desk() -> Desk:
    """A desk in a civic centre, open every weekday morning."""
    monza = Municipality.objects.create(istat_code="108033", name="Monza", catastal_code="F704", postcode="20900", ambito="Monza")
    centre = Neighbourhood.objects.create(code="centro-san-gerardo", name="Centro – San Gerardo", municipality=monza, position=1)
    opened = date(2008, 9, 15)
    place = CivicCentre.objects.create(code="lecco", name="Centro civico Centro", address="via Lecco 12", neighbourhood=centre, opened_on=opened)
    desk = Desk.objects.create(civic_centre=place, name="Segretariato Centro", kind="secretariat", opened_on=opened, slot_minutes=30)
    OpeningHours.objects.bulk_create(
        OpeningHours(desk=desk, weekday=weekday, starts_at=time(9), ends_at=time(13), capacity=4, from_on=opened) for weekday in range(5)
    )
    return desk


def _fill(desk: Desk, before: int, rows: int) -> None:
    """Add persons, one open case and one appointment each: today's desk full first, then the days before it."""
    at = timezone.make_aware(datetime.combine(TODAY, time(8)))
    worker, team = Staff.objects.get(username="paola.villa"), Team.objects.get(code="anziani")
    numbers = range(before, rows)
    persons = Person.objects.bulk_create((_person(number, at, desk) for number in numbers), batch_size=2000)
    people.index_names(persons)
    opened = TODAY - timedelta(days=100)
    cases = Case.objects.bulk_create((_case(person, worker, team, opened, number) for number, person in zip(numbers, persons, strict=True)), batch_size=2000)
    Charge.objects.bulk_create((Charge(case=case, worker=worker, from_on=opened) for case in cases), batch_size=2000)
    Deadline.objects.bulk_create(
        (Deadline(case=case, due_on=case.next_due_on, what="Verifica", set_by=worker) for case in cases if case.next_due_on), batch_size=2000
    )
    places = _places(before)
    Appointment.objects.bulk_create((_appointment(desk, person, worker, at, next(places)) for person in persons), batch_size=2000)


def _person(number: int, at: datetime, desk: Desk) -> Person:
    family, given = NAMES[number % 10], GIVEN[number // 10 % 10]
    return Person(
        given_name=given,
        family_name=f"{family} {_letters(number // 100)}".strip(),
        birth_on=date(1930, 1, 1) + timedelta(days=number % 20_000),
        birth_precision="day",
        neighbourhood=desk.civic_centre.neighbourhood,
        registered_at=at,
    )


def _letters(number: int) -> str:
    """A second family name, so that there are as many words as in a city."""
    word = ""
    while number:
        number, letter = divmod(number, 20)
        word += "bcdfglmnprstvz"[letter % 14] + "aeiou"[letter % 5]
    return word.capitalize()


def _case(person: Person, worker: Staff, team: Team, opened: date, number: int) -> Case:
    return Case(
        person=person,
        area=Area.ELDERLY.value,
        state=CaseState.OPEN.value,
        why="Vive sola.",
        proposed_on=opened,
        proposed_by=worker,
        opened_on=opened,
        worker=worker,
        team=team,
        next_due_on=TODAY + timedelta(days=number % 90),
    )


def _places(before: int) -> Iterator[tuple[date, time, int]]:
    """Days, hours and places of the desk: today's first, then back in time."""
    slots = [(time(hour, minute), place) for hour in range(9, 13) for minute in (0, 30) for place in range(1, 5)]
    number = before
    while True:
        day, slot = divmod(number, len(slots))
        yield (TODAY - timedelta(days=day), *slots[slot])
        number += 1


def _appointment(desk: Desk, person: Person, worker: Staff, at: datetime, where: tuple[date, time, int]) -> Appointment:
    """One place of the desk: still to come today, served on the days before."""
    day, starts_at, place = where
    made = Appointment(desk=desk, person=person, day=day, starts_at=starts_at, place=place, minutes=30, booked_by=worker, booked_at=at)
    if day < TODAY:
        made.state, made.number = Booking.SERVED.value, (starts_at.hour * 60 + starts_at.minute) * 10 + place
        made.arrived_at = made.called_at = made.served_at = at
    return made
