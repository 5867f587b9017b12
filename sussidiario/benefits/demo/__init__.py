"""
Benefits in the invented city: five years of requests, decisions and payments, so that the numbers the city published come out by counting.

Requests are written at once, as the actions would have written them one by one (a test compares the two). The regulation answers each, the office decides
month by month, and money goes out in lists that three people sign: all by the actions.
"""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from sussidiario.access.models import Staff
from sussidiario.benefits.demo import catalogue, last_day
from sussidiario.benefits.demo.calendar import months, working
from sussidiario.benefits.demo.catalogue import INCOME_SUPPORT
from sussidiario.benefits.demo.office import Office
from sussidiario.benefits.demo.papers import Papers, transmit
from sussidiario.benefits.demo.paying import Treasury
from sussidiario.benefits.demo.volume import Volume

Say = Callable[[str], None]

GRANTED: Mapping[int, int] = {2012: 110, 2013: 210, 2014: 330, 2015: 520, 2016: 800, 2017: 160}
"""Contributions granted in each year, where the city published none: invented, growing towards the one it did."""


def fill(*, seed: int, granted: Mapping[int, int], in_arrears: int, staff: Mapping[str, Staff], until: date, progress: Say) -> None:
    """
    Fill the months up to, and without, the day `until`.

    `granted` says how many contributions are to be counted in some years, as the city published them; `in_arrears` how many households are to be counted as
    helped with blameless arrears, over all the years.

    :raises NobodyLeft: if the city has too few households for these numbers.
    """
    chance = Random(f"{seed}/benefits")  # noqa: S311  an invented city, not a secret
    office = Office(staff)
    measures = catalogue.open_all(office)
    volume = Volume(chance, measures, office)
    treasury, papers = Treasury(chance, office), Papers(office)
    *earlier, last = months({**GRANTED, **granted}, in_arrears, until)
    for month in earlier:
        volume.tell(month)
        treasury.pay(month)
        if month.first == date(until.year, 2, 1):
            transmit(office, until.year - 1, working(date(until.year, 3, 1)))
    volume.tell(last, papers)
    treasury.pay(last, [measures[INCOME_SUPPORT]], back=1)
    last_day.tell(chance, office, volume, treasury, papers=papers, until=until)
    progress(f"    {volume.received:,} requests, {treasury.paid:,} payments".replace(",", "."))
