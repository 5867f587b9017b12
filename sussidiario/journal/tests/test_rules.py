from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from sussidiario.journal import rules

KEY = b"a key"
VALUES = {"act": "invented.thing.opened", "on": date(2016, 3, 1), "at": datetime(2016, 3, 1, 9, 30, tzinfo=UTC), "quantity": 1, "detail": {"a": [1, "à"]}}


def test_a_pseudonym_tells_nothing_without_the_key_and_is_always_the_same_with_it() -> None:
    assert rules.pseudonym(KEY, "people.person", 12) == rules.pseudonym(KEY, "people.person", 12)
    assert rules.pseudonym(KEY, "people.person", 12) != rules.pseudonym(b"another", "people.person", 12)
    assert len(rules.pseudonym(KEY, "people.person", 12)) == 32


@given(st.integers(min_value=1), st.integers(min_value=1))
def test_two_persons_or_a_person_and_a_household_never_share_a_pseudonym(one: int, other: int) -> None:
    names = {rules.pseudonym(KEY, "people.person", one), rules.pseudonym(KEY, "people.person", other), rules.pseudonym(KEY, "people.household", one)}

    assert len(names) == len({one, other}) + 1


@given(st.integers(min_value=-12, max_value=14), st.integers(min_value=-(10**15), max_value=4 * 10**15))
def test_an_instant_is_spelled_alike_from_every_time_zone(hours: int, microseconds: int) -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)

    assert rules.instant(at.astimezone(timezone(timedelta(hours=hours)))) == rules.instant(at)


def test_a_fingerprint_changes_with_any_value_and_with_the_key() -> None:
    mine = rules.fingerprint(KEY, VALUES)
    changed: dict[str, object] = {
        "act": "invented.thing.closed",
        "on": date(2016, 3, 2),
        "at": datetime(2016, 3, 1, 9, 31, tzinfo=UTC),
        "quantity": 2,
        "detail": {},
    }

    assert rules.fingerprint(KEY, dict(reversed(VALUES.items()))) == mine
    assert rules.fingerprint(b"another", VALUES) != mine
    assert all(rules.fingerprint(KEY, VALUES | {name: value}) != mine for name, value in changed.items())


def test_a_value_cannot_move_to_the_next_column_unseen() -> None:
    assert rules.fingerprint(KEY, {"area": "ab", "measure": "c"}) != rules.fingerprint(KEY, {"area": "a", "measure": "bc"})


def test_without_a_key_nothing_is_written() -> None:
    with pytest.raises(ValueError, match="no key"):
        rules.pseudonym(b"", "people.person", 12)
    with pytest.raises(ValueError, match="no key"):
        rules.fingerprint(b"", VALUES)


def test_a_chain_changes_with_the_chain_before_it() -> None:
    manifest = {"number": 1, "first": 1, "last": 9, "count": 9, "sha256": "0" * 64, "previous": rules.GENESIS}

    assert rules.chain(manifest) != rules.chain(manifest | {"previous": "1" * 64})


def test_the_hour_that_comes_twice_in_october_is_two_instants() -> None:
    rome = ZoneInfo("Europe/Rome")
    first, second = (datetime(2016, 10, 30, 2, 30, tzinfo=rome, fold=fold) for fold in (0, 1))

    assert rules.instant(first) == "2016-10-30T00:30:00.000000Z"
    assert rules.instant(second) == "2016-10-30T01:30:00.000000Z"
