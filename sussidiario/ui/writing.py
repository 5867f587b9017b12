"""How numbers, days and instants are written on a page, in the language of who reads."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext as _

from sussidiario.foundation import money

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def number(value: int | None) -> str:
    """Write a whole number with its thousands apart: `1.000`."""
    return "" if value is None else number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True).replace("-", MINUS)


def signed(value: int | None) -> str:
    """Write a change with its sign: `+4`, a true minus sign and 4, `0`."""
    return f"+{number(value)}" if value is not None and value > 0 else number(value)


def percent(value: int | None) -> str:
    """Write a whole percentage: `63 %`, in English `63%`."""
    return "" if value is None else f"{number(value)}{NO_BREAK if _in_italian() else ''}%"


def hundredths(value: int) -> str:
    """Write hundredths with their two decimals: 204 is `2,04`, in English `2.04`."""
    return number_format(Decimal(value) / 100, decimal_pos=2, use_l10n=True)


def euro(cents: int | None, *, decimals: bool = True) -> str:
    """Write cents as euros: `1.250,50 €`, in English `€1,250.50`; without `decimals` rounded half up."""
    if cents is None:
        return ""
    if _in_italian():
        return money.euro(cents, decimals=decimals).replace("-", MINUS)
    whole, rest = divmod(abs(cents) if decimals else abs(cents) + 50, 100)
    return f"{MINUS if cents < 0 else ''}€{whole:,}" + (f".{rest:02d}" if decimals else "")


def day(value: date | None) -> str:
    """Write a day in full: `3 maggio 2016`, `1º maggio 2016`; an instant by its day here."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _local(value).date()
    return _as_spoken(date_format(value, "j F Y"), value)


def weekday(value: date) -> str:
    """Write a day with its weekday: `martedì 3 maggio 2016`."""
    return _as_spoken(date_format(value, "l j F Y"), value)


def month(value: date | None) -> str:
    """Write a month with its year: `maggio 2016`."""
    if value is None:
        return ""
    written = date_format(value, "F Y")
    return written.lower() if _in_italian() else written


def hour(value: datetime | time | None) -> str:
    """Write the time of day as it is here: `9.30`, which the British write too."""
    if isinstance(value, datetime):
        value = _local(value)
    return "" if value is None else f"{value.hour}.{value.minute:02d}"


def instant(value: datetime | None) -> str:
    """Write an instant as it was here: `3 maggio 2016, ore 9.30`, in English `3 May 2016 at 9.30`."""
    return "" if value is None else _("{day}, ore {hour}").format(day=day(value), hour=hour(value))


def _as_spoken(written: str, value: date) -> str:
    """Put right what Django's Italian has wrong: months and weekdays are lower case, and the first of the month is an ordinal."""
    if not _in_italian():
        return written
    return re.sub(r"\b1 ", "1º ", written.lower(), count=1) if value.day == 1 else written.lower()


def _in_italian() -> bool:
    return (get_language() or "").startswith("it")


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
