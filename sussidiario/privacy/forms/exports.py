"""What is to be exported, and what for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sussidiario.privacy.lifecycle.exports import Format, What
from sussidiario.ui.forms import DayField, said


class ExportForm(forms.Form):
    """What, as which file, of which days, what for."""

    what = forms.TypedChoiceField(label=gettext_lazy("Che cosa"), coerce=What, widget=forms.RadioSelect)
    from_on = DayField(label=gettext_lazy("Dal"), required=False, help_text=gettext_lazy("Per i contatti e le letture. I casi si esportano come sono oggi."))
    last_on = DayField(label=gettext_lazy("Al"), required=False)
    purpose = forms.CharField(
        label=gettext_lazy("A che cosa serve"), max_length=200, help_text=gettext_lazy("Resta scritta nel file, nel registro e fra le letture di ogni persona.")
    )
    form = forms.TypedChoiceField(label=gettext_lazy("Come"), coerce=Format, choices=said(Format), initial=Format.XLSX.value)

    def __init__(self, *args: Any, today: date, exportable: Iterable[What], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_on", "last_on"):
            self.fields[name].today = today  # type: ignore[attr-defined]  # a DayField
        if isinstance(what := self.fields["what"], forms.ChoiceField):
            what.choices = said(exportable)
            what.initial = what.choices[0][0] if len(what.choices) == 1 else None
