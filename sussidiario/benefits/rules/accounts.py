"""Where money is sent: IBANs and the codes of who is paid, checked before anybody relies on them."""

from stdnum import iban as standard
from stdnum.exceptions import ValidationError
from stdnum.it import codicefiscale, iva

from sussidiario.foundation.identifiers import check_letter

_SHOWN = 4
"""Signs at each end of an IBAN that are shown to who need not know it all."""


SEPA = frozenset(
    {"AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR", "HU", "IE", "IS", "IT"}
    | {"LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "VA"}
)
"""Countries whose accounts are reached by a SEPA transfer (European Payments Council, EPC409-09, as of 2025; from memory)."""

CIN = frozenset({"IT", "SM"})
"""Countries whose accounts have a letter of their own."""


def iban(text: str) -> str:
    """
    Give an IBAN as it is sent, without blanks, if its length and its check digits are right (ISO 13616) and a SEPA transfer reaches it.

    An Italian one is checked twice: its two digits, and the letter of the Italian account number (CIN), which is reckoned as that of a fiscal code.

    :raises ValueError: if they are not.
    """
    try:
        account = str(standard.validate(text))
    except ValidationError as error:
        message = f"not an IBAN: {error}"
        raise ValueError(message) from error
    if account[:2] not in SEPA or (account[:2] in CIN and check_letter(account[5:]) != account[4]):
        message = "an account that no SEPA transfer reaches, or whose letter is wrong"
        raise ValueError(message)
    return account


def code(text: str) -> str:
    """
    Give the fiscal code of a person, or the VAT number of a firm, without blanks.

    :raises ValueError: if it is neither.
    """
    for kind in (codicefiscale, iva):
        if kind.is_valid(text):
            return str(kind.compact(text))
    message = "neither a fiscal code nor a VAT number"
    raise ValueError(message)


def masked(text: str) -> str:
    """Write an IBAN so that who knows it recognises it, and nobody else learns it: `IT60 •••• 3456`."""
    return f"{text[:_SHOWN]} •••• {text[-_SHOWN:]}" if text else ""


def grouped(text: str) -> str:
    """Write an IBAN four signs at a time, as on paper."""
    return " ".join(text[start : start + _SHOWN] for start in range(0, len(text), _SHOWN))
