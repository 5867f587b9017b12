"""
The indicator of a household's economic situation: its scale, its rounding, and until when an attestation holds.

From 2026 two regimes stand side by side: the general one, which every municipal benefit uses, and that of a few national measures for families, whose
final text was not read. An attestation that INPS gave is never computed again here: these rules check it, and explain it.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum

from sussidiario.regulation.formula import Whole, choose, most
from sussidiario.regulation.parameters import Parameters, current


class Regime(StrEnum):
    """For which benefits the indicator is."""

    GENERAL = "general"
    FAMILY_MEASURES = "family_measures"


class Changed(StrEnum):
    """What changed, for a current indicator (ISEE corrente)."""

    INCOME = "income"
    ASSETS = "assets"


def scale(
    members: Whole,
    on: date,
    *,
    children: Whole = 0,
    minors: Whole = 0,
    infants: Whole = 0,
    disabled: Whole = 0,
    parents_worked: Whole = False,
    one_parent: Whole = False,
    regime: Regime = Regime.GENERAL,
    parameters: Parameters | None = None,
) -> Whole:
    """
    Give the equivalence scale in hundredths: 246 is 2.46.

    `children` are the sons and daughters in the household, `minors` and `infants` those under 18 and under 3; `parents_worked` says that both, or the
    only one, worked for at least six months, `one_parent` that the household is one parent and minor children. Whole numbers, or columns of them.

    :raises NotInForce: before 2015; before 2026 in the regime of the family measures.
    """
    table = (parameters or current()).at(on)
    base = table.bracket("isee.members", members) + most(members - 5, 0) * table["isee.further_member"]
    many = table.bracket(f"isee.offspring.{regime.value}", children)
    parents = choose(infants > 0, table["isee.parents.infants"], table["isee.parents.plain"])
    before = not table.holds("isee.disabled")
    return base + many + choose((minors > 0) & (parents_worked | one_parent), parents, 0) + disabled * (0 if before else table["isee.disabled"])


def ise(income: Whole, assets: Whole, on: date, parameters: Parameters | None = None) -> Whole:
    """Income plus a fifth of the assets, in cents; half a cent is rounded up."""
    share = (parameters or current()).at(on)["isee.assets_share"]
    return income + (assets * share + 50) // 100


def isee(ise: Whole, scale: Whole) -> Whole:
    """ISE over the scale (in hundredths), in cents; half a cent is rounded up."""
    return (2 * 100 * ise + scale) // (2 * scale)


def valid_until(presented_on: date, parameters: Parameters | None = None) -> date:
    """
    Give the last day on which an attestation holds, by the rule of the day on which it was presented.

    :raises NotInForce: before 2015.
    """
    table = (parameters or current()).at(presented_on)
    return date(presented_on.year + table["isee.validity.years_after"], table["isee.validity.month"], table["isee.validity.day"])


def current_valid_until(presented_on: date, changed: Changed, parameters: Parameters | None = None) -> date:
    """
    Give the last day on which a current indicator holds: some months after a change of income, the end of the year after one of assets.

    :raises NotInForce: before 2015.
    """
    months = (parameters or current()).at(presented_on)["isee.current.income_months"]
    if changed is Changed.ASSETS:
        return date(presented_on.year, 12, 31)
    year, month = divmod(presented_on.year * 12 + presented_on.month - 1 + months, 12)
    return date(year, month + 1, min(presented_on.day, monthrange(year, month + 1)[1]))
