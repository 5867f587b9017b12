"""What the style guide shows: invented rows, verbs, acts and figures for every component, in each of its states."""

from collections import namedtuple
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.access.decision import Denied
from sussidiario.foundation.areas import Area
from sussidiario.ui import writing
from sussidiario.ui.forms import DayField, MoneyField, said
from sussidiario.ui.paging import Pages
from sussidiario.ui.verbs import Verb

Row = namedtuple("Row", "name url area neighbourhood worker since deadline state shape")  # noqa: PYI024  a row of a sample


@dataclass(frozen=True)
class SampleAct:
    """As much of an act as a timeline reads."""

    act: str
    on: date
    by: str


@dataclass(frozen=True)
class SampleEntry:
    """As much of an entry as a timeline reads."""

    act: SampleAct
    url: str = ""


class Filters(forms.Form):
    """The filters of the sample list."""

    q = forms.CharField(label=gettext_lazy("Nome"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False, choices=[("", gettext_lazy("tutte")), *said(Area)])
    state = forms.ChoiceField(
        label=gettext_lazy("Stato"),
        required=False,
        choices=[("", gettext_lazy("tutti")), ("open", gettext_lazy("aperti")), ("proposed", gettext_lazy("proposti"))],
    )
    mine = forms.BooleanField(label=gettext_lazy("solo i miei"), required=False)


class Questions(forms.Form):
    """The few questions of the sample act."""

    on = DayField(label=gettext_lazy("Da quando"))
    worker = forms.ChoiceField(
        label=gettext_lazy("Chi segue"),
        widget=forms.RadioSelect,
        choices=[("v", gettext_lazy("Paola Villa: 41 casi aperti")), ("r", gettext_lazy("Stefano Riva: 36 casi aperti"))],
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Come è arrivata la richiesta"),
        choices=[("", gettext_lazy("scegli")), ("desk", gettext_lazy("di persona")), ("phone", gettext_lazy("per telefono"))],
    )
    amount = MoneyField(label=gettext_lazy("Contributo già ricevuto quest’anno"), required=False)
    why = forms.CharField(
        label=gettext_lazy("Perché"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("Lo legge solo chi segue la persona.")
    )
    told = forms.BooleanField(label=gettext_lazy("La persona è stata informata"))


def everything(*, today: date, query: QueryDict) -> dict[str, Any]:
    """Give the style guide all it shows, as of `today`."""
    asked, mistaken = (
        Questions(initial={"on": today, "worker": "v", "amount": 8050}),
        Questions({"on": "31/2", "amount": "ottanta", "why": "…"}, auto_id="wrong_%s"),
    )
    for form in (asked, mistaken):
        form.fields["on"].today = today  # type: ignore[attr-defined]  # a DayField
    return {
        "rows": _rows(today),
        "filters_form": Filters(query or QueryDict("q=brambilla&area=elderly&mine=on")),
        "page": Pages(range(1000), 25).page(7),
        "verbs": _verbs(),
        "denied": [Verb(_("Chiudi"), "#verbi", Denied(_("Il caso è già chiuso.")))],
        "entries": _entries(today),
        "form": asked,
        "mistaken": mistaken,
        "people": _people(),
        "facts": [
            (_("Nata il"), f"{writing.day(date(1941, 5, 3))} (75)"),
            (_("Quartiere"), "San Fruttuoso"),
            (_("Telefono"), "039 000 0000"),
            (_("Codice fiscale"), ""),
        ],
        "sample_state": (_("aperto"), "open"),
        "money": [(_("Concessi nel 2016"), writing.euro(125050)), (_("Pagati"), writing.euro(100000))],
        "band": [(_("Aperto"), writing.day(date(2016, 10, 12))), (_("Prossima verifica"), writing.day(date(2017, 4, 12)))],
        "by_area": [(_("anziani"), 1000), (_("famiglia e minori"), 320), (_("disabili"), 220), (_("adulti"), 190)],
        "by_year": [("2012", 40), ("2013", 46), ("2014", 52), ("2015", 61), ("2016", 70)],
        "by_month": [(str(month), value) for month, value in enumerate((31, 28, 40, 44, 39, 35, 22, 9, 41, 47, 50, 38), start=1)],
    }


def _rows(today: date) -> list[Row]:
    """Three lines of a list."""
    before, soon = (today - timedelta(days=days) for days in (230, 9, 700)), today + timedelta(days=16)
    return [
        Row("Anna Brambilla", "#elenco", _("anziani"), "San Fruttuoso", "Paola Villa", next(before), today, _("aperto"), "open"),
        Row("Famiglia El Amrani", "#elenco", _("famiglia e minori"), "Cederna", "Lucia Ferrario", next(before), None, _("proposto"), "waiting"),
        Row("Orso", "#elenco", _("adulti"), "", "Giulia Mandelli", next(before), soon, _("sospeso"), "attention"),
    ]


def _verbs() -> list[Verb]:
    """Verbs of an open case, as its worker sees them."""
    return [
        Verb(_("Scrivi nel diario"), "#verbi"),
        Verb(_("Passa il caso"), "#verbi"),
        Verb(_("Chiudi"), "#verbi"),
        Verb(_("Riapri"), "#verbi", Denied(_("Si riapre solo un caso chiuso."))),
        Verb(_("Vedi le note riservate"), "#verbi", Denied(_("Le legge solo chi le ha scritte: Lucia Ferrario."))),
    ]


def _entries(today: date) -> list[SampleEntry]:
    """A short story."""
    told = (
        ("casework.case.handed_over", 3, "Roberta Meregalli"),
        ("casework.case.opened", 60, "Lucia Ferrario"),
        ("desks.contact.recorded", 61, "Chiara Brambilla"),
        ("casework.case.proposed", 61, "Chiara Brambilla"),
    )
    return [SampleEntry(SampleAct(act, today - timedelta(days=ago), by), "#racconto") for act, ago, by in told]


def _people() -> list[dict[str, Any]]:
    """Who a search finds: somebody known, somebody without papers, somebody protected."""
    nothing = dict.fromkeys(("age", "neighbourhood", "follows", "url", "locked", "why", "note"), "")
    return [
        nothing | {"name": "Anna Brambilla", "age": 75, "neighbourhood": "San Fruttuoso", "follows": "Paola Villa", "url": "#persone"},
        nothing | {"name": "Orso", "follows": "Giulia Mandelli", "url": "#persone", "note": _("senza documenti")},
        nothing | {"name": "Ambrogio Brambilla", "locked": True, "why": _("La scheda è di un altro gruppo: chiedi a Roberta Meregalli.")},
    ]
