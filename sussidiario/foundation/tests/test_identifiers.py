"""A code that is right says what it says; one that is wrong says what is wrong."""

import re
from datetime import date

import pytest
from hypothesis import given, strategies as st
from stdnum.it import codicefiscale

from sussidiario.foundation.identifiers import (
    Invalid,
    check_letter,
    compact,
    differences,
    name_letters,
    read_fiscal_code,
    read_health_code,
    surname_letters,
    undone,
    write_fiscal_code,
)
from sussidiario.foundation.letters import plain

TODAY = date(2016, 11, 15)
NAMES = st.text(alphabet="abcdefghilmnopqrstuvzàèìòù' ", min_size=2, max_size=20).filter(lambda name: any(letter.isalpha() for letter in name))
DAYS = st.dates(min_value=date(1917, 1, 1), max_value=TODAY)
HOMONYM_LETTERS = dict(zip("0123456789", "LMNPQRSTUV", strict=True))


@given(family=NAMES, given=NAMES, born=DAYS, sex=st.sampled_from("FM"))
def test_what_is_written_is_read_back(family: str, given: str, born: date, sex: str) -> None:
    code = read_fiscal_code(write_fiscal_code(family_name=family, given_name=given, birth_on=born, sex=sex, place="F704"))

    assert (code.sex, code.place, code.is_homonym) == (sex, "F704", False)
    assert code.born_by(TODAY) == born
    assert differences(code, family_name=family, given_name=given, birth_on=born, sex=sex) == {}


@given(born=DAYS, sex=st.sampled_from("FM"), replaced=st.sets(st.sampled_from((6, 7, 9, 10, 12, 13, 14)), min_size=1))
def test_homonym_letters_change_nothing_but_the_check_letter(born: date, sex: str, replaced: set[int]) -> None:
    plain_code = write_fiscal_code(family_name="Rossi", given_name="Anna", birth_on=born, sex=sex, place="F704")
    first = "".join(HOMONYM_LETTERS[sign] if place in replaced else sign for place, sign in enumerate(plain_code[:15]))

    code = read_fiscal_code(first + check_letter(first))

    assert (code.sex, code.born_by(TODAY), code.place, code.is_homonym) == (sex, born, "F704", True)
    assert undone(code.code) == plain_code[:15]


@given(signs=st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=15, max_size=15))
def test_the_check_letter_is_that_of_another_implementation(signs: str) -> None:
    assert check_letter(signs) == codicefiscale.calc_check_digit(signs)


@given(text=st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused_with_words(text: str) -> None:
    try:
        read = read_fiscal_code(text).code
    except Invalid as invalid:
        read = f"refused: {invalid}"

    assert read == compact(text) or re.fullmatch(r"refused: [^{}]+\.", read, re.DOTALL)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("RCCMNL83S18D969", "Il codice fiscale ha 16 caratteri: questo ne ha 15."),
        ("RCCMNL83S18D969A", "La lettera di controllo non torna: per questi caratteri è H, qui c'è A. Un carattere è stato scritto male."),
        ("RC1MNL83S18D969H", "Il carattere n. 3 è una lettera: qui c'è 1."),
        ("RCCMNLX3S18D969H", "Il carattere n. 7 è una cifra: qui c'è X."),
        ("RCCMNL83Z18D969H", "Il carattere n. 9 è il mese, una lettera tra ABCDEHLMPRST: qui c'è Z."),
        ("RCCMNL83S32D969H", "I caratteri n. 10 e 11 sono il giorno di nascita (più 40 per le donne): 32 in questo mese non esiste."),
        ("RCCMNL83S71D969H", "I caratteri n. 10 e 11 sono il giorno di nascita (più 40 per le donne): 71 in questo mese non esiste."),
        ("RCCMNL83S00D969H", "I caratteri n. 10 e 11 sono il giorno di nascita (più 40 per le donne): 00 in questo mese non esiste."),
        ("RCCMNL83S99D969H", "I caratteri n. 10 e 11 sono il giorno di nascita (più 40 per le donne): 99 in questo mese non esiste."),
        ("00743110158", "L'ultima cifra, di controllo, non torna: per queste è 7, qui c'è 8."),
        ("0074311015", "Un codice fiscale provvisorio ha 11 cifre, uno definitivo 16 caratteri: questo ne ha 10."),
    ],
)
def test_a_wrong_code_says_exactly_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_fiscal_code(typed)

    assert str(refusal.value) == said


def test_what_is_wrong_can_be_said_in_another_language() -> None:
    with pytest.raises(Invalid) as refusal:
        read_fiscal_code("RSS")

    assert refusal.value.said(lambda _: "16 characters, not {length}") == "16 characters, not 3"


def test_a_code_may_be_typed_with_spaces_and_in_small_letters() -> None:
    assert read_fiscal_code("rcc mnl 83s18 d969h").code == "RCCMNL83S18D969H"


def test_a_code_that_a_library_stumbles_on_is_read() -> None:
    code = read_fiscal_code("RCCMNL83SM8D969S")

    assert (code.sex, code.born_by(TODAY), code.is_homonym) == ("M", date(1983, 11, 18), True)


def test_a_provisional_code_says_nothing_of_the_person() -> None:
    code = read_fiscal_code("00743110157")

    assert (code.is_provisional, code.sex, code.born_by(TODAY)) == (True, "", None)
    assert code.can_be_born(date(1970, 1, 1))
    assert differences(code, family_name="Rossi", birth_on=date(1970, 1, 1), sex="F") == {}


def test_two_figures_mean_the_last_century_that_is_not_to_come() -> None:
    code = read_fiscal_code(write_fiscal_code(family_name="Rossi", given_name="Anna", birth_on=date(2016, 11, 20), sex="F", place="F704"))

    assert code.born_by(date(2016, 11, 19)) == date(1916, 11, 20)
    assert code.born_by(date(2016, 11, 20)) == date(2016, 11, 20)


def test_the_leap_day_of_a_century_is_that_of_2000() -> None:
    code = read_fiscal_code(write_fiscal_code(family_name="Rossi", given_name="Anna", birth_on=date(2000, 2, 29), sex="F", place="F704"))

    assert code.born_by(TODAY) == date(2000, 2, 29)
    assert code.born_by(date(1999, 1, 1)) is None


def test_the_letters_of_short_and_long_names() -> None:
    assert (surname_letters("Fo"), surname_letters("Aa"), surname_letters("D'Angelò")) == ("FOX", "AAX", "DNG")
    assert (name_letters("Ia"), name_letters("Anna"), name_letters("Gianfranco")) == ("IAX", "NNA", "GFR")


def test_a_code_is_compared_with_what_was_typed() -> None:
    code = read_fiscal_code(write_fiscal_code(family_name="Rossi", given_name="Anna", birth_on=date(1970, 5, 3), sex="F", place="F704"))

    found = differences(code, family_name="Rosi", given_name="Hanna", birth_on=date(1970, 3, 5), sex="M")

    assert {field: str(invalid) for field, invalid in found.items()} == {
        "family_name": "Il codice fiscale comincia con RSS; da questo cognome verrebbe RSO.",
        "given_name": "Nel codice fiscale il nome è NNA; da questo nome verrebbe HNN.",
        "birth_on": "Il codice fiscale dice nata il 3/5/70.",
        "sex": "Il codice fiscale è di una donna.",
    }


def test_the_code_of_a_man_is_compared_too() -> None:
    code = read_fiscal_code(write_fiscal_code(family_name="Rossi", given_name="Ugo", birth_on=date(1970, 5, 3), sex="M", place="F704"))

    found = differences(code, birth_on=date(1971, 5, 3), sex="F")

    assert [str(invalid) for invalid in found.values()] == ["Il codice fiscale dice nato il 3/5/70.", "Il codice fiscale è di un uomo."]


@pytest.mark.parametrize("code", ["STP0300012345678", "ENI1201234567890"])
def test_health_codes_are_read(code: str) -> None:
    assert read_health_code(f" {code.lower()} ") == code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("STP030", "Il codice STP o ENI ha 16 caratteri: questo ne ha 6."),
        ("XTP0300012345678", "Il codice comincia con STP o ENI e continua con 13 cifre."),
        ("STP2100012345678", "Le prime due cifre sono quelle della regione, da 01 a 20: qui c'è 21."),
    ],
)
def test_a_wrong_health_code_says_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_health_code(typed)

    assert str(refusal.value) == said


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("D'Angelò", "dangelo"),
        ("Nicolo’", "nicolo"),
        ("De  Luca", "de luca"),
        ("Anna-Maria", "anna maria"),
        ("Łukasz Șerban", "lukasz serban"),
        ("Müller", "muller"),
    ],
)
def test_names_are_compared_in_plain_letters(written: str, read: str) -> None:
    assert plain(written) == read
