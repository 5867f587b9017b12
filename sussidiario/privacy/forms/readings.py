"""By what readings are looked for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sussidiario.access.models import Staff
from sussidiario.journal.models import Channel
from sussidiario.privacy.rules.grounds import GROUNDS
from sussidiario.ui.forms import DayField

NOT_SAID = "-"
"""What stands in the address for a reading on no ground."""


class PeriodFilter(forms.Form):
    """From which day to which, both included."""

    from_on = DayField(label=gettext_lazy("Dal"), required=False, help_text="")
    last_on = DayField(label=gettext_lazy("Al"), required=False, help_text="")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_on", "last_on"):
            self.fields[name].today = today  # type: ignore[attr-defined]  # a DayField


class ReadingsFilter(PeriodFilter):
    """Of whom, by whom, when, on what ground, what for."""

    q = forms.CharField(label=gettext_lazy("Di chi: nome, data di nascita o codice fiscale"), required=False, max_length=100)
    reader = forms.TypedChoiceField(label=gettext_lazy("Chi ha letto"), required=False, coerce=int, empty_value=None)
    ground = forms.ChoiceField(label=gettext_lazy("A che titolo"), required=False)
    purpose = forms.CharField(label=gettext_lazy("Finalità"), required=False, max_length=100)
    channel = forms.ChoiceField(label=gettext_lazy("Come"), required=False, choices=[("", gettext_lazy("in ogni modo")), *Channel.choices])
    person = forms.IntegerField(required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput)

    field_order = ("q", "reader", "from_on", "last_on", "ground", "purpose", "channel", "person")

    def __init__(self, *args: Any, staff: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader, ground = self.fields["reader"], self.fields["ground"]
        if isinstance(reader, forms.ChoiceField) and isinstance(ground, forms.ChoiceField):
            reader.choices = [("", gettext_lazy("chiunque")), *((each.pk, str(each)) for each in staff)]
            ground.choices = [("", gettext_lazy("a qualunque titolo")), *((code or NOT_SAID, gettext_lazy(words)) for code, words in GROUNDS.items())]

    @property
    def grounds(self) -> str | None:
        """The ground asked for, or None for any."""
        asked: str = self.cleaned_data["ground"]
        return None if not asked else "" if asked == NOT_SAID else asked


class AnswerForm(forms.Form):
    """Nothing to be typed: it is done, and recorded."""
