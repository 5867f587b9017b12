"""What is typed to open a person in an emergency, and to say whether it was right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sussidiario.privacy.lifecycle.emergency import Verdict
from sussidiario.ui.forms import said

WAITING, REVIEWED = "", "reviewed"
"""What the list of accesses shows: those to be reviewed, or those that were."""


class OpenForm(forms.Form):
    """Why it cannot wait."""

    reason = forms.CharField(
        label=gettext_lazy("Che cosa succede e perché non puoi aspettare"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Lo leggono subito la responsabile del servizio e chi protegge i dati, e chi ha in carico la persona."),
    )


class ReviewForm(forms.Form):
    """Whether it was right, and why."""

    verdict = forms.TypedChoiceField(label=gettext_lazy("L'accesso era"), coerce=Verdict, choices=said(Verdict), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("Perché lo era o non lo era"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Lo legge anche chi ha aperto la scheda."),
    )


class AccessesFilter(forms.Form):
    """Which emergency accesses the list shows."""

    state = forms.ChoiceField(
        label=gettext_lazy("Stato"), required=False, choices=[(WAITING, gettext_lazy("da esaminare")), (REVIEWED, gettext_lazy("esaminati"))]
    )

    @property
    def wants_reviewed(self) -> bool:
        """Whether those already reviewed are asked for."""
        known: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return known.get("state") == REVIEWED
