"""A mandate is loaded whole or not at all, once, and the book says so."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.planning import actions, demo
from sussidiario.planning.models import Chapter, Mandate, Result, Target
from sussidiario.planning.rules import mandate_file, written
from sussidiario.planning.rules.mistakes import Wrong
from sussidiario.planning.tests.sample import SAMPLE, changed

pytestmark = pytest.mark.django_db

AT = datetime(2017, 6, 26, 9, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def _someone(role: Role) -> Actor:
    staff = Staff.objects.create(username=role, given_name="Ada", family_name="Riva")
    RoleHeld.objects.create(staff=staff, role=role, from_on=date(2012, 1, 1))
    return actor(staff, on=AT.date())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sample.yaml"
    path.write_text(SAMPLE)
    return path


def test_the_mandate_office_loads_a_mandate_and_the_book_cites_its_file(file: Path) -> None:
    office = _someone(Role.MANDATE_OFFICE)

    mandate = actions.load(file, by=office, at=AT)

    act = Act.objects.get()
    assert (act.act, act.record, act.on, act.by_id) == ("planning.mandate.loaded", f"planning.mandate:{mandate.pk}", AT.date(), office.pk)
    assert act.detail == {"sha256": hashlib.sha256(SAMPLE.encode()).hexdigest(), "targets": 2}
    assert (act.municipality, act.subject) == ("108033", "")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANDATE_OFFICE])
def test_nobody_else_loads_a_mandate(file: Path, role: Role) -> None:
    someone = _someone(role)

    with pytest.raises(NotAllowed, match="ufficio di mandato"):
        actions.load(file, by=someone, at=AT)

    assert not Mandate.objects.exists()


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    first = actions.load(file, by=None, at=AT)
    rows = list(Target.objects.order_by("pk").values())

    second = actions.load(file, by=None, at=LATER)

    assert second == first
    assert second.loaded_at == AT
    assert list(Target.objects.order_by("pk").values()) == rows
    assert Act.objects.count() == 1


def test_a_changed_file_takes_the_place_of_the_old_one(file: Path) -> None:
    first = actions.load(file, by=None, at=AT)
    file.write_bytes(changed("key: homes", "key: houses").replace(b"published: 63", b"published: 64"))

    second = actions.load(file, by=None, at=LATER)

    assert second.pk == first.pk
    assert list(Chapter.objects.order_by("position").values_list("key", flat=True)) == ["houses", "beyond"]
    assert Target.objects.get(key="share").published == 64
    assert (Result.objects.count(), Target.objects.count(), Act.objects.count()) == (2, 2, 2)


def test_a_file_with_mistakes_leaves_everything_as_it_was_and_tells_them_all(file: Path) -> None:
    actions.load(file, by=None, at=AT)
    file.write_bytes(changed("unit: items", "unit: dozens").replace(b"published: 63", b"published: 163"))

    with pytest.raises(actions.Mistaken) as raised:
        actions.load(file, by=None, at=LATER)

    assert [mistake.wrong for mistake in raised.value.mistakes] == [Wrong.NOT_ONE_OF, Wrong.NOT_PERCENT]
    assert list(raised.value.lines()) == [
        f"{file}:32: «unit» non può essere «dozens». Scegli uno di questi valori: persons, households, items, percent, cents, days.",
        f"{file}:37: «published» è una percentuale e non può essere 163. Scrivi un numero intero da 0 a 100 (una variazione va da -100 a 100).",
    ]
    assert Target.objects.get(key="share").published == 63
    assert Act.objects.count() == 1


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"manca\.yaml .*Controlla il nome"):
        actions.load(tmp_path / "manca.yaml", by=None, at=AT)
    with pytest.raises(Refusal, match="Controlla il nome"):
        actions.load(tmp_path, by=None, at=AT)


def test_two_mandates_of_a_municipality_do_not_share_a_day_and_two_municipalities_may(file: Path, tmp_path: Path) -> None:
    actions.load(file, by=None, at=AT)
    other = tmp_path / "other.yaml"

    other.write_bytes(changed("key: sample-2012-2017", "key: sample-2017-2022"))
    with pytest.raises(Refusal, match=r"si sovrappongono a quelli di «Un mandato».*sample-2012-2017"):
        actions.load(other, by=None, at=AT)

    other.write_bytes(changed("key: sample-2012-2017", "key: elsewhere-2012-2017").replace(b"108033", b"108023"))
    assert actions.load(other, by=None, at=AT).municipality == "108023"


def test_what_is_kept_is_what_is_written(settings: LazySettings) -> None:
    office = _someone(Role.MANDATE_OFFICE)
    content = mandate_file.read(Path(settings.SUSSIDIARIO_MANDATE).read_bytes())
    assert isinstance(content, written.Mandate)

    mandate = demo.fill(by=office, at=AT)

    kept = [target.as_written() for target in Target.objects.of(mandate)]
    assert kept == list(content.targets())
    assert [target.as_json() for target in kept] == [target.as_json() for target in content.targets()]
    assert mandate.period == content.targets()[4].period


def test_loading_asks_as_much_of_the_database_for_thirty_figures_as_for_two(file: Path) -> None:
    queries = []
    target = SAMPLE[SAMPLE.index("              - key: share") : SAMPLE.index("  - key: beyond")]
    many = "".join(target.replace("key: share", f"key: share-{number}") for number in range(30))
    for text in (SAMPLE, SAMPLE.replace("sample-2012", "many-2012").replace("108033", "108023").replace(target, many)):
        file.write_text(text)
        with CaptureQueriesContext(connection) as asked:
            actions.load(file, by=None, at=AT)
        queries.append(len(asked))

    assert queries[0] == queries[1]
