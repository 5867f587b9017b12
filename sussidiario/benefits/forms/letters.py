"""What is typed about letters: which template, from which file; what the register is asked."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.benefits.forms.awards import choose
from sussidiario.benefits.lifecycle import Wording
from sussidiario.ui.forms import said
from sussidiario.ui.kinds import DOCX
from sussidiario.ui.uploads import FileField

MOST = 1024 * 1024
"""Bytes of the largest template."""


class TemplateForm(forms.Form):
    """A template of a letter."""

    wording = forms.ChoiceField(label=gettext_lazy("Lettera"))
    file = FileField(label=gettext_lazy("Modello"), kinds=(DOCX,), most=MOST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "wording", list(said(Wording)))


class RegisterFilter(forms.Form):
    """Which entries the register shows."""

    q = forms.CharField(label=gettext_lazy("Numero, destinatario o oggetto"), required=False)
    year = forms.TypedChoiceField(label=gettext_lazy("Anno"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "year", [("", _("tutti")), *((str(year), str(year)) for year in years)])
