"""
The invented city: Monza at the end of its mandate 2012-2017, with five years of welfare life, built from a seed number.

Every domain fills itself (its `demo` room); this is the order, and the few things they must agree on.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from sussidiario.access import clock, demo as access
from sussidiario.access.actor import Actor, actor
from sussidiario.access.models import Staff
from sussidiario.accountability import demo as accountability
from sussidiario.benefits import demo as benefits
from sussidiario.casework import demo as casework
from sussidiario.desks import demo as desks
from sussidiario.journal import archive
from sussidiario.journal.models import Act
from sussidiario.journal.sizes import take_sizes
from sussidiario.people import demo as people
from sussidiario.people.models import Person
from sussidiario.planning import demo as planning
from sussidiario.planning.models import Mandate, Target
from sussidiario.privacy import demo as privacy
from sussidiario.territory import demo as territory

SEED = 2012
IN_CHARGE = "casework.people_in_charge"
"""The figure that the invented cases are drawn to reproduce, by counting them."""

GRANTED, IN_ARREARS = "benefits.contributions_granted", "benefits.blameless_arrears_households"
"""Those that the invented benefits are."""

Say = Callable[[str], None]


class NotEmpty(Exception):
    """The database already holds something that is not this city."""


def is_built() -> bool:
    """Tell whether this very city stands in the database."""
    note = _note()
    if not note.exists() or json.loads(note.read_text(encoding="utf-8"))["fingerprint"] != fingerprint():
        return False
    return _holds_something()


def fingerprint() -> str:
    """Digest of all that decides what the city is: the code that invents it, its schema and its mandate."""
    house = Path(settings.ROOT) / "sussidiario"
    names = ("demo.py", "demo/*", "actions.py", "actions/*.py", "figures.py", "lifecycle.py", "migrations/*.py")
    paths = {path for name in names for path in house.glob(f"*/{name}") if path.is_file()}
    digest = hashlib.sha256(str(SEED).encode())
    for path in sorted(paths | {Path(__file__), Path(settings.SUSSIDIARIO_MANDATE)}):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build(say: Say, *, persons: int = people.RESIDENTS) -> None:
    """
    Build the city in an empty database, seal its journal and publish its edition.

    :raises NotEmpty: if the database holds acts that are not this city's and it cannot simply be thrown away.
    """
    _clear()
    with _step(say, "schema"):
        call_command("migrate", verbosity=0)
    today = clock.day(clock.now())
    with _step(say, "staff, places, mandate"):
        staff = access.create_staff()
        head, office = _at(staff["giovanni.casati"], today), _at(staff["federica.tagliabue"], today)
        territory.fill(by=head, at=_morning(date(2012, 5, 21)))
        mandate = planning.fill(by=office, at=_morning(date(2012, 6, 4)))
    with _step(say, f"{persons:,} residents".replace(",", ".")):
        people.fill(seed=SEED, persons=persons, say=say)
    with _step(say, "five years at the desks"):
        desks.fill(seed=SEED, persons=_numbers(), staff=staff, until=today, progress=say)
    with _step(say, "five years of cases"):
        casework.fill(seed=SEED, in_charge=in_charge(mandate), staff=staff, until=today, progress=say)
    with _step(say, "five years of benefits"):
        benefits.fill(seed=SEED, granted=granted(mandate), in_arrears=in_arrears(mandate), staff=staff, until=today, progress=say)
    with _step(say, "who is kept close, and who read of whom"):
        privacy.fill(seed=SEED, staff=staff, until=today)
    with _step(say, "seal, edition"):
        archive.seal(at=clock.now())
        accountability.fill(by=office, at=clock.now())
        take_sizes()
    _note().write_text(json.dumps({"fingerprint": fingerprint(), "seed": SEED}), encoding="utf-8")


def in_charge(mandate: Mandate) -> dict[tuple[int, str], int]:
    """How many persons the mandate's file says were in charge, by year and area: what the invented cases must come to by counting."""
    targets = Target.objects.of(mandate).filter(figure=IN_CHARGE)
    return {(target.period_from.year, target.where["area"]): target.published for target in targets if "area" in target.where}


def granted(mandate: Mandate) -> dict[int, int]:
    """How many contributions the mandate's file says were granted, by year."""
    targets = Target.objects.of(mandate).filter(figure=GRANTED)
    return {target.period_from.year: target.published for target in targets}


def in_arrears(mandate: Mandate) -> int:
    """How many households the mandate's file says were helped with blameless arrears, over the whole of it."""
    return Target.objects.of(mandate).get(figure=IN_ARREARS).published


def _numbers() -> list[int]:
    return list(Person.objects.order_by("pk").values_list("pk", flat=True))


def _at(staff: Staff, day: date) -> Actor:
    return actor(staff, on=day)


def _morning(day: date) -> datetime:
    """Nine o'clock of a day, where the city is."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()) + timedelta(hours=9))


def _note() -> Path:
    return Path(settings.VAR) / "city.json"


def _holds_something() -> bool:
    return "journal_act" in connection.introspection.table_names() and Act.objects.exists()


def _clear() -> None:
    """
    Make room: an embedded database of the demo is thrown away, a server's must be empty already.

    :raises NotEmpty: if it is not.
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and settings.DEMO:
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{name}{suffix}").unlink(missing_ok=True)
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    elif _holds_something():
        message = f"the database {name} already has a journal: build the invented city in an empty one"
        raise NotEmpty(message)
    for path in (*Path(settings.SUSSIDIARIO_ARCHIVE).glob("*.parquet"), *Path(settings.SUSSIDIARIO_ARCHIVE).glob("*.json")):
        path.unlink()


@contextmanager
def _step(say: Say, words: str) -> Iterator[None]:
    """Say what begins, and how long it took."""
    say(f"  {words} ...")
    start = time.monotonic()
    yield
    say(f"  {words}: {time.monotonic() - start:.1f} s")
