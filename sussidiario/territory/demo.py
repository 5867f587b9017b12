"""
The places of Monza: 55 municipalities in five ambiti, ten neighbourhoods, eight civic centres.

Municipalities, codes, ambiti, neighbourhoods and the addresses of the centres are real; the day each centre opened is invented.
"""

import csv
from datetime import date, datetime
from pathlib import Path

from sussidiario.access.actor import Actor
from sussidiario.territory import actions
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood

MUNICIPALITIES = Path(__file__).parent / "data/monza-brianza.csv"

NEIGHBOURHOODS = (
    ("centro-san-gerardo", "Centro – San Gerardo"),
    ("cederna-cantalupo", "Cederna – Cantalupo"),
    ("liberta", "Libertà"),
    ("regina-pacis-san-donato", "Regina Pacis – San Donato"),
    ("sant-albino", "Sant'Albino"),
    ("san-rocco", "San Rocco"),
    ("san-biagio-cazzaniga", "San Biagio – Cazzaniga"),
    ("san-carlo-san-giuseppe", "San Carlo – San Giuseppe"),
    ("triante", "Triante"),
    ("san-fruttuoso", "San Fruttuoso"),
)
"""Code and name of the ten neighbourhoods, in the city's own order."""

CENTRES = (
    ("lecco", "Centro civico Centro", "via Lecco 12", "centro-san-gerardo", date(2008, 9, 15)),
    ("cederna", "Centro civico Cederna", "via Cederna 19", "cederna-cantalupo", date(2009, 3, 2)),
    ("liberta", "Centro civico Libertà", "viale Libertà 144", "liberta", date(2010, 10, 4)),
    ("buonarroti", "Centro civico Regina Pacis", "via Buonarroti 115", "regina-pacis-san-donato", date(2009, 9, 14)),
    ("mameli", "Centro civico Sant'Albino", "via Mameli, Cascina Bastoni", "sant-albino", date(2011, 5, 9)),
    ("dannunzio", "Centro civico San Rocco", "via D'Annunzio 35", "san-rocco", date(2008, 2, 4)),
    ("bellini", "Centro civico San Biagio", "via Bellini 10", "san-biagio-cazzaniga", date(2010, 3, 1)),
    ("iseo", "Centro civico San Fruttuoso", "via Iseo 18", "san-fruttuoso", date(2011, 1, 17)),
)
"""Code, name, address, neighbourhood, day of opening."""


def fill(*, by: Actor, at: datetime) -> None:
    """Write the places: the registers' lists as rows, the civic centres through the action that opens them."""
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as stream:
        Municipality.objects.bulk_create(Municipality(**row) for row in csv.DictReader(stream))
    monza = Municipality.objects.get(istat_code="108033")
    Neighbourhood.objects.bulk_create(
        Neighbourhood(code=code, name=name, municipality=monza, position=position) for position, (code, name) in enumerate(NEIGHBOURHOODS, start=1)
    )
    neighbourhoods = {neighbourhood.code: neighbourhood for neighbourhood in Neighbourhood.objects.all()}
    for code, name, address, neighbourhood, opened_on in CENTRES:
        actions.open_centre(code=code, name=name, address=address, neighbourhood=neighbourhoods[neighbourhood], on=opened_on, by=by, at=at)


def centres() -> dict[str, CivicCentre]:
    """Civic centres by code."""
    return {centre.code: centre for centre in CivicCentre.objects.select_related("neighbourhood")}
