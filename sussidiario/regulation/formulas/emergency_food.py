"""
Food vouchers in an emergency (buoni spesa, A1.06).

The figures are those of the demonstration Regulation, which was invented.
"""

from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation import facts
from sussidiario.regulation.facts import Kind
from sussidiario.regulation.formula import Case, Read, Table, Whole, down_to, formula, least, no
from sussidiario.regulation.measure import Condition, Measure

NEED = Read("emergency_food.need", gettext_noop("Spesa di un mese per numero di persone"), Kind.CENTS, by="household_members")
INFANT = Read("emergency_food.infant", gettext_noop("In più per ogni bambino con meno di tre anni"), Kind.CENTS)
CEILING = Read("emergency_food.ceiling", gettext_noop("Buoni al massimo"), Kind.CENTS)
VOUCHER = Read("emergency_food.voucher", gettext_noop("Valore di un buono"), Kind.CENTS)
INCOME_CEILING = Read("emergency_food.income_ceiling", gettext_noop("Entrate massime per numero di persone"), Kind.CENTS, by="household_members")


@formula(
    label=gettext_noop("Spesa che serve"),
    kind=Kind.CENTS,
    words=gettext_noop("spesa di un mese per numero di persone + bambini con meno di tre anni × maggiorazione"),
    article="Regolamento dimostrativo, art. 31 c. 1",
    reads=(NEED, INFANT),
)
def food_need(case: Case, table: Table) -> Whole:
    """What a household of this size spends on food."""
    return table.bracket("emergency_food.need", case.household_members) + case.infants * table["emergency_food.infant"]


@formula(
    label=gettext_noop("Buoni spesa"),
    kind=Kind.CENTS,
    words=gettext_noop("il minore tra la spesa che serve e i buoni al massimo, arrotondato per difetto a buoni interi"),
    article="Regolamento dimostrativo, art. 31 c. 2",
    reads=(CEILING, VOUCHER),
)
def food_amount(case: Case, table: Table) -> Whole:
    """What is given, in whole vouchers."""
    return down_to(table["emergency_food.voucher"], least(case.food_need, table["emergency_food.ceiling"]))


@formula(
    label=gettext_noop("Bisogno attestato"),
    kind=Kind.YES_NO,
    words=gettext_noop("l'assistente sociale attesta che manca il necessario"),
    article="Regolamento dimostrativo, art. 30 c. 1",
)
def food_is_lacking(case: Case, table: Table) -> Whole:
    """Whether a social worker says so."""
    return case.report


@formula(
    label=gettext_noop("Entrate entro il limite"),
    kind=Kind.YES_NO,
    words=gettext_noop("le entrate del mese non superano le entrate massime per numero di persone"),
    article="Regolamento dimostrativo, art. 30 c. 2",
    reads=(INCOME_CEILING,),
)
def food_income_is_low(case: Case, table: Table) -> Whole:
    """Whether the month's income is within the ceiling."""
    return case.monthly_income <= table.bracket("emergency_food.income_ceiling", case.household_members)


@formula(
    label=gettext_noop("Primo aiuto del mese"),
    kind=Kind.YES_NO,
    words=gettext_noop("il nucleo non ha già avuto buoni spesa in questo mese"),
    article="Regolamento dimostrativo, art. 30 c. 3",
)
def food_is_first(case: Case, table: Table) -> Whole:
    """Whether they have had no vouchers this month."""
    return no(case.helped_this_month)


EMERGENCY_FOOD = Measure(
    key="emergency_food",
    title=gettext_noop("Buoni spesa d'emergenza"),
    siuss="A1.06",
    facts=(facts.REPORT, facts.HELPED_THIS_MONTH, facts.HOUSEHOLD_MEMBERS, facts.INFANTS, facts.MONTHLY_INCOME),
    conditions=(
        Condition(
            food_is_lacking,
            met=gettext_noop("L'assistente sociale attesta che al nucleo manca il necessario."),
            unmet=gettext_noop("Manca l'attestazione dell'assistente sociale che al nucleo manca il necessario."),
        ),
        Condition(
            food_income_is_low,
            met=gettext_noop("Le entrate del mese, {monthly_income}, non superano il limite di {income_ceiling}."),
            unmet=gettext_noop("Le entrate del mese, {monthly_income}, superano il limite di {income_ceiling}."),
        ),
        Condition(
            food_is_first,
            met=gettext_noop("In questo mese il nucleo non ha ancora avuto buoni spesa."),
            unmet=gettext_noop("In questo mese il nucleo ha già avuto buoni spesa."),
        ),
    ),
    formulas=(food_need, food_amount),
    amount="food_amount",
    fictitious=True,
)
