"""The key changes: what was written stays, and whoever it is about keeps being one."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from sussidiario.access.rules import Role
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal, archive, rules
from sussidiario.journal.actions.rotation import Rotation
from sussidiario.journal.archive import Finding
from sussidiario.journal.models import Act, Crosswalk, Reading
from sussidiario.journal.timeline import timeline
from tests.database import unlocked
from tests.invented.models import Thing
from tests.invented.work import AT, ON, opened, somebody

pytestmark = pytest.mark.django_db

KEYS = [b"invented-city-only", b"the second key", b"the third key", b"the fourth key"]
Turn = Callable[[int], Rotation]


@pytest.fixture
def key(settings: LazySettings) -> Callable[..., None]:
    """Hold the key of this number, and the former ones back to another."""

    def hold(number: int, *, back_to: int = 0) -> None:
        settings.SUSSIDIARIO_KEY = KEYS[number]
        settings.SUSSIDIARIO_KEYS_BEFORE = KEYS[back_to:number][::-1]

    hold(0)
    return hold


@pytest.fixture
def turn(key: Callable[..., None]) -> Turn:
    """Seal, take the next key, and rotate."""

    def to(number: int) -> Rotation:
        archive.seal(at=AT)
        key(number, back_to=number - 1)
        return journal.rotate(by=None, at=AT)

    return to


def write(thing: Thing, act: str = "invented.thing.closed") -> Act:
    return journal.record(act, thing, on=ON, at=AT, by=None, subject=thing)


def about(thing: Thing) -> list[int]:
    return [act.pk for act in Act.objects.about(journal.pseudonym(thing))]


def findings() -> list[Finding]:
    return list(archive.verify())


def test_acts_of_before_and_after_are_about_one(turn: Turn) -> None:
    first, _other = opened("cosa"), opened("altra")
    thing = Thing.objects.get(name="cosa")

    done = turn(1)
    second = write(thing)
    turn(2)
    third = write(thing)

    assert done == Rotation(joined=2, unknown=0)
    assert len({first.subject, second.subject, third.subject}) == 3
    assert about(thing) == [third.pk, second.pk, first.pk]
    assert list(Act.objects.about(first.subject)) == list(Act.objects.about(second.subject)) == [third, second, first]
    assert [entry.act for entry in timeline(somebody(Role.SOCIAL_WORKER), [journal.pseudonym(thing)])] == [third, second, first]
    assert [(finding.where, finding.wrong) for finding in findings()] == [("seal 1", False)]  # the first key is no longer held


def test_readings_of_before_and_after_are_about_one(turn: Turn) -> None:
    thing, ada = Thing.objects.create(name="cosa"), somebody()
    journal.note_reading(thing, by=ada, at=AT, address="/cose/1/")
    archive.seal_readings(at=AT)

    turn(1)
    journal.note_reading(thing, by=ada, at=AT, address="/cose/1/")

    assert Reading.objects.of(journal.pseudonym(thing)).count() == 2
    assert findings() == []


def test_who_comes_after_a_rotation_is_joined_by_the_next(turn: Turn) -> None:
    old = opened("vecchia")
    turn(1)
    new = opened("nuova")
    turn(2)
    both = [write(Thing.objects.get(name=name)) for name in ("vecchia", "nuova")]

    assert [about(Thing.objects.get(name=name)) for name in ("vecchia", "nuova")] == [[both[0].pk, old.pk], [both[1].pk, new.pk]]


def test_acts_written_with_the_new_key_before_it_was_rotated_are_joined_too(key: Callable[..., None]) -> None:
    first = opened("cosa")
    archive.seal(at=AT)
    key(1)
    second = write(Thing.objects.get())
    assert [finding.where for finding in findings()] == [f"key {rules.key_id(KEYS[number])}" for number in sorted((0, 1), key=lambda n: rules.key_id(KEYS[n]))]

    journal.rotate(by=None, at=AT)

    assert about(Thing.objects.get()) == [second.pk, first.pk]
    assert findings() == []


def test_rotating_again_changes_nothing(turn: Turn) -> None:
    opened()
    turn(1)
    before = Act.objects.count()

    assert journal.rotate(by=None, at=AT).joined == 0
    assert Act.objects.count() == before


def test_who_is_gone_keeps_the_name_they_had(turn: Turn) -> None:
    gone = opened("passata")
    last = opened("rimasta")
    Thing.objects.all().delete()
    unheard_of = journal.entry("invented.thing.opened", on=ON, at=AT, record="invented.thing:1", by_id=None, subject="f" * 32)
    unheard_of.save(force_insert=True)

    done = turn(1)

    assert done == Rotation(joined=2, unknown=1)
    assert set(Crosswalk.objects.values_list("first", flat=True)) == {gone.subject, last.subject}


def test_a_rotation_is_refused_where_it_would_go_wrong(key: Callable[..., None], settings: LazySettings) -> None:
    opened()
    with pytest.raises(Refusal, match="precedente"):
        journal.rotate(by=None, at=AT)
    key(1)
    with pytest.raises(Refusal, match="sigillati"):
        journal.rotate(by=None, at=AT)
    archive.seal(at=AT)
    settings.SUSSIDIARIO_KEYS_BEFORE = [b"some other key"]
    with pytest.raises(Refusal, match="Nessuna"):
        journal.rotate(by=None, at=AT)

    assert not Crosswalk.objects.exists()


def test_once_the_old_key_is_forgotten_its_parts_still_hold(turn: Turn, key: Callable[..., None]) -> None:
    first = opened("cosa")
    turn(1)
    second = write(Thing.objects.get())

    key(1, back_to=1)

    assert findings() == [Finding("seal 1", "1 acts cannot be verified by key; its part holds, and says what they say", wrong=False)]
    assert about(Thing.objects.get()) == [second.pk, first.pk]


@pytest.mark.parametrize(("column", "value"), [("area", "minors"), ("fingerprint", "0" * 64), ("key", "0" * 8), ("subject", "0" * 32)])
def test_an_act_under_a_forgotten_key_is_still_compared_with_its_part(turn: Turn, key: Callable[..., None], column: str, value: str) -> None:
    act, _other = opened(), opened()
    turn(1)
    key(1, back_to=1)

    with unlocked("journal_act"):
        Act.objects.filter(pk=act.pk).update(**{column: value})

    assert [finding for finding in findings() if finding.wrong and finding.where.startswith("act")] == [
        Finding(f"act {act.pk}", "its row is not as it was written (seal 1)")
    ]


def test_no_act_passes_for_one_of_a_key_that_was_given_up_before(turn: Turn, key: Callable[..., None]) -> None:
    opened()
    turn(1)
    late = opened()
    key(1, back_to=1)

    with unlocked("journal_act"):
        Act.objects.filter(pk=late.pk).update(key=rules.key_id(KEYS[0]), area="minors")

    assert Finding(f"act {late.pk}", "its row is not as it was written (not sealed yet)") in findings()


def test_a_key_forgotten_two_rotations_ago_is_told_by_the_one_that_followed(turn: Turn, key: Callable[..., None]) -> None:
    opened()
    turn(1)
    opened()
    turn(2)
    archive.seal(at=AT)
    key(2, back_to=2)

    assert [(finding.where, finding.wrong) for finding in findings()] == [("seal 1", False), ("seal 2", False)]


@pytest.mark.parametrize("harm", ["UPDATE journal_crosswalk SET first = 'x'", "DELETE FROM journal_crosswalk", "INSERT"])
def test_a_crosswalk_that_was_touched_is_named(turn: Turn, harm: str) -> None:
    opened()
    turn(1)

    if harm == "INSERT":
        Crosswalk.objects.create(pseudonym="b" * 32, first="a" * 32)
    else:
        with unlocked("journal_crosswalk"):
            Crosswalk.objects.all().delete() if harm.startswith("DELETE") else Crosswalk.objects.update(first="x")

    assert findings() == [Finding("crosswalk", "it is not as the latest rotation left it")]


def test_asking_about_somebody_is_one_query(turn: Turn, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]) -> None:
    opened()
    thing = Thing.objects.get()

    with django_assert_num_queries(1):
        assert len(about(thing)) == 1
    turn(1)
    with django_assert_num_queries(1):
        assert len(about(thing)) == 1
    with django_assert_num_queries(0):
        assert list(Act.objects.about()) == []


def test_thousands_may_be_asked_about_at_once(turn: Turn) -> None:
    opened()
    turn(1)
    strangers = [f"{number:032d}" for number in range(3000)]

    assert Act.objects.about(*strangers).count() == 0
    assert len(Act.objects.about(*strangers, journal.pseudonym(Thing.objects.get()))) == 1


def test_the_command_says_what_it_did(key: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    opened()
    archive.seal(at=AT)
    with pytest.raises(CommandError, match="precedente"):
        call_command("journal", "rotate")
    key(1)

    call_command("journal", "rotate")

    assert capsys.readouterr().out == "1 pseudonyms joined to earlier ones; 0 in the book belong to no record that is left\n"
