"""What is typed about persons and households, and how it is understood."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from sussidiario.foundation import identifiers
from sussidiario.foundation.identifiers import FiscalCode
from sussidiario.people.actions import Details
from sussidiario.people.lifecycle import AddressKind, BirthPrecision, IdentifierKind, Sex
from sussidiario.people.models import Membership, Person
from sussidiario.people.rules import births, countries, kinship, places
from sussidiario.people.rules.births import Birth
from sussidiario.people.rules.likeness import Facts
from sussidiario.territory.models import Neighbourhood
from sussidiario.ui import writing
from sussidiario.ui.forms import DayField, DayInput

WHY = gettext_lazy("Perché")


class SearchForm(forms.Form):
    """The one question of the list of persons."""

    q = forms.CharField(
        label=gettext_lazy("Nome, data di nascita o codice fiscale"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class EchoInput(DayInput):
    """A box below which what was understood is said while one types."""

    def __init__(self, echo: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.echo = echo

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """Say where to ask what was understood."""
        return super().build_attrs({"class": ""} | base_attrs, extra_attrs) | {"data-day": reverse(self.echo)}


class BirthField(forms.Field):
    """A date of birth as far as it is known: `3/5/1970`, `1970`, `circa 45 anni`. It cleans to a `Birth`, or None."""

    widget = EchoInput("people:birth")
    today: date

    def to_python(self, value: Any) -> Birth | None:
        """
        Read it.

        :raises ValidationError: if it is none, with what to type instead.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, Birth):
            return value
        try:
            return births.read(str(value), today=self.today)
        except births.NotABirth as wrong:
            raise ValidationError(_(str(wrong)), code="not_a_birth") from None

    def prepare_value(self, value: Any) -> Any:
        """Write a birth as people type it."""
        if not isinstance(value, Birth):
            return value
        if value.precision == BirthPrecision.YEAR:
            return str(value.on.year)
        if value.precision == BirthPrecision.ESTIMATED:
            return _("circa {age} anni").format(age=self.today.year - value.on.year)
        return f"{value.on.day}/{value.on.month}/{value.on.year}"

    def echo(self, value: Any) -> str:
        """Say in full what was understood, or nothing."""
        try:
            birth = self.to_python(self.prepare_value(value))
        except ValidationError:
            return ""
        return say_birth(birth, today=self.today) if birth else ""


def say_birth(birth: Birth, *, today: date) -> str:
    """Say a birth in full, with the age it gives."""
    age = today.year - birth.on.year - ((today.month, today.day) < (birth.on.month, birth.on.day))
    years = ngettext("{age} anno", "{age} anni", age).format(age=age)
    if birth.precision == BirthPrecision.YEAR:
        return _("nell'anno {year}, circa {years}").format(year=birth.on.year, years=years)
    if birth.precision == BirthPrecision.ESTIMATED:
        return _("età stimata: {years}, intorno al {year}").format(years=years, year=birth.on.year)
    return _("{day}: {years}").format(day=writing.weekday(birth.on), years=years)


class PlaceField(forms.CharField):
    """A place of birth: it cleans to its Belfiore code and its name; a place that is not in the table keeps its name alone."""

    widget = EchoInput("people:place")

    def to_python(self, value: Any) -> Any:
        """
        Find the place.

        :raises ValidationError: if several places have that name, with which.
        """
        said = super().to_python(value)
        return find_place(said) if said else ("", "")

    def echo(self, value: Any) -> str:
        """Say which place was understood."""
        try:
            return say_place(str(value)) if value else ""
        except ValidationError:
            return ""


def find_place(said: str) -> tuple[str, str]:
    """
    Belfiore code and name of a place; no code if it is not in the table.

    :raises ValidationError: if several places have that name.
    """
    found = places.named(said)
    if len(found) > 1:
        raise ValidationError(_("Più luoghi si chiamano così: scrivi {choices}.").format(choices=_either([place.label for place in found])), code="ambiguous")
    return (found[0].code, found[0].label) if found else ("", said)


def say_place(said: str) -> str:
    """
    Say which place was understood.

    :raises ValidationError: if several places have that name.
    """
    code, name = find_place(said)
    return name if code else _("Non è nell'elenco dei comuni e degli stati: resta scritto così.")


class CodeField(forms.CharField):
    """A fiscal code; what it says, or what is wrong with it, is said while one types (and compared with the rest of the form)."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask while one types."""
        return super().widget_attrs(widget) | {
            "autocomplete": "off",
            "spellcheck": "false",
            "autocapitalize": "characters",
            "hx-post": reverse_lazy("people:code"),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#id_fiscal_code_echo",
            "hx-sync": "this:replace",
        }

    def echo(self, value: Any) -> str:
        """Nothing, when the page is opened: it is said while one types."""
        return ""


def say_code(code: FiscalCode, *, today: date) -> str:
    """Say what a fiscal code says."""
    born = code.born_by(today)
    if born is None:
        return _("Codice provvisorio, scritto giusto.")
    place = places.find(code.place, on=born)
    words = {"day": writing.day(born), "place": place.label if place else _("un luogo che non è nell'elenco")}
    said = _("Scritto giusto: nata il {day}, {place}.") if code.sex == Sex.FEMALE else _("Scritto giusto: nato il {day}, {place}.")
    homonym = " " + _("È in omocodia: un'altra persona ha gli stessi dati.") if code.is_homonym else ""
    return said.format(**words) + homonym


class PersonForm(forms.Form):
    """What is known of a person. Nothing is required but something to call them by."""

    family_name = forms.CharField(label=gettext_lazy("Cognome"), max_length=100, required=False)
    given_name = forms.CharField(label=gettext_lazy("Nome"), max_length=100, required=False)
    birth = BirthField(
        label=gettext_lazy("Data di nascita"), required=False, help_text=gettext_lazy("Per esempio 3/5/1970. Se non si sa: 1970, oppure circa 45 anni.")
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sesso"), required=False, widget=forms.RadioSelect, choices=Sex.choices())
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

    disagrees = False
    """Whether the fiscal code says otherwise than was typed: then `agreed` is asked."""

    FIELDS_OF_CODE: ClassVar[dict[str, str]] = {"birth_on": "birth", "family_name": "family_name", "given_name": "given_name", "sex": "sex"}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.code: FiscalCode | None = None
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
        if self.code is None or self.code.is_provisional:
            return self.cleaned_data
        if not self.data.get(self.add_prefix("birth")) and (born := self.code.born_by(self.today)):
            self.cleaned_data["birth"] = Birth(born, BirthPrecision.DAY)
        if not self.cleaned_data.get("sex"):
            self.cleaned_data["sex"] = self.code.sex
        if not self.data.get(self.add_prefix("place")) and (place := places.find(self.code.place)):
            self.cleaned_data["place"] = (place.code, place.label)
        differences = self.differences(self.code)
        self.disagrees = bool(differences)
        if not self.cleaned_data.get("agreed"):
            for name, invalid in differences.items():
                self.add_error(self.FIELDS_OF_CODE[name], _("{said} Controlla; se è giusto così, spunta la casella in fondo.").format(said=invalid.said(_)))
        return self.cleaned_data

    def differences(self, code: FiscalCode) -> dict[str, identifiers.Invalid]:
        """What the code says otherwise than was typed, by field."""
        birth: Birth | None = self.cleaned_data.get("birth")
        return dict(
            identifiers.differences(
                code,
                family_name=self.cleaned_data.get("family_name", ""),
                given_name=self.cleaned_data.get("given_name", ""),
                birth_on=birth.on if birth and birth.precision == BirthPrecision.DAY else None,
                sex=self.cleaned_data.get("sex", ""),
            )
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
        known = self.cleaned_data
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

    kind = forms.ChoiceField(label=gettext_lazy("Che cos'è"), choices=IdentifierKind.choices())
    value = forms.CharField(label=gettext_lazy("Numero"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    country = forms.ChoiceField(label=gettext_lazy("Rilasciato da"), required=False)
    expires_on = DayField(label=gettext_lazy("Scade il"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "—"), *((code, _(name)) for code, name in countries.offered())]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["expires_on"].today = today  # type: ignore[attr-defined]  # a DayField


class MoveForm(forms.Form):
    """Where a person is to be found, and since when."""

    kind = forms.ChoiceField(label=gettext_lazy("Che indirizzo è"), widget=forms.RadioSelect, choices=AddressKind.choices(), initial=AddressKind.RESIDENCE)
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
        self.fields["relation"].choices = relations(with_reference=not has_reference)  # type: ignore[attr-defined]  # a ChoiceField


class RelationsForm(HouseholdForm):
    """The relation of each of some members to the reference person: one question for each, by name."""

    why = forms.CharField(label=WHY, max_length=200, required=False)

    def __init__(self, *args: Any, members: Sequence[Membership], asks_why: bool, staying: bool = False, with_reference: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        self.fields["why"].required = asks_why
        if not asks_why:
            del self.fields["why"]
        choices = relations(with_reference=with_reference)
        stays = [("", _("resta in questa famiglia"))] if staying else []
        for membership in members:
            self.fields[f"relation_{membership.person_id}"] = forms.TypedChoiceField(
                label=membership.person.name,
                choices=[*stays, *choices],
                coerce=int,
                empty_value=None,
                required=not staying,
                initial="" if staying else membership.relation,
            )
        self.order_fields([f"relation_{membership.person_id}" for membership in members])

    @property
    def relations(self) -> dict[int, int]:
        """Relation of each member, by primary key of the person; those who stay are left out."""
        typed = {membership.person_id: self.cleaned_data.get(f"relation_{membership.person_id}") for membership in self.members}
        return {person: relation for person, relation in typed.items() if relation}


def relations(*, with_reference: bool) -> list[tuple[int, str]]:
    """Codes and words of the relations."""
    first = [(kinship.REFERENCE_PERSON, _(kinship.RELATIONS[kinship.REFERENCE_PERSON]))] if with_reference else []
    return [*first, *((code, _(label)) for code, label in kinship.offered())]


def _either(choices: Iterable[str]) -> str:
    *others, last = choices
    return _("{others} oppure {last}").format(others=", ".join(others), last=last)
