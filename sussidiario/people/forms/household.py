"""What is typed about a household."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.people.models import Membership
from sussidiario.people.rules import kinship
from sussidiario.ui.forms import DayField

WHY = gettext_lazy("Perché")
CHOOSE = ("", gettext_lazy("scegli"))
"""Nobody is anything to anybody until somebody says so."""


class HouseholdForm(forms.Form):
    """From when, and why: what every change of a household asks."""

    on = DayField(label=gettext_lazy("Dal giorno"))
    why = forms.CharField(label=WHY, max_length=200)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]  # a DayField
        self.fields["on"].initial = today


class FormHouseholdForm(HouseholdForm):
    """A new household around one person."""

    why = forms.CharField(label=WHY, max_length=200, required=False)


class JoinForm(HouseholdForm):
    """Who enters a household, and as what."""

    relation = forms.TypedChoiceField(label=gettext_lazy("È per l'intestatario della scheda"), coerce=int)
    why = forms.CharField(label=WHY, max_length=200, required=False, help_text=gettext_lazy("Per esempio: nascita, matrimonio, arrivo dall'estero."))
    field_order = ("relation", "on", "why")

    def __init__(self, *args: Any, has_reference: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].choices = [CHOOSE, *relations(with_reference=not has_reference)]  # type: ignore[attr-defined]  # a ChoiceField


class RelationsForm(HouseholdForm):
    """The relation of each of some members to the reference person: one question for each, by name."""

    why = forms.CharField(label=WHY, max_length=200, required=False)

    def __init__(self, *args: Any, members: Sequence[Membership], asks_why: bool, staying: bool = False, with_reference: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        self.fields["why"].required = asks_why
        if not asks_why:
            del self.fields["why"]
        choices = [("", _("resta in questa famiglia")) if staying else CHOOSE, *relations(with_reference=with_reference)]
        for membership in members:
            self.fields[f"relation_{membership.person_id}"] = forms.TypedChoiceField(
                label=membership.person.name,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=not staying,
                initial=membership.relation if with_reference and not staying else "",
            )
        self.order_fields([f"relation_{membership.person_id}" for membership in members])

    @property
    def relations(self) -> dict[int, int]:
        """Relation of each member, by primary key of the person; those who stay are left out."""
        typed = {membership.person_id: self.cleaned_data.get(f"relation_{membership.person_id}") for membership in self.members}
        return {person: relation for person, relation in typed.items() if relation}


def relations(*, with_reference: bool) -> list[tuple[int | str, str]]:
    """Codes and words of the relations."""
    first: list[tuple[int | str, str]] = [(kinship.REFERENCE_PERSON, _(kinship.RELATIONS[kinship.REFERENCE_PERSON]))] if with_reference else []
    return [*first, *((code, _(label)) for code, label in kinship.offered())]
