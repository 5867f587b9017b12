"""What is typed about lists of payments and the bank's answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.benefits.forms.awards import choose
from sussidiario.benefits.lifecycle import ListState
from sussidiario.benefits.models import Measure
from sussidiario.ui.forms import DayField, said
from sussidiario.ui.kinds import CSV, XML
from sussidiario.ui.uploads import FileField

MOST = 10 * 1024 * 1024
"""Bytes of an answer: a statement of twenty thousand movements has about as many."""

WAITING, ALL = "", "all"
"""What the index may ask of the state of lists, beside one state."""


class ListsFilter(forms.Form):
    """Which lists the index shows."""

    state = forms.ChoiceField(label=gettext_lazy("Stato"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "state", [(WAITING, _("in corso")), *said(ListState), (ALL, _("tutti"))])


class DueForm(forms.Form):
    """What is to be paid: by which day, and for which measure."""

    pay_on = DayField(label=gettext_lazy("Da pagare entro il"))
    measure = forms.TypedChoiceField(label=gettext_lazy("Misura"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, today: date, measures: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pay_on"].today = today  # type: ignore[attr-defined]  # a DayField has it
        choose(self, "measure", [("", _("tutte")), *((str(measure.pk), measure.name) for measure in measures)])


class BuildForm(forms.Form):
    """What the list is called, and the total that was shown."""

    words = forms.CharField(label=gettext_lazy("Che cosa si paga"), max_length=140, help_text=gettext_lazy("Per esempio: contributi di novembre."))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """The file with which the bank or the treasurer answers."""

    file = FileField(label=gettext_lazy("Il file della banca o del tesoriere"), kinds=(XML, CSV), most=MOST)
