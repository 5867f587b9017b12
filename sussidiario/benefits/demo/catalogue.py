"""
What may be asked for in the invented city, and the money for it.

Names and amounts are invented for the demonstration; the codes are those of the national register (DM 206/2014, table 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sussidiario.access.rules import Role
from sussidiario.benefits.actions import budget, measures as actions
from sussidiario.benefits.demo.calendar import nine
from sussidiario.benefits.demo.office import EXECUTIVE, HEAD, MONEY, Office
from sussidiario.benefits.figures import BLAMELESS_ARREARS
from sussidiario.benefits.lifecycle import Macro, MeansTest
from sussidiario.benefits.models import Measure
from sussidiario.foundation.areas import Area

INCOME_SUPPORT, FOOD, UTILITIES = "income-support", "emergency-food", "emergency-utilities"

SINCE = date(2012, 1, 9)

OWN, NATIONAL = "comunale", "morosita"
"""Keys of the funds."""


@dataclass(frozen=True)
class Offered:
    """A measure of the catalogue."""

    key: str
    name: str
    formula: str
    siuss: tuple[str, str]
    means_test: MeansTest
    papers: tuple[str, ...]
    monthly: bool = False
    urgent_cap: int = 0
    since: date = SINCE


CATALOGUE = (
    Offered(
        INCOME_SUPPORT,
        "Contributo a integrazione del reddito",
        "income_support",
        ("A1.04", "Contributi economici a integrazione del reddito familiare"),
        MeansTest.ISEE,
        ("Attestazione ISEE", "Contratto di affitto, se c'è"),
        monthly=True,
    ),
    Offered(
        BLAMELESS_ARREARS,
        "Contributo per morosità incolpevole",
        "blameless_arrears",
        ("A1.05", "Contributi economici per alloggio"),
        MeansTest.ISEE,
        ("Attestazione ISEE", "Intimazione di sfratto", "Contratto registrato"),
        since=date(2014, 7, 14),
    ),
    Offered(FOOD, "Buoni spesa", "emergency_food", ("A1.06", "Buoni spesa o buoni pasto"), MeansTest.OTHER, ("Relazione sociale",), urgent_cap=20_000),
    Offered(
        UTILITIES,
        "Aiuto per luce, gas e acqua",
        "emergency_utilities",
        ("A2.05", "Agevolazioni per servizi di pubblica utilità (telefono, luce, gas)"),
        MeansTest.ISEE,
        ("Attestazione ISEE", "Bolletta o avviso di distacco"),
    ),
)

EACH_YEAR: Mapping[str, int] = {OWN: 160_000_000, NATIONAL: 40_000_000}
"""Cents of each fund in a year: invented."""

ABOVE = 600_000
"""Above so many cents in all, an executive approves too: invented."""


def open_all(office: Office) -> dict[str, Measure]:
    """Open the measures, the levels of approval, the funds and their lines, and give the measures by key."""
    head, executive, money = (office.actor(each, SINCE) for each in (HEAD, EXECUTIVE, MONEY))
    found: dict[str, Measure] = {}
    for each in CATALOGUE:
        siuss_code, siuss_name = each.siuss
        found[each.key] = actions.open_measure(
            key=each.key,
            name=each.name,
            formula=each.formula,
            siuss_code=siuss_code,
            siuss_name=siuss_name,
            means_test=each.means_test,
            macro=Macro.INCLUSION,
            area=Area.ADULTS,
            monthly=each.monthly,
            of_household=True,
            urgent_cap=each.urgent_cap,
            from_on=each.since,
            papers=each.papers,
            against=[found[INCOME_SUPPORT]] if each.key == FOOD else [],
            by=head,
            at=nine(SINCE),
        )
    actions.set_level(number=2, above=ABOVE, role=Role.EXECUTIVE, why="Regolamento dimostrativo, art. 30", by=executive, at=nine(SINCE))
    own = budget.open_fund(key=OWN, name="Fondo comunale per il sostegno al reddito", source="Comune", by=money, at=nine(SINCE))
    national = budget.open_fund(key=NATIONAL, name="Fondo per gli inquilini morosi incolpevoli", source="Stato", by=money, at=nine(SINCE))
    for year in range(2012, 2019):
        paid_by_own = [measure for key, measure in found.items() if key != BLAMELESS_ARREARS]
        budget.open_line(own, year=year, chapter="12.05.1", measures=paid_by_own, amount=EACH_YEAR[OWN], by=money, at=nine(SINCE))
        if year >= 2014:  # noqa: PLR2004  the fund's first year
            budget.open_line(national, year=year, chapter="12.06.1", measures=[found[BLAMELESS_ARREARS]], amount=EACH_YEAR[NATIONAL], by=money, at=nine(SINCE))
    return found
