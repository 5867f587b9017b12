"""The tables of codes: kinship, states, places of birth."""

from datetime import date

from sussidiario.people.rules import countries, kinship, places


def test_the_national_register_has_thirty_relations_and_offers_those_of_today() -> None:
    offered = dict(kinship.offered())

    assert len(kinship.RELATIONS) == 30
    assert len(offered) == 25
    assert kinship.REFERENCE_PERSON not in offered


def test_every_citizenship_is_offered_once_the_frequent_ones_first() -> None:
    codes = [code for code, _ in countries.offered()]

    assert codes[0] == countries.ITALY == "100"
    assert sorted(codes) == sorted(countries.COUNTRIES)
    assert len(codes) == len(set(codes))


def test_a_state_is_called_by_its_code() -> None:
    assert countries.name("905") == "Sahara occidentale"
    assert countries.name(countries.STATELESS) == "apolide"
    assert countries.name("000") == "000"


def test_a_place_is_called_as_it_was_on_the_day() -> None:
    before, after = places.find("F704", on=date(1990, 1, 1)), places.find("F704", on=date(2010, 1, 1))

    assert before is not None
    assert after is not None
    assert (before.label, after.label) == ("Monza (MI)", "Monza (MB)")
    assert places.find("F704") == after
    assert places.find("X999") is None


def test_a_day_before_every_name_gives_the_last_one() -> None:
    found = places.find("Z330", on=date(1800, 1, 1))

    assert found is not None
    assert (found.label, found.is_abroad) == ("Marocco", True)


def test_places_of_the_same_name_are_told_apart_by_province() -> None:
    assert [place.label for place in places.named("samone")] == ["Samone (TO)", "Samone (TN)"]
    assert [place.code for place in places.named("Samone (TN)")] == ["H754"]
    assert places.named("Atlantide") == ()


def test_a_place_that_is_gone_is_found_for_who_was_born_there() -> None:
    assert [place.code for place in places.named("Unione Repubbliche Socialiste Sovietiche")] == ["Z135"]
