"""
What may be counted in public about casework.

Every act of a case says in `measure` whether its subject is a person or a household: a household in charge is counted among the
households, and its members are not counted among the persons unless they have a case of their own.
"""

from sussidiario.foundation.figure import Acts, Expression, Figure, Measure, Unit, flow, present_at_end, present_during
from sussidiario.foundation.period import Period
from sussidiario.foundation.words import gettext_noop

CASE_PROPOSED = "casework.case.proposed"
CASE_OPENED = "casework.case.opened"
CASE_HANDED_OVER = "casework.case.handed_over"
CASE_CLOSED = "casework.case.closed"
CASE_REOPENED = "casework.case.reopened"
CASE_DECLINED = "casework.case.declined"
DIARY_WRITTEN = "casework.diary.written"
DIARY_CORRECTED = "casework.diary.corrected"
DEADLINE_SET = "casework.deadline.set"
DEADLINE_MET = "casework.deadline.met"
STANDARD_SET = "casework.standard.set"

PERSON, HOUSEHOLD = "person", "household"
"""What `measure` says of the subject."""

STARTS, ENDS = (CASE_OPENED, CASE_REOPENED), (CASE_CLOSED,)
SPELL = ("subject", "area")
"""A subject has at most one case at a time in an area: these tell one spell in charge from another."""


def _only(kind: str, rows: Expression) -> Expression:
    """Count only acts about subjects of this kind."""

    def filtered(table: Acts, period: Period) -> Acts:
        return rows(table.filter(table.measure == kind), period)

    return filtered


people_in_charge = Figure(
    key="casework.people_in_charge",
    title=gettext_noop("Persone in carico ai servizi sociali"),
    definition=gettext_noop(
        "Le persone con un caso aperto in almeno un giorno del periodo: dalla presa in carico, o dalla riapertura, fino alla chiusura. "
        "Ogni persona conta una volta; chi è in carico in due aree conta una volta in ciascuna, e una sola nel totale. "
        "Chi è seguito solo come parte di una famiglia in carico conta tra le famiglie. Il quartiere è quello della presa in carico."
    ),
    unit=Unit.PERSONS,
    counts=STARTS + ENDS,
    rows=_only(PERSON, present_during(STARTS, ENDS, by=SPELL)),
    measure=Measure.SUBJECTS,
    dimensions=("area", "neighbourhood"),
)

people_in_charge_at_end = Figure(
    key="casework.people_in_charge_at_end",
    title=gettext_noop("Persone in carico alla fine del periodo"),
    definition=gettext_noop(
        "Le persone con un caso aperto l'ultimo giorno del periodo. Ogni persona conta una volta in ciascuna area in cui è in carico, e una sola nel totale."
    ),
    unit=Unit.PERSONS,
    counts=STARTS + ENDS,
    rows=_only(PERSON, present_at_end(STARTS, ENDS, by=SPELL)),
    measure=Measure.SUBJECTS,
    dimensions=("area", "neighbourhood"),
)

households_in_charge = Figure(
    key="casework.households_in_charge",
    title=gettext_noop("Famiglie in carico ai servizi sociali"),
    definition=gettext_noop(
        "Le famiglie prese in carico come famiglie, con un caso aperto in almeno un giorno del periodo. "
        "I loro componenti non si contano tra le persone in carico, se non hanno anche un caso proprio."
    ),
    unit=Unit.HOUSEHOLDS,
    counts=STARTS + ENDS,
    rows=_only(HOUSEHOLD, present_during(STARTS, ENDS, by=SPELL)),
    measure=Measure.SUBJECTS,
    dimensions=("area", "neighbourhood"),
)

cases_opened = Figure(
    key="casework.cases_opened",
    title=gettext_noop("Prese in carico iniziate"),
    definition=gettext_noop("I casi di persone e di famiglie aperti nel periodo, comprese le riaperture; uno per apertura."),
    unit=Unit.ITEMS,
    counts=STARTS,
    rows=flow(*STARTS),
    measure=Measure.ACTS,
    dimensions=("area", "neighbourhood"),
)

cases_closed = Figure(
    key="casework.cases_closed",
    title=gettext_noop("Prese in carico concluse"),
    definition=gettext_noop("I casi di persone e di famiglie chiusi nel periodo; uno per chiusura."),
    unit=Unit.ITEMS,
    counts=ENDS,
    rows=flow(*ENDS),
    measure=Measure.ACTS,
    dimensions=("area", "neighbourhood"),
)

FIGURES = (people_in_charge, people_in_charge_at_end, households_in_charge, cases_opened, cases_closed)
