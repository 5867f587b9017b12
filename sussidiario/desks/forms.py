"""What is typed at the desks."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from sussidiario.desks import rules
from sussidiario.desks.lifecycle import Access, Channel, DeskKind, Interlocutor, Need, Outcome
from sussidiario.desks.models import Desk
from sussidiario.desks.rules import Hours
from sussidiario.foundation.areas import Area
from sussidiario.territory.models import CivicCentre
from sussidiario.ui.forms import DayField, said

WORKING_WEEK = range(6)
"""Weekdays a desk may receive on: Monday to Saturday."""


class Days(forms.Form):
    """A form with days in it, which are typed against today."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.today = today


class OpenDeskForm(Days):
    """Open a desk."""

    civic_centre = forms.ModelChoiceField(CivicCentre.objects.none(), label=gettext_lazy("Centro civico"), empty_label=None)
    name = forms.CharField(label=gettext_lazy("Nome"), max_length=80, help_text=gettext_lazy("Come lo chiama chi ci viene: «Sportello di San Rocco»."))
    kind = forms.TypedChoiceField(
        label=gettext_lazy("Che cosa fa"), choices=said(DeskKind), coerce=DeskKind, initial=DeskKind.SECRETARIAT.value, widget=forms.RadioSelect
    )
    slot_minutes = forms.IntegerField(
        label=gettext_lazy("Minuti per persona"), initial=30, help_text=gettext_lazy("Quanto dura un appuntamento. Non si cambia più.")
    )
    on = DayField(label=gettext_lazy("Aperto dal"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        centres = self.fields["civic_centre"]
        if isinstance(centres, forms.ModelChoiceField):
            centres.queryset = CivicCentre.objects.open_on(today)


class CloseDeskForm(Days):
    """Close a desk for good."""

    on = DayField(label=gettext_lazy("Chiuso dal"), help_text=gettext_lazy("Il primo giorno in cui non riceve più: per esempio 3/5 o domani."))
    why = forms.CharField(label=gettext_lazy("Perché"), max_length=200)


class CloseDaysForm(Days):
    """Close a desk on some days."""

    from_on = DayField(label=gettext_lazy("Dal"))
    last_on = DayField(label=gettext_lazy("Fino al (compreso)"), required=False, help_text=gettext_lazy("Vuoto per un giorno solo."))
    why = forms.CharField(
        label=gettext_lazy("Perché"), max_length=200, help_text=gettext_lazy("Lo legge chi vuole fissare un appuntamento: «formazione», «ferie».")
    )

    @property
    def until_on(self) -> date:
        """First day after the closure."""
        last: date = self.cleaned_data["last_on"] or self.cleaned_data["from_on"]
        return last + timedelta(days=1)


class HoursForm(Days):
    """The weekly hours of a desk: for each weekday, when, and how many operators."""

    from_on = DayField(label=gettext_lazy("Dal"))

    def __init__(self, *args: Any, today: date, hours: Iterable[Hours] = (), **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        now = list(hours)
        for weekday in WORKING_WEEK:
            stretches = [each for each in now if each.weekday == weekday]
            self.fields[f"hours_{weekday}"] = forms.CharField(
                label=str(WEEKDAYS[weekday]).capitalize(),
                required=False,
                initial=rules.say_hours((each.starts_at, each.ends_at) for each in stretches),
            )
            self.fields[f"capacity_{weekday}"] = forms.IntegerField(
                label=format_lazy("{}, {}", gettext_lazy("Operatori"), WEEKDAYS[weekday]),
                min_value=1,
                max_value=20,
                initial=max((each.capacity for each in stretches), default=1),
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two boxes of each weekday."""
        return [(self[f"hours_{weekday}"], self[f"capacity_{weekday}"]) for weekday in WORKING_WEEK]

    def clean(self) -> dict[str, Any]:
        """Read the hours of every weekday."""
        cleaned = super().clean() or {}
        found = []
        for weekday in WORKING_WEEK:
            try:
                stretches = rules.read_hours(cleaned.get(f"hours_{weekday}", ""))
            except ValueError:
                self.add_error(f"hours_{weekday}", ValidationError(_("Scrivi per esempio 9-12, oppure 9.00-12.30, 14-16."), code="not_hours"))
                continue
            capacity = cleaned.get(f"capacity_{weekday}") or 1
            found += [Hours(weekday, starts_at, ends_at, capacity) for starts_at, ends_at in stretches]
        cleaned["hours"] = found
        return cleaned


class BookForm(forms.Form):
    """Fix an appointment; desk, day, hour and person stand in the address."""

    slot = forms.CharField(required=False, widget=forms.HiddenInput, label=gettext_lazy("Ora"))
    reason = forms.CharField(
        label=gettext_lazy("Di che cosa si parlerà"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Due parole per chi riceverà. Non compare negli elenchi."),
    )


class MoveForm(forms.Form):
    """Move an appointment; where to stands in the address."""

    slot = forms.CharField(required=False, widget=forms.HiddenInput, label=gettext_lazy("Ora"))


class WhyForm(forms.Form):
    """A verb that asks only for its reason."""

    why = forms.CharField(label=gettext_lazy("Perché"), max_length=200, error_messages={"required": gettext_lazy("Scrivi perché.")})


class ContactForm(forms.Form):
    """What was said, in the order in which it is said."""

    channel = forms.TypedChoiceField(label=gettext_lazy("Come è avvenuto"), choices=said(Channel), coerce=Channel, widget=forms.RadioSelect)
    access = forms.TypedChoiceField(label=gettext_lazy("Perché è venuta"), choices=said(Access), coerce=Access, widget=forms.RadioSelect)
    sender = forms.CharField(
        label=gettext_lazy("Chi l'ha inviata o ha segnalato"), max_length=120, required=False, help_text=gettext_lazy("Persona, servizio o ente.")
    )
    interlocutor = forms.TypedChoiceField(label=gettext_lazy("Con chi si è parlato"), choices=said(Interlocutor), coerce=Interlocutor, widget=forms.RadioSelect)
    accompanied = forms.BooleanField(label=gettext_lazy("Era accompagnata da qualcuno"), required=False)
    informed = forms.BooleanField(label=gettext_lazy("Era presente, o sa di questo contatto"), required=False)
    request = forms.CharField(label=gettext_lazy("Che cosa chiede"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    needs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Bisogni"),
        choices=said(Need),
        coerce=Need,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Segna almeno un bisogno.")},
    )
    area = forms.TypedChoiceField(
        label=pgettext_lazy("of the person", "Area"),
        choices=[("", gettext_lazy("non si sa ancora")), *said(Area)],
        coerce=Area,
        empty_value=None,
        required=False,
    )
    answer = forms.CharField(label=gettext_lazy("Che cosa si è risposto"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    outcome = forms.TypedChoiceField(
        label=gettext_lazy("Esito"),
        choices=said(Outcome),
        coerce=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli com'è finita: un'informazione, un invio, una proposta.")},
    )
    referred_to = forms.CharField(label=gettext_lazy("A quale servizio è stata inviata"), max_length=120, required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Minuti"), min_value=1, max_value=600, widget=forms.NumberInput(attrs={"class": "s-short"}))

    def part(self, *names: str) -> list[forms.BoundField]:
        """Some of the boxes, in order."""
        return [self[name] for name in names]

    @property
    def coming(self) -> list[forms.BoundField]:
        """How and why the person came."""
        return self.part("channel", "access", "sender", "interlocutor", "accompanied", "informed")

    @property
    def asking(self) -> list[forms.BoundField]:
        """What they asked."""
        return self.part("request", "needs", "area")

    @property
    def answering(self) -> list[forms.BoundField]:
        """What was answered, and what came of it."""
        return self.part("answer", "outcome", "referred_to", "minutes")


class ContactFilter(forms.Form):
    """Which contacts a list shows."""

    desk = forms.ModelChoiceField(Desk.objects.none(), label=gettext_lazy("Sportello"), required=False, empty_label=gettext_lazy("tutti"))
    outcome = forms.ChoiceField(label=gettext_lazy("Esito"), required=False, choices=[("", gettext_lazy("tutti")), *said(Outcome)])
    from_on = DayField(label=gettext_lazy("Dal"), required=False, help_text="")
    mine = forms.BooleanField(label=gettext_lazy("Solo i miei"), required=False)

    def __init__(self, *args: Any, desks: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser, day = self.fields["desk"], self.fields["from_on"]
        if isinstance(chooser, forms.ModelChoiceField):
            chooser.queryset = desks
        if isinstance(day, DayField):
            day.today = today


class DeskChoiceForm(forms.Form):
    """At which desk, and at which window of it, one works today."""

    desk = forms.ModelChoiceField(Desk.objects.none(), label=gettext_lazy("Sportello"), empty_label=None)
    window = forms.IntegerField(label=gettext_lazy("Postazione"), min_value=1, max_value=20, required=False)

    def __init__(self, *args: Any, desks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["desk"]
        if isinstance(chooser, forms.ModelChoiceField):
            chooser.queryset = desks
