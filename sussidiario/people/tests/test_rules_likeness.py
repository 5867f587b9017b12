"""Two descriptions of the same person are told, with why; two persons with the same name are not taken for one."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from sussidiario.people.rules.likeness import CERTAIN, Facts, compare

MAY = date(1970, 5, 3)
SOME_NAMES = st.sampled_from(["", "Mario", "Maria", "Maria Grazia", "Rossi", "Rosi", "De Luca", "Deluca", "Nicolò", "Li", "Mohamed", "Mohammed"])
FACTS = st.builds(
    Facts,
    given_name=SOME_NAMES,
    family_name=SOME_NAMES,
    pseudonym=st.sampled_from(["", "Lupo", "Il professore"]),
    sex=st.sampled_from(["", "F", "M"]),
    birth_on=st.none() | st.sampled_from([MAY, date(1970, 3, 5), date(1971, 5, 3), date(1990, 1, 1)]),
    birth_is_exact=st.booleans(),
    fiscal_code=st.sampled_from(["", "RSSMRA70E03F704S", "RSSMRA70E03F70QP", "BNCNNA90A41F704K"]),
)


@given(one=FACTS, other=FACTS)
def test_the_order_does_not_matter(one: Facts, other: Facts) -> None:
    assert compare(one, other) == compare(other, one)


@given(one=FACTS, other=FACTS)
def test_points_stay_within_bounds_and_what_is_possible_says_why(one: Facts, other: Facts) -> None:
    likeness = compare(one, other)

    assert 0 <= likeness.points <= CERTAIN
    assert likeness.reasons or not likeness.is_possible


@given(facts=FACTS.filter(lambda facts: facts.given_name and facts.family_name))
def test_who_has_a_name_looks_like_themselves(facts: Facts) -> None:
    assert compare(facts, facts).is_possible


@given(one=FACTS, other=FACTS)
def test_only_the_same_fiscal_code_leaves_no_doubt(one: Facts, other: Facts) -> None:
    if compare(one, other).is_certain:
        assert one.fiscal_code == other.fiscal_code != ""


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (Facts("Mario", "Rossi", birth_on=MAY), Facts("Mario", "Rosi", birth_on=MAY), ("stessa data di nascita", "stesso nome, cognome simile")),
        (Facts("Mario", "Rossi", birth_on=MAY), Facts("Mari", "Rossi", birth_on=MAY), ("stessa data di nascita", "stesso cognome, nome simile")),
        (Facts("Rossi", "Mario", birth_on=MAY), Facts("Mario", "Rossi", birth_on=MAY), ("stessa data di nascita", "nome e cognome scambiati")),
        (Facts("Rosi", "Mario", birth_on=MAY), Facts("Mario", "Rossi", birth_on=MAY), ("stessa data di nascita", "nome e cognome scambiati e simili")),
        (
            Facts("Mario", "Rossi", birth_on=MAY),
            Facts("Mario", "Rossi", birth_on=date(1970, 3, 5)),
            ("stesso nome e cognome", "giorno e mese di nascita scambiati"),
        ),
        (
            Facts("Mario", "Rossi", birth_on=MAY),
            Facts("Mario", "Rossi", birth_on=date(1971, 5, 3)),
            ("stesso nome e cognome", "data di nascita diversa per una cifra"),
        ),
        (Facts("Mario", "Rossi"), Facts("mario", "ROSSI", birth_on=MAY), ("stesso nome e cognome",)),
        (Facts("Luca", "De Luca"), Facts("Luca", "Deluca"), ("stesso nome e cognome",)),
        (Facts(pseudonym="Il Professore"), Facts(pseudonym="il professore"), ("stesso pseudonimo o altro nome",)),
        (
            Facts("Amina", "Diallo", birth_on=date(1990, 1, 1), birth_is_exact=False),
            Facts("Amina", "Dialo", birth_on=date(1990, 6, 2)),
            ("stesso nome, cognome simile", "stesso anno di nascita"),
        ),
        (Facts(fiscal_code="RSSMRA70E03F704S"), Facts("Ugo", "Bianchi", fiscal_code="rssmra70e03f704s"), ("stesso codice fiscale",)),
    ],
)
def test_who_is_likely_the_same_and_why(one: Facts, other: Facts, why: tuple[str, ...]) -> None:
    likeness = compare(one, other)

    assert likeness.is_possible
    assert likeness.reasons == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Facts("Mario", "Rossi", birth_on=MAY), Facts("Mario", "Rossi", birth_on=date(1982, 11, 21))),
        (Facts("Anna", "Bianchi", birth_on=MAY), Facts("Ugo", "Verdi", birth_on=MAY)),
        (Facts("Leonardo", "De Luca", birth_on=MAY), Facts("Gaia", "De Luca", birth_on=date(1973, 9, 12))),
        (Facts("Mario", "Rossi", fiscal_code="RSSMRA70E03F704S"), Facts("Mario", "Rossi", fiscal_code="BNCNNA90A41F704K")),
        (Facts("Mario", "Rossi"), Facts("Maria", "Russo")),
        (Facts(), Facts()),
    ],
)
def test_who_is_another_person(one: Facts, other: Facts) -> None:
    assert not compare(one, other).is_possible


def test_two_homonyms_are_worth_a_look() -> None:
    likeness = compare(
        Facts("Mario", "Rossi", birth_on=MAY, fiscal_code="RSSMRA70E03F704S"), Facts("Mario", "Rossi", birth_on=MAY, fiscal_code="RSSMRA70E03F70QP")
    )

    assert likeness.is_likely
    assert "codice fiscale di due omonimi" in likeness.reasons
