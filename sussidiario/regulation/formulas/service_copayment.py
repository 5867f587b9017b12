"""
What a person pays of a service, and what the municipality pays for them (integrazione della quota utente, A1.15).

The share grows along a straight line between two values of the ISEE. The figures are those of the demonstration Regulation, which was invented.
"""

from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation import facts
from sussidiario.regulation.facts import Kind
from sussidiario.regulation.formula import Case, Read, Table, Whole, formula, least, most
from sussidiario.regulation.formulas.attestation import VALID_ISEE
from sussidiario.regulation.measure import Condition, Measure

LOWER = Read("service_copayment.lower_isee", gettext_noop("ISEE fino al quale si paga la quota minima"), Kind.CENTS)
UPPER = Read("service_copayment.upper_isee", gettext_noop("ISEE dal quale si paga il costo pieno"), Kind.CENTS)
LOWEST = Read("service_copayment.lowest_share", gettext_noop("Quota minima, in percentuale del costo"), Kind.PERCENT)
MONTHS = Read("service_copayment.months", gettext_noop("Mesi per cui vale la quota"), Kind.MONTHS)


@formula(
    label=gettext_noop("Quota minima"),
    kind=Kind.CENTS,
    words=gettext_noop("costo del servizio × percentuale minima, arrotondata per difetto al centesimo"),
    article="Regolamento dimostrativo, art. 21 c. 1",
    reads=(LOWEST,),
)
def copayment_lowest(case: Case, table: Table) -> Whole:
    """What even the poorest pay."""
    return case.price * table["service_copayment.lowest_share"] // 100


@formula(
    label=gettext_noop("ISEE oltre il primo limite"),
    kind=Kind.CENTS,
    words=gettext_noop("ISEE meno il primo limite: mai meno di zero, e mai più della distanza tra i due limiti"),
    article="Regolamento dimostrativo, art. 21 c. 2",
    reads=(LOWER, UPPER),
)
def copayment_way(case: Case, table: Table) -> Whole:
    """How far along the line the ISEE is."""
    lower = table["service_copayment.lower_isee"]
    return least(most(case.isee - lower, 0), table["service_copayment.upper_isee"] - lower)


@formula(
    label=gettext_noop("Quota a carico della persona"),
    kind=Kind.CENTS,
    words=gettext_noop(
        "quota minima + (costo meno quota minima) × ISEE oltre il primo limite ÷ distanza tra i due limiti, arrotondata per difetto al centesimo"
    ),
    article="Regolamento dimostrativo, art. 21 c. 2",
    reads=(LOWER, UPPER),
)
def copayment_share(case: Case, table: Table) -> Whole:
    """What the person pays in a month."""
    distance = table["service_copayment.upper_isee"] - table["service_copayment.lower_isee"]
    return case.copayment_lowest + (case.price - case.copayment_lowest) * case.copayment_way // most(distance, 1)


@formula(
    label=gettext_noop("Parte a carico del comune"),
    kind=Kind.CENTS,
    words=gettext_noop("costo del servizio meno la quota a carico della persona"),
    article="Regolamento dimostrativo, art. 21 c. 3",
)
def copayment_amount(case: Case, table: Table) -> Whole:
    """What the municipality pays in a month."""
    return case.price - case.copayment_share


@formula(
    label=gettext_noop("Numero di mesi"),
    kind=Kind.MONTHS,
    words=gettext_noop("i mesi per cui vale la quota"),
    article="Regolamento dimostrativo, art. 21 c. 4",
    reads=(MONTHS,),
)
def copayment_months(case: Case, table: Table) -> Whole:
    """For how many months the share holds."""
    return table["service_copayment.months"]


@formula(
    label=gettext_noop("Quota ridotta"),
    kind=Kind.YES_NO,
    words=gettext_noop("la parte a carico del comune è maggiore di zero"),
    article="Regolamento dimostrativo, art. 21 c. 3",
    reads=(UPPER,),
)
def copayment_is_reduced(case: Case, table: Table) -> Whole:
    """Whether the person pays less than the whole price; who reaches the upper bound does not."""
    return (case.copayment_amount > 0) & (case.isee < table["service_copayment.upper_isee"])


SERVICE_COPAYMENT = Measure(
    key="service_copayment",
    title=gettext_noop("Integrazione della quota di un servizio"),
    siuss="A1.15",
    facts=(facts.ISEE, facts.ISEE_VALID_UNTIL, facts.PRICE),
    conditions=(
        VALID_ISEE,
        Condition(
            copayment_is_reduced,
            met=gettext_noop("Con un ISEE di {isee} la persona paga {copayment_share} al mese, invece di {price}."),
            unmet=gettext_noop("Con un ISEE di {isee} la persona paga il costo pieno di {price}: la quota è ridotta sotto {upper_isee}."),
        ),
    ),
    formulas=(copayment_lowest, copayment_way, copayment_share, copayment_amount, copayment_months),
    amount="copayment_amount",
    months="copayment_months",
    fictitious=True,
)
