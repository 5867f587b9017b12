"""How a form is drawn, what its own fields understand, and how what an action refuses comes back to the field it was typed in."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sussidiario.foundation import days, money
from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.money import Cents
from sussidiario.foundation.refusal import Refusal
from sussidiario.ui import kept, writing

T = TypeVar("T")

DAY_HELP = gettext_lazy("Per esempio 3/5, 3 mag, oggi o domani.")
MONEY_HELP = gettext_lazy("In euro, per esempio 1.250,50.")


class Renderer(TemplatesSetting):
    """Draw every form and field with the templates of `ui/form`."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Draw it; what was kept and not sent yet is shown without errors."""
        form = context.get("form") or getattr(context.get("field"), "form", None)
        if isinstance(form, forms.BaseForm):
            kept.quiet(form)
        return super().render(template_name, context, request)


def attempt(form: forms.BaseForm, verb: Callable[[], T]) -> T | None:
    """Do the verb; if it is refused, put the reason on the form, at its field, and return None."""
    try:
        return verb()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def said(states: Iterable[State]) -> list[tuple[str, str | Promise]]:
    """Choices among states, in the words of who reads."""
    return [(state.value, gettext_lazy(state.label)) for state in states]


def typed(request: HttpRequest) -> MultiValueDict[str, str] | None:
    """
    Give a form what was typed: the POST, or what was kept of an earlier one that was never recorded, or nothing.

    `form = BookForm(typed(request))`, then `if request.method == "POST" and form.is_valid()`.
    """
    return request.POST if request.method == "POST" else kept.found(request)


class DayInput(forms.TextInput):
    """A box for a day; what was understood is said below it while one types."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """Say where to ask what was understood."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.setdefault("class", "s-short")
        attrs["autocomplete"] = attrs.get("autocomplete", "off")
        attrs["data-day"] = reverse("ui:day")
        return attrs


class DayField(forms.Field):
    """
    A day typed as people type it: `3/5`, `3 mag`, `oggi`, `domani`, `3.5.2016`. It cleans to a date.

    The form says which day it is: `self.fields["on"].today = today`.
    """

    widget = DayInput
    today: date | None
    default_error_messages: ClassVar[dict[str, Any]] = {
        "no_such_day": gettext_lazy("«{typed}» non esiste nel calendario. Controlla giorno e mese."),
        "not_a_day": gettext_lazy("«{typed}» non è un giorno. Scrivi per esempio 3/5, 3 mag, 3.5.2016 oppure oggi."),
    }

    def __init__(self, *, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(**({"help_text": DAY_HELP} | kwargs))
        self.today = today

    def to_python(self, value: Any) -> date | None:
        """
        Read the day.

        :raises ValidationError: if it is none, with what to type instead.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        if self.today is None:
            message = "a DayField is told which day is today by its form: self.fields[...].today = request.actor.on"
            raise AssertionError(message)
        try:
            found = days.parse(str(value), today=self.today)
        except days.NoSuchDay:
            raise ValidationError(self.error_messages["no_such_day"].format(typed=value), code="no_such_day") from None
        except days.NotADay:
            raise ValidationError(self.error_messages["not_a_day"].format(typed=value), code="not_a_day") from None
        if found == date.max:  # there is no day after it, which what ends on it would need
            raise ValidationError(self.error_messages["no_such_day"].format(typed=value), code="no_such_day")
        return found

    def prepare_value(self, value: Any) -> Any:
        """Write a date as people type it."""
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value

    def echo(self, value: Any) -> str:
        """Say in full the day that was understood, or nothing."""
        try:
            understood = self.to_python(value)
        except ValidationError:
            return ""
        return writing.weekday(understood) if understood else ""


class MoneyField(forms.Field):
    """An amount typed the Italian way, `1.250,50`. It cleans to integer cents."""

    widget = forms.TextInput(attrs={"class": "s-short", "inputmode": "decimal", "autocomplete": "off"})
    default_error_messages: ClassVar[dict[str, Any]] = {"not_an_amount": gettext_lazy("«{typed}» non è un importo. Scrivi per esempio 80 oppure 1.250,50.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"help_text": MONEY_HELP} | kwargs))

    def to_python(self, value: Any) -> Cents | None:
        """
        Read the amount.

        :raises ValidationError: if it is none, with what to type instead.
        """
        if value in self.empty_values:
            return None
        try:
            return money.parse(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["not_an_amount"].format(typed=value), code="not_an_amount") from None

    def prepare_value(self, value: Any) -> Any:
        """Write cents as people type them."""
        return money.euro(Cents(value)).removesuffix(" €") if isinstance(value, int) else value
