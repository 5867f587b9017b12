"""
What a measure asks before it can be assessed.

Inside the formulas everything is a whole number: cents, counts, 0 or 1, the position of a choice, days since 1 January 1970.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from sussidiario.foundation.words import gettext_noop

MISSING = int(np.iinfo(np.int64).min)
"""Stands in a column where a fact was not given; it is also what numpy makes of a day that is not one."""

EPOCH = date(1970, 1, 1)

ON = "on"
"""The day of the assessment, as a fact that every formula may ask for."""

Given = int | bool | str | date | None
"""A fact as people and forms have it."""

Column = np.ndarray[Any, np.dtype[Any]]
"""One value for each case."""


class Kind(StrEnum):
    """What a number is a number of."""

    CENTS = "cents"
    COUNT = "count"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DAY = "day"
    MONTHS = "months"
    PERCENT = "percent"
    HUNDREDTHS = "hundredths"


LARGEST: Mapping[Kind, int] = {Kind.CENTS: 10**10, Kind.COUNT: 1000, Kind.YES_NO: 1, Kind.DAY: 1_000_000}
"""Beyond these (a hundred million euros) nothing is a fact about a household."""

LARGEST_FIGURE = 10**8
"""Beyond this (a million euros) no figure of the Regulation is taken: a fact times a figure fits in 64 bits."""


@dataclass(frozen=True)
class Fact:
    """
    One question: its name in the formulas, what it is, its words, and when it is asked.

    `when` names another fact and the values of it for which this one is asked; an `optional` one counts as zero, or no, when it was not given.
    """

    name: str
    kind: Kind
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    when: tuple[str, tuple[str, ...]] | None = None
    optional: bool = False

    @property
    def largest(self) -> int:
        """The largest number it may be."""
        return len(self.choices) - 1 if self.kind is Kind.CHOICE else LARGEST[self.kind]

    def code(self, choice: str) -> int:
        """
        Position of a choice, which is the number that formulas see.

        :raises ValueError: if there is no such choice.
        """
        try:
            return self._places[choice]
        except KeyError:
            message = f"{self.name} cannot be {choice!r}"
            raise ValueError(message) from None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {value: place for place, (value, _label) in enumerate(self.choices)}

    def encode(self, given: Given) -> int:
        """
        Turn what was given into a whole number; nothing given, or an empty text, is MISSING.

        :raises ValueError: if it is not a value of this fact.
        """
        if given is None or given == "":
            return MISSING
        number = self._number(given)
        if not 0 <= number <= self.largest:
            message = f"{self.name} cannot be {given!r}"
            raise ValueError(message)
        return number

    def _number(self, given: Given) -> int:
        if self.kind is Kind.CHOICE and isinstance(given, str):
            return self.code(given)
        if self.kind is Kind.DAY and isinstance(given, date):
            return (date(given.year, given.month, given.day) - EPOCH).days
        if self.kind in {Kind.CENTS, Kind.COUNT, Kind.YES_NO} and isinstance(given, int):
            return int(given)
        message = f"{self.name} is {self.kind.value}, not {given!r}"
        raise ValueError(message)

    def encode_all(self, given: "Column | Sequence[Given]") -> Column:
        """
        Turn a column into whole numbers, MISSING where nothing was given.

        Whole numbers, booleans and `datetime64` days are taken as they are, and choices as texts; a column of objects is read value by value.

        :raises ValueError: if one of them is not a value of this fact.
        """
        column = np.asarray(given)
        if self.kind is Kind.DAY and column.dtype.kind == "M":
            numbers = column.astype("datetime64[D]").astype(np.int64)
        elif self.kind is Kind.CHOICE and column.dtype.kind == "U":
            values, places = np.unique(column, return_inverse=True)
            numbers = np.array([self.encode(str(value)) for value in values], dtype=np.int64)[places]
        elif self.kind in {Kind.CENTS, Kind.COUNT, Kind.YES_NO} and column.dtype.kind in "iub":
            numbers = column.astype(np.int64)
        else:
            return np.array([self.encode(value) for value in column.tolist()], dtype=np.int64)
        if ((numbers != MISSING) & ((numbers < 0) | (numbers > self.largest))).any():
            message = f"a value of {self.name} is out of bounds"
            raise ValueError(message)
        return numbers


def day(number: int) -> date:
    """Give back the day of a number."""
    return EPOCH + timedelta(days=number)


def number(on: date) -> int:
    """Days from 1 January 1970."""
    return (on - EPOCH).days


ISEE = Fact("isee", Kind.CENTS, gettext_noop("ISEE"), gettext_noop("Il valore scritto nell'attestazione."))
ISE = Fact("ise", Kind.CENTS, gettext_noop("ISE"), gettext_noop("Il valore scritto nell'attestazione, sopra l'ISEE."))
ISEE_VALID_UNTIL = Fact(
    "isee_valid_until", Kind.DAY, gettext_noop("L'attestazione ISEE vale fino al"), gettext_noop("Compreso quel giorno. È scritto nell'attestazione.")
)
RESIDENT = Fact("resident", Kind.YES_NO, gettext_noop("Residente nel comune"))
HOUSEHOLD_MEMBERS = Fact("household_members", Kind.COUNT, gettext_noop("Persone del nucleo"), gettext_noop("Tutte, compreso chi fa la domanda."))
MINORS = Fact("minors", Kind.COUNT, gettext_noop("Di cui minorenni"), optional=True)
INFANTS = Fact("infants", Kind.COUNT, gettext_noop("Di cui bambini con meno di tre anni"), optional=True)
DISABLED_MEMBERS = Fact(
    "disabled_members", Kind.COUNT, gettext_noop("Di cui con disabilità"), gettext_noop("Media, grave o non autosufficienza."), optional=True
)
MONTHLY_INCOME = Fact(
    "monthly_income",
    Kind.CENTS,
    gettext_noop("Entrate del nucleo in un mese"),
    gettext_noop("Quelle di oggi: stipendi, pensioni, assegni, anche esenti da imposta."),
)
RENT = Fact("rent", Kind.CENTS, gettext_noop("Affitto o rata del mutuo al mese"), gettext_noop("Zero se il nucleo non paga per la casa."), optional=True)

CAUSE = Fact(
    "cause",
    Kind.CHOICE,
    gettext_noop("Perché il nucleo non ha più potuto pagare l'affitto"),
    choices=(
        ("dismissal", gettext_noop("licenziamento")),
        ("reduced_hours", gettext_noop("riduzione dell'orario di lavoro")),
        ("short_time", gettext_noop("cassa integrazione")),
        ("contract_not_renewed", gettext_noop("contratto a termine o atipico non rinnovato")),
        ("business_closed", gettext_noop("attività propria cessata")),
        ("illness_or_death", gettext_noop("malattia grave, infortunio o morte di un componente")),
        ("none", gettext_noop("nessuna di queste")),
    ),
)
PURPOSE = Fact(
    "purpose",
    Kind.CHOICE,
    gettext_noop("A che cosa serve il contributo"),
    choices=(
        ("settle", gettext_noop("pagare l'affitto arretrato e restare nella casa")),
        ("deferral", gettext_noop("rinviare il rilascio della casa")),
        ("deposit", gettext_noop("versare la cauzione di un nuovo contratto")),
        ("new_lease", gettext_noop("pagare i primi mesi di un nuovo contratto a canone concordato")),
    ),
)
ARREARS = Fact("arrears", Kind.CENTS, gettext_noop("Affitto arretrato"), gettext_noop("Quanto è dovuto oggi al proprietario, senza le spese di causa."))
NEEDED = Fact(
    "needed",
    Kind.CENTS,
    gettext_noop("Quanto serve"),
    gettext_noop("I canoni dei mesi di rinvio, la cauzione, o i primi mesi del nuovo contratto."),
    when=("purpose", ("deferral", "deposit", "new_lease")),
)
NOTICE_SERVED = Fact("notice_served", Kind.YES_NO, gettext_noop("Ha ricevuto l'intimazione di sfratto per morosità"))
REGISTERED_LEASE = Fact("registered_lease", Kind.YES_NO, gettext_noop("Il contratto d'affitto è registrato"))
RESIDENCE_MONTHS = Fact("residence_months", Kind.COUNT, gettext_noop("Da quanti mesi abita nella casa"))
CADASTRAL_CLASS = Fact(
    "cadastral_class",
    Kind.CHOICE,
    gettext_noop("Categoria catastale della casa"),
    choices=tuple((f"A{place}", f"A/{place}") for place in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)),
)
OTHER_HOME = Fact("other_home", Kind.YES_NO, gettext_noop("Qualcuno del nucleo ha nella provincia un'altra casa adatta alla famiglia"))
LEASE_MONTHS_LEFT = Fact("lease_months_left", Kind.COUNT, gettext_noop("Mesi che restano al contratto"), when=("purpose", ("settle",)))
LANDLORD_STOPS = Fact(
    "landlord_stops",
    Kind.YES_NO,
    gettext_noop("Il proprietario rinuncia allo sfratto, o accetta di rinviarlo"),
    when=("purpose", ("settle", "deferral")),
)
ALREADY_RECEIVED = Fact("already_received", Kind.CENTS, gettext_noop("Contributi per morosità incolpevole già avuti"), optional=True)

PRICE = Fact("price", Kind.CENTS, gettext_noop("Costo del servizio in un mese"), gettext_noop("Il costo pieno per la persona, prima di ogni agevolazione."))

REPORT = Fact("report", Kind.YES_NO, gettext_noop("L'assistente sociale attesta che manca il necessario"))
HELPED_THIS_MONTH = Fact("helped_this_month", Kind.YES_NO, gettext_noop("Ha già avuto buoni spesa in questo mese"))

BILL = Fact("bill", Kind.CENTS, gettext_noop("Importo delle bollette da pagare"), gettext_noop("Luce, gas e acqua della casa in cui abita."))
DISCONNECTION = Fact("disconnection", Kind.YES_NO, gettext_noop("Ha ricevuto l'avviso di distacco"))
LIFE_SUPPORT = Fact("life_support", Kind.YES_NO, gettext_noop("In casa serve corrente per un apparecchio medico"), optional=True)
RECEIVED_THIS_YEAR = Fact("received_this_year", Kind.CENTS, gettext_noop("Aiuti per le bollette già avuti quest'anno"), optional=True)
