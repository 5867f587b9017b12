"""What is asked, and what is answered."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sussidiario.privacy.lifecycle.rights import Right
from sussidiario.ui.forms import DayField, said


class ReceiveForm(forms.Form):
    """Who asks what, and when."""

    name = forms.CharField(label=gettext_lazy("Chi chiede"), max_length=200, help_text=gettext_lazy("La persona, o chi la rappresenta. Guarda un documento."))
    kind = forms.TypedChoiceField(label=gettext_lazy("Che cosa chiede"), coerce=Right, choices=said(Right), widget=forms.RadioSelect)
    words = forms.CharField(label=gettext_lazy("Con quali parole"), widget=forms.Textarea(attrs={"rows": 4}))
    received_on = DayField(label=gettext_lazy("Ricevuta il"), help_text=gettext_lazy("Da questo giorno corre il mese per rispondere."))

    def __init__(self, *args: Any, today: date, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].today = today  # type: ignore[attr-defined]  # a DayField
        self.fields["name"].required = not is_known


class ExtendForm(forms.Form):
    """Until when, and why."""

    until_on = DayField(label=gettext_lazy("Si risponde entro il"))
    why = forms.CharField(label=gettext_lazy("Perché"), widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("Va detto alla persona."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_on"].today = today  # type: ignore[attr-defined]  # a DayField


class CloseForm(forms.Form):
    """What the person is told."""

    words = forms.CharField(label=gettext_lazy("Che cosa si dice alla persona"), widget=forms.Textarea(attrs={"rows": 6}))
