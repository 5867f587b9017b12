"""Dates of birth as they are said at a desk."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from sussidiario.people.forms.fields import BirthField
from sussidiario.people.lifecycle import BirthPrecision
from sussidiario.people.rules import births, display
from sussidiario.people.rules.births import Birth, NotABirth

TODAY = date(2016, 11, 15)


@pytest.mark.parametrize(
    ("said", "on", "precision"),
    [
        ("3/5/1970", date(1970, 5, 3), BirthPrecision.DAY),
        ("3 maggio 70", date(1970, 5, 3), BirthPrecision.DAY),
        ("3/5/20", date(1920, 5, 3), BirthPrecision.DAY),
        ("29/2/16", date(2016, 2, 29), BirthPrecision.DAY),
        ("ieri", date(2016, 11, 14), BirthPrecision.DAY),
        ("1970", date(1970, 1, 1), BirthPrecision.YEAR),
        ("nel 1970", date(1970, 1, 1), BirthPrecision.YEAR),
        ("circa 45", date(1971, 1, 1), BirthPrecision.ESTIMATED),
        ("circa 1 anno", date(2015, 1, 1), BirthPrecision.ESTIMATED),
        ("45 anni", date(1971, 1, 1), BirthPrecision.ESTIMATED),
        ("Circa 45 anni", date(1971, 1, 1), BirthPrecision.ESTIMATED),
        ("in 1970", date(1970, 1, 1), BirthPrecision.YEAR),
        ("about 45 years", date(1971, 1, 1), BirthPrecision.ESTIMATED),
    ],
)
def test_a_birth_is_read_as_far_as_it_is_known(said: str, on: date, precision: BirthPrecision) -> None:
    assert births.read(said, today=TODAY) == Birth(on, precision)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("3/5", "Scrivi anche l'anno di nascita."),
        ("3 maggio", "Scrivi anche l'anno di nascita."),
        ("31/2/1970", "Questo giorno non esiste nel calendario. Controlla giorno e mese."),
        ("boh", "Scrivi per esempio 3/5/1970; se non si sa, solo l'anno 1970, oppure circa 45 anni."),
        ("1800", "È troppo tempo fa: controlla l'anno."),
        ("0000", "Questo anno non può essere: controllalo."),
        ("circa 999", "È troppo tempo fa: controlla l'anno."),
        ("3/5/2030", "Questo giorno deve ancora venire."),
        ("domani", "Questo giorno deve ancora venire."),
    ],
)
def test_what_is_no_birth_is_refused_with_what_to_write(said: str, answer: str) -> None:
    with pytest.raises(NotABirth) as refusal:
        births.read(said, today=TODAY)

    assert str(refusal.value) == answer


@given(text=st.text(max_size=12))
def test_whatever_is_said_is_read_or_refused(text: str) -> None:
    try:
        on = births.read(text, today=TODAY).on
    except NotABirth:
        on = TODAY

    assert on <= TODAY


@given(age=st.integers(0, 110))
def test_an_estimated_age_is_the_age_shown(age: int) -> None:
    birth = births.read(f"circa {age}", today=TODAY)

    assert display.age(birth.on, TODAY) == age


def test_age_counts_whole_years() -> None:
    assert display.age(date(2000, 2, 29), date(2016, 2, 28)) == 15
    assert display.age(date(2000, 2, 29), date(2016, 2, 29)) == 16
    assert display.age(None, TODAY) is None
    assert display.age(date(2020, 1, 1), TODAY) is None


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("age", [1, 45])
def test_an_age_given_about_is_read_back_as_the_form_writes_it(language: str, age: int) -> None:
    field = BirthField()
    field.today = TODAY
    born = births.read(f"circa {age}", today=TODAY)

    with translation.override(language):
        assert field.clean(field.prepare_value(born)) == born
