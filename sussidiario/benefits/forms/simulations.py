"""What is typed of a draft of the regulation: other values for its figures, and the requests to look at."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from sussidiario.benefits.forms.awards import choose, tell
from sussidiario.benefits.rules.drafting import Figure
from sussidiario.regulation.assessment import Value
from sussidiario.regulation.facts import Kind
from sussidiario.ui import writing
from sussidiario.ui.forms import DayField, MoneyField

DECISION_HELP = gettext_lazy("Per esempio «proposta di delibera 41 del 2016».")


class SimulationForm(forms.Form):
    """A title, a period, and for each figure of the regulation the value that one would write instead, or nothing."""

    name = forms.CharField(label=gettext_lazy("Titolo"), max_length=120, help_text=gettext_lazy("Si legge nell'elenco e sull'atto: «Soglia a 7.000 euro»."))
    from_on = DayField(label=gettext_lazy("Domande ricevute dal"))
    until_on = DayField(
        label=gettext_lazy("Al"), help_text=gettext_lazy("Compreso. Dentro lo stesso anno: la spesa si confronta con i capitoli di quell'anno.")
    )

    def __init__(self, *args: Any, figures: Sequence[Figure], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell(self, "from_on", today)
        tell(self, "until_on", today)
        for figure in figures:
            self.fields[figure.path] = _field(figure)
            if figure.kind is Kind.YES_NO:
                choose(self, figure.path, [("", _("come oggi")), ("1", _("sì")), ("0", _("no"))])
        self.figures = figures

    def clean_until_on(self) -> date:
        """People name the last day; a period ends with the day after it."""
        last: date = self.cleaned_data["until_on"]
        return last + timedelta(days=1)

    def changes(self) -> dict[str, int]:
        """Give what was typed instead, by the path of the figure."""
        return {figure.path: value for figure in self.figures if (value := self.cleaned_data.get(figure.path)) is not None}


class AttachForm(forms.Form):
    """With which act of the municipality it goes."""

    decision = forms.CharField(label=gettext_lazy("Atto"), max_length=120, help_text=DECISION_HELP)


def named(figure: Figure) -> str:
    """Name a figure, with its bracket if it is one: `Soglia per numero di persone, persone del nucleo: 3`."""
    return f"{_(figure.label)}{f', {between}' if (between := bracket(figure)) else ''}"


def bracket(figure: Figure) -> str:
    """Say which bracket it is, or nothing if it is none; a figure that stands under a choice says which."""
    if figure.begins is None:
        return figure.description if figure.path.count(".") > 1 else ""
    begins, by = _counted(figure, figure.begins), _(figure.by)
    if figure.ends is None:
        return _("{by}: da {begins} in su").format(by=by, begins=begins)
    if figure.ends == figure.begins:
        return _("{by}: {begins}").format(by=by, begins=begins)
    return _("{by}: da {begins} a {ends}").format(by=by, begins=begins, ends=_counted(figure, figure.ends))


def written(kind: Kind, value: int) -> str:
    """Write a value of the regulation as pages write it."""
    if kind is Kind.CENTS:
        return writing.euro(value)
    if kind is Kind.MONTHS:
        return ngettext("{count} mese", "{count} mesi", value).format(count=value)
    return writing.percent(value) if kind is Kind.PERCENT else Value(kind, value).words(_)


def _counted(figure: Figure, bound: int) -> str:
    """Where a bracket begins or ends, in what it is looked up by."""
    return writing.number(bound) if figure.counts else writing.euro(bound)


def _field(figure: Figure) -> forms.Field:
    label = _("{figure}: valore proposto").format(figure=named(figure))
    if figure.kind is Kind.YES_NO:
        return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False)
    if figure.kind in {Kind.CENTS, Kind.HUNDREDTHS}:
        return MoneyField(label=label, required=False, help_text="")
    number = forms.NumberInput(attrs={"class": "s-short"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100 if figure.kind is Kind.PERCENT else None, widget=number)
