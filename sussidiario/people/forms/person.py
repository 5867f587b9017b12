"""What is typed about a person."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from sussidiario.foundation import identifiers
from sussidiario.foundation.identifiers import FiscalCode
from sussidiario.people.actions import Details
from sussidiario.people.forms.fields import BirthField, CodeField, PlaceField
from sussidiario.people.lifecycle import AddressKind, BirthPrecision, IdentifierKind, Sex
from sussidiario.people.models import Person
from sussidiario.people.rules import countries, places
from sussidiario.people.rules.births import Birth
from sussidiario.people.rules.likeness import Facts
from sussidiario.territory.models import Neighbourhood
from sussidiario.ui.forms import DayField, said


class SearchForm(forms.Form):
    """The one question of the list of persons."""

    q = forms.CharField(
        label=gettext_lazy("Nome, data di nascita o codice fiscale"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class PersonForm(forms.Form):
    """What is known of a person. Nothing is required but something to call them by."""

    family_name = forms.CharField(label=gettext_lazy("Cognome"), max_length=100, required=False)
    given_name = forms.CharField(label=pgettext_lazy("of a person", "Nome"), max_length=100, required=False)
    birth = BirthField(
        label=gettext_lazy("Data di nascita"), required=False, help_text=gettext_lazy("Per esempio 3/5/1970. Se non si sa: 1970, oppure circa 45 anni.")
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sesso"), required=False, widget=forms.RadioSelect, choices=said(Sex))
    fiscal_code = CodeField(
        label=gettext_lazy("Codice fiscale"), max_length=20, required=False, help_text=gettext_lazy("Se non c'è, lascia vuoto: va bene lo stesso.")
    )
    place = PlaceField(label=gettext_lazy("Comune o stato di nascita"), max_length=80, required=False)
    citizenship = forms.ChoiceField(label=gettext_lazy("Cittadinanza"), required=False)
    second_citizenship = forms.ChoiceField(label=gettext_lazy("Altra cittadinanza"), required=False)
    pseudonym = forms.CharField(
        label=gettext_lazy("Pseudonimo"), max_length=60, required=False, help_text=gettext_lazy("Per chi non dice il suo nome: come chiamarla e ritrovarla.")
    )
    also_called = forms.CharField(
        label=gettext_lazy("Altri nomi"), max_length=200, required=False, help_text=gettext_lazy("Il cognome di prima, un soprannome, un'altra grafia.")
    )
    phone = forms.CharField(label=gettext_lazy("Telefono"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.EmailField(label=gettext_lazy("Posta elettronica"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("Ho controllato: i dati sono giusti così, anche se il codice fiscale dice altro"), required=False)

    code: FiscalCode | None = None
    """The fiscal code, if it is right."""

    known: Mapping[str, Any] = MappingProxyType({})
    """What could be read, also of fields that are then questioned."""

    otherwise: Mapping[str, identifiers.Invalid] = MappingProxyType({})
    """What the fiscal code says otherwise than was typed, by field: then `agreed` is asked."""

    FIELDS_OF_CODE: ClassVar[dict[str, str]] = {"birth_on": "birth", "family_name": "family_name", "given_name": "given_name", "sex": "sex"}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["birth"].today = today  # type: ignore[attr-defined]  # a BirthField
        chosen = [("", "—"), *((code, _(name)) for code, name in countries.offered())]
        for name in ("citizenship", "second_citizenship"):
            self.fields[name].choices = chosen  # type: ignore[attr-defined]  # a ChoiceField

    def clean_fiscal_code(self) -> str:
        """
        Read the code.

        :raises ValidationError: saying what is wrong with it.
        """
        typed = str(self.cleaned_data["fiscal_code"])
        if not typed.strip():
            return ""
        try:
            self.code = identifiers.read_fiscal_code(typed)
        except identifiers.Invalid as invalid:
            raise ValidationError(invalid.said(_), code="fiscal_code") from None
        return self.code.code

    def clean(self) -> dict[str, Any]:
        """Fill in what the fiscal code says and was not typed; where they disagree, ask whoever types to look again."""
        super().clean()
        known = self.cleaned_data
        if self.code is not None and not self.code.is_provisional:
            if not self.data.get(self.add_prefix("birth")) and (born := self.code.born_by(self.today)):
                known["birth"] = Birth(born, BirthPrecision.DAY)
            known["sex"] = known.get("sex") or self.code.sex
            if not self.data.get(self.add_prefix("place")):
                known["place"] = (self.code.place, "")
        known["place"] = self._place(*known.get("place") or ("", ""))
        self.known = dict(known)
        self.otherwise = self._otherwise(self.code) if self.code is not None else {}
        if not known.get("agreed"):
            for name, invalid in self.otherwise.items():
                self.add_error(self.FIELDS_OF_CODE[name], _("{said} Controlla; se è giusto così, spunta la casella in fondo.").format(said=invalid.said(_)))
        return self.cleaned_data

    def _place(self, code: str, name: str) -> tuple[str, str]:
        """Call a place as it was called when they were born."""
        birth: Birth | None = self.cleaned_data.get("birth")
        found = places.find(code, on=birth.on if birth else None) if code else None
        return (found.code, found.label) if found else ("", name)

    def _otherwise(self, code: FiscalCode) -> Mapping[str, identifiers.Invalid]:
        birth: Birth | None = self.known.get("birth")
        return identifiers.differences(
            code,
            family_name=self.known.get("family_name", ""),
            given_name=self.known.get("given_name", ""),
            birth_on=birth.on if birth and birth.precision == BirthPrecision.DAY else None,
            sex=self.known.get("sex", ""),
        )

    def questions(self, *names: str) -> list[forms.BoundField]:
        """Fields of these names, to be drawn together."""
        return [self[name] for name in names]

    @property
    def who(self) -> list[forms.BoundField]:
        """What tells a person apart."""
        return self.questions("family_name", "given_name", "birth", "sex", "fiscal_code")

    @property
    def origin(self) -> list[forms.BoundField]:
        """Where they come from."""
        return self.questions("place", "citizenship", "second_citizenship")

    @property
    def called(self) -> list[forms.BoundField]:
        """How else they are called."""
        return self.questions("pseudonym", "also_called")

    @property
    def reached(self) -> list[forms.BoundField]:
        """How they are reached."""
        return self.questions("phone", "email")

    @property
    def details(self) -> Details:
        """What was typed, as the actions want it; as much of it as could be read."""
        known = self.known
        birth: Birth | None = known.get("birth")
        code, place = known.get("place") or ("", "")
        found = Details(
            birth_on=birth.on if birth else None,
            birth_precision=birth.precision if birth else "",
            birthplace=code,
            birthplace_name=place,
            fiscal_code=known.get("fiscal_code", ""),
        )
        for name in ("given_name", "family_name", "pseudonym", "also_called", "sex", "citizenship", "second_citizenship", "phone", "email"):
            found[name] = known.get(name, "")
        if "neighbourhood" in known:
            found["neighbourhood"] = known["neighbourhood"]
        return found

    @property
    def facts(self) -> Facts:
        """What tells whoever was described apart, as far as it could be read."""
        known = self.details
        return Facts(
            given_name=known["given_name"],
            family_name=known["family_name"],
            pseudonym=known["pseudonym"],
            also_called=known["also_called"],
            sex=known["sex"],
            birth_on=known["birth_on"],
            birth_is_exact=known["birth_precision"] in {"", BirthPrecision.DAY},
            fiscal_code=known["fiscal_code"],
        )


class RegisterForm(PersonForm):
    """Somebody new, and why they are nobody of those who look alike."""

    asks_why_different = False
    """Whether somebody looks alike: then `why_different` is asked."""

    neighbourhood = forms.ModelChoiceField(
        label=gettext_lazy("Quartiere"),
        queryset=Neighbourhood.objects.order_by("position"),
        required=False,
        help_text=gettext_lazy("L'indirizzo si scrive dopo, sulla sua scheda."),
    )
    why_different = forms.CharField(
        label=gettext_lazy("Perché è un'altra persona"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Per esempio: è il cugino, ha un'altra data di nascita."),
    )

    @property
    def reached(self) -> list[forms.BoundField]:
        """How they are reached, and whereabouts they live."""
        return self.questions("neighbourhood", "phone", "email")


class CorrectForm(PersonForm):
    """What is known of a person, to be corrected, and why."""

    why = forms.CharField(
        label=gettext_lazy("Motivo della correzione"), max_length=200, help_text=gettext_lazy("Per esempio: errore di battitura, documento visto oggi.")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        birth = Birth(person.birth_on, BirthPrecision(person.birth_precision)) if person.birth_on else None
        names = ("given_name", "family_name", "pseudonym", "also_called", "sex", "citizenship", "second_citizenship", "fiscal_code", "phone", "email")
        initial = {name: getattr(person, name) for name in names} | {"birth": birth, "place": person.birthplace_name}
        super().__init__(*args, **({"initial": initial} | kwargs))


class PaperForm(forms.Form):
    """A paper or a code of a person."""

    kind = forms.ChoiceField(label=gettext_lazy("Che cos'è"), choices=said(IdentifierKind))
    value = forms.CharField(label=gettext_lazy("Numero"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    country = forms.ChoiceField(label=gettext_lazy("Rilasciato da"), required=False)
    expires_on = DayField(label=gettext_lazy("Scade il"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "—"), *((code, _(name)) for code, name in countries.offered())]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["expires_on"].today = today  # type: ignore[attr-defined]  # a DayField


class MoveForm(forms.Form):
    """Where a person is to be found, and since when."""

    kind = forms.ChoiceField(label=gettext_lazy("Che indirizzo è"), widget=forms.RadioSelect, choices=said(AddressKind), initial=AddressKind.RESIDENCE)
    street = forms.CharField(
        label=gettext_lazy("Via e numero"),
        max_length=120,
        help_text=gettext_lazy("Per chi è senza fissa dimora: dove si trova di solito, o chi sa dove cercarla."),
    )
    place = forms.CharField(label=gettext_lazy("Comune"), max_length=80, initial="Monza")
    neighbourhood = forms.ModelChoiceField(label=gettext_lazy("Quartiere"), queryset=Neighbourhood.objects.order_by("position"), required=False)
    on = DayField(label=gettext_lazy("Dal giorno"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]  # a DayField
        self.fields["on"].initial = today


class DeathForm(forms.Form):
    """The day of a death."""

    on = DayField(label=gettext_lazy("Giorno del decesso"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]  # a DayField
