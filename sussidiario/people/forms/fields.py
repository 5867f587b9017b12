"""Fields that understand a birth, a place and a fiscal code, and say back what they understood."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _, ngettext

from sussidiario.foundation.identifiers import FiscalCode
from sussidiario.people.lifecycle import BirthPrecision, Sex
from sussidiario.people.rules import births, places
from sussidiario.people.rules.births import Birth
from sussidiario.ui import writing
from sussidiario.ui.forms import DayInput


class EchoInput(DayInput):
    """A box below which what was understood is said while one types."""

    def __init__(self, echo: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.echo = echo

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """Say where to ask what was understood."""
        return super().build_attrs({"class": ""} | base_attrs, extra_attrs) | {"data-day": reverse(self.echo)}


class BirthField(forms.Field):
    """A date of birth as far as it is known: `3/5/1970`, `1970`, `circa 45 anni`. It cleans to a `Birth`, or None."""

    widget = EchoInput("people:birth")
    today: date

    def to_python(self, value: Any) -> Birth | None:
        """
        Read it.

        :raises ValidationError: if it is none, with what to type instead.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, Birth):
            return value
        try:
            return births.read(str(value), today=self.today)
        except births.NotABirth as wrong:
            raise ValidationError(_(str(wrong)), code="not_a_birth") from None

    def prepare_value(self, value: Any) -> Any:
        """Write a birth as people type it."""
        if not isinstance(value, Birth):
            return value
        if value.precision == BirthPrecision.YEAR:
            return str(value.on.year)
        if value.precision == BirthPrecision.ESTIMATED:
            age = self.today.year - value.on.year
            return ngettext("circa {age} anno", "circa {age} anni", age).format(age=age)
        return f"{value.on.day}/{value.on.month}/{value.on.year}"

    def echo(self, value: Any) -> str:
        """Say in full what was understood, or nothing."""
        try:
            birth = self.to_python(self.prepare_value(value))
        except ValidationError:
            return ""
        return say_birth(birth, today=self.today) if birth else ""


def say_birth(birth: Birth, *, today: date) -> str:
    """Say a birth in full, with the age it gives."""
    age = today.year - birth.on.year - ((today.month, today.day) < (birth.on.month, birth.on.day))
    years = ngettext("{age} anno", "{age} anni", age).format(age=age)
    if birth.precision == BirthPrecision.YEAR:
        return _("nell'anno {year}, circa {years}").format(year=birth.on.year, years=years)
    if birth.precision == BirthPrecision.ESTIMATED:
        return _("età stimata: {years}, intorno al {year}").format(years=years, year=birth.on.year)
    return _("{day}: {years}").format(day=writing.weekday(birth.on), years=years)


class PlaceField(forms.CharField):
    """A place of birth: it cleans to its Belfiore code and its name; a place that is not in the table keeps its name alone."""

    widget = EchoInput("people:place")

    def to_python(self, value: Any) -> Any:
        """
        Find the place.

        :raises ValidationError: if several places have that name, with which.
        """
        said = super().to_python(value)
        return find_place(said) if said else ("", "")

    def echo(self, value: Any) -> str:
        """Say which place was understood."""
        try:
            return say_place(str(value)) if value else ""
        except ValidationError:
            return ""


def find_place(said: str) -> tuple[str, str]:
    """
    Belfiore code and name of a place; no code if it is not in the table.

    :raises ValidationError: if several places have that name.
    """
    found = places.named(said)
    if len(found) > 1:
        raise ValidationError(_("Più luoghi si chiamano così: scrivi {choices}.").format(choices=_either([place.label for place in found])), code="ambiguous")
    return (found[0].code, found[0].label) if found else ("", said)


def say_place(said: str) -> str:
    """
    Say which place was understood.

    :raises ValidationError: if several places have that name.
    """
    code, name = find_place(said)
    return name if code else _("Non è nell'elenco dei comuni e degli stati: resta scritto così.")


class CodeField(forms.CharField):
    """A fiscal code; what it says, or what is wrong with it, is said while one types (and compared with the rest of the form)."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask while one types."""
        return super().widget_attrs(widget) | {
            "autocomplete": "off",
            "spellcheck": "false",
            "autocapitalize": "characters",
            "hx-post": reverse_lazy("people:code"),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#id_fiscal_code_echo",
            "hx-sync": "this:replace",
        }

    def echo(self, value: Any) -> str:
        """Nothing, when the page is opened: it is said while one types."""
        return ""


def say_code(code: FiscalCode, *, today: date) -> str:
    """Say what a fiscal code says."""
    born = code.born_by(today)
    if born is None:
        return _("Codice provvisorio, scritto giusto.")
    place = places.find(code.place, on=born)
    words = {"day": writing.day(born), "place": place.label if place else _("un luogo che non è nell'elenco")}
    said = _("Scritto giusto: nata il {day}, {place}.") if code.sex == Sex.FEMALE else _("Scritto giusto: nato il {day}, {place}.")
    homonym = " " + _("È in omocodia: un'altra persona ha gli stessi dati.") if code.is_homonym else ""
    return said.format(**words) + homonym


def _either(choices: Iterable[str]) -> str:
    *others, last = choices
    return _("{others} oppure {last}").format(others=", ".join(others), last=last)
