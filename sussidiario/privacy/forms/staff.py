"""What is typed about accounts: whose, which role, which group, from when to when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.access.models import Team
from sussidiario.access.rules import Role
from sussidiario.privacy.forms.grants import teams_by_body
from sussidiario.ui.forms import DayField

OPEN, LEAVING, CLOSED = "", "leaving", "closed"
"""What the list of accounts may be narrowed to."""


def roles() -> list[tuple[str, Any]]:
    """Roles to choose from, as they are called."""
    return [(role.value, gettext_lazy(role.label)) for role in Role]


class Dated(forms.Form):
    """A form whose days are read from today."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.today = today
                if field.required:
                    field.initial = today


class StaffFilter(forms.Form):
    """Which accounts the list shows."""

    q = forms.CharField(label=gettext_lazy("Nome o utente"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Stato"),
        required=False,
        choices=[(OPEN, gettext_lazy("aperte")), (LEAVING, gettext_lazy("con un ultimo giorno")), (CLOSED, gettext_lazy("chiuse"))],
    )
    role = forms.ChoiceField(label=gettext_lazy("Ruolo"), required=False, choices=[("", gettext_lazy("tutti")), *roles()])


class AddForm(forms.Form):
    """Whose account."""

    given_name = forms.CharField(label=gettext_lazy("Nome"), max_length=100)
    family_name = forms.CharField(label=gettext_lazy("Cognome"), max_length=100)
    username = forms.SlugField(
        label=gettext_lazy("Nome utente"),
        max_length=150,
        help_text=gettext_lazy("Di solito nome.cognome, in minuscolo. Se si entra con l’ente, quello che l’ente conosce."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = forms.RegexField(
            r"^[a-z0-9._@-]+$",
            label=self.fields["username"].label,
            max_length=150,
            help_text=self.fields["username"].help_text,
            error_messages={"invalid": _("Solo lettere minuscole senza accenti, numeri, punti e trattini.")},
        )


class RoleForm(Dated):
    """Which role, from when to when."""

    role = forms.TypedChoiceField(label=gettext_lazy("Quale ruolo"), coerce=Role)
    from_on = DayField(label=gettext_lazy("Dal"))
    last_on = DayField(label=gettext_lazy("Ultimo giorno"), required=False, help_text=gettext_lazy("Lascia vuoto se non si sa ancora."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Scegli")), *roles()]


class TeamForm(Dated):
    """Which group, from when."""

    team = forms.TypedChoiceField(label=gettext_lazy("Quale gruppo"), coerce=int)
    on = DayField(label=gettext_lazy("Dal"))

    def __init__(self, *args: Any, teams: Iterable[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = teams_by_body(teams)


class LastDayForm(Dated):
    """The last day somebody works here, or none."""

    last_on = DayField(
        label=gettext_lazy("Ultimo giorno di lavoro"),
        required=False,
        help_text=gettext_lazy("Vuoto: nessun ultimo giorno. Il giorno dopo l’utenza non apre più."),
    )


class EndDayForm(Dated):
    """The first day without it."""

    on = DayField(label=gettext_lazy("Da quando non più"), help_text=gettext_lazy("Oggi: da subito."))


class ConfirmForm(forms.Form):
    """Nothing to type: only to confirm."""
