"""What is typed about measures, and about the money for them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.access.rules import Role
from sussidiario.benefits.forms.awards import choose, tell
from sussidiario.benefits.lifecycle import Macro, MeansTest
from sussidiario.benefits.models import Fund, Measure
from sussidiario.foundation.areas import Area
from sussidiario.regulation.measures import MEASURES
from sussidiario.ui.forms import DayField, MoneyField, said

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Between which a year is believed."""

ACT_HELP = gettext_lazy("Con quale atto: per esempio «determina 12 del 2016».")

SIUSS_HELP = gettext_lazy("Per esempio A1.05: da 5 a 10 caratteri.")
SIUSS_NAME_HELP = gettext_lazy("Almeno 10 caratteri. Vuota se è il nome della misura.")


class YearFilter(forms.Form):
    """Of which year."""

    year = forms.TypedChoiceField(label=gettext_lazy("Anno"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, years: Iterable[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = sorted(set(years) - {today.year}, reverse=True)
        choose(self, "year", [(str(year), str(year)) for year in (today.year, *others)])


class FundForm(forms.Form):
    """Where money comes from."""

    name = forms.CharField(label=gettext_lazy("Nome del fondo"), max_length=120)
    source = forms.CharField(label=gettext_lazy("Chi lo finanzia"), max_length=120)


class ForMeasures(forms.Form):
    """Which measures some money pays for."""

    measures = forms.TypedMultipleChoiceField(label=gettext_lazy("Misure che paga"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, measures: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "measures", [(str(measure.pk), measure.name) for measure in measures])


class LineForm(ForMeasures):
    """What may be spent in a year."""

    fund = forms.TypedChoiceField(label=gettext_lazy("Fondo"), coerce=int)
    year = forms.IntegerField(label=gettext_lazy("Anno"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    chapter = forms.CharField(label=gettext_lazy("Capitolo"), max_length=20)
    amount = MoneyField(label=gettext_lazy("Stanziamento"))
    field_order = ("fund", "year", "chapter", "amount", "measures")

    def __init__(self, *args: Any, funds: Iterable[Fund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "fund", [("", _("Scegli")), *((str(fund.pk), fund.name) for fund in funds)])


class ChangeLineForm(ForMeasures):
    """How much a line holds from now on."""

    amount = MoneyField(label=gettext_lazy("Stanziamento"))
    why = forms.CharField(label=gettext_lazy("Perché cambia"), max_length=200, help_text=ACT_HELP)
    field_order = ("amount", "measures", "why")


class Against(forms.Form):
    """What a measure asks for, and what it does not go with."""

    urgent_cap = MoneyField(
        label=gettext_lazy("Anticipo urgente fino a"), required=False, help_text=gettext_lazy("In contanti, prima della decisione. Vuoto se non si anticipa.")
    )
    papers = forms.CharField(
        label=gettext_lazy("Documenti richiesti"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("Uno per riga.")
    )
    against = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Non va con, nello stesso mese e famiglia"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, others: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "against", [(str(measure.pk), measure.name) for measure in others])
        if not self.fields["against"].choices:  # type: ignore[attr-defined]  # a choice field's
            del self.fields["against"]

    def clean_papers(self) -> list[str]:
        """One paper on each line."""
        lines: str = self.cleaned_data["papers"]
        return [line.strip() for line in lines.splitlines() if line.strip()]

    def clean_urgent_cap(self) -> int:
        """Nothing typed is nothing advanced."""
        return self.cleaned_data["urgent_cap"] or 0


class MeasureForm(Against):
    """A measure, with the codes under which the national register knows it."""

    name = forms.CharField(label=gettext_lazy("Nome"), max_length=120)
    formula = forms.ChoiceField(label=gettext_lazy("Formula del regolamento"), required=False)
    area = forms.TypedChoiceField(label=gettext_lazy("Area di utenza"), coerce=Area, choices=said(Area))
    macro = forms.TypedChoiceField(label=gettext_lazy("Macrolivello"), coerce=Macro, choices=said(Macro), initial=Macro.INCLUSION.value)
    means_test = forms.TypedChoiceField(label=gettext_lazy("Prova dei mezzi"), coerce=MeansTest, choices=said(MeansTest))
    siuss_code = forms.CharField(label=gettext_lazy("Codice SIUSS"), max_length=10, help_text=SIUSS_HELP)
    siuss_name = forms.CharField(
        label=gettext_lazy("Denominazione SIUSS"),
        max_length=200,
        required=False,
        help_text=SIUSS_NAME_HELP,
    )
    monthly = forms.BooleanField(label=gettext_lazy("Si paga ogni mese"), required=False)
    of_household = forms.BooleanField(label=gettext_lazy("È della famiglia: chi vi abita non la chiede due volte"), required=False, initial=True)
    from_on = DayField(label=gettext_lazy("Si può chiedere dal"))
    field_order = (
        "name",
        "formula",
        "area",
        "macro",
        "means_test",
        "siuss_code",
        "siuss_name",
        "monthly",
        "of_household",
        "from_on",
        "urgent_cap",
        "papers",
        "against",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell(self, "from_on", today)
        choose(self, "formula", [("", _("nessuna: decide chi propone")), *((key, _(measure.title)) for key, measure in MEASURES.items())])


class ChangeMeasureForm(Against):
    """How the national register knows a measure and what it asks for from now on, and why."""

    siuss_code = forms.CharField(label=gettext_lazy("Codice SIUSS"), max_length=10, help_text=SIUSS_HELP)
    siuss_name = forms.CharField(label=gettext_lazy("Denominazione SIUSS"), max_length=200)
    why = forms.CharField(label=gettext_lazy("Perché cambia"), max_length=200, help_text=ACT_HELP)
    field_order = ("siuss_code", "siuss_name", "urgent_cap", "papers", "against", "why")


class CloseMeasureForm(forms.Form):
    """From when nobody may ask for it."""

    on = DayField(label=gettext_lazy("Dal"), help_text=gettext_lazy("Il primo giorno in cui non si può più chiedere."))
    why = forms.CharField(label=gettext_lazy("Perché"), max_length=200, help_text=ACT_HELP)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell(self, "on", today)


class LevelForm(forms.Form):
    """Above how much, whose approval."""

    number = forms.IntegerField(label=gettext_lazy("Livello"), min_value=1, max_value=9, help_text=gettext_lazy("Dopo la decisione del servizio: 1 il primo."))
    above = MoneyField(label=gettext_lazy("Oltre, in tutto"))
    role = forms.TypedChoiceField(label=gettext_lazy("Approva"), coerce=Role)
    why = forms.CharField(label=gettext_lazy("Chi l'ha stabilito"), max_length=200, help_text=ACT_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "role", [(role.value, _(role.label)) for role in (Role.EXECUTIVE,)])
