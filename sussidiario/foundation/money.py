"""Money is integer cents; this is how it is read from a form and written on a page."""

import re
from typing import NewType

Cents = NewType("Cents", int)

_TYPED = re.compile(r"(?:€\s*)?(\d{1,3}(?:[.\u00a0' ]\d{3})+|\d+)(?:,(\d{1,2}))?(?:\s*€)?")


def parse(text: str) -> Cents:
    """
    Read an amount typed the Italian way: `1.250,50`, `1250,5`, `€ 80`.

    :raises ValueError: if it is not an amount of that form.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        message = f"not an amount: {text!r}"
        raise ValueError(message)
    euros = int(re.sub(r"\D", "", match[1]))
    return Cents(euros * 100 + int((match[2] or "").ljust(2, "0")))


def euro(cents: int, *, decimals: bool = True) -> str:
    """Write cents the Italian way: `1.250,50 €`, or `1.250 €` without decimals (rounded half up)."""
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    if decimals:
        return f"{sign}{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d} €"
    return f"{sign}{(cents + 50) // 100:,}".replace(",", ".") + " €"
