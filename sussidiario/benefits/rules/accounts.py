"""Where money is sent: IBANs and the codes of who is paid, checked before anybody relies on them."""

from stdnum import iban as standard
from stdnum.exceptions import ValidationError
from stdnum.it import codicefiscale, iva

_SHOWN = 4
"""Signs at each end of an IBAN that are shown to who need not know it all."""


def iban(text: str) -> str:
    """
    Give an IBAN as it is sent, without blanks, if its length and its check digits are right (ISO 13616).

    :raises ValueError: if they are not.
    """
    try:
        return str(standard.validate(text))
    except ValidationError as error:
        message = f"not an IBAN: {error}"
        raise ValueError(message) from error


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
