"""What is typed to open a person to a group, to take it back, and to narrow the list of grants."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.access.models import Team
from sussidiario.ui.forms import DayField

Choices = list[tuple[str, Any]]

OVER, OUTSIDE = "over", "outside"
"""What the list of grants may be narrowed to, besides those not over."""


def teams_by_body(teams: Iterable[Team]) -> Choices:
    """Groups to choose from: the municipality's own, then those of each outside body under its name."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for team in teams:
        groups.setdefault(team.body or _("Gruppi del Comune"), []).append((str(team.pk), team.name))
    return [("", _("Scegli")), *groups.items()]


class GiveForm(forms.Form):
    """To which group, what for, from when to when."""

    team = forms.TypedChoiceField(label=gettext_lazy("A quale gruppo o ente"), coerce=int)
    purpose = forms.CharField(
        label=gettext_lazy("Per che cosa"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Che cosa faranno per la persona: «accoglienza diurna dal lunedì al venerdì». La persona può chiedere di leggerlo."),
    )
    from_on = DayField(label=gettext_lazy("Dal"))
    last_on = DayField(label=gettext_lazy("Ultimo giorno"), help_text=gettext_lazy("Finisce da solo: scrivi il giorno in cui non serve più."))

    def __init__(self, *args: Any, teams: Iterable[Team], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.today = today
            if isinstance(field, forms.ChoiceField):
                field.choices = teams_by_body(teams)
        self.fields["from_on"].initial = today


class EndForm(forms.Form):
    """Why a grant ends before its time."""

    why = forms.CharField(label=gettext_lazy("Perché"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class GrantsFilter(forms.Form):
    """Which grants the list shows."""

    state = forms.ChoiceField(
        label=gettext_lazy("Stato"),
        required=False,
        choices=[("", gettext_lazy("in corso")), (OVER, gettext_lazy("finiti"))],
    )
    to = forms.ChoiceField(label=gettext_lazy("A chi"), required=False, choices=[("", gettext_lazy("a tutti")), (OUTSIDE, gettext_lazy("a enti esterni"))])
