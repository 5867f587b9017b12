"""Who is paid, and how: checked, and written once. A payee is never changed: another one takes its place, and what was paid keeps its own."""

from django.utils.translation import gettext as _

from sussidiario.benefits.lifecycle import PaidBy, PayeeKind
from sussidiario.benefits.models import Payee
from sussidiario.benefits.rules import accounts
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.people.models import Person

_OTHERS = frozenset({PayeeKind.DELEGATE, PayeeKind.LANDLORD, PayeeKind.UTILITY})
"""Who is paid in the place of who receives the benefit: known by a code."""

_FIRMS = frozenset({PayeeKind.LANDLORD, PayeeKind.UTILITY})
"""Who is never paid in cash."""


def write(
    *,
    kind: PayeeKind = PayeeKind.BENEFICIARY,
    person: Person | None = None,
    name: str = "",
    fiscal_code: str = "",
    paid_by: PaidBy = PaidBy.TRANSFER,
    iban: str = "",
) -> Payee:
    """
    Write who is paid: `person` for who receives the benefit, otherwise by name and code. Called by the verbs that say so, within their transaction.

    :raises Refusal: if name or code is missing or wrong, a transfer has no right IBAN, or a firm would be paid in cash.
    """
    if kind == PayeeKind.BENEFICIARY and person is not None:
        name, fiscal_code = name or person.name, fiscal_code or person.fiscal_code
    name = required(name, field="name", otherwise=_("Scrivi a chi va il denaro."))
    if kind in _OTHERS:
        required(fiscal_code, field="fiscal_code", otherwise=_("Scrivi il codice fiscale o la partita IVA di chi riscuote."))
    if kind in _FIRMS and paid_by == PaidBy.CASH:
        raise Refusal(_("Al proprietario o al fornitore si paga con bonifico."), field="paid_by")
    account = _account(iban) if paid_by == PaidBy.TRANSFER else ""
    whose = person if kind == PayeeKind.BENEFICIARY else None
    return Payee.objects.create(kind=kind.value, person=whose, name=name[:140], fiscal_code=_code(fiscal_code), paid_by=paid_by.value, iban=account)


def hide(person: Person, kind: PayeeKind) -> None:
    """
    Check that who is paid does not give away somebody whom a group protects: the line of a list and its bank transfer are read by many.

    :raises Refusal: if it is not a delegate.
    """
    if person.kept_by_id is not None and kind is not PayeeKind.DELEGATE:
        raise Refusal(_("Per chi è protetta riscuote una persona o un ente delegato: il suo nome e la sua casa non vanno in un elenco."), field="kind")


def _account(text: str) -> str:
    try:
        return accounts.iban(required(text, field="iban", otherwise=_("Per un bonifico serve l'IBAN.")))
    except ValueError:
        raise Refusal(_("Questo IBAN non è giusto: ricontrolla le cifre, una alla volta."), field="iban") from None


def _code(text: str) -> str:
    try:
        return accounts.code(text) if text.strip() else ""
    except ValueError:
        raise Refusal(_("Questo codice non è giusto: 16 caratteri per una persona, 11 cifre per un'impresa."), field="fiscal_code") from None
