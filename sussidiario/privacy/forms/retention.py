"""How long a series is kept; how a disposal is decided."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sussidiario.privacy.lifecycle.retention import Series
from sussidiario.ui.forms import DayField, said


class RuleForm(forms.Form):
    """How many years, or for ever, from which day, in base of what."""

    series = forms.TypedChoiceField(label=gettext_lazy("Che cosa"), coerce=Series, choices=said(Series))
    years = forms.IntegerField(
        label=gettext_lazy("Anni"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=gettext_lazy("Vuoto: si conserva per sempre."),
        widget=forms.NumberInput,
    )
    basis = forms.CharField(
        label=gettext_lazy("In base a"), widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("Il piano di conservazione, un atto, una norma.")
    )
    from_on = DayField(label=gettext_lazy("Vale dal"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].today = today  # type: ignore[attr-defined]  # a DayField


class ApproveForm(forms.Form):
    """The archive authority's authorisation."""

    authorisation = forms.CharField(label=gettext_lazy("Autorizzazione della Soprintendenza archivistica, numero"), max_length=60)
    authorised_on = DayField(label=gettext_lazy("Del giorno"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authorised_on"].today = today  # type: ignore[attr-defined]  # a DayField


class RejectForm(forms.Form):
    """Why not."""

    words = forms.CharField(label=gettext_lazy("Perché"), widget=forms.Textarea(attrs={"rows": 3}))
