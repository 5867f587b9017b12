"""
Help with electricity, gas and water bills before the supply is cut (A2.05).

The figures are those of the demonstration Regulation, which was invented.
"""

from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation import facts
from sussidiario.regulation.facts import Kind
from sussidiario.regulation.formula import Case, Read, Table, Whole, formula, least, most
from sussidiario.regulation.formulas.attestation import VALID_ISEE
from sussidiario.regulation.measure import Condition, Measure

ISEE_CEILING = Read("emergency_utilities.isee_ceiling", gettext_noop("ISEE massimo"), Kind.CENTS)
PART = Read("emergency_utilities.part", gettext_noop("Parte delle bollette per fascia di ISEE"), Kind.PERCENT, by="isee")
CEILING = Read("emergency_utilities.ceiling", gettext_noop("Aiuto massimo in un anno, per numero di persone"), Kind.CENTS, by="household_members")


@formula(
    label=gettext_noop("Parte delle bollette"),
    kind=Kind.CENTS,
    words=gettext_noop("importo delle bollette × percentuale della fascia di ISEE, arrotondato per difetto al centesimo"),
    article="Regolamento dimostrativo, art. 33 c. 1",
    reads=(PART,),
)
def utilities_part(case: Case, table: Table) -> Whole:
    """The part of the bills that can be helped with."""
    return case.bill * table.bracket("emergency_utilities.part", case.isee) // 100


@formula(
    label=gettext_noop("Aiuto che si può ancora avere"),
    kind=Kind.CENTS,
    words=gettext_noop("aiuto massimo in un anno, meno gli aiuti già avuti quest'anno, e mai meno di zero"),
    article="Regolamento dimostrativo, art. 33 c. 2",
    reads=(CEILING,),
)
def utilities_room(case: Case, table: Table) -> Whole:
    """How much may still be given this year."""
    return most(table.bracket("emergency_utilities.ceiling", case.household_members) - case.received_this_year, 0)


@formula(
    label=gettext_noop("Aiuto per le bollette"),
    kind=Kind.CENTS,
    words=gettext_noop("il minore tra la parte delle bollette e l'aiuto che si può ancora avere"),
    article="Regolamento dimostrativo, art. 33 c. 2",
)
def utilities_amount(case: Case, table: Table) -> Whole:
    """What is given, once."""
    return least(case.utilities_part, case.utilities_room)


@formula(
    label=gettext_noop("ISEE entro il limite"),
    kind=Kind.YES_NO,
    words=gettext_noop("l'ISEE non supera l'ISEE massimo"),
    article="Regolamento dimostrativo, art. 32 c. 1",
    reads=(ISEE_CEILING,),
)
def utilities_isee_is_low(case: Case, table: Table) -> Whole:
    """Whether the ISEE is within the ceiling, which is still within."""
    return case.isee <= table["emergency_utilities.isee_ceiling"]


@formula(
    label=gettext_noop("Urgenza"),
    kind=Kind.YES_NO,
    words=gettext_noop("c'è un avviso di distacco, oppure in casa serve corrente per un apparecchio medico"),
    article="Regolamento dimostrativo, art. 32 c. 2",
)
def utilities_are_urgent(case: Case, table: Table) -> Whole:
    """Whether the supply is about to be cut, or somebody cannot do without it."""
    return case.disconnection | case.life_support


@formula(
    label=gettext_noop("Somma da pagare"),
    kind=Kind.YES_NO,
    words=gettext_noop("l'aiuto è maggiore di zero"),
    article="Regolamento dimostrativo, art. 33 c. 2",
)
def utilities_are_owed(case: Case, table: Table) -> Whole:
    """Whether there is something to pay and room to pay it."""
    return case.utilities_amount > 0


EMERGENCY_UTILITIES = Measure(
    key="emergency_utilities",
    title=gettext_noop("Aiuto d'emergenza per le bollette"),
    siuss="A2.05",
    facts=(
        facts.ISEE,
        facts.ISEE_VALID_UNTIL,
        facts.HOUSEHOLD_MEMBERS,
        facts.BILL,
        facts.DISCONNECTION,
        facts.LIFE_SUPPORT,
        facts.RECEIVED_THIS_YEAR,
    ),
    conditions=(
        VALID_ISEE,
        Condition(
            utilities_isee_is_low,
            met=gettext_noop("L'ISEE di {isee} non supera il limite di {isee_ceiling}."),
            unmet=gettext_noop("L'ISEE di {isee} supera il limite di {isee_ceiling}."),
        ),
        Condition(
            utilities_are_urgent,
            met=gettext_noop("C'è un avviso di distacco, o in casa serve corrente per un apparecchio medico."),
            unmet=gettext_noop("Non c'è un avviso di distacco, e in casa non serve corrente per un apparecchio medico."),
        ),
        Condition(
            utilities_are_owed,
            met=gettext_noop("L'aiuto è di {utilities_amount}."),
            unmet=gettext_noop("Non resta nulla da pagare: si può coprire {utilities_part}, e si può ancora avere {utilities_room}."),
        ),
    ),
    formulas=(utilities_part, utilities_room, utilities_amount),
    amount="utilities_amount",
    fictitious=True,
)
