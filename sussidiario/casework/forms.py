"""What is typed about cases."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from sussidiario.access.models import Staff
from sussidiario.casework.lifecycle import CaseState, ClosingReason, EntryKind, Outcome
from sussidiario.casework.models import Candidate
from sussidiario.foundation.areas import Area
from sussidiario.ui.forms import DayField, said

Choices = list[tuple[str, Any]]

WORDS = forms.Textarea(attrs={"rows": 4})
PASSED, WEEK, NONE = "passed", "week", "none"
"""What a list may ask of deadlines."""

DUE: Choices = [
    ("", gettext_lazy("tutte")),
    (PASSED, gettext_lazy("passate")),
    (WEEK, gettext_lazy("entro sette giorni")),
    (NONE, gettext_lazy("nessuna scadenza")),
]
STATES: Choices = [
    ("", gettext_lazy("aperti")),
    (CaseState.CLOSED.value, gettext_lazy("chiusi")),
    (CaseState.PROPOSED.value, gettext_lazy("proposti")),
    (CaseState.DECLINED.value, gettext_lazy("non accolti")),
]


def areas() -> Choices:
    """Every area, or one."""
    return [("", gettext_lazy("tutte")), *said(Area)]


def workers_for(area: str, candidates: Sequence[Candidate]) -> Choices:
    """Workers to choose from: those of the area's groups first, each with what they have."""
    fit = [candidate for candidate in candidates if candidate.works_on(area)]
    others = [candidate for candidate in candidates if not candidate.works_on(area)]
    groups = [(_("Gruppo dell'area"), fit), (_("Altri gruppi"), others)]
    return [("", _("Scegli")), *((label, [(str(each.worker.pk), _load(each)) for each in some]) for label, some in groups if some)]


def _load(candidate: Candidate) -> str:
    number = candidate.load.open
    return ngettext("{name} ({open} caso)", "{name} ({open} casi)", number).format(name=candidate.worker, open=number)


class Days(forms.Form):
    """A form with days in it, which are typed against today; what it tells happened `on` today, unless somebody types otherwise."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, DayField):
                field.today = today
                # What is told has mostly just happened.
                field.initial = today if name == "on" else None


class CasesFilter(forms.Form):
    """Which cases a list shows."""

    q = forms.CharField(label=gettext_lazy("Nome"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    due = forms.ChoiceField(label=gettext_lazy("Scadenze"), choices=DUE, required=False)
    state = forms.ChoiceField(label=gettext_lazy("Stato"), choices=STATES, required=False)

    def __init__(self, *args: Any, states: Iterable[str] = (), workers: Iterable[Staff] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "area", areas())
        _choices(self, "state", [choice for choice in STATES if not choice[0] or choice[0] in set(states)])
        if some := [(str(worker.pk), str(worker)) for worker in workers]:
            self.fields["worker"] = forms.ChoiceField(label=_("Chi segue"), choices=[("", _("chiunque")), *some], required=False)


class ProposalsFilter(forms.Form):
    """Which proposals wait."""

    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "area", areas())


class ProposeForm(forms.Form):
    """Propose a taking in charge; each area says what is `odd` about it for this person, if anything is."""

    area = forms.TypedChoiceField(label=gettext_lazy("Area"), coerce=Area, widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("Perché"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Che cosa chiede o di che cosa ha bisogno. Lo legge chi decide e chi la seguirà."),
    )

    def __init__(self, *args: Any, odd: Mapping[Area, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "area", [(area.value, ". ".join(filter(None, [_(area.label).capitalize(), odd.get(area)]))) for area in Area])


class WorkerForm(Days):
    """To whom a case goes, and from when."""

    worker = forms.TypedChoiceField(label=gettext_lazy("Chi la segue"), coerce=int)
    on = DayField(label=gettext_lazy("Dal"))

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "worker", workers)


class WorkerAndWhyForm(WorkerForm):
    """To whom a case goes, from when and why."""

    why = forms.CharField(label=gettext_lazy("Perché"), widget=forms.Textarea(attrs={"rows": 3}))


class HandOverForm(Days):
    """To whom a case passes, from when and why; the names are those of the action."""

    to = forms.TypedChoiceField(label=gettext_lazy("A chi passa"), coerce=int)
    on = DayField(label=gettext_lazy("Dal"))
    why = forms.CharField(label=gettext_lazy("Perché"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "to", workers)


class DeclineForm(Days):
    """Why a proposal is declined."""

    why = forms.CharField(label=gettext_lazy("Perché"), widget=WORDS, help_text=gettext_lazy("Lo legge chi ha fatto la proposta."))
    on = DayField(label=gettext_lazy("Deciso il"))


class CloseForm(Days):
    """Why a case is closed and how the person lives now."""

    reason = forms.TypedChoiceField(label=gettext_lazy("Motivo"), coerce=ClosingReason)
    outcome = forms.TypedChoiceField(label=gettext_lazy("Come vive adesso"), coerce=Outcome)
    words = forms.CharField(label=gettext_lazy("Note"), required=False, widget=WORDS)
    on = DayField(label=gettext_lazy("Chiuso dal"), help_text=gettext_lazy("Il primo giorno in cui non è più in carico."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "reason", [("", _("Scegli")), *said(ClosingReason)])
        _choices(self, "outcome", [("", _("Scegli")), *said(Outcome)])


class EntryForm(Days):
    """An entry of the diary."""

    kind = forms.TypedChoiceField(label=gettext_lazy("Che cosa"), coerce=EntryKind, choices=said(EntryKind), initial=EntryKind.INTERVIEW.value)
    on = DayField(label=gettext_lazy("Giorno"))
    text = forms.CharField(label=gettext_lazy("Com'è andata"), widget=forms.Textarea(attrs={"rows": 4}))
    private = forms.BooleanField(label=gettext_lazy("Solo per me: nessun altro saprà che c'è"), required=False)


class CorrectionForm(forms.Form):
    """What an entry should say."""

    text = forms.CharField(label=gettext_lazy("Com'è andata"), widget=forms.Textarea(attrs={"rows": 8}))


class DeadlineForm(Days):
    """Something to be done by a day."""

    what = forms.CharField(label=gettext_lazy("Che cosa"), max_length=120, help_text=gettext_lazy("In poche parole: «relazione al tribunale»."))
    due_on = DayField(label=gettext_lazy("Entro il"))


class StandardForm(Days):
    """What the office wants done after every taking in charge."""

    area = forms.TypedChoiceField(label=gettext_lazy("Area"), coerce=Area, choices=said(Area))
    what = forms.CharField(
        label=gettext_lazy("Che cosa"), max_length=120, help_text=gettext_lazy("Se è già in elenco, il nuovo termine prende il posto del vecchio.")
    )
    days = forms.IntegerField(label=gettext_lazy("Entro quanti giorni"), min_value=1, max_value=730)
    on = DayField(label=gettext_lazy("Vale dal"))
    source = forms.CharField(label=gettext_lazy("Chi l'ha deciso"), max_length=200, help_text=gettext_lazy("Per esempio «determina 12 del 2016»."))


class CaseloadForm(Days):
    """Whose cases pass, to whom, from when and why."""

    from_worker = forms.TypedChoiceField(label=gettext_lazy("Chi lascia i casi"), coerce=int)
    to = forms.TypedMultipleChoiceField(label=gettext_lazy("A chi passano"), coerce=int, widget=forms.CheckboxSelectMultiple)
    on = DayField(label=gettext_lazy("Dal"))
    why = forms.CharField(label=gettext_lazy("Perché"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, leaving: Choices, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "from_worker", [("", _("Scegli")), *leaving])
        _choices(self, "to", workers)


def _choices(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
