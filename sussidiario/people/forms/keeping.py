"""What is typed to recognise somebody, and to keep a record closer."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sussidiario.access.models import Team
from sussidiario.ui.forms import DayField


class RecogniseForm(forms.Form):
    """What only who has a person or their papers before them knows."""

    family_name = forms.CharField(
        label=gettext_lazy("Cognome intero"),
        max_length=100,
        help_text=gettext_lazy("Come lo dice la persona. Di chi si conosce solo il soprannome, il soprannome."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    born_on = DayField(label=gettext_lazy("Data di nascita"), required=False, help_text=gettext_lazy("Giorno, mese e anno: chiedila alla persona."))
    fiscal_code = forms.CharField(
        label=gettext_lazy("oppure codice fiscale"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["born_on"].today = today  # type: ignore[attr-defined]  # a DayField


class ReasonForm(forms.Form):
    """Why."""

    why = forms.CharField(label=gettext_lazy("Motivo"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class TeamReasonForm(ReasonForm):
    """Which group keeps, and why."""

    team = forms.ModelChoiceField(label=gettext_lazy("Centro che custodisce"), queryset=Team.objects.none(), empty_label=None)

    field_order = ("team", "why")

    def __init__(self, *args: Any, teams: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk__in=teams, protects=True).order_by("name", "pk")  # type: ignore[attr-defined]  # a ModelChoiceField
