"""What those who ask declare: drawn until the regulation answers as is wanted, so that it is the regulation that decides."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from sussidiario.benefits.demo.catalogue import FOOD, INCOME_SUPPORT, UTILITIES
from sussidiario.benefits.demo.households import Home
from sussidiario.benefits.figures import BLAMELESS_ARREARS
from sussidiario.benefits.models import Measure
from sussidiario.regulation.assessing import assess
from sussidiario.regulation.facts import Given

TRIES = 200

CAUSES = ("dismissal", "reduced_hours", "short_time", "contract_not_renewed", "business_closed", "illness_or_death")

Declared = Mapping[str, Given]


def declare(measure: Measure, home: Home, on: date, chance: Random, *, granted: bool) -> Declared:
    """
    Draw what a household declares, such that the regulation grants it, or does not.

    :raises LookupError: if nothing that was drawn was answered so.
    """
    for _try in range(TRIES):
        facts = _DRAWN[measure.key](home, on, chance, granted)
        if assess(measure.formula, facts, on).granted is granted:
            return facts
    message = f"{measure.key}: nothing drawn is answered so on {on}"
    raise LookupError(message)


def _income_support(home: Home, on: date, chance: Random, granted: bool) -> Declared:  # noqa: FBT001  what is wanted
    top = 600_000 if granted else 1_400_000
    return {
        "resident": True,
        "isee": _euros(chance, 0, top),
        "isee_valid_until": _valid_until(on),
        "household_members": home.members,
        "minors": home.minors,
        "disabled_members": int(not chance.randrange(10)),
        "monthly_income": _euros(chance, 0, 40_000 + 22_000 * home.members),
        "rent": _euros(chance, 15_000, 65_000),
    }


def _blameless_arrears(home: Home, on: date, chance: Random, granted: bool) -> Declared:  # noqa: FBT001  likewise
    isee_of = _euros(chance, 300_000, 2_200_000)
    return {
        "ise": isee_of * 2,
        "isee": isee_of,
        "isee_valid_until": _valid_until(on),
        "cause": chance.choice(CAUSES) if granted else "none",
        "arrears": _euros(chance, 120_000, 780_000),
        "notice_served": True,
        "registered_lease": True,
        "residence_months": chance.randint(14, 160),
        "cadastral_class": chance.choice(("A2", "A3", "A3", "A4")),
        "other_home": False,
        "purpose": "settle",
        "lease_months_left": chance.randint(24, 40),
        "landlord_stops": True,
        "already_received": 0,
    }


def _emergency_food(home: Home, on: date, chance: Random, granted: bool) -> Declared:  # noqa: FBT001  likewise
    return {
        "report": granted,
        "helped_this_month": False,
        "household_members": home.members,
        "infants": min(home.minors, int(not chance.randrange(5))),
        "monthly_income": _euros(chance, 0, 50_000),
    }


def _emergency_utilities(home: Home, on: date, chance: Random, granted: bool) -> Declared:  # noqa: FBT001  likewise
    return {
        "isee": _euros(chance, 100_000, 700_000) if granted else _euros(chance, 900_000, 2_000_000),
        "isee_valid_until": _valid_until(on),
        "household_members": home.members,
        "bill": _euros(chance, 9_000, 60_000),
        "disconnection": not chance.randrange(2),
        "life_support": False,
        "received_this_year": 0,
    }


_DRAWN: Mapping[str, Callable[[Home, date, Random, bool], Declared]] = {
    INCOME_SUPPORT: _income_support,
    BLAMELESS_ARREARS: _blameless_arrears,
    FOOD: _emergency_food,
    UTILITIES: _emergency_utilities,
}


def _valid_until(on: date) -> date:
    """Until when an attestation presented in the year was good in those years: the fifteenth of January of the next."""
    return date(on.year + 1, 1, 15)


def _euros(chance: Random, least: int, most: int) -> int:
    """Cents of a whole number of euros."""
    return chance.randint(least // 100, most // 100) * 100
