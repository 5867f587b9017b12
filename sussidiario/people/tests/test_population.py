"""The invented town as numbers: what it has in common with Monza, and what is true of every family in it."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from codicefiscale import codicefiscale
from hypothesis import given, settings, strategies as st
from stdnum.it import codicefiscale as stdnum_fiscal

from sussidiario.foundation import identifiers
from sussidiario.people.demo import families, shape, streets
from sussidiario.people.demo.fiscal import Register, variants
from sussidiario.people.demo.invented import InventedHousehold, InventedPerson
from sussidiario.people.demo.population import LAST_DAY, MANDATE_BEGAN_ON, apportioned, population
from sussidiario.people.demo.portraits import PUBLIC_FIGURES
from sussidiario.people.rules import countries, kinship, places

SEED = 2012
ITALY = "100"


@pytest.fixture(scope="module")
def town() -> list[InventedHousehold]:
    return list(population(SEED))


@pytest.fixture(scope="module")
def homes(town: list[InventedHousehold]) -> list[InventedHousehold]:
    """Households of residents."""
    return [household for household in town if household.resident and household.members]


@pytest.fixture(scope="module")
def residents(homes: list[InventedHousehold]) -> list[InventedPerson]:
    return [person for household in homes for person in household.members]


def everybody(households: Iterable[InventedHousehold]) -> Iterator[InventedPerson]:
    for household in households:
        yield from household.members
        yield from household.former


def age(person: InventedPerson) -> int:
    assert person.birth_on is not None
    return LAST_DAY.year - person.birth_on.year


def percent(part: int, whole: int) -> float:
    return 100 * part / whole


def test_monza_has_as_many_residents_and_households_as_its_register(homes: list[InventedHousehold], residents: list[InventedPerson]) -> None:
    assert len(residents) == 122_955
    assert len(homes) == 56_147


def test_households_are_as_large_as_monzas(homes: list[InventedHousehold]) -> None:
    sizes = Counter(min(len(household.members), 5) for household in homes)

    shares = {size: round(percent(count, len(homes)), 1) for size, count in sizes.items()}

    assert shares == {1: 37.8, 2: 28.5, 3: 16.0, 4: 14.0, 5: 3.7}


def test_the_old_are_as_many_as_in_monza_and_as_many_live_alone(homes: list[InventedHousehold], residents: list[InventedPerson]) -> None:
    old = [person for person in residents if age(person) >= shape.ELDERLY]
    alone = [household for household in homes if len(household.members) == 1 and age(household.members[0]) >= shape.ELDERLY]
    with_old = [household for household in homes if any(age(person) >= shape.ELDERLY for person in household.members)]

    assert len(old) == 30_014
    assert len(alone) == 8_744
    assert percent(len(with_old), len(homes)) == pytest.approx(38.2, abs=0.5)


def test_the_very_old_are_about_as_many_as_in_monza(residents: list[InventedPerson]) -> None:
    beyond_ninety = Counter(person.sex for person in residents if age(person) > 90)

    assert beyond_ninety["F"] == pytest.approx(1249, rel=0.12)
    assert beyond_ninety["M"] == pytest.approx(437, rel=0.15)
    assert 30 <= sum(age(person) >= 100 for person in residents) <= 85


def test_children_and_women_are_about_as_many_as_in_monza(residents: list[InventedPerson]) -> None:
    children = sum(age(person) < 15 for person in residents)
    old = sum(age(person) >= shape.ELDERLY for person in residents)
    born_that_year = sum(age(person) == 0 for person in residents)

    assert percent(old, children) == pytest.approx(184, abs=5)
    assert percent(sum(person.sex == "F" for person in residents), len(residents)) == pytest.approx(52, abs=0.5)
    assert born_that_year == pytest.approx(912, rel=0.12)


def test_foreigners_are_about_as_many_and_as_young_as_in_monza(residents: list[InventedPerson]) -> None:
    foreigners = [person for person in residents if person.citizenship != ITALY]

    assert percent(len(foreigners), len(residents)) == pytest.approx(13, abs=0.7)
    assert percent(sum(age(person) < 15 for person in foreigners), len(foreigners)) == pytest.approx(19.4, abs=1.5)
    assert {person.citizenship for person in foreigners} <= set(countries.COUNTRIES)


def test_neighbourhoods_have_the_inhabitants_they_should(homes: list[InventedHousehold]) -> None:
    inhabitants = Counter({quarter.code: 0 for quarter in streets.QUARTERS})
    for household in homes:
        inhabitants[household.neighbourhood] += len(household.members)

    without_abode = inhabitants.pop("")

    assert without_abode == shape.NO_FIXED_ABODE
    for quarter in streets.QUARTERS:
        assert inhabitants[quarter.code] == pytest.approx(quarter.inhabitants, abs=30)


def test_some_have_no_code_no_date_or_no_home(town: list[InventedHousehold], residents: list[InventedPerson]) -> None:
    outside = Counter(household.kind for household in town if not household.resident)
    papers = [paper for person in everybody(town) for paper in person.papers]

    assert outside == {"a pseudonym": 60, "a health code (STP)": 80, "a health code (ENI)": 20, "a passport": 50}
    assert all(identifiers.read_health_code(paper.value) == paper.value for paper in papers if paper.kind in {"stp", "eni"})
    assert len({(paper.kind, paper.country, paper.value) for paper in papers}) == len(papers)
    assert 80 <= sum(not person.fiscal_code for person in residents) <= 200
    assert 120 <= sum(person.birth_precision == "year" for person in residents) <= 280


def test_names_are_many_and_of_many_kinds(residents: list[InventedPerson]) -> None:
    surnames = Counter(person.family_name for person in residents)
    spelled = "".join({person.family_name + person.given_name for person in residents})

    assert len(surnames) > 8_000
    assert surnames["Brambilla"] > surnames["Tagliabue"] > surnames["Zoia"] > 0
    assert all(sign in spelled for sign in "àèìòù'ñț")
    assert not PUBLIC_FIGURES & {f"{person.given_name} {person.family_name}" for person in residents}


def test_every_fiscal_code_is_right_and_nobody_elses(town: list[InventedHousehold]) -> None:
    coded = [person for person in everybody(town) if person.fiscal_code]

    assert len({person.fiscal_code for person in coded}) == len(coded)
    for person in coded:
        read = identifiers.read_fiscal_code(person.fiscal_code)
        assert person.birth_on is not None
        expected = identifiers.write_fiscal_code(
            family_name=person.family_name, given_name=person.given_name, birth_on=person.birth_on, sex=person.sex, place=person.birthplace
        )
        assert identifiers.undone(person.fiscal_code) == expected[:15]
        assert (read.sex, read.place) == (person.sex, person.birthplace)
        assert read.can_be_born(person.birth_on)


def test_two_other_packages_read_the_fiscal_codes_too(residents: list[InventedPerson]) -> None:
    coded = [person for person in residents if person.fiscal_code]
    for person in coded[::7]:
        assert stdnum_fiscal.is_valid(person.fiscal_code)
        assert stdnum_fiscal.get_birth_date(person.fiscal_code).strftime("%y%m%d") == f"{person.birth_on:%y%m%d}"
    for person in coded[::997]:
        data = codicefiscale.decode(person.fiscal_code)
        assert (data["gender"], data["birthplace"]["code"]) == (person.sex, person.birthplace)


def test_nobody_was_born_in_a_place_that_was_not_there(town: list[InventedHousehold]) -> None:
    born = {(person.birthplace, person.birthplace_name, person.birth_on) for person in everybody(town) if person.birthplace}
    for code, name, birth_on in born:
        place = places.find(code, on=birth_on)

        assert place is not None
        if not place.is_abroad:
            assert birth_on is not None
            assert place.name.casefold() == name.casefold()
            assert place.from_on <= birth_on
            assert place.until_on is None or birth_on <= place.until_on


def test_homonyms_born_on_one_day_in_one_place_get_different_codes() -> None:
    register = Register()

    codes = [register.issue(family_name="Rossi", given_name="Maria", birth_on=date(1970, 5, 3), sex="F", place="F704") for _ in range(128)]

    assert [code[:15] for code in codes[:3]] == ["RSSMRA70E43F704", "RSSMRA70E43F70Q", "RSSMRA70E43F7L4"]
    assert len(set(codes)) == len(codes) == 1 + len(list(variants(codes[0][:15])))
    assert all(stdnum_fiscal.is_valid(code) and identifiers.undone(code) == "RSSMRA70E43F704" for code in codes)


def coherent(household: InventedHousehold) -> None:
    """Assert what must hold in a household."""
    members, relations = household.members, Counter(person.relation for person in household.members)
    assert set(relations) <= set(kinship.RELATIONS)
    if household.members:
        assert members[0].relation == families.REFERENCE
        assert relations[families.REFERENCE] == 1
        assert household.closed_on is None
    else:
        assert household.closed_on == max(person.left_on for person in household.former if person.left_on)
    assert relations[families.SPOUSE] + relations[families.PARTNER] <= 1
    assert household.opened_on <= household.lives_there_since <= LAST_DAY
    for person in [*members, *household.former]:
        assert household.opened_on <= person.joined_on <= LAST_DAY
        assert person.birth_on is None or person.birth_precision != "day" or person.birth_on <= person.joined_on
        assert person.died_on == person.left_on
        assert person.died_on is None or max(MANDATE_BEGAN_ON, person.joined_on) <= person.died_on <= LAST_DAY
    coherent_family(household)


def coherent_family(household: InventedHousehold) -> None:
    """Assert what must hold between parents and children, wives and husbands, brothers and sisters."""
    parents = [person for person in household.members if person.relation in {families.REFERENCE, families.SPOUSE, families.PARTNER}]
    parents += household.former
    children = [person for person in household.members if person.relation == families.CHILD]
    births = sorted(child.birth_on for child in children if child.birth_on)
    for earlier, later in pairwise(births):
        assert earlier == later or later - earlier >= timedelta(days=280)
    if not household.resident or not children:
        return
    for parent in parents:
        for child in children:
            years = age(parent) - age(child)
            assert years >= (16 if parent.sex == "F" else 17)
            assert parent.sex == "M" or parent.died_on or years <= 46
    fathers = [parent for parent in parents if parent.sex == "M" and not parent.died_on]
    for father in fathers:
        first = father.family_name.split()[0]
        assert all(child.family_name == father.family_name or child.family_name.startswith(first) or child.sex == "F" for child in children)
    assert len({(child.given_name, child.sex) for child in children}) >= len(children) - 1


def test_every_family_of_the_town_holds_together(town: list[InventedHousehold]) -> None:
    for household in town:
        coherent(household)


def test_persons_are_numbered_in_order_and_once(town: list[InventedHousehold]) -> None:
    numbers = sorted(person.number for person in everybody(town))

    assert numbers == list(range(1, len(numbers) + 1))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**9), persons=st.integers(1, 400))
def test_a_town_of_any_size_has_exactly_its_residents(seed: int, persons: int) -> None:
    households = list(population(seed, persons))

    assert sum(len(household.members) for household in households if household.resident) == persons
    for household in households:
        coherent(household)


@given(persons=st.integers(0, 3_000_000))
def test_recipes_share_out_a_town_to_the_last_person(persons: int) -> None:
    counts = apportioned(persons)

    assert min(counts) >= 0
    assert sum(count * recipe.size for count, recipe in zip(counts, shape.RECIPES, strict=True)) == persons


def digest(seed: int, persons: int) -> str:
    return hashlib.sha256("\n".join(map(repr, population(seed, persons))).encode()).hexdigest()


def test_the_same_seed_makes_the_same_town_in_every_process() -> None:
    program = f"import django; django.setup(); from {__name__} import digest; print(digest(7, 900))"
    environment = os.environ | {"PYTHONHASHSEED": "4242", "DJANGO_SETTINGS_MODULE": "tests.settings"}

    elsewhere = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)

    assert elsewhere.stdout.strip() == digest(7, 900)
    assert digest(7, 900) != digest(8, 900)


def test_a_million_is_handed_over_one_household_at_a_time() -> None:
    some = list(islice(population(1, 1_000_000), 50))

    assert len(some) == 50
