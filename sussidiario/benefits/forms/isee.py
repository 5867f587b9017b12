"""What is typed, or sent, about an ISEE attestation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from sussidiario.benefits.forms.awards import choose, tell
from sussidiario.benefits.lifecycle import IseeKind
from sussidiario.benefits.rules import attestations
from sussidiario.benefits.rules.attestations import Certified, Member
from sussidiario.foundation import money
from sussidiario.people.models import Person
from sussidiario.ui.forms import DayField, MoneyField, said
from sussidiario.ui.kinds import XML
from sussidiario.ui.uploads import FileField

LARGEST_FILE = 1024 * 1024
"""Bytes: an attestation of a large household is a twentieth of this."""

USUAL = ""


class KindForm(forms.Form):
    """Which kind of ISEE is needed."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("Quale ISEE serve"), coerce=IseeKind, empty_value=None, required=False, widget=forms.RadioSelect, initial=USUAL
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        special = [each for each in IseeKind if each not in {IseeKind.ORDINARY, IseeKind.CURRENT}]
        choose(self, "kind", [(USUAL, _("ordinario, o corrente se c'è")), *said(special)])


class LoadForm(KindForm):
    """The file of INPS."""

    file = FileField(label=gettext_lazy("File dell'attestazione"), kinds=(XML,), most=LARGEST_FILE)
    field_order = ("file", "kind")


class ScaleField(forms.CharField):
    """The equivalence scale as it is printed, `2,04`. It cleans to hundredths."""

    def clean(self, value: Any) -> Any:
        """
        Read it.

        :raises ValidationError: if it is no such number.
        """
        typed = str(super().clean(value)).replace(".", ",")
        try:
            return int(money.parse(typed))
        except ValueError:
            raise ValidationError(_("«{typed}» non è una scala. Scrivi per esempio 2,04.").format(typed=typed)) from None


class FiguresForm(forms.Form):
    """The figures of the paper, in its order."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("Tipo di ISEE"), coerce=IseeKind, choices=said(IseeKind), widget=forms.RadioSelect, initial=IseeKind.ORDINARY.value
    )
    protocol = forms.CharField(label=gettext_lazy("Protocollo della DSU"), max_length=40, help_text=gettext_lazy("Come INPS-ISEE-2016-01234567X-00."))
    presented_on = DayField(label=gettext_lazy("Presentata il"))
    valid_until = DayField(
        label=gettext_lazy("Vale fino al"),
        required=False,
        help_text=gettext_lazy("Il giorno scritto sull'attestazione, compreso. Se lo lasci vuoto vale la regola di quando è stata presentata."),
    )
    isr = MoneyField(label=gettext_lazy("Indicatore dei redditi (ISR)"), required=False)
    isp = MoneyField(label=gettext_lazy("Indicatore del patrimonio (ISP)"), required=False)
    ise = MoneyField(label="ISE")
    scale = ScaleField(
        label=gettext_lazy("Scala di equivalenza"),
        max_length=6,
        widget=forms.TextInput(attrs={"class": "s-short", "inputmode": "decimal", "autocomplete": "off"}),
    )
    isee = MoneyField(label="ISEE")
    omissions = forms.BooleanField(label=gettext_lazy("L'attestazione segnala omissioni o difformità"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("presented_on", "valid_until"):
            tell(self, name, today)
        self.fields["valid_until"].initial = None  # left empty, the rule says it

    def clean(self) -> dict[str, Any]:
        """Give the last day that the rule says, where none is typed."""
        known: dict[str, Any] = super().clean() or {}
        if known.get("presented_on") and known.get("kind") and not known.get("valid_until") and "valid_until" not in self.errors:
            known["valid_until"] = attestations.until_by_rule(known["presented_on"], known["kind"]) or known["presented_on"]
        return known

    @property
    def certified(self) -> Certified:
        """What was typed, as it is on the paper."""
        known = self.cleaned_data
        names = ("kind", "protocol", "presented_on", "valid_until", "isee", "ise", "isr", "isp", "scale", "omissions")
        return Certified(**{name: known[name] for name in names}, valid_from=known["presented_on"])


class AttestationForm(FiguresForm):
    """All that is on the paper."""

    declarant = forms.TypedChoiceField(label=gettext_lazy("Chi l'ha presentata"), coerce=int, required=False, empty_value=None)
    members = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Chi c'è nel nucleo, della famiglia in anagrafe"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=gettext_lazy("Chi altro c'è nel nucleo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Uno per riga: cognome; nome; codice fiscale."),
    )

    def __init__(self, *args: Any, home: Sequence[Person], names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.home = {person.pk: person for person in home}
        called = [(str(person.pk), name) for person, name in zip(home, names, strict=True)]
        choose(self, "declarant", [("", _("un'altra persona")), *called])
        choose(self, "members", called)
        self.fields["members"].initial = [str(pk) for pk in self.home]
        self.fields["declarant"].initial = next(iter(self.home), None)

    @property
    def presented_by(self) -> Person | None:
        """Who presented it, if it is somebody of the family."""
        return self.home.get(self.cleaned_data["declarant"])

    @property
    def certified(self) -> Certified:
        """What was typed, with who is in the household."""
        known = self.cleaned_data
        at_home = [_as_member(self.home[pk]) for pk in known["members"]]
        return replace(super().certified, members=(*at_home, *attestations.others(known["others"])))


class CorrectForm(FiguresForm):
    """Its figures written again, and why."""

    why = forms.CharField(
        label=gettext_lazy("Che cosa era sbagliato"), widget=forms.Textarea(attrs={"rows": 2}), help_text=gettext_lazy("Resta scritto nella storia.")
    )


def _as_member(person: Person) -> Member:
    return Member(person.family_name, person.given_name or person.pseudonym, person.fiscal_code, person=person.pk)
