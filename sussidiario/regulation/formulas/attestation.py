"""What several measures ask of an ISEE attestation."""

from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation.facts import Kind
from sussidiario.regulation.formula import Case, Table, Whole, formula
from sussidiario.regulation.measure import Condition


@formula(
    label=gettext_noop("Attestazione ISEE valida"),
    kind=Kind.YES_NO,
    words=gettext_noop("il giorno della decisione non viene dopo l'ultimo giorno di validità dell'attestazione"),
    article="d.p.c.m. 159/2013, art. 10",
)
def isee_is_valid(case: Case, table: Table) -> Whole:
    """Whether the attestation holds on the day of the assessment; until when, the attestation itself says."""
    return case.isee_valid_until >= case.on


VALID_ISEE = Condition(
    isee_is_valid,
    met=gettext_noop("L'attestazione ISEE è valida: scade il {isee_valid_until}."),
    unmet=gettext_noop("L'attestazione ISEE è scaduta il {isee_valid_until}: serve quella nuova."),
)
