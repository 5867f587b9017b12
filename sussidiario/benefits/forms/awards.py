"""What is typed about awards, debts and urgent cash."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.benefits.lifecycle import AwardState, DebtState, PaidBy, PayeeKind
from sussidiario.benefits.models import Instalment, Measure
from sussidiario.ui import writing
from sussidiario.ui.forms import DayField, MoneyField, said

Choices = list[tuple[str, Any]]

RUNNING, ALL = "", "all"
"""What a list of awards may ask of their state, beside one state."""


class Reason(forms.Form):
    """Why."""

    why = forms.CharField(label=gettext_lazy("Perché"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text = help_text


class Note(forms.Form):
    """Something to say, for who wants to."""

    why = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AwardsFilter(forms.Form):
    """Which awards a list shows."""

    q = forms.CharField(label=gettext_lazy("Nome"), required=False)
    measure = forms.TypedChoiceField(label=gettext_lazy("Misura"), coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(label=gettext_lazy("Stato"), required=False)

    def __init__(self, *args: Any, measures: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "measure", [("", _("tutte")), *((str(measure.pk), measure.name) for measure in measures)])
        choose(self, "state", [(RUNNING, _("in corso e sospese")), *said(AwardState), (ALL, _("tutte"))])


class DebtsFilter(forms.Form):
    """Which sums to be given back a list shows."""

    state = forms.ChoiceField(label=gettext_lazy("Stato"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "state", [("", _(DebtState.OPEN.label)), *((value, label) for value, label in said(DebtState) if value != DebtState.OPEN)])


class FromMonth(forms.Form):
    """From which month on something changes: those for which something is still owed, or was paid."""

    from_month = forms.TypedChoiceField(label=gettext_lazy("Dal mese"), coerce=date.fromisoformat)

    def __init__(self, *args: Any, instalments: Iterable[Instalment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "from_month", [(each.month.isoformat(), _month(each)) for each in instalments])


class ReviseForm(FromMonth):
    """How much from which month on, and why."""

    amount = MoneyField(label=gettext_lazy("Nuovo importo di ogni mese"))
    why = forms.CharField(label=gettext_lazy("Perché"), widget=forms.Textarea(attrs={"rows": 3}))


class RevokeForm(FromMonth):
    """From which month on, and why."""

    why = forms.CharField(label=gettext_lazy("Perché"), widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("Lo legge chi riceve il beneficio."))


class PayeeForm(forms.Form):
    """Who is paid, and how."""

    kind = forms.TypedChoiceField(label=gettext_lazy("Chi riscuote"), coerce=PayeeKind, choices=said(PayeeKind), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Intestatario"), max_length=140, required=False, help_text=gettext_lazy("Se è chi riceve il beneficio può restare vuoto.")
    )
    fiscal_code = forms.CharField(
        label=gettext_lazy("Codice fiscale o partita IVA"), max_length=16, required=False, help_text=gettext_lazy("Serve per chi riscuote al posto di altri.")
    )
    paid_by = forms.TypedChoiceField(label=gettext_lazy("Come"), coerce=PaidBy, choices=said(PaidBy), widget=forms.RadioSelect)
    iban = forms.CharField(label="IBAN", max_length=42, required=False, help_text=gettext_lazy("Per il bonifico. Controlliamo che le cifre tornino."))
    why = forms.CharField(label=gettext_lazy("Chi l'ha chiesto, e perché"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, hides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if hides:
            choose(self, "kind", said([PayeeKind.DELEGATE]))


class ConditionForm(forms.Form):
    """What is asked, by when."""

    what = forms.CharField(
        label=gettext_lazy("Che cosa si chiede"), max_length=200, help_text=gettext_lazy("Per esempio «iscrizione al centro per l'impiego».")
    )
    due_on = DayField(label=gettext_lazy("Entro il"), help_text=gettext_lazy("Le rate da pagare da quel giorno in poi aspettano che sia fatto."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell(self, "due_on", today)
        self.fields["due_on"].initial = None


class MetForm(forms.Form):
    """Since when a condition is kept."""

    on = DayField(label=gettext_lazy("Rispettata dal"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell(self, "on", today)


class AskForm(forms.Form):
    """How much is asked back, and why."""

    amount = MoneyField(label=gettext_lazy("Somma da restituire"))
    why = forms.CharField(
        label=gettext_lazy("Perché non era dovuta"), widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("Lo legge chi la deve restituire.")
    )


class GiveBackForm(forms.Form):
    """When what was recovered too much was given back."""

    on = DayField(label=gettext_lazy("Il giorno"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell(self, "on", today)


class RecoverForm(GiveBackForm):
    """How much was given back, and when."""

    amount = MoneyField(label=gettext_lazy("Somma restituita"))
    field_order = ("amount", "on")


class AdvanceForm(forms.Form):
    """How much is given at once, and why it cannot wait."""

    amount = MoneyField(label=gettext_lazy("Quanto"))
    why = forms.CharField(
        label=gettext_lazy("Perché non si può aspettare"), widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("Lo legge chi ratifica.")
    )


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def tell(form: forms.Form, name: str, today: date) -> None:
    """Tell a field which day is today: what is told has mostly just happened."""
    field = form.fields[name]
    if isinstance(field, DayField):
        field.today = field.initial = today


def _month(instalment: Instalment) -> str:
    return _("{month} ({amount}, {state})").format(
        month=writing.month(instalment.month), amount=writing.euro(instalment.amount), state=_(instalment.get_state_display())
    )
