import json
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import LazySettings
from django.core.management import call_command

from sussidiario.journal import archive, rules
from sussidiario.journal.models import Act, Seal
from tests.invented.work import AT, opened, somebody

pytestmark = pytest.mark.django_db


def sealed_acts() -> list[int]:
    """Numbers of the acts in the sealed parts, in the order of the parts."""
    return [number for path in archive.parts() for number in pq.read_table(path)["id"].to_pylist()]


def test_where_there_is_nothing_to_seal_nothing_is_sealed() -> None:
    assert archive.seal(at=AT) is None
    opened()
    archive.seal(at=AT)
    assert archive.seal(at=AT) is None

    assert Seal.objects.count() == 1
    assert len(archive.parts()) == 1


def test_a_seal_closes_the_acts_since_the_one_before_it() -> None:
    acts = [opened(), opened()]
    first = archive.seal(at=AT)
    acts += [opened()]
    second = archive.seal(at=AT + timedelta(days=1))

    assert first is not None
    assert second is not None
    assert (first.number, first.first, first.last, first.count) == (1, acts[0].pk, acts[1].pk, 2)
    assert (second.number, second.first, second.last, second.count) == (2, acts[2].pk, acts[2].pk, 1)
    assert (first.previous, second.previous) == (rules.GENESIS, first.chain)
    assert sealed_acts() == [act.pk for act in acts]
    assert not Act.objects.all().unsealed().exists()


def test_a_part_says_what_may_be_counted_and_not_who_wrote_it_why_or_where() -> None:
    act = opened(by=somebody())
    archive.seal(at=AT)

    [row] = pq.read_table(archive.part(1)).to_pylist()

    assert row == {
        "id": act.pk,
        "act": "invented.thing.opened",
        "on": act.on,
        "at": act.at,
        "subject": act.subject,
        "municipality": act.municipality,
        "neighbourhood": "triante",
        "area": "elderly",
        "measure": "",
        "partner": "",
        "quantity": 1,
        "amount": None,
        "detail": "{}",
        "voids": None,
        "fingerprint": act.fingerprint,
    }


def test_the_manifest_beside_a_part_is_the_row_in_the_database() -> None:
    opened()
    sealed = archive.seal(at=AT)

    manifest = json.loads(archive.part(1).with_suffix(".json").read_text())

    assert sealed is not None
    assert manifest == {
        "number": 1,
        "first": sealed.first,
        "last": sealed.last,
        "count": 1,
        "sha256": sealed.sha256,
        "previous": rules.GENESIS,
        "sealed_at": rules.instant(AT),
        "chain": sealed.chain,
    }


def test_the_open_tail_has_the_columns_of_a_part() -> None:
    opened()
    tail = archive.table(Act.objects.all().unsealed().order_by("pk"))
    archive.seal(at=AT)

    assert pq.read_table(archive.part(1)) == tail
    assert archive.table(Act.objects.all().unsealed()) == pa.Table.from_batches([], schema=archive.SCHEMA)


def test_a_file_that_no_seal_names_is_not_a_part_and_is_written_over(settings: LazySettings) -> None:
    Path(settings.SUSSIDIARIO_ARCHIVE).mkdir(parents=True)
    archive.part(1).write_bytes(b"left by a crash")
    assert archive.parts() == []

    opened()
    archive.seal(at=AT)

    assert len(sealed_acts()) == 1


def test_the_command_seals_and_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    act = opened()

    call_command("journal", "seal")
    call_command("journal", "seal")

    chain = Seal.objects.get().chain
    assert capsys.readouterr().out == f"seal 1: acts {act.pk}-{act.pk} (1), chain {chain}\nnothing to seal\n"
