"""
Contribution to household income (contributo a integrazione del reddito, A1.04).

The articles are those of the demonstration Regulation, which was invented: no city's thresholds are in it.
"""

from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation import facts
from sussidiario.regulation.facts import Kind
from sussidiario.regulation.formula import Case, Read, Table, Whole, down_to, formula, least, most
from sussidiario.regulation.formulas.attestation import VALID_ISEE
from sussidiario.regulation.measure import Condition, Measure

THRESHOLD = Read("income_support.threshold", gettext_noop("Soglia per numero di persone"), Kind.CENTS, by="household_members")
MINOR = Read("income_support.minor", gettext_noop("In più per ogni minorenne"), Kind.CENTS)
DISABLED = Read("income_support.disabled", gettext_noop("In più per ogni persona con disabilità"), Kind.CENTS)
RENT_CEILING = Read("income_support.rent_ceiling", gettext_noop("Affitto riconosciuto al massimo"), Kind.CENTS)
CEILING = Read("income_support.ceiling", gettext_noop("Contributo massimo al mese"), Kind.CENTS, by="household_members")
STEP = Read("income_support.step", gettext_noop("Arrotondamento per difetto"), Kind.CENTS)
LOWEST = Read("income_support.lowest", gettext_noop("Contributo minimo al mese"), Kind.CENTS)
ISEE_CEILING = Read("income_support.isee_ceiling", gettext_noop("ISEE massimo"), Kind.CENTS)
MONTHS = Read("income_support.months", gettext_noop("Mesi per fascia di ISEE"), Kind.MONTHS, by="isee")


@formula(
    label=gettext_noop("Soglia del nucleo"),
    kind=Kind.CENTS,
    words=gettext_noop("soglia per numero di persone + minorenni × maggiorazione + persone con disabilità × maggiorazione"),
    article="Regolamento dimostrativo, art. 12 c. 1",
    reads=(THRESHOLD, MINOR, DISABLED),
)
def support_threshold(case: Case, table: Table) -> Whole:
    """What a household of this size is taken to need in a month, before the home."""
    base = table.bracket("income_support.threshold", case.household_members)
    return base + case.minors * table["income_support.minor"] + case.disabled_members * table["income_support.disabled"]


@formula(
    label=gettext_noop("Spesa per la casa riconosciuta"),
    kind=Kind.CENTS,
    words=gettext_noop("il minore tra l'affitto e l'affitto riconosciuto al massimo"),
    article="Regolamento dimostrativo, art. 12 c. 2",
    reads=(RENT_CEILING,),
)
def support_rent(case: Case, table: Table) -> Whole:
    """The part of the rent that counts as need."""
    return least(case.rent, table["income_support.rent_ceiling"])


@formula(
    label=gettext_noop("Quanto manca al nucleo in un mese"),
    kind=Kind.CENTS,
    words=gettext_noop("soglia del nucleo + spesa per la casa riconosciuta, meno le entrate del mese, e mai meno di zero"),
    article="Regolamento dimostrativo, art. 12 c. 3",
)
def support_gap(case: Case, table: Table) -> Whole:
    """What is missing in a month."""
    return most(case.support_threshold + case.support_rent - case.monthly_income, 0)


@formula(
    label=gettext_noop("Contributo al mese"),
    kind=Kind.CENTS,
    words=gettext_noop("il minore tra quanto manca e il contributo massimo per numero di persone, arrotondato per difetto"),
    article="Regolamento dimostrativo, art. 13 c. 1",
    reads=(CEILING, STEP),
)
def support_amount(case: Case, table: Table) -> Whole:
    """A month's contribution, in whole euros."""
    return down_to(table["income_support.step"], least(case.support_gap, table.bracket("income_support.ceiling", case.household_members)))


@formula(
    label=gettext_noop("Numero di mesi"),
    kind=Kind.MONTHS,
    words=gettext_noop("i mesi della fascia in cui cade l'ISEE"),
    article="Regolamento dimostrativo, art. 13 c. 2",
    reads=(MONTHS,),
)
def support_months(case: Case, table: Table) -> Whole:
    """For how many months it is granted."""
    return table.bracket("income_support.months", case.isee)


@formula(
    label=gettext_noop("Residenza nel comune"),
    kind=Kind.YES_NO,
    words=gettext_noop("chi fa la domanda risiede nel comune"),
    article="Regolamento dimostrativo, art. 4 c. 1",
)
def support_is_resident(case: Case, table: Table) -> Whole:
    """Whether they live in the municipality."""
    return case.resident


@formula(
    label=gettext_noop("ISEE entro il limite"),
    kind=Kind.YES_NO,
    words=gettext_noop("l'ISEE non supera l'ISEE massimo"),
    article="Regolamento dimostrativo, art. 11 c. 1",
    reads=(ISEE_CEILING,),
)
def support_isee_is_low(case: Case, table: Table) -> Whole:
    """Whether the ISEE is within the ceiling, which is still within."""
    return case.isee <= table["income_support.isee_ceiling"]


@formula(
    label=gettext_noop("Contributo non inferiore al minimo"),
    kind=Kind.YES_NO,
    words=gettext_noop("il contributo al mese non è inferiore al contributo minimo"),
    article="Regolamento dimostrativo, art. 13 c. 3",
    reads=(LOWEST,),
)
def support_is_worth_paying(case: Case, table: Table) -> Whole:
    """Whether what is missing is enough for a payment."""
    return case.support_amount >= table["income_support.lowest"]


INCOME_SUPPORT = Measure(
    key="income_support",
    title=gettext_noop("Contributo a integrazione del reddito"),
    siuss="A1.04",
    facts=(
        facts.RESIDENT,
        facts.ISEE,
        facts.ISEE_VALID_UNTIL,
        facts.HOUSEHOLD_MEMBERS,
        facts.MINORS,
        facts.DISABLED_MEMBERS,
        facts.MONTHLY_INCOME,
        facts.RENT,
    ),
    conditions=(
        Condition(
            support_is_resident,
            met=gettext_noop("Chi fa la domanda risiede nel comune."),
            unmet=gettext_noop("Chi fa la domanda non risiede nel comune: il contributo si chiede al comune di residenza."),
        ),
        VALID_ISEE,
        Condition(
            support_isee_is_low,
            met=gettext_noop("L'ISEE di {isee} non supera il limite di {isee_ceiling}."),
            unmet=gettext_noop("L'ISEE di {isee} supera il limite di {isee_ceiling}."),
        ),
        Condition(
            support_is_worth_paying,
            met=gettext_noop("Al nucleo mancano {support_gap} al mese."),
            unmet=gettext_noop("Al nucleo mancano {support_gap} al mese: il contributo sarebbe inferiore al minimo di {lowest}."),
        ),
    ),
    formulas=(support_threshold, support_rent, support_gap, support_amount, support_months),
    amount="support_amount",
    months="support_months",
    fictitious=True,
)
