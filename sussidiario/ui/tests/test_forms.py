"""Fields of ours, how forms are drawn, and how a refusal comes back to its field."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal
from sussidiario.ui.forms import DayField, MoneyField, attempt, said as said_by

TODAY = date(2016, 12, 20)


class Booking(forms.Form):
    on = DayField(label="Quando")
    amount = MoneyField(label="Importo", required=False)
    kind = forms.ChoiceField(label="Come", widget=forms.RadioSelect, choices=[("a", "di persona"), ("b", "per telefono")], required=False)
    told = forms.BooleanField(label="Informata", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # whatever a form takes
        self.fields["on"].today = TODAY  # type: ignore[attr-defined]  # a DayField


@pytest.mark.parametrize(("typed", "meant"), [("domani", date(2016, 12, 21)), ("3/1", date(2017, 1, 3)), ("3.5.2016", date(2016, 5, 3))])
def test_a_day_is_cleaned_as_it_was_typed(typed: str, meant: date) -> None:
    form = Booking({"on": typed})

    assert form.is_valid()
    assert form.cleaned_data["on"] == meant


@pytest.mark.parametrize(("typed", "said"), [("31/2", "non esiste nel calendario"), ("presto", "non è un giorno")])
def test_what_is_no_day_comes_back_with_what_to_type(typed: str, said: str) -> None:
    form = Booking({"on": typed})

    assert said in form.errors["on"][0]
    assert typed in form.errors["on"][0]


def test_an_empty_day_may_be_left_out_or_not() -> None:
    assert DayField(required=False, today=TODAY).clean("") is None
    with pytest.raises(ValidationError):
        DayField(today=TODAY).clean("")


def test_a_day_needs_to_be_told_which_day_is_today() -> None:
    with pytest.raises(AssertionError, match="told which day is today"):
        DayField().clean("domani")


def test_a_date_is_shown_as_people_type_it_and_said_in_full() -> None:
    html = str(Booking(initial={"on": date(2016, 5, 3)}))

    assert 'value="3/5/2016"' in html
    assert "martedì 3 maggio 2016" in html


def test_an_amount_is_cleaned_to_cents_and_shown_as_typed() -> None:
    form = Booking({"on": "oggi", "amount": "1.250,5"})

    assert form.is_valid()
    assert form.cleaned_data["amount"] == 125050
    assert 'value="1.250,50"' in str(Booking(initial={"amount": 125050}))


def test_what_is_no_amount_comes_back_with_what_to_type() -> None:
    form = Booking({"on": "oggi", "amount": "ottanta"})

    assert "«ottanta» non è un importo" in form.errors["amount"][0]


def test_a_control_is_tied_to_its_help_its_error_and_its_echo() -> None:
    html = str(Booking({"on": "31/2"}))

    assert 'aria-describedby="id_on_help id_on_error id_on_echo"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_on_error"' in html


def test_the_summary_leads_to_each_wrong_field() -> None:
    html = str(Booking({"on": "31/2", "kind": "z"}))

    assert 'href="#id_on"' in html
    assert 'href="#id_kind_0"' in html
    assert 'role="alert"' in html


class Report(forms.Form):
    on = forms.CharField(label="Quando")
    words = forms.CharField(label="Che cosa")
    where = forms.CharField(label="Dove", required=False)
    told = forms.BooleanField(label="Informata", required=False)


def test_where_most_is_asked_what_may_be_left_out_says_so_but_a_tick() -> None:
    html = str(Report())

    assert html.count(">facoltativo<") == 1
    assert ">obbligatorio<" not in html


def test_where_little_is_asked_what_must_be_answered_says_so() -> None:
    html = str(Booking())

    assert html.count(">obbligatorio<") == 1
    assert ">facoltativo<" not in html


def test_a_refusal_comes_back_at_the_field_it_names() -> None:
    form = Booking({"on": "oggi"})

    def refuse() -> None:
        words = "Questo posto è già preso."
        raise Refusal(words, field="on")

    assert attempt(form, refuse) is None
    assert form.errors == {"on": ["Questo posto è già preso."]}


def test_a_refusal_of_no_field_of_the_form_is_about_the_whole() -> None:
    form = Booking({"on": "oggi"})

    def refuse() -> None:
        words = "Lo sportello è chiuso."
        raise Refusal(words, field="desk")

    attempt(form, refuse)

    assert form.non_field_errors() == ["Lo sportello è chiuso."]


def test_what_a_verb_gives_is_given_back() -> None:
    assert attempt(Booking({"on": "oggi"}), lambda: 7) == 7


def test_choices_among_states_are_in_the_words_of_who_reads() -> None:
    choices = dict(said_by([Area.ELDERLY]))

    italian = str(choices["elderly"])
    with override("en"):
        english = str(choices["elderly"])

    assert (italian, english) == ("anziani", "elderly people")
